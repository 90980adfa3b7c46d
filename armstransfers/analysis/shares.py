"""Shares of one recipient's suppliers, or of one supplier's recipients."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers import entities
from armstransfers.analysis import question as q
from armstransfers.analysis import ranking, rounding
from armstransfers.coverage import Window
from armstransfers.measure import Measure
from armstransfers.release import Release

COLUMNS = (
    "partner", "kind", "value", "total", "share", "share_low", "share_high", "rank", "rank_low",
    "rank_high", "share_if_known", "rank_best_if_known", "rank_worst_if_known", "exactness",
)  # fmt: skip
RANKS = ("rank", "rank_low", "rank_high")
_BAND = ("value", "low", "high")
_IF_KNOWN = {
    "rank_best_if_known": ranking.best_rank_if_known,
    "rank_worst_if_known": ranking.worst_rank_if_known,
}


def shares(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
    exact: bool = False,
) -> pd.DataFrame:
    """Return each partner's share of one country's imports or exports in a window.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str
        Name one of the two, in any spelling: the suppliers of a recipient as shares of its
        imports, or the recipients of a supplier as shares of its exports.
    years : (int, int) or int
        First and last year of the window, both inside it.
    exact : bool, optional
        Whether to refuse values that are only estimated.

    Returns
    -------
    pandas.DataFrame
        One row a partner, largest first, Unknown last; empty where nothing was delivered.
        ``value`` and ``total`` (the denominator) in the unit of ``release.measure``; shares in
        per cent; the rounding band in ``share_low``, ``share_high``, ``rank_low``,
        ``rank_high``; what Unknown leaves open in ``share_if_known``, ``rank_best_if_known``,
        ``rank_worst_if_known``. Unknown stays in the denominator and has no rank. ``exactness``
        says how the source gives the values.

    Raises
    ------
    Refused
        If the denominator is not complete in this release, or values may not be added.
    UnknownEntity
        If nobody has this name.
    BadRequest
        If the window ends before it begins, or not exactly one side is named.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = shares(newest, recipient="Azerbaijan", years=(2011, 2020))
    >>> table["partner"][2], round(float(table["share"][2]), 2), int(table["rank"][2])
    ('Belarus', 6.96, 3)
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    exactness = release.coverage.exactness_of(asked.side, asked.entity, years)
    if exact:
        q.require_not_estimated(release, asked, years)
    sums = partner_sums(release, asked, years).to_pandas().assign(exactness=exactness)
    return _ranked(sums, release.measure)


def partner_sums(
    release: Release, asked: q.Question, years: Window, *, by_year: bool = False
) -> nw.DataFrame[Any]:
    """Return the value of each partner in a window, with its rounding band.

    The denominator is checked first: this is the one way from transfers to shares.

    Returns
    -------
    narwhals.DataFrame
        ``partner, value, low, high``, and ``year`` with `by_year`; in no order.

    Raises
    ------
    Refused
        If the denominator is not complete in this release, or values may not be added.
    """
    q.require_additive(release.measure)
    q.require_covered(release, asked, years)
    exactness = release.coverage.exactness_of(asked.side, asked.entity, years)
    half = rounding.half_step(release.measure, exactness)
    rows = release.rows_of(asked.side, asked.entity, years)
    if half:
        rows = rows.with_columns(
            rounding.lowest("value", half).alias("low"),
            rounding.highest("value", half).alias("high"),
        )
    year = ["year"] if by_year else []
    summed = [nw.col(name).sum() for name in (_BAND if half else _BAND[:1])]
    sums = rows.group_by(asked.across, *year).agg(*summed).collect()
    if not half:  # exact values are their own bounds
        sums = sums.with_columns(low=nw.col("value"), high=nw.col("value"))
    return sums.select(nw.col(asked.across).cast(nw.String).alias("partner"), *year, *_BAND)


def is_unknown(partner: str) -> bool:
    """Whether a partner stands for parties that the source could not name."""
    known = entities.entities().get(partner)
    return known is not None and known.is_unknown


def kind(partner: str) -> str:
    """Return the kind of a partner; ``unlisted`` for a name that no entity has."""
    known = entities.entities().get(partner)
    return known.kind if known else "unlisted"


def with_shares(sums: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return sums with ``total, share, share_low, share_high``, in the steps of the measure.

    Parameters
    ----------
    sums : pandas.DataFrame
        ``value, low, high`` of every part of one whole.
    measure : Measure
        What the values count.
    """
    value = sums["value"].round(measure.decimals)
    low, high = (sums[bound].round(measure.decimals + 1) for bound in ("low", "high"))
    total = round(float(value.sum()), measure.decimals)
    share_low, share_high = rounding.share_band(low, high, low.sum(), high.sum())
    return sums.assign(
        value=value,
        low=low,
        high=high,
        total=total,
        # where everything is a printed 0, shares of a total of 0 stay blank
        share=100 * value / (total if total > 0 else np.nan),
        share_low=share_low,
        share_high=share_high,
    )


def with_ranks(table: pd.DataFrame, ranked: pd.Series) -> pd.DataFrame:
    """Return a table with ``rank, rank_low, rank_high`` of those rows that have a rank."""
    named = ranked.to_numpy(dtype=bool)
    values, low, high = (table[c].to_numpy()[named] for c in _BAND)
    found = (ranking.ranks(values), *ranking.rank_band(low, high))
    return table.assign(
        **{column: _in_all_rows(named, one) for column, one in zip(RANKS, found, strict=True)}
    )


def _in_all_rows(named: npt.NDArray[np.bool_], found: ranking.Ranks) -> pd.arrays.IntegerArray:
    """Return ranks for all rows, blank for those that have none."""
    ranks = np.zeros(len(named), dtype="int64")
    ranks[named] = found
    return pd.arrays.IntegerArray(ranks, ~named)


def _ranked(sums: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    table = with_shares(sums, measure)
    table["kind"] = [kind(partner) for partner in table["partner"]]
    known = table["kind"] != "unknown"
    table = with_ranks(table, known)
    named, values = known.to_numpy(dtype=bool), table["value"].to_numpy()
    unknown = float(values[~named].sum())
    whole = table["total"].where(table["total"] > 0)
    if_known = (100 * (table["value"] + unknown) / whole).where(known, table["share"])
    bounds = {
        column: _in_all_rows(named, bound(values[named], unknown, measure.precision))
        for column, bound in _IF_KNOWN.items()
    }
    return (
        table.assign(share_if_known=if_known, **bounds, last=~named)
        .sort_values(["last", "value", "partner"], ascending=[True, False, True], ignore_index=True)
        .loc[:, list(COLUMNS)]
    )
