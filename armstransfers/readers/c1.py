"""Format C1: SIPRI's register by deal, as the new site gives it by default.

A deal has one line, whatever the years of its deliveries. The total over the file's own years is
exact. A value for single years is an estimate: the deal, split equally over the years in which
SIPRI lists deliveries.
"""

from __future__ import annotations

import csv
import hashlib
import re

import pandas as pd

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import text
from armstransfers.readers.deals import Deal, frame
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated
from armstransfers.report import Skipped

FORMAT = "C1"
_HEADER = re.compile(r'^"?Recipient"?,"?Supplier"?,"?Year of order"?,', re.MULTILINE)
_ALIASES = {"Deliveries in the Year Range": "Number delivered"}
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
_MARK = "?"  # in the nameless column to the right of a number, it says that it is estimated
_MOST_PIECES = 5  # lines that a record may be split into by line ends in its comment
Record = dict[str, str]


def recognises(file: File) -> bool:
    """Whether a line begins as the header of this format does."""
    return _HEADER.search(file.text) is not None


def parse(file: File) -> Part:
    """Return what a file of this format holds: each deal, split over its delivery years.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    start = _HEADER.search(file.text)
    assert start is not None, "parse() is called for a file that recognises() accepts"
    preamble = file.text[: start.start()]
    header_line = preamble.count("\n") + 1
    records, joined = _records(file.text[start.start() :], header_line, file.name)
    names = Names()
    transfers = _transfers(records, names, file)
    about = dated(transfers, preamble, file, grain="window")
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(0.01),
        generated=about.generated,
        edition=about.edition,
        transfers=transfers,
        blocks=about.blocks,
        names=names,
        deals=frame([_deal(record) for _, record in records], names),
        skipped=(
            *(
                Skipped(file.name, "a line end inside a comment; its lines were joined", line)
                for line in joined
            ),
            *_without_deliveries(records, file),
        ),
    )


def _records(body: str, header_line: int, file: str) -> tuple[list[tuple[int, Record]], list[int]]:
    """Return the records with the lines on which they begin, and the lines of joined ones."""
    lines = body.splitlines()
    header = _header(lines[0], header_line, file)
    records: list[tuple[int, Record]] = []
    joined: list[int] = []
    at = 1
    while at < len(lines):
        first, pieces = at, lines[at]
        at += 1
        if not pieces.strip(", "):
            continue
        cells = _split(pieces)
        while len(cells) < len(header) and at < len(lines) and at - first < _MOST_PIECES:
            pieces += f" {lines[at]}"
            at += 1
            cells = _split(pieces)
        line = header_line + first
        if at - first > 1:
            joined.append(line)
        if len(cells) != len(header):
            raise ReadError(
                f"the record has {len(cells)} cells where the header has {len(header)}; the file "
                "may have been cut or a comma added, so download it again.",
                file=file,
                line=line,
            )
        records.append((line, dict(zip(header, cells, strict=True))))
    if not records:
        raise ReadError(
            "no line follows the header; the file may have been cut here, so download it again.",
            file=file,
            line=header_line,
        )
    return records, joined


def _header(line: str, number: int, file: str) -> list[str]:
    """Return the names of the columns; a nameless one is called after its left neighbour."""
    names: list[str] = []
    for cell in _split(line):
        name = cell.strip()
        names.append(_ALIASES.get(name, name) if name else f"{names[-1]} {_MARK}")
    for missing in (name for name in _NEEDED if name not in names):
        raise ReadError(
            f"the column {missing!r} of a register by deal is missing; download the file again.",
            file=file,
            line=number,
        )
    return names


def _split(line: str) -> list[str]:
    return next(csv.reader([line]), []) if '"' in line else line.split(",")


def _transfers(records: list[tuple[int, Record]], names: Names, file: File) -> pd.DataFrame:
    """Return a row for each delivery year of each deal, with its equal part of the value."""
    rows = []
    # the same file twice has the same deals; another file has others
    stamp = hashlib.sha256(file.content).hexdigest()[:8]
    for line, record in records:
        years = _years(record, line, file.name)
        value = _value(record, line, file.name)
        if value and not years:
            raise ReadError(
                "the deal has a volume and no year of delivery; complete the line or download the "
                "file again.",
                file=file.name,
                line=line,
                column="Year(s) of delivery",
            )
        deal = {
            "recipient": _name(record, "Recipient", line, file.name),
            "supplier": _name(record, "Supplier", line, file.name),
            "deal": f"{stamp}-{line}",
            "designation": record["Weapon designation"].strip(),
            "description": record["Weapon description"].strip(),
            "status": record["status"].strip(),
            "number_estimated": record[f"Number delivered {_MARK}"].strip() == _MARK,
            "line": line,
        }
        rows += [{**deal, "year": year, "value": value / len(years)} for year in years]
    if not rows:
        raise ReadError("the file lists no deliveries; choose other years.", file=file.name)
    transfers = pd.DataFrame(rows)
    for side in ("recipient", "supplier"):
        transfers[side] = names.column(transfers[side])
    for column in ("designation", "description", "status"):
        transfers[column] = transfers[column].astype("category")
    return transfers


def _deal(record: Record) -> Deal:
    return Deal(
        recipient=record["Recipient"].strip(),
        supplier=record["Supplier"].strip(),
        order_year=_int(record["Year of order"]),
        order_year_estimated=record[f"Year of order {_MARK}"].strip() == _MARK,
        ordered=_int(record["Number ordered"]),
        designation=record["Weapon designation"].strip(),
        description=record["Weapon description"].strip(),
        units=_int(record["Number delivered"]),
        number_estimated=record[f"Number delivered {_MARK}"].strip() == _MARK,
        delivery_years=record["Year(s) of delivery"].strip(),
        comments=record["Comments"].strip(),
    )


def _int(cell: str) -> int | None:
    return int(cell) if re.fullmatch("[0-9]{1,9}", cell.strip()) else None


def _years(record: Record, line: int, file: str) -> list[int]:
    column = "Year(s) of delivery"
    cells = [cell.strip() for cell in record[column].split(";") if cell.strip()]
    for cell in cells:
        if not text.is_year(cell):
            raise text.bad_year(cell, file=file, line=line, column=column)
    return [int(cell) for cell in cells]


def _value(record: Record, line: int, file: str) -> float:
    column = "SIPRI TIV of delivered weapons"
    cell = record[column].strip()
    return text.number(cell, text.HUNDREDTHS, file=file, line=line, column=column) if cell else 0.0


def _name(record: Record, column: str, line: int, file: str) -> str:
    name = record[column].strip()
    if not name:
        raise ReadError(
            "the cell is empty; complete it or download the file again.",
            file=file,
            line=line,
            column=column,
        )
    return name


def _without_deliveries(records: list[tuple[int, Record]], file: File) -> list[Skipped]:
    open_orders = sum(not record["Year(s) of delivery"].strip() for _, record in records)
    if not open_orders:
        return []
    return [Skipped(file.name, f"{open_orders:,} of {len(records):,} deals have no deliveries yet")]
