"""Several countries side by side: a panel of shares over time for each, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER, UNKNOWN, folded
from armstransfers.charts import labels
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.legend import legend_rows, small_line, write_legend
from armstransfers.charts.lines import share_lines
from armstransfers.charts.page import PALE_TEXT, SHADE, Domain, Page, per_cent_ticks, stacked
from armstransfers.charts.palette import Look, looks
from armstransfers.coverage import Window

_PANEL, _PANEL_ALONE = 148, 300  # pixels
_LEGEND_ROW, _GAP, _BELOW = 20, 56, 28  # pixels; a gap holds years and names
_BETWEEN = 0.035  # of the width, between two columns
_NAMED_IN_WORDS = 2

Place = tuple[Domain, Domain]  # across, down


def small_multiples(
    series: Mapping[str, pd.DataFrame],
    *,
    questions: Mapping[str, q.Question],
    totals: Mapping[str, float],
    window: int,
    span: Window,
    shown: list[str],
    marked: Window,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the shares of several countries' partners over time, a panel for each country.

    Parameters
    ----------
    series : mapping of str to pandas.DataFrame
        Each country's shares in trailing windows, as `share_series` returns them, in the order
        of the panels: recipients only, or suppliers only.
    questions : mapping of str to Question
        Whose partners each panel shows.
    totals : mapping of str to float
        Each country's volume in `marked`; 0 for one that is not there.
    window : int
        Years in a trailing window.
    span : (int, int)
        First and last year of every panel.
    shown : list of str
        Partners with a line of their own, as `leading_together` returns them; they look the same
        in every panel, and so do Other and Unknown.
    marked : (int, int)
        The window of the totals, shaded.
    dark, narrow : bool, optional
        Whether the page is dark, and as narrow as a phone.

    Returns
    -------
    Chart
        Its table has the columns of `folded`, after ``entity``.
    """
    page = Page(dark, narrow)
    table = _in_one_table(series, shown, span)
    drawn = looks([*shown, OTHER, UNKNOWN])
    delivered = set(table.loc[table["value"] > 0, "partner"])
    legend = {name: look for name, look in drawn.items() if name in delivered}
    columns = _columns(len(series), page)
    across = _side_by_side(columns)
    panel = _PANEL_ALONE if len(series) == 1 else _PANEL
    heights = [_LEGEND_ROW * legend_rows(legend, page)]
    heights += [panel] * math.ceil(len(series) / columns)
    top, *down = stacked(*heights, gaps=[_GAP] * (len(heights) - 1))
    drawing = Drawing()
    for i, (name, asked) in enumerate(questions.items()):
        place, number = (across[i % columns], down[i // columns]), i + 2  # 1 is the legend's
        own = table[table["entity"] == name]
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        for trace in _lines(own, drawn, asked, page):
            drawing.trace(trace | axes)
        _scales(drawing, number, place, span, page)
        _shade(drawing, number, marked)
        _head(drawing, asked, totals.get(name, 0.0), place, page)
        if not (own["value"] > 0).any():
            _say_nothing_delivered(drawing, place, span, page)
    write_legend(drawing, legend, top, page)
    title = _title(next(iter(questions.values())), window, marked)
    title += wording.if_estimated(*series.values())
    page.title(drawing, title, top=1.0)
    above = page.room_for(title)
    page.frame(
        drawing,
        height=above + sum(heights) + _GAP * (len(heights) - 1) + _BELOW,
        margin={"l": 44, "r": 10, "t": above, "b": _BELOW},
    )
    return Chart(drawing.pieces(), _in_words(table, questions, totals, marked, window), table)


def _in_one_table(
    series: Mapping[str, pd.DataFrame], shown: list[str], span: Window
) -> pd.DataFrame:
    tables = []
    for name, own in series.items():
        table = folded(own[own["last_year"].between(*span)], shown)
        table.insert(0, "entity", name)
        tables.append(table)
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _columns(panels: int, page: Page) -> int:
    if page.narrow:
        return 1
    return 2 if panels == 4 else min(panels, 3)


def _side_by_side(columns: int) -> list[Domain]:
    """Return the parts of a figure's width that columns take."""
    width = (1 - _BETWEEN * (columns - 1)) / columns
    starts = [i * (width + _BETWEEN) for i in range(columns)]
    return [(start, min(start + width, 1.0)) for start in starts]


def _lines(
    rows: pd.DataFrame, drawn: dict[str, Look], asked: q.Question, page: Page
) -> list[dict[str, Any]]:
    traces = []
    for partner, look in drawn.items():
        own = rows[rows["partner"] == partner]
        for trace in share_lines(own, partner, look, asked.measure, page):
            if partner != UNKNOWN:
                trace["line"] |= small_line(partner, look, page)
            traces.append(trace)
    return traces


def _scales(drawing: Drawing, number: int, place: Place, span: Window, page: Page) -> None:
    across, down = place
    first = across[0] == 0
    ticks = per_cent_ticks(0, 50, 100) | {"showticklabels": first}
    years = page.years(span, domain=across, anchor=f"y{number}") | {"nticks": 6}
    shares = page.axis(domain=down, anchor=f"x{number}", range=[0, 105], **ticks)
    drawing.lay_out(**{f"xaxis{number}": years, f"yaxis{number}": shares})


def _shade(drawing: Drawing, number: int, marked: Window) -> None:
    drawing.shape(
        type="rect", x0=marked[0] - 0.5, x1=marked[1] + 0.5, xref=f"x{number}", y0=0, y1=1,
        yref=f"y{number} domain", fillcolor=SHADE, line={"width": 0}, layer="below",
    )  # fmt: skip


def _head(drawing: Drawing, asked: q.Question, total: float, place: Place, page: Page) -> None:
    """Write a country's name over its panel, and its total at the right, pale if it is small."""
    across, down = place
    name = f"<b>{labels.short_name(asked.entity)}</b>"
    page.title(drawing, name, top=down[1], left=across[0])
    drawing.write(
        text=labels.volume(total), x=across[1], xref="paper", y=down[1], yref="paper",
        xanchor="right", yanchor="bottom", yshift=4, showarrow=False, font=page.font(),
        opacity=PALE_TEXT if total < asked.measure.few else 1.0,
    )  # fmt: skip


def _say_nothing_delivered(drawing: Drawing, place: Place, span: Window, page: Page) -> None:
    drawing.write(
        text=f"no deliveries recorded<br>in {q.words(span)}", x=sum(place[0]) / 2, xref="paper",
        y=sum(place[1]) / 2, yref="paper", showarrow=False, font=page.font(),
    )  # fmt: skip


def _title(asked: q.Question, window: int, marked: Window) -> str:
    what = "year by year" if window == 1 else f"{window} years up to each year"
    beside = f"Shaded, and at the right: {asked.flow} in {q.words(marked)}, {asked.measure.unit}"
    return f"Share of {asked.flow}, {what}. {beside}."


def _in_words(
    table: pd.DataFrame,
    questions: Mapping[str, q.Question],
    totals: Mapping[str, float],
    marked: Window,
    window: int,
) -> str:
    """Return each country's total, and its largest partners in the window that ends with it."""
    there = (table["last_year"] == marked[1]) & (table["partner"] != OTHER)
    ends = table[there & (table["value"] > 0)]
    asked = next(iter(questions.values()))
    when = q.words((marked[1] - window + 1, marked[1]))
    sentences = [
        f"Lines of each {asked.across}'s share of the {asked.flow} of "
        f"{wording.counted(len(questions), asked.side)}, a panel each. "
        f"Volume in {q.words(marked)}, and largest shares in {when}:"
    ]
    for name in questions:
        own = ends[ends["entity"] == name].nlargest(_NAMED_IN_WORDS, "share")
        largest = ", ".join(
            f"{labels.short_name(partner)} {share:.0f} %"
            for partner, share in zip(own["partner"], own["share"], strict=True)
        )
        whole = f"{labels.short_name(name)}, {labels.volume(totals.get(name, 0.0))}"
        sentences.append(f"{whole} {asked.measure.unit}{': ' * bool(largest)}{largest}.")
    return " ".join(sentences)
