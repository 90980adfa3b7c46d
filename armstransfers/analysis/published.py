"""SIPRI's published figures, recomputed, and the differences explained or shown as they are.

A figure is the same if the computed one rounds to it as it was printed. Else rounding of the
source's tables may explain the difference, or a revision: data of the time of the figure bear it
out and later data do not. What neither explains is shown as unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from armstransfers.analysis.volumes import Volumes, Whom
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import BadRequest, Refused, UnknownEntity
from armstransfers.model.release import Release
from armstransfers.model.tally import Band
from armstransfers.reference import entities, parties
from armstransfers.reference.parties import WORLD, Group
from armstransfers.reference.published import published_figures

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
_LIST = re.compile(r".*\((?P<names>[^)]+)\)")
_TOP = re.compile(r"Top (?P<number>\d+) (exporters|importers|suppliers)")
_OF_SUPPLIERS = frozenset({"recipient_supplier_share", "global_export_share"})
_OF_WORLD = frozenset({"global_import_share", "global_export_share"})
_NOISE = 1e-9


@dataclass(frozen=True)
class Statement:
    """What a published figure says, without its value.

    Attributes
    ----------
    kind : str
        As in the table of published figures.
    recipients, suppliers : str, Group or None
        Whose deliveries it speaks of; None where that is not known.
    years : (int, int)
        Its window.
    then : (int, int) or None
        The earlier window of a change.
    top : int
        How many of the largest it speaks of, where they are not named.
    """

    kind: str
    recipients: Whom | None
    suppliers: Whom | None
    years: Window
    then: Window | None = None
    top: int = 0

    @property
    def is_share(self) -> bool:
        """Whether it states a share, and not a change."""
        return self.then is None

    @property
    def side(self) -> Side:
        """On which side its subject stands."""
        return "supplier" if self.kind in _OF_SUPPLIERS else "recipient"

    @property
    def subject(self) -> Whom | None:
        """Of whom a share is stated."""
        return self.suppliers if self.side == "supplier" else self.recipients

    @property
    def of(self) -> str:
        """The name of that whose imports or exports a share is a part of."""
        return called(self.whole)

    @property
    def whole(self) -> Whom | None:
        """Whose imports or exports a share is a part of; the world's where it is theirs."""
        if self.kind in _OF_WORLD:
            return WORLD
        return self.recipients if self.side == "supplier" else self.suppliers


def called(whom: Whom | None) -> str:
    """Return the name of a country or a group; nothing for nobody."""
    return whom.name if isinstance(whom, Group) else whom or ""


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
            about = [getattr(statement_of(row), side) == wanted for row in table.itertuples()]
            keep &= pd.Series(about, table.index)
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


@cache
def statements() -> tuple[tuple[Any, Statement], ...]:
    """Return every figure, as `published` has it, with what it says."""
    return tuple((row, statement_of(row)) for row in published().itertuples())


def statement_of(row: Any) -> Statement:
    """Return what a row of `published` says, without its value."""
    kind, years, edition = row.statement, (row.first_year, row.last_year), row.edition
    if kind == "pct_change":
        return _change(row)
    top = _TOP.fullmatch(row.reporter)
    reporter: Whom | None = WORLD if top else party(row.reporter, edition)
    partner = WORLD if kind in _OF_WORLD else party(row.partner, edition)
    received = kind in ("recipient_supplier_share", "global_import_share")
    sides = (reporter, partner) if received else (partner, reporter)
    return Statement(kind, *sides, years, top=int(top["number"]) if top else 0)


def _change(row: Any) -> Statement:
    years = row.first_year, row.last_year
    against, arrow = _CHANGE.fullmatch(row.partner), _ARROW.fullmatch(row.reporter)
    if against is None:
        return Statement(row.statement, None, None, years)
    first, last = int(against["first"]), int(against["last"])
    then = first, first + (last - first) % 100  # 1999-03 ends in 2003
    if arrow:
        buyer, seller = (party(arrow[side], row.edition) for side in ("recipient", "supplier"))
        return Statement(row.statement, buyer, seller, years, then)
    reporter = party(row.reporter, row.edition)
    exported = against["flow"] == "exports"
    buyer, seller = (WORLD, reporter) if exported else (reporter, WORLD)
    return Statement(row.statement, buyer, seller, years, then)


@cache
def party(name: str, edition: int) -> Whom | None:
    """Return whom a published figure of an edition means, or None if that is not known.

    A bloc means its members at the end of the edition's last year, in earlier years of the
    window too: so SIPRI counts (52 % from the United States in the imports of European NATO
    members in 2015-19, in edition 2025, holds with Finland and Sweden). Turkiye is in SIPRI's
    region Middle East.

    Examples
    --------
    >>> sorted(party("United States + Russia", 2019).members(2018))
    ['Russia', 'United States']
    >>> "Sweden" in party("European NATO members", 2025).members(2018)
    True
    """
    try:
        found = parties.named(name)
        if found is not None:
            return found.until(edition - 1)
        return entities.find(name).name
    except (BadRequest, UnknownEntity):
        in_brackets = _LIST.fullmatch(name)
        return party(in_brackets["names"].replace(",", "+"), edition) if in_brackets else None


def compute(statement: Statement, volumes: Volumes) -> Band | None:
    """Return what a release says of a statement; None where it does not hold it."""
    if statement.recipients is None or statement.suppliers is None:
        return None
    try:
        found = _computed(statement, volumes)
    except Refused:
        return None
    return None if found.value != found.value else found


def _computed(said: Statement, volumes: Volumes) -> Band:
    recipients, suppliers = [said.recipients or ""], [said.suppliers or ""]
    if said.then is not None:
        now, then = (volumes.volume(suppliers, recipients, w) for w in (said.years, said.then))
        return now.change_from(then)
    if said.kind not in _OF_WORLD:
        own = [said.whole or ""]
        whole = volumes.volume(*(([], own) if said.side == "supplier" else (own, [])), said.years)
        return volumes.volume(suppliers, recipients, said.years).share_of(whole)
    everyone = volumes.yearly(said.side, "").window(said.years)
    if said.top:
        return everyone.share([name for name, _ in everyone.ranked[: said.top]])
    return volumes.volume(suppliers, recipients, said.years).share_of(everyone.total)


def _outcome(row: Any, found: Band) -> str:
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
