"""The years that a text names: ``2011-20``, ``between 2011 and 2020``, ``the decade to 2020``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from armstransfers.claims.quantities.grammar import Rules, find
from armstransfers.claims.quantities.numbers import figure
from armstransfers.core.coverage import Window

Sort = Literal["window", "open", "before", "after", "vague", "date"]

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"
_TIME = rf"(?:{_COUNT})[\s-]years?(?:[\s-](?:period|span|window|stretch|score))?|half-decade|quinquennium|decade|(?:five|ten)[\s-]year\speriod"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH}\s"


@dataclass(frozen=True)
class Years:
    """Years that a text names.

    Attributes
    ----------
    start, end : int
        Where they stand.
    sort : {"window", "open", "before", "vague", "date"}
        Whether they are a window; a window without an end (``since 2011``); the one before
        another (``the previous five years``); words that name no year (``the past decade``); or
        a date of something else (``March 2021``).
    window : (int, int) or None
        The years; for an open one twice the first.
    length : int or None
        How many years, where the words say it.
    ago : int or None
        How many years before the day of the text one year was.
    decade : bool
        Whether they are this decade's so far.
    """

    start: int
    end: int
    sort: Sort
    window: Window | None = None
    length: int | None = None
    ago: int | None = None
    decade: bool = False


def _window(found: re.Match[str]) -> Years | None:
    last = found["last"] or found["late"]
    first, last = int(found["first"]), _full(found["first"], last)
    if last < first:
        return None
    return Years(*found.span(), "window", (first, last))


def _full(first: str, last: str) -> int:
    """Return the year that the end of ``2011-20`` or ``1998-02`` means."""
    if len(last) == 4:
        return int(last)
    century = 100 * (int(first) // 100)
    return century + int(last) + (100 if int(last) < int(first) % 100 else 0)


def _two_years(found: re.Match[str]) -> Years | None:
    first, last = int(found["first"]), int(found["last"])
    return Years(*found.span(), "window", (first, last)) if last == first + 1 else None


def _one_year(found: re.Match[str]) -> Years:
    year = int(found["first"])
    return Years(*found.span(), "window", (year, year))


def _decade(found: re.Match[str]) -> Years:
    first = int(found["first"])
    return Years(*found.span(), "window", (first, first + 9))


def _years_to(found: re.Match[str]) -> Years:
    last = int(found["last"]) - (found["way"] == "before")
    length = _length(found["time"])
    return Years(*found.span(), "window", (last - length + 1, last))


def _years_from(found: re.Match[str]) -> Years:
    first, length = int(found["first"]), _length(found["time"])
    return Years(*found.span(), "window", (first, first + length - 1))


def _open(found: re.Match[str]) -> Years:
    first = int(found["first"]) + (found["way"] == "after")
    return Years(*found.span(), "open", (first, first))


def _before(found: re.Match[str]) -> Years:
    return Years(*found.span(), "before", length=_counted(found))


def _after(found: re.Match[str]) -> Years:
    return Years(*found.span(), "after", length=_counted(found))


def _counted(found: re.Match[str]) -> int | None:
    """Return how many years some words say, or None for *the period before*."""
    time = found["time"]
    said = re.match(rf"{_COUNT}|decade|half|quinq", time)
    return _length(time) if said else 1 if time in ("year", "one") else None


def _ago(found: re.Match[str]) -> Years:
    words = found.groupdict().get("count")
    return Years(*found.span(), "vague", ago=int(figure(words).value) if words else 1)


def _this_decade(found: re.Match[str]) -> Years:
    return Years(*found.span(), "vague", decade=True)


def _vague(found: re.Match[str]) -> Years:
    time = found.groupdict().get("time")
    counted = time is not None and re.match(rf"{_COUNT}|decade$|half|quinq", time)
    return Years(*found.span(), "vague", length=_length(time or "") if counted else None)


def _date(found: re.Match[str]) -> Years:
    return Years(*found.span(), "date")


def _length(time: str) -> int:
    if time.startswith("decade"):
        return 10
    if time.startswith(("half", "quinq")):
        return 5
    number = re.match(_COUNT, time)
    return int(figure(number[0]).value) if number else 1


_IN = (
    r"(?:(?:in|during|over|for|throughout|across|within)\s)?(?:the\s)?"
    rf"(?:(?:{_TIME}|years|period|window|timeframe)\s(?:of\s)?)?"
)
_WITHIN = r"(?:in|over|during|than|to|on|from|with|against)\s"
_RULES: Rules[Years] = (
    (rf"(?<=\d\d\d\d,\sand\s)(?P<first>{_YEAR})\sand\s(?P<last>{_YEAR})\b(?P<late>)", _window),
    (
        rf"\b(?:sipri(?:'s)?|yearbook|fact\ssheet|edition|database|report)(?:\sof|\s\(|,)?\s(?:{_DAY})?{_YEAR}\b(?!\s?[-/]\s?\d)",
        _date,
    ),
    (
        rf"(?:\b{_IN})?(?:between|from)\s(?:{_DAY})?(?P<first>{_YEAR})\s(?:and|to|through|until|till|up\sto)\s(?:the\send\sof\s)?(?:{_DAY})?(?P<last>{_YEAR})\b",
        _window,
    ),
    (
        rf"(?:\b{_IN})?(?<![\d.])(?P<first>{_YEAR})\s?(?:[-/]\s?'?(?P<last>{_YEAR}|\d\d)|(?:to|through|until|till|up\sto)\s(?P<late>{_YEAR}))\b(?!\s?%|\sper\s?cent|[.,]\d)",
        _window,
    ),
    (rf"\b{_DAY}(?:\d{{1,2}},?\s)?{_YEAR}\b|\b{_MONTH}\s\d{{1,2}},\s{_YEAR}\b", _date),
    (
        rf"\b{_IN}(?:whole\s)?(?P<time>{_TIME})\s(?P<way>to|ending(?:\sin|\swith)?|ended(?:\sin)?|up\sto|until|through|before)\s(?:and\sincluding\s)?(?P<last>{_YEAR})\b",
        _years_to,
    ),
    (
        rf"\b{_IN}(?P<time>{_TIME})\s(?:from|starting(?:\sin|\swith)?|beginning(?:\sin|\swith)?|after)\s(?P<first>{_YEAR})\b",
        _years_from,
    ),
    (rf"\b{_IN}(?P<first>(?:19|20)\d0)'?s\b", _decade),
    (rf"\b(?P<way>since|after)\s(?:the\sstart\sof\s|early\s|late\s|around\s)?(?P<first>{_YEAR})\b", _open),
    (rf"\b(?:up\sto|until|till|by|before|prior\sto)\s(?:the\send\sof\s)?{_YEAR}\b", _vague),
    (rf"\b(?P<way>from)\s(?P<first>{_YEAR})\s(?:on(?:wards?)?|onward|forward)\b", _open),
    (rf"(?:\b{_WITHIN})?(?:the\s)?\b(?P<time>{_COUNT})\s(?:preceding|previous|prior|earlier)\syears\b", _before),
    (
        rf"(?:\b{_WITHIN})?(?:the\s|their\s|its\s)?\b(?:previous|preceding|prior|earlier|foregoing)\s(?P<time>{_TIME}|\d+\syears|period|years?|one)\b",
        _before,
    ),
    (rf"(?:\b{_WITHIN})?(?:a\s|the\s)?\b(?P<time>{_TIME}|{_COUNT}|years?|period)\s(?:earlier|before|previously)\b", _before),
    (rf"(?:\b{_WITHIN})?(?:the\s)?\b(?P<time>{_TIME}|period)\s(?:that\sfollowed|which\sfollowed|after\sthat|thereafter|that\scame\safter)\b", _after),
    (rf"(?:\b{_WITHIN})?the\s(?:following|next|subsequent)\s(?P<time>{_TIME}|period)\b", _after),
    (r"\b(?:exactly\s)?(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\syears\sago\b", _ago),
    (r"\blast\syear\b", _ago),
    (r"\bso\sfar\sthis\sdecade\b|\bthis\sdecade\sso\sfar\b", _this_decade),
    (
        rf"\b(?:in|over|during|for|within|throughout|of)\s(?:the\s)?(?:past|last|recent|latest|newest|most\srecent)\s(?P<time>{_TIME}|(?:few|several|couple\sof)\syears|decades?|years?)\b",
        _vague,
    ),
    (rf"\b(?:the\s)?(?:past|last|latest|newest|most\srecent)\s(?P<time>{_TIME}|decade)\b", _vague),
    (r"\b(?:in\srecent\syears|recently|currently|today|nowadays|this\syear|at\spresent|traditionally|historically|to\sdate|so\sfar|until\srecently)\b", _vague),
    (rf"(?:\b(?:between|in|of)\s)?(?<![\d.])(?P<first>{_YEAR})\sand\s(?P<last>{_YEAR})\b", _two_years),
    (rf"(?:\b{_IN}(?:all\sof\s)?(?:the\syear\s)?)?(?<![\d.,$-])\b(?P<first>{_YEAR})\b(?![\d%.,]\d|\s?%|\s(?:tiv|million|per\s?cent|tanks|missiles))", _one_year),
)  # fmt: skip


def find_years(text: str) -> list[Years]:
    """Return the years that a plain, lower-case text names, in their order.

    Examples
    --------
    >>> find_years("in the five years to 2020")[0].window
    (2016, 2020)
    >>> [years.window for years in find_years("between 2012-16 and 2017-21")]
    [(2012, 2016), (2017, 2021)]
    """
    return find(_RULES, text)
