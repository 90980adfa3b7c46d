"""Format C1: SIPRI's register by deal, as the new site gives it by default.

A deal has one line, whatever the years of its deliveries. The total over the file's own years is
exact. A value for single years is an estimate: the deal, split equally over the years in which
SIPRI lists deliveries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.core.report import Skipped
from armstransfers.model.release import NO_DEALS
from armstransfers.readers import cells, headers, steps, text
from armstransfers.readers.cells import Cells, Place, Record
from armstransfers.readers.column import Column, OnEachLine
from armstransfers.readers.consistent import require_product
from armstransfers.readers.deals import numbers_of_deals
from armstransfers.readers.faults import Faults
from armstransfers.readers.layout import MARK
from armstransfers.readers.names import Names
from armstransfers.readers.numbers import plain_year
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated

FORMAT = "C1"
_YEARS, _VALUE, _EACH = (
    "Year(s) of delivery",
    "SIPRI TIV of delivered weapons",
    "SIPRI TIV per unit",
)
_PRODUCTS = {_VALUE: "Number delivered", "SIPRI TIV for total order": "Number ordered"}
"""Columns that hold the TIV of all, and of how many units."""

_MOST_ALIKE, _PART_ALIKE = 12, 0.01  # lines that differ in their year alone, and part of all lines
_MOST_PIECES = 5  # lines that a record may be split into by line ends in its comment


def parse(file: File, *, may_set_aside: bool = False) -> Part:
    """Return what a file of this format holds: each deal, split over its delivery years.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text)
    preamble, body = file.text[: header.start], file.text[header.start :]
    header_line = file.line_at(header.start)
    place = Place(FORMAT, file.name, Faults(may_set_aside=may_set_aside))
    table, joined = _table(body, header_line, place)
    names = Names()
    deals = _deals(table, names)
    years = _years(table)
    _require_years(deals, years, table)
    _require_order(deals, years, table)
    borne_out = _require_consistency(table, file.name)
    step = steps.step_of(deals["value"], borne_out=borne_out)
    _require_whole_deals(deals, years, file.name)
    first, last = (years.map(lambda listed, end=end: end(listed, default=0)) for end in (min, max))
    aside = table.set_aside(body, header_line, deals.assign(first_year=first, last_year=last))
    readable = (~deals["line"].isin(table.faults.lines)).to_numpy()
    deals, years = deals[readable].reset_index(drop=True), years[readable]
    part = Part(
        file=file,
        format=FORMAT,
        measure=tiv(step),
        names=names,
        transfers=_transfers(deals, years, file.name),
        deals=_listed(deals),
        skipped=(
            *(
                Skipped(file.name, "a line end inside a comment; its lines were joined", line)
                for line in joined
            ),
            *_listed_twice(table, file),
            *table.notes(file.name, FORMAT),
            *text.cut_perhaps(file),
            *_without_deliveries(years, file),
            *steps.notes(step, file),
        ),
        set_aside=aside,
    )
    return dated(part, preamble, grain="window")


def _table(body: str, header_line: int, place: Place) -> tuple[Cells, list[int]]:
    """Return the columns, and the lines of records that were joined."""
    first, _, lines = body.partition("\n")
    header = _split(first, place.file, header_line)
    columns = cells.columns_of(header, FORMAT, file=place.file, line=header_line)
    joined: list[int] = []
    records = _records(lines.split("\n"), header_line + 1, columns, joined, place.file)
    table = cells.one_by_one(records, columns, place)
    if not len(table.lines) and not place.faults.lines:
        raise text.no_lines(file=place.file, line=header_line)
    table.note_names(header, columns, FORMAT)
    return table, joined


def _records(
    lines: list[str], first_line: int, columns: list[str], joined: list[int], file: str
) -> Iterator[Record]:
    """Yield the records; a comment that goes on on the next line is put together."""
    at_comment = columns.index("Comments") + 1 if "Comments" in columns else 0
    at = 0
    while at < len(lines):
        first, pieces = at, lines[at]
        at += 1
        if not pieces.strip(", "):
            continue
        found = _split(pieces, file, first_line + first)
        # only a comment goes on on the next line; any other short line was cut
        while (
            at_comment
            and _ends_with(found, at_comment, len(columns))
            and at < len(lines)
            and at - first < _MOST_PIECES
            and len(_split(lines[at].rstrip(", "), file, first_line + at))
            <= len(columns) - at_comment + 1  # the rest of a comment, with what follows it
        ):
            pieces = f"{_without_padding(pieces, found, at_comment)} {lines[at]}"
            at += 1
            found = _split(pieces, file, first_line + first)
        if at - first > 1:
            joined.append(first_line + first)
        yield first_line + first, found


