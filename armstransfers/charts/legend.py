"""One legend for many panels: a row of its own above them, each entry at a place of its own."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import CLEAR, Domain, Page
from armstransfers.charts.palette import Look

_BESIDE, _BESIDE_NARROW = 5, 2  # entries in a row
_SWATCH = 0.15  # of the room of an entry


def small_line(partner: str, look: Look, page: Page) -> dict[str, object]:
    """Return a partner's line in a small panel."""
    return {
        "color": look.colour(page.dark),
        "width": 1 if partner in (OTHER, UNKNOWN) else 2,
    }


def legend_rows(entries: Collection[str], page: Page) -> int:
    """Return how many rows a legend takes."""
    return max(math.ceil(len(entries) / _beside(page)), 1)


def write_legend(drawing: Drawing, entries: Mapping[str, Look], place: Domain, page: Page) -> None:
    """Write a legend on the figure's first axes.

    Parameters
    ----------
    drawing : Drawing
        Where it is written.
    entries : mapping of str to Look
        How each partner is drawn.
    place : (float, float)
        Its part of the figure's height.
    page : Page
        The page.
    """
    beside, rows = _beside(page), legend_rows(entries, page)
    for i, (partner, look) in enumerate(entries.items()):
        drawing.trace(_entry(partner, look, i % beside, rows - 1 - i // beside, page))
    hidden = {"visible": False, "fixedrange": True}
    drawing.lay_out(
        xaxis={**hidden, "range": [0, beside]},
        yaxis={**hidden, "range": [-0.5, rows - 0.5], "domain": place},
    )


def _beside(page: Page) -> int:
    return _BESIDE_NARROW if page.narrow else _BESIDE


def _entry(partner: str, look: Look, column: int, row: int, page: Page) -> Trace:
    """Return a short line, or a small hatched area, and a name."""
    start, end = float(column), column + _SWATCH
    entry = trace(
        "scatter",
        x=[start, (start + end) / 2, end],
        y=[row] * 3,
        mode="lines+text",
        text=["", "", f" {labels.short_name(partner)}"],
        textposition="middle right",
        textfont=page.font(),
        name=partner,
        line=small_line(partner, look, page),
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    if look.hatch:
        low, high = row - 0.3, row + 0.3
        entry.update(
            x=[start, start, end, end, end, start],
            y=[low, high, high, row, low, low],
            text=["", "", "", f" {labels.short_name(partner)}", "", ""],
            fill="toself",
            fillpattern={
                "shape": look.hatch,
                "fgcolor": look.colour(page.dark),
                "bgcolor": CLEAR,
                "size": 6,
            },
        )
    return entry
