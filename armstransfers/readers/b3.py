"""Format B3: the register by delivery year that SIPRI's old site gave, separated by semicolons.

Its cells are never quoted: a semicolon inside a description shifts the cells behind it, and is
put back, because the other sixteen cells have none.
"""

from __future__ import annotations

import csv
import io

from armstransfers.readers import text
from armstransfers.readers.part import File, Part
from armstransfers.readers.register import read_register

FORMAT = "B3"
_HEADER = "Deal ID;Seller;Buyer;"
_RENAMED = {"Deal ID": "SIPRI AT Database ID", "Seller": "Supplier", "Buyer": "Recipient"}
_DESCRIPTION = "Description"
_COPYRIGHT = "\N{COPYRIGHT SIGN}"


def recognises(file: File) -> bool:
    """Whether a line begins as the header of this format does."""
    return file.text.startswith(_HEADER) or f"\n{_HEADER}" in file.text


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    start = 0 if file.text.startswith(_HEADER) else file.text.index(f"\n{_HEADER}") + 1
    preamble = file.text[:start]
    lines = file.text[start:].splitlines()
    while lines and (not lines[-1].strip("; ") or lines[-1].lstrip().startswith(_COPYRIGHT)):
        lines.pop()
    header = [_RENAMED.get(name.strip(), name.strip()) for name in lines[0].split(";")]
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    first_line = preamble.count("\n") + 2
    for number, line in enumerate(lines[1:], start=first_line):
        writer.writerow(_cells(line, header, file.name, number))
    return read_register(file, preamble, body.getvalue(), format=FORMAT)


def _cells(line: str, header: list[str], file: str, number: int) -> list[str]:
    cells = [cell.strip() for cell in line.split(";")]
    if len(cells) < len(header):
        raise text.wrong_width(len(cells), len(header), file=file, line=number)
    surplus = len(cells) - len(header)
    if surplus:
        at = header.index(_DESCRIPTION)
        cells[at : at + surplus + 1] = [";".join(cells[at : at + surplus + 1])]
    return cells
