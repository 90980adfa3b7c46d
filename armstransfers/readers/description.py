"""What a table does not say of itself, written down by the person who brings it.

A table of another source needs all of it: which columns hold what, what the values count, what
the table is complete for. An export of SIPRI's database whose first lines were cut off needs
its edition and what it covers.
"""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from armstransfers import entities
from armstransfers.coverage import Block
from armstransfers.entities import name_key
from armstransfers.errors import ReadError, UnknownEntity
from armstransfers.measure import TIV_NAME
from armstransfers.readers.foreign import foreign
from armstransfers.screen import unprintable

ALL = "all"
LONGEST = 20_000  # characters of a description; a list of all countries has 3,000
LONGEST_WORDS = 2_000
"""Characters of the longest text in it: a citation."""
_FINEST, _COARSEST = 1e-9, 1e12  # steps of values, beyond which sums are no numbers any more
_MEASURE_KEYS = ("name", "unit", "basis", "goods", "additive")


@dataclass(frozen=True)
class Columns:
    """Where a table has what.

    Attributes
    ----------
    recipient, supplier : str
        Names of columns; empty where all rows have one, which `fixed` names.
    year, value : str
        Names of columns; empty where each year has a column of its own.
    fixed : dict of str to str
        The one recipient or the one supplier of all rows, by side.
    only : dict of str to str
        Values that columns must have for a row to count: ``{"Flow": "Import"}``.
    leave_out : tuple of str
        Names of totals, whose rows are left out: ``World``.
    add_rows : bool
        Whether several rows of one recipient, supplier and year are parts to be added up.
    decimal, thousands : str
        The marks in numbers; `decimal` is empty where that is not said.
    """

    recipient: str = ""
    supplier: str = ""
    year: str = ""
    value: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    only: dict[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    add_rows: bool = False
    decimal: str = ""
    thousands: str = ""

    @property
    def wanted(self) -> list[str]:
        """Names of the columns that the table must have."""
        named = (self.recipient, self.supplier, self.year, self.value, *self.only)
        return [name for name in named if name]


@dataclass(frozen=True)
class Counted:
    """What the values of a table of another source count.

    Attributes
    ----------
    name, unit, basis, goods, additive
        As in `armstransfers.measure.Measure`.
    precision : float or None
        Step to which the source rounds its values; None where they are exact.
    """

    name: str
    unit: str
    basis: str
    goods: str
    additive: bool
    precision: float | None = None


@dataclass(frozen=True)
class Description:
    """What a table does not say of itself.

    Attributes
    ----------
    title : str
        Name of the source.
    edition : int or None
        Year of the source's update.
    downloaded : date or None
        Day of the download.
    citation, terms : str
        How to cite the source, and what it allows.
    columns, counted : Columns, Counted or None
        For a table of another source, and None for an export of SIPRI's database.
    covers : Block or None
        What the table is complete for; without it no shares are taken.
    """

    title: str = ""
    edition: int | None = None
    downloaded: date | None = None
    citation: str = ""
    terms: str = ""
    columns: Columns | None = None
    counted: Counted | None = None
    covers: Block | None = None

    @property
    def source(self) -> str:
        """Short name of the source, the first part of a release's id."""
        return "-".join(re.findall("[a-z0-9]+", name_key(self.title)))[:24] or "table"


def describe(written: Description | str | Path) -> Description:
    """Return a description, read from a TOML file where a path is given.

    Raises
    ------
    ReadError
        If the file is no TOML, or a key is missing, unknown or of another kind.
    """
    if isinstance(written, Description):
        return written
    if not isinstance(written, str | Path):
        raise ReadError(f"a description is named by its path, and {written!r:.40} is none.")
    path = Path(written)
    try:
        _require_short(path.stat().st_size, path.name)
        content = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is no text").lower()
        raise ReadError(f"{reason}; check the path.", file=str(path)) from error
    return from_toml(content, path.name)


def from_toml(text: str, file: str) -> Description:
    """Return the description that a TOML text holds.

    Raises
    ------
    ReadError
        As for `describe`.
    """
    _require_short(len(text), file)
    with foreign("its tables or lists stand too deep in each other; write it plainly.", file=file):
        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ReadError(f"this is not TOML: {error}.", file=file) from error
    top = _Keys(found, "", file)
    columns, counted = top.table("columns"), top.table("measure")
    if (columns is None) != (counted is None):
        raise ReadError(
            "a table of another source needs both [columns] and [measure]; an export of SIPRI's "
            "database needs neither.",
            file=file,
        )
    covers = top.table("covers")
    description = Description(
        title=top.text("title", needed=columns is not None),
        edition=top.year("edition"),
        downloaded=top.day("downloaded"),
        citation=top.text("citation"),
        terms=top.text("terms"),
        columns=_columns(columns) if columns else None,
        counted=_counted(counted) if counted else None,
        covers=_covers(covers) if covers else None,
    )
    top.finish()
    return description


def _require_short(size: int, file: str) -> None:
    if size > LONGEST:
        raise ReadError(
            f"the description is longer than {LONGEST:,} characters; name the columns and the "
            "measure alone.",
            file=file,
        )


def _columns(keys: _Keys) -> Columns:
    fixed = keys.texts("fixed")
    unknown = sorted(fixed.keys() - {"recipient", "supplier"})
    if unknown:
        raise keys.wrong(f"fixed.{unknown[0]}", "recipient or supplier")
    columns = Columns(
        recipient=keys.text("recipient", needed="recipient" not in fixed),
        supplier=keys.text("supplier", needed="supplier" not in fixed),
        year=keys.text("year"),
        value=keys.text("value"),
        fixed=fixed,
        only=keys.texts("only"),
        leave_out=keys.names("leave_out"),
        add_rows=keys.flag("add_rows", False),
        decimal=keys.one_of("decimal", ("", ".", ",")),
        thousands=keys.one_of("thousands", ("", ",", ".", " ", "'")),
    )
    keys.finish()
    if bool(columns.year) != bool(columns.value):
        raise keys.wrong(
            "value" if columns.year else "year",
            "there, beside the other; leave out both where each year is a column",
        )
    if (columns.decimal or ".") == columns.thousands:
        raise keys.wrong("thousands", "another mark than decimal")
    return columns


def _counted(keys: _Keys) -> Counted:
    name, unit, basis, goods = (keys.text(key, needed=True) for key in _MEASURE_KEYS[:4])
    counted = Counted(
        name, unit, basis, goods, keys.flag("additive", None), keys.positive("precision")
    )
    keys.finish()
    if name_key(name) == name_key(TIV_NAME) or "tiv" in name_key(unit).split():
        raise keys.wrong(
            "name", "another measure than TIV, which is read from exports of SIPRI's database alone"
        )
    return counted


def _covers(keys: _Keys) -> Block:
    years = keys.years("years")
    recipients, suppliers = keys.entities("recipients"), keys.entities("suppliers")
    keys.finish()
    return Block(*years, recipients, suppliers)


class _Keys:
    """The keys of one table of a TOML file; each is asked for once, and none may be left."""

    def __init__(self, found: dict[str, Any], name: str, file: str) -> None:
        self.found, self.name, self.file = dict(found), name, file

    def wrong(self, key: str, must_be: str) -> ReadError:
        full = f"{self.name}.{key}" if self.name else key
        return ReadError(f"the key {full} must be {must_be}.", file=self.file)

    def finish(self) -> None:
        if self.found:
            key = next(iter(self.found))
            full = f"{self.name}.{key}" if self.name else key
            raise ReadError(f"the key {full} is not known; check its spelling.", file=self.file)

    def table(self, key: str) -> _Keys | None:
        found = self.found.pop(key, None)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise self.wrong(key, f"a table, [{key}]")
        return _Keys(found, key, self.file)

    def text(self, key: str, *, needed: bool = False) -> str:
        found = self.found.pop(key, "")
        if not isinstance(found, str) or (needed and not found.strip()):
            raise self.wrong(key, "a text in quotation marks")
        if len(found) > LONGEST_WORDS:
            raise self.wrong(key, f"a text of at most {LONGEST_WORDS:,} characters")
        self._require_printable(key, found)
        return found.strip()

    def texts(self, key: str) -> dict[str, str]:
        found = self.found.pop(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, 'a table such as { Flow = "Import" }')
        self._require_printable(key, *map(str, itertools.chain(*found.items())))
        return {name: str(value) for name, value in found.items()}

    def names(self, key: str) -> tuple[str, ...]:
        found = self.found.pop(key, [])
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise self.wrong(key, 'a list of names, as ["World"]')
        self._require_printable(key, *found)
        return tuple(found)

    def _require_printable(self, key: str, *texts: str) -> None:
        """Refuse what no screen shows: it could give orders to a terminal, or hide words."""
        if any(unprintable(text) for text in texts):
            raise self.wrong(key, "without line ends and other signs that cannot be shown")

    def entities(self, key: str) -> frozenset[str] | None:
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
        found = self.found.pop(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false")
        return found

    def one_of(self, key: str, marks: tuple[str, ...]) -> str:
        found = self.found.pop(key, marks[0])
        if found not in marks:
            raise self.wrong(key, "one of " + " ".join(f'"{mark}"' for mark in marks))
        return str(found)

    def positive(self, key: str) -> float | None:
        found = self.found.pop(key, None)
        if found is not None and (
            isinstance(found, bool)
            or not isinstance(found, int | float)
            or not _FINEST <= found <= _COARSEST
        ):
            raise self.wrong(key, "a number above 0, such as 0.01, and below a million million")
        return found

    def year(self, key: str) -> int | None:
        found = self.found.pop(key, None)
        if found is None:
            return None
        if not _is_year(found):
            raise self.wrong(key, "a year, such as 2025")
        return int(found)

    def years(self, key: str) -> tuple[int, int]:
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
        found = self.found.pop(key, None)
        if found is not None and type(found) is not date:
            raise self.wrong(key, "a day without quotation marks, such as 2025-11-02")
        return found


def _is_year(value: object) -> bool:
    return type(value) is int and 1900 <= value <= 2100


def to_toml(described: dict[str, object]) -> str:
    """Return a description as TOML: plain values first, then its tables; what is None is left out."""
    plain = {key: value for key, value in described.items() if not isinstance(value, dict)}
    lines = [_line(key, value) for key, value in plain.items() if value is not None]
    for name, table in described.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]"]
            lines += [_line(key, value) for key, value in table.items() if value is not None]
    return "\n".join(lines) + "\n"


def _line(key: str, value: object) -> str:
    # dates stand bare in TOML; all else that a form holds is written as JSON writes it
    written = (
        value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
    )
    return f"{key} = {written}"
