"""Registers with one line for each deal and delivery year (formats C2 and B3).

Exact to 0.01 million TIV. The column ``TIV delivery values`` already holds the discount for
second-hand weapons.
"""

from __future__ import annotations

import io
import re

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import text
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated

FIRST_COLUMN = "SIPRI AT Database ID"
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
_FLAGS = ("number_estimated", "year_estimated", "local_production")
_REPEATED_WORDS = ("designation", "description", "category", "status")


def read_register(file: File, preamble: str, body: str, *, format: str) -> Part:
    """Return what a register holds.

    Parameters
    ----------
    file : File
        The file, for messages.
    preamble : str
        The lines above the header.
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
    header_line = preamble.count("\n") + 1
    table = _table(body, header_line, file.name)
    if table.empty:
        raise ReadError(
            "no line follows the header; the file may have been cut here, so download it again.",
            file=file.name,
            line=header_line,
        )
    lines = pd.Series(range(header_line + 1, header_line + 1 + len(table)))
    names = Names()
    # the old site leaves an unknown supplier blank, and prints more decimals
    is_old = format == "B3"
    suppliers = table["Supplier"] if is_old else _filled(table, "Supplier", lines, file)
    form = text.FOUR_DECIMALS if is_old else text.HUNDREDTHS
    transfers = pd.DataFrame(
        {
            "recipient": names.column(_filled(table, "Recipient", lines, file)),
            "supplier": names.column(suppliers),
            "year": _years(table, lines, file),
            "value": _numbers(table, "TIV delivery values", lines, file, form),
            "deal": _deals(table, lines, file),
            "category": table["Armament category"],
            "designation": table["Designation"].str.removesuffix(" -").str.rstrip(),
            "description": table["Description"],
            "status": table["Status"],
            "units": _numbers(table, "Numbers delivered", lines, file, form),
            "order_year": _order_years(table, lines, file),
            "local_production": _flags(table, "Local production", lines, file),
            "year_estimated": _flags(table, "Delivery year is estimate", lines, file),
            "number_estimated": _flags(table, "Numbers delivered is estimate", lines, file),
            "line": lines,
        }
    )
    for column in _REPEATED_WORDS:
        transfers[column] = transfers[column].astype("category")
    about = dated(transfers, preamble, file)
    return Part(
        file=file,
        format=format,
        measure=tiv(0.01),
        generated=about.generated,
        edition=about.edition,
        transfers=transfers,
        blocks=about.blocks,
        names=names,
    )


def _table(body: str, header_line: int, file: str) -> pd.DataFrame:
    wrong: list[pa.csv.InvalidRow] = []

    def note(row: pa.csv.InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    try:
        table = pa.csv.read_csv(
            io.BytesIO(body.encode()),
            # one thread, because only then are the numbers of invalid rows known
            read_options=pa.csv.ReadOptions(use_threads=False, block_size=1 << 26),
            parse_options=pa.csv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(_header(body, header_line, file), pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise ReadError(f"the table cannot be read: {error}", file=file) from error
    if wrong:
        raise _wrong_row(wrong[0], header_line, file)
    frame: pd.DataFrame = table.to_pandas()
    frame.columns = [name.strip() for name in frame.columns]
    if len(frame) + 1 < len(body.splitlines()):
        raise _open_quotation(body, header_line, file)
    return frame


def _header(body: str, header_line: int, file: str) -> list[str]:
    raw = [name.strip('"') for name in body.split("\n", 1)[0].strip("\r").split(",")]
    header = [name.strip() for name in raw]
    for missing in [name for name in _COLUMNS if name not in header]:
        raise ReadError(
            f"the column {missing!r} of a register by delivery year is missing; download the "
            "file again with all columns.",
            file=file,
            line=header_line,
        )
    for name in header:
        if header.count(name) > 1:
            raise ReadError("the column appears twice.", file=file, line=header_line, column=name)
    return header


def _wrong_row(row: pa.csv.InvalidRow, header_line: int, file: str) -> ReadError:
    line = header_line + (row.number or 1) - 1
    if row.actual_columns < row.expected_columns:
        reason = "the file may have been cut here"
    else:
        reason = "a comma may have been added"
    return ReadError(
        f"the line has {row.actual_columns} cells where the header has {row.expected_columns}; "
        f"{reason}, so download it again.",
        file=file,
        line=line,
    )


def _filled(table: pd.DataFrame, column: str, lines: pd.Series, file: File) -> pd.Series:
    cells: pd.Series = table[column].str.strip()
    empty = cells == ""
    if empty.any():
        raise ReadError(
            "the cell is empty; complete it or download the file again.",
            file=file.name,
            line=int(lines[empty].iloc[0]),
            column=column,
        )
    return cells


def _years(table: pd.DataFrame, lines: pd.Series, file: File) -> pd.Series:
    column = "Delivery year"
    cells = table[column].str.strip()
    for cell in cells.unique():
        if not text.is_year(cell):
            line = int(lines[cells == cell].iloc[0])
            raise text.bad_year(cell, file=file.name, line=line, column=column)
    return cells.astype("int64")


def _numbers(
    table: pd.DataFrame, column: str, lines: pd.Series, file: File, form: str
) -> pd.Series:
    cells = table[column].str.strip()
    wrong = ~cells.str.fullmatch(form)
    if wrong.any():
        # raises for the first cell, with the reason that fits it
        text.number(
            cells[wrong].iloc[0],
            form,
            file=file.name,
            line=int(lines[wrong].iloc[0]),
            column=column,
        )
    return cells.astype("float64")


def _deals(table: pd.DataFrame, lines: pd.Series, file: File) -> pd.Series:
    cells = _filled(table, FIRST_COLUMN, lines, file)
    wrong = ~cells.str.fullmatch("[0-9]{1,12}")
    if wrong.any():
        raise ReadError(
            f"{cells[wrong].iloc[0][:40]!r} is not a number of a deal; correct it or download the "
            "file again.",
            file=file.name,
            line=int(lines[wrong].iloc[0]),
            column=FIRST_COLUMN,
        )
    return cells.str.lstrip("0")


def _order_years(table: pd.DataFrame, lines: pd.Series, file: File) -> pd.Series:
    column = "Order date"
    cells = table[column].str.strip()
    for cell in cells.unique():
        if cell and not re.fullmatch("(19|20)[0-9]{2}", cell):
            line = int(lines[cells == cell].iloc[0])
            raise text.bad_year(cell, file=file.name, line=line, column=column)
    return pd.to_numeric(cells.where(cells != ""), errors="coerce").astype("Int64")


def _flags(table: pd.DataFrame, column: str, lines: pd.Series, file: File) -> pd.Series:
    cells = table[column].str.strip()
    wrong = ~cells.isin(["Yes", "No"])
    if wrong.any():
        raise ReadError(
            f"{cells[wrong].iloc[0]!r} is neither Yes nor No; correct the cell or download the "
            "file again.",
            file=file.name,
            line=int(lines[wrong].iloc[0]),
            column=column,
        )
    return cells == "Yes"


def _open_quotation(body: str, header_line: int, file: str) -> ReadError:
    odd = (i for i, line in enumerate(body.splitlines()) if line.count('"') % 2)
    return ReadError(
        "a quotation mark opens here and is not closed on the line; remove it or download the "
        "file again.",
        file=file,
        line=header_line + next(odd, 0),
    )
