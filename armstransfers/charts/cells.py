"""Coloured squares on a grid of whole numbers, with marks on them that answer to the pointer.

The colours are a heatmap, which fills its squares at every width; a heatmap returns no clicks, so
clear markers stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from armstransfers.charts.drawing import Trace, trace
from armstransfers.charts.page import Page

Scale = list[tuple[float, str]]


def painted(
    columns: pd.Series,
    rows: pd.Series,
    amounts: pd.Series,
    *,
    scale: Scale,
    least: float,
    most: float,
    gap: int = 0,
    **own: Any,
) -> Trace:
    """Return squares in the colours of their amounts; blank amounts leave no square.

    Parameters
    ----------
    columns, rows, amounts : pandas.Series
        Where each square is, in whole numbers, and what it shows.
    scale : list of (float, str)
        Colours from the least amount to the most.
    least, most : float
        The amounts at the ends of the scale.
    gap : int, optional
        Pixels between two squares.
    """
    grid = pd.DataFrame({"column": columns, "row": rows, "amount": amounts})
    table = grid.pivot_table(index="row", columns="column", values="amount", dropna=False)
    table = table.reindex(
        index=range(int(rows.min()), int(rows.max()) + 1),
        columns=range(int(columns.min()), int(columns.max()) + 1),
    )
    settings: dict[str, Any] = {"showscale": False} | own
    return trace(
        "heatmap",
        x=list(table.columns), y=list(table.index), z=table.to_numpy(), zmin=least, zmax=most,
        colorscale=scale, xgap=gap, ygap=gap, hoverinfo="skip", **settings,
    )  # fmt: skip


def pointed(
    columns: pd.Series, rows: pd.Series, means: Sequence[Any], says: Sequence[str], name: str
) -> Trace:
    """Return clear marks on squares: what a click on each means, and what hovering says."""
    return trace(
        "scatter",
        x=columns, y=rows, customdata=means, hovertext=says, name=name, mode="markers",
        marker={"symbol": "square", "size": 12, "opacity": 0},
        hovertemplate="%{hovertext}<extra></extra>", showlegend=False,
    )  # fmt: skip


def keyed(colour: str, words: str, page: Page, symbol: str = "square") -> Trace:
    """Return an entry of the legend: a mark and what it stands for."""
    outline = {"width": 1.5 if "open" in symbol else 0.5, "color": page.text}
    marker = {"symbol": symbol, "size": 11, "color": colour, "line": outline}
    return trace(
        "scatter",
        x=[None], y=[None], name=words, mode="markers", marker=marker, hoverinfo="skip",
        showlegend=True,
    )  # fmt: skip


def legend(page: Page, **place: Any) -> dict[str, Any]:
    """Return a legend that explains and that no click changes."""
    return {
        "font": page.font(1),
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
        "bgcolor": "rgba(0,0,0,0)",
        **place,
    }
