"""Shares over time above, yearly volumes below, on one axis of years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.bars import yearly_bars
from armstransfers.charts.chart import Chart
from armstransfers.charts.lines import little, share_lines
from armstransfers.charts.page import SHADE, Page, bracket, per_cent_ticks, stacked
from armstransfers.charts.palette import looks
from armstransfers.coverage import Window

_SHARES, _GAP, _VOLUMES = 266, 29, 121  # pixels
_ABOVE, _BELOW = 26, 28  # pixels beside the panels: a title and the years
_TOP_OF_SHARES = 114.0  # per cent on the axis above: 100 and room for the bracket of the window
_TOP_OF_PARTS = 150.0  # per cent on the axis below: 100 and room for the upright volumes
_BRACKET = 106.0


def partners_over_time(
    shares: pd.DataFrame,
    volumes: pd.DataFrame,
    *,
    asked: q.Question,
    window: int,
    marked: Window,
    span: Window,
    as_parts: bool = False,
    dark: bool = False,
) -> Chart:
    """Return the main chart of the views Suppliers and Recipients.

    Parameters
    ----------
    shares : pandas.DataFrame
        Folded series of trailing windows, for the lines above.
    volumes : pandas.DataFrame
        Folded series of single years, for the bars below.
    asked : Question
        Whose partners.
    window : int
        Years in a trailing window.
    marked : (int, int)
        The window that the headline speaks of.
    span : (int, int)
        First and last year on the axis.
    as_parts : bool, optional
        Whether the bars show parts of 100 % instead of volumes.
    dark : bool, optional
        Whether the page is dark.
    """
    page = Page(dark)
    shares = shares[shares["last_year"].between(*span)]
    volumes = volumes[volumes["last_year"].between(*span)]
    partners = list(dict.fromkeys([*shares["partner"], *volumes["partner"]]))
    drawn = looks(partners)
    figure = go.Figure()
    for partner in partners:
        rows = shares[shares["partner"] == partner]
        figure.add_traces(share_lines(rows, partner, drawn[partner], asked.measure, page))
    for partner in partners:
        rows = volumes[volumes["partner"] == partner]
        if (rows["value"] > 0).any():
            bar = yearly_bars(rows, partner, drawn[partner], asked.measure, page, as_parts=as_parts)
            figure.add_trace(bar.update(yaxis="y2"))
    _mark(figure, marked, page)
    room = labels.name_lines(
        figure,
        shares,
        span[1],
        few=asked.measure.few,
        colour=page.text,
        background=page.background,
    )
    if as_parts:
        labels.write_totals(figure, volumes, page.text)
    upper, lower = stacked(_SHARES, _VOLUMES, gap=_GAP)
    parts = {"range": [0, _TOP_OF_PARTS], **per_cent_ticks(0, 50, 100)}
    page.frame(
        figure,
        height=_ABOVE + _SHARES + _GAP + _VOLUMES + _BELOW,
        margin={"l": 44, "r": room, "t": _ABOVE, "b": _BELOW},
        barmode="stack",
        bargap=0.18,
        xaxis=page.years(span, anchor="y2"),
        yaxis=page.axis(
            domain=upper, range=[0, _TOP_OF_SHARES], **per_cent_ticks(0, 20, 40, 60, 80, 100)
        ),
        yaxis2=page.axis(
            domain=lower,
            **(parts if as_parts else {"rangemode": "tozero", "nticks": 4, "tickformat": ","}),
        ),
    )
    above, below = _titles(asked, window, as_parts)
    page.title(figure, above + _mark_of(shares), top=upper[1])
    page.title(figure, below + _mark_of(volumes), top=lower[1])
    return Chart(figure, _in_words(shares, asked, window), shares)


def key(shares: pd.DataFrame, asked: q.Question) -> str:
    """Return the key of what carries no name in the chart; empty if all of it does."""
    drawn = shares[shares["value"] > 0]
    there = set(drawn["partner"])
    parts = []
    if OTHER in there:
        parts.append(f"Grey: other {asked.across}s together.")
    if UNKNOWN in there:
        parts.append(f"Hatched: unknown {asked.across}s.")
    if (drawn["total"] < asked.measure.few).any():
        parts.append(f"Pale: {little(asked.measure)}, so shares say little.")
    return " ".join(parts)


def _mark(figure: go.Figure, marked: Window, page: Page) -> None:
    """Shade the bars of the headline's window, and put a bracket over its years above."""
    figure.add_shape(
        type="rect", x0=marked[0] - 0.5, x1=marked[1] + 0.5, y0=0, y1=1, yref="y2 domain",
        fillcolor=SHADE, line_width=0, layer="below",
    )  # fmt: skip
    bracket(figure, marked, page, height=_BRACKET, yref="y")


def _titles(asked: q.Question, window: int, as_parts: bool) -> tuple[str, str]:
    above = f"Share of {asked.flow}, {_in_letters(window)} up to each year"
    above = f"Share of {asked.flow}, year by year" if window == 1 else above
    unit = asked.measure.unit
    below = f"{asked.measure.quantity.capitalize()} by year, {unit}"
    below = f"Parts of each year, {unit} above" if as_parts else below
    return above, below


def _mark_of(rows: pd.DataFrame) -> str:
    return f" ({wording.ESTIMATED})" if (rows["exactness"] == "estimated").any() else ""


def _in_letters(window: int) -> str:
    return {3: "three years", 5: "five years", 10: "ten years"}.get(window, f"{window} years")


def _in_words(shares: pd.DataFrame, asked: q.Question, window: int) -> str:
    drawn = shares.dropna(subset="share")
    if drawn.empty:
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    last = drawn[drawn["last_year"] == drawn["last_year"].max()]
    ends = ", ".join(
        f"{labels.short_name(partner)} {share:.0f} %"
        for partner, share in zip(last["partner"], last["share"], strict=True)
    )
    years = q.words((int(last["first_year"].iloc[0]), int(last["last_year"].iloc[0])))
    return (
        f"Lines of each {asked.across}'s share of {wording.denominator(asked)} in {window}-year "
        f"windows, above bars of the {asked.measure.quantity} in each year. In the last window, {years}: {ends}."
    )
