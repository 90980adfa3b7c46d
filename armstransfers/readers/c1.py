"""Format C1: SIPRI's register by deal, as the new site gives it by default.

A deal has one line, whatever the years of its deliveries. The total over the file's own years is
exact. A value for single years is an estimate: the deal, split equally over the years in which
SIPRI lists deliveries.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import headers, text
from armstransfers.readers.consistent import require_product
from armstransfers.readers.deals import Deal, frame
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated
from armstransfers.report import Skipped

FORMAT = "C1"
_NEEDED = (
    "Recipient",
    "Supplier",
    "Year of order",
    "Number ordered",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    "Year(s) of delivery",
    "status",
    "Comments",
    "SIPRI TIV of delivered weapons",
)
_EACH = "SIPRI TIV per unit"
_PRODUCTS = {
    "SIPRI TIV of delivered weapons": "Number delivered",
    "SIPRI TIV for total order": "Number ordered",
}
"""Columns that hold the TIV of all, and of how many units."""

_VALUES = {_EACH, *_PRODUCTS}
_NAMES = headers.names(
    (*_NEEDED, _EACH, *_PRODUCTS),
    {
        "Deliveries in the Year Range": "Number delivered",
        "Numbers delivered": "Number delivered",
        "Year(s) of deliveries": "Year(s) of delivery",
    },
)
_MARK = "?"  # in the nameless column to the right of a number, it says that it is estimated
_MARKED = ("Year of order", "Number ordered", "Number delivered")
_NUMBER = re.compile("([0-9]{1,9})?")
_DECIMAL = re.compile(text.HUNDREDTHS)
_NUMBERS = {
    "Year of order": re.compile("((19|20)[0-9]{2})?"),
    "Number ordered": _NUMBER,
    "Number delivered": _NUMBER,
    **{f"{name} {_MARK}": re.compile(rf"\{_MARK}?") for name in _MARKED},
}
"""What the cells of a column look like; a shifted line does not."""

_MOST_PIECES = 5  # lines that a record may be split into by line ends in its comment
Record = dict[str, str]


def parse(file: File) -> Part:
    """Return what a file of this format holds: each deal, split over its delivery years.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text)
    preamble = file.text[: header.start]
    records, joined = _records(file.text[header.start :], file.line_at(header.start), file.name)
    names = Names()
    transfers = _transfers(records, names, file.name)
    _require_consistency(records, file.name)
    part = Part(
        file=file,
        format=FORMAT,
        measure=tiv(0.01),
        names=names,
        transfers=transfers,
        deals=frame([_deal(record) for _, record in records], names),
        skipped=(
            *(
                Skipped(file.name, "a line end inside a comment; its lines were joined", line)
                for line in joined
            ),
            *text.cut_perhaps(file),
            *_without_deliveries(records, file),
        ),
    )
    return dated(part, preamble, grain="window")


def _records(body: str, header_line: int, file: str) -> tuple[list[tuple[int, Record]], list[int]]:
    """Return the records with the lines on which they begin, and the lines of joined ones."""
    lines = body.split("\n")
    header = _header(lines[0], header_line, file)
    at_comment = header.index("Comments") + 1
    records: list[tuple[int, Record]] = []
    joined: list[int] = []
    at = 1
    while at < len(lines):
        first, pieces = at, lines[at]
        at += 1
        if not pieces.strip(", "):
            continue
        cells = _split(pieces)
        # only a comment goes on on the next line; any other short line was cut
        while len(cells) == at_comment and at < len(lines) and at - first < _MOST_PIECES:
            pieces += f" {lines[at]}"
            at += 1
            cells = _split(pieces)
        line = header_line + first
        if at - first > 1:
            joined.append(line)
        if len(cells) != len(header):
            raise text.wrong_width(len(cells), len(header), file=file, line=line)
        record = dict(zip(header, map(str.strip, cells), strict=True))
        _require_numbers(record, line, file)
        records.append((line, record))
    if not records:
        raise text.no_lines(file=file, line=header_line)
    return records, joined


def _header(line: str, number: int, file: str) -> list[str]:
    """Return the names of the columns; a nameless one is called after its left neighbour."""
    columns: list[str] = []
    nameless = 0
    for cell in _split(line):
        name = _NAMES.get(headers.key(cell), cell.strip())
        nameless = 0 if name else nameless + 1
        left = columns[-nameless] if nameless else ""
        columns.append(name or f"{left} {_MARK}{nameless if nameless > 1 else ''}")
    marked = (f"{name} {_MARK}" for name in _MARKED)
    for missing in (name for name in (*_NEEDED, *marked) if name not in columns):
        raise ReadError(
            f"the column {missing!r} of a register by deal is missing; download the file again.",
            file=file,
            line=number,
        )
    headers.require_once(columns, file=file, line=number)
    return columns


def _split(line: str) -> list[str]:
    return next(csv.reader([line]), []) if '"' in line else line.split(",")


