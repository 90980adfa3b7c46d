"""Headlines and notes of the views on a pair, on several countries, and on the world."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.core.coverage import Side, Window
from armstransfers.core.measure import Measure
from armstransfers.model.release import Release
from armstransfers.wording import (
    called,
    capital,
    counted,
    denominator,
    if_estimated,
    listed,
    per_cent,
    points,
    possessive,
)

_NAMED = 3


def asking_pair(supplier: str, recipient: str, measure: Measure) -> str:
    """Return the question of the view on a pair."""
    if not measure.is_received:
        return f"{capital(measure.goods)}: {called(supplier)} to {called(recipient)}"
    return f"What does {called(supplier)} supply to {called(recipient)}?"


def pair_headline(
    found: dict[q.Question, pd.DataFrame], supplier: str, recipient: str, years: Window
) -> str:
    """Return the sentence that says what a pair's shares are.

    Parameters
    ----------
    found : dict of Question to DataFrame
        For the recipient's imports, the supplier's exports, or both: the partner's row of
        `shares`, or an empty table where nothing was delivered.
    supplier, recipient : str
        The pair.
    years : (int, int)
        The window.
    """
    parts: dict[str, str] = {}
    for asked, row in found.items():
        share = per_cent(float(row["share"].iloc[0])) if len(row) else "nothing"
        partner = supplier if asked.side == "recipient" else recipient
        parts[f"{share} of {denominator(asked)}"] = f"{called(partner)} accounted for"
    if not all(asked.measure.is_received for asked in found):
        each = (f"{whose} {share}" for share, whose in parts.items())
        return capital(f"{', '.join(each)} in {q.words(years)}{if_estimated(*found.values())}.")
    what = " and ".join(parts)
    return capital(
        f"what {called(supplier)} supplied to {called(recipient)} in {q.words(years)} was {what}"
        f"{if_estimated(*found.values())}."
    )


def pair_notes(found: dict[q.Question, pd.DataFrame], release: Release) -> list[str]:
    """Return what each share of a pair is of, and the rank that goes with it."""
    sentences = []
    for asked, row in found.items():
        if row.empty:
            sentences.append(f"Nothing of {denominator(asked)} in the window.")
            continue
        one = row.iloc[0]
        unit, decimals = release.measure.unit, release.measure.decimals
        name = "Dependence" if asked.side == "recipient" else "Exposure"
        rank = "no rank, for it is unknown" if pd.isna(one["rank"]) else f"rank {one['rank']}"
        sentences.append(
            f"{name}: {one['value']:,.{decimals}f} of {one['total']:,.{decimals}f} {unit}, "
            f"{denominator(asked)}; {rank} among the {asked.across}s."
        )
    return sentences


def compare_headline(table: pd.DataFrame, side: Side, then: Window, now: Window) -> str:
    """Return the sentence on the largest change among the countries of a comparison."""
    across = "supplier" if side == "recipient" else "recipient"
    moved = table[table["kind"] != "unknown"].dropna(subset="points")
    when = f"between {q.words(then)} and {q.words(now)}"
    if moved.empty:
        return f"No {across}'s share can be compared {when}."
    one = moved.iloc[int(moved["points"].abs().to_numpy().argmax())]
    flow = "imports" if side == "recipient" else "exports"
    return (
        f"The largest change {when}: {possessive(one['partner'])} share of "
        f"{possessive(one['entity'])} {flow} went from {per_cent(one['share_then'])} to "
        f"{per_cent(one['share_now'])} ({points(one['points'])} points){if_estimated(table)}."
    )


def leaders(every: Sequence[q.Question], found: Sequence[pd.DataFrame], years: Window) -> str:
    """Return the sentence on the largest partner of each country of a comparison."""
    parts, across = [], ""
    for asked, table in zip(every, found, strict=True):
        across = asked.across
        named = table[table["rank"].notna()]
        if len(named):
            first = named.iloc[0]
            parts.append(
                f"{called(first['partner'])} for {called(asked.entity)} ({per_cent(first['share'])})"
            )
    if not parts:
        return f"No deliveries are recorded in {q.words(years)}."
    return f"Largest {across}s in {q.words(years)}: {listed(parts)}{if_estimated(*found)}."


def world_headline(table: pd.DataFrame, side: Side, measure: Measure, years: Window) -> str:
    """Return the sentence on the largest exporters or importers."""
    named = table[table["rank"].notna()].head(_NAMED)
    if named.empty:
        return f"No deliveries are recorded in {q.words(years)}."
    flow, verb = ("exports", "supplied") if side == "supplier" else ("imports", "received")
    shares = [
        f"{called(n)} {per_cent(s)}" for n, s in zip(named["entity"], named["share"], strict=True)
    ]
    first = f"{capital(called(named['entity'].iloc[0]))} {verb} {per_cent(named['share'].iloc[0])}"
    rest = ", ".join(["", *shares[1:]])
    return (
        f"{first} of the world's {flow} of {measure.goods} in {q.words(years)}{rest}"
        f"{if_estimated(table)}."
    )


def dependence_sentence(
    table: pd.DataFrame, supplier: str, threshold: int, years: Window, covered: int
) -> str:
    """Return how many recipients took at least a share from a supplier."""
    found = counted(len(table), "recipient")
    least = f"at least {threshold}\N{NO-BREAK SPACE}%" if threshold else "something"
    return (
        f"{found} of the {covered:,} that can be judged took {least} of what they imported in "
        f"{q.words(years)} from {called(supplier)}"
        f"{if_estimated(table)}."
    )
