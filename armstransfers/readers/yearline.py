"""One line with a cell for each year, as the tables of both sites have it (A1, C3 and C4)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from armstransfers.core.errors import ReadError
from armstransfers.readers import text

SPAN = re.compile(r"([0-9]{4})\s*-\s*([0-9]{4})")
"""The name of a column with the sum of all years: 2000-2020."""

_LINES, _CELLS = 10, 12  # fewer may all be filled, some of them with 0
_DIGITS = re.compile(r"[0-9]+")


def years_of(header: text.Row, file: str, *, keys: int = 1) -> dict[int, int]:
    """Return the position of each year behind the first `keys` columns.

    Raises
    ------
    ReadError
        If they do not follow each other without a gap, or are not those that the column of their
        sum names.
    """
    line, cells = header
    found = [position for position, cell in enumerate(cells) if text.is_year(cell)]
    last = found[-1]
    while last + 1 < len(cells) and _DIGITS.fullmatch(cells[last + 1]):
        last += 1  # a year with a slip in it at the end
    years: dict[int, int] = {}
    for position in range(keys, last + 1):
        cell = cells[position]
        if not text.is_year(cell):
            raise text.bad_year(cell, file=file, line=line, column=str(position + 1))
        if years and int(cell) != max(years) + 1:
            raise ReadError(
                f"the year {cell} follows {max(years)}; a column is missing or moved, so download "
                "the file again.",
                file=file,
                line=line,
                column=cell,
            )
        years[int(cell)] = position
    for cell in cells[last + 1 :]:
        if text.is_year(cell[:4]) and not SPAN.fullmatch(cell):
            raise ReadError(
                f"the heading {cell[:40]!r} begins with a year and is neither a year nor a span of them; "
                "restore it, or download the file again.",
                file=file,
                line=line,
            )
    for span in filter(None, map(SPAN.fullmatch, cells)):
        if (int(span[1]), int(span[2])) != (min(years), max(years)):
            raise ReadError(
                f"the columns hold {min(years)}-{max(years)} and their sum is called {span[0]}; a "
                "column was changed or is missing, so download the file again.",
                file=file,
                line=line,
                column=span[0],
            )
    return years


def values_of(row: list[str], years: dict[int, int], file: str, line: int) -> dict[int, float]:
    """Return the values of a line by year; a blank cell is not there."""
    return {
        year: text.number(row[position], text.WHOLE_NUMBER, file=file, line=line, column=str(year))
        for year, position in years.items()
        if row[position]
    }


def check_width(row: list[str], width: int, last: int, file: str, line: int) -> None:
    """Raise `ReadError` where a line ends before its last year or goes on behind the header."""
    if len(row) <= last:
        raise ReadError(
            "the line ends before its last year; the file may have been cut here, so "
            "download it again.",
            file=file,
            line=line,
        )
    if any(row[width:]):
        raise ReadError(
            "the line has more cells than the header; a comma may stand in a number, so download "
            "the file again.",
            file=file,
            line=line,
        )


def check_sum(
    row: list[str], values: dict[int, float], sum_column: int | None, file: str, line: int
) -> None:
    """Hold the years of a line against the sum that is printed at its end."""
    if sum_column is None or sum_column >= len(row) or not row[sum_column]:
        return
    printed = text.number(row[sum_column], text.WHOLE_NUMBER, file=file, line=line, column="sum")
    total = sum(values.values())
    if abs(total - printed) > text.slack(len(values)):
        raise ReadError(
            f"the years add up to {total:g} and the printed sum is {printed:g}, more than "
            "rounding explains; a cell was changed or is missing, so download the file again.",
            file=file,
            line=line,
        )


def twice(name: str, first: int, file: str, line: int) -> ReadError:
    """Return the error for a name that has two lines."""
    return ReadError(
        f"{name} appears twice, first on line {first}; remove one of the two lines.",
        file=file,
        line=line,
    )


def require_blanks(
    lines: Sequence[Mapping[int, float]], years: Iterable[int], file: str, line: int
) -> None:
    """Refuse a table in which a program wrote 0 where the source left cells blank.

    A blank says that nothing was delivered, and a 0 that something was, under half a unit. In the
    tables of 261 countries of 1950-2021 no year has a 0 on a third of its lines, where it has four.

    Parameters
    ----------
    lines : sequence of mapping
        The value of each year, by line; a blank cell is not there.
    years : iterable of int
        The years that have a column.
    file, line
        Name of the file, and where the table begins, for the message.

    Raises
    ------
    ReadError
        If no cell of a year, or of the table, is blank, and too many are 0.
    """
    columns = {year: [values.get(year) for values in lines] for year in years}
    cells = list(itertools.chain.from_iterable(columns.values()))
    wrong = [
        str(year)
        for year, column in columns.items()
        if len(column) >= _LINES and None not in column and column.count(0) * 3 >= len(column)
    ]
    if wrong or (len(cells) >= _CELLS and None not in cells and cells.count(0) * 10 >= len(cells)):
        raise ReadError(
            "none of its cells is blank and many are 0, where SIPRI leaves blank what was not "
            "delivered: its 0 is more than nothing and under 0.5; a program may have filled the "
            "blanks, so download the file again.",
            file=file,
            line=line,
            column=wrong[0] if wrong else None,
        )
