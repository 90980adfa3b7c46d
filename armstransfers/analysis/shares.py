"""Shares of one recipient's suppliers, or of one supplier's recipients."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers import entities
from armstransfers.analysis import question as q
from armstransfers.analysis import ranking, rounding
from armstransfers.analysis.exact import require_exact
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
        Whether to refuse values that are only estimated, and those that may lack a line that was
        set aside.

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
    ('Belarus', 7.03, 3)
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    exactness = release.coverage.exactness_of(asked.side, asked.entity, years)
    if exact:
        require_exact(release, asked, years)
    sums = partner_sums(release, asked, years).assign(exactness=exactness)
    return _ranked(sums, release.measure)


def partner_sums(
    release: Release, asked: q.Question, years: Window, *, by_year: bool = False
) -> pd.DataFrame:
    """Return the value of each partner in a window, with its rounding band.

    The denominator is checked first: this is the one way from transfers to shares.

    Returns
    -------
    pandas.DataFrame
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
    return release.sums_of(asked.side, asked.entity, years, half=half, by_year=by_year)


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
    value = sums["value"].to_numpy().round(measure.decimals)
    low, high = (sums[end].to_numpy().round(measure.decimals + 1) for end in ("low", "high"))
    total = round(float(value.sum()), measure.decimals)
    share_low, share_high = rounding.share_band(low, high, low.sum(), high.sum())
    found = {
        "value": value,
        "low": low,
        "high": high,
        "total": np.full(len(sums), total),
        # where everything is a printed 0, shares of a total of 0 stay blank
        "share": 100 * value / (total if total > 0 else np.nan),
        "share_low": share_low,
        "share_high": share_high,
    }
    return pd.DataFrame(dict(sums.items()) | found)


def with_ranks(table: pd.DataFrame, ranked: pd.Series) -> pd.DataFrame:
    """Return a table with ``rank, rank_low, rank_high`` of those rows that have a rank."""
    named = ranked.to_numpy(dtype=bool)
    values, low, high = (table[c].to_numpy()[named] for c in _BAND)
    found = (ranking.ranks(values), *ranking.rank_band(low, high))
    columns = (_in_all_rows(named, one) for one in found)
    return pd.DataFrame(dict(table.items()) | dict(zip(RANKS, columns, strict=True)))


def _in_all_rows(named: npt.NDArray[np.bool_], found: ranking.Ranks) -> pd.arrays.IntegerArray:
    """Return ranks for all rows, blank for those that have none."""
    ranks = np.zeros(len(named), dtype="int64")
    ranks[named] = found
    return pd.arrays.IntegerArray(ranks, ~named)


def _ranked(sums: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    partners = sums["partner"].tolist()
    kinds = [kind(partner) for partner in partners]
    named = np.array([one != "unknown" for one in kinds], dtype=bool)
    table = with_ranks(with_shares(sums, measure), pd.Series(named))
    values, shares_there = table["value"].to_numpy(), table["share"].to_numpy()
    unknown, total = float(values[~named].sum()), table["total"].to_numpy()
    if_known = 100 * (values + unknown) / np.where(total > 0, total, np.nan)
    bounds = {
        column: _in_all_rows(named, bound(values[named], unknown, measure.precision))
        for column, bound in _IF_KNOWN.items()
    }
    kind_there = pd.Series(kinds, dtype="str")
    found = {
        "kind": kind_there,
        "share_if_known": np.where(named, if_known, shares_there),
        **bounds,
    }
    columns = dict(table.items()) | found
    order = sorted(range(len(sums)), key=lambda i: (not named[i], -values[i], partners[i]))
    return (
        pd.DataFrame({name: columns[name] for name in COLUMNS}).take(order).reset_index(drop=True)
    )
