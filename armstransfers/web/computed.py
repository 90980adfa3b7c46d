"""What the views show, computed once: keyed by release id and parameters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from armstransfers.analysis import (
    Solidity,
    change,
    concentration,
    concentration_series,
    share_series,
    shares,
    solidity,
)
from armstransfers.analysis import question as q
from armstransfers.analysis.deliveries import deliveries
from armstransfers.analysis.dependence import dependence
from armstransfers.analysis.groups import Grouping, grouped_series, grouped_shares
from armstransfers.analysis.leading import framed, leading
from armstransfers.analysis.possible import possible_errors
from armstransfers.analysis.published_shares import outside, published_shares
from armstransfers.charts import Chart, concentration_over_time, partners_over_time
from armstransfers.core.coverage import Side, Window
from armstransfers.model.release import Release
from armstransfers.reference import context
from armstransfers.reference.context import Event
from armstransfers.reference.entities import entities
from armstransfers.web import at_hand


@dataclass(frozen=True)
class Answer:
    """All numbers of a view on one country's partners.

    The ranking is there at once, so that headline and chart can be drawn; the rest is computed
    when it is first asked for.

    Attributes
    ----------
    release_id : str
        The release.
    side, entity, years
        Whose partners, and the window.
    shares : pandas.DataFrame
        The ranking of the window.
    """

    release_id: str
    side: Side
    entity: str
    years: Window
    shares: pd.DataFrame

    @cached_property
    def before(self) -> pd.DataFrame | None:
        """Change against the window of the same length before it, if the release holds that."""
        release, earlier = at_hand.find(self.release_id), q.before(self.years)
        covered = at_hand.years_held(release, self.side, self.entity)
        if not set(range(earlier[0], self.years[0])) <= set(covered):
            return None
        return change(release, **self._asked, then=earlier, now=self.years)

    @cached_property
    def concentration(self) -> pd.DataFrame:
        """How concentrated the partners are."""
        return concentration(at_hand.find(self.release_id), **self._asked, years=self.years)

    @cached_property
    def solidity(self) -> Solidity | None:
        """How solid the denominator is."""
        return solidity(at_hand.find(self.release_id), **self._asked, years=self.years)

    @property
    def _asked(self) -> dict[str, Any]:
        return at_hand.asked_of(at_hand.find(self.release_id), self.side, self.entity).keyword


@at_hand.remembered
def answer(release_id: str, side: Side, entity: str, years: Window) -> Answer:
    """Return the numbers of a view.

    Raises
    ------
    Refused
        If the release does not hold the whole denominator.
    """
    release = at_hand.find(release_id)
    table = shares(release, **at_hand.asked_of(release, side, entity).keyword, years=years)
    return Answer(release_id, side, entity, years, table)


@at_hand.remembered
def groups(
    release_id: str, side: Side, entity: str, years: Window, grouping: Grouping
) -> pd.DataFrame:
    """Return the shares of groups of partners."""
    release = at_hand.find(release_id)
    asked = at_hand.asked_of(release, side, entity).keyword
    return grouped_shares(
        release,
        **asked,
        years=years,
        by=grouping.by,
        as_of=grouping.as_of,
    )


@at_hand.remembered
def over_time(release_id: str, side: Side, entity: str, window: int) -> pd.DataFrame:
    """Return every partner's share in every trailing window."""
    release = at_hand.find(release_id)
    return share_series(release, **at_hand.asked_of(release, side, entity).keyword, window=window)


@at_hand.remembered
def groups_over_time(
    release_id: str, side: Side, entity: str, window: int, grouping: Grouping
) -> pd.DataFrame:
    """Return every group's share in every trailing window."""
    release = at_hand.find(release_id)
    asked = at_hand.asked_of(release, side, entity).keyword
    return grouped_series(
        release,
        **asked,
        window=window,
        by=grouping.by,
        as_of=grouping.as_of,
    )


@at_hand.remembered
def shown(release_id: str, side: Side, entity: str, years: Window, lines: int) -> list[str]:
    """Return the partners that the chart and the ranking show in their own colours."""
    yearly, trailing = (over_time(release_id, side, entity, window) for window in (1, 5))
    return leading(yearly, trailing, years, most=lines)


@at_hand.remembered
def published_elsewhere(release_id: str, side: Side, entity: str) -> pd.DataFrame | None:
    """Return the published shares of windows that a release does not hold; None where there are none.

    Of other measures than TIV, and of parts of a release, nothing was published.
    """
    release = at_hand.find(release_id)
    if not release.measure.is_tiv or release.origin.selection:
        return None
    found = outside(published_shares(side, entity), at_hand.years_held(release, side, entity))
    return found if len(found) else None


