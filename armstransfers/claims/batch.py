"""Many claims at once: a table of sentences or of structured claims, judged row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts, check
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.right import correct
from armstransfers.claims.table_of_claims import claim_of, table_of, text_of
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.library import catalogue
from armstransfers.model.release import Release

_FOUND = frozenset(["part", "verdict", "computed", "shown", "sentence", "reason", "problem"])
_EDITION = re.compile(r"edition_\w+")
"""What the columns of a report are called."""


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
    in the column ``confirmed`` is judged as it was read; ``published`` holds its day. A row that cannot be read is reported with its reason, and the others are judged.

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
    rows = table_of(source, name)
    at_hand = catalogue.releases()
    asked = tuple(at_hand if releases is None else releases)
    latest = at_hand[0].last_year
    return Batch(tuple(_row(cells, asked, edition, latest) for cells in rows), asked, name)


def _row(
    cells: dict[str, str], releases: tuple[Release, ...], edition: int | None, latest: int | None
) -> Row:
    lower = {name.lower(): value.strip() for name, value in cells.items()}
    try:
        claim = claim_of(lower, latest)
        verdicts = check(claim, releases, edition=edition)
    except ArmsTransfersError as error:
        return Row(cells, problem=str(error))
    reading = claim if isinstance(claim, Reading) else None
    return Row(cells, replace(verdicts, text=text_of(lower)), reading)


def _own_name(column: str) -> str:
    """Return the name of a column of the file beside those of the report."""
    return f"{column} (claim)" if column in _FOUND or _EDITION.fullmatch(column) else column


def _edition(finding: Any) -> str:
    if not finding.told:
        return str(finding.verdict)
    return f"{finding.verdict}: {_plain(say.value_words(finding))}"


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
