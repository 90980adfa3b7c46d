"""Shares over time, in windows that trail behind each year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from armstransfers.analysis import question as q
from armstransfers.analysis import rounding
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.shares import partner_sums
from armstransfers.coverage import Window
from armstransfers.errors import BadRequest
from armstransfers.release import Release

WINDOWS = (1, 3, 5, 10)
"""Lengths of windows, in years. Five is SIPRI's habit, for single years jump."""


def share_series(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    window: int = 5,
    years: Window | None = None,
    exact: bool = False,
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
    exact
        As for `shares`.

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
    >>> table = share_series(newest, recipient="Armenia", years=(2023, 2025))
    >>> table.loc[table["partner"] == "Russia", ["first_year", "last_year", "share"]].round(1)
        first_year  last_year  share
    9         2019       2023   81.0
    10        2020       2024   28.9
    11        2021       2025   23.9
    """
    asked = q.question(release, recipient=recipient, supplier=supplier)
    if exact:
        first, last = _visible(release, asked, years)
        ends = range(first, last + 1)
        require_exact(release, asked, *((year - window + 1, year) for year in ends))
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
    partners, sums = _trailing(yearly, span, window)
    ends = np.arange(span[0] + window - 1, span[1] + 1)
    seen = (ends >= visible[0]) & (ends <= visible[1])
    ends = ends[seen]
    how = [
        release.coverage.exactness_of(asked.side, asked.entity, (year - window + 1, year))
        for year in ends.tolist()
    ]
    return pd.DataFrame(
        {
            "partner": _taken(partners, np.repeat(np.arange(len(partners)), len(ends))),
            "first_year": np.tile(ends - window + 1, len(partners)),
            "last_year": np.tile(ends, len(partners)),
            **_shares(sums[:, :, seen], release.measure.decimals),
            "exactness": _taken(how, np.tile(np.arange(len(ends)), len(partners))),
        }
    )


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
    if window not in WINDOWS or type(window) is bool:
        lengths = ", ".join(map(str, WINDOWS))
        raise BadRequest(f"a window of {window} years is not offered; take one of {lengths}.")
    visible = _visible(release, asked, years)
    covered = release.coverage.years_of(asked.side, asked.entity)
    if covered and visible[1] < covered[0]:
        q.require_covered(release, asked, visible)
    first = max(covered[0], visible[0] - window + 1) if covered else visible[0]
    span = (first, visible[1])
    return partner_sums(release, asked, span, by_year=True), span, visible


def _visible(release: Release, asked: q.Question, years: Window | None) -> Window:
    if years is not None:
        return q.window(years)
    covered = release.coverage.years_of(asked.side, asked.entity)
    if not covered:
        q.require_covered(release, asked, release.coverage.years or (0, 0))
    return covered[0], covered[-1]


def _trailing(
    yearly: pd.DataFrame, span: Window, window: int
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]:
    """Return the partners, sorted, and sums over windows: value, low and high by partner and year."""
    row, partners = pd.factorize(yearly["partner"].to_numpy(dtype=object), sort=True)
    cells = np.zeros((3, len(partners), span[1] - span[0] + 1))
    for i, column in enumerate(("value", "low", "high")):
        np.add.at(cells[i], (row, yearly["year"].to_numpy() - span[0]), yearly[column].to_numpy())
    if window > cells.shape[2]:
        return partners, cells[:, :, :0]
    return partners, sliding_window_view(cells, window, axis=2).sum(axis=3)


def _shares(sums: npt.NDArray[np.float64], decimals: int) -> dict[str, npt.NDArray[np.float64]]:
    """Return the columns of numbers, from value, low and high by partner and window."""
    value = sums[0].round(decimals)
    low, high = sums[1:].round(decimals + 1)
    total, total_high = value.sum(axis=0), high.sum(axis=0)
    with np.errstate(invalid="ignore"):  # a share of nothing is blank
        share = 100 * value / np.where(total > 0, total, np.nan)
        share_low, share_high = rounding.share_band(
            low, high, low.sum(axis=0), np.where(total_high > 0, total_high, np.nan)
        )
    columns = {
        "value": value,
        "total": np.broadcast_to(total.round(decimals), value.shape),
        "share": share,
        "share_low": share_low,
        "share_high": share_high,
    }
    return {name: cells.ravel() for name, cells in columns.items()}


def _taken(words: Sequence[str] | npt.NDArray[np.object_], at: npt.NDArray[np.intp]) -> pd.Series:
    return pd.Series(words, dtype="str").take(at).reset_index(drop=True)
