"""Names and numbers written into a chart, where they do not cover each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from armstransfers import entities, wording
from armstransfers.analysis.leading import OTHER
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.page import Page

_WIDTH_OF_A_LETTER = 0.55  # of its height
_LABEL_GAP = 7.0  # per cent of the axis of shares between two labels
_LABELLED_PEAK = 10.0  # per cent; a lower line has its name in the ranking and on hovering
_CLOSE_YEARS, _CLOSE_SHARES = 4, 8.0  # two peaks nearer than this have one label
_MOST_TOTALS = {True: 16, False: 32}  # bars that have room for their own total
_LONG_NAME = 10  # letters; on a narrow page a code stands for a longer name


def short_name(partner: str, *, most: int = 0) -> str:
    """Return a partner's name in charts: the shorter of SIPRI's and the one for people.

    Of a name of more than `most` letters, the first stand for it. Plotly reads tags in every text; what looks like one in a name stays text.
    """
    shown = entities.display_name(partner)
    short = partner if len(partner) < len(shown) and partner.isalpha() else shown
    if most and len(short) > most:
        short = short[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return written(short)


def label_of(partner: str, page: Page) -> str:
    """Return what stands for a partner beside its line: its name, or its code where that is long."""
    name = short_name(partner)
    known = entities.entities().get(partner)
    if page.narrow and len(name) > _LONG_NAME and known:
        return known.iso3 or name
    return name


def written(text: str) -> str:
    """Return a text as Plotly shows it letter by letter: no tag, no template, no formula.

    Examples
    --------
    >>> written("<b>%{x}</b>")
    '&lt;b&gt;&#37;{x}&lt;/b&gt;'
    """
    for sign, name in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("%{", "&#37;{"),
        ("$", "&#36;"),
    ):
        text = text.replace(sign, name)
    return text


def volume(amount: float) -> str:
    """Return a volume in charts: whole, with marks between thousands, or ``<1``."""
    return "&lt;1" if 0 < amount < 0.5 else f"{amount:,.0f}"


def share_of(row: Mapping[Any, Any]) -> str:
    """Return the share in a row of a table: as SIPRI printed it, where it did, else one decimal."""
    if "printed_decimals" not in row:
        return wording.per_cent(row["share"])
    decimals = row["printed_decimals"]
    printed = f"{row['share']:g}" if pd.isna(decimals) else f"{row['share']:.{decimals}f}"
    return f"{printed}\N{NO-BREAK SPACE}%"


def name_lines(
    drawing: Drawing, shares: pd.DataFrame, last_year: int, *, few: float, page: Page
) -> int:
    """Write the names in the colour of text, and return the pixels that they need at the right.

    Lines that reach the last year have their name at their right end, with the share there;
    lines that ended before have it at their peak, if the whole was at least `few` then.
    """
    drawn = shares[shares["share"] > 0]
    ends = drawn[drawn["last_year"] == last_year]
    heights = spread(list(ends["share"]), _LABEL_GAP, 0.0, 100.0)
    longest = 0
    for partner, share, height in zip(ends["partner"], ends["share"], heights, strict=True):
        text = f"{label_of(partner, page)} {_whole(share)}"
        longest = max(longest, len(text))
        drawing.write(
            text=text, x=1, xref="paper", y=height, yref="y", xanchor="left", xshift=8,
            showarrow=False, font=page.font(),
        )  # fmt: skip
    for partner, year, share in _peaks(
        drawn[~drawn["partner"].isin([*ends["partner"], OTHER])], few
    ):
        drawing.write(
            text=label_of(partner, page), x=year, y=share, yshift=13, showarrow=False,
            font=page.font(), bgcolor=page.background, opacity=0.85, borderpad=0,
        )  # fmt: skip
    return 16 + round(longest * _WIDTH_OF_A_LETTER * page.size)


def write_totals(drawing: Drawing, volumes: pd.DataFrame, page: Page) -> None:
    """Write each year's volume over its bar of 100 %, upright, for the bars are narrow.

    Where there are too many bars, every fifth year has its volume.
    """
    totals = volumes.drop_duplicates("last_year").query("total > 0")
    if len(totals) > _MOST_TOTALS[page.narrow]:
        totals = totals[totals["last_year"] % 5 == 0]
    for year, total in zip(totals["last_year"], totals["total"], strict=True):
        drawing.write(
            text=volume(total), x=year, y=103, yref="y2",
            yanchor="bottom", textangle=-90, showarrow=False, font=page.font(3),
        )  # fmt: skip


def spread(positions: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions moved as little as needed to stand at least `gap` apart.

    Parameters
    ----------
    positions : list of float
        Wanted positions, in any order.
    gap : float
        Smallest distance between two.
    low, high : float
        Where the lowest and the highest may stand; `low` gives way where there is no room.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    moved = list(positions)
    floor = low
    for i in order:
        moved[i] = max(positions[i], floor)
        floor = moved[i] + gap
    ceiling = high
    for i in reversed(order):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved


def _peaks(earlier: pd.DataFrame, few: float) -> list[tuple[str, int, float]]:
    """Return partner, year and share of the peaks to label, those that stand apart."""
    solid = earlier[(earlier["total"] >= few) & (earlier["share"] >= _LABELLED_PEAK)]
    top = solid.sort_values("share", ascending=False, kind="stable").drop_duplicates("partner")
    apart: list[tuple[str, int, float]] = []
    for partner, year, share in zip(top["partner"], top["last_year"], top["share"], strict=True):
        if all(abs(year - y) > _CLOSE_YEARS or abs(share - s) > _CLOSE_SHARES for _, y, s in apart):
            apart.append((partner, int(year), float(share)))
    return apart


def _whole(share: float) -> str:
    return "under 1 %" if share < 0.5 else f"{share:.0f} %"
