"""Values and years of tables of other sources: currency signs, days, and what stands for nothing."""

from __future__ import annotations

import re

from armstransfers.core.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.description import Columns
from armstransfers.readers.numbers import DAY, NOTHING, plain_year

_NOTHING = NOTHING | {
    "..",
    "...",
    "-",
    "--",
    "n.a.",
    "n. a.",
    "n.d.",
    "n/d",
    "not available",
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
_GROUPED = re.compile(r"[0-9]{1,3}(?:(,|\.| |')[0-9]{3})(?:\1[0-9]{3})+(?:[.,][0-9]{1,9})?")
_YEAR = re.compile("(19|20)[0-9]{2}")
_FISCAL = re.compile(r"FY ?[0-9]{2,4}(/[0-9]{2,4})?|(19|20)[0-9]{2}/[0-9]{2}", re.I)
_HEADING = re.compile(r"X?((?:19|20)[0-9]{2})(?:\.0)?(?: \[YR\1\])?")
_QUARTER = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[ -]?Q(?P<quarter>[1-4])|Q(?P<first>[1-4])[ /-]?(?P<last>(?:19|20)[0-9]{2})"
)
_SEVERAL_YEARS = re.compile(
    r"(FY ?)?([0-9]{4} ?[-/\u2013] ?[0-9]{2,4}|[0-9]{2}/[0-9]{2})|FY ?[0-9]{2,4}", re.I
)
MOST_DECIMALS = 9


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return not cell or cell.casefold() in _NOTHING


def is_fiscal(cell: str) -> bool:
    """Whether a heading names a fiscal year, as ``FY2019`` or ``2019/20``."""
    return bool(_FISCAL.fullmatch(cell))


def year_of_heading(cell: str) -> int | None:
    """Return the year that heads a column: ``2012``, ``X2012`` of R, ``2012 [YR2012]``; else None."""
    found = _HEADING.fullmatch(cell)
    return int(found[1]) if found else None


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
    if day := DAY.fullmatch(cell):
        return int(day["year"] or day["last"])
    if quarter := _QUARTER.fullmatch(cell):
        return int(quarter["year"] or quarter["last"])
    remedy = ""
    if _SEVERAL_YEARS.fullmatch(cell):
        remedy = ": if it is a fiscal year, write the one year in which it counts; several years have no place in a table of years"
    raise ReadError(
        f"{cell[:40]!r} is not a year such as 2015, nor a day such as 2015-03-31{remedy}.",
        file=file,
        line=line,
        column=column,
    )


def month_of(cell: str) -> int | None:
    """Return the month of a day in the order of ISO, or the last of a quarter; else None."""
    if quarter := _QUARTER.fullmatch(cell):
        return 3 * int(quarter["quarter"] or quarter["first"])
    day = DAY.fullmatch(cell)
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
        if grouped := not columns.thousands and _GROUPED.fullmatch(bare):
            raise ReadError(
                f"{bare[:40]!r} has a mark between thousands; say thousands = {grouped[1]!r} under [columns].",
                file=file,
                line=line,
                column=column,
            )
        raise text.bad_number(bare, _NUMBER.pattern, file=file, line=line, column=column)
    mantissa, _, exponent = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return float(plain), min(max(decimals, 0), MOST_DECIMALS)
