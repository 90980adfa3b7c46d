"""When SIPRI's editions came out, and which should be out by a day.

Nothing is contacted for it: the days that are known ship as a table, and for later years there is
a rule.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from armstransfers.reference.shipped import shipped_path


def released_on(edition: int) -> date:
    """Return the day on which an edition came out.

    For one that the table does not have it is the second Monday of March, the usual day since 2018.

    Examples
    --------
    >>> released_on(2026), released_on(2027)
    (datetime.date(2026, 3, 9), datetime.date(2027, 3, 8))
    """
    return known_day(edition) or _second_monday_of_march(edition)


def known_day(edition: int) -> date | None:
    """Return the day on which an edition came out, or None if the table does not have it.

    Examples
    --------
    >>> known_day(2021), known_day(1066)
    (datetime.date(2021, 3, 15), None)
    """
    return _known().get(edition)


def newest_by(day: date) -> int:
    """Return the newest edition that should be out on a day.

    Examples
    --------
    >>> newest_by(date(2027, 3, 7)), newest_by(date(2027, 3, 8))
    (2026, 2027)
    """
    return day.year if released_on(day.year) <= day else day.year - 1


def overdue(editions: Iterable[int | None], day: date) -> int | None:
    """Return the edition that should be out on a day and is newer than all at hand, if there is one.

    Parameters
    ----------
    editions : iterable of int or None
        Those at hand; None where a file does not say.
    day : datetime.date
        Today.
    """
    newest = newest_by(day)
    return newest if newest > max(filter(None, editions), default=newest) else None


@cache
def _known() -> dict[int, date]:
    with shipped_path("release_days.csv").open(encoding="utf-8", newline="") as lines:
        return {
            int(row["edition"]): date.fromisoformat(row["released"])
            for row in csv.DictReader(lines)
        }


def _second_monday_of_march(year: int) -> date:
    eighth = date(year, 3, 8)  # the first day that can be one
    return eighth + timedelta(days=-eighth.weekday() % 7)
