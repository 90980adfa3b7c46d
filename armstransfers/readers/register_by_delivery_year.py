"""Format C2: SIPRI's register by delivery year, as the new site gives it."""

from __future__ import annotations

from armstransfers.readers import headers
from armstransfers.readers.part import File, Part
from armstransfers.readers.register import read_register

FORMAT = "C2"


def parse(file: File, *, may_set_aside: bool = False) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text)
    body = _without_empty_end(file.text[header.start :])
    return read_register(file, header.start, body, format=FORMAT, may_set_aside=may_set_aside)


def _without_empty_end(body: str) -> str:
    """Return a table without empty lines at its end."""
    end = body.find("\n", len(body.rstrip(", \n")))
    return body if end < 0 else body[:end]
