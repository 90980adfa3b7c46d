"""What the views show, computed once: keyed by release id and parameters."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from armstransfers.analysis import (
    Solidity,
    change,
    concentration,
    share_series,
    shares,
    solidity,
)
from armstransfers.analysis.leading import active_span, folded, leading
from armstransfers.analysis.question import Question
from armstransfers.charts import Chart, key, partners_over_time
from armstransfers.coverage import Side, Window
from armstransfers.release import Release
from armstransfers.web import at_hand


@dataclass(frozen=True)
class Answer:
    """All numbers of a view on one country's partners.

    Attributes
    ----------
    shares : pandas.DataFrame
        The ranking of the window.
    before : pandas.DataFrame or None
        Change against the window of the same length before it, if the release holds that.
    concentration : pandas.DataFrame
        How concentrated the partners are.
    solidity : Solidity or None
        How solid the denominator is.
    shown : list of str
        Partners that the chart shows one by one.
    """

    shares: pd.DataFrame
    before: pd.DataFrame | None
    concentration: pd.DataFrame
    solidity: Solidity | None
    shown: list[str]


@at_hand.remembered
def answer(release_id: str, side: Side, entity: str, years: Window) -> Answer:
    """Return the numbers of a view.

    Raises
    ------
    Refused
        If the release does not hold the whole denominator.
    """
    release = at_hand.find(release_id)
    asked = {side: entity}
    table = shares(release, **asked, years=years)  # type: ignore[arg-type]  # a side is a keyword
    return Answer(
        shares=table,
        before=_before(release, side, entity, years),
        concentration=concentration(release, **asked, years=years),
        solidity=solidity(release, **asked, years=years),
        shown=leading(table, over_time(release_id, side, entity, 5), few=release.measure.few),
    )


@at_hand.remembered
def over_time(release_id: str, side: Side, entity: str, window: int) -> pd.DataFrame:
    """Return every partner's share in every trailing window."""
    release = at_hand.find(release_id)
    return share_series(release, **{side: entity}, window=window)  # type: ignore[arg-type]  # a side is a keyword


@dataclass(frozen=True)
class Drawn:
    """The main chart of a view, and the key of what carries no name in it."""

    chart: Chart
    key: str


@at_hand.remembered
def drawn(
    release_id: str,
    side: Side,
    entity: str,
    years: Window,
    *,
    window: int,
    as_parts: bool,
    dark: bool,
) -> Drawn:
    """Return the main chart of a view."""
    release = at_hand.find(release_id)
    shown = answer(release_id, side, entity, years).shown
    asked = Question(side, entity, release.measure)
    covered = release.coverage.years_of(side, entity)
    yearly = over_time(release_id, side, entity, 1)
    trailing = folded(over_time(release_id, side, entity, window), shown)
    chart = partners_over_time(
        trailing,
        folded(yearly, shown),
        asked=asked,
        window=window,
        marked=years,
        span=active_span(yearly, (covered[0], covered[-1])),
        as_parts=as_parts,
        dark=dark,
    )
    return Drawn(chart, key(chart.table, asked))


def _before(release: Release, side: Side, entity: str, years: Window) -> pd.DataFrame | None:
    length = years[1] - years[0] + 1
    earlier = (years[0] - length, years[0] - 1)
    if not set(range(earlier[0], years[0])) <= set(release.coverage.years_of(side, entity)):
        return None
    return change(release, **{side: entity}, then=earlier, now=years)
