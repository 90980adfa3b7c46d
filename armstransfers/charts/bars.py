"""Bars of yearly volumes, stacked; Unknown is hatched."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from armstransfers.charts import labels
from armstransfers.charts.page import CLEAR, FADED, Page
from armstransfers.charts.palette import Look
from armstransfers.measure import Measure


def fill(look: Look, page: Page) -> dict[str, object]:
    """Return the filling of a bar: a plain colour, or a hatch for a look that has one."""
    colour = look.colour(page.dark)
    if not look.hatch:
        return {"color": colour, "line": {"width": 0.5, "color": page.background}}
    return {
        "color": CLEAR,
        "line": {"width": 1, "color": colour},
        "pattern": {"shape": look.hatch, "fgcolor": colour, "size": 5, "solidity": 0.3},
    }


def yearly_bars(
    rows: pd.DataFrame, partner: str, look: Look, measure: Measure, page: Page, *, as_parts: bool
) -> dict[str, Any]:
    """Return one partner's bars: its volume in each year, or its part of the year's volume.

    Parts of a small whole are pale.
    """
    marker = fill(look, page)
    if as_parts:
        marker["opacity"] = [FADED if few else 1.0 for few in rows["total"] < measure.few]
    volume = f":,.{measure.decimals}f"
    return {
        "type": "bar",
        "x": rows["last_year"],
        "y": rows["share"] if as_parts else rows["value"],
        "name": labels.short_name(partner),
        "customdata": [
            (value, total, None if math.isnan(share) else share)
            for value, total, share in zip(
                *(rows[name].tolist() for name in ("value", "total", "share")), strict=True
            )
        ],
        "hovertemplate": (
            f"<b>{labels.short_name(partner)}</b> %{{x}}: %{{customdata[0]{volume}}} of "
            f"%{{customdata[1]{volume}}} {measure.unit} (%{{customdata[2]:.1f}} %)<extra></extra>"
        ),
        "marker": marker,
        "showlegend": False,
    }
