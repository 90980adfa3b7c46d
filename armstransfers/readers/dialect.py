"""Files that a spreadsheet has saved again, brought back to the form in which they were downloaded.

Line ends, separators and workbooks change; which line a cell stands on does not.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from armstransfers.errors import ReadError
from armstransfers.readers.part import File

_WORKBOOK = b"xl/workbook.xml"
_SEMICOLONS = re.compile(
    r"^\W*(SIPRI AT Database ID|Recipient;\W*Supplier;\W*Year of order"
    r"|(Recipient|Exports by|Supplier)?\"?;\"?(19|20)\d\d\"?;\"?(19|20)\d\d)\b[^,\n]*;",
    re.MULTILINE,
)


def is_workbook(content: bytes) -> bool:
    """Whether bytes are a workbook of a spreadsheet program (XLSX)."""
    return content.startswith(b"PK\x03\x04") and _WORKBOOK in content


def plain(file: File) -> File:
    """Return a file whose text is as the source's site gives it.

    Raises
    ------
    ReadError
        If a workbook cannot be opened, or holds more than one filled sheet.
    """
    if is_workbook(file.content):
        return replace(file, text=_from_workbook(file))
    text = file.text.replace("\r\n", "\n").replace("\r", "\n")
    if _SEMICOLONS.search(text):
        text = "\n".join(_with_commas(line) for line in text.split("\n"))
    elif ";\n" in text:
        text = _without_padding(text)
    return replace(file, text=text)


def _without_padding(text: str) -> str:
    """Return a text without the empty cells that a spreadsheet adds to every line."""
    lines = text.split("\n")
    if not all(line.endswith(";") for line in lines if line.strip(";")):
        return text
    return "\n".join(_unquoted(line.rstrip(";")) for line in lines)


def _unquoted(line: str) -> str:
    """Return a line that the spreadsheet took for one cell, and quoted for its semicolons."""
    if line.startswith('"') and line.endswith('"') and ";" in line:
        return next(csv.reader([line], delimiter=";"))[0]
    return line


def _with_commas(line: str) -> str:
    return _row(next(csv.reader([line], delimiter=";"), []))


def _row(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _from_workbook(file: File) -> str:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        sheets = [
            workbook.get_sheet_by_name(n).to_python(skip_empty_area=False)
            for n in workbook.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise ReadError(
            "the workbook is damaged or locked; save it again without a password, or as CSV.",
            file=file.name,
        ) from error
    filled = [rows for rows in sheets if any(any(c != "" for c in row) for row in rows)]
    if len(filled) != 1:
        raise ReadError(
            f"the workbook has {len(filled)} filled sheets; save the one with the table as a file of "
            "its own.",
            file=file.name,
        )
    return "\n".join(_row([_cell(cell) for cell in row]) for row in filled[0]) + "\n"


def _cell(value: object) -> str:
    """Return a cell as the site would have printed it: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)
