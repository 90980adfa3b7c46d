"""The partners that a chart shows one by one; the others become Other, and Unknown stays."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.shares import is_unknown

OTHER, UNKNOWN = "Other", "Unknown"
MOST_SHOWN = 6


def leading(table: pd.DataFrame, most: int = MOST_SHOWN) -> list[str]:
    """Return the largest known partners of a table of shares, largest first."""
    return list(table.loc[table["kind"] != "unknown", "partner"].head(most))


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
        ``partner, first_year, last_year, value, total, share``; ``Other`` and ``Unknown`` last,
        where anything belongs to them. The shares of a window still add up to 100.
    """
    labels = {name: _label(name, shown) for name in series["partner"].unique()}
    keys = ["first_year", "last_year", "total"]
    sums = (
        series.assign(partner=series["partner"].map(labels))
        .groupby(["partner", *keys], as_index=False)[["value", "share"]]
        .sum(min_count=1)
    )
    order = {name: i for i, name in enumerate([*shown, OTHER, UNKNOWN])}
    sums = sums.sort_values("last_year").sort_values(
        "partner", key=lambda names: names.map(order), kind="stable"
    )
    return sums.reset_index(drop=True)[["partner", *keys[:2], "value", "total", "share"]]


def _label(partner: str, shown: list[str]) -> str:
    if is_unknown(partner):
        return UNKNOWN
    return partner if partner in shown else OTHER
