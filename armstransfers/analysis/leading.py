"""What a chart of partners over time is about: which years it frames, and which partners speak.

Both follow from the question, which is a window: not from all that a release holds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from armstransfers.core.coverage import Window
from armstransfers.reference.entities import is_unknown

OTHER, UNKNOWN = "Other", "Unknown"
MOST_SHOWN = 6
MOST_TOGETHER = 6
FOREMOST = 3  # of the window
_LEADS_NOW = 10.0  # per cent of the newest window
_BEFORE = 2  # windows of the same length before the one asked for
_YEARS_AT_LEAST = 25  # on the axis, where there are so many
_LONG_SILENCE = 10  # years without a delivery at the end, as of a state that is no more


def leading(
    yearly: pd.DataFrame, trailing: pd.DataFrame, marked: Window, *, most: int = MOST_SHOWN
) -> list[str]:
    """Return the known partners that speak: leaders of the window, and of the newest one.

    Parameters
    ----------
    yearly, trailing : pandas.DataFrame
        Series of single years and of trailing windows, as `share_series` returns them.
    marked : (int, int)
        The window that is asked for.
    most : int, optional
        How many to name at most.

    Returns
    -------
    list of str
        The first three of the window; then who holds at least a tenth of the newest window and is
        among its first three, so that nobody who leads now is lost among the others; then the
        next of the window.
    """
    asked = _ranked(yearly[yearly["last_year"].between(*marked)])
    last = trailing[trailing["last_year"] == trailing["last_year"].max()]
    large = last[last["share"] >= _LEADS_NOW]
    now = _ranked(large)[:FOREMOST] or _ranked(last)[:1]
    foremost = asked[: max(1, min(FOREMOST, most - len(now)))]
    return list(dict.fromkeys([*foremost, *now, *asked]))[:most]


def framed(
    yearly: pd.DataFrame,
    covered: Window,
    marked: Window,
    *,
    everything: bool = False,
    also: pd.DataFrame | None = None,
) -> Window:
    """Return the years to draw: the window, at least two such windows before it, all years after.

    Parameters
    ----------
    yearly : pandas.DataFrame
        Series of single years.
    covered : (int, int)
        First and last year that the release holds.
    marked : (int, int)
        The window that is asked for.
    everything : bool, optional
        Whether all years with deliveries are drawn instead.
    also : pandas.DataFrame, optional
        Published shares of other windows, which are drawn too: ``last_year``.

    Returns
    -------
    (int, int)
        No year before the first delivery or after the last covered one, unless it is asked for. A
        country that has long received or supplied nothing ends a year after its last delivery.
    """
    years = yearly.loc[yearly["total"] > 0, "last_year"]
    if also is not None and len(also):
        covered = min(covered[0], int(also["last_year"].min())), covered[1]
        years = pd.concat([years, also["last_year"]])
    if years.empty:
        return max(covered[0], marked[0]), min(covered[1], marked[1])
    first, last = int(years.min()), int(years.max())
    end = covered[1] if covered[1] - last <= _LONG_SILENCE else last + 1
    end = max(end, min(marked[1], covered[1]))
    length = marked[1] - marked[0] + 1
    start = min(marked[0] - _BEFORE * length, end - _YEARS_AT_LEAST + 1)
    earliest = max(covered[0], min(first, marked[0]))
    return earliest if everything else max(earliest, start), end


def folded(series: pd.DataFrame, shown: Sequence[str]) -> pd.DataFrame:
    """Return a series in which partners that are not shown are added up.

    Parameters
    ----------
    series : pandas.DataFrame
        As `share_series` returns it.
    shown : sequence of str
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


def _ranked(rows: pd.DataFrame) -> list[str]:
    """Return the known partners with anything, the largest sum first."""
    sums = rows.groupby("partner", sort=True)["value"].sum()
    order = sums[sums > 0].sort_values(ascending=False, kind="stable")
    return [str(name) for name in order.index if not is_unknown(str(name)) and name != UNKNOWN]


def _label(partner: str, shown: Sequence[str]) -> str:
    if partner in shown:
        return partner
    return UNKNOWN if is_unknown(partner) or partner == UNKNOWN else OTHER
