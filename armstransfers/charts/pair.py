"""One supplier and one recipient: dependence above, exposure below, each with its denominator."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.charts.bars import yearly_bars
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.lines import share_lines, unbroken
from armstransfers.charts.page import SHADE, Page, bracket, per_cent_ticks, stacked
from armstransfers.charts.palette import looks
from armstransfers.charts.possible import Errors, total_bands
from armstransfers.charts.published import hollow_points, mark_not_held, of_length
from armstransfers.coverage import Side, Window
from armstransfers.measure import Measure
from armstransfers.wording import charts as in_words
from armstransfers.wording import outside

_SHARES, _VOLUMES, _BELOW, _APART = 140, 80, 31, 8  # pixels
_STEP = 10  # per cent: the axis ends at a multiple
_OVER = 1.16  # of the axis, for the bracket of the window


def pair_over_time(
    dependence: pd.DataFrame | None,
    exposure: pd.DataFrame | None,
    volumes: pd.DataFrame,
    *,
    recipient: str,
    supplier: str,
    measure: Measure,
    window: int,
    marked: Window,
    span: Window,
    published: Mapping[Side, pd.DataFrame] | None = None,
    year_errors: Errors | None = None,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return dependence, exposure and yearly volume of one pair, on one axis of years.

    Parameters
    ----------
    dependence : pandas.DataFrame or None
        The supplier's rows of the recipient's series, as `share_series` returns them; None
        where the release does not hold all of the recipient's suppliers.
    exposure : pandas.DataFrame or None
        The recipient's rows of the supplier's series; None where the release does not hold
        them all.
    volumes : pandas.DataFrame
        The pair's rows of either series of single years.
    recipient, supplier : str
        The pair, by the names of the release.
    measure : Measure
        What is counted.
    window : int
        Years in a trailing window.
    marked, span : (int, int)
        The window that the headline speaks of; first and last year on the axis.
    published : mapping, optional
        By side, the partner's published shares of windows that are not in its series, for hollow
        points.
    year_errors : mapping of int to float, optional
        By how much the volumes of single years may be off.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.

    Returns
    -------
    Chart
        Its table has a column ``side``: whose partners the rows are of.
    """
    page = Page(dark, narrow)
    look = looks([supplier])[supplier]
    held = [
        (asked, partner, rows[rows["last_year"].between(*span)])
        for asked, partner, rows in (
            (q.Question("recipient", recipient, measure), supplier, dependence),
            (q.Question("supplier", supplier, measure), recipient, exposure),
        )
        if rows is not None
    ]
    volumes = volumes[volumes["last_year"].between(*span)]
    hollow = {side: of_length(rows, window) for side, rows in (published or {}).items()}
    titles = [
        in_words.pair_title(asked, partner, window)
        + in_words.mark(rows)
        + (outside.IN_TITLE if hollow.get(asked.side) is not None else "")
        for asked, partner, rows in held
    ]
    titles.append(in_words.volume_title(measure) + in_words.mark(volumes))
    heights = [_SHARES] * len(held) + [_VOLUMES]
    gaps = [_APART + page.room_for(title) for title in titles[1:]]
    domains, top = stacked(*heights, gaps=gaps), page.room_for(titles[0])
    drawing = Drawing()
    there = [rows for rows in hollow.values() if rows is not None]
    most = _top([rows["share_high"] for _, _, rows in held] + [rows["printed"] for rows in there])
    axes = {}
    for number, (asked, partner, rows) in enumerate(held, start=1):
        axis = _axis(number)
        lines = [*_bands(rows, page), *share_lines(rows, partner, look, measure, page)]
        if (points := hollow.get(asked.side)) is not None:
            lines += hollow_points(points, {partner: look}, page)
        for trace in lines:
            drawing.trace(trace | {"yaxis": axis})
        _end(drawing, rows, span[1], axis, page)
        axes[axis.replace("y", "yaxis")] = page.axis(
            domain=domains[number - 1], range=[0, most * _OVER], **_ticks(most)
        )
    last = _axis(len(heights))
    bars = yearly_bars(volumes, supplier, look, measure, page, as_parts=False)
    drawing.trace(bars | {"yaxis": last})
    if year_errors:
        own = volumes[volumes["value"] > 0].assign(total=lambda rows: rows["value"])
        drawing.trace(total_bands(own, year_errors, measure, page) | {"yaxis": last})
    if len(volumes):
        mark_not_held(drawing, (span[0], int(volumes["last_year"].min()) - 1), page, last)
    axes[last.replace("y", "yaxis")] = page.axis(
        domain=domains[-1], rangemode="tozero", nticks=4, tickformat=","
    )
    if held:
        bracket(drawing, marked, page, height=most * 1.07, yref="y")
    page.frame(
        drawing,
        height=top + sum(heights) + sum(gaps) + _BELOW,
        margin={"l": page.left, "r": 52, "t": top, "b": _BELOW},
        bargap=0.18,
        xaxis=page.years(span, anchor=last),
        **axes,
    )
    for title, domain in zip(titles, domains, strict=True):
        page.title(drawing, title, top=domain[1])
    table = pd.concat([rows.assign(side=asked.side) for asked, _, rows in held] or [volumes])
    words = [
        in_words.pair_over_time(held, volumes, recipient, supplier, window),
        *(outside.points(rows) for rows in there),
    ]
    return Chart(drawing.pieces(), " ".join(words), table)


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _top(shares: list[pd.Series]) -> int:
    """Return the share at which the axis of both panels ends."""
    highest = max((some.max() for some in shares if len(some)), default=0.0)
    return max(_STEP * math.ceil((highest if highest == highest else 0.0) / _STEP), _STEP)


def _ticks(most: int) -> dict[str, object]:
    return per_cent_ticks(*range(0, most + 1, 25 if most > 50 else 10 if most > 20 else 5))


def _bands(rows: pd.DataFrame, page: Page) -> list[dict[str, Any]]:
    """Return the rounding band of each run of windows, where values are rounded."""
    banded = rows[rows["share_high"] > rows["share_low"]]
    return [
        {
            "type": "scatter",
            "x": [*run["last_year"], *reversed(run["last_year"].tolist())],
            "y": [*run["share_low"], *reversed(run["share_high"].tolist())],
            "name": "rounding band", "mode": "lines", "line": {"width": 0}, "fill": "toself",
            "fillcolor": SHADE, "hoverinfo": "skip", "showlegend": False,
        }
        for run in unbroken(banded)
    ]  # fmt: skip


def _end(drawing: Drawing, rows: pd.DataFrame, last_year: int, axis: str, page: Page) -> None:
    """Write the last share beside its point."""
    last = rows[(rows["last_year"] == last_year) & rows["share"].notna()]
    for share in last["share"]:
        drawing.write(
            text=wording.per_cent(share), x=1, xref="paper", y=share, yref=axis, xanchor="left",
            xshift=2, showarrow=False, font=page.font(),
        )  # fmt: skip
