"""The largest exporters and importers of the world."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import rounding
from armstransfers.analysis.change import compared
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.shares import kind, with_ranks, with_shares
from armstransfers.coverage import Exactness, Side, Window, least_exact
from armstransfers.release import Release

COLUMNS = (
    "entity", "kind", "value", "total", "share", "share_low", "share_high", "rank", "rank_low",
    "rank_high", "value_then", "change", "change_low", "change_high", "share_then", "points",
    "points_low", "points_high", "rank_then", "exactness",
)  # fmt: skip
_COMPARED = (
    "value_then", "change", "change_low", "change_high", "share_then", "points", "points_low",
    "points_high", "rank_then",
)  # fmt: skip


def world(
    release: Release,
    *,
    side: Side = "supplier",
    years: Window | int,
    then: Window | int | None = None,
    exact: bool = False,
) -> pd.DataFrame:
    """Return each supplier's share of the world's exports, or each recipient's of its imports.

    Parameters
    ----------
    release : Release
        A release that holds the whole world: all recipients and suppliers, or margins, the
        source's table of the imports or exports of everyone.
    side : {"supplier", "recipient"}, optional
        Exporters or importers.
    years : (int, int) or int
        The window.
    then : (int, int) or int, optional
        An earlier window to compare with; by default the one of the same length just before,
        where the release holds it.
    exact
        As for `shares`: of both windows.

    Returns
    -------
    pandas.DataFrame
        One row a supplier or recipient of the window, largest first, Unknown last and without
        a rank: its volume, its share of the world's total and its rank, each with a rounding
        band; volume, share and rank in the earlier window, the change of volume in per cent and
        that of the share in points. What is compared with the earlier window is blank where the
        release does not hold it.

    Raises
    ------
    Refused
        If the release does not hold the whole world in a window that was asked for, or values
        may not be added.
    BadRequest
        If a window ends before it begins, or the two overlap.

    Examples
    --------
    >>> from armstransfers.testing import made_up_release
    >>> cells = [("India", "Russia", 2004, 60.0), ("Egypt", "France", 2003, 40.0)]
    >>> made_up = made_up_release(cells, years=(2000, 2004))
    >>> table = world(made_up, years=(2003, 2004))
    >>> table[["entity", "value", "share", "rank"]]
       entity  value  share  rank
    0  Russia   60.0   60.0     1
    1  France   40.0   40.0     2
    """
    years = q.window(years)
    table = _ranked(release, side, years)
    before = q.before(years)
    if exact:
        require_exact(release, None, years)
    if then is not None:
        before, _ = q.two_windows(then, years)
    elif not set(range(before[0], years[0])) <= set(years_covered(release, side)):
        return _alone(table)
    if exact:
        require_exact(release, None, before)
    earlier = _ranked(release, side, before)
    return _alone(table) if table.empty else _compared(table, earlier)


def _alone(table: pd.DataFrame) -> pd.DataFrame:
    """Return a window without an earlier one to compare it with."""
    return table.reindex(columns=list(COLUMNS)).astype({"rank_then": "Int64"})


def years_covered(release: Release, side: Side) -> list[int]:
    """Return the years of which the release holds everyone's imports or exports, sorted."""
    whole = release.coverage.years_of_the_world
    return whole or sorted(printed_totals(release, side)["year"].unique().tolist())


def exactness_of_totals(release: Release, years: Window) -> Exactness:
    """Return how exact the totals of everyone are in a window: printed ones are whole numbers."""
    whole = release.coverage.years_of_the_world
    return release.coverage.exactness_of_the_world(years) if whole else "rounded"


def printed_totals(release: Release, side: Side) -> pd.DataFrame:
    """Return the totals of everyone that the source prints; such a table lacks nobody."""
    margins = release.margins
    return margins[(margins["side"] == side) & (margins["group"] == "")]


def totals_by_year(release: Release, side: Side) -> pd.DataFrame:
    """Return the imports or exports of everyone by year.

    They are added up from deliveries where the release holds them of the whole world; else they
    are the totals that the source prints.

    Returns
    -------
    pandas.DataFrame
        ``entity, year, value`` and the ``low`` and ``high`` that rounding allows; some lines of an
        entity and a year may stand apart.
    """
    whole = release.coverage.years_of_the_world
    half: float | pd.Series = rounding.HALF_OF_TOTALS
    rows = printed_totals(release, side)
    if whole:
        rows = release.transfers.rename(columns={side: "entity"})
        of_years = {
            year: rounding.half_step(release.measure, exactness_of_totals(release, (year, year)))
            for year in whole
        }
        half = rows["year"].map(of_years).fillna(0.0)
    rows = rows[["entity", "year", "value"]].astype({"entity": "str"})
    return rounding.banded(rows, half)


def _sums(release: Release, side: Side, years: Window) -> pd.DataFrame:
    """Return ``entity, value, low, high`` of a window."""
    q.require_world(release, q.Question(side, "").flow, years, years_covered(release, side))
    cells = totals_by_year(release, side)
    inside = cells[cells["year"].between(*years)].drop(columns="year")
    return inside.groupby("entity", as_index=False).sum()


def _ranked(release: Release, side: Side, years: Window) -> pd.DataFrame:
    q.require_additive(release.measure)
    table = with_shares(_sums(release, side, years), release.measure)
    table["kind"] = [kind(name) for name in table["entity"]]
    table["exactness"] = exactness_of_totals(release, years)
    named = table["kind"] != "unknown"
    return (
        with_ranks(table, named)
        .assign(last=~named)
        .sort_values(["last", "value", "entity"], ascending=[True, False, True])
        .reset_index(drop=True)
    )


def _compared(table: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    columns = ["value", "low", "high", "share", "share_low", "share_high", "rank"]
    now, before = (one.set_index("entity")[columns] for one in (table, earlier))
    both = compared(before, now, how="left")
    joined = table.join(both[list(_COMPARED)], on="entity")
    return joined.assign(exactness=least_exact({*table["exactness"], *earlier["exactness"]}))[
        list(COLUMNS)
    ]
