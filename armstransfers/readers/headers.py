"""Where tables begin: the header of each format, and the titles that stand above them.

Columns are known by their names in any case, with blanks or underscores; which of the names are
needed is each format's own affair.
"""

from __future__ import annotations

import csv
import heapq
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from armstransfers.core.errors import ReadError
from armstransfers.readers import layout, text

SEPARATORS = ",;\t"
_VALUES_OF = {"recipient", "exports by", "supplier", ""}
_NAMES_OF_FIRST = {"country name", "country", "countries"}  # what people call A1's nameless column
_REGISTER = "sipri at database id"
_OLD_REGISTER = ["deal id", "seller", "buyer"]
_BY_DEAL = ["recipient", "supplier", "year of order"]
_BEGINNINGS = ("recipient", "exports", "supplier", "sipri", "deal", "tidn")
_BEGINNING = re.compile(rf'\n[ "]*(?:[{SEPARATORS}]|{"|".join(_BEGINNINGS)})')
_MENTION = "database"
_ENDS = ("total", "percentage")  # of which one stands behind the years
_LONGEST = 20_000  # characters of a header; that of 1950 to 2025 has 500
_EARLY = 100  # lines at the beginning that are looked at whatever they begin with
_STRETCH = 50_000  # characters that are looked through at once, for the first header stands early
_LINE = re.compile(r"(?m)^(?=.)")
_SEPARATOR = re.compile(rf'"?[{SEPARATORS}]"?')
_WORDS = {
    "recipient", "supplier", "exports by", "percentage", "total", "sum total years",
    "percentage of total", "% of regional total", "year of order", "weapon designation",
    "weapon description", "number delivered", "comments", "seller", "buyer", "designation",
    "description", "armament category", "delivery year", "numbers delivered", "status",
    "tiv deal unit", "tiv delivery values", "local production",
}  # fmt: skip
_ENOUGH_WORDS = 3  # of names or years, for a line to look like a header
_TITLES = (
    "tiv of arms exports",
    "volume of ",
    "transfers of ",
    "sipri transfers database",
)


class Header(NamedTuple):
    """A header: its format, the line (from 0) and character where it begins, its separator."""

    format: str
    line: int
    start: int
    separator: str


def headers(content: str, separators: str = ",") -> Iterator[Header]:
    """Yield the headers of all tables in a text."""
    number = before = 0
    early = _end_of_line(content, _EARLY)
    for start in _candidates(content, early):
        number += content.count("\n", before, start)
        before = start
        end = content.find("\n", start)
        line = content[start : None if end < 0 else end]
        if (
            (start < early and (_can_be_register(line) or _names_countries(line, content[:start])))
            or _can_be_header(line)
        ):  # fmt: skip
            for separator in separators:
                if found := _format(line, separator):
                    yield Header(found, number, start, separator)
                    break


def first(content: str, separators: str = ",") -> Header | None:
    """Return the first header in a text, or None."""
    return next(headers(content, separators), None)


def recognised(content: str, separators: str = ",") -> Header:
    """Return the first header in a text that a format has recognised."""
    header = first(content, separators)
    assert header is not None, "a format is known by its header"
    return header


def damaged(content: str) -> int | None:
    """Return the line (from 0) that looks most like a header and is none, or None."""
    likeness = [
        sum(text.is_year(cell) or key(cell) in _WORDS for cell in re.split(_SEPARATOR, line))
        for line in content.split("\n")
    ]
    most = max(likeness, default=0)
    return likeness.index(most) if most >= _ENOUGH_WORDS else None


def is_title(line: str) -> bool:
    """Whether a line is one with which the source begins what stands above a table."""
    return line.lstrip(' "').casefold().startswith(_TITLES)


def names(known: Iterable[str], aliases: dict[str, str]) -> dict[str, str]:
    """Return the name of each column by the `key` of every name that it has had."""
    return {key(name): name for name in known} | {key(a): name for a, name in aliases.items()}


