"""Who depends on one supplier, and how much."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import rounding
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.shares import is_unknown, kind
from armstransfers.coverage import Window
from armstransfers.errors import Refused
from armstransfers.measure import FEW_TIV
from armstransfers.release import Release

COLUMNS = (
    "recipient", "kind", "value", "total", "share", "share_low", "share_high", "rank", "exactness",
)  # fmt: skip


def dependence(
    release: Release,
    *,
    supplier: str,
    years: Window | int,
    at_least: float = FEW_TIV,
    threshold: float = 0.0,
    exact: bool = False,
) -> pd.DataFrame:
    """Return the part of each recipient's imports that came from one supplier.

    Parameters
    ----------
    release : Release
        The data. Recipients whose suppliers are not all covered in the whole window are left out.
    supplier : str
        The supplier, in any spelling.
    years : (int, int) or int
        The window.
    at_least : float, optional
        Least total of a recipient, in the unit of the measure: shares of less say little.
    threshold : float, optional
        Least share, in per cent.
    exact
        As for `shares`: of all recipients.

    Returns
    -------
    pandas.DataFrame
        One row a recipient, the largest share first: what came from the supplier, the
        recipient's total, the share with its rounding band, and the supplier's rank there,
        blank where it delivered nothing. Unknown recipients are left out.

    Raises
    ------
    Refused
        If no recipient is covered in the whole window, or values may not be added.
    UnknownEntity, BadRequest
        As for `shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = dependence(newest, supplier="Belarus", years=(2011, 2020), threshold=1)
    >>> table[["recipient", "share", "rank"]].round(1)
        recipient  share  rank
    0  Azerbaijan    7.0     3
    """
    years = q.window(years)
    q.require_additive(release.measure)
    seller = q.question(release, recipient=None, supplier=supplier).entity
    cells = _cells(release, years)
    if cells.empty and not _covers(release, years):
        raise Refused(
            f"there is no recipient whose suppliers are all covered in {q.words(years)}; choose "
            f"other years or {q.WHOLE_DATABASE}."
        )
    sums = cells.groupby(["recipient", "supplier"], as_index=False)[["value", "low", "high"]].sum()
    digits = release.measure.decimals
    sums = sums.round({"value": digits, "low": digits + 1, "high": digits + 1})
    totals = sums.groupby("recipient")[["value", "low", "high"]].sum()
    sums["rank"] = _ranks(sums)
    own = sums[sums["supplier"] == seller].set_index("recipient")[["value", "low", "high", "rank"]]
    table = totals.add_prefix("total_").join(own)
    table[["value", "low", "high"]] = table[["value", "low", "high"]].fillna(0.0)
    table["total"] = table["total_value"].round(digits)
    table["share"] = 100 * table["value"] / table["total"].where(table["total"] > 0)
    table["share_low"], table["share_high"] = rounding.share_band(
        table["low"], table["high"], table["total_low"], table["total_high"]
    )
    table = table.reset_index()
    table["kind"] = [kind(name) for name in table["recipient"]]
    table["exactness"] = [
        release.coverage.exactness_of("recipient", name, years) for name in table["recipient"]
    ]
    if exact:
        require_exact(release, None, years)
        for name in table.loc[table["exactness"] == "estimated", "recipient"]:
            q.require_not_estimated(release, q.Question("recipient", name), years)
    solid = (table["total"] >= at_least) & (table["share"] >= threshold)
    ordered = table[solid & (table["kind"] != "unknown")].sort_values(
        ["share", "value", "recipient"], ascending=[False, False, True]
    )
    return ordered.reset_index(drop=True)[list(COLUMNS)]


def _covers(release: Release, years: Window) -> bool:
    """Whether every supplier of anybody is covered in the whole window."""
    everyone = release.coverage.entities("recipient")
    names = [""] if everyone is None else everyone
    return any(_holds(release, name, years) for name in names)


def _holds(release: Release, recipient: str, years: Window) -> bool:
    covered = release.coverage.years_of("recipient", recipient)
    return set(range(years[0], years[1] + 1)) <= set(covered)


def _cells(release: Release, years: Window) -> pd.DataFrame:
    """Return the deliveries of the window to recipients that are covered, with their bands."""
    rows = release.transfers
    rows = rows.loc[rows["year"].between(*years), ["recipient", "supplier", "value"]]
    rows = rows.astype({"recipient": "str", "supplier": "str"})
    names = rows["recipient"].unique()
    half = {
        name: rounding.half_step(
            release.measure, release.coverage.exactness_of("recipient", name, years)
        )
        for name in names
        if _holds(release, name, years)
    }
    rows = rows[rows["recipient"].isin(half)]
    return rounding.banded(rows, rows["recipient"].map(half).astype("float64"))


def _ranks(sums: pd.DataFrame) -> pd.Series:
    """Return the rank of each supplier at its recipient; Unknown has none."""
    named = sums[~sums["supplier"].map(is_unknown).astype(bool)]
    ranks = named.groupby("recipient")["value"].rank(method="min", ascending=False)
    return ranks.reindex(sums.index).astype("Int64")
