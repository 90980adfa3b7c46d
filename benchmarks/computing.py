"""Shares for every recipient and five-year window of the complete register."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pandas as pd
from figure import Figure, interleaved, median
from ground import Ground

import armstransfers
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release

WINDOW = 5


def shares(ground: Ground) -> Iterator[Figure]:
    """Measure all trailing shares of all recipients against pandas by hand, and Polars."""
    release = ground.release
    rows = release.transfers[["recipient", "supplier", "year", "value"]]
    names = release.names("recipient")
    years = release.coverage.years
    assert years, "the register is complete for some years"
    mine, by_hand = _ours(release, names), _by_hand(rows, years)
    largest = _largest_difference(mine, by_hand)
    if largest > 1e-6:
        raise RuntimeError(
            f"the shares differ by up to {largest}; the comparison would mean nothing"
        )
    remark = f"{len(mine):,} shares, the same to {max(largest, 1e-12):.0e} points"
    ours, hand, once = interleaved(
        lambda: _seconds(_ours, release, names),
        lambda: _seconds(_by_hand, rows, years),
        lambda: _seconds(_at_once, rows, years),
        repeats=3,
    )
    yield Figure(
        "all five-year shares, against pandas by hand", median(ours), "s", median(hand), 1.3,
        remark=remark,
    )  # fmt: skip
    yield Figure(
        "all five-year shares, against pandas in one piece", median(ours), "s", median(once)
    )
    try:
        import polars as pl
    except ImportError:
        return
    frame = pl.from_pandas(rows.astype({"recipient": "str", "supplier": "str"}))
    (quick,) = interleaved(lambda: _seconds(_by_polars, frame, years), repeats=5)
    yield Figure("all five-year shares, against Polars by hand", median(ours), "s", median(quick))


def _ours(release: Release, names: list[str]) -> pd.DataFrame:
    tables = (
        armstransfers.share_series(release, recipient=name, window=WINDOW).assign(recipient=name)
        for name in names
    )
    return pd.concat(tables)


def _by_hand(rows: pd.DataFrame, years: Window) -> pd.DataFrame:
    """Return the same shares, as one would write it for them alone: recipient by recipient."""
    sums = rows.groupby(["recipient", "supplier", "year"], observed=True)["value"].sum()
    tables: list[pd.DataFrame] = []
    for name, mine in sums.groupby(level="recipient", observed=True):
        wide = mine.droplevel("recipient").unstack("supplier")
        trailing = _trailing(wide, years)
        total = trailing.sum(axis=1)
        share = 100 * trailing.div(total.where(total > 0), axis=0)
        long = share.stack().to_frame("share").reset_index()  # type: ignore[operator]  # a Series
        tables.append(long.assign(recipient=name))
    return pd.concat(tables)


def _at_once(rows: pd.DataFrame, years: Window) -> pd.DataFrame:
    """Return the same shares from one table, with a column for each pair."""
    sums = rows.groupby(["recipient", "supplier", "year"], observed=True)["value"].sum()
    trailing = _trailing(sums.unstack(["recipient", "supplier"]), years)
    total = trailing.T.groupby(level="recipient", observed=True).transform("sum").T
    share = 100 * trailing / total.where(total > 0)
    long = share.stack(["recipient", "supplier"]).to_frame("share")  # type: ignore[operator]  # a Series
    return long.reset_index()


def _trailing(wide: pd.DataFrame, years: Window) -> pd.DataFrame:
    span = range(years[0], years[1] + 1)
    return wide.reindex(span).fillna(0.0).rolling(WINDOW).sum().iloc[WINDOW - 1 :].round(2)


def _by_polars(frame, years):  # type: ignore[no-untyped-def]  # the yardstick, where Polars is installed
    import polars as pl

    sums = frame.group_by("recipient", "supplier", "year").agg(pl.col("value").sum())
    pairs = sums.select("recipient", "supplier").unique()
    grid = pairs.join(pl.DataFrame({"year": range(years[0], years[1] + 1)}), how="cross")
    return (
        grid.join(sums, on=["recipient", "supplier", "year"], how="left")
        .sort("recipient", "supplier", "year")
        .with_columns(
            pl.col("value")
            .fill_null(0.0)
            .rolling_sum(WINDOW)
            .over("recipient", "supplier")
            .round(2)
        )
        .drop_nulls("value")
        .with_columns(share=100 * pl.col("value") / pl.col("value").sum().over("recipient", "year"))
    )


def _largest_difference(mine: pd.DataFrame, by_hand: pd.DataFrame) -> float:
    keys = ["recipient", "supplier", "year"]
    left = mine.rename(columns={"partner": "supplier", "last_year": "year"})[[*keys, "share"]]
    both = left.astype({"recipient": "str", "supplier": "str"}).merge(
        by_hand.astype({"recipient": "str", "supplier": "str"}), on=keys, how="outer"
    )
    one, other = (both[f"share_{side}"].fillna(0.0).to_numpy() for side in "xy")
    return float(np.abs(one - other).max())


def _seconds(do, *asked) -> float:  # type: ignore[no-untyped-def]  # any function
    began = time.perf_counter()
    do(*asked)
    return time.perf_counter() - began
