"""A table of another source, read as its user describes it (format *table*).

Long, with a column for the year and one for the value, or wide, with a column for each year. A
blank cell is no record; a 0 is a true 0.
"""

from __future__ import annotations

from calendar import month_name
from dataclasses import replace

import pandas as pd

from armstransfers.core.coverage import Block, Side
from armstransfers.core.errors import ReadError
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin
from armstransfers.core.report import Skipped
from armstransfers.model.release import DYAD_YEAR, NO_MARGINS
from armstransfers.readers.described_rows import (
    Record,
    Rows,
    require_one_reading,
    rows_of,
    set_aside,
    sides_of,
)
from armstransfers.readers.described_table import table_of
from armstransfers.readers.description import Columns, Covered, Description
from armstransfers.readers.faults import Faults
from armstransfers.readers.part import File, Part
from armstransfers.readers.whom import Whom

FORMAT = "table"
_MOST_STEPS = 2**53  # that a number of 64 bits holds one by one
_SOME = "totals in a table that may lack some"
"""The group of totals without partners: those without a group are of everybody, as SIPRI prints them."""


def parse(file: File, description: Description, *, may_set_aside: bool = False) -> Part:
    """Return what a table holds, read as it is described.

    Parameters
    ----------
    file, description
        The table, and what it is.
    may_set_aside : bool, optional
        Whether lines that cannot be read are left out and reported.

    Raises
    ------
    ReadError
        If a column is missing, a cell cannot be read exactly, a row looks like a total, or two
        rows hold one recipient, supplier and year.
    """
    columns, counted = description.columns, description.counted
    assert columns, "a table of another source has columns"
    assert counted, "and a measure"
    table = table_of(file, columns)
    whom = Whom(description, file.name)
    faults = Faults(may_set_aside=may_set_aside or columns.set_aside, any_number=columns.set_aside)
    read = rows_of(table, columns, whom, faults)
    if not read.records:
        raise ReadError("no row holds a value; check the columns and 'only'.", file=file.name)
    require_one_reading(table, read.records, columns)
    decimals = max(record.decimals for record in read.records)
    rows = pd.DataFrame([record[:5] for record in read.records], columns=list(Record._fields[:5]))
    for side in sides_of(columns):
        rows[side] = _entities(rows, side, whom)
    precision = counted.precision or 10.0**-decimals
    _require_exact(read.records, precision, columns, file)
    measure = Measure(
        counted.name, counted.unit, counted.basis, precision, counted.additive, counted.goods
    )
    covers, notes, unfinished = _covered(description, rows, read, whom)
    part = Part(
        file=file,
        format=FORMAT,
        measure=measure,
        generated=description.downloaded,
        edition=description.edition,
        blocks=(covers,) if covers else (),
        names=whom.names,
        skipped=(*read.notes(file.name), *(Skipped(file.name, note) for note in notes)),
        unfinished=unfinished,
        set_aside=set_aside(table, columns, read, whom, faults),
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
        (side,) = sides_of(columns)
        rows = _added_up(rows, [side, "year"], columns, measure, file)
        return replace(part, margins=_margins(rows, side))
    return replace(part, transfers=_added_up(rows, DYAD_YEAR, columns, measure, file))


def _require_exact(records: list[Record], step: float, columns: Columns, file: File) -> None:
    """Refuse a value that is so large, or so small, that a sum to the step would change it."""
    for record in records:
        if record.value >= _MOST_STEPS * step:
            reason = (
                f"{record.value:g} is too large to be exact to {step:g}; write it in a larger unit"
            )
        elif 0 < record.value < step / 2:
            reason = f"{record.value:g} is finer than {step:g}, to which values are added up"
        else:
            continue
        raise ReadError(
            f"{reason}, or say the 'precision' of the measure.",
            file=file.name,
            line=record.line,
            column=columns.value or str(record.year),
        )


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
    description: Description, rows: pd.DataFrame, read: Rows, whom: Whom
) -> tuple[Block | None, list[str], int | None]:
    """Return what a table is complete for, notes on it, and its last year if that is unfinished."""
    covers = description.covers
    doubts = [whom.too_many_unknown] if whom.too_many_unknown else []
    first, last = int(rows["year"].min()), int(rows["year"].max())
    month = read.months.get(last, 12)
    unfinished = last if month < 12 and not (covers and covers.years) else None
    if covers is None:
        return None, doubts, unfinished
    doubts += _too_few(covers, rows)
    notes = list(doubts)
    if unfinished:
        notes.append(
            f"{last} ends in {month_name[month]}, so shares are taken of the years before it alone"
        )
        last -= 1
    block = covers.block((first, last)) if first <= last else None
    if doubts or block is None:
        return None, notes, unfinished
    if description.counted and description.counted.precision:
        block = replace(block, exactness="rounded")
    return block, notes, unfinished


def _too_few(covers: Covered, rows: pd.DataFrame) -> list[str]:
    """Return a note on a table that has fewer parties than the whole of its source."""
    numbers = {side: rows[side.removesuffix("s")].nunique() for side in covers.at_least}
    few = {side: least for side, least in covers.at_least.items() if numbers[side] < least}
    if not few:
        return []
    has = " and ".join(
        f"{numbers[side]} {side.removesuffix('s') if numbers[side] == 1 else side}" for side in few
    )
    whole = " and ".join(map(str, few.values()))
    return [
        f"it has {has} where the whole table has over {whole}: a part, complete for those whom its "
        "user names"
    ]


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
