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
from armstransfers.codes import SCHEMES
from armstransfers.coverage import Block, Window
from armstransfers.entities import name_key
from armstransfers.errors import ReadError, UnknownEntity
from armstransfers.measure import TIV_NAME, TIV_QUOTED
from armstransfers.readers.foreign import foreign
from armstransfers.screen import unprintable

ALL = "all"
KNOWN = Path(__file__).with_name("known")
"""The folder of the descriptions of sources that are known."""
AGGREGATES = "aggregates"
FOUND = "found"
"""What [covers] says of years where the table holds whole years and no others are meant."""
LONGEST = 20_000  # characters of a description; a list of all countries has 3,000
LONGEST_WORDS = 2_000
"""Characters of the longest text in it: a citation."""
_FINEST, _COARSEST = 1e-9, 1e12  # steps of values, beyond which sums are no numbers any more
MOST_COLUMNS = 1_000
_COLUMN_KEYS = ("recipient", "supplier", "year", "value", "month")
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
    only : dict of str to tuple of str
        Values of which a column must have one for a row to count: ``{"Flow": ("Import",)}``; a
        value that ends with * fits whatever begins so.
    leave_out : tuple of str
        Names of totals, whose rows are left out: ``World``; `AGGREGATES` for all that are known.
    totals_of : str
        ``recipient`` or ``supplier`` where the table has totals of that side without a partner.
    scheme : str
        The scheme of `armstransfers.codes` whose codes stand in the columns of names.
    several : str
        A mark that parts the names of several parties in one cell, which then name nobody alone.
    numbered : bool
        Whether the table has no header, and columns are named by their numbers from 1.
    count_rows : bool
        Whether each row counts 1, for a table without values.
    month : str
        Name of a column of months, which tells whether the last year is whole.
    set_aside : bool
        Whether lines that cannot be read are left out, and named in the report.
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
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    totals_of: str = ""
    scheme: str = ""
    several: str = ""
    numbered: bool = False
    count_rows: bool = False
    month: str = ""
    set_aside: bool = False
    add_rows: bool = False
    decimal: str = ""
    thousands: str = ""

    @property
    def wanted(self) -> list[str]:
        """Names of the columns that the table must have."""
        named = (self.recipient, self.supplier, self.year, self.value, self.month, *self.only)
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
class Covered:
    """What a table is said to be complete for.

    Attributes
    ----------
    recipients, suppliers : frozenset of str or None
        Whose rows are all there; None for everybody's.
    years : (int, int) or None
        In which years; None for those that the table holds.
    at_least : dict of str to int
        How many recipients or suppliers the whole table has at the least: one with fewer is part.
    """

    recipients: frozenset[str] | None
    suppliers: frozenset[str] | None
    years: Window | None
    at_least: dict[str, int] = field(default_factory=dict)

    def block(self, found: Window | None = None) -> Block | None:
        """Return the block of a table that holds the years `found`."""
        years = self.years or found
        return Block(*years, self.recipients, self.suppliers) if years else None


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
    covers : Covered or None
        What the table is complete for; without it no shares are taken.
    names : dict of str to str
        Whom names of the table mean, where the program cannot know.
    cannot_show : str
        What the source leaves out, in a sentence or two.
    key : str
        Name of a source that is known; empty for a description of somebody's own.
    header : tuple of str
        The columns by which a table of the source is recognised; empty where it is not.
    """

    title: str = ""
    edition: int | None = None
    downloaded: date | None = None
    citation: str = ""
    terms: str = ""
    columns: Columns | None = None
    counted: Counted | None = None
    covers: Covered | None = None
    names: dict[str, str] = field(default_factory=dict)
    cannot_show: str = ""
    key: str = ""
    header: tuple[str, ...] = ()

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
    found = _completed(found, file)
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
        names=top.entities_of("names"),
        cannot_show=top.text("cannot_show"),
        key=top.text("key"),
        header=top.names("header"),
    )
    top.finish()
    _require_agreement(description, file)
    return description


def _completed(found: dict[str, Any], file: str) -> dict[str, Any]:
    """Return what is said with all that the known source says that it is like."""
    like = found.get("like")
    if like is None:
        return found
    said = tomllib.loads(known_source(str(like), file).read_text("utf-8"))
    for key, value in found.items():
        if key == "like":
            continue
        both = isinstance(value, dict) and isinstance(said.get(key), dict) and key != "covers"
        said[key] = said[key] | value if both else value
    return said


def known_source(name: str, file: str | None = None) -> Path:
    """Return the path of the description of a source that is known.

    Raises
    ------
    ReadError
        If there is none.
    """
    path = KNOWN / f"{name}.toml"
    if re.fullmatch("[a-z-]{1,40}", name) and path.is_file():
        return path
    known = ", ".join(sorted(path.stem for path in KNOWN.glob("*.toml")))
    raise ReadError(f"there is no source {name[:40]!r}; take one of {known}.", file=file)


def _require_agreement(description: Description, file: str) -> None:
    """Refuse a coverage that the columns contradict."""
    columns, covers = description.columns, description.covers
    if columns is None or covers is None:
        if covers and covers.years is None:
            raise ReadError("the key covers.years must be the first and the last year.", file=file)
        return
    if columns.totals_of:
        raise ReadError(
            "a table of totals names no partners, so it is complete for none; leave [covers] out.",
            file=file,
        )
    for side, name in columns.fixed.items():
        if getattr(covers, f"{side}s") is None:
            raise ReadError(
                f"covers.{side}s is all, and every row has the {side} {name}; say {side}s = "
                f'["{name}"].',
                file=file,
            )


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
    totals_of = keys.one_of("totals_of", ("", "recipient", "supplier"))
    numbered = any(type(keys.found.get(key)) is int for key in _COLUMN_KEYS)
    needed = {
        side: side not in fixed and totals_of in ("", side) for side in ("recipient", "supplier")
    }
    for side in (
        side for side, is_needed in needed.items() if is_needed and not keys.found.get(side)
    ):
        raise keys.wrong(
            side,
            "the name of a column; where all rows have one, say fixed = "
            f'{{ {side} = "Germany" }}, and where the table has totals without partners, say '
            'totals_of = "recipient" or "supplier"',
        )
    columns = Columns(
        recipient=keys.column("recipient", numbered, needed["recipient"]),
        supplier=keys.column("supplier", numbered, needed["supplier"]),
        year=keys.column("year", numbered),
        value=keys.column("value", numbered),
        month=keys.column("month", numbered),
        count_rows=keys.flag("count_rows", False),
        numbered=numbered,
        fixed=fixed,
        only=keys.choices("only"),
        leave_out=keys.names("leave_out", AGGREGATES),
        totals_of=totals_of,
        scheme=keys.one_of("scheme", ("", *SCHEMES)),
        several=keys.one_of("several", ("", ",", ";", "/", "+")),
        set_aside=keys.flag("set_aside", False),
        add_rows=keys.flag("add_rows", False),
        decimal=keys.one_of("decimal", ("", ".", ",")),
        thousands=keys.one_of("thousands", ("", ",", ".", " ", "'")),
    )
    keys.finish()
    for side in ("recipient", "supplier"):
        if totals_of not in ("", side) and (getattr(columns, side) or side in fixed):
            raise keys.wrong(side, f"left out beside totals_of = {totals_of!r}")
    if numbered and not columns.year:
        raise keys.wrong("year", "a number, as the other columns have one")
    if bool(columns.year) != bool(columns.value or columns.count_rows):
        raise keys.wrong(
            "value" if columns.year else "year",
            "there, beside the other; leave out both where each year is a column",
        )
    if (columns.decimal or ".") == columns.thousands:
        raise keys.wrong("thousands", "another mark than decimal")
    return columns


def _counted(keys: _Keys) -> Counted:
    name, unit, basis, goods = (keys.text(key, needed=True) for key in _MEASURE_KEYS[:4])
    if name_key(name) == name_key(TIV_NAME) or "tiv" in name_key(unit).split():
        name = TIV_QUOTED  # an edition of SIPRI's is read from its exports alone
    counted = Counted(
        name, unit, basis, goods, keys.flag("additive", None), keys.positive("precision")
    )
    keys.finish()
    return counted


def _covers(keys: _Keys) -> Covered:
    years = None if keys.found.get("years") == FOUND else keys.years("years")
    if years is None:
        del keys.found["years"]
    recipients, suppliers = keys.entities("recipients"), keys.entities("suppliers")
    at_least = keys.found.pop("at_least", {})
    if not isinstance(at_least, dict) or not all(
        side in ("recipients", "suppliers") and type(number) is int
        for side, number in at_least.items()
    ):
        raise keys.wrong("at_least", "a table such as { recipients = 100 }")
    keys.finish()
    return Covered(recipients, suppliers, years, at_least)


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
