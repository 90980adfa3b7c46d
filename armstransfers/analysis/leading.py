"""What a chart shows one by one: which partners, and from which year to which.

The partners that are not shown become Other; Unknown stays itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from armstransfers.coverage import Window
from armstransfers.entities import is_unknown
from armstransfers.measure import FEW_TIV

OTHER, UNKNOWN = "Other", "Unknown"
MOST_SHOWN = 6
MOST_TOGETHER = 9  # as many as panels beside each other, so that each panel's largest has room
ALWAYS_SHOWN = 3  # the largest of the window, however large others were at other times
HIGH_PEAK = 10.0  # per cent of a window
_ROUND_YEARS = 5
_LONG_SILENCE = 10  # years without a delivery at the end, as of a state that is no more


def leading(
    table: pd.DataFrame, series: pd.DataFrame, *, few: float = FEW_TIV, most: int = MOST_SHOWN
) -> list[str]:
    """Return the known partners to show: the largest of the window, then of any other time.

    Parameters
    ----------
    table : pandas.DataFrame
        Shares of the window, as `shares` returns them.
    series : pandas.DataFrame
        Shares over time, as `share_series` returns them.
    few : float
        Shares of a smaller whole do not make a partner large.
    most : int
        How many to show at most.
    """
    ranked = list(table.loc[table["kind"] != "unknown", "partner"])
    solid = series[(series["total"] >= few) & (series["share"] >= HIGH_PEAK)]
    peaks = solid.groupby("partner")["share"].max().sort_values(ascending=False)
    known = [partner for partner in peaks.index if not is_unknown(partner)]
    order = [*ranked[:ALWAYS_SHOWN], *known, *ranked]
    return list(dict.fromkeys(order))[:most]


def leading_together(
    series: Sequence[pd.DataFrame], *, few: float = FEW_TIV, most: int = MOST_TOGETHER
) -> list[str]:
    """Return the known partners to show in several panels, chosen over all of them.

    Parameters
    ----------
    series : sequence of pandas.DataFrame
        Shares over time, one table a panel, as `share_series` returns them.
    few : float
        Shares of a smaller whole do not count, unless there are no others.
    most : int
        How many to show at most.

    Returns
    -------
    list of str
        Each panel's largest partner of its last window, then those with the largest mean share
        (the mean over a panel's windows, and then over the panels); sorted by that mean.
    """
    means, largest = [], set()
    for table in series:
        solid = table[(table["total"] >= few) & (table["value"] > 0)]
        known = solid[~solid["partner"].map(is_unknown).astype(bool)]
        if len(known):
            means.append(known.groupby("partner")["share"].sum() / solid["last_year"].nunique())
            last = known[known["last_year"] == known["last_year"].max()]
            largest.add(last.loc[last["share"].idxmax(), "partner"])
    if not means:
        return leading_together(series, few=0.0, most=most) if few else []
    mean = pd.concat(means, axis=1).fillna(0.0).mean(axis=1).sort_index()
    order = list(mean.sort_values(ascending=False, kind="stable").index)
    chosen = [*(partner for partner in order if partner in largest), *order]
    return sorted(list(dict.fromkeys(chosen))[:most], key=order.index)


def active_span(yearly: pd.DataFrame, covered: Window) -> Window:
    """Return the years to draw: from a round one before the first delivery to the last covered.

    A country that has long received or supplied nothing ends a year after its last delivery.
    """
    years = yearly.loc[yearly["total"] > 0, "last_year"]
    if years.empty:
        return covered
    first, last = int(years.min()), int(years.max())
    start = max(covered[0], first - first % _ROUND_YEARS)
    return start, covered[1] if covered[1] - last <= _LONG_SILENCE else last + 1


def folded(series: pd.DataFrame, shown: list[str]) -> pd.DataFrame:
    """Return a series in which partners that are not shown are added up.

    Parameters
    ----------
    series : pandas.DataFrame
        As `share_series` returns it.
    shown : list of str
        Partners that stay as they are.

    Returns
    -------
    pandas.DataFrame
        ``partner, first_year, last_year, value, total, share, exactness``; ``Other`` and ``Unknown`` last,
        where anything belongs to them. The shares of a window still add up to 100.
    """
    order = [*shown, OTHER, UNKNOWN]
    of_row, names = series["partner"].factorize()
    part = np.array([order.index(_label(name, shown)) for name in names], dtype=int)[of_row]
    years, first_row, window = np.unique(
        series["last_year"].to_numpy(), return_index=True, return_inverse=True
    )
    there = np.unique(part)
    sums = {name: np.zeros((len(order), len(years))) for name in ("value", "share")}
    for name, cells in sums.items():
        np.add.at(cells, (part, window), series[name].to_numpy())
    of_windows = series.iloc[np.tile(first_row, len(there))]
    return pd.DataFrame(
        {
            "partner": pd.Series(np.repeat([order[i] for i in there], len(years)), dtype="str"),
            **{name: of_windows[name].array for name in ("first_year", "last_year")},
            "value": sums["value"][there].ravel(),
            "total": of_windows["total"].array,
            "share": sums["share"][there].ravel(),
            "exactness": of_windows["exactness"].array,
        }
    )


def _label(partner: str, shown: list[str]) -> str:
    if is_unknown(partner):
        return UNKNOWN
    return partner if partner in shown else OTHER
