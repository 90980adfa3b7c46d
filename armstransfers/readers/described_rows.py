"""The rows of a table of another source: the values, whose they are, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from armstransfers.coverage import Side
from armstransfers.errors import ReadError
from armstransfers.readers import amounts, text
from armstransfers.readers.described_table import Table, year_columns
from armstransfers.readers.description import Columns
from armstransfers.readers.whom import Whom
from armstransfers.report import SetAside, Skipped


class Record(NamedTuple):
    """A value, whose it is, and where it stands."""

    recipient: str
    supplier: str
    year: int
    value: float
    line: int
    decimals: int


@dataclass
class Rows:
    """What rows hold, and what of them is left out.

    Attributes
    ----------
    records : list of Record
        The values.
    blank : list of int
        Lines without a value.
    months : dict of int to int
        The last month of each year that has days or months.
    left_out : dict of str to list of int
        Lines of totals, by the name of the total.
    set_aside : list of SetAside
        Lines that cannot be read, where the description sets them aside.
    """

    records: list[Record] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)

    def notes(self, file: str) -> list[Skipped]:
        """Return what a report says of the rows that are left out."""
        return [*_totals_left_out(self.left_out, file), *_blank(self.blank, file)]


def sides_of(columns: Columns) -> list[Side]:
    """Return the sides that a table names: one where it holds totals."""
    sides: tuple[Side, Side] = "recipient", "supplier"
    return [side for side in sides if columns.totals_of in ("", side)]


def rows_of(table: Table, columns: Columns, whom: Whom) -> Rows:
    """Return what the rows of a table hold.

    Raises
    ------
    ReadError
        If two columns have one name, or a row cannot be read and is not set aside.
    """
    there = Counter(table.header)
    for name in columns.wanted:
        if there[name] > 1:
            raise ReadError(
                f"two columns are called {name!r}; rename one.", file=table.file, line=table.line
            )
    reader = _Reader(table, columns, whom)
    for line, cells in table.rows:
        if not text.is_blank(cells):
            reader.take(line, cells)
    rows = reader.rows
    if not columns.month and set(rows.months.values()) == {1}:
        rows.months.clear()  # the first of January stands for a year
    return rows


class _Reader:
    """Takes the rows of a table one by one."""

    def __init__(self, table: Table, columns: Columns, whom: Whom) -> None:
        self.table, self.columns, self.whom = table, columns, whom
        self.at = {name: place for place, name in enumerate(table.header)}
        self.years = {} if columns.year else year_columns(table)
        self.rows = Rows()

    def take(self, line: int, cells: list[str]) -> None:
        """Take what a row holds; one that cannot be read is set aside where that was said."""
        try:
            row = self._row(line, cells)
        except ReadError as error:
            if not self.columns.set_aside:
                raise
            written = ", ".join(cells)[:200]
            self.rows.set_aside.append(
                SetAside(self.table.file, line, error.reason, written=written)
            )
            return
        self.rows.records += row.records
        self.rows.blank += row.blank
        for total, lines in row.left_out.items():
            self.rows.left_out.setdefault(total, []).extend(lines)
        for year, month in row.months.items():
            self.rows.months[year] = max(month, self.rows.months.get(year, 0))

    def _row(self, line: int, cells: list[str]) -> Rows:
        """Return what a row holds; nothing where it does not count."""
        file, width = self.table.file, len(self.table.header)
        if len(cells) < width or any(cells[width:]):
            raise text.wrong_width(len(cells), width, file=file, line=line)
        row = Rows()
        only = self.columns.only.items()
        if not all(_is_one_of(cells[self.at[name]], values) for name, values in only):
            return row
        names = {
            side: self.columns.fixed.get(side) or cells[self.at[getattr(self.columns, side)]]
            for side in sides_of(self.columns)
        }
        total = next(filter(self.whom.is_left_out, names.values()), None)
        if total:
            row.left_out[total] = [line]
            return row
        for name in names.values():
            if not name:
                raise ReadError(
                    "the recipient or the supplier is not named; complete the row.",
                    file=file,
                    line=line,
                )
            self.whom.require_single(name, line)
        sides = names.get("recipient", ""), names.get("supplier", "")
        for year, month, column, cell in self._cells(line, cells):
            if amounts.is_nothing(cell):
                row.blank += [line] if self.columns.year else []
                continue
            value, decimals = amounts.value_of(
                cell, self.columns, file=file, line=line, column=column
            )
            row.records.append(Record(*sides, year, value, line, decimals))
            if month:
                row.months[year] = month
        return row

    def _cells(self, line: int, cells: list[str]) -> Iterator[tuple[int, int | None, str, str]]:
        """Yield year, month where there is one, name of the column and cell of each value."""
        columns = self.columns
        if not columns.year:
            for year, position in self.years.items():
                yield year, None, str(year), cells[position]
            return
        written = cells[self.at[columns.year]]
        year = amounts.year_of(written, file=self.table.file, line=line, column=columns.year)
        month = amounts.month_of(written)
        if columns.month:
            stated = cells[self.at[columns.month]]
            month = int(stated) if re.fullmatch("0?[1-9]|1[0-2]", stated) else None
        value = "1" if columns.count_rows else cells[self.at[columns.value]]
        yield year, month, columns.value, value


def _is_one_of(cell: str, values: tuple[str, ...]) -> bool:
    return any(
        cell.startswith(value[:-1]) if value.endswith("*") else cell == value for value in values
    )


def _totals_left_out(left_out: dict[str, list[int]], file: str) -> list[Skipped]:
    return [
        Skipped(
            file,
            f"the row of {name} is left out"
            if len(lines) == 1
            else f"the {len(lines):,} rows of {name} are left out",
            lines[0],
        )
        for name, lines in left_out.items()
    ]


def _blank(lines: list[int], file: str) -> list[Skipped]:
    if not lines:
        return []
    rows = "1 row has" if len(lines) == 1 else f"{len(lines):,} rows have"
    return [Skipped(file, f"{rows} no value, which is no record and not 0", lines[0])]


def require_one_reading(table: Table, records: list[Record], columns: Columns) -> None:
    """Refuse values such as 1.234 where nothing tells whether the mark separates thousands.

    Any value with another number of decimals, under 1 or over 999 tells that it does not.
    """
    decimals = {record.decimals for record in records} - {0}
    of_three = [record for record in records if record.decimals == 3]
    if columns.decimal or decimals != {3}:
        return
    if not all(1 <= record.value < 1000 for record in of_three):
        return
    value, line = of_three[0].value, of_three[0].line
    raise ReadError(
        f"{value:.3f} may be {value * 1000:,.0f}: nothing in the table tells whether the mark separates "
        'decimals or thousands; say decimal = "." or decimal = "," under [columns], and thousands '
        "where there are some.",
        file=table.file,
        line=line,
        column=columns.value or None,
    )
