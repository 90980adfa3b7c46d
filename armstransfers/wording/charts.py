"""What charts show, in words: alternative texts and titles of panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.groups import BY_REGION, BY_SUBREGION, Grouping
from armstransfers.analysis.window_map import Flow
from armstransfers.core.coverage import Window
from armstransfers.core.measure import MAJOR_ARMS, Measure
from armstransfers.reference import entities

_UNKNOWN_WORTH_SAYING = 1.0  # per cent of a window


def years(window: Window) -> str:
    """Return a window as English papers print it, with a dash between its ends; or the one year."""
    first, last = window
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def per_cent(share: float) -> str:
    """Return a share as it stands in charts: ``7.0%``, or ``under 0.1%``."""
    return "under 0.1%" if 0 < share < 0.05 else f"{share:.1f}%"


def whole_per_cent(share: float) -> str:
    """Return a share beside a line or in a list, without decimals: ``59%``, or ``<1%``."""
    return "<1%" if 0 < share < 0.5 else f"{share:.0f}%"


def in_windows(window: int) -> str:
    """Return what the years up to each year are: ``five-year rolling total``."""
    if window == 1:
        return "year by year"
    letters = {3: "three", 5: "five", 10: "ten"}.get(window, str(window))
    return f"{letters}-year rolling total"


def mark(rows: pd.DataFrame) -> str:
    """Return what stands behind a title where any value is only estimated; else nothing."""
    return wording.if_estimated(rows)


def system(grouping: Grouping) -> str:
    """Return a system of groups: ``region``, ``membership of NATO in each year``."""
    if grouping.by in (BY_REGION, BY_SUBREGION):
        return grouping.by
    return f"membership of {grouping.by} {'in each year' if grouping.is_dated else 'today'}"


Title: TypeAlias = tuple[str, str]
"""What a panel shows, and how: the first part is bold."""


def shares_title(asked: q.Question, window: int, grouping: Grouping | None = None) -> Title:
    """Return the title of a panel of shares over time."""
    by = f" by {system(grouping)}" if grouping else ""
    return f"Share of {_goods(asked)}", f"{by}, {in_windows(window)}"


def ranking_title(asked: q.Question, marked: Window, grouping: Grouping | None = None) -> Title:
    """Return the title of a ranking of one window."""
    by = f" by {system(grouping)}" if grouping else ""
    return f"Share of {_goods(asked)}", f"{by}, {years(marked)}"


def volume_title(measure: Measure, *, as_parts: bool = False) -> Title:
    """Return the title of a panel of yearly volumes."""
    if as_parts:
        return "Parts of each year", f", {measure.unit} above"
    return f"{measure.quantity.capitalize()} delivered each year", f", {measure.unit}"


def others_note(others: int, share: float, unknown: float, marked: Window, noun: str) -> str:
    """Return what stands below a title: the sum of those who have no name in it, and Unknown.

    Parameters
    ----------
    others : int
        How many delivered or received something in the window and have no name in the chart.
    share, unknown : float
        Their share together, and that of unknown partners, in per cent.
    marked : (int, int)
        The window.
    noun : str
        What a partner is: supplier or recipient.
    """
    parts = []
    if others:
        parts.append(f"{wording.counted(others, f'other {noun}')} (grey) {per_cent(share)}")
    if unknown >= _UNKNOWN_WORTH_SAYING:
        parts.append(f"unknown {noun}s (hatched) {per_cent(unknown)}")
    return wording.capital(f"{wording.listed(parts)} in {years(marked)}") if parts else ""


def partners_over_time(
    shares: pd.DataFrame, asked: q.Question, window: int, grouping: Grouping | None = None
) -> str:
    """Return the alternative text of shares over time above yearly volumes.

    Parameters
    ----------
    shares : pandas.DataFrame
        What is drawn: a folded series, `OTHER` and `UNKNOWN` last.
    asked, window, grouping
        Whose partners, years in a window, and how partners are grouped.
    """
    drawn = shares.dropna(subset="share")
    if drawn.empty:
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    last = drawn[drawn["last_year"] == drawn["last_year"].max()]
    ends = ", ".join(
        f"{entities.display_name(partner)} {whole_per_cent(share)}"
        for partner, share in zip(last["partner"], last["share"], strict=True)
        if round(share) >= 1
    )
    whose = f"each {asked.across}'s share"
    if grouping:
        whose = f"the share of each group of {asked.across}s, by {system(grouping)},"
    span = years((int(drawn["last_year"].min()), int(drawn["last_year"].max())))
    return (
        f"Lines of {whose} of {wording.denominator(asked)} in {window}-year windows up to each year "
        f"of {span}, above bars of the {asked.measure.quantity} in each year. In the last window, "
        f"{_years(last.iloc[0])}: {ends}.{mark(shares)}"
    )


def ranking(shares: Sequence[tuple[str, float]], asked: q.Question, marked: Window) -> str:
    """Return the alternative text of a ranking of one window above yearly volumes.

    Parameters
    ----------
    shares : sequence of (str, float)
        The window as it is drawn: names and shares, the largest first.
    asked, marked
        Whose partners, and the window.
    """
    if not shares:
        return f"No deliveries are recorded in {wording.denominator(asked)} in {years(marked)}."
    ranked = ", ".join(
        f"{entities.display_name(partner)} {per_cent(share)}" for partner, share in shares
    )
    return (
        f"Bars of each {asked.across}'s share of {wording.denominator(asked)} in {years(marked)}: "
        f"{ranked}. Below, bars of the {asked.measure.quantity} in each year."
    )


def yearly_bars(volumes: pd.DataFrame, asked: q.Question) -> str:
    """Return the alternative text of yearly volumes without shares over time above them."""
    totals = volumes.drop_duplicates("last_year")
    if not (totals["total"] > 0).any():
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    years = q.words((int(totals["last_year"].min()), int(totals["last_year"].max())))
    each = ", ".join(
        f"{total:,.0f} in {year}"
        for year, total in zip(totals["last_year"], totals["total"], strict=True)
    )
    return (
        f"Bars of {wording.denominator(asked)} by {asked.across}, in {asked.measure.unit} a year, "
        f"{years}: {each}.{mark(volumes)}"
    )


def possible_errors(errors: Mapping[int, float] | None, asked: q.Question) -> str:
    """Return the sentence on totals of years that may be off; empty where all are exact."""
    if not errors:
        return ""
    doubtful = wording.listed([str(year) for year in sorted(errors)])
    most = max(errors.values())
    return f"The totals of {doubtful} may be off by up to {most:g} {asked.measure.unit}."


def between(low: float, high: float, decimals: int = 1) -> str:
    """Return a range as it is read: ``2.3``, or ``2.3 to 2.9``."""
    ends = [f"{end:,.{decimals}f}" for end in (low, high)]
    return " to ".join(dict.fromkeys(ends))


def concentration_titles(asked: q.Question, window: int) -> tuple[Title, Title]:
    """Return the titles of the two panels on concentration."""
    largest = f"Largest {asked.across}'s share of {_goods(asked)}"
    return (largest, f", {in_windows(window)}"), (
        f"As if this many equal {asked.across}s shared the market", ""
    )  # fmt: skip


def concentration_over_time(series: pd.DataFrame, asked: q.Question, window: int) -> str:
    """Return the alternative text of concentration over time."""
    if series.empty:
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    last = series.iloc[-1]
    names = " and ".join(entities.display_name(name) for name in last["largest"].split("; "))
    equal = between(last["effective_low"], last["effective_high"])
    most, least = (
        series.loc[series["effective_high"].agg(which)] for which in ("idxmin", "idxmax")
    )
    return (
        f"The largest {asked.across}'s share of {wording.denominator(asked)} in {window}-year "
        f"windows, above the number of equal {asked.across}s that would be as concentrated. In the "
        f"last window, {_years(last)}: {names} {last['largest_share']:.0f}%, like {equal} equal "
        f"{asked.across}s. Most concentrated in {_years(most)}, least in {_years(least)}.{mark(series)}"
    )


def pair_title(asked: q.Question, partner: str, window: int) -> Title:
    """Return the title of one partner's share over time, with its denominator."""
    name, way = ("Dependence", "from") if asked.side == "recipient" else ("Exposure", "to")
    what = f": share of {wording.denominator(asked)} {way} {wording.called(partner)}"
    return name, f"{what}, {in_windows(window)}"


