"""Workbooks of spreadsheet programs (XLSX): each filled sheet becomes the text of a table.

How large a sheet becomes is told by the places of its cells. They are looked at before it is
unfolded, for one cell in the last corner would fill all memory.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstransfers.errors import ReadError
from armstransfers.readers.part import File
from armstransfers.readers.unpacking import ZIP_MAGIC, opened, unpacked

MOST_CELLS = 5_000_000  # the complete register has a million
_BEGINNING = "xl/workbook"
_OTHER_KINDS = {"xl/workbook.bin", "content.xml"}  # XLSB and ODS
_SHEET = b"sheetData"
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>](?:[^<>]*?(?<![\w:])r=[\"']([0-9]{1,8})[\"'])?")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?(?<![\w:])r=[\"']([A-Z]{1,3})([0-9]{1,8})[\"']")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")


def is_workbook(content: bytes) -> bool:
    """Whether bytes are a workbook of a spreadsheet program."""
    if not content.startswith(ZIP_MAGIC):
        return False
    try:
        with opened(content, "") as archive:
            names = archive.namelist()
    except ReadError:
        return False
    return "content.xml" in names or any(name.startswith(_BEGINNING) for name in names)


def sheets(file: File) -> Iterator[File]:
    """Yield each filled sheet of a workbook as a file of its own.

    Raises
    ------
    ReadError
        If the workbook cannot be opened, or its sheets hold more than `MOST_CELLS`.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _require_room(file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        found = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise _not_opened(file) from error
    filled = {name: rows for name, rows in found.items() if any(c != "" for r in rows for c in r)}
    if not filled:
        raise _not_opened(file)
    for name, rows in filled.items():
        text = "".join(f"{_line(row)}\n" for row in rows)
        place = f"{file.name}, sheet {name}" if len(filled) > 1 else file.name
        yield replace(file, name=place, text=text, workbook=file.name)


def _require_room(file: File) -> None:
    """Refuse a workbook that says too little of its size, or would become too large."""
    with opened(file.content, file.name) as archive:
        members = archive.infolist()
        if _OTHER_KINDS & {member.filename for member in members}:
            raise ReadError(
                "a workbook of this kind is not read; save it as XLSX or CSV.", file=file.name
            )
        contents = (content for _, content in unpacked(archive, members, file.name))
        cells = sum(_cells(content, file) for content in contents if _SHEET in content)
    if cells > MOST_CELLS:
        raise ReadError(
            f"the workbook reaches over more than {MOST_CELLS:,} cells; keep the table alone in "
            "it, or save it as CSV.",
            file=file.name,
        )


def _cells(sheet: bytes, file: File) -> int:
    """Return how many cells a sheet has from its first to its last corner."""
    rows = [int(number or 0) for number in _ROW.findall(sheet)]
    width, height, placed = 0, max([len(rows), *rows]), 0
    for cell in _CELL.finditer(sheet):
        placed += 1
        width = max(width, _number(cell[1]))
        height = max(height, int(cell[2]))
    if placed < len(_ANY_CELL.findall(sheet)):
        raise _not_opened(file)
    return width * height


def _number(column: bytes) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in column:
        number = 26 * number + letter - ord("A") + 1
    return number


def _not_opened(file: File) -> ReadError:
    return ReadError(
        "the workbook is empty, damaged, locked, or of an unusual kind; save it again without a "
        "password, or as CSV.",
        file=file.name,
    )


def _line(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(map(_cell, cells))
    return written.getvalue()


def _cell(value: object) -> str:
    """Return a cell as the site would have printed it, on one line."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).splitlines())
