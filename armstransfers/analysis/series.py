"""Shares over time, in windows that trail behind each year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest
from armstransfers.model.release import Release
from armstransfers.model.tally import Names, Tally, Whole

WINDOWS = (1, 3, 5, 10)
"""Lengths of windows, in years. Five is SIPRI's habit, for single years jump."""


@sourced
def share_series(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
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
    recipient, supplier
        Name one of the two, as for `shares`. A bloc has the members of the last year, held fixed.
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
    regroup: Callable[[Tally], Tally] | None = None,
) -> pd.DataFrame:
    """Return what `share_series` returns, of partners or of groups of them.

    Parameters
    ----------
    release, asked, window, years
        As for `share_series`.
    regroup : callable, optional
        Turns the tally of partners into one of groups of them.
    """
    asked, tally, last = trailing(release, asked, window, years)
    first = last - window + 1
    sums = (regroup(tally) if regroup else tally).over(first, last)
    names = len(sums.names)
    how = asked.how_exact(release, first.tolist(), last.tolist())
    return pd.DataFrame(
        {
            "partner": _taken(sums.names, np.repeat(np.arange(names), len(last))),
            "first_year": np.tile(first, names),
            "last_year": np.tile(last, names),
            **sums.columns(),
            "exactness": _taken(how, np.tile(np.arange(len(last)), names)),
        },
        copy=False,  # all of it is made here
    )


def _taken(words: Sequence[str] | Names, at: npt.NDArray[np.intp]) -> ExtensionArray:
    """Return words at some places as a column of text, without looking at each again."""
    taken = pa.array(words, type=pa.large_string()).take(pa.array(at))
    found: ExtensionArray = pd.array(taken, dtype="str")
    return found


def trailing(
    release: Release, asked: q.Question, window: int, years: Window | None
) -> tuple[q.Question, Tally, Whole]:
    """Return what trailing windows are sums of.

    Parameters
    ----------
    release, asked, window, years
        As for `trailing_shares`.

    Returns
    -------
    asked : Question
        The question; of a bloc with the members of the last year.
    tally : Tally
        The sums by partner and year.
    last : numpy.ndarray
        The years in which a window ends that the data fill.
    """
    if window not in WINDOWS or type(window) is bool:
        lengths = ", ".join(map(str, WINDOWS))
        raise BadRequest(f"a window of {window} years is not offered; take one of {lengths}.")
    visible = _visible(release, asked, years)
    asked = asked.until(visible[1])
    covered = asked.covered(release)
    if covered and visible[1] < covered[0]:
        q.require_covered(release, asked, visible)
    first = max(covered[0], visible[0] - window + 1) if covered else visible[0]
    tally = asked.tally(release, (first, visible[1]))
    return asked, tally, np.arange(max(first + window - 1, visible[0]), visible[1] + 1)


def _visible(release: Release, asked: q.Question, years: Window | None) -> Window:
    if years is not None:
        return q.window(years)
    last = release.last_year
    covered = (asked if last is None else asked.until(last)).covered(release)
    if not covered:
        q.require_covered(release, asked, release.coverage.years or (0, 0))
    return covered[0], covered[-1]
