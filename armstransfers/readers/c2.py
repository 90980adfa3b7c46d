"""Format C2: SIPRI's register by delivery year, as the new site gives it."""

from __future__ import annotations

from armstransfers.readers import headers
from armstransfers.readers.part import File, Part
from armstransfers.readers.register import read_register

FORMAT = "C2"


def recognises(file: File) -> bool:
    """Whether the number of a deal in SIPRI's database is among the columns."""
    return headers.is_of(file.text, FORMAT)


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.first(file.text)
    assert header is not None, "parse() is called for a file that recognises() accepts"
    body = _without_empty_end(file.text[header.start :])
    return read_register(file, header.start, body, format=FORMAT)


def _without_empty_end(body: str) -> str:
    """Return a table without empty lines at its end, and without empty columns at its right."""
    lines = body.split("\n")
    while lines and not lines[-1].strip(", "):
        lines.pop()
    spare = len(lines[0]) - len(lines[0].rstrip(", "))
    tail = lines[0][len(lines[0]) - spare :]
    if spare and all(line.endswith(tail) for line in lines):
        lines = [line.removesuffix(tail) for line in lines]
    return "\n".join(lines) + "\n"
