"""One supplier and one recipient: dependence above, exposure below it, and the volume of each year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.charts import bars, labels, lines, names, pointing
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.lines import unbroken
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import SHADE, Page, shade, shares_up_to, stacked
from armstransfers.charts.palette import looks
from armstransfers.charts.possible import Errors, total_bands
from armstransfers.charts.published import hollow_points, mark_not_held, of_length, said
from armstransfers.core.coverage import Side, Window
from armstransfers.core.measure import Measure
from armstransfers.wording import charts as in_words
from armstransfers.wording import outside

_SHARES, _VOLUMES = 132, 84  # pixels of the panels
_AXIS, _APART = 24, 14  # pixels of the years below, and between two panels
_OF_WINDOW = 18  # pixels for the years above their shade
_OVER_TICKS = 6  # pixels between a title and the highest tick under it
_RIGHT = 64  # pixels for the last shares

Held = tuple[q.Question, str, pd.DataFrame]


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
    found = looks([supplier])
    held = [
        (asked, partner, rows[rows["last_year"].between(*span)])
        for asked, partner, rows in (
            (q.Question("recipient", recipient, measure), supplier, dependence),
            (q.Question("supplier", supplier, measure), recipient, exposure),
        )
        if rows is not None
    ]
    volumes = volumes[volumes["last_year"].between(*span)]
    hollow = {
        side: found_there
        for side, rows in (published or {}).items()
        if (found_there := of_length(rows, window)) is not None
    }
    titles = [
        labels.headed(
            in_words.pair_title(asked, partner, window),
            in_words.mark(rows) + (outside.IN_TITLE if asked.side in hollow else ""),
        )
        for asked, partner, rows in held
    ]
    titles.append(labels.headed(in_words.volume_title(measure), in_words.mark(volumes)))
    heights = [_SHARES] * len(held) + [_VOLUMES]
    rooms = [page.room_for(title, width=_width(page)) for title in titles]
    gaps = [_APART + _OVER_TICKS + room for room in rooms[1:]]
    *domains, _ = stacked(*heights, 0, gaps=[*gaps, _AXIS])
    drawing = Drawing()
    printed = [rows["printed"] for rows in hollow.values()]
    scale = shares_up_to(_highest([*(rows["share_high"] for _, _, rows in held), *printed]))
    axes: dict[str, Any] = {}
    for number, (asked, partner, rows) in enumerate(held, start=1):
        axis = _axis(number)
        _draw_shares(drawing, asked, partner, rows, found[supplier], axis, page)
        if asked.side in hollow:
            for points in hollow_points(hollow[asked.side], {partner: found[supplier]}, page):
                drawing.trace(points | {"yaxis": axis})
        axes[axis.replace("y", "yaxis")] = page.scale(domain=domains[number - 1], **scale)
        shade(drawing, marked, page, name=number == 1, yref=f"{axis} domain")
        _write_end(drawing, rows, span[1], axis, found[supplier].ink(dark), page)
    last = _axis(len(heights))
    each = Matrix.of(volumes.assign(partner=supplier), span)
    strong = bars.asked_for(each, marked)
    drawing.trace(bars.stacked_bars(each, [supplier], found, strong, page, axes={"yaxis": last}))
    shade(drawing, marked, page, name=not held, yref=f"{last} domain")
    if year_errors:
        own = volumes[volumes["value"] > 0].assign(total=lambda rows: rows["value"])
        drawing.trace(total_bands(own, year_errors, measure, page) | {"yaxis": last})
    if len(volumes):
        mark_not_held(drawing, (span[0], int(volumes["last_year"].min()) - 1), page, last)
    axes[last.replace("y", "yaxis")] = page.scale(domain=domains[-1], nticks=4, tickformat=",")
    drawing.trace(_pointing(held, volumes, measure, span, hollow))
    top = rooms[0] + _OF_WINDOW
    page.frame(
        drawing,
        height=top + sum(heights) + sum(gaps) + _AXIS + 6,
        margin={"l": page.left, "r": _RIGHT, "t": top, "b": 6},
        barmode="stack",  # else a band would stand beside its bar
        bargap=bars.GAP,
        **pointing.MODE,
        xaxis=page.years(span, width=_width(page) - page.left - _RIGHT, anchor=last),
        **axes,
    )
    for at, (title, domain) in enumerate(zip(titles, domains, strict=True)):
        up = 4 + (_OF_WINDOW if at == 0 else _OVER_TICKS)
        page.title(drawing, title, top=domain[1], shift=2 - page.left, up=up, width=_width(page))
    table = pd.concat([rows.assign(side=asked.side) for asked, _, rows in held] or [volumes])
    words = [
        in_words.pair_over_time(held, volumes, recipient, supplier, window),
        *(outside.points(rows) for rows in hollow.values()),
    ]
    return Chart(drawing.pieces(), " ".join(words), table)


def _width(page: Page) -> int:
    """Return the pixels that the chart has at least: half a wide page."""
    return page.width if page.narrow else 440


def _draw_shares(
    drawing: Drawing,
    asked: q.Question,
    partner: str,
    rows: pd.DataFrame,
    look: Any,
    axis: str,
    page: Page,
) -> None:
    """Draw one partner's shares, with their rounding bands."""
    for band in _bands(rows, page):
        drawing.trace(band | {"yaxis": axis})
    if rows.empty:
        return
    matrix = lines.speaking(Matrix.of(rows, (0, 9999)))
    drawing.trace(lines.drawn(matrix, {partner: look}, {partner}, asked.measure, page, yaxis=axis))


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _highest(shares: list[pd.Series]) -> float:
    """Return the highest share of both panels, rounding bands and published ones included."""
    found = [float(some.max()) for some in shares if len(some)]
    return max((one for one in found if one == one), default=0.0)


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


