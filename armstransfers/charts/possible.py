"""Bands for what an extract leaves open: totals of years, and shares of windows, that may be off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from armstransfers.charts.page import CLEAR, Page
from armstransfers.core.measure import Measure

POSSIBLE = "possible error"
"""What the bands are called."""

IN_TITLE = "; crossed: what the downloads behind this extract do not settle"
"""What the title of a panel says of its bands."""

Errors = Mapping[int, float]
"""By how much the total of a window may be off, by its last year; those without doubt are not there."""


def total_bands(
    volumes: pd.DataFrame, errors: Errors, measure: Measure, page: Page
) -> dict[str, Any]:
    """Return the band in which the total of each doubtful year lies, around the top of its bar.

    Parameters
    ----------
    volumes : pandas.DataFrame
        ``last_year, total`` of single years.
    errors, measure, page
        By how much they may be off, what is counted, and where the bars stand.
    """
    rows = volumes[volumes["last_year"].isin(list(errors))].drop_duplicates("last_year")
    years, tops = rows["last_year"].tolist(), rows["total"].tolist()
    of_years = [errors[year] for year in years]
    lows = [max(top - error, 0.0) for top, error in zip(tops, of_years, strict=True)]
    highs = [top + error for top, error in zip(tops, of_years, strict=True)]
    return {
        "type": "bar",
        "x": years,
        "base": lows,  # so that it is not stacked
        "y": [high - low for low, high in zip(lows, highs, strict=True)],
        "name": POSSIBLE,
        "customdata": list(zip(tops, of_years, strict=True)),
        "hovertemplate": (
            f"%{{x}}: %{{customdata[0]:,.{measure.decimals}f}} {measure.unit} in all, which may be off "
            "by up to %{customdata[1]:g}<extra></extra>"
        ),
        "marker": {
            "color": CLEAR,
            "line": {"width": 1, "color": page.text},
            "pattern": {"shape": "x", "fgcolor": page.text, "size": 5, "solidity": 0.2},
        },
        "showlegend": False,
    }


def share_whiskers(shares: pd.DataFrame, errors: Errors, page: Page) -> dict[str, Any]:
    """Return how far the shares of doubtful windows may be off, as a whisker at each point.

    A share is lowest where the doubt is in its own part alone, or in those of others.
    """
    rows = shares[shares["last_year"].isin(list(errors)) & (shares["value"] > 0)]
    error = rows["last_year"].map(dict(errors)).to_numpy(dtype="float64")
    value, total = rows["value"].to_numpy(), rows["total"].to_numpy()
    share, less = rows["share"].to_numpy(), np.minimum(error, value)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.fmin(100 * (value - less) / (total - less), 100 * value / (total + error))
        high = np.fmax(
            100 * (value + error) / (total + error),
            np.fmin(100 * value / np.maximum(total - error, value), 100.0),
        )
    return {
        "type": "scatter",
        "x": rows["last_year"].tolist(),
        "y": share.tolist(),
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (high - share).round(4).tolist(),
            "arrayminus": (share - low).round(4).tolist(),
            "color": page.accent,
            "thickness": 1.2,
            "width": 4,
        },
        "name": POSSIBLE,
        "mode": "markers",
        "marker": {"size": 1, "color": page.accent},
        "hoverinfo": "skip",
        "showlegend": False,
    }
