"""Lines of shares over time: those that speak, and those that are their context.

Pale where little was delivered, dashed where a source can only estimate, broken where nothing was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from armstransfers.charts import labels
from armstransfers.charts.drawing import Trace
from armstransfers.charts.matrix import Flags, Matrix, Numbers
from armstransfers.charts.page import FADED, Page
from armstransfers.charts.palette import Look
from armstransfers.core.measure import Measure

FOREMOST, NEXT, CONTEXT = 3.0, 2.0, 1.0  # pixels
_POINT = 8  # pixels of a point without a line
_A_TENTH = 0.1  # of the largest total of a frame
_AT_BOTTOM = 0.01  # of an axis: lower lines cannot be told from its bottom
_ESTIMATED = "5px,3px"


def little(measure: Measure) -> str:
    """Return the words for a total so small that its shares say little."""
    return f"under {measure.few:g} {measure.unit} in all"


def pale(total: Numbers, measure: Measure) -> Flags:
    """Return which windows hold so little that their lines must not outshout the others."""
    largest = np.nanmax(total, initial=0.0)
    found: Flags = total < max(measure.few, largest * _A_TENTH)
    return found


def speaking(lines: Matrix) -> Matrix:
    """Return lines without the windows in which a partner delivered nothing, nor beside them."""
    active = np.pad(lines.value > 0, ((0, 0), (1, 1)))
    near = active[:, :-2] | active[:, 1:-1] | active[:, 2:]
    return Matrix(
        lines.partners, lines.first, lines.last, lines.value,
        np.where(near, lines.share, np.nan), lines.total, lines.estimated,
    )  # fmt: skip


def drawn(
    lines: Matrix,
    looks: dict[str, Look],
    foremost: set[str],
    measure: Measure,
    page: Page,
    **axes: str,
) -> Iterator[Trace]:
    """Return what draws the lines that speak, the foremost last, so that they lie on top.

    Parameters
    ----------
    lines : Matrix
        As `speaking` returns them.
    looks : dict of str to Look
        How each partner is drawn.
    foremost : set of str
        Who has a thick line.
    measure, page
        What is counted, and where it stands.
    **axes
        ``xaxis`` and ``yaxis``, where they are not the first.
    """
    few = pale(lines.total, measure)
    for at in sorted(range(len(lines.partners)), key=lambda row: lines.partners[row] in foremost):
        partner = lines.partners[at]
        line = {
            "color": looks[partner].colour(page.dark),
            "width": FOREMOST if partner in foremost else NEXT,
            "shape": "linear",
        }
        for is_few in (True, False):
            for is_estimated in (True, False):
                part = _part(lines.share[at], (few == is_few) & (lines.estimated == is_estimated))
                if part is None:
                    continue
                yield {
                    "type": "scatter",
                    "x": lines.last,
                    "y": part,
                    "name": labels.short_name(partner),
                    **_mode(part),
                    "connectgaps": False,
                    "line": line | ({"dash": _ESTIMATED} if is_estimated else {}),
                    "opacity": FADED if is_few else 1.0,
                    "hoverinfo": "skip",
                    "showlegend": False,
                    **axes,
                }


def context(lines: Matrix, page: Page, *, top: float, **axes: str) -> list[Trace]:
    """Return all lines that are context alone, as one trace: thin and grey.

    Parameters
    ----------
    lines : Matrix
        As `speaking` returns them.
    page : Page
        The page.
    top : float
        Where the axis ends; lines that never leave its bottom are left out.
    **axes
        ``xaxis`` and ``yaxis``, where they are not the first.
    """
    there = np.nan_to_num(lines.share).max(axis=1, initial=0.0) >= top * _AT_BOTTOM
    if not there.any():
        return []
    blank = np.full((int(there.sum()), 1), np.nan)
    last = lines.last[-1:]  # of a blank, whose year does not matter
    return [
        {
            "type": "scatter",
            "x": np.tile(np.concatenate([lines.last, last]), int(there.sum())),
            "y": np.hstack([lines.share[there], blank]).ravel().astype("float32"),
            "name": "others",
            "mode": "lines",
            "connectgaps": False,
            "line": {"color": page.context, "width": CONTEXT},
            "hoverinfo": "skip",
            "showlegend": False,
            **axes,
        }
    ]


def _part(shares: Numbers, there: Flags) -> Numbers | None:
    """Return the points of one kind, each with the point before it, so that no line is cut."""
    if not (there & ~np.isnan(shares)).any():
        return None
    joined = there | np.append(there[1:], False)
    alone = ~there & np.isnan(np.append(shares[1:], np.nan))
    return np.where(joined & ~alone, shares, np.nan)


def _mode(shares: Numbers) -> dict[str, Any]:
    """Return how points are joined; one between two gaps is a dot, for no line could show it."""
    gap = np.pad(np.isnan(shares), 1, constant_values=True)
    alone = ~gap[1:-1] & gap[:-2] & gap[2:]
    if not alone.any():
        return {"mode": "lines"}
    return {"mode": "lines+markers", "marker": {"size": np.where(alone, _POINT, 0), "opacity": 1}}


def unbroken(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the runs of windows that follow each other: nothing must bridge a gap."""
    run = (rows["last_year"].diff() != 1).cumsum()
    return [part for _, part in rows.groupby(run)]
