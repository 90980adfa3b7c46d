"""Format C2: SIPRI's register by delivery year, as the new site gives it."""

from __future__ import annotations

import re

from armstransfers.readers.part import File, Part
from armstransfers.readers.register import FIRST_COLUMN, read_register

FORMAT = "C2"


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
    preamble, body = file.text[:start], _without_empty_end(file.text[start:])
    return read_register(file, preamble, body, format=FORMAT)


def _header_start(content: str) -> int | None:
    match = re.search(rf'^"?{FIRST_COLUMN}"?,', content, re.MULTILINE)
    return match.start() if match else None


def _without_empty_end(body: str) -> str:
    """Return a table without empty lines at its end, and without empty columns at its right."""
    lines = body.splitlines()
    while lines and not lines[-1].strip(", "):
        lines.pop()
    spare = len(lines[0]) - len(lines[0].rstrip(", "))
    tail = lines[0][len(lines[0]) - spare :]
    if spare and all(line.endswith(tail) for line in lines):
        lines = [line.removesuffix(tail) for line in lines]
    return "\n".join(lines) + "\n"
