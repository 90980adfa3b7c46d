"""The rows of a table of another source: the values, whose they are, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ReadError
from armstransfers.core.report import SetAside, Skipped
from armstransfers.readers import amounts, text
from armstransfers.readers.described_table import Table, year_columns
from armstransfers.readers.description import Columns
from armstransfers.readers.faults import Faults
from armstransfers.readers.whom import Whom
from armstransfers.reference import entities

_IMPORT = re.compile("(re-?)?imports?|einfuhr(en)?|importations?|importaciones|импорт|m")
_EXPORT = re.compile("(re-?)?exports?|ausfuhr(en)?|exportations?|exportaciones|экспорт|x")
_KINDS = {
    "unit", "units", "unit of measure", "currency", "measure", "indicator", "indicator name",
    "indicator code", "series", "series name", "series code", "variable", "flow", "einheit", "unite",
}  # fmt: skip
"""What columns are called whose rows are not to be added up or compared."""


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
    torn : dict of int to list of str
        The cells of lines that cannot be read and may be set aside.
    """

    records: list[Record] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    torn: dict[int, list[str]] = field(default_factory=dict)

    def notes(self, file: str) -> list[Skipped]:
        """Return what a report says of the rows that are left out."""
        return [*_totals_left_out(self.left_out, file), *_blank(self.blank, file)]


def sides_of(columns: Columns) -> list[Side]:
    """Return the sides that a table names: one where it holds totals."""
    sides: tuple[Side, Side] = "recipient", "supplier"
    return [side for side in sides if columns.totals_of in ("", side)]


