"""SIPRI's published figures, recomputed, and the differences explained or shown as they are.

A figure is the same if the computed one rounds to it as it was printed. Else rounding of the
source's tables may explain the difference, or a revision: data of the time of the figure bear it
out and later data do not. What neither explains is shown as unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from armstransfers import entities
from armstransfers.analysis import rounding
from armstransfers.analysis.parties import EVERYONE, Parties, parties
from armstransfers.analysis.volumes import Volume, Volumes
from armstransfers.coverage import Window
from armstransfers.published import published_figures
from armstransfers.release import Release

SAME, WITHIN, MOVED, UNEXPLAINED, NOT_COVERED = OUTCOMES = (
    "same", "within rounding", "moved by revision", "unexplained", "not covered",
)  # fmt: skip
"""What a recomputed figure may turn out to be."""

_RENAMED = {
    "kind": "statement",
    "start_year": "first_year",
    "end_year": "last_year",
    "value_pct": "printed",
    "rank": "rank_printed",
    "n_sources": "sources",
    "status": "agreement",
}
LISTED_COLUMNS = (
    "statement", "reporter", "partner", "first_year", "last_year", "edition", "printed",
    "printed_decimals", "rank_printed", "sources", "in_own_words", "agreement", "all_values",
    "source_title", "source_publisher", "source_date", "source_url", "read_via",
)  # fmt: skip
COMPUTED_COLUMNS = (
    "release", "release_edition", "computed", "computed_low", "computed_high", "outcome",
    "borne_out_by", "own_edition_at_hand",
)  # fmt: skip
_CHANGE = re.compile(r"(?P<flow>imports|exports|transfers|deliveries) vs (?P<first>\d{4})-(?P<last>\d{2})")  # fmt: skip
_ARROW = re.compile(r"(?P<supplier>.+) -> (?P<recipient>.+)")
_NOISE = 1e-9


class _Figure(NamedTuple):
    """A computed figure with its rounding band."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Statement:
    """What a published figure says, without its value.

    Attributes
    ----------
    kind : str
        As in the table of published figures.
    recipients, suppliers : Parties or None
        Whose deliveries it speaks of; None where that is not known.
    years : (int, int)
        Its window.
    then : (int, int) or None
        The earlier window of a change.
    """

    kind: str
    recipients: Parties | None
    suppliers: Parties | None
    years: Window
    then: Window | None = None


def published(
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | None = None,
    edition: int | None = None,
) -> pd.DataFrame:
    """Return the figures that SIPRI published, each with its source.

    Parameters
    ----------
    recipient, supplier : str, optional
        Only figures on what one country received, or delivered.
    years : (int, int), optional
        Only figures on this window.
    edition : int, optional
        Only figures from this edition.

    Returns
    -------
    pandas.DataFrame
        One row a figure, with `LISTED_COLUMNS`. ``in_own_words`` says whether it was read in
        SIPRI's own words, else in a report of them; ``agreement`` whether the sources that were
        read agree, and ``all_values`` what each of them says. Where ``printed_decimals`` is
        blank, 7 may stand for 7 or 7.0.

    Raises
    ------
    UnknownEntity
        If nobody has the name.
    """
    table = published_figures()
    table["in_own_words"] = table["n_primary"] > 0
    table = table.rename(columns=_RENAMED)[list(LISTED_COLUMNS)]
    keep = pd.Series(True, index=table.index)
    for side, name in (("recipients", recipient), ("suppliers", supplier)):
        if name is not None:
            wanted = entities.find(name).name
            about = [getattr(statement_of(row), side) for row in table.itertuples()]
            keep &= pd.Series([p is not None and p.single == wanted for p in about], table.index)
    if years is not None:
        keep &= (table["first_year"] == years[0]) & (table["last_year"] == years[1])
    if edition is not None:
        keep &= table["edition"] == edition
    return table[keep].reset_index(drop=True)


def recomputed(
    figures: pd.DataFrame, at_hand: Sequence[Release], *, release: Release | None = None
) -> pd.DataFrame:
    """Return published figures beside what releases say of the same.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `published` returns them.
    at_hand : sequence of Release
        The releases at hand, best first: each figure is computed from the first that holds it.
    release : Release, optional
        Compute from this one alone; those at hand still may bear out an older figure.

    Returns
    -------
    pandas.DataFrame
        The figures, and for each the release, the computed value with its rounding band, and
        the outcome: ``same`` if it rounds to what was printed; ``within rounding`` if the
        bands of both overlap; ``moved by revision`` if it does not, but a release of its own
        edition, or one nearer to it, does (``borne_out_by``); ``unexplained``; ``not covered``
        if no release holds it, or it is not known whom it means. ``own_edition_at_hand`` says
        whether there was a release of the figure's own edition to ask: without one, what is
        unexplained may well have been right when it was published.
    """
    everything = list(dict.fromkeys([*([release] if release else []), *at_hand]))
    volumes = {one.id: Volumes(one) for one in everything}
    asked = [release] if release else everything
    rows: list[tuple[Any, ...]] = []
    for row in figures.itertuples():
        statement = statement_of(row)
        own = any(one.edition == row.edition for one in everything)
        answers = ((one, compute(statement, volumes[one.id])) for one in asked)
        chosen, found = next(((o, f) for o, f in answers if f is not None), (None, None))
        if chosen is None or found is None:
            rows.append(("", pd.NA, None, None, None, NOT_COVERED, "", own))
            continue
        outcome, witness = _outcome(row, found), ""
        if outcome == UNEXPLAINED:
            witness = _borne_out_by(row, statement, chosen, everything, volumes)
            outcome = MOVED if witness else UNEXPLAINED
        rows.append((chosen.id, chosen.edition, *found, outcome, witness, own))
    computed = pd.DataFrame(rows, columns=list(COMPUTED_COLUMNS), index=figures.index)
    numbers = dict.fromkeys(("computed", "computed_low", "computed_high"), "float64")
    return figures.join(computed.astype({"release_edition": "Int64", **numbers}))


