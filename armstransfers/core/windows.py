"""Windows of years: as a question names them, and as people read them."""

from __future__ import annotations

import re
from operator import index
from typing import SupportsIndex

from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest

_FIRST, _LAST = 1, 9999  # years that a question may name; which of them a release holds, it says
_WINDOW = re.compile(r"(\d{4})(?:\s*[-\N{EN DASH}]\s*(\d{4}|\d{2}))?", re.ASCII)


def window(years: Window | int | str) -> Window:
    """Return first and last year of a window, given as a pair, one year or a text.

    Raises
    ------
    BadRequest
        If it is no such thing, or ends before it begins.

    Examples
    --------
    >>> window("2011-20"), window(2015)
    ((2011, 2020), (2015, 2015))
    """
    try:
        first, last = (
            written_window(years)
            if isinstance(years, str)
            else (
                index(one)
                for one in ((years, years) if isinstance(years, SupportsIndex) else years)
            )
        )
    except (TypeError, ValueError) as error:
        raise BadRequest(
            f"a window is a year or a pair of years, such as (2011, 2020), and {years!r:.40} is neither."
        ) from error
    if not _FIRST <= min(first, last) <= max(first, last) <= _LAST:
        raise BadRequest(f"the years of a window lie between {_FIRST} and {_LAST}.")
    if first > last:
        raise BadRequest(f"the window {first}-{last} ends before it begins.")
    return first, last


def written_window(text: str) -> Window:
    """Return the window that ``2011-2020``, ``2011-20`` or ``2015`` means.

    Raises
    ------
    BadRequest
        If it is none.
    """
    found = _WINDOW.fullmatch(text.strip())
    if found is None:
        raise BadRequest(not_a_window(text))
    first, last = int(found[1]), int(found[2] or found[1])
    if len(found[2] or found[1]) == 2:  # 1999-03 ends in 2003
        last = first + (last - first) % 100
    return first, last


def not_a_window(text: str) -> str:
    """Return the sentence that refuses a text as a window."""
    return f"{text[:40]!r} is not a window; write it as 2011-2020, or one year as 2015."


def before(years: Window) -> Window:
    """Return the window of the same length just before another.

    Examples
    --------
    >>> before((2011, 2020))
    (2001, 2010)
    """
    return 2 * years[0] - years[1] - 1, years[0] - 1


def of_trailing(ends: Window, length: int) -> Window:
    """Return all years of the windows of a length that end in given years.

    Examples
    --------
    >>> of_trailing((2020, 2024), 5)
    (2016, 2024)
    """
    return ends[0] - length + 1, ends[1]


def two_windows(then: Window | int, now: Window | int) -> tuple[Window, Window]:
    """Return two windows, the earlier one first.

    Raises
    ------
    BadRequest
        If one of them ends before it begins, or they overlap.
    """
    then, now = window(then), window(now)
    if then[1] >= now[0]:
        raise BadRequest(
            f"the window {words(then)} must end before {words(now)} begins, or the same "
            "deliveries would count in both."
        )
    return then, now


def words(years: Window) -> str:
    """Return a window for people: ``2011-2020``, or ``2011`` for one year."""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


def written_years(years: list[int]) -> str:
    """Return some sorted years for people: as a window where they follow each other."""
    if len(years) == years[-1] - years[0] + 1:
        return words((years[0], years[-1]))
    return ", ".join(map(str, years))