@dataclass(frozen=True)
class Look:
    """How the main chart is to look.

    Attributes
    ----------
    window : int
        Length of trailing windows.
    all_years : bool
        Whether every year is drawn, instead of those around the window.
    as_parts : bool
        Whether bars show parts of 100 %.
    lines : int
        How many partners are shown one by one.
    grouping : Grouping or None
        The system of groups, where partners are shown by groups.
    events, embargoes : bool
        Whether they are drawn.
    own_events : tuple of Event
        Events that the viewer brought.
    dark, narrow : bool
        The viewer's page.
    """

    window: int
    all_years: bool
    as_parts: bool
    lines: int
    grouping: Grouping | None
    events: bool
    embargoes: bool
    own_events: tuple[Event, ...]
    dark: bool
    narrow: bool


@at_hand.remembered
def drawn(release_id: str, side: Side, entity: str, years: Window, look: Look) -> Chart:
    """Return the main chart of a view, of years that may not be held."""
    release = at_hand.find(release_id)
    asked = at_hand.asked_of(release, side, entity)
    trailing, yearly = (
        over_time(release_id, side, entity, window)
        if look.grouping is None
        else groups_over_time(release_id, side, entity, window, look.grouping)
        for window in (look.window, 1)
    )
    span = spanned(release_id, side, entity, years, look.all_years)
    published = None if look.grouping else published_elsewhere(release_id, side, entity)
    return partners_over_time(
        trailing,
        yearly,
        asked=asked,
        window=look.window,
        marked=years,
        covered=_covered(release_id, side, entity),
        most=look.lines if look.grouping is None else yearly["partner"].nunique(),
        all_years=look.all_years,
        as_parts=look.as_parts,
        grouping=look.grouping,
        published=published,
        year_errors=may_be_off(release, asked, yearly, 1),
        window_errors=may_be_off(release, asked, trailing, look.window),
        events=_events(entity, span, look),
        embargoes=_embargoes(entity, span) if look.embargoes and side == "recipient" else (),
        dark=look.dark,
        narrow=look.narrow,
    )


def may_be_off(
    release: Release, asked: q.Question, rows: pd.DataFrame, length: int
) -> dict[int, float]:
    """Return by how much the totals of windows may be off, by their last year."""
    last = sorted(set(rows["last_year"].tolist()))
    found = possible_errors(release, asked, [(year - length + 1, year) for year in last])
    return {year: error for year, error in zip(last, found, strict=True) if error}


@at_hand.remembered
def concentrated(release_id: str, side: Side, entity: str, years: Window, look: Look) -> Chart:
    """Return how concentrated the partners are, over time."""
    release = at_hand.find(release_id)
    asked = at_hand.asked_of(release, side, entity).keyword
    return concentration_over_time(
        concentration_series(release, **asked, window=look.window),
        asked=at_hand.asked_of(release, side, entity),
        window=look.window,
        marked=years,
        span=spanned(release_id, side, entity, years, look.all_years),
        shown=shown(release_id, side, entity, years, look.lines),
        dark=look.dark,
        narrow=look.narrow,
    )


def spanned(release_id: str, side: Side, entity: str, years: Window, all_years: bool) -> Window:
    """Return the years that charts of one country's partners draw."""
    yearly = over_time(release_id, side, entity, 1)
    return framed(yearly, _covered(release_id, side, entity), years, everything=all_years)


def _covered(release_id: str, side: Side, entity: str) -> Window:
    covered = at_hand.years_held(at_hand.find(release_id), side, entity)
    return covered[0], covered[-1]


@at_hand.remembered
def depending(release_id: str, supplier: str, years: Window) -> pd.DataFrame:
    """Return who depends on a supplier, and how much.

    Raises
    ------
    Refused
        If no recipient is covered in the whole window.
    """
    return dependence(at_hand.find(release_id), supplier=supplier, years=years)


@at_hand.remembered
def listed(
    release_id: str, recipient: str | None, supplier: str | None, years: Window
) -> pd.DataFrame:
    """Return the deliveries of a window.

    Raises
    ------
    Refused
        If the release lists none.
    """
    release = at_hand.find(release_id)
    return deliveries(release, recipient=recipient, supplier=supplier, years=years)


def _events(entity: str, span: Window, look: Look) -> tuple[Event, ...]:
    if entity not in entities():
        return look.own_events
    if look.events:
        return context.events_of(entity, span, look.own_events)
    return tuple(
        event
        for event in context.events_of(entity, span, look.own_events)
        if event in look.own_events
    )


def _embargoes(entity: str, span: Window) -> tuple[context.Embargo, ...]:
    return context.embargoes_on(entity, span) if entity in entities() else ()
