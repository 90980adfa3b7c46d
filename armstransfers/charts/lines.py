"""Lines of shares over time, with gaps where nothing was delivered; Unknown is a hatched area."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.page import CLEAR, FADED, Page
from armstransfers.charts.palette import Look
from armstransfers.measure import Measure

Shares = npt.NDArray[np.float64]

_POINT = 8  # pixels of a point without a line
_HALF_POINT = 0.35  # years that the hatch reaches to either side of a window


def share_lines(
    rows: pd.DataFrame, partner: str, look: Look, measure: Measure, page: Page
) -> list[dict[str, Any]]:
    """Return what draws one partner's shares.

    A line for solid windows and a pale one for windows of a small whole; for Unknown a hatched
    area for each run of windows.

    Parameters
    ----------
    rows : pandas.DataFrame
        The partner's part of a series: ``first_year, last_year, value, total, share``.
    partner, look, measure, page
        Who it is, how it is drawn, what is counted, and where it stands.
    """
    if partner == UNKNOWN:
        return [_hatch(run, look, measure, page) for run in unbroken(rows[rows["value"] > 0])]
    shares, is_few = _without_idle_years(rows), rows["total"].to_numpy() < measure.few
    parts = ((few, np.where(is_few == few, shares, np.nan)) for few in (True, False))
    return [
        _line(rows, part, partner, look, measure, few=few, page=page)
        for few, part in parts
        if not np.isnan(part).all()
    ]


def little(measure: Measure) -> str:
    """Return the words for a whole so small that its shares say little."""
    return f"under {measure.few:g} {measure.unit} in all"


def unbroken(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the runs of windows that follow each other: nothing must bridge a gap."""
    run = (rows["last_year"].diff() != 1).cumsum()
    return [part for _, part in rows.groupby(run)]


def _without_idle_years(rows: pd.DataFrame) -> Shares:
    """Return a partner's shares, blank where they are 0 and their neighbours are 0 too."""
    active = np.pad(rows["value"].to_numpy() > 0, 1)
    near = active[:-2] | active[1:-1] | active[2:]
    return np.where(near, rows["share"].to_numpy(), np.nan)


def _alone(shares: Shares) -> npt.NDArray[np.bool_]:
    """Return which points have no neighbour, and so no line: they need a mark to be seen."""
    there = np.pad(~np.isnan(shares), 1)
    found: npt.NDArray[np.bool_] = there[1:-1] & ~there[:-2] & ~there[2:]
    return found


def _hover(partner: str, measure: Measure, note: str = "") -> str:
    volume = f":,.{measure.decimals}f"
    return (
        f"<b>{labels.short_name(partner)}</b> %{{y:.1f}} % in %{{customdata[0]}}"
        f"<br>%{{customdata[1]{volume}}} of %{{customdata[2]{volume}}} {measure.unit}{note}"
        "<extra></extra>"
    )


def _said(rows: pd.DataFrame, shares: Shares) -> list[tuple[str, float, float] | None]:
    """Return what hovering says of each window, its years, value and total; nothing of a gap."""
    columns = (rows[name].tolist() for name in ("first_year", "last_year", "value", "total"))
    return [
        None if math.isnan(share) else (q.words((first, last)), value, total)
        for first, last, value, total, share in zip(*columns, shares.tolist(), strict=True)
    ]


def _hatch(rows: pd.DataFrame, look: Look, measure: Measure, page: Page) -> dict[str, Any]:
    said = _said(rows, rows["share"].to_numpy())
    years, shares = rows["last_year"].tolist(), rows["share"].tolist()
    colour = look.colour(page.dark)
    return {
        "type": "scatter",
        "x": [years[0] - _HALF_POINT, *years, years[-1] + _HALF_POINT],
        "y": [shares[0], *shares, shares[-1]],
        "customdata": [said[0], *said, said[-1]],
        "name": UNKNOWN,
        "mode": "lines",
        "line": {"width": 1, "color": colour},
        "fill": "tozeroy",
        "fillpattern": {"shape": look.hatch, "fgcolor": colour, "bgcolor": CLEAR, "size": 6},
        "hovertemplate": _hover(UNKNOWN, measure),
        "showlegend": False,
    }


def _line(
    rows: pd.DataFrame,
    shares: Shares,
    partner: str,
    look: Look,
    measure: Measure,
    *,
    few: bool,
    page: Page,
) -> dict[str, Any]:
    note = f"<br>{wording.capital(little(measure))}: this share says little." if few else ""
    colour = look.colour(page.dark)
    thin = partner == OTHER
    alone = _alone(shares)
    return {
        "type": "scatter",
        "x": rows["last_year"],
        "y": shares,
        "customdata": _said(rows, shares),
        "name": labels.short_name(partner),
        "mode": "lines+markers" if alone.any() else "lines",
        "connectgaps": False,
        "line": {"color": colour, "width": 1 if thin else 2.5},
        **(
            {"marker": {"color": colour, "size": np.where(alone, _POINT, 0)}} if alone.any() else {}
        ),
        "opacity": FADED if few else 1.0,
        "hovertemplate": _hover(partner, measure, note),
        "showlegend": False,
    }