def counts(table: pd.DataFrame) -> dict[str, int]:
    """Return how many recomputed figures have each outcome, in the order of `OUTCOMES`."""
    return {outcome: int((table["outcome"] == outcome).sum()) for outcome in OUTCOMES}


def statement_of(row: Any) -> Statement:
    """Return what a row of `published` says, without its value."""
    years, edition = (row.first_year, row.last_year), row.edition
    reporter = parties(row.reporter, edition)
    match row.statement:
        case "recipient_supplier_share":
            return Statement(row.statement, reporter, parties(row.partner, edition), years)
        case "supplier_recipient_share":
            return Statement(row.statement, parties(row.partner, edition), reporter, years)
        case "global_import_share":
            return Statement(row.statement, reporter, EVERYONE, years)
        case "global_export_share":
            return Statement(row.statement, EVERYONE, reporter, years)
        case _:
            return _change(row)


def _change(row: Any) -> Statement:
    years = row.first_year, row.last_year
    against, arrow = _CHANGE.fullmatch(row.partner), _ARROW.fullmatch(row.reporter)
    if against is None:
        return Statement(row.statement, None, None, years)
    first, last = int(against["first"]), int(against["last"])
    then = first, first + (last - first) % 100  # 1999-03 ends in 2003
    if arrow:
        buyer, seller = (parties(arrow[side], row.edition) for side in ("recipient", "supplier"))
        return Statement(row.statement, buyer, seller, years, then)
    reporter = parties(row.reporter, row.edition)
    if against["flow"] == "exports":
        return Statement(row.statement, EVERYONE, reporter, years, then)
    return Statement(row.statement, reporter, EVERYONE, years, then)


def compute(statement: Statement, volumes: Volumes) -> _Figure | None:
    """Return what a release says of a statement; None where it does not hold it."""
    if statement.recipients is None or statement.suppliers is None:
        return None
    recipients, suppliers = statement.recipients, statement.suppliers
    years = statement.years
    match statement.kind:
        case "recipient_supplier_share":
            whole = volumes.imports(recipients, years)
            part = volumes.between(suppliers, recipients, years) if whole else None
        case "supplier_recipient_share":
            whole = volumes.exports(suppliers, years)
            part = volumes.between(suppliers, recipients, years) if whole else None
        case "global_import_share":
            whole = volumes.imports(EVERYONE, years)
            part = volumes.imports(volumes.named(recipients, "recipient", years), years)
        case "global_export_share":
            whole = volumes.exports(EVERYONE, years)
            part = volumes.exports(volumes.named(suppliers, "supplier", years), years)
        case _:
            assert statement.then is not None, "a change has an earlier window"
            now, then = (_flow(statement, volumes, w) for w in (years, statement.then))
            return _compared(now, then) if now and then else None
    return _share(part, whole) if part and whole else None


def _flow(statement: Statement, volumes: Volumes, years: Window) -> Volume | None:
    recipients, suppliers = statement.recipients, statement.suppliers
    assert recipients is not None
    assert suppliers is not None
    if recipients != EVERYONE and suppliers != EVERYONE:
        return volumes.between(suppliers, recipients, years)
    if suppliers == EVERYONE:
        return volumes.imports(recipients, years)
    return volumes.exports(suppliers, years)


def _share(part: Volume, whole: Volume) -> _Figure | None:
    if not whole.value:
        return None
    band = rounding.share_band(part.low, part.high, whole.low, whole.high)
    return _Figure(100 * part.value / whole.value, *band)


def _compared(now: Volume, then: Volume) -> _Figure | None:
    if not then.value:
        return None
    low, high = 100 * (now.low / then.high - 1), 100 * (now.high / (then.low or 1e-9) - 1)
    return _Figure(100 * (now.value / then.value - 1), low, high)


def _outcome(row: Any, found: _Figure) -> str:
    """Return whether a computed figure is the printed one, as it was printed."""
    half = _half(row)
    if abs(found.value - row.printed) <= half + _NOISE:
        return SAME
    if found.low - half - _NOISE <= row.printed <= found.high + half + _NOISE:
        return WITHIN
    return UNEXPLAINED


def _half(row: Any) -> float:
    """Return half the last printed digit; of 7 that may mean 7.0, half of one."""
    decimals = row.printed_decimals
    if decimals is pd.NA:
        decimals = len(f"{row.printed:g}".partition(".")[2])
    return 0.5 * 10.0 ** -int(decimals)


def _borne_out_by(
    row: Any,
    statement: Statement,
    chosen: Release,
    at_hand: Sequence[Release],
    volumes: dict[str, Volumes],
) -> str:
    """Return the release nearest to a figure's own edition that bears it out, if it is nearer."""

    def distance(one: Release) -> float:
        return abs(one.edition - row.edition) if one.edition is not None else float("inf")

    for one in sorted(at_hand, key=distance):
        if distance(one) < distance(chosen):
            found = compute(statement, volumes[one.id])
            if found is not None and _outcome(row, found) in (SAME, WITHIN):
                return one.id
    return ""
