"""A file that holds several tables, one below the other, taken apart.

SIPRI's new site writes one file for a choice of many countries, with a table for each and the
lines above it every time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from armstransfers.core.errors import ReadError
from armstransfers.readers.headers import Header, headers, is_title
from armstransfers.readers.part import File

MOST_TABLES = 2_000
_EMPTY = "a table without lines, which does not say whom it is of"
_NUMBER = re.compile(r'"?\s*[0-9]+(\.[0-9]+)?\s*"?')
_NUMBERS_OF_A_ROW = 2  # a line of a table has a value and a sum at least


def tables(file: File) -> Iterator[File]:
    """Yield each table of a file, with the lines above it, as a file of its own.

    A table without lines, which the site writes for a country without deliveries, is left out
    where others with the same columns stand beside it.

    Raises
    ------
    ReadError
        If lines of a table stand above its header, a second header has no title above it, or
        there are more than `MOST_TABLES`.
    """
    found = list(headers(file.text, ",;"))
    if len(found) > MOST_TABLES:
        raise ReadError(f"it holds more than {MOST_TABLES:,} tables; split it.", file=file.name)
    if len(found) > 1:
        yield from _taken_apart(file, found)
        return
    for header in found:
        _require_words(file.text[: header.start].split("\n"), header, file.first_line, file.name)
    yield file


def _taken_apart(file: File, found: list[Header]) -> Iterator[File]:
    lines = file.text.split("\n")
    alike = Counter(lines[header.line] for header in found)
    starts = [0, *(_start(lines, one, two, file) for one, two in pairwise(found))]
    for header, start, end in zip(found, starts, [*starts[1:], len(lines)], strict=False):
        first_line = file.first_line + start
        _require_words(lines[start : header.line], header, first_line, file.name)
        its_lines = lines[start:end] if end == len(lines) else [*lines[start:end], ""]
        table = replace(file, text="\n".join(its_lines), first_line=first_line)
        above, below = lines[start : header.line], lines[header.line + 1 : end]
        is_empty = below and not any(line.strip(" ,;") for line in below)
        if is_empty and any(map(is_title, above)) and alike[lines[header.line]] > 1:
            line = file.first_line + header.line
            table = replace(table, first_line=line, left_out=_EMPTY)
        yield table


def _start(lines: list[str], before: Header, header: Header, file: File) -> int:
    """Return where the lines above a header begin: at the last title before it."""
    for i in range(header.line - 1, before.line, -1):
        if is_title(lines[i]):
            return i
    raise ReadError(
        "the names of the columns stand here a second time, without the title of another table "
        "above them; bring each table in a file of its own, or download the file again.",
        file=file.name,
        line=file.first_line + header.line,
    )


def _require_words(above: list[str], header: Header, first_line: int, file: str) -> None:
    """Refuse values above a header: they belong to a table whose own header is damaged."""
    for line, row in enumerate(above, start=first_line):
        cells = row.split(header.separator)
        if sum(map(bool, map(_NUMBER.fullmatch, cells))) >= _NUMBERS_OF_A_ROW:
            raise ReadError(
                "values stand here above the names of the columns; the line with the names was "
                "changed or moved, so download the file again.",
                file=file,
                line=line,
            )
