"""Files that a spreadsheet has saved again, brought back to the form in which they were downloaded.

Line ends, separators and workbooks change; which line a cell stands on does not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from armstransfers.readers import headers, layout, saved, workbook
from armstransfers.readers.additions import without_notes, without_x
from armstransfers.readers.part import File
from armstransfers.readers.text import split

_ALPHABETS = ("cp1251", "cp1250", "cp1254", "gb18030")
"""Encodings of Russian, Polish, Turkish and Chinese tables. A header that one of them makes legible proves it."""
_SEARCHED = 100_000  # bytes in which another alphabet must show


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
    text, header = _with_header(file)
    said = ""
    if not header or header.format != "B3":  # which has a copyright at its end
        text, said = without_notes(text)
    own = ";" if header and header.format == "B3" else ","
    if header and header.separator not in (own, ","):
        lines = (
            _with_commas(split(line, header.separator, file=file.name, number=number))
            for number, line in enumerate(text.split("\n"), file.first_line)
        )
        text = "\n".join(lines)
    elif _is_padded(text, header):
        text = _without_padding(text, file)
    yield replace(file, text=text, forgiven=(said,) if said else ())


def _with_header(file: File) -> tuple[str, headers.Header | None]:
    """Return the text of a file and its header, in the alphabet and form in which it has one."""
    text = _with_line_ends(file.text)
    header = headers.first(text, headers.SEPARATORS)
    if header and _is_legible(text, header):
        return text, header
    for other in (without_x(text), *_in_other_alphabets(file.content)):
        found = headers.first(other, headers.SEPARATORS) if other != text else None
        if found and _is_legible(other, found):
            return other, found
    return text, header


def _is_legible(text: str, header: headers.Header) -> bool:
    """Whether a header of a register names all that a share needs."""
    if header.format not in layout.LAYOUTS:
        return True
    names = next(csv.reader([_line(text, header)], delimiter=header.separator))
    return not layout.missing(layout.named(names, header.format), header.format)


def _in_other_alphabets(content: bytes) -> Iterator[str]:
    """Yield what bytes that are no UTF-8 say in the alphabets of other computers."""
    try:
        content[:_SEARCHED].decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        if error.start < len(content[:_SEARCHED]) - 4:  # and no letter is cut at the end
            for encoding in _ALPHABETS:
                with suppress(UnicodeDecodeError):
                    yield _with_line_ends(content.decode(encoding))


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


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