def pair_over_time(
    held: Sequence[tuple[q.Question, str, pd.DataFrame]],
    volumes: pd.DataFrame,
    recipient: str,
    supplier: str,
    window: int,
) -> str:
    """Return the alternative text of dependence and exposure over time."""
    pair = f"{wording.called(supplier)} to {wording.called(recipient)}"
    panels = []
    for asked, partner, rows in held:
        drawn = rows.dropna(subset="share")
        title = "".join(pair_title(asked, partner, window))
        if drawn.empty:
            panels.append(f"{title}: nothing was delivered.")
            continue
        last, high = drawn.iloc[-1], drawn.sort_values("share", kind="stable").iloc[-1]
        panels.append(
            f"{title}: {per_cent(last['share'])} in {_years(last)}, at most "
            f"{per_cent(high['share'])} in {_years(high)}.{mark(rows)}"
        )
    active = volumes[volumes["value"] > 0]["last_year"]
    when = "no delivery"
    if len(active):
        when = f"deliveries in {wording.counted(len(active), 'year')} from {active.min()} to {active.max()}"
    return f"{' '.join(panels)} Below, yearly volume from {pair}: {when}.".strip()


def window_map_title(
    recipient: str, supplier: str, of: Flow, measure: Measure, show: str | int
) -> str:
    """Return the title of a map of windows."""
    partner, asked = _pair(recipient, supplier, of, measure)
    if show == "share":
        return (
            f"{wording.possessive(partner)} share of {wording.denominator(asked)}, in every period"
        )
    among = f"{wording.possessive(asked.entity)} {asked.across}s"
    if show == "rank":
        return f"{wording.possessive(partner)} rank among {among}, in every period"
    return f"Periods in which {wording.called(partner)} ranked {ordinal(int(show))} among {among}"


