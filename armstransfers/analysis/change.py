"""What changed between two windows: volume in per cent, shares in percentage points."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window, least_exact
from armstransfers.model.release import Release
from armstransfers.model.tally import Band, Sums
from armstransfers.reference.entities import kind_of

COLUMNS = (
    "partner", "kind", "value_then", "value_now", "change", "change_low", "change_high",
    "share_then", "share_now", "points", "points_low", "points_high", "rank_then", "rank_now",
    "exactness",
)  # fmt: skip
SIDE = ("value", "low", "high", "share", "share_low", "share_high", "rank")
"""What is compared of each window."""


@sourced
def change(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    then: Window | int,
    now: Window | int,
    exact: bool = False,
) -> pd.DataFrame:
    """Return how volumes and shares changed from one window to a later one.

    Parameters
    ----------
    release, recipient, supplier
        As for `shares`. A bloc has the members of the end of the later window in both.
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
    asked = q.question(release, recipient=recipient, supplier=supplier).until(now[1])
    if exact:
        require_exact(release, asked, then, now)
    before, after = (
        asked.tally(release, years, by_year=False).over(*years) for years in (then, now)
    )
    both = compared(_side(before), _side(after), how="outer")
    both = both.rename_axis("partner").reset_index()
    both["kind"] = [kind_of(partner) for partner in both["partner"]]
    both["exactness"] = least_exact(asked.exactness(release, years) for years in (then, now))
    order = both.assign(last=both["kind"] == "unknown").sort_values(
        ["last", "value_now", "value_then", "partner"], ascending=[True, False, False, True]
    )
    return order.reset_index(drop=True)[list(COLUMNS)]


def _side(sums: Sums) -> pd.DataFrame:
    columns = {**sums.columns(), **sums.rank_columns(sums.known)}
    columns |= {"low": sums.volume.low, "high": sums.volume.high}
    return pd.DataFrame(columns, index=pd.Index(sums.names, dtype="str"))[list(SIDE)]


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
    volumes, shares = (
        [Band(*(both[f"{end}_{window}"].to_numpy() for end in ends)) for window in ("now", "then")]
        for ends in (("value", "low", "high"), ("share", "share_low", "share_high"))
    )
    both["change"], both["change_low"], both["change_high"] = volumes[0].change_from(volumes[1])
    both["points"], both["points_low"], both["points_high"] = shares[0].points_from(shares[1])
    return both
