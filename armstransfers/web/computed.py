"""What the views show, computed once for all viewers: keyed by release id and parameters."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from armstransfers import catalogue
from armstransfers.analysis import (
    Solidity,
    change,
    concentration,
    share_series,
    shares,
    solidity,
)
from armstransfers.analysis.leading import folded, leading
from armstransfers.analysis.question import Question
from armstransfers.charts import Chart, partners_over_time
from armstransfers.release import Release, Side, Window

_KEPT = 512  # results remembered of each kind


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


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def answer(release_id: str, side: Side, entity: str, years: Window) -> Answer:
    """Return the numbers of a view.

    Raises
    ------
    Refused
        If the release does not hold the whole denominator.
    """
    release = catalogue.choose(release=release_id)
    asked = {side: entity}
    table = shares(release, **asked, years=years)
    return Answer(
        shares=table,
        before=_before(release, side, entity, years),
        concentration=concentration(release, **asked, years=years),
        solidity=solidity(release, **asked, years=years),
        shown=leading(table),
    )


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def chart(
    release_id: str,
    side: Side,
    entity: str,
    years: Window,
    *,
    window: int,
    as_shares: bool,
    dark: bool,
) -> Chart:
    """Return the main chart of a view."""
    release = catalogue.choose(release=release_id)
    shown = answer(release_id, side, entity, years).shown
    asked = {side: entity}
    covered = release.coverage.years_of(side, entity)
    trailing, yearly = (
        share_series(release, **asked, window=length)  # type: ignore[arg-type]  # a side is a keyword
        for length in (window, 1)
    )
    return partners_over_time(
        folded(trailing, shown),
        folded(yearly, shown),
        asked=Question(side, entity),
        window=window,
        shaded=years,
        span=(covered[0], covered[-1]),
        as_shares=as_shares,
        dark=dark,
    )


def _before(release: Release, side: Side, entity: str, years: Window) -> pd.DataFrame | None:
    length = years[1] - years[0] + 1
    earlier = (years[0] - length, years[0] - 1)
    if not set(range(earlier[0], years[0])) <= set(release.coverage.years_of(side, entity)):
        return None
    return change(release, **{side: entity}, then=earlier, now=years)
