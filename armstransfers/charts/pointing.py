"""What a year says when it is pointed at: its window, and everybody's share in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.drawing import Trace
from armstransfers.charts.lines import little, pale
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import Page
from armstransfers.charts.palette import Look, looks
from armstransfers.core.coverage import Window
from armstransfers.core.measure import Measure
from armstransfers.wording import capital, counted

MODE: dict[str, Any] = {"hovermode": "x", "hoversubplots": "axis"}
"""The settings of a figure whose years are pointed at, wherever the pointer stands above them."""

_MOST = 8  # partners that are named


def years(
    trailing: Matrix,
    yearly: Matrix,
    shown: list[str],
    found: dict[str, Look],
    measure: Measure,
    page: Page,
    *,
    noun: str,
    span: Window,
    also: Mapping[int, list[str]] | None = None,
    axes: Mapping[str, str] | None = None,
) -> Trace:
    """Return an unseen line that says of each year what was delivered up to it, and in it.

    Parameters
    ----------
    trailing, yearly : Matrix
        Series of trailing windows and of single years.
    shown : list of str
        Who speaks in the chart; each of them is named wherever there is room.
    found : dict of str to Look
        How they are drawn.
    measure, page
        What is counted, and where it stands.
    noun : str
        What a partner is: supplier or recipient.
    span : (int, int)
        First and last year on the axis.
    also : mapping of int to list of str, optional
        What else there is to say of a year, in lines.
    axes : mapping of str to str, optional
        ``xaxis`` and ``yaxis``, where they are not the first.
    """
    windows = {int(year): at for at, year in enumerate(trailing.last)}
    singles = {int(year): at for at, year in enumerate(yearly.last)}
    few = pale(trailing.total, measure)
    marks = {
        name: f'<span style="color:{look.colour(page.dark)}">\N{BLACK SQUARE}</span> '
        for name, look in {**found, **looks([OTHER])}.items()
    }
    said = []
    for year in range(span[0], span[1] + 1):
        lines = []
        if year in windows:
            lines += _window(trailing, windows[year], shown, marks, measure, noun)
            if few[windows[year]] and trailing.total[windows[year]] < measure.few:
                lines.append(f"{capital(little(measure))}: these shares say little.")
        if year in singles:
            volume = f"{yearly.total[singles[year]]:,.{measure.decimals}f} {measure.unit}"
            lines.append(f"In {year} alone: {volume}")
        lines += (also or {}).get(year, [])
        said.append("<br>".join(lines) or f"{year}")
    return unseen(said, span, **(axes or {}))


def unseen(said: list[str], span: Window, **axes: str) -> Trace:
    """Return an unseen line that says something of each year, wherever above it is pointed at."""
    return {
        "type": "scatter",
        "x": list(range(span[0], span[1] + 1)),
        "y": [0.0] * len(said),
        "mode": "markers",
        "marker": {"size": 1, "opacity": 0},
        "hovertext": said,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": "years",
        "showlegend": False,
        **axes,
    }


def _window(
    series: Matrix, at: int, shown: list[str], marks: dict[str, str], measure: Measure, noun: str
) -> list[str]:
    """Return the lines on one window: its total, the shares of the largest, the sum of the others."""
    total = series.total[at]
    when = labels.years((int(series.first[at]), int(series.last[at])))
    head = f"<b>{when}</b>: {total:,.{measure.decimals}f} {measure.unit}"
    if not total > 0:
        return [f"<b>{when}</b>: nothing was delivered"]
    known = series.known
    order = np.argsort(-known.value[:, at], kind="stable")
    active = [int(row) for row in order if known.value[row, at] > 0]
    first = [row for row in active if known.partners[row] in shown]
    named = sorted([*first, *(row for row in active if row not in first)][:_MOST], key=active.index)
    lines = [
        f"{marks.get(known.partners[row], marks[OTHER])}{labels.short_name(known.partners[row])} "
        f"{labels.per_cent(known.share[row, at])}"
        for row in named
    ]
    rest = [row for row in active if row not in named]
    if rest:
        together = float(known.share[rest, at].sum())
        lines.append(f"{counted(len(rest), f'other {noun}')} {labels.per_cent(together)}")
    unknown = 100 * float(series.unknown[at]) / total
    if unknown > 0 and not math.isnan(unknown):
        lines.append(f"{UNKNOWN} {labels.per_cent(unknown)}")
    if series.estimated[at]:
        lines.append("estimated, equal split")
    return [head, *lines]