def require_once(columns: list[str], *, file: str, line: int) -> None:
    """Raise `ReadError` where two columns have one name."""
    met: set[str] = set()
    for name in columns:
        if name in met:
            raise ReadError(
                "the column appears twice; download the file again.",
                file=file,
                line=line,
                column=name,
            )
        met.add(name)


def key(name: str) -> str:
    """Return what the spellings of a column's name share: no case, one blank between words."""
    return " ".join(name.replace("_", " ").casefold().split())


def _end_of_line(content: str, number: int) -> int:
    """Return where the first so many lines of a text end, but not behind its first stretch."""
    end = -1
    for _ in range(number):
        end = content.find("\n", end + 1, _STRETCH)
        if end < 0:
            return min(len(content), _STRETCH)
    return end


def _candidates(content: str, early: int) -> Iterator[int]:
    """Yield where the lines begin that need a closer look; a full register has 60,000 others."""
    yield from (match.start() for match in _LINE.finditer(content, 0, early))
    begin = early
    while begin <= len(content):
        end = content.find("\n", begin + _STRETCH)
        stretch = content[begin : None if end < 0 else end]
        lower = stretch.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()  # as long
        beginnings = (match.start() for match in _BEGINNING.finditer("\n" + lower))
        mentions = _lines_with(_MENTION, lower)
        for start, _ in itertools.groupby(heapq.merge(beginnings, mentions)):
            yield begin + start
        begin += len(stretch) + 1


def _lines_with(word: str, content: str) -> Iterator[int]:
    """Yield where the lines begin that hold a word."""
    begin = 0
    while (at := content.find(word, begin)) >= 0:
        yield max(begin, content.rfind("\n", begin, at) + 1)
        end = content.find("\n", at)
        if end < 0:
            return
        begin = end + 1


def _can_be_register(line: str) -> bool:
    """Whether a line may hold names of columns as people change them: TIV is in all of them."""
    return len(line) <= _LONGEST and "tiv" in line.lower()


def _names_countries(line: str, above: str) -> bool:
    """Whether a line gives a name to A1's nameless column, below a title of SIPRI's.

    Without the title it heads anybody's table.
    """
    first = line.lstrip(' "').casefold()
    return first.startswith(tuple(_NAMES_OF_FIRST)) and any(map(is_title, above.split("\n")))


def _can_be_header(line: str) -> bool:
    """Whether a line begins as headers do, or names the database."""
    if len(line) > _LONGEST:
        return False
    words = line.lstrip(' "').lower()
    if words.startswith(tuple(SEPARATORS)):
        return any(end in words for end in _ENDS)
    return words.startswith(_BEGINNINGS) or _MENTION in words


def _format(line: str, separator: str) -> str:
    """Return the format whose header a line is; nothing if it is none."""
    try:
        keys = [key(cell) for cell in next(csv.reader([line], delimiter=separator))]
    except csv.Error:  # a line end within a cell
        return ""
    if _REGISTER in keys:
        return "C2"
    if keys[:3] == _OLD_REGISTER:
        return "B3"
    if keys[:3] == _BY_DEAL:
        return "C1"
    if keys[0] == "tidn":
        return "B2"
    return layout.register_of(keys) or _values(keys)


def _values(keys: list[str]) -> str:
    """Return the format of a header with years in it; nothing if it is none."""
    years = sum(map(text.is_year, keys))
    if keys[0] in _NAMES_OF_FIRST and "percentage" not in keys and "total" in keys:
        keys = ["", *keys[1:]]
    if keys[0] not in _VALUES_OF or not years:
        return ""
    if "percentage" in keys:
        return "C3"
    if keys[0] == "" and keys[1:2] != [""] and "total" in keys:
        return "A1"
    if keys[:2] == ["", ""] and "% of regional total" in keys:
        return "C4"
    return ""
