"""What the view Pair shows, computed once."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from armstransfers.analysis.question import Question
from armstransfers.analysis.window_map import window_map
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.web import at_hand
from armstransfers.web.computed import answer, over_time, published_elsewhere


@dataclass(frozen=True)
class Pair:
    """The two shares of a pair.

    Attributes
    ----------
    found : dict of Question to DataFrame
        By denominator, the partner's row of `shares`; empty where nothing was delivered. A
        denominator that the release does not hold is not there.
    refusals : tuple of str
        Why it is not.
    """

    found: dict[Question, pd.DataFrame]
    refusals: tuple[str, ...]


@at_hand.remembered
def pair(release_id: str, recipient: str, supplier: str, years: Window) -> Pair:
    """Return what a supplier is to a recipient, and the recipient to the supplier."""
    release = at_hand.find(release_id)
    found: dict[Question, pd.DataFrame] = {}
    refusals = []
    for side, own, partner in _sides(recipient, supplier):
        try:
            table = answer(release_id, side, own, years).shares
        except Refused as refusal:
            refusals.append(str(refusal))
            continue
        found[at_hand.asked_of(release, side, own)] = table[table["partner"] == partner]
    return Pair(found, tuple(refusals))


@at_hand.remembered
def pair_series(
    release_id: str, recipient: str, supplier: str, window: int
) -> dict[Side, pd.DataFrame]:
    """Return the pair's rows of the series of each denominator that the release holds."""
    found: dict[Side, pd.DataFrame] = {}
    for side, own, partner in _sides(recipient, supplier):
        try:
            series = over_time(release_id, side, own, window)
        except Refused:
            continue
        found[side] = series[series["partner"] == partner]
    return found


@at_hand.remembered
def published_of_pair(release_id: str, recipient: str, supplier: str) -> dict[Side, pd.DataFrame]:
    """Return the pair's published shares of windows that a release does not hold, by denominator."""
    found: dict[Side, pd.DataFrame] = {}
    for side, own, partner in _sides(recipient, supplier):
        every = published_elsewhere(release_id, side, own)
        if every is not None and (every["partner"] == partner).any():
            found[side] = every[every["partner"] == partner].reset_index(drop=True)
    return found


@at_hand.remembered
def years_of_pair(release_id: str, recipient: str, supplier: str) -> Window | None:
    """Return the first and the last year of which a release holds either denominator."""
    release = at_hand.find(release_id)
    sides = _sides(recipient, supplier)
    years = [y for side, own, _ in sides for y in at_hand.years_held(release, side, own)]
    return (min(years), max(years)) if years else None


@at_hand.remembered
def windows(release_id: str, recipient: str, supplier: str, flow: str) -> pd.DataFrame:
    """Return the share and rank of a pair in every window.

    Raises
    ------
    Refused
        If the release does not hold the denominator in any year.
    """
    release = at_hand.find(release_id)
    return window_map(release, recipient=recipient, supplier=supplier, of=flow)  # type: ignore[arg-type]  # links allow the two alone


def _sides(recipient: str, supplier: str) -> tuple[tuple[Side, str, str], ...]:
    return ("recipient", recipient, supplier), ("supplier", supplier, recipient)
