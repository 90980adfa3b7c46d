"""Shares over time, in windows that trail behind each year."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import rounding
from armstransfers.analysis.shares import partner_sums
from armstransfers.coverage import Window
from armstransfers.errors import BadRequest
from armstransfers.release import Release

WINDOWS = (1, 3, 5, 10)
"""Lengths of windows, in years. Five is SIPRI's habit, for single years jump."""

COLUMNS = (
    "partner", "first_year", "last_year", "value", "total", "share", "share_low", "share_high",
    "exactness",
)  # fmt: skip


def share_series(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    window: int = 5,
    years: Window | None = None,
) -> pd.DataFrame:
    """Return each partner's share in every trailing window.

    A share is the sum of the window's values over the sum of its totals, never a mean of
    yearly shares.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str
        Name one of the two, as for `shares`.
    window : {5, 1, 3, 10}
        Years in a window.
    years : (int, int), optional
        First and last year in which a window may end; all by default. Windows use the years
        before the first. A window that the data do not fill is left out.

    Returns
    -------
    pandas.DataFrame
        One row a window and partner, by partner and year. A partner stands in every window,
        with 0 where it delivered nothing. Where nobody delivered, the share is blank: a gap,
        not a zero.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = share_series(newest, recipient="Armenia", years=(2022, 2024))
    >>> table.loc[table["partner"] == "Russia", ["first_year", "last_year", "share"]].round(1)
        first_year  last_year  share
    9         2018       2022   82.9
    10        2019       2023   81.0
    11        2020       2024   32.4
    """
    asked = q.question(release, recipient=recipient, supplier=supplier)
    return trailing_shares(release, asked, window, years)


def trailing_shares(
    release: Release,
    asked: q.Question,
    window: int,
    years: Window | None,
    regroup: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return what `share_series` returns, of partners or of groups of them.

    Parameters
    ----------
    release, asked, window, years
        As for `share_series`.
    regroup : callable, optional
        Turns yearly sums by partner into yearly sums by group: a frame of ``partner, year,
        value, low, high`` in, one of the same columns out.
    """
    yearly, span, visible = yearly_sums(release, asked, window, years)
    if regroup:
        yearly = regroup(yearly)
    sums = {c: _trailing(yearly, c, span, window) for c in ("value", "low", "high")}
    table = _long(sums, window, visible, release.measure.decimals)
    how = {
        year: release.coverage.exactness_of(asked.side, asked.entity, (year - window + 1, year))
        for year in table["last_year"].unique()
    }
    table["exactness"] = table["last_year"].map(how).astype("str")
    return table.reindex(columns=list(COLUMNS))


def yearly_sums(
    release: Release, asked: q.Question, window: int, years: Window | None
) -> tuple[pd.DataFrame, Window, Window]:
    """Return the yearly sums by partner behind trailing windows.

    Parameters
    ----------
    release, asked, window, years
        As for `trailing_shares`.

    Returns
    -------
    sums : pandas.DataFrame
        ``partner, year, value, low, high``.
    span, visible : (int, int)
        First and last year of the sums, and those in which a window may end.
    """
    if window not in WINDOWS:
        lengths = ", ".join(map(str, WINDOWS))
        raise BadRequest(f"a window of {window} years is not offered; take one of {lengths}.")
    visible = _visible(release, asked, years)
    covered = release.coverage.years_of(asked.side, asked.entity)
    if covered and visible[1] < covered[0]:
        q.require_covered(release, asked, visible)
    first = max(covered[0], visible[0] - window + 1) if covered else visible[0]
    span = (first, visible[1])
    return partner_sums(release, asked, span, by_year=True).to_pandas(), span, visible


def _visible(release: Release, asked: q.Question, years: Window | None) -> Window:
    if years is not None:
        return q.window(years)
    covered = release.coverage.years_of(asked.side, asked.entity)
    if not covered:
        q.require_covered(release, asked, release.coverage.years or (0, 0))
    return covered[0], covered[-1]


def _trailing(yearly: pd.DataFrame, column: str, span: Window, window: int) -> pd.DataFrame:
    """Return sums over windows: a row for each last year, a column for each partner."""
    table = yearly.pivot_table(index="year", columns="partner", values=column, aggfunc="sum")
    return table.reindex(range(span[0], span[1] + 1)).fillna(0.0).rolling(window).sum().dropna()


def _long(
    sums: dict[str, pd.DataFrame], window: int, visible: Window, decimals: int
) -> pd.DataFrame:
    value = sums["value"].round(decimals)
    low, high = (sums[c].clip(lower=0).round(decimals + 1) for c in ("low", "high"))
    total = value.sum(axis=1)
    denominator = total.where(total > 0)
    share_low, share_high = rounding.share_band(
        low, high, _across(low), _across(high).where(_across(high) > 0)
    )
    columns = {
        "value": value,
        "total": _across(value).round(decimals),
        "share": 100 * value.div(denominator, axis=0),
        "share_low": share_low,
        "share_high": share_high,
    }
    table = pd.concat({name: frame.stack() for name, frame in columns.items()}, axis=1)
    table = table.rename_axis(["last_year", "partner"]).reset_index()
    table = table[table["last_year"].between(*visible)]
    table["first_year"] = table["last_year"] - window + 1
    ordered: pd.DataFrame = table.sort_values(["partner", "last_year"], ignore_index=True)
    return ordered


def _across(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame that holds each row's sum in every column."""
    sums = frame.sum(axis=1)
    return pd.DataFrame(dict.fromkeys(frame.columns, sums), index=frame.index)