def every_window(
    table: pd.DataFrame, recipient: str, supplier: str, of: Flow, measure: Measure
) -> str:
    """Return the alternative text of a map of windows: the range, and where each top rank held."""
    partner, asked = _pair(recipient, supplier, of, measure)
    solid = table[(table["total"] >= measure.few) & table["share"].notna()]
    what = f"{wording.possessive(partner)} share of {wording.denominator(asked)}"
    if solid.empty:
        return f"No period is large enough for {what} to say much."
    all_of_it = years((int(table["first_year"].min()), int(table["last_year"].max())))
    ordered = solid.sort_values("share", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    sentences = [
        f"{what} in every period within {all_of_it}: from {per_cent(low['share'])} to "
        f"{per_cent(high['share'])} ({_years(high)}), in {len(solid):,} periods of at least "
        f"{measure.few:g} {measure.unit}."
    ]
    for rank in (1, 2, 3):
        held = solid[solid["rank"] == rank]
        if held.empty:
            sentences.append(f"{wording.capital(ordinal(rank))} in no period.")
            continue
        length = held["last_year"] - held["first_year"]
        longest = held[length == length.max()].iloc[0]
        sentences.append(
            f"{wording.capital(ordinal(rank))} in {wording.counted(len(held), 'period')}, the "
            f"longest {_years(longest)}."
        )
    return " ".join(sentences) + mark(table)


def ranks(low: int, high: int) -> str:
    """Return the ranks that rounding allows, to be written behind a share."""
    return f", rank {low}" if low == high else f", rank {low} to {high}"


def ordinal(rank: int) -> str:
    """Return a rank as a word: ``second``, ``11th``."""
    words = {1: "first", 2: "second", 3: "third"}
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return words.get(rank, f"{rank}{ending}")


def _pair(recipient: str, supplier: str, of: Flow, measure: Measure) -> tuple[str, q.Question]:
    """Return the partner, and the question in whose denominator it stands."""
    if of == "imports":
        return supplier, q.Question("recipient", recipient, measure)
    return recipient, q.Question("supplier", supplier, measure)


def _years(row: pd.Series) -> str:
    return years((int(row["first_year"]), int(row["last_year"])))


def _goods(asked: q.Question) -> str:
    """Return what is shared out, briefly: ``arms imports``."""
    return (
        f"arms {asked.flow}"
        if asked.measure.goods == MAJOR_ARMS
        else f"{asked.flow} of {asked.measure.goods}"
    )