def _require_numbers(record: Record, line: int, file: str) -> None:
    for column, form in _NUMBERS.items():
        if not form.fullmatch(record[column]):
            raise ReadError(
                f"{record[column][:40]!r} does not belong into this column; a comma may have been "
                "added or removed, so download the file again.",
                file=file,
                line=line,
                column=column,
            )


def _require_consistency(records: list[tuple[int, Record]], file: str) -> None:
    """Hold the TIV of all units against their number and the TIV of one."""
    lines = [line for line, _ in records]
    for column, number in _PRODUCTS.items():
        if not {_EACH, column} <= records[0][1].keys():
            continue
        units, each, value = (
            np.array([_number(record[name]) for _, record in records])
            for name in (number, _EACH, column)
        )
        require_product(
            units,
            each,
            value,
            step=text.step(text.HUNDREDTHS),
            lines=lines,
            file=file,
            column=column,
        )


def _number(cell: str) -> float:
    """Return a number; NaN for an empty cell, or one that is read nowhere else."""
    return float(cell) if _DECIMAL.fullmatch(cell) else np.nan


def _ids(records: list[tuple[int, Record]]) -> Iterator[str]:
    """Yield a name for each deal, made of all that is said of it; the site gives it no number.

    It is the same in every file that lists the deal, so that none counts twice. The second of two
    equal deals in one file has another name.
    """
    equal: Counter[str] = Counter()
    for _, record in records:
        said = (
            cell if name not in _VALUES else f"{_number(cell):g}" for name, cell in record.items()
        )
        name = hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
        equal[name] += 1
        yield name if equal[name] == 1 else f"{name}-{equal[name]}"


def _transfers(records: list[tuple[int, Record]], names: Names, file: str) -> pd.DataFrame:
    """Return a row for each delivery year of each deal, with its equal part of the value."""
    rows = []
    for deal_id, (line, record) in zip(_ids(records), records, strict=True):
        years = _years(record, line, file)
        value = _value(record, line, file)
        if value and not years:
            raise ReadError(
                "the deal has a volume and no year of delivery; complete the line or download the "
                "file again.",
                file=file,
                line=line,
                column="Year(s) of delivery",
            )
        ordered = _int(record["Year of order"])
        if ordered and years and min(years) < ordered:
            raise ReadError(
                f"delivered in {min(years)}, before it was ordered in {ordered}; a column may have "
                "been filled down or swapped, so download the file again.",
                file=file,
                line=line,
                column="Year(s) of delivery",
            )
        deal = {
            "recipient": _name(record, "Recipient", line, file),
            "supplier": _name(record, "Supplier", line, file),
            "deal": deal_id,
            "designation": record["Weapon designation"],
            "description": record["Weapon description"],
            "status": record["status"],
            "number_estimated": record[f"Number delivered {_MARK}"] == _MARK,
            "line": line,
        }
        rows += [{**deal, "year": year, "value": value / len(years)} for year in years]
    if not rows:
        raise ReadError(
            "the table lists no deliveries; choose other years.", file=file, line=records[0][0]
        )
    transfers = pd.DataFrame(rows)
    for side in ("recipient", "supplier"):
        transfers[side] = names.column(transfers[side])
    for column in ("designation", "description", "status"):
        transfers[column] = transfers[column].astype("category")
    return transfers


def _deal(record: Record) -> Deal:
    return Deal(
        recipient=record["Recipient"],
        supplier=record["Supplier"],
        order_year=_int(record["Year of order"]),
        order_year_estimated=record[f"Year of order {_MARK}"] == _MARK,
        ordered=_int(record["Number ordered"]),
        designation=record["Weapon designation"],
        description=record["Weapon description"],
        units=_int(record["Number delivered"]),
        number_estimated=record[f"Number delivered {_MARK}"] == _MARK,
        delivery_years=record["Year(s) of delivery"],
        comments=record["Comments"],
    )


def _int(cell: str) -> int | None:
    return int(cell) if cell else None


def _years(record: Record, line: int, file: str) -> list[int]:
    column = "Year(s) of delivery"
    cells = [cell.strip() for cell in record[column].split(";") if cell.strip()]
    for cell in cells:
        if not text.is_year(cell):
            raise text.bad_year(cell, file=file, line=line, column=column)
        if cells.count(cell) > 1:
            raise ReadError(
                f"{cell} stands there twice; correct it or download the file again.",
                file=file,
                line=line,
                column=column,
            )
    return [int(cell) for cell in cells]


def _value(record: Record, line: int, file: str) -> float:
    column = "SIPRI TIV of delivered weapons"
    if not record[column] and not record["Year(s) of delivery"]:
        return 0.0  # an order without deliveries
    return text.number(record[column], text.HUNDREDTHS, file=file, line=line, column=column)


def _name(record: Record, column: str, line: int, file: str) -> str:
    if not record[column]:
        raise text.empty(file=file, line=line, column=column)
    return record[column]


def _without_deliveries(records: list[tuple[int, Record]], file: File) -> list[Skipped]:
    open_orders = sum(not record["Year(s) of delivery"] for _, record in records)
    if not open_orders:
        return []
    return [Skipped(file.name, f"{open_orders:,} of {len(records):,} deals have no deliveries yet")]
