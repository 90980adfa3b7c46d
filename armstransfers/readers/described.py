"""A table of another source, read as its user describes it (format *table*).

Long, with a column for the year and one for the value, or wide, with a column for each year. A
blank cell is no record; a 0 is a true 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from armstransfers import entities
from armstransfers.errors import ReadError, UnknownEntity
from armstransfers.measure import Measure
from armstransfers.origin import Origin
from armstransfers.readers import text
from armstransfers.readers.description import Columns, Description
from armstransfers.readers.dialect import plain
from armstransfers.readers.names import Names, is_total
from armstransfers.readers.part import DYAD_YEAR, File, Part
from armstransfers.report import Skipped

FORMAT = "table"
_SEPARATORS = (",", ";", "\t", "|")
_SEARCHED = 100  # lines in which the header must stand
_YEAR = re.compile("(19|20)[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?")


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
    return _table(replace(first, text=beginning), []).header


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
    table = _table(file, columns.wanted)
    records, left_out = _records(table, columns)
    if not records:
        raise ReadError("no row holds a value; check the columns and 'only'.", file=file.name)
    _require_one_reading(table, records, columns)
    decimals = max(decimals for *_, decimals in records)
    rows = pd.DataFrame([record[:5] for record in records], columns=[*DYAD_YEAR, "value", "line"])
    names = Names(find=_entity)
    for side in ("recipient", "supplier"):
        rows[side] = names.column(rows[side])
    precision = counted.precision or 10.0**-decimals
    measure = Measure(
        counted.name, counted.unit, counted.basis, precision, counted.additive, counted.goods
    )
    covers = description.covers
    if covers and counted.precision:
        covers = replace(covers, exactness="rounded")
    return Part(
        file=file,
        format=FORMAT,
        measure=measure,
        generated=description.downloaded,
        edition=description.edition,
        transfers=_added_up(rows, columns, measure, file),
        blocks=(covers,) if covers else (),
        names=names,
        skipped=tuple(left_out),
        origin=Origin(
            source=description.source,
            title=description.title,
            citation=description.citation or description.title,
            terms=description.terms or "The terms of the source apply.",
        ),
    )


def _entity(name: str) -> entities.Entity | None:
    try:
        return entities.find(name) if name.strip() else None
    except UnknownEntity:
        return None


def _table(file: File, wanted: list[str]) -> _Table:
    """Return the table whose header has all columns that are wanted, whatever separates cells."""
    best: list[str] = []
    for separator in _SEPARATORS:
        rows = text.rows(file.text, file.name, file.first_line, separator)
        for i, (line, cells) in enumerate(rows[:_SEARCHED]):
            if set(wanted) <= set(cells) and len(cells) > 1:
                return _Table(file.name, line, cells, rows[i + 1 :])
            if len(set(wanted) & set(cells)) > len(set(wanted) & set(best)):
                best = cells
            if not wanted and sum(map(bool, cells)) > 1:
                return _Table(file.name, line, cells, rows[i + 1 :])
    missing = [name for name in wanted if name not in best]
    there = f"; there are {', '.join(filter(None, best))}" if best else ""
    raise ReadError(
        f"the column {missing[0]!r} is not in the table{there}."
        if missing
        else "there is no table in the file.",
        file=file.name,
    )


def _require_one_reading(table: _Table, records: list[_Record], columns: Columns) -> None:
    """Refuse values such as 1.234 where nothing tells whether the mark separates thousands.

    Any value with another number of decimals, under 1 or over 999 tells that it does not.
    """
    decimals = {decimals for *_, decimals in records} - {0}
    of_three = [record for record in records if record[5] == 3]
    if columns.decimal or decimals != {3}:
        return
    if not all(1 <= record[3] < 1000 for record in of_three):
        return
    value, line = of_three[0][3:5]
    raise ReadError(
        f"{value:.3f} may be {value * 1000:,.0f}: nothing in the table tells whether the mark separates "
        'decimals or thousands; say decimal = "." or decimal = "," under [columns], and thousands '
        "where there are some.",
        file=table.file,
        line=line,
        column=columns.value or None,
    )


_Record = tuple[str, str, int, float, int, int]


def _records(table: _Table, columns: Columns) -> tuple[list[_Record], list[Skipped]]:
    """Return recipient, supplier, year, value, line and decimals of each value, and what is left out."""
    there = Counter(table.header)
    for name in columns.wanted:
        if there[name] > 1:
            raise ReadError(
                f"two columns are called {name!r}; rename one.", file=table.file, line=table.line
            )
    at = {name: place for place, name in enumerate(table.header)}
    years = {} if columns.year else _year_columns(table)
    totals = frozenset(columns.leave_out)
    found: list[_Record] = []
    left_out: list[Skipped] = []
    for line, cells in table.rows:
        if text.is_blank(cells):
            continue
        if len(cells) < len(table.header) or any(cells[len(table.header) :]):
            raise text.wrong_width(len(cells), len(table.header), file=table.file, line=line)
        if any(cells[at[name]] != value for name, value in columns.only.items()):
            continue
        names = [
            columns.fixed.get(side) or cells[at[column]]
            for side, column in (("recipient", columns.recipient), ("supplier", columns.supplier))
        ]
        total = next((name for name in names if name in totals), None)
        if total:
            left_out.append(Skipped(table.file, f"the row of {total} is left out", line))
            continue
        _check_names(names, table, line)
        for year, column, cell in _cells(cells, at, years, columns, table, line):
            if not cell:
                continue
            value, decimals = _number(cell, columns, table, line, column)
            found.append((names[0], names[1], year, value, line, decimals))
    return found, left_out


def _cells(
    cells: list[str],
    at: dict[str, int],
    years: dict[int, int],
    columns: Columns,
    table: _Table,
    line: int,
) -> Iterator[tuple[int, str, str]]:
    """Yield year, name of the column and cell of each value in a line."""
    if not columns.year:
        for year, position in years.items():
            yield year, str(year), cells[position]
        return
    written = cells[at[columns.year]]
    if not _YEAR.fullmatch(written):
        raise ReadError(
            f"{written[:40]!r} is not a year such as 2015.",
            file=table.file,
            line=line,
            column=columns.year,
        )
    yield int(written), columns.value, cells[at[columns.value]]


def _year_columns(table: _Table) -> dict[int, int]:
    years = {int(cell): i for i, cell in enumerate(table.header) if _YEAR.fullmatch(cell)}
    if not years or len(years) < sum(bool(_YEAR.fullmatch(cell)) for cell in table.header):
        raise ReadError(
            "no column is headed by a year, or two by one; name the columns 'year' and 'value', or "
            "head each year's column with it.",
            file=table.file,
            line=table.line,
        )
    return years


def _check_names(names: list[str], table: _Table, line: int) -> None:
    for name in names:
        if not name:
            raise ReadError(
                "the recipient or the supplier is not named; complete the row.",
                file=table.file,
                line=line,
            )
        if is_total(name):
            raise ReadError(
                f"{name[:40]!r} looks like a total, which would be counted beside its parts; name "
                "it under 'leave_out'.",
                file=table.file,
                line=line,
            )


def _number(
    cell: str, columns: Columns, table: _Table, line: int, column: str
) -> tuple[float, int]:
    """Return a value and the number of its decimals."""
    plain = cell
    if columns.thousands:
        mark = re.escape(columns.thousands)
        if re.fullmatch(
            rf"[0-9]{{1,3}}({mark}[0-9]{{3}})+({re.escape(columns.decimal or '.')}.*)?", cell
        ):
            plain = plain.replace(columns.thousands, "")
    if columns.decimal == ",":
        plain = plain.replace(".", "x").replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise text.bad_number(cell, _NUMBER.pattern, file=table.file, line=line, column=column)
    mantissa, _, exponent = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return float(plain), min(max(decimals, 0), 9)


def _added_up(rows: pd.DataFrame, columns: Columns, measure: Measure, file: File) -> pd.DataFrame:
    """Return one row for each recipient, supplier and year."""
    again = rows.duplicated(DYAD_YEAR)
    if not again.any():
        return rows
    if columns.add_rows and measure.additive:
        sums = rows.groupby(DYAD_YEAR, observed=True, sort=False)
        added = sums.agg(value=("value", "sum"), line=("line", "first")).reset_index()
        return added.round({"value": measure.decimals})[rows.columns]
    row = rows[again].iloc[0]
    same = (rows[DYAD_YEAR] == row[DYAD_YEAR]).all(axis=1)
    first = rows.loc[same, "line"].iloc[0]
    remedy = (
        "choose among the rows with 'only', or say 'add_rows = true' if they are parts to be added"
        if measure.additive
        else "choose among the rows with 'only', for this measure is never added up"
    )
    raise ReadError(
        f"{row['supplier']} to {row['recipient']} in {row['year']} stands here and on line "
        f"{first}; {remedy}.",
        file=file.name,
        line=int(row["line"]),
    )
