"""What SIPRI published itself on the pair of a claim, and whether it bears a part out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.published import Statement, called, statements
from armstransfers.claims.part import Part
from armstransfers.claims.stated import Hedge
from armstransfers.core.coverage import Window
from armstransfers.reference.parties import named

_MOST_SHOWN = 8
_NEAR = 10  # years that the ends of two windows may lie apart, added up

_KINDS = {
    ("imports", "supplier"): "recipient_supplier_share",
    ("exports", "recipient"): "supplier_recipient_share",
    ("world", "supplier"): "global_export_share",
    ("world", "recipient"): "global_import_share",
}


@dataclass(frozen=True)
class Published:
    """A figure of SIPRI's own, beside a part of a claim.

    Attributes
    ----------
    kind : str
        What it is: one of the kinds of ``published_figures.csv``.
    reporter, partner : str
        Whose imports or exports, and the other side; for a change, the earlier window.
    years : (int, int)
        Its window.
    edition : int
        Year of publication.
    value : float
        Per cent.
    decimals : int or None
        Decimals printed; None where that is not known.
    rank : int or None
        The rank that was published with it.
    status : str
        Whether sources agree: single, agree, conflict.
    source, url : str
        Where it was published.
    primary : bool
        Whether it was read in SIPRI's own words.
    same : bool
        Whether window and denominator are those of the part.
    bears_out : bool
        Whether it bears the part out.
    """

    kind: str
    reporter: str
    partner: str
    years: Window
    edition: int
    value: float
    decimals: int | None
    rank: int | None
    status: str
    source: str
    url: str
    primary: bool
    same: bool
    bears_out: bool

    @property
    def printed(self) -> str:
        """The value as it was printed: ``8`` or ``6.6``."""
        return (
            f"{self.value:.{self.decimals or 0}f}"
            if self.decimals is not None
            else f"{self.value:g}"
        )


def published_on(part: Part) -> list[Published]:
    """Return what SIPRI published on the pair of a part, the same window first."""
    found = [_figure(row, said, part) for row, said in statements() if _concerns(part, said)]
    found = _in_order(found, part) if part.kind in ("ranking", "comparison") else found
    near = [one for one in found if one.same or _distance(one.years, part.years) <= _NEAR]
    near.sort(key=lambda one: (not one.same, _distance(one.years, part.years), -one.edition))
    return near[:_MOST_SHOWN]


def _in_order(found: list[Published], part: Part) -> list[Published]:
    """Return figures of which those bear a part out that one edition published in its order."""
    if part.denied:
        return found
    names = part.subject
    if part.kind == "comparison":
        names = (*part.others, *names) if part.way == "after" else (*names, *part.others)
    bearing: set[int] = set()
    for edition in {one.edition for one in found if one.same}:
        own = {_partner(one, part): one for one in found if one.same and one.edition == edition}
        rows = [own[name] for name in names if name in own]
        falling = all(one.value > other.value for one, other in pairwise(rows))
        ranks = [one.rank for one in rows]
        whole = part.kind == "comparison" and part.stated is None
        if (
            len(rows) == len(names)
            and falling
            and (whole or ranks == list(range(1, len(rows) + 1)))
        ):
            bearing.add(edition)
    return [replace(one, bears_out=one.same and one.edition in bearing) for one in found]


def _partner(figure: Published, part: Part) -> str:
    return figure.reporter if part.of == "world" else figure.partner


def published_share(kind: str, reporter: str, partner: str, years: Window) -> list[Published]:
    """Return the shares that SIPRI published of exactly this pair, window and denominator."""
    nothing = Part("share", years=years)
    return [
        _figure(row, said, nothing)
        for row, said in statements()
        if (said.kind, row.reporter, row.partner, said.years) == (kind, reporter, partner, years)
    ]


def _concerns(part: Part, said: Statement) -> bool:
    """Whether a figure is about the pair of a part and the same denominator."""
    if part.kind == "change":
        sides = (part.recipient, said.recipients), (part.supplier, said.suppliers)
        return said.then is not None and all(
            called(whom) in (_names(names) or ["World"]) for names, whom in sides
        )
    if part.kind in ("volume", "money", "other", "ratio"):
        return False
    if said.kind != _KINDS.get((part.of, part.side)):
        return False
    return called(said.subject) in _names((*part.subject, *part.others)) and (
        part.of == "world" or called(said.whole) in _names((part.whole,))
    )


def _names(names: tuple[str, ...]) -> list[str]:
    """Return names of a part as figures have them: countries, or regions and blocs."""
    return [called(named(name) or name) for name in names if name]


def _figure(row: Any, said: Statement, part: Part) -> Published:
    figure = Published(
        kind=said.kind,
        reporter=row.reporter,
        partner=row.partner,
        years=said.years,
        edition=int(row.edition),
        value=row.printed,
        decimals=None if pd.isna(row.printed_decimals) else int(row.printed_decimals),
        rank=None if pd.isna(row.rank_printed) else int(row.rank_printed),
        status=row.agreement,
        source=row.source_title,
        url=row.source_url,
        primary=row.in_own_words,
        same=False,
        bears_out=False,
    )
    same = said.years == part.years and (part.base is None or said.then in (None, part.base))
    return replace(figure, same=same, bears_out=same and _bears_out(figure, said, part))


def _bears_out(figure: Published, said: Statement, part: Part) -> bool:
    if part.stated is None or part.denied or len(part.subject) > 1:
        return False
    if part.kind != "change" and called(said.subject) not in _names(part.subject):
        return False
    if part.kind == "rank":
        return figure.rank is not None and part.stated.fits(figure.rank)
    if part.kind not in ("share", "change") or not part.stated.fits(figure.value):
        return False
    exact = part.stated.hedge is Hedge.NONE and part.stated.decimals is not None
    # a printed 60 does not say 60.0
    return not (
        exact and figure.decimals is not None and figure.decimals < (part.stated.decimals or 0)
    )


def _distance(years: Window, other: Window | None) -> int:
    if other is None:
        return 0
    return abs(years[0] - other[0]) + abs(years[1] - other[1])


def words(figure: Published) -> str:
    """Return a published figure for people: ``SIPRI published 8 % in 2021``."""
    rank = f", rank {figure.rank}" if figure.rank else ""
    when = q.words(figure.years)
    return (
        f"SIPRI published {figure.printed}\N{NO-BREAK SPACE}%{rank} for {when} in {figure.edition}"
    )
