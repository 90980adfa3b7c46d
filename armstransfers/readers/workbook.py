"""Workbooks of spreadsheet programs (XLSX, ODS): each filled sheet becomes the text of a table.

How large it becomes is counted before it is unfolded, for one cell in the last corner, or one long
text that all cells share, would fill all memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstransfers.core.errors import ReadError
from armstransfers.readers import unfolding
from armstransfers.readers.additions import are_words, without_notes, without_x
from armstransfers.readers.foreign import foreign
from armstransfers.readers.part import File
from armstransfers.readers.saved import MOST_CELLS, MOST_TEXT, cell
from armstransfers.readers.unpacking import ZIP_MAGIC, opened, unpacked

_BEGINNING = "xl/workbook"
MOST_SHEETS = 200
_XLSB = "xl/workbook.bin"
_NOT_OPENED = (
    "the workbook is empty, damaged, locked, or of an unusual kind; save it again without a "
    "password, or as CSV."
)


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
        If the workbook cannot be opened, has very many sheets, or they hold more than
        `MOST_CELLS` or `MOST_TEXT`.
    """
    from python_calamine import CalamineWorkbook

    _require_room(file)
    with foreign(_NOT_OPENED, file=file.name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        if len(workbook.sheet_names) > MOST_SHEETS:
            raise _too_large(file, "has", MOST_SHEETS, "sheets")
        found = (
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        )
        words: list[str] = []
        filled: dict[str, str] = {}
        for name, rows in found:
            if any(value != "" for row in rows for value in row):
                filled[name] = _text(rows)
                words += [name] if are_words(rows) else []
    if not filled:
        raise ReadError(_NOT_OPENED, file=file.name)
    said: tuple[str, ...] = ()
    if words and len(words) < len(filled):
        filled = {name: text for name, text in filled.items() if name not in words}
        said = (f"sheets of words are passed over: {', '.join(words[:5])}",)
    if sum(map(len, filled.values())) > MOST_TEXT:
        raise _too_large(file, "holds", MOST_TEXT, "characters")
    for name, text in filled.items():
        place = f"{file.name}, sheet {name}" if len(filled) > 1 else file.name
        text, note = without_notes(text)
        yield replace(
            file,
            name=place,
            text=without_x(text),
            workbook=file.name,
            forgiven=(*said, note) if note else said,
        )


def _require_room(file: File) -> None:
    """Refuse a workbook that would become too large, or is not read."""
    with opened(file.content, file.name) as archive:
        members = archive.infolist()
        if _XLSB in {member.filename for member in members}:
            raise ReadError(
                "a workbook of this kind is not read; save it as XLSX or CSV.", file=file.name
            )
        contents = (
            (one.filename, content) for one, content in unpacked(archive, members, file.name)
        )
        with foreign(_NOT_OPENED, file=file.name):
            size = unfolding.size(contents)
    if size.cells > MOST_CELLS:
        raise _too_large(file, "reaches over", MOST_CELLS, "cells")
    if size.text > MOST_TEXT:
        raise _too_large(file, "holds", MOST_TEXT, "characters")


def _too_large(file: File, does: str, most: int, what: str) -> ReadError:
    return ReadError(
        f"the workbook {does} more than {most:,} {what}; keep the table alone in it, or save it as "
        "CSV.",
        file=file.name,
    )


def _text(rows: Sequence[Sequence[object]]) -> str:
    """Return a sheet as CSV, a line for each row."""
    written = io.StringIO()
    line = csv.writer(written, lineterminator="\n")
    blank: list[object] = [""] * len(rows[0])
    for row in rows:
        line.writerow(blank if row == blank else map(cell, row))  # a million may be blank
    return written.getvalue()