def _ends_with(found: list[str], at_comment: int, width: int) -> bool:
    """Whether a line ends with its comment, or with what a spreadsheet adds behind it."""
    return len(found) == at_comment or (
        len(found) >= width and not any(map(str.strip, found[at_comment:]))
    )


def _without_padding(pieces: str, found: list[str], at_comment: int) -> str:
    return pieces.rstrip(", ") if len(found) > at_comment else pieces


def _split(line: str, file: str, number: int) -> list[str]:
    return text.split(line, file=file, number=number) if '"' in line else line.split(",")


def _deals(table: Cells, names: Names) -> pd.DataFrame:
    """Return a row for each deal, with the line on which it stands."""
    readings: dict[str, tuple[str, Callable[[Column], OnEachLine]]] = {
        "recipient": ("Recipient", partial(Column.filled_names, names=names)),
        "supplier": ("Supplier", partial(Column.filled_names, names=names)),
        "order_year": ("Year of order", Column.order_years),
        "order_year_estimated": (f"Year of order {MARK}", Column.marks),
        "ordered": ("Number ordered", Column.whole_numbers),
        "ordered_estimated": (f"Number ordered {MARK}", Column.marks),
        "designation": ("Weapon designation", Column.words),
        "description": ("Weapon description", Column.words),
        "units": ("Number delivered", Column.whole_numbers),
        "number_estimated": (f"Number delivered {MARK}", Column.marks),
        "delivery_years": (_YEARS, Column.texts),
        "status": ("status", Column.words),
        "comments": ("Comments", Column.texts),
        "value": (_VALUE, partial(Column.numbers_or_nothing, form=text.HUNDREDTHS)),
    }
    found = {field: read(table[name]) for field, (name, read) in readings.items() if name in table}
    return pd.DataFrame({**found, "line": table.lines})


def _years(table: Cells) -> pd.Series:
    """Return the different years of delivery of each deal, in a tuple."""
    column = table[_YEARS]
    written = [_listed_years(cell) for cell in column.cells.to_pylist()]
    for at, years in enumerate(written):
        wrong = next((year for year in years if not text.is_year(year)), None)
        if wrong is not None:
            for line in column.lines[column.codes == at]:
                table.faults.note(
                    text.bad_year(wrong, file=column.file, line=int(line), column=column.name)
                )
    each = [tuple(dict.fromkeys(int(y) for y in years if text.is_year(y))) for years in written]
    return pd.Series([each[code] for code in column.codes], dtype="object")


def _listed_years(cell: str) -> list[str]:
    return [plain_year(part.strip()) for part in cell.replace(",", ";").split(";") if part.strip()]


def _require_years(deals: pd.DataFrame, years: pd.Series, table: Cells) -> None:
    """Refuse a volume without a year of delivery, a delivery without a volume."""
    listed = years.map(len).to_numpy() > 0
    value = deals["value"].to_numpy()
    for at in np.flatnonzero(listed & np.isnan(value)):
        line, column = int(deals["line"].iloc[at]), table[_VALUE]
        table.faults.note(text.empty(file=column.file, line=line, column=_VALUE))
    for at in np.flatnonzero(~listed & (np.nan_to_num(value) > 0)):
        table.faults.note(
            ReadError(
                "the deal has a volume and no year of delivery; complete the line or download the "
                "file again.",
                file=table[_YEARS].file,
                line=int(deals["line"].iloc[at]),
                column=_YEARS,
            )
        )


def _require_order(deals: pd.DataFrame, years: pd.Series, table: Cells) -> None:
    """Refuse a delivery before its order."""
    if "order_year" not in deals:
        return
    first = years.map(lambda listed: min(listed, default=None)).astype("Int64").array
    for at in np.flatnonzero((first < deals["order_year"].array).fillna(False)):
        table.faults.note(
            ReadError(
                f"delivered in {first[at]}, before it was ordered in {deals['order_year'].iloc[at]}; a "
                "column may have been filled down or swapped, so download the file again.",
                file=table[_YEARS].file,
                line=int(deals["line"].iloc[at]),
                column=_YEARS,
            )
        )


