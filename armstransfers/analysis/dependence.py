"""Who depends on one supplier, and how much."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.rows import is_of
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.core.measure import FEW_TIV
from armstransfers.model.release import Release
from armstransfers.model.tally import BAND, Band, added_up
from armstransfers.reference.entities import kind_of

COLUMNS = (
    "recipient", "kind", "value", "total", "share", "share_low", "share_high", "rank", "exactness",
)  # fmt: skip


@sourced
def dependence(
    release: Release,
    *,
    supplier: q.Whom,
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
    supplier : str, list of str or Group
        The supplier, in any spelling, or several together, as for `shares`.
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
        blank where it delivered nothing and for a group. Unknown recipients are left out.

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
    seller = q.question(release, recipient=None, supplier=supplier).until(years[1])
    rows = release.dyads(years)
    held = [name for name in rows["recipient"].unique() if _holds(release, name, years)]
    rows = rows[rows["recipient"].isin(held)]
    if rows.empty and not _covers(release, years):
        raise Refused(
            f"there is no recipient whose suppliers are all covered in {q.words(years)}; choose "
            f"other years or {q.WHOLE_DATABASE}."
        )
    table = _of_each(rows, seller, release.measure.decimals)
    table["kind"] = [kind_of(name) for name in table["recipient"]]
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


def _of_each(rows: pd.DataFrame, seller: q.Question, decimals: int) -> pd.DataFrame:
    """Return the seller's part of what each recipient received."""
    if seller.group is not None:
        inside = is_of(seller, rows)
        rows = rows.assign(supplier=rows["supplier"].mask(inside, seller.entity))
    keys, sums = added_up(rows, ["recipient", "supplier"], decimals)
    each = pd.DataFrame(sums.volume._asdict(), index=keys["recipient"])
    named = each.loc[sums.known, "value"]
    ranks = named.groupby(level=0).rank(method="min", ascending=False)
    is_own = sums.names == seller.entity
    own = ranks[is_own[sums.known]] if seller.group is None else ranks[:0]
    totals = each.groupby(level=0).sum()
    mine = each[is_own].reindex(totals.index).fillna(0.0)
    part, whole = (Band(*(frame[end].to_numpy() for end in BAND)) for frame in (mine, totals))
    columns = {"value": part.value, "total": whole.value.round(decimals)}
    share = dict(zip(("share", "share_low", "share_high"), part.share_of(whole), strict=True))
    table = pd.DataFrame({"recipient": totals.index, **columns, **share})
    return table.assign(rank=own.reindex(totals.index).astype("Int64").array)


def _covers(release: Release, years: Window) -> bool:
    """Whether every supplier of anybody is covered in the whole window."""
    everyone = release.coverage.entities("recipient")
    names = [""] if everyone is None else everyone
    return any(_holds(release, name, years) for name in names)


def _holds(release: Release, recipient: str, years: Window) -> bool:
    return q.covers(release, q.Question("recipient", recipient), years)
