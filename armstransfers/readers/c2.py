"""Format C2: SIPRI's register by delivery year, as the new site gives it."""

from __future__ import annotations

from armstransfers.readers import headers
from armstransfers.readers.part import File, Part
from armstransfers.readers.register import read_register

FORMAT = "C2"


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text)
    body = _without_empty_end(file.text[header.start :])
    return read_register(file, header.start, body, format=FORMAT)


def _without_empty_end(body: str) -> str:
    """Return a table without empty lines at its end, and without empty columns at its right."""
    end = body.find("\n", len(body.rstrip(", \n")))
    if end >= 0:
        body = body[:end]
    header = body[: body.index("\n")] if "\n" in body else body
    tail = header[len(header.rstrip(", ")) :]
    if tail and all(line.endswith(tail) for line in body.split("\n")):
        body = body.replace(f"{tail}\n", "\n").removesuffix(tail)
    return body