def _require_whole_deals(deals: pd.DataFrame, years: pd.Series, file: str) -> None:
    """Refuse lines that differ in their year alone: a deal spread over its years counts each time.

    A handful of them are deals of their own: there are four to six in SIPRI's registers.
    """
    one_year = (years.map(len) == 1).to_numpy()
    said = deals.drop(columns=["line", "delivery_years"])[one_year].astype("str")
    alike = said.duplicated(keep=False)
    with_year = said.assign(years=years[one_year].map(str))
    spread = (alike & ~with_year.duplicated(keep=False)).to_numpy()
    count, lines = int(spread.sum()), len(deals)
    if count > max(_MOST_ALIKE, _PART_ALIKE * lines) or 2 * count >= max(lines, 2):
        raise ReadError(
            f"{count:,} lines differ from another in the year of delivery alone, as where the years of "
            "a deal were spread over lines: each of them would count the whole deal; download the "
            "file again.",
            file=file,
            line=int(deals["line"][one_year][spread].iloc[0]),
            column=_YEARS,
        )


def _require_consistency(table: Cells, file: str) -> bool:
    """Hold the TIV of all units against their number and the TIV of one.

    Return whether units bear out the volumes of the deliveries.
    """
    borne_out = False
    for column, number in _PRODUCTS.items():
        if all(name in table for name in (_EACH, column, number)):
            found = require_product(
                table[number].numbers_or_nothing(text.WHOLE_NUMBER),
                table[_EACH].numbers_or_nothing(text.HUNDREDTHS),
                table[column].numbers_or_nothing(text.HUNDREDTHS),
                step=text.step(text.HUNDREDTHS),
                lines=table.lines,
                file=file,
                column=column,
                faults=table.faults,
            )
            borne_out |= found and column == _VALUE
    return borne_out


def _transfers(deals: pd.DataFrame, years: pd.Series, file: str) -> pd.DataFrame:
    """Return a row for each delivery year of each deal, with its equal part of the value."""
    count = years.map(len).to_numpy()
    if not count.any():
        line = int(deals["line"].iloc[0]) if len(deals) else None
        raise ReadError("the table lists no deliveries; choose other years.", file=file, line=line)
    kept = [
        name
        for name in ("recipient", "supplier", "designation", "description", "status", "number_estimated", "line")
        if name in deals
    ]  # fmt: skip
    each = deals[kept].assign(
        deal=numbers_of_deals(deals), value=deals["value"] / np.maximum(count, 1)
    )
    rows = each.loc[np.repeat(deals.index, count)].reset_index(drop=True)
    return rows.assign(year=[year for listed in years for year in listed])


def _listed(deals: pd.DataFrame) -> pd.DataFrame:
    """Return the deals as lists show them; what the file does not say is missing."""
    table = deals.reindex(columns=list(NO_DEALS))
    texts = {
        str(name): table[name].astype("object").fillna("")
        for name, kind in NO_DEALS.dtypes.items()
        if kind == "str"
    }
    return table.assign(**texts).astype(NO_DEALS.dtypes.to_dict())


def _listed_twice(table: Cells, file: File) -> Iterator[Skipped]:
    """Yield a note where a deal lists a year more than once, as the site itself has it."""
    column = table[_YEARS]
    listed = [_listed_years(cell) for cell in column.cells.to_pylist()]
    twice = [len(set(years)) < len(years) for years in listed]
    count = int(np.array(twice)[column.codes].sum()) if twice else 0
    if count:
        deals = "1 deal lists" if count == 1 else f"{count:,} deals list"
        yield Skipped(file.name, f"{deals} a year of delivery more than once; it counts once")


def _without_deliveries(years: pd.Series, file: File) -> list[Skipped]:
    open_orders = int((years.map(len) == 0).sum())
    if not open_orders:
        return []
    return [Skipped(file.name, f"{open_orders:,} of {len(years):,} deals have no deliveries yet")]
