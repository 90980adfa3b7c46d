"""What flows between regions, or between the members of a bloc and all others."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.groups import BY_REGION, AsOf, Grouping, grouping
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.model.tally import added_up

COLUMNS = (
    "supplier_group", "recipient_group", "value", "total", "share", "share_low", "share_high",
    "exactness",
)  # fmt: skip


@sourced
def flows(
    release: Release, *, years: Window | int, by: str = BY_REGION, as_of: AsOf = "then"
) -> pd.DataFrame:
    """Return the volume between every two groups of suppliers and recipients in a window.

    Parameters
    ----------
    release : Release
        A release that holds all recipients and suppliers.
    years : (int, int) or int
        The window.
    by, as_of
        As for `grouped_shares`.

    Returns
    -------
    pandas.DataFrame
        One row a pair of groups between which something was delivered, largest first. The share
        is of all the world's transfers; the shares add up to 100.

    Raises
    ------
    Refused
        If the release does not hold the whole world, or values may not be added.
    BadRequest
        If the window ends before it begins, or there is no such bloc.

    Examples
    --------
    >>> from armstransfers.testing import made_up_release
    >>> cells = [("India", "Russia", 2004, 60.0), ("Egypt", "France", 2003, 40.0)]
    >>> made_up = made_up_release(cells, years=(2000, 2004))
    >>> flows(made_up, years=(2003, 2004))[["supplier_group", "recipient_group", "value"]]
      supplier_group   recipient_group  value
    0         Europe  Asia and Oceania   60.0
    1         Europe       Middle East   40.0
    """
    years, system = q.window(years), grouping(by, as_of)
    q.require_additive(release.measure)
    q.require_world(release, "transfers", years, release.coverage.years_of_the_world)
    exactness = release.coverage.exactness_of_the_world(years)
    if system.is_dated and exactness == "exact":
        yearly = {
            release.coverage.exactness_of_the_world((y, y)) for y in range(years[0], years[1] + 1)
        }
        exactness = "estimated" if "estimated" in yearly else exactness
    rows = release.dyads(years)
    pair = ["supplier_group", "recipient_group"]
    groups = {f"{side}_group": _groups(rows, side, system) for side in ("supplier", "recipient")}
    pairs, sums = added_up(rows.assign(**groups), pair, release.measure.decimals)
    table = pairs.assign(**sums.columns(), exactness=exactness)
    order = table.sort_values(["value", *pair], ascending=[False, True, True])
    return order.reset_index(drop=True)[list(COLUMNS)]


def _groups(rows: pd.DataFrame, side: str, system: Grouping) -> pd.Series:
    """Return the group of each row's supplier or recipient, in the row's year."""
    keys = list(zip(rows[side], rows["year"], strict=True))
    of_key = {key: system.group(*key) for key in set(keys)}
    return pd.Series([of_key[key] for key in keys], index=rows.index, dtype="str")
