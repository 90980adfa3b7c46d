"""What two editions say of the same years: totals side by side."""

from __future__ import annotations

import pandas as pd

from armstransfers.charts import names
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, trace
from armstransfers.charts.page import Page
from armstransfers.core.measure import Measure

_NEW = {True: "#6FA8FF", False: "#0C5AB6"}
_HEIGHT = 250  # pixels


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
    span = int(totals["year"].min()), int(totals["year"].max())
    lines: tuple[tuple[int, str, str, str], ...] = (
        (old, "total_old", page.base, page.muted),
        (new, "total_new", _NEW[dark], _NEW[dark]),
    )
    ends = [
        names.Name(f"edition {edition}", float(totals[column].iloc[-1]), ink, bold=edition == new)
        for edition, column, _, ink in lines
    ]
    right = names.room_for(ends, page)
    drawing = Drawing()
    for edition, column, colour, _ in lines:
        drawing.trace(
            trace(
                "scatter",
                x=totals["year"],
                y=totals[column],
                customdata=totals[["added", "removed", "revised"]],
                name=f"edition {edition}",
                mode="lines",
                line={"color": colour, "width": 3 if edition == new else 2},
                showlegend=False,
                hovertemplate=(
                    f"<b>edition {edition}</b> %{{x}}: %{{y:,.0f}} {measure.unit}"
                    "<br>added %{customdata[0]}, removed %{customdata[1]}, revised %{customdata[2]}"
                    "<extra></extra>"
                ),
            )
        )
    top = 1.05 * max(float(totals[["total_old", "total_new"]].max().max()), 1.0)
    width = page.width - page.left - 12 - right
    page.frame(
        drawing,
        height=40 + _HEIGHT + 32,
        margin={"l": page.left + 12, "r": right, "t": 40, "b": 32},
        xaxis=page.years(span, width=width),
        yaxis=page.scale(range=[0, top], tickformat=",", nticks=5),
    )
    names.write_ends(drawing, ends, names.Panel("x", "y", _HEIGHT, width, top, span), page)
    page.title(drawing, f"What both cover, by year, {measure.unit}", top=1.0)
    most = totals.iloc[int((totals["total_new"] - totals["total_old"]).abs().to_numpy().argmax())]
    return Chart(
        drawing.pieces(),
        f"Two lines of yearly totals, {span[0]} to {span[1]}, by edition {old} and by edition {new}. "
        f"They differ most in {int(most['year'])}: {most['total_old']:,.0f} and "
        f"{most['total_new']:,.0f} {measure.unit}.",
        totals,
    )
