"""Format C2: SIPRI's register with one line for each deal and delivery year.

Exact to 0.01 million TIV. The column ``TIV delivery values`` already holds the discount for
second-hand weapons.
"""

from __future__ import annotations

import io
import re

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers import entities
from armstransfers.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.names import Names
from armstransfers.readers.part import FAMILIES, File, Part
from armstransfers.release import FIRST_YEAR, Block, tiv

FORMAT = "C2"
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

_SELECTION = re.compile(
    r"^\W*Transfers of major conventional arms from (?P<suppliers>.+?) to (?P<recipients>.+?)\s*\. "
    r"Deals with deliveries (?:or orders )?made for (?:the )?year range "
    r"'(?P<first>[^']*)' to '(?P<last>[^']*)'"
)


def recognises(file: File) -> bool:
    """Whether a line begins as the header of this format does."""
    return _header_start(file.text) is not None


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    start = _header_start(file.text)
    assert start is not None, "parse() is called for a file that recognises() accepts"
    preamble, body = file.text[:start], file.text[start:]
    header_line = preamble.count("\n") + 1
    table = _table(body, header_line, file.name)
    lines = pd.Series(range(header_line + 1, header_line + 1 + len(table)))
    names = Names()
    transfers = pd.DataFrame(
        {
            "recipient": names.column(_filled(table, "Recipient", lines, file)),
            "supplier": names.column(_filled(table, "Supplier", lines, file)),
            "year": _years(table, lines, file),
            "value": _numbers(table, "TIV delivery values", lines, file),
            "deal": _filled(table, "SIPRI AT Database ID", lines, file),
            "category": table["Armament category"],
            "designation": table["Designation"].str.removesuffix(" -").str.rstrip(),
            "description": table["Description"],
            "status": table["Status"],
            "units": _numbers(table, "Numbers delivered", lines, file),
            "order_year": pd.to_numeric(table["Order date"], errors="coerce").astype("Int64"),
            "local_production": _flags(table, "Local production", lines, file),
            "year_estimated": _flags(table, "Delivery year is estimate", lines, file),
            "number_estimated": _flags(table, "Numbers delivered is estimate", lines, file),
            "line": lines,
        }
    )
    for column in _REPEATED_WORDS:
        transfers[column] = transfers[column].astype("category")
    day = text.generated(preamble, file.name)
    last_year = int(transfers["year"].max()) if len(transfers) else None
    edition = text.edition(day, last_year)
    return Part(
        file=file,
        format=FORMAT,
        family=FAMILIES[0],
        measure=tiv(0.01),
        generated=day,
        edition=edition,
        transfers=transfers,
        blocks=_blocks(preamble, edition),
        names=names,
    )


def _header_start(content: str) -> int | None:
    match = re.search(rf'^"?{FIRST_COLUMN}"?,', content, re.MULTILINE)
    return match.start() if match else None


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
    return frame


def _header(body: str, header_line: int, file: str) -> list[str]:
    header = [name.strip().strip('"') for name in body.split("\n", 1)[0].strip("\r").split(",")]
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


def _numbers(table: pd.DataFrame, column: str, lines: pd.Series, file: File) -> pd.Series:
    cells = table[column].str.strip()
    wrong = ~cells.str.fullmatch(r"\d+(\.\d+)?")
    if wrong.any():
        # raises for the first cell, with the reason that fits it
        text.number(
            cells[wrong].iloc[0], file=file.name, line=int(lines[wrong].iloc[0]), column=column
        )
    return cells.astype("float64")


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


def _blocks(preamble: str, edition: int | None) -> tuple[Block, ...]:
    selection = _SELECTION.search(preamble)
    if selection is None or edition is None:
        return ()
    suppliers = _selected(selection["suppliers"])
    recipients = _selected(selection["recipients"])
    if suppliers == frozenset() or recipients == frozenset():
        return ()
    first = int(selection["first"]) if text.is_year(selection["first"]) else FIRST_YEAR
    last = int(selection["last"]) if text.is_year(selection["last"]) else edition - 1
    last = min(last, edition - 1)  # an edition ends with the deliveries of the year before it
    return (Block(first, last, recipients, suppliers),) if first <= last else ()


def _selected(names: str) -> frozenset[str] | None:
    """Return the entities that a preamble names: None for all, nothing if one is unknown."""
    if names.strip().casefold() == "all countries":
        return None
    found = [entities.in_file(name) for name in names.split(",")]
    return frozenset(entity.name for entity in found if entity) if all(found) else frozenset()
