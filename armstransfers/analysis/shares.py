"""Shares of one recipient's suppliers, or of one supplier's recipients."""

from __future__ import annotations

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import ranking
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Exactness, Window
from armstransfers.core.measure import Measure
from armstransfers.model.release import Release
from armstransfers.model.tally import Marks, Sums, Whole, blank_but
from armstransfers.reference.entities import kind_of

COLUMNS = (
    "partner", "kind", "value", "total", "share", "share_low", "share_high", "rank", "rank_low",
    "rank_high", "share_if_known", "rank_best_if_known", "rank_worst_if_known", "exactness",
)  # fmt: skip
_IF_KNOWN = {
    "rank_best_if_known": ranking.best_rank_if_known,
    "rank_worst_if_known": ranking.worst_rank_if_known,
}


@sourced
def shares(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    years: Window | int,
    exact: bool = False,
) -> pd.DataFrame:
    """Return each partner's share of one country's imports or exports in a window.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str, list of str or Group
        Name one of the two, in any spelling: the suppliers of a recipient as shares of its
        imports, or the recipients of a supplier as shares of its exports. A region, a bloc, a list
        or ``World`` is taken as one party, as `armstransfers.group` has it; what its members
        deliver to each other counts.
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
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    if exact:
        require_exact(release, asked, years)
    sums = asked.tally(release, years, by_year=False).over(*years)
    return _ranked(sums, asked.exactness(release, years), release.measure)


def _ranked(sums: Sums, exactness: Exactness, measure: Measure) -> pd.DataFrame:
    named, value = sums.known, sums.volume.value
    unknown, total = sums.unknown, sums.total.value
    if_known = 100 * (value + unknown) / (total if total > 0 else np.nan)
    bounds = {
        column: _in_all_rows(named, bound(value[named], unknown, measure.precision))
        for column, bound in _IF_KNOWN.items()
    }
    columns = {
        "partner": pd.Series(sums.names, dtype="str"),
        "kind": pd.Series([kind_of(name) for name in sums.names], dtype="str"),
        **sums.columns(),
        **sums.rank_columns(named),
        "share_if_known": np.where(named, if_known, sums.shares.value),
        **bounds,
        "exactness": pd.Series([exactness] * len(named), dtype="str"),
    }
    order = np.lexsort((np.arange(len(named)), -value, ~named))  # names are sorted
    return (
        pd.DataFrame({name: columns[name] for name in COLUMNS}).take(order).reset_index(drop=True)
    )


def _in_all_rows(named: Marks, found: Whole) -> pd.arrays.IntegerArray:
    """Return ranks for all rows, blank for those that have none."""
    ranks = np.zeros(len(named), dtype="int64")
    ranks[named] = found
    return blank_but(named, ranks)
