"""Hollow points: shares that were published for windows that no release at hand holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from armstransfers.analysis.leading import OTHER
from armstransfers.charts import labels
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.page import SHADE, Page
from armstransfers.charts.palette import Look, looks
from armstransfers.core.coverage import Window
from armstransfers.wording import outside as in_words

_PUBLISHED = ", published"  # ends the name of hollow points
_SIZE, _STROKE = 9, 2  # pixels of a point, and of its line
_CLOSE_YEARS, _CLOSE_SHARES = 3, 9.0  # of two points nearer than this one has its name


def of_length(published: pd.DataFrame | None, window: int) -> pd.DataFrame | None:
    """Return the published shares whose windows are as long as a chart's; None where there are none.

    Others would stand among points that add up fewer years, or more.
    """
    if published is None:
        return None
    alike = published[published["last_year"] - published["first_year"] + 1 == window]
    return alike.reset_index(drop=True) if len(alike) else None


def are_in(chart: Chart) -> bool:
    """Whether a chart has any hollow point."""
    return any(str(trace.get("name", "")).endswith(_PUBLISHED) for trace in chart.drawn["data"])


def hollow_points(
    published: pd.DataFrame, drawn: Mapping[str, Look], page: Page
) -> list[dict[str, Any]]:
    """Return published shares as points that no line joins: those of others than are drawn are grey.

    Parameters
    ----------
    published : pandas.DataFrame
        As `armstransfers.analysis.published_shares` returns them.
    drawn : mapping of str to Look
        How partners are drawn.
    page : Page
        Where they stand.
    """
    other = looks([OTHER])[OTHER]
    return [
        _points(rows, str(partner), drawn.get(str(partner), other), page)
        for partner, rows in published.groupby("partner", sort=False)
    ]


def _points(rows: pd.DataFrame, partner: str, look: Look, page: Page) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": rows["last_year"].tolist(),
        "y": rows["printed"].tolist(),
        "name": labels.short_name(partner) + _PUBLISHED,
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "symbol": "circle-open",
            "size": _SIZE,
            "color": look.colour(page.dark),
            "line": {"width": _STROKE},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def said(published: pd.DataFrame | None) -> dict[int, list[str]]:
    """Return what pointing at a year says of the published shares of the window that ends with it."""
    lines: dict[int, list[str]] = {}
    figures: list[Any] = [] if published is None else list(published.itertuples())
    for row in figures:
        when = labels.years((row.first_year, row.last_year))
        share = in_words.printed(row).replace("\N{NO-BREAK SPACE}", "")
        lines.setdefault(int(row.last_year), []).append(
            f"<b>{labels.short_name(row.partner)}</b> {share} in {when}<br>{in_words.point(row)}"
        )
    return lines


def name_points(
    drawing: Drawing,
    published: pd.DataFrame,
    named: set[str],
    drawn: Mapping[str, Look],
    page: Page,
    yref: str = "y",
) -> None:
    """Write the name of those whose name stands nowhere else above the highest of their points."""
    other = looks([OTHER])[OTHER]
    others = published[~published["partner"].isin(named)]
    top = others.sort_values("printed", ascending=False, kind="stable").drop_duplicates("partner")
    taken: list[tuple[int, float]] = []
    for partner, year, share in zip(top["partner"], top["last_year"], top["printed"], strict=True):
        if any(abs(year - x) < _CLOSE_YEARS and abs(share - y) < _CLOSE_SHARES for x, y in taken):
            continue
        taken.append((int(year), float(share)))
        at_edge = year <= published["last_year"].min() + 1  # beside the axis of shares
        drawing.write(
            text=labels.short_name(partner), x=year, y=share, yref=yref, yshift=13,
            xanchor="left" if at_edge else "center", xshift=-5 if at_edge else 0,
            showarrow=False, borderpad=0,
            font=page.font(1, colour=drawn.get(partner, other).ink(page.dark)),
        )  # fmt: skip


def mark_not_held(drawing: Drawing, years: Window, page: Page, yref: str) -> None:
    """Hatch the years of which a panel of volumes knows nothing, and say so: they are no noughts."""
    if years[1] < years[0]:
        return
    drawing.shape(
        type="rect", x0=years[0] - 0.5, x1=years[1] + 0.5, y0=0, y1=1, yref=f"{yref} domain",
        fillcolor=SHADE, line={"width": 0}, layer="below", opacity=0.5,
    )  # fmt: skip
    drawing.write(
        text=in_words.not_held(years, page.narrow), x=sum(years) / 2, y=0.5, yref=f"{yref} domain",
        yanchor="middle", showarrow=False, font=page.font(1, colour=page.muted),
    )  # fmt: skip
