"""A table of another source, read as its user describes it (format *table*).

Long, with a column for the year and one for the value, or wide, with a column for each year. A
blank cell is no record; a 0 is a true 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from armstransfers.coverage import Block, Side
from armstransfers.errors import ReadError
from armstransfers.measure import Measure
from armstransfers.origin import Origin
from armstransfers.readers import amounts, text
from armstransfers.readers.description import Columns, Description
from armstransfers.readers.dialect import plain
from armstransfers.readers.part import DYAD_YEAR, File, Part
from armstransfers.readers.whom import Whom
from armstransfers.release import NO_MARGINS
from armstransfers.report import SetAside, Skipped

FORMAT = "table"
_SEPARATORS = (",", ";", "\t", "|")
_MARKED_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?![0-9]) *(?!\[YR|[-\u2013/] ?[0-9])\S")
_MOST_LACKING = 3  # years between others; tables of every fifth year lack more
_SEARCHED = 100  # lines in which the header must stand
MOST_LINES_OF_A_ROW = 20
_SOME = "totals in a table that may lack some"
"""The group of totals without partners: those without a group are of everybody, as SIPRI prints them."""


@dataclass(frozen=True)
class _Table:
    """A header, its line, and the lines below."""

    file: str
    line: int
    header: list[str]
    rows: list[text.Row]


def header_of(file: File) -> list[str]:
    """Return the names of the columns of a file's first table.

    Raises
    ------
    ReadError
        If there is no table in it.
    """
    first = next(plain(file))
    beginning = "\n".join(first.text.split("\n", _SEARCHED)[:_SEARCHED])
    return _table(replace(first, text=beginning), Columns()).header


def parse(file: File, description: Description) -> Part:
    """Return what a table holds, read as it is described.

    Raises
    ------
    ReadError
        If a column is missing, a cell cannot be read exactly, a row looks like a total, or two
        rows hold one recipient, supplier and year.
    """
    columns, counted = description.columns, description.counted
    assert columns, "a table of another source has columns"
    assert counted, "and a measure"
    table = _table(file, columns)
    whom = Whom(description, file.name)
    read = _records(table, columns, whom)
    if not read.records:
        raise ReadError("no row holds a value; check the columns and 'only'.", file=file.name)
    _require_one_reading(table, read.records, columns)
    decimals = max(record.decimals for record in read.records)
    rows = pd.DataFrame([record[:5] for record in read.records], columns=list(_Record._fields[:5]))
    for side in _sides(columns):
        rows[side] = _entities(rows, side, whom)
    precision = counted.precision or 10.0**-decimals
    measure = Measure(
        counted.name, counted.unit, counted.basis, precision, counted.additive, counted.goods
    )
    covers, doubts = _covered(description, rows, read, whom)
    part = Part(
        file=file,
        format=FORMAT,
        measure=measure,
        generated=description.downloaded,
        edition=description.edition,
        blocks=(covers,) if covers else (),
        names=whom.names,
        skipped=(*read.left_out, *(Skipped(file.name, doubt) for doubt in doubts)),
        set_aside=tuple(read.set_aside),
        origin=Origin(
            source=description.key or description.source,
            title=description.title,
            citation=description.citation or description.title,
            terms=description.terms or "The terms of the source apply.",
            known_as=description.key,
            cannot_show=description.cannot_show,
        ),
    )
    if columns.totals_of:
        (side,) = _sides(columns)
        rows = _added_up(rows, [side, "year"], columns, measure, file)
        return replace(part, margins=_margins(rows, side))
    return replace(part, transfers=_added_up(rows, DYAD_YEAR, columns, measure, file))


def _sides(columns: Columns) -> list[Side]:
    """Return the sides that the table names: one where it holds totals."""
    sides: tuple[Side, Side] = "recipient", "supplier"
    return [side for side in sides if columns.totals_of in ("", side)]


def _entities(rows: pd.DataFrame, side: Side, whom: Whom) -> pd.Series:
    """Return the entities that the names of a column mean, as a category."""
    pairs = list(zip(rows[side], rows["year"], strict=True))
    whom.see(side, dict.fromkeys(name for name, _ in pairs))
    known = {pair: whom.entity(side, *pair) for pair in dict.fromkeys(pairs)}
    return pd.Series([known[pair] for pair in pairs], dtype="str").astype("category")


def _margins(rows: pd.DataFrame, side: Side) -> pd.DataFrame:
    margins = rows.rename(columns={side: "entity"}).assign(side=side, group=_SOME)
    margins["entity"] = margins["entity"].astype("str")
    return margins[list(NO_MARGINS.columns)]


def _covered(
    description: Description, rows: pd.DataFrame, read: _Read, whom: Whom
) -> tuple[Block | None, list[str]]:
    """Return what a table is complete for, and why it is not what its description says."""
    covers = description.covers
    doubts = [whom.too_many_unknown] if whom.too_many_unknown else []
    if covers is None:
        return None, doubts
    for side, least in covers.at_least.items():
        number = rows[side.removesuffix("s")].nunique()
        if number < least:
            doubts.append(
                f"holds {number} {side} where the whole table has over "
                f"{least}, so it looks like a part of it and no shares are taken; a description that "
                "says what it is complete for allows them"
            )
    first, last = int(rows["year"].min()), int(rows["year"].max())
    if read.months.get(last, 12) < 12 and not covers.years:
        doubts_on_last = f"{last} ends in month {read.months[last]}, so it is not taken for whole"
        last -= 1
    else:
        doubts_on_last = ""
    block = covers.block((first, last)) if first <= last else None
    if doubts or block is None:
        return None, doubts
    if description.counted and description.counted.precision:
        block = replace(block, exactness="rounded")
    return block, [doubts_on_last] if doubts_on_last else []


def _table(file: File, columns: Columns) -> _Table:
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
        for i, (line, cells) in enumerate(rows[:_SEARCHED]):
            if set(wanted) <= set(cells) and len(cells) > 1:
                return _Table(file.name, line, cells, rows[i + 1 :])
            if len(set(wanted) & set(cells)) > len(set(wanted) & set(best)):
                best = cells
            if not wanted and sum(map(bool, cells)) > 1:
                return _Table(file.name, line, cells, rows[i + 1 :])
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


def _without_header(file: File, columns: Columns) -> _Table:
    """Return a table without a header, its columns named by their numbers."""
    least = max(map(int, columns.wanted))
    for separator in _SEPARATORS:
        rows = text.rows(
            file.text, file.name, file.first_line, separator, most_lines=MOST_LINES_OF_A_ROW
        )
        widths = Counter(len(cells) for _, cells in rows if not text.is_blank(cells))
        if widths and (width := widths.most_common(1)[0][0]) >= least and width > 1:
            header = [str(number) for number in range(1, width + 1)]
            return _Table(file.name, file.first_line, header, rows)
    raise ReadError(f"no table of {least} columns or more is in the file.", file=file.name)


def _require_one_reading(table: _Table, records: list[_Record], columns: Columns) -> None:
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


class _Record(NamedTuple):
    """A value, whose it is, and where it stands."""

    recipient: str
    supplier: str
    year: int
    value: float
    line: int
    decimals: int


@dataclass
class _Read:
    """What the rows of a table hold, and what of them is left out."""

    records: list[_Record] = field(default_factory=list)
    left_out: list[Skipped] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)  # the last of each year that has days


def _records(table: _Table, columns: Columns, whom: Whom) -> _Read:
    """Return the values of a table, and what is left out."""
    there = Counter(table.header)
    for name in columns.wanted:
        if there[name] > 1:
            raise ReadError(
                f"two columns are called {name!r}; rename one.", file=table.file, line=table.line
            )
    at = {name: place for place, name in enumerate(table.header)}
    years = {} if columns.year else _year_columns(table)
    read = _Read()
    left_out: dict[str, list[int]] = {}
    blank: list[int] = []
    for line, cells in table.rows:
        if text.is_blank(cells):
            continue
        try:
            row = _row(cells, at, years, columns, table, line, whom)
        except ReadError as error:
            if not columns.set_aside:
                raise
            read.set_aside.append(
                SetAside(table.file, line, error.reason, written=", ".join(cells)[:200])
            )
            continue
        if isinstance(row, str):
            left_out.setdefault(row, []).append(line)
            continue
        read.records += row.records
        blank += row.blank
        for year, month in row.months.items():
            read.months[year] = max(month, read.months.get(year, 0))
    read.left_out = [*_totals_left_out(left_out, table.file), *_blank(blank, table.file)]
    if not columns.month and set(read.months.values()) == {1}:
        read.months.clear()  # the first of January stands for a year
    return read


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


@dataclass
class _Row:
    """The values of one row."""

    records: list[_Record] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)


def _row(
    cells: list[str],
    at: dict[str, int],
    years: dict[int, int],
    columns: Columns,
    table: _Table,
    line: int,
    whom: Whom,
) -> _Row | str:
    """Return the values of a row, or the name of the total that it is of."""
    if len(cells) < len(table.header) or any(cells[len(table.header) :]):
        raise text.wrong_width(len(cells), len(table.header), file=table.file, line=line)
    row = _Row()
    if not all(_is_one_of(cells[at[name]], values) for name, values in columns.only.items()):
        return row
    names = {
        side: columns.fixed.get(side) or cells[at[getattr(columns, side)]]
        for side in _sides(columns)
    }
    total = next(filter(whom.is_left_out, names.values()), None)
    if total:
        return total
    for name in names.values():
        if not name:
            raise ReadError(
                "the recipient or the supplier is not named; complete the row.",
                file=table.file,
                line=line,
            )
        whom.require_single(name, line)
    for year, month, column, cell in _cells(cells, at, years, columns, table, line):
        if amounts.is_nothing(cell):
            row.blank += [line] if columns.year else []
            continue
        value, decimals = amounts.value_of(cell, columns, file=table.file, line=line, column=column)
        sides = names.get("recipient", ""), names.get("supplier", "")
        row.records.append(_Record(*sides, year, value, line, decimals))
        if month:
            row.months[year] = month
    return row


def _is_one_of(cell: str, values: tuple[str, ...]) -> bool:
    return any(
        cell.startswith(value[:-1]) if value.endswith("*") else cell == value for value in values
    )


def _cells(
    cells: list[str],
    at: dict[str, int],
    years: dict[int, int],
    columns: Columns,
    table: _Table,
    line: int,
) -> Iterator[tuple[int, int | None, str, str]]:
    """Yield year, month where there is one, name of the column and cell of each value in a line."""
    if not columns.year:
        for year, position in years.items():
            yield year, None, str(year), cells[position]
        return
    written = cells[at[columns.year]]
    year = amounts.year_of(written, file=table.file, line=line, column=columns.year)
    month = amounts.month_of(written)
    if columns.month:
        stated = cells[at[columns.month]]
        month = int(stated) if re.fullmatch("0?[1-9]|1[0-2]", stated) else None
    yield year, month, columns.value, "1" if columns.count_rows else cells[at[columns.value]]


def _year_columns(table: _Table) -> dict[int, int]:
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
    years = {int(cell): i for i, cell in enumerate(table.header) if amounts.is_year(cell)}
    if not years or len(years) < sum(map(amounts.is_year, table.header)):
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


def _added_up(
    rows: pd.DataFrame, keys: list[str], columns: Columns, measure: Measure, file: File
) -> pd.DataFrame:
    """Return one row for each recipient, supplier and year, or what else are its keys."""
    again = rows.duplicated(keys)
    if not again.any():
        return rows
    if columns.add_rows and measure.additive:
        sums = rows.groupby(keys, observed=True, sort=False)
        added = sums.agg(value=("value", "sum"), line=("line", "first")).reset_index()
        return added.round({"value": measure.decimals})[rows.columns]
    row = rows[again].iloc[0]
    same = (rows[keys] == row[keys]).all(axis=1)
    first = rows.loc[same, "line"].iloc[0]
    remedy = (
        "choose among the rows with 'only', or say 'add_rows = true' if they are parts to be added"
        if measure.additive
        else "choose among the rows with 'only', for this measure is never added up"
    )
    raise ReadError(
        f"{_whose(row, columns)} in {row['year']} stands here and on line {first}; {remedy}.",
        file=file.name,
        line=int(row["line"]),
    )


def _whose(row: pd.Series, columns: Columns) -> str:
    if columns.totals_of:
        return str(row[columns.totals_of])
    return f"{row['supplier']} to {row['recipient']}"