def rows_of(table: Table, columns: Columns, whom: Whom, faults: Faults) -> Rows:
    """Return what the rows of a table hold; `faults` takes note of those that cannot be read.

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
    _require_one_kind(table, columns)
    reader = _Reader(table, columns, whom, faults)
    for line, cells in table.rows:
        if not text.is_blank(cells):
            reader.take(line, cells)
    rows = reader.rows
    if not columns.month and set(rows.months.values()) == {1}:
        rows.months.clear()  # the first of January stands for a year
    return rows


def _require_one_kind(table: Table, columns: Columns) -> None:
    """Refuse rows of several flows, units or indicators that the description does not tell apart."""
    at = {name: place for place, name in enumerate(table.header)}
    width = len(table.header)
    rows = [cells for _, cells in table.rows if len(cells) >= width and _counts(cells, columns, at)]
    for name in (name for name in table.header if name not in columns.wanted):
        values = {cells[at[name]] for cells in rows} - {""}
        words = {value.casefold() for value in values}
        both_ways = any(map(_IMPORT.fullmatch, words)) and any(map(_EXPORT.fullmatch, words))
        if both_ways or (len(values) > 1 and entities.name_key(name) in _KINDS):
            some = sorted(values)
            raise ReadError(
                f"the column {name[:40]!r} has rows of several kinds ({', '.join(some[:3])}), which would "
                f'be mixed; say which of them count, as only = {{ "{name[:40]}" = "{some[0][:40]}" }}.',
                file=table.file,
                line=table.line,
            )


def set_aside(
    table: Table, columns: Columns, rows: Rows, whom: Whom, faults: Faults
) -> tuple[SetAside, ...]:
    """Return the lines that could not be read, with what is legible of each.

    Parameters
    ----------
    table, columns, rows, faults
        What was read, and what could not be.
    whom : Whom
        Knows by now which codes the names of the table are.

    Raises
    ------
    ReadError
        If there are too many of them.
    """
    reader = _Reader(table, columns, whom, faults)
    written = {line: ", ".join(cells)[:200] for line, cells in rows.torn.items()}
    count = sum(not text.is_blank(cells) for _, cells in table.rows)
    return tuple(
        reader.legible(one, rows.torn[one.line]) for one in faults.set_aside(written, count)
    )


class _Reader:
    """Takes the rows of a table one by one."""

    def __init__(self, table: Table, columns: Columns, whom: Whom, faults: Faults) -> None:
        self.table, self.columns, self.whom, self.faults = table, columns, whom, faults
        self.at = {name: place for place, name in enumerate(table.header)}
        self.years = {} if columns.year else year_columns(table)
        self.rows = Rows()

    def take(self, line: int, cells: list[str]) -> None:
        """Take what a row holds, or take note that it cannot be read."""
        try:
            row = self._row(line, cells)
        except ReadError as error:
            self.faults.note(error)
            self.rows.torn[line] = cells
            return
        for record in row.records[:1]:  # which has the names of all
            self.whom.require_single(record.recipient, line)
            self.whom.require_single(record.supplier, line)
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
        if not _counts(cells, self.columns, self.at):
            return row
        names = self._names(cells)
        total = next(filter(self.whom.is_left_out, names.values()), None)
        if total:
            row.left_out[total] = [line]
            return row
        for side, name in names.items():
            if not name:
                raise ReadError(
                    f"the {side} is not named; complete the row.",
                    file=file,
                    line=line,
                    column=getattr(self.columns, side),
                )
        sides = names.get("recipient", ""), names.get("supplier", "")
        for place in self._places(cells):
            year, month = self._when(line, place, cells)
            if amounts.is_nothing(place.cell):
                row.blank += [line] if self.columns.year else []
                continue
            value, decimals = self._value(line, place)
            row.records.append(Record(*sides, year, value, line, decimals))
            if month:
                row.months[year] = month
        return row

    def legible(self, one: SetAside, cells: list[str]) -> SetAside:
        """Return a line that was set aside with what can be read on it.

        Where two of its cells are wrong, or it names somebody whom nobody knows, they may have come
        from other columns, and nothing of it counts.
        """
        if len(cells) != len(self.table.header):
            return one
        names = self._names(cells)
        wrong = sum(not name for name in names.values())
        years: list[int] = []
        values: list[float] = []
        for place in self._places(cells):
            try:
                years.append(self._when(one.line, place, cells)[0])
            except ReadError:
                wrong += 1
            try:
                if not amounts.is_nothing(place.cell):
                    values.append(self._value(one.line, place)[0])
            except ReadError:
                wrong += 1
        year = min(years, default=0)
        parties = {side: self.whom.known(side, name, year) for side, name in names.items() if name}
        if wrong > 1 or not all(parties.values()):
            return one
        has_value = len(values) == 1 and not self.years  # of a row of years one cell is missing
        return replace(
            one,
            recipient=parties.get("recipient", ""),
            supplier=parties.get("supplier", ""),
            years=(min(years), max(years)) if years else None,
            value=values[0] if has_value else None,
        )

    def _names(self, cells: list[str]) -> dict[Side, str]:
        return {
            side: self.columns.fixed.get(side) or cells[self.at[getattr(self.columns, side)]]
            for side in sides_of(self.columns)
        }

    def _places(self, cells: list[str]) -> Iterator[_Place]:
        """Yield the place of each value in a row."""
        columns = self.columns
        if not columns.year:
            for year, position in self.years.items():
                yield _Place(str(year), str(year), cells[position])
            return
        value = "1" if columns.count_rows else cells[self.at[columns.value]]
        yield _Place(cells[self.at[columns.year]], columns.value, value)

    def _when(self, line: int, place: _Place, cells: list[str]) -> tuple[int, int | None]:
        """Return the year of a value, and the month where there is one."""
        columns = self.columns
        year = amounts.year_of(place.written, file=self.table.file, line=line, column=columns.year)
        if not columns.month:
            return year, amounts.month_of(place.written)
        stated = cells[self.at[columns.month]]
        return year, int(stated) if re.fullmatch("0?[1-9]|1[0-2]", stated) else None

    def _value(self, line: int, place: _Place) -> tuple[float, int]:
        return amounts.value_of(
            place.cell, self.columns, file=self.table.file, line=line, column=place.column
        )


class _Place(NamedTuple):
    """Where a value stands: its year as it is written, the name of its column, and its cell."""

    written: str
    column: str
    cell: str


def _counts(cells: list[str], columns: Columns, at: dict[str, int]) -> bool:
    """Whether a row counts: it has one of the values that the description names."""
    return all(_is_one_of(cells[at[name]], values) for name, values in columns.only.items())


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
