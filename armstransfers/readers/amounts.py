"""Values and years of tables of other sources: currency signs, days, and what stands for nothing."""

from __future__ import annotations

import re

from armstransfers.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.description import Columns
from armstransfers.readers.numbers import NOTHING, plain_year

_NOTHING = NOTHING | {
    "..",
    "...",
    "-",
    "\N{EN DASH}",
    "\N{EM DASH}",
    ":",
    "\N{HORIZONTAL ELLIPSIS}",
}
"""What statistical offices write where there is no value."""
_CURRENCY = r"[$€£¥₤]|US\$|USD|EUR|GBP|CHF|SEK|NOK|JPY"
_BEFORE = re.compile(rf"^({_CURRENCY})\s*(?=[0-9])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=[0-9])\s*({_CURRENCY})$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?")
_YEAR = re.compile("(19|20)[0-9]{2}")
_DAY = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.][0-9]{1,2}([T ][0-9:.,Z+-]*)?"
    r"|[0-9]{1,2}[-/.](?P<middle>[0-9]{1,2})[-/.](?P<last>(?:19|20)[0-9]{2})"
)
MOST_DECIMALS = 9


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return not cell or cell.casefold() in _NOTHING


def is_year(cell: str) -> bool:
    """Whether a cell is a year and no day."""
    return bool(_YEAR.fullmatch(cell))


def year_of(cell: str, *, file: str, line: int, column: str) -> int:
    """Return a year, or the year of a day in any order of its parts.

    Raises
    ------
    ReadError
        If the cell is neither.
    """
    written = plain_year(cell)
    if _YEAR.fullmatch(written):
        return int(written)
    if day := _DAY.fullmatch(cell):
        return int(day["year"] or day["last"])
    raise ReadError(
        f"{cell[:40]!r} is not a year such as 2015, nor a day such as 2015-03-31.",
        file=file,
        line=line,
        column=column,
    )


def month_of(cell: str) -> int | None:
    """Return the month of a day in the order of ISO, and None for a year or another order."""
    day = _DAY.fullmatch(cell)
    return int(day["month"]) if day and day["month"] else None


def value_of(
    cell: str, columns: Columns, *, file: str, line: int, column: str
) -> tuple[float, int]:
    """Return a value and the number of its decimals.

    Raises
    ------
    ReadError
        If the cell holds no number that is written as the description says.
    """
    bare = _AFTER.sub("", _BEFORE.sub("", cell, count=1), count=1)
    plain = bare
    if columns.thousands:
        mark = re.escape(columns.thousands)
        end = re.escape(columns.decimal or ".")
        if re.fullmatch(rf"[0-9]{{1,3}}({mark}[0-9]{{3}})+({end}.*)?", bare):
            plain = plain.replace(columns.thousands, "")
    if columns.decimal == "," and "." in plain:
        raise ReadError(
            f"{bare[:40]!r} is not a number with a comma as its decimal mark; correct the cell, or say "
            "in the description which mark is right: decimal, and thousands where there are such.",
            file=file,
            line=line,
            column=column,
        )
    if columns.decimal == ",":
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise text.bad_number(bare, _NUMBER.pattern, file=file, line=line, column=column)
    mantissa, _, exponent = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return float(plain), min(max(decimals, 0), MOST_DECIMALS)
