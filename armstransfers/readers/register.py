"""Registers with one line for each deal and delivery year (formats C2 and B3).

Exact to 0.01 million TIV. The column ``TIV delivery values`` already holds the discount for
second-hand weapons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import headers, text
from armstransfers.readers.column import Column
from armstransfers.readers.consistent import require_one_for_each_deal, require_product
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated
from armstransfers.report import Skipped

_COLUMNS = {
    "SIPRI AT Database ID": "deal",
    "Supplier": "supplier",
    "Recipient": "recipient",
    "Designation": "designation",
    "Description": "description",
    "Armament category": "category",
    "Order date": "order_year",
    "Numbers delivered": "units",
    "Numbers delivered is estimate": "number_estimated",
    "Delivery year": "year",
    "Delivery year is estimate": "year_estimated",
    "Status": "status",
    "TIV delivery values": "value",
    "Local production": "local_production",
}
_FLAGS = ("Numbers delivered is estimate", "Delivery year is estimate", "Local production")
_NAMED = {field: name for name, field in _COLUMNS.items()}
_UNIT = "TIV deal unit"
_NAMES = headers.names(
    (*_COLUMNS, _UNIT),
    {
        "Deal ID": "SIPRI AT Database ID",
        "Seller": "Supplier",
        "Buyer": "Recipient",
        "Number delivered": "Numbers delivered",
        "Number delivered is estimate": "Numbers delivered is estimate",
        "Deliveries in the Year Range": "Numbers delivered",
    },
)


def read_register(file: File, start: int, body: str, *, format: str) -> Part:
    """Return what a register holds.

    Parameters
    ----------
    file : File
        The file.
    start : int
        Where the header begins in its text.
    body : str
        Header and lines, separated by commas, with the columns of format C2; each stands on the
        line on which it stands in the file.
    format : str
        Format, as the documentation numbers them.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header_line = file.line_at(start)
    table = _table(body, header_line, file.name)
    names = Names()
    # the old site leaves an unknown supplier blank, and prints more decimals
    is_old = format == "B3"
    suppliers = table["Supplier"]
    form = text.FOUR_DECIMALS if is_old else text.HUNDREDTHS
    transfers = pd.DataFrame(
        {
            "recipient": table["Recipient"].filled_names(names),
            "supplier": suppliers.names(names) if is_old else suppliers.filled_names(names),
            "year": table["Delivery year"].years(),
            "value": table["TIV delivery values"].numbers(form),
            "deal": table["SIPRI AT Database ID"].deals(),
            "category": table["Armament category"].categories(names),
            "designation": table["Designation"].designations(),
            "description": table["Description"].words(),
            "status": table["Status"].words(),
            "units": table["Numbers delivered"].numbers(form),
            "order_year": table["Order date"].order_years(),
            "local_production": table["Local production"].flags(),
            "year_estimated": table["Delivery year is estimate"].flags(),
            "number_estimated": table["Numbers delivered is estimate"].flags(),
        },
        copy=False,
    )
    transfers["line"] = range(header_line + 1, header_line + 1 + len(transfers))
    _require_consistency(transfers, table, form, file.name)
    part = Part(
        file=file,
        format=format,
        measure=tiv(0.01),
        names=names,
        transfers=transfers,
        skipped=(*_not_stated(table, file), *(() if is_old else text.cut_perhaps(file))),
    )
    return dated(part, file.text[:start])


def _not_stated(table: dict[str, Column], file: File) -> Iterator[Skipped]:
    """Yield a note on each column of flags that is empty on some lines."""
    for name in _FLAGS:
        empty, lines = table[name].empty_lines, len(table[name].codes)
        if empty:
            note = f"{name!r} is empty on {empty:,} of {lines:,} lines: not stated, never No"
            yield Skipped(file.name, note)


def _require_consistency(
    transfers: pd.DataFrame, table: dict[str, Column], form: str, file: str
) -> None:
    """Hold the columns against each other: what one of them says, another must bear out."""
    deal = table["SIPRI AT Database ID"]
    one = {
        _NAMED[name]: transfers[name].cat.codes.to_numpy()
        for name in ("supplier", "recipient", "designation", "category", "status")
    }
    if _UNIT in table:
        unit = table[_UNIT]
        one[_UNIT] = unit.codes
        require_product(
            transfers["units"],
            np.asarray(unit.numbers(form)),
            transfers["value"],
            step=text.step(form),
            lines=transfers["line"],
            file=file,
            column="TIV delivery values",
        )
    require_one_for_each_deal(deal, one)


def _table(body: str, header_line: int, file: str) -> dict[str, Column]:
    first, _, lines = body.removesuffix("\n").partition("\n")
    columns = _columns(first, header_line, file)
    if not lines:
        raise text.no_lines(file=file, line=header_line)
    table = _parsed_quickly(lines, columns)
    if table is None:
        table = _parsed_exactly(lines, columns, header_line, file)
    if len(table) <= lines.count("\n"):
        numbered = enumerate(lines.split("\n"), header_line + 1)
        odd = (line for line, cells in numbered if cells.count('"') % 2)
        raise text.open_quotation(file=file, line=next(odd, header_line))
    return {
        name: Column.of(table.column(name), name=name, file=file, first_line=header_line + 1)
        for name in table.column_names
    }


def _parsed(
    lines: str, columns: list[str], *, threads: bool
) -> tuple[pa.Table, list[pa.csv.InvalidRow]]:
    """Return the table, and the rows of another width, which are left out of it."""
    wrong: list[pa.csv.InvalidRow] = []

    def note(row: pa.csv.InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    table = pa.csv.read_csv(
        io.BytesIO(lines.encode()),
        read_options=pa.csv.ReadOptions(
            use_threads=threads, block_size=1 << (20 if threads else 26), column_names=columns
        ),
        parse_options=pa.csv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.dictionary(pa.int32(), pa.string())),
            include_columns=[name for name in columns if name in (*_COLUMNS, _UNIT)],
            strings_can_be_null=False,
        ),
    )
    return table, wrong


def _parsed_quickly(lines: str, columns: list[str]) -> pa.Table | None:
    """Return the table, read on several threads; None where anything is wrong with it."""
    try:
        table, wrong = _parsed(lines, columns, threads=True)
    except pa.ArrowInvalid:
        return None
    return None if wrong else table


def _parsed_exactly(lines: str, columns: list[str], header_line: int, file: str) -> pa.Table:
    """Return the table, read on one thread, for only then is the number of a wrong row known."""
    try:
        table, wrong = _parsed(lines, columns, threads=False)
    except pa.ArrowInvalid as error:
        raise ReadError(f"the table cannot be read: {error}", file=file) from error
    if wrong:
        raise _wrong_row(wrong[0], header_line, file)
    return table


def _columns(line: str, number: int, file: str) -> list[str]:
    """Return the names of the columns, as the site gives them today."""
    cells = next(csv.reader([line]))
    columns = [_NAMES.get(headers.key(cell), cell.strip()) for cell in cells]
    for missing in (name for name in _COLUMNS if name not in columns):
        raise ReadError(
            f"the column {missing!r} of a register by delivery year is missing; download the "
            "file again with all columns.",
            file=file,
            line=number,
        )
    headers.require_once(columns, file=file, line=number)
    return columns


def _wrong_row(row: pa.csv.InvalidRow, header_line: int, file: str) -> ReadError:
    line = header_line + (row.number or 1)
    return text.wrong_width(row.actual_columns, row.expected_columns, file=file, line=line)
