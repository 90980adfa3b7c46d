"""Registers with one line for each deal and delivery year (formats C2 and B3).

Exact to 0.01 million TIV. The column ``TIV delivery values`` already holds the discount for
second-hand weapons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import headers, text
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated

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
_NAMES = headers.names(
    _COLUMNS,
    {
        "Deal ID": "SIPRI AT Database ID",
        "Seller": "Supplier",
        "Buyer": "Recipient",
        "Number delivered": "Numbers delivered",
        "Number delivered is estimate": "Numbers delivered is estimate",
        "Deliveries in the Year Range": "Numbers delivered",
    },
)
_REPEATED_WORDS = ("designation", "description", "category", "status")


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
    lines = pd.Series(range(header_line + 1, header_line + 1 + len(table)))
    names = Names()
    cells = _Cells(table, lines, file.name)
    # the old site leaves an unknown supplier blank, and prints more decimals
    is_old = format == "B3"
    suppliers = cells.column("Supplier") if is_old else cells.filled("Supplier")
    form = text.FOUR_DECIMALS if is_old else text.HUNDREDTHS
    transfers = pd.DataFrame(
        {
            "recipient": names.column(cells.filled("Recipient")),
            "supplier": names.column(suppliers),
            "year": cells.years("Delivery year"),
            "value": cells.numbers("TIV delivery values", form),
            "deal": cells.deals("SIPRI AT Database ID"),
            "category": names.categories(cells.column("Armament category")),
            "designation": table["Designation"].str.removesuffix(" -").str.rstrip(),
            "description": table["Description"],
            "status": table["Status"],
            "units": cells.numbers("Numbers delivered", form),
            "order_year": cells.order_years("Order date"),
            "local_production": cells.flags("Local production"),
            "year_estimated": cells.flags("Delivery year is estimate"),
            "number_estimated": cells.flags("Numbers delivered is estimate"),
            "line": lines,
        }
    )
    for column in _REPEATED_WORDS:
        transfers[column] = transfers[column].astype("category")
    about = dated(transfers, file.text[:start], file)
    return Part(
        file=file,
        format=format,
        measure=tiv(0.01),
        generated=about.generated,
        edition=about.edition,
        transfers=transfers,
        blocks=about.blocks,
        names=names,
        skipped=() if is_old else text.cut_perhaps(file),
    )


def _table(body: str, header_line: int, file: str) -> pd.DataFrame:
    wrong: list[pa.csv.InvalidRow] = []

    def note(row: pa.csv.InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    first, *lines = body.removesuffix("\n").split("\n")
    columns = _columns(first, header_line, file)
    if not lines:
        raise text.no_lines(file=file, line=header_line)
    try:
        table = pa.csv.read_csv(
            io.BytesIO("\n".join(lines).encode()),
            # one thread, because only then are the numbers of invalid rows known
            read_options=pa.csv.ReadOptions(
                use_threads=False, block_size=1 << 26, column_names=columns
            ),
            parse_options=pa.csv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise ReadError(f"the table cannot be read: {error}", file=file) from error
    if wrong:
        raise _wrong_row(wrong[0], header_line, file)
    frame: pd.DataFrame = table.to_pandas()
    if len(frame) < len(lines):
        odd = (line for line, cells in enumerate(lines, header_line + 1) if cells.count('"') % 2)
        raise text.open_quotation(file=file, line=next(odd, header_line))
    return frame


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


@dataclass(frozen=True)
class _Cells:
    """The table of a register, and the way to say which of its cells is wrong."""

    table: pd.DataFrame
    lines: pd.Series
    file: str

    def column(self, name: str) -> pd.Series:
        """Return the cells of a column without blanks around them."""
        cells: pd.Series = self.table[name].str.strip()
        return cells

    def checked(self, name: str, right: pd.Series, error: Callable[..., ReadError]) -> pd.Series:
        """Return a column, or raise `error` for its first cell that is not right."""
        cells = self.column(name)
        if not right.all():
            line = int(self.lines[~right].iloc[0])
            raise error(cells[~right].iloc[0], file=self.file, line=line, column=name)
        return cells

    def filled(self, name: str) -> pd.Series:
        """Return a column in which no cell may be empty."""
        return self.checked(name, self.column(name) != "", _empty)

    def years(self, name: str) -> pd.Series:
        """Return a column of years of delivery."""
        right = self.column(name).map(text.is_year).astype(bool)
        return self.checked(name, right, text.bad_year).astype("int64")

    def order_years(self, name: str) -> pd.Series:
        """Return a column of years of order; orders may be older than deliveries, or unknown."""
        right = self.column(name).str.fullmatch("((19|20)[0-9]{2})?")
        cells = self.checked(name, right, text.bad_year)
        return pd.to_numeric(cells.where(cells != ""), errors="coerce").astype("Int64")

    def numbers(self, name: str, form: str) -> pd.Series:
        """Return a column of volumes or numbers, written in `form`."""
        right = self.column(name).str.fullmatch(form)
        return self.checked(name, right, partial(text.bad_number, form=form)).astype("float64")

    def deals(self, name: str) -> pd.Series:
        """Return a column of numbers of deals, without noughts in front."""
        right = self.column(name).str.fullmatch("[0-9]{1,12}")
        return self.checked(name, right, _no_deal).str.lstrip("0")

    def flags(self, name: str) -> pd.Series:
        """Return a column of Yes and No as truth."""
        right = self.column(name).isin(["Yes", "No"])
        return self.checked(name, right, _no_flag) == "Yes"


def _empty(cell: str, **place: Any) -> ReadError:
    del cell
    return text.empty(**place)


def _no_deal(cell: str, **place: Any) -> ReadError:
    if not cell:
        return text.empty(**place)
    reason = "is not a number of a deal; correct it or download the file again."
    return ReadError(f"{cell[:40]!r} {reason}", **place)


def _no_flag(cell: str, **place: Any) -> ReadError:
    reason = "is neither Yes nor No; correct the cell or download the file again."
    return ReadError(f"{cell[:40]!r} {reason}", **place)
