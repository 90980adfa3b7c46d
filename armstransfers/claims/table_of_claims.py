"""Tables of claims, as people write them: which columns there are, and what a row of them says."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from pathlib import Path
from typing import Any

from armstransfers.claims.claim import Claim, checked_of, names, window
from armstransfers.claims.english.names import find_names
from armstransfers.claims.english.sentence import read_claim
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.part import Kind, Of, Part
from armstransfers.claims.phrases import read
from armstransfers.core.errors import ArmsTransfersError, BadRequest, ReadError
from armstransfers.reference import entities

TEXT = ("text", "claim", "sentence")
NUMBERS = (
    "share",
    "rank",
    "after",
    "ahead_of",
    "times",
    "than",
    "change",
    "base",
    "points",
    "volume",
)
COLUMNS = (
    *TEXT,
    "supplier",
    "recipient",
    "years",
    "start",
    "end",
    "of",
    *NUMBERS,
    "kind",
    "stated",
    "confirmed",
    "published",
)
"""Columns that are read; others are passed on as they are."""

_KINDS: dict[str, tuple[Kind, Of]] = {
    "share_imports": ("share", "imports"),
    "share_exports": ("share", "exports"),
    "share_world": ("share", "world"),
    "rank_supplier": ("rank", "imports"),
    "rank_recipient": ("rank", "exports"),
    "rank_world": ("rank", "world"),
    "ratio_imports": ("ratio", "imports"),
    "ratio_exports": ("ratio", "exports"),
    "change_imports": ("change", "imports"),
    "change_exports": ("change", "exports"),
    "volume": ("volume", "imports"),
}
"""What a column ``kind`` may say: one part a row, stated in the column ``stated``."""

_YES = frozenset(["yes", "true", "1", "x"])
NOT_COMPUTABLE = "not_computable"
MOST_ROWS, MOST_COLUMNS = 10_000, 200
"""Rows and columns of the largest table of claims."""
_CODE_LENGTH = 3  # shorter words may be codes of countries
_NEEDS = "No release tells this: it is neither a share, a rank, a ratio, a change nor a volume of deliveries."


def table_of(source: str | Path | bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a table, each by the names of its columns.

    Raises
    ------
    ReadError
        If it is no table, no column holds claims, or it is too large.
    """
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{(error.strerror or 'unknown reason').lower()}.", file=name) from error
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        _check_header(header, name)
        rows = [_cells(header, row, name, lines.line_num) for row in lines if any(row)]
    except csv.Error as error:
        raise ReadError(
            f"it is no table of comma-separated values: {error}.", file=name, line=lines.line_num
        ) from error
    if len(rows) > MOST_ROWS:
        raise ReadError(
            f"the table has {len(rows):,} rows, and at most {MOST_ROWS:,} are checked at once; "
            "split it.",
            file=name,
        )
    return rows


def _check_header(header: list[str], name: str) -> None:
    if not any(header):
        raise ReadError("it is no table of comma-separated values: it is empty.", file=name)
    if len(header) > MOST_COLUMNS:
        raise ReadError(
            f"the table has {len(header):,} columns, more than {MOST_COLUMNS}; leave some out.",
            file=name,
            line=1,
        )
    twice = next((column for column in header if column and header.count(column) > 1), None)
    if twice is not None:
        raise ReadError("the column appears twice; rename one.", file=name, line=1, column=twice)
    known = {column.lower() for column in header} & set(COLUMNS)
    if not known & {*TEXT, *NUMBERS, "stated"}:
        raise ReadError(
            f"no column holds claims; name one {TEXT[0]!r} for sentences, or give supplier, recipient, "
            "years and share or rank.",
            file=name,
            line=1,
        )


def _cells(header: list[str], row: list[str], name: str, line: int) -> dict[str, str]:
    if any(row[len(header) :]):
        raise ReadError(
            f"the line has {len(row)} cells where the header has {len(header)}; put a sentence with "
            "a comma in quotation marks.",
            file=name,
            line=line,
        )
    return dict(zip_longest(header, row[: len(header)], fillvalue=""))


def claim_of(cells: dict[str, str], latest: int | None) -> Claim | Reading | list[Part]:
    """Return what a row says, by the names of its columns in small letters.

    Raises
    ------
    ArmsTransfersError
        If it says nothing that can be judged, or a cell cannot be read.
    """
    if cells.get("kind") and cells.get("stated"):
        return [_stated_part(cells)]
    given: dict[str, Any] = {
        name: cells[name] for name in ("supplier", "recipient", "of", *NUMBERS) if cells.get(name)
    }
    if any(name in given for name in NUMBERS):
        return Claim(**given, years=_years(cells), text=text_of(cells))
    if not text_of(cells):
        raise BadRequest(
            "the row holds neither a sentence nor a share, a rank or another statement."
        )
    reading = read_claim(text_of(cells), latest=latest, published=cells.get("published"))
    mended = reading.mended(
        supplier=names(cells.get("supplier")),
        recipient=names(cells.get("recipient")),
        years=window(_years(cells)),
        of=checked_of(cells.get("of")),
    )
    return mended.confirmed() if cells.get("confirmed", "").lower() in _YES else mended


def _stated_part(cells: dict[str, str]) -> Part:
    """Return the part of a row with the columns ``kind`` and ``stated``."""
    supplier, recipient = names(cells.get("supplier")), names(cells.get("recipient"))
    years = window(_years(cells))
    kind_name = cells["kind"].lower()
    if kind_name == NOT_COMPUTABLE:
        return Part("other", supplier, recipient, years, needs=_NEEDS)
    if kind_name not in _KINDS:
        raise BadRequest(
            f"{cells['kind']!r} is no kind of statement; write one of {', '.join(_KINDS)}."
        )
    kind, of = _KINDS[kind_name]
    told = read(kind, cells["stated"])  # type: ignore[arg-type]  # no kind of `_KINDS` is without a phrase
    others: tuple[str, ...] = ()
    base = window(cells.get("base"))
    if kind == "ratio":
        others = names(cells.get("than")) or _other(text_of(cells), (*supplier, *recipient))
    if kind == "change" and base is None and years is not None:
        base = years[0] - (years[1] - years[0] + 1), years[0] - 1
    return Part(kind, supplier, recipient, years, of, told, others, base=base)


def _other(text: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom a sentence names besides those of its row, in any language."""
    found = [one.name for one in find_names(text) if one.form not in ("world", "region", "unclear")]
    for word in text.replace("'", " ").split():
        if word[:1].isupper() and len(word) > _CODE_LENGTH:
            try:
                found.append(entities.find(word.strip(",.;()")).name)
            except ArmsTransfersError:
                continue
    return tuple(dict.fromkeys(name for name in found if name not in own))[:1]


def _years(cells: dict[str, str]) -> str | None:
    if cells.get("years"):
        return cells["years"]
    start, end = (cells.get(name, "").removesuffix(".0") for name in ("start", "end"))
    if not start and not end:
        return None
    if not start or not end:
        given, missing = ("start", "end") if start else ("end", "start")
        raise BadRequest(
            f"the row has the {given} {(start or end)[:40]!r} and no {missing}; give both, the same year "
            "twice for one year alone."
        )
    return f"{start}-{end}"


def text_of(cells: dict[str, str]) -> str:
    """Return the sentence of a row; empty where it has none."""
    return next((cells[name] for name in TEXT if cells.get(name)), "")
