"""What two editions say of the same years: totals side by side."""

from __future__ import annotations

import pandas as pd

from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, trace
from armstransfers.charts.page import Page
from armstransfers.measure import Measure

_OLD, _NEW = {True: "#9AA3B2", False: "#5F6875"}, {True: "#6FA8FF", False: "#0C5AB6"}


def totals_by_edition(
    totals: pd.DataFrame,
    *,
    old: int,
    new: int,
    measure: Measure,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the yearly totals of what two editions both cover, as two lines.

    Parameters
    ----------
    totals : pandas.DataFrame
        ``totals`` of `armstransfers.analysis.revisions.Revisions`.
    old, new : int
        The editions.
    measure : Measure
        What the totals count.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.
    """
    page = Page(dark, narrow)
    drawing = Drawing()
    lines = (
        (old, "total_old", _OLD, "dash", "square"),
        (new, "total_new", _NEW, "solid", "circle"),
    )
    for edition, column, colour, dash, marker in lines:
        drawing.trace(
            trace(
                "scatter",
                x=totals["year"],
                y=totals[column],
                customdata=totals[["added", "removed", "revised"]],
                name=f"edition {edition}",
                mode="lines+markers",
                line={"color": colour[dark], "dash": dash, "width": 2},
                marker={"symbol": marker, "size": 6},
                hovertemplate=(
                    f"<b>edition {edition}</b> %{{x}}: %{{y:,.0f}} {measure.unit}"
                    "<br>added %{customdata[0]}, removed %{customdata[1]}, revised %{customdata[2]}"
                    "<extra></extra>"
                ),
            )
        )
    span = int(totals["year"].min()), int(totals["year"].max())
    page.frame(
        drawing,
        height=320,
        margin={"l": page.left + 12, "r": 16, "t": 40, "b": 58},
        xaxis=page.years(span),
        yaxis=page.axis(rangemode="tozero", tickformat=",", nticks=5),
        legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "font": page.font()},
    )
    page.title(drawing, f"What both cover, by year, {measure.unit}", top=1.0)
    most = totals.iloc[int((totals["total_new"] - totals["total_old"]).abs().to_numpy().argmax())]
    return Chart(
        drawing.pieces(),
        f"Two lines of yearly totals, {span[0]} to {span[1]}, by edition {old} and by edition {new}. "
        f"They differ most in {int(most['year'])}: {most['total_old']:,.0f} and "
        f"{most['total_new']:,.0f} {measure.unit}.",
        totals,
    )
