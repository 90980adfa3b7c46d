"""Files that a spreadsheet has saved again, brought back to the form in which they were downloaded.

Line ends, separators and workbooks change; which line a cell stands on does not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from armstransfers.readers import headers, saved, workbook
from armstransfers.readers.part import File
from armstransfers.readers.text import split


def plain(file: File) -> Iterator[File]:
    """Yield a file, or each sheet of a workbook, with a text as the source's site gives it.

    Raises
    ------
    ReadError
        If a workbook cannot be opened.
    """
    if workbook.is_workbook(file.content):
        yield from workbook.sheets(file)
        return
    table = saved.text_of(file)
    if table is not None:
        yield replace(file, text=table)
        return
    text = file.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = headers.first(text, headers.SEPARATORS)
    own = ";" if header and header.format == "B3" else ","
    if header and header.separator not in (own, ","):
        lines = (
            _with_commas(split(line, header.separator, file=file.name, number=number))
            for number, line in enumerate(text.split("\n"), file.first_line)
        )
        text = "\n".join(lines)
    elif _is_padded(text, header):
        text = _without_padding(text, file)
    yield replace(file, text=text)


def _line(text: str, header: headers.Header) -> str:
    end = text.find("\n", header.start)
    return text[header.start : None if end < 0 else end]


def _is_padded(text: str, header: headers.Header | None) -> bool:
    """Whether a spreadsheet has made all lines as long as its fullest, which has nothing added."""
    if header:
        return _line(text, header).endswith(";")
    return all(line.endswith(";") for line in text.split("\n") if line.strip(";"))


def _without_padding(text: str, file: File) -> str:
    """Return a text without the empty cells that a spreadsheet adds."""
    lines = enumerate(text.split("\n"), file.first_line)
    return "\n".join(_unquoted(line.rstrip(";"), file.name, number) for number, line in lines)


def _unquoted(line: str, file: str, number: int) -> str:
    """Return a line that the spreadsheet took for one cell, and quoted for its semicolons."""
    if line.startswith('"') and line.endswith('"') and ";" in line:
        return split(line, ";", file=file, number=number)[0]
    return line


def _with_commas(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
