"""The core chart: shares over time above, yearly volumes below, on one axis of years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.groups import Grouping
from armstransfers.analysis.leading import MOST_SHOWN, folded, framed, leading
from armstransfers.charts import one_window, over_time
from armstransfers.charts.chart import Chart
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import Page
from armstransfers.charts.possible import Errors
from armstransfers.charts.published import of_length
from armstransfers.charts.subject import Subject
from armstransfers.core.coverage import Window
from armstransfers.reference.context import Embargo, Event
from armstransfers.wording import charts as in_words
from armstransfers.wording import outside
from armstransfers.wording.overlays import overlays as overlays_in_words


def partners_over_time(
    trailing: pd.DataFrame,
    yearly: pd.DataFrame,
    *,
    asked: q.Question,
    window: int,
    marked: Window,
    covered: Window,
    most: int = MOST_SHOWN,
    all_years: bool = False,
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
    """Return who supplied or received what part over time, framed by the window that is asked for.

    The leaders of the window, and of the newest one, have lines in their colours, with their names
    and last shares at the ends; everybody else is a thin grey line and part of a sum in words. Where
    only one window can be drawn, a ranking takes the place of the lines.

    Parameters
    ----------
    trailing, yearly : pandas.DataFrame
        Series of trailing windows and of single years, as `armstransfers.share_series` returns
        them, or `armstransfers.grouped_series`.
    asked : Question
        Whose partners.
    window : int
        Years in a trailing window.
    marked : (int, int)
        The window that is asked for.
    covered : (int, int)
        First and last year that the release holds of these partners.
    most : int, optional
        How many partners have lines of their own at most.
    all_years : bool, optional
        Whether all years are drawn, instead of those around the window.
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
        Events to mark by numbered lines.
    embargoes : sequence of Embargo, optional
        Embargoes to mark by bars under the axis of years.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.

    Returns
    -------
    Chart
        Its table is the part of `trailing` that is drawn.
    """
    hollow = of_length(published, window)
    span = framed(yearly, covered, marked, everything=all_years, also=hollow)
    if hollow is not None:
        hollow = hollow[hollow["last_year"].between(*span)].reset_index(drop=True)
    rows = trailing[trailing["last_year"].between(*span)].reset_index(drop=True)
    subject = Subject(
        asked=asked,
        shares=Matrix.of(trailing, span),
        volumes=Matrix.of(yearly, span),
        shown=leading(yearly, trailing, marked, most=most),
        window=window,
        marked=marked,
        span=span,
        as_parts=as_parts,
        grouping=grouping,
        hollow=hollow if hollow is not None and len(hollow) else None,
        year_errors=year_errors or {},
        window_errors=window_errors or {},
        events=events,
        embargoes=embargoes,
        page=Page(dark, narrow),
    )
    if subject.has_lines:
        drawing = over_time.draw(subject)
        words = in_words.partners_over_time(folded(rows, subject.shown), asked, window, grouping)
    else:
        drawing = one_window.draw(subject)
        words = in_words.ranking([row[:2] for row in subject.ranked], asked, subject.held)
    told = [
        words,
        outside.points(subject.hollow),
        in_words.possible_errors(year_errors, asked),
        overlays_in_words(events, embargoes),
    ]
    return Chart(drawing.pieces(), " ".join(filter(None, told)), rows)