def _write_end(
    drawing: Drawing, rows: pd.DataFrame, last_year: int, axis: str, ink: str, page: Page
) -> None:
    """Write the last share beside its point."""
    last = rows[(rows["last_year"] == last_year) & rows["share"].notna()]
    for share in last["share"]:
        drawing.write(
            text=f"<b>{labels.per_cent(share)}</b>", x=last_year, y=share, yref=axis,
            xanchor="left", xshift=names.LEADER / 2, showarrow=False, borderpad=0,
            font=page.font(colour=ink),
        )  # fmt: skip


def _pointing(
    held: list[Held],
    volumes: pd.DataFrame,
    measure: Measure,
    span: Window,
    hollow: Mapping[Side, pd.DataFrame],
) -> dict[str, Any]:
    """Return an unseen line that says of each year both shares and the volume."""
    also = [said(rows) for rows in hollow.values()]
    each = dict(zip(volumes["last_year"].tolist(), volumes["value"].tolist(), strict=True))
    shares = [
        (asked, {int(row["last_year"]): row for row in rows.to_dict("records")})
        for asked, _, rows in held
    ]
    words = []
    for year in range(span[0], span[1] + 1):
        parts = []
        for asked, of_year in shares:
            row = of_year.get(year)
            if row is None:
                continue
            when = f"<b>{labels.years((row['first_year'], year))}</b>"
            if not np.isnan(row["share"]):
                of = f"of {row['total']:,.{measure.decimals}f} {measure.unit}"
                share = f"{labels.per_cent(row['share'])} of {asked.flow}"
                parts.append(f"{when}: {share}, {of}{_band(row)}")
            else:
                parts.append(f"{when}: no {asked.flow} at all")
        if year in each:
            parts.append(f"In {year} alone: {each[year]:,.{measure.decimals}f} {measure.unit}")
        for lines_of_year in also:
            parts += lines_of_year.get(year, [])
        words.append("<br>".join(parts) or str(year))
    return pointing.unseen(words, span)


def _band(row: dict[Any, Any]) -> str:
    low, high = row["share_low"], row["share_high"]
    if not high > low:
        return ""
    return f"<br>rounding band {low:.2f} to {high:.2f}%"
