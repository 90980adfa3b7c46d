"""Format B3: the register by delivery year that SIPRI's old site gave, separated by semicolons.

Its cells are never quoted: a semicolon inside a description shifts the cells behind it, and is
put back, because the other sixteen cells have none.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from armstransfers.core.report import Skipped
from armstransfers.readers import headers, text
from armstransfers.readers.part import File, Part
from armstransfers.readers.register import read_register

FORMAT = "B3"
_DESCRIPTION = "Description"
_COPYRIGHT = "\N{COPYRIGHT SIGN}"


def parse(file: File, *, may_set_aside: bool = False) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text, ",;")
    lines = file.text[header.start :].split("\n")
    whole = False
    while not lines[-1].strip('"; ,') or _is_copyright(lines[-1]):
        whole = _is_copyright(lines.pop()) or whole
    at_header = file.line_at(header.start)
    columns = _split(lines[0], header.separator, file.name, at_header)
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    first_line = at_header + 1
    for number, line in enumerate(lines[1:], start=first_line):
        writer.writerow(_cells(line, columns, header.separator, file.name, number))
    part = read_register(
        file, header.start, body.getvalue(), format=FORMAT, may_set_aside=may_set_aside
    )
    if whole:
        return part
    last = first_line + len(lines) - 2
    note = "the site's last line, its copyright, is missing; the file may have been cut before it"
    return replace(part, skipped=(*part.skipped, Skipped(file.name, note, last)))


def _is_copyright(line: str) -> bool:
    return line.lstrip('" ').startswith(_COPYRIGHT)


def _split(line: str, separator: str, file: str, number: int) -> list[str]:
    """Return the cells of a line; they are quoted only where a spreadsheet put commas."""
    is_bare = separator == ";"
    found = line.split(separator) if is_bare else text.split(line, file=file, number=number)
    cells = [cell.strip() for cell in found]
    while cells and not cells[-1]:  # what a spreadsheet adds to make all lines equally long
        cells.pop()
    return cells


def _cells(line: str, columns: list[str], separator: str, file: str, number: int) -> list[str]:
    cells = _split(line, separator, file, number)
    if len(cells) < len(columns):
        raise text.wrong_width(len(cells), len(columns), file=file, line=number)
    surplus = len(cells) - len(columns)
    if surplus and _DESCRIPTION in columns:
        at = columns.index(_DESCRIPTION)
        cells[at : at + surplus + 1] = [";".join(cells[at : at + surplus + 1])]
    return cells
