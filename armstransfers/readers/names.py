"""The names in a file, and the entities that they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from functools import cache

import pandas as pd

from armstransfers.reference import entities
from armstransfers.reference.entities import Entity

CATEGORIES = frozenset(
    {
        "Air defence systems", "Air-defence systems", "Aircraft", "Armoured vehicles", "Artillery",
        "Engines", "Missiles", "Naval weapons", "Other", "Satellites", "Sensors", "Ships",
    }
)  # fmt: skip
"""SIPRI's weapon categories; one of them has had two spellings."""


MOST_SUGGESTED = 50  # unknown names of a release for which similar ones are looked for

_TOTAL = re.compile(
    r"(.* )?(sub)?totals?|(grand |sub ?|regional )?total .*|world.*|(all|alle|tous les|todos los) .*"
    r"|all|sum|(gesamt|zwischen|end)?summen?|gesamt|ins?gesamt|somme|ensemble|suma|somma|totale|totaal|toplam"
    r"|итого|всего|мир|усього|всього|разом|razem|cəmi"
)
"""What the key of a name looks like that means a sum, in languages in which tables are written."""
_FOOTNOTE = re.compile(
    r"(?<=[\w)])\s*([0-9]{1,2}\)|\([0-9]{1,2}\)|\([a-z]\)|\[[0-9a-z]{1,2}\]"
    r"|[\u00b9\u00b2\u00b3\u2074-\u2079]+|[†‡])$"
)


def is_total(name: str) -> bool:
    """Whether a name means a sum of others, such as the world, and no country."""
    key = entities.name_key(name)
    return bool(_TOTAL.fullmatch(key)) or key in _worlds()


@cache
def _worlds() -> frozenset[str]:
    """Return what the world is called in the languages that are understood."""
    from babel import Locale

    names = (Locale.parse(code).territories.get("001", "") for code in entities.LANGUAGES)
    return frozenset(map(entities.name_key, filter(None, names)))


def without_footnote(name: str) -> str:
    """Return a name without the mark of a footnote: ``Turkey1)``, ``Russia [a]``.

    A star stays: SIPRI writes it behind the names of armed groups.

    Examples
    --------
    >>> without_footnote("Turkey1)"), without_footnote("Hezbollah (Lebanon)*")
    ('Turkey', 'Hezbollah (Lebanon)*')
    """
    return _FOOTNOTE.sub("", name)


def printable(name: str) -> str:
    """Return a name with a blank for whatever cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


class Names:
    """Turns the names of files into names of entities, and remembers what it met.

    A name that no entity has stays as it is: it is reported, never dropped or guessed. Line ends
    and other signs that cannot be printed become blanks, so that it stays one word of text
    wherever it is shown. Names are looked up as SIPRI's files write them, or as `find` does. Names
    of totals, which are no countries, are in `totals`.
    """

    def __init__(self, find: Callable[[str], Entity | None] = entities.in_file) -> None:
        self.find = find
        self.unknown: dict[str, Callable[[str], tuple[str, ...]]] = {}  # with what is similar
        self.totals: list[str] = []
        self.renamed: dict[str, str] = {}

    def entity(self, name: str) -> str:
        """Return the name of the entity that a file calls `name`."""
        found = self.find(name) or self.find(without_footnote(name))
        if found is None:
            if is_total(name):
                self.totals.append(name)
            name = printable(name)
            self.unknown[name] = entities.suggest
            return name
        if found.name != name.strip():
            self.renamed[name.strip()] = found.name
        return found.name

    def category(self, name: str) -> str:
        """Return the name of a weapon category as it stands, and remember one that is unknown."""
        if name not in CATEGORIES:
            name = printable(name)
            self.unknown[name] = _similar_category
        return name

    def column(self, names: pd.Series) -> pd.Series:
        """Return a column of names as a category of entities."""
        codes, spelled = pd.factorize(names)
        known = pd.Series([self.entity(str(name)) for name in spelled], dtype="str")
        found = known.astype("category").array.take(codes)
        return pd.Series(found, index=names.index, name=names.name)


def reported(files: Iterable[Names]) -> dict[str, tuple[str, ...]]:
    """Return the unknown names of some files, the first `MOST_SUGGESTED` with similar ones."""
    unknown = {name: similar for names in files for name, similar in names.unknown.items()}
    return {
        name: similar(name) if place < MOST_SUGGESTED else ()
        for place, (name, similar) in enumerate(unknown.items())
    }


def _similar_category(name: str) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name, CATEGORIES, n=1))
