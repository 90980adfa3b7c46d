"""The keys of a description in TOML, each taken as what it must be."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from armstransfers.core.errors import ReadError, UnknownEntity
from armstransfers.core.screen import unprintable
from armstransfers.readers.description import ALL
from armstransfers.reference import entities

LONGEST_WORDS = 2_000
"""Characters of the longest text in a description: a citation."""
MOST_COLUMNS = 1_000
_FINEST, _COARSEST = 1e-9, 1e12  # steps of values, beyond which sums are no numbers any more


class Keys:
    """The keys of one table of a TOML file; each is asked for once, and none may be left."""

    def __init__(self, found: dict[str, Any], name: str, file: str) -> None:
        self.found, self.name, self.file = dict(found), name, file

    def wrong(self, key: str, must_be: str) -> ReadError:
        """Return the error for a key that must be something else."""
        full = f"{self.name}.{key}" if self.name else key
        return ReadError(f"the key {full} must be {must_be}.", file=self.file)

    def finish(self) -> None:
        """Refuse a key that nobody has asked for."""
        if self.found:
            key = next(iter(self.found))
            full = f"{self.name}.{key}" if self.name else key
            raise ReadError(f"the key {full} is not known; check its spelling.", file=self.file)

    def table(self, key: str) -> Keys | None:
        """Return the keys of a table in this one; None where there is none."""
        found = self.found.pop(key, None)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise self.wrong(key, f"a table, [{key}]")
        return Keys(found, key, self.file)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return a text; an empty one where there is none."""
        found = self.found.pop(key, "")
        if not isinstance(found, str) or (needed and not found.strip()):
            raise self.wrong(key, "a text in quotation marks")
        if len(found) > LONGEST_WORDS:
            raise self.wrong(key, f"a text of at most {LONGEST_WORDS:,} characters")
        self._require_printable(key, found)
        return found.strip()

    def texts(self, key: str) -> dict[str, str]:
        """Return texts by their names."""
        found = self.found.pop(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, 'a table such as { Flow = "Import" }')
        self._require_printable(key, *map(str, itertools.chain(*found.items())))
        return {name: str(value) for name, value in found.items()}

    def column(self, key: str, numbered: bool, needed: bool = False) -> str:
        """Return the name of a column, or its number as text."""
        if not numbered or key not in self.found:
            return self.text(key, needed=needed)
        found = self.found.pop(key)
        if type(found) is not int or not 1 <= found <= MOST_COLUMNS:
            raise self.wrong(key, "the number of a column from 1, as the others have one")
        return str(found)

    def choices(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return the values from which the rows that count have one, by column."""
        found = self.found.get(key, {})
        lists = isinstance(found, dict) and {k: v for k, v in found.items() if type(v) is list}
        if not lists:
            return {name: (value,) for name, value in self.texts(key).items()}
        self.found[key] = {name: value for name, value in found.items() if name not in lists}
        for name, values in lists.items():
            if not values or not all(isinstance(value, str) for value in values):
                raise self.wrong(f"{key}.{name}", 'a text, or a list of texts as ["93*", "8710"]')
            self._require_printable(key, name, *values)
        chosen = {name: tuple(values) for name, values in lists.items()}
        return self.choices(key) | chosen

    def entities_of(self, key: str) -> dict[str, str]:
        """Return whom each of some names means."""
        found = self.texts(key)
        try:
            return {name: entities.find(whom).name for name, whom in found.items()}
        except UnknownEntity as error:
            raise ReadError(f"in {key}: {error}", file=self.file) from error

    def names(self, key: str, word: str = "") -> tuple[str, ...]:
        """Return a list of names, or the one word that may stand for a list."""
        found = self.found.pop(key, [])
        if word and found == word:
            return (word,)
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise self.wrong(key, 'a list of names, as ["World"]')
        self._require_printable(key, *found)
        return tuple(found)

    def _require_printable(self, key: str, *texts: str) -> None:
        """Refuse what no screen shows: it could give orders to a terminal, or hide words."""
        if any(unprintable(text) for text in texts):
            raise self.wrong(key, "without line ends and other signs that cannot be shown")

    def entities(self, key: str) -> frozenset[str] | None:
        """Return the entities that are named; None for all."""
        if self.found.get(key) == ALL:
            del self.found[key]
            return None
        names = self.names(key)
        if not names:
            raise self.wrong(key, f'"{ALL}", or a list of names')
        try:
            return frozenset(entities.find(name).name for name in names)
        except UnknownEntity as error:
            raise ReadError(f"in covers.{key}: {error}", file=self.file) from error

    def flag(self, key: str, default: bool | None) -> bool:
        """Return true or false."""
        found = self.found.pop(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false")
        return found

    def one_of(self, key: str, marks: tuple[str, ...]) -> str:
        """Return one of several marks, the first where none is said."""
        found = self.found.pop(key, marks[0])
        if found not in marks:
            raise self.wrong(key, "one of " + " ".join(f'"{mark}"' for mark in marks))
        return str(found)

    def positive(self, key: str) -> float | None:
        """Return a step of values; None where there is none."""
        found = self.found.pop(key, None)
        if found is not None and (
            isinstance(found, bool)
            or not isinstance(found, int | float)
            or not _FINEST <= found <= _COARSEST
        ):
            raise self.wrong(key, "a number above 0, such as 0.01, and below a million million")
        return found

    def year(self, key: str) -> int | None:
        """Return a year; None where there is none."""
        found = self.found.pop(key, None)
        if found is None:
            return None
        if not _is_year(found):
            raise self.wrong(key, "a year, such as 2025")
        return int(found)

    def years(self, key: str) -> tuple[int, int]:
        """Return the first and the last year."""
        found = self.found.pop(key, None)
        if (
            not isinstance(found, list)
            or len(found) != 2
            or not all(map(_is_year, found))
            or found[0] > found[1]
        ):
            raise self.wrong(key, "the first and the last year, as [2000, 2024]")
        return found[0], found[1]

    def day(self, key: str) -> date | None:
        """Return a day; None where there is none."""
        found = self.found.pop(key, None)
        if found is not None and type(found) is not date:
            raise self.wrong(key, "a day without quotation marks, such as 2025-11-02")
        return found


def _is_year(value: object) -> bool:
    return type(value) is int and 1900 <= value <= 2100
