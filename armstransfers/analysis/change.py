"""What changed between two windows: volume in per cent, shares in percentage points."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.shares import kind, partner_sums, with_ranks, with_shares
from armstransfers.coverage import Window, least_exact
from armstransfers.release import Release

COLUMNS = (
    "partner", "kind", "value_then", "value_now", "change", "change_low", "change_high",
    "share_then", "share_now", "points", "points_low", "points_high", "rank_then", "rank_now",
    "exactness",
)  # fmt: skip


def change(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    then: Window | int,
    now: Window | int,
    exact: bool = False,
) -> pd.DataFrame:
    """Return how volumes and shares changed from one window to a later one.

    Parameters
    ----------
    release, recipient, supplier
        As for `shares`.
    then, now : (int, int) or int
        Two windows that do not overlap, the earlier one first.
    exact
        As for `shares`.

    Returns
    -------
    pandas.DataFrame
        One row a partner of either window, largest now first, Unknown last. ``change`` is per
        cent of volume, blank where the earlier window held nothing; ``points`` is the change of
        the share in percentage points. Both have rounding bands. ``exactness`` is that of the
        less exact window.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`, for both windows; BadRequest also if the windows overlap.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = change(newest, recipient="Azerbaijan", then=(2011, 2015), now=(2016, 2020))
    >>> table[["partner", "change", "points"]].head(2).round(1)
      partner  change  points
    0  Israel   310.0    59.4
    1  Russia   -90.9   -62.3
    """
    then, now = q.two_windows(then, now)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    if exact:
        require_exact(release, asked, then, now)
    both = compared(_window(release, asked, then), _window(release, asked, now), how="outer")
    both = both.rename_axis("partner").reset_index()
    both["kind"] = [kind(partner) for partner in both["partner"]]
    both["exactness"] = least_exact(
        release.coverage.exactness_of(asked.side, asked.entity, years) for years in (then, now)
    )
    order = both.assign(last=both["kind"] == "unknown").sort_values(
        ["last", "value_now", "value_then", "partner"], ascending=[True, False, False, True]
    )
    return order.reset_index(drop=True)[list(COLUMNS)]


def _window(release: Release, asked: q.Question, years: Window) -> pd.DataFrame:
    sums = partner_sums(release, asked, years)
    named = pd.Series([kind(partner) != "unknown" for partner in sums["partner"]], dtype=bool)
    table = with_ranks(with_shares(sums, release.measure), named).set_index("partner")
    return table[["value", "share", "share_low", "share_high", "rank", "low", "high"]]


def compared(
    before: pd.DataFrame, after: pd.DataFrame, how: Literal["left", "outer"]
) -> pd.DataFrame:
    """Return two windows side by side, with what changed between them.

    Parameters
    ----------
    before, after : pandas.DataFrame
        ``value, low, high, share, share_low, share_high, rank`` by name.
    how : {"left", "outer"}
        Whether those of the later window are wanted, or those of either.

    Returns
    -------
    pandas.DataFrame
        The columns with ``_then`` and ``_now`` behind their names; ``change`` and ``points``,
        each with a rounding band.
    """
    both = after.add_suffix("_now").join(before.add_suffix("_then"), how=how)
    amounts = [column for column in both.columns if not column.startswith("rank")]
    both[amounts] = both[amounts].astype("float64").fillna(0.0)
    for window, table in (("then", before), ("now", after)):
        if not table["value"].sum():  # nothing was delivered: no share, not a share of 0
            shares_there = [c for c in amounts if c.startswith("share") and c.endswith(window)]
            both[shares_there] = float("nan")
    both["change"] = per_cent(both["value_now"], both["value_then"])
    both["change_low"] = per_cent(both["low_now"], both["high_then"])
    both["change_high"] = per_cent(both["high_now"], both["low_then"])
    both["points"] = both["share_now"] - both["share_then"]
    both["points_low"] = both["share_low_now"] - both["share_high_then"]
    both["points_high"] = both["share_high_now"] - both["share_low_then"]
    return both


def per_cent(now: pd.Series, then: pd.Series) -> pd.Series:
    """Return the change of a volume in per cent; blank where there was nothing before."""
    return 100 * (now / then.where(then > 0) - 1)
