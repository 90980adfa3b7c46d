"""Where a table of another source stands in its file, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from armstransfers.core.errors import ReadError
from armstransfers.readers import amounts, text
from armstransfers.readers.description import Columns
from armstransfers.readers.part import File

_SEPARATORS = (",", ";", "\t", "|")
_MARKED_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?![0-9]) *(?!\[YR|[-\u2013/] ?[0-9])\S")
_MOST_LACKING = 3  # years between others; tables of every fifth year lack more
_SEARCHED = 100  # lines in which the header must stand
_MOST_OF = 0.6  # of the cells that the fullest line has, for a line to be a header
MOST_LINES_OF_A_ROW = 20


@dataclass(frozen=True)
class Table:
    """A header, its line, and the lines below."""

    file: str
    line: int
    header: list[str]
    rows: list[text.Row]


def header_of(first: File) -> list[str]:
    """Return the names of the columns of a table.

    Raises
    ------
    ReadError
        If there is none.
    """
    beginning = "\n".join(first.text.split("\n", _SEARCHED)[:_SEARCHED])
    return table_of(replace(first, text=beginning), Columns()).header


def table_of(file: File, columns: Columns) -> Table:
    """Return the table whose header has all columns that are wanted, whatever separates cells."""
    if columns.numbered:
        return _without_header(file, columns)
    wanted = columns.wanted
    best: list[str] = []
    open_quotation: ReadError | None = None
    for separator in _SEPARATORS:
        try:
            rows = text.rows(
                file.text, file.name, file.first_line, separator, most_lines=MOST_LINES_OF_A_ROW
            )
        except ReadError as error:  # or this is not what parts the cells
            open_quotation = open_quotation or error
            continue
        filled = [sum(map(bool, cells)) for _, cells in rows[:_SEARCHED]]
        for i, (line, cells) in enumerate(rows[:_SEARCHED]):
            if not wanted and 1 < filled[i] >= _MOST_OF * max(filled):  # others stand above a table
                return Table(file.name, line, cells, rows[i + 1 :])
            if wanted and set(wanted) <= set(cells) and len(cells) > 1:
                return Table(file.name, line, cells, rows[i + 1 :])
            if len(set(wanted) & set(cells)) > len(set(wanted) & set(best)):
                best = cells
    if open_quotation:
        raise open_quotation
    missing = [name for name in wanted if name not in best]
    there = f"; there are {', '.join(filter(None, best))}" if best else ""
    raise ReadError(
        f"the column {missing[0]!r} is not in the table{there}."
        if missing
        else "there is no table in the file.",
        file=file.name,
    )


def _without_header(file: File, columns: Columns) -> Table:
    """Return a table without a header, its columns named by their numbers."""
    least = max(map(int, columns.wanted))
    for separator in _SEPARATORS:
        rows = text.rows(
            file.text, file.name, file.first_line, separator, most_lines=MOST_LINES_OF_A_ROW
        )
        widths = Counter(len(cells) for _, cells in rows if not text.is_blank(cells))
        if widths and (width := widths.most_common(1)[0][0]) >= least and width > 1:
            header = [str(number) for number in range(1, width + 1)]
            return Table(file.name, file.first_line, header, rows)
    raise ReadError(f"no table of {least} columns or more is in the file.", file=file.name)


def year_columns(table: Table) -> dict[int, int]:
    """Return the position of each year's column.

    Raises
    ------
    ReadError
        If there is none, a year heads two columns or is missing between others, or a heading has a
        mark at its year, as in ``2012*``: what the mark means is for the person who brings the table.
    """
    marked = next((cell for cell in table.header if _MARKED_YEAR.match(cell.strip())), None)
    if marked is not None:
        raise ReadError(
            f"the heading {marked[:40]!r} begins with a year and says more; call the column "
            f"{marked[:4]!r} if its values are of that year, or take it out.",
            file=table.file,
            line=table.line,
        )
    fiscal = next(filter(amounts.is_fiscal, table.header), None)
    if fiscal is not None:
        raise ReadError(
            f"the heading {fiscal[:40]!r} names a fiscal year; head the column with the one year in which "
            "it counts.",
            file=table.file,
            line=table.line,
        )
    headed = [(amounts.year_of_heading(cell), i) for i, cell in enumerate(table.header)]
    years = {year: i for year, i in headed if year is not None}
    if not years or len(years) < sum(year is not None for year, _ in headed):
        raise ReadError(
            "no column is headed by a year, or two by one; name the columns 'year' and 'value', or "
            "head each year's column with it.",
            file=table.file,
            line=table.line,
        )
    lacking = sorted(set(range(min(years), max(years) + 1)) - years.keys())
    if lacking and len(lacking) <= _MOST_LACKING:
        raise ReadError(
            f"the columns hold {min(years)} to {max(years)} without {lacking[0]}; add the column, or "
            "bring the years before and after it in files of their own.",
            file=table.file,
            line=table.line,
        )
    return years
