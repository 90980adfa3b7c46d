"""Shares over time above, yearly volumes below, on one axis of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.groups import Grouping
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels, possible
from armstransfers.charts.bars import yearly_bars
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.lines import little, share_lines
from armstransfers.charts.overlays import overlays
from armstransfers.charts.page import SHADE, Page, bracket, per_cent_ticks, stacked
from armstransfers.charts.palette import looks
from armstransfers.charts.possible import Errors, share_whiskers, total_bands
from armstransfers.charts.published import hollow_points, mark_not_held, name_points, of_length
from armstransfers.context import Embargo, Event
from armstransfers.coverage import Window
from armstransfers.wording import charts as in_words
from armstransfers.wording import outside

_SHARES, _VOLUMES, _BELOW = 266, 118, 31  # pixels of the panels, and of the years below them
_VOLUMES_ALONE = 330  # pixels of the bars where there are no lines above them
_BESIDE_BARS = 12  # pixels at their right
_APART = 3  # pixels between the upper panel and the title of the lower one
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
    grouping: Grouping | None = None,
    published: pd.DataFrame | None = None,
    year_errors: Errors | None = None,
    window_errors: Errors | None = None,
    events: Sequence[Event] = (),
    embargoes: Sequence[Embargo] = (),
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the main chart of the views Suppliers and Recipients.

    Where there is but one window, and nothing published of others, it has no lines and the bars
    have all the room.

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
    grouping : Grouping, optional
        The system of groups, where the series are of groups of partners.
    published : pandas.DataFrame, optional
        Published shares of windows that are not in the series, for hollow points; those of another
        length than `window` are left out.
    year_errors, window_errors : mapping of int to float, optional
        By how much the totals of single years and of windows may be off, by their last year.
    events : sequence of Event, optional
        Events to mark by lines.
    embargoes : sequence of Embargo, optional
        Embargoes to mark by shades.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.
    """
    page = Page(dark, narrow)
    over = overlays(events, embargoes, span, page)
    shares = shares[shares["last_year"].between(*span)]
    volumes = volumes[volumes["last_year"].between(*span)]
    hollow = of_length(published, window)
    has_lines = hollow is not None or shares["last_year"].nunique() > 1
    partners = list(dict.fromkeys([*shares["partner"], *volumes["partner"]]))
    drawn = looks(partners)
    drawing = Drawing(over.shades())
    for partner, rows in _by_partner(shares) if has_lines else ():
        drawing.trace(share_lines(rows, partner, drawn[partner], asked.measure, page))
    if hollow is not None:
        drawing.trace(hollow_points(hollow, drawn, page))
    for partner, rows in _by_partner(volumes):
        if (rows["value"] > 0).any():
            bar = yearly_bars(rows, partner, drawn[partner], asked.measure, page, as_parts=as_parts)
            drawing.trace(bar | {"yaxis": "y2"})
    if year_errors and not as_parts:
        bands = total_bands(volumes, year_errors, asked.measure, page)
        drawing.trace(bands | {"yaxis": "y2"})
    if window_errors and has_lines:
        drawing.trace(share_whiskers(shares, window_errors, page))
    if has_lines or (marked[0], marked[1]) != span:
        _mark(drawing, marked, page, has_lines=has_lines)
    room = _BESIDE_BARS
    if has_lines:
        room = labels.name_lines(drawing, shares, span[1], few=asked.measure.few, page=page)
    if hollow is not None:
        name_points(drawing, hollow, set(shares.loc[shares["share"] > 0, "partner"]), page)
        mark_not_held(drawing, (span[0], int(volumes["last_year"].min()) - 1), page, "y2")
    if as_parts:
        labels.write_totals(drawing, volumes, page)
    above, below = _titles(asked, window, as_parts, grouping)
    above, below = above + in_words.mark(shares), below + in_words.mark(volumes)
    above += outside.IN_TITLE if hollow is not None else ""
    top, gap = page.room_for(above), _APART + page.room_for(below)
    upper_height, lower_height = _SHARES, _VOLUMES
    if not has_lines:
        top, gap, upper_height, lower_height = page.room_for(below), 0, 0, _VOLUMES_ALONE
    strip, upper, lower = stacked(over.height, upper_height, lower_height, gaps=(0, gap))
    parts = {"range": [0, _TOP_OF_PARTS], **per_cent_ticks(0, 50, 100)}
    of_shares = {"range": [0, _TOP_OF_SHARES], **per_cent_ticks(0, 20, 40, 60, 80, 100)}
    behind_bars = {"range": [0, 100], "visible": False}  # for embargoes
    page.frame(
        drawing,
        height=top + over.height + upper_height + gap + lower_height + _BELOW + over.key_height,
        margin={"l": page.left, "r": room, "t": top, "b": _BELOW + over.key_height},
        barmode="stack",
        bargap=0.18,
        xaxis=page.years(span, anchor="y2"),
        yaxis=page.axis(
            domain=upper if has_lines else lower, **(of_shares if has_lines else behind_bars)
        ),
        yaxis2=page.axis(
            domain=lower,
            **({} if has_lines else {"overlaying": "y"}),
            **(parts if as_parts else {"rangemode": "tozero", "nticks": 4, "tickformat": ","}),
        ),
    )
    over.draw(drawing, strip=strip, below=_BELOW)
    if has_lines:
        page.title(drawing, above, top=strip[1])
    page.title(drawing, below, top=lower[1] if has_lines else strip[1])
    words = [
        in_words.partners_over_time(shares, asked, window, grouping)
        if has_lines
        else in_words.yearly_bars(volumes, asked),
        outside.points(hollow),
        in_words.possible_errors(year_errors, asked),
        in_words.overlays(events, embargoes),
    ]
    return Chart(drawing.pieces(), " ".join(filter(None, words)), shares)


def key(
    shares: pd.DataFrame,
    asked: q.Question,
    *,
    has_hollow: bool = False,
    may_be_off: bool = False,
) -> str:
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
    if has_hollow:
        parts.append(outside.KEY)
    if may_be_off:
        parts.append(possible.KEY)
    return " ".join(parts)


def _by_partner(series: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    return ((str(name), rows) for name, rows in series.groupby("partner", sort=False))


def _mark(drawing: Drawing, marked: Window, page: Page, *, has_lines: bool) -> None:
    """Shade the bars of the headline's window, and put a bracket over its years above."""
    drawing.shape(
        type="rect", x0=marked[0] - 0.5, x1=marked[1] + 0.5, y0=0, y1=1, yref="y2 domain",
        fillcolor=SHADE, line={"width": 0}, layer="below",
    )  # fmt: skip
    if has_lines:
        bracket(drawing, marked, page, height=_BRACKET, yref="y")


def _titles(
    asked: q.Question, window: int, as_parts: bool, grouping: Grouping | None
) -> tuple[str, str]:
    by = f" by {in_words.system(grouping)}" if grouping else ""
    above = f"Share of {asked.flow}{by}, {in_words.trailing(window)}"
    parts = f"Parts of each year, {asked.measure.unit} above"
    return above, parts if as_parts else in_words.volume_title(asked.measure)
