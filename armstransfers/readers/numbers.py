"""Numbers, years and flags as programs save them again, brought back to the site's form.

A mark between digits is read where the whole column allows one reading: ``1,5`` beside ``12`` has a
decimal comma, ``1,204`` beside ``3.5`` a thousands separator. Anything else stays as it is, and is
refused where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "<na>", "#n/a"})
"""What programs write into a cell that holds nothing, in lower case."""

_YES = frozenset(
    {
        "yes",
        "true",
        "1",
        "1.0",
        "1,0",
        "t",
        "y",
        "x",
        "ja",
        "oui",
        "sí",
        "si",
        "wahr",
        "vrai",
        "verdadero",
        "да",
        "evet",
    }
)
_NO = frozenset(
    {
        "no",
        "false",
        "0",
        "0.0",
        "0,0",
        "f",
        "n",
        "nein",
        "non",
        "falsch",
        "faux",
        "falso",
        "nee",
        "нет",
        "hayır",  # noqa: RUF001  # Turkish
    }
)
DAY = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.][0-9]{1,2}([T ][0-9:.,Z+-]*)?"
    r"|[0-9]{1,2}[-/.](?P<middle>[0-9]{1,2})[-/.](?P<last>(?:19|20)[0-9]{2})"
)
"""A day, with the year at either end."""
_WHOLE = re.compile(r"[0-9]+[.,]0+")
_SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u202f'\u2019](?=[0-9]{3}(?![0-9]))")
_DECIMAL_COMMA = re.compile(r"[0-9]+(,[0-9]{1,15})?")
_GROUPED_BY_COMMA = re.compile(
    r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]{1,15})?|[0-9]+(\.[0-9]{1,15})?"
)
_GROUPED_BY_DOT = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,15})?|[0-9]+(,[0-9]{1,15})?")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_EXPONENT = re.compile(r"[0-9]+(\.[0-9]+)?e[-+]?[0-9]{1,2}", re.I)


def plain_numbers(cells: Iterable[str], decimals: int) -> Callable[[str], str]:
    """Return what brings the numbers of a column to the site's form, with a decimal point.

    Parameters
    ----------
    cells : iterable of str
        All cells of the column that differ.
    decimals : int
        How many decimals the site prints at most. Zeros behind them, and what a computer adds in
        the last digits, are dropped.

    Examples
    --------
    >>> plain_numbers(["1,5", "12"], 2)("1,5"), plain_numbers(["1,204", "3.5"], 2)("1,204")
    ('1.5', '1204')
    """
    cells = [_SPACES.sub("", cell) for cell in cells if cell.casefold() not in NOTHING]
    marks = ("?", "") if _points_may_group(cells) else _marks(cells)

    def plain(cell: str) -> str:
        if cell.casefold() in NOTHING:
            return ""
        cell = _SPACES.sub("", cell)
        decimal, thousands = marks
        if decimal == "?":
            return cell
        if thousands:
            cell = cell.replace(thousands, "")
        if decimal != ".":
            cell = cell.replace(decimal, ".")
        return _shortened(cell, decimals)

    return plain


def _marks(cells: list[str]) -> tuple[str, str]:
    """Return the decimal mark of a column and its thousands separator, or the site's own."""
    with_comma = [cell for cell in cells if "," in cell]
    if not with_comma:
        return ".", ""
    if all(map(_DECIMAL_COMMA.fullmatch, cells)):
        # three digits and never more or fewer: a decimal, or a thousand
        if {len(cell.rpartition(",")[2]) for cell in with_comma} != {3}:
            return ",", ""
    elif all(map(_GROUPED_BY_COMMA.fullmatch, cells)):
        return ".", ","
    elif all(map(_GROUPED_BY_DOT.fullmatch, cells)):
        return ",", "."
    return ".", ""


def _points_may_group(cells: list[str]) -> bool:
    """Whether each point of a column has three digits behind it, and no comma says what it is."""
    pointed = [cell for cell in cells if "." in cell]
    return (
        bool(pointed)
        and not any("," in cell for cell in cells)
        and all(map(_ONE_GROUP.fullmatch, pointed))
    )


def _shortened(cell: str, decimals: int) -> str:
    """Return a number without decimals that say nothing."""
    whole, point, behind = cell.partition(".")
    if _EXPONENT.fullmatch(cell) or len(behind) > decimals:
        try:
            value = float(cell)
        except ValueError:
            return cell
        rounded = round(value, decimals)
        if abs(rounded - value) > 1e-9 * max(1.0, value):
            return cell
        cell = f"{rounded:.{decimals}f}"
        return cell.rstrip("0").rstrip(".") if decimals else cell
    if point and not behind.strip("0"):
        return whole or cell
    return cell


def plain_year(cell: str) -> str:
    """Return a year without the decimals that a program gave it: ``2011.0``."""
    if cell.casefold() in NOTHING:
        return ""
    return re.split("[.,]", cell)[0] if _WHOLE.fullmatch(cell) else cell


def plain_year_of_day(cell: str) -> str:
    """Return a year, also of a day: ``2011-01-01``, ``01.01.2011``.

    Examples
    --------
    >>> plain_year_of_day("2011-01-01 00:00:00"), plain_year_of_day("31/12/2011")
    ('2011', '2011')
    """
    day = DAY.fullmatch(cell)
    return (day["year"] or day["last"]) if day else plain_year(cell)


def plain_flag(cell: str) -> str:
    """Return Yes or No for what programs and people write instead; nothing for nothing.

    Examples
    --------
    >>> [plain_flag(cell) for cell in ("TRUE", "0", "nan", "perhaps")]
    ['Yes', 'No', '', 'perhaps']
    """
    key = cell.casefold()
    if key in NOTHING:
        return ""
    return "Yes" if key in _YES else "No" if key in _NO else cell


def plain_mark(cell: str) -> str:
    """Return a question mark where one stands or is meant, and nothing where none is."""
    flag = plain_flag(cell)
    return {"Yes": "?", "No": "", "": ""}.get(flag, cell)
