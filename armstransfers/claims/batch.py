"""Many claims at once: a table of sentences or of structured claims, judged row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

from armstransfers import catalogue, entities
from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts, check
from armstransfers.claims.claim import Claim, checked_of, names, window
from armstransfers.claims.english.names import find_names
from armstransfers.claims.english.reading import Reading
from armstransfers.claims.english.sentence import read_claim
from armstransfers.claims.part import Kind, Of, Part
from armstransfers.claims.phrases import read
from armstransfers.claims.right import correct
from armstransfers.errors import ArmsTransfersError, BadRequest, ReadError
from armstransfers.release import Release

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

_FOUND = frozenset(["part", "verdict", "computed", "shown", "sentence", "reason", "problem"])
_EDITION = re.compile(r"edition_\w+")
"""What the columns of a report are called."""

_YES = frozenset(["yes", "true", "1", "x"])
NOT_COMPUTABLE = "not_computable"
MOST_ROWS, MOST_COLUMNS = 10_000, 200
"""Rows and columns of the largest table of claims."""
_CODE_LENGTH = 3  # shorter words may be codes of countries
_NEEDS = "No release tells this: it is neither a share, a rank, a ratio, a change nor a volume of deliveries."


@dataclass(frozen=True)
class Row:
    """One row of a table of claims, and what was found of it.

    Attributes
    ----------
    cells : dict of str to str
        The row as it was.
    verdicts : Verdicts or None
        The verdicts; None where it could not be read.
    reading : Reading or None
        How its sentence was understood, where it was one.
    problem : str
        Why it could not be read; empty where it was.
    """

    cells: dict[str, str]
    verdicts: Verdicts | None = None
    reading: Reading | None = None
    problem: str = ""

    @property
    def each(self) -> tuple[Verdict, ...]:
        """The verdicts on its parts."""
        return self.verdicts.each if self.verdicts else ()


@dataclass(frozen=True)
class Batch:
    """A table of claims, judged.

    Attributes
    ----------
    rows : tuple of Row
        Its rows, in their order.
    releases : tuple of Release
        The releases that were asked.
    name : str
        Name of the file.
    """

    rows: tuple[Row, ...]
    releases: tuple[Release, ...] = field(repr=False)
    name: str = ""

    def table(self) -> pd.DataFrame:
        """Return one row a part: the row's own cells, the verdict, and each edition's.

        Returns
        -------
        pandas.DataFrame
            The columns of the file, then ``part, verdict, computed, shown, sentence, reason,
            problem`` and one column an edition, as ``edition_2022``. A column of the file that is
            called as one of these has `` (claim)`` behind its name.
        """
        return pd.DataFrame(list(self._lines())).fillna("")

    def _lines(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            cells = {_own_name(name): cell for name, cell in row.cells.items()}
            if not row.each:
                yield {**cells, "part": "", "verdict": "", "problem": row.problem}
            for one in row.each:
                assert row.verdicts is not None
                computed = one.decided_by.computed
                yield {
                    **cells,
                    "part": one.key,
                    "verdict": one.verdict,
                    "computed": ""
                    if computed is None
                    else f"{computed.value:.2f}".removesuffix(".00"),
                    "shown": _plain(say.value_words(one.decided_by)),
                    "sentence": _plain(correct(replace(row.verdicts, each=(one,)))),
                    "reason": _plain(" ".join(say.reason(one))),
                    **{
                        f"edition_{finding.edition or 'unknown'}": _edition(finding)
                        for finding in one.by_edition
                    },
                    "problem": row.problem,
                }


def check_file(
    source: str | Path | bytes,
    releases: Iterable[Release] | None = None,
    *,
    edition: int | None = None,
) -> Batch:
    """Return what is found of every claim of a CSV file.

    A row is a sentence (column ``text``, ``claim`` or ``sentence``), or a structured claim
    (``supplier``, ``recipient``, ``years`` or ``start`` and ``end``, ``of``, and any of ``share``,
    ``rank``, ``after``, ``ahead_of``, ``times`` with ``than``, ``change`` with ``base``,
    ``points``, ``volume``), or one part of a claim (``kind`` and ``stated``). A sentence with *yes*
    in the column ``confirmed`` is judged as it was read. A row that cannot be read is reported with its reason, and the others are judged.

    Parameters
    ----------
    source : str, Path or bytes
        The file, or its content.
    releases : iterable of Release, optional
        The releases to ask; by default all at hand.
    edition : int, optional
        The edition that decides alone.

    Raises
    ------
    ReadError
        If the file is no such table.
    """
    name = "claims" if isinstance(source, bytes) else Path(source).name
    rows = _table(source, name)
    at_hand = catalogue.releases()
    asked = tuple(at_hand if releases is None else releases)
    latest = at_hand[0].last_year
    return Batch(tuple(_row(cells, asked, edition, latest) for cells in rows), asked, name)


def _table(source: str | Path | bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a table, each by the names of its columns."""
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


def _row(
    cells: dict[str, str], releases: tuple[Release, ...], edition: int | None, latest: int | None
) -> Row:
    lower = {name.lower(): value.strip() for name, value in cells.items()}
    try:
        claim = _claim(lower, latest)
        verdicts = check(claim, releases, edition=edition)
    except ArmsTransfersError as error:
        return Row(cells, problem=str(error))
    reading = claim if isinstance(claim, Reading) else None
    return Row(cells, replace(verdicts, text=_text(lower)), reading)


def _claim(cells: dict[str, str], latest: int | None) -> Claim | Reading | list[Part]:
    if cells.get("kind") and cells.get("stated"):
        return [_stated_part(cells)]
    given: dict[str, Any] = {
        name: cells[name] for name in ("supplier", "recipient", "of", *NUMBERS) if cells.get(name)
    }
    if any(name in given for name in NUMBERS):
        return Claim(**given, years=_years(cells), text=_text(cells))
    if not _text(cells):
        raise BadRequest(
            "the row holds neither a sentence nor a share, a rank or another statement."
        )
    reading = read_claim(_text(cells), latest=latest)
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
        others = names(cells.get("than")) or _other(_text(cells), (*supplier, *recipient))
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


def _text(cells: dict[str, str]) -> str:
    return next((cells[name] for name in TEXT if cells.get(name)), "")


def _own_name(column: str) -> str:
    """Return the name of a column of the file beside those of the report."""
    return f"{column} (claim)" if column in _FOUND or _EDITION.fullmatch(column) else column


def _edition(finding: Any) -> str:
    if not finding.told:
        return str(finding.verdict)
    return f"{finding.verdict}: {_plain(say.value_words(finding))}"


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
