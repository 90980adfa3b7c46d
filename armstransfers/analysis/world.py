"""The largest exporters and importers of the world."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.change import SIDE, compared
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.rows import is_of
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Exactness, Side, Window, least_exact, other_side
from armstransfers.model.release import Release
from armstransfers.model.tally import Sums, Tally, banded
from armstransfers.reference.entities import kind_of
from armstransfers.reference.parties import WORLD

COLUMNS = (
    "entity", "kind", "value", "total", "share", "share_low", "share_high", "rank", "rank_low",
    "rank_high", "value_then", "change", "change_low", "change_high", "share_then", "points",
    "points_low", "points_high", "rank_then", "exactness",
)  # fmt: skip
RANKS = ("rank", "rank_low", "rank_high")
_HALF_OF_TOTALS = 0.5  # printed totals are whole numbers, whatever the deliveries are
_COMPARED = (
    "value_then", "change", "change_low", "change_high", "share_then", "points", "points_low",
    "points_high", "rank_then",
)  # fmt: skip


@sourced
def world(
    release: Release,
    *,
    side: Side = "supplier",
    years: Window | int,
    then: Window | int | None = None,
    parties: Sequence[q.Whom] = (),
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
    parties : sequence of str, list of str or Group, optional
        Only these, countries or groups of them as for `shares`, in this order; everyone by
        default. A group has no rank, and a bloc the members of the end of the window in both.
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
    asked = [
        q.question(release, **{"recipient": None, "supplier": None, side: one}).until(years[1])
        for one in parties
    ]
    table = _traded(release, side, years, asked)
    before = q.before(years)
    if exact:
        require_exact(release, None, years)
    if then is not None:
        before, _ = q.two_windows(then, years)
    elif not set(range(before[0], years[0])) <= set(years_covered(release, side)):
        return table.reindex(columns=list(COLUMNS)).astype({"rank_then": "Int64"})
    if exact:
        require_exact(release, None, before)
    earlier = _traded(release, side, before, asked)
    then_there, there = (one.set_index("entity")[list(SIDE)] for one in (earlier, table))
    both = compared(then_there, there, how="left")
    how = least_exact({*table["exactness"], *earlier["exactness"]})
    return table.join(both[list(_COMPARED)], on="entity").assign(exactness=how)[list(COLUMNS)]


def years_covered(release: Release, side: Side) -> list[int]:
    """Return the years of which the release holds everyone's imports or exports, sorted."""
    whole = release.coverage.years_of_the_world
    return whole or sorted(_printed_totals(release, side)["year"].unique().tolist())


def exactness_of_totals(release: Release, years: Window) -> Exactness:
    """Return how exact the totals of everyone are in a window: printed ones are whole numbers."""
    whole = release.coverage.years_of_the_world
    return release.coverage.exactness_of_the_world(years) if whole else "rounded"


def traders(release: Release, side: Side, years: Window) -> Tally:
    """Return the imports or exports of everyone by year.

    They are added up from deliveries where the release holds them of the whole world; else they
    are the totals that the source prints.
    """
    if release.coverage.years_of_the_world:
        return release.tally(other_side(side), WORLD, years)
    rows = _printed_totals(release, side)
    rows = rows[rows["year"].between(*years)]
    band = banded(rows["value"].to_numpy(dtype="float64"), _HALF_OF_TOTALS)
    return Tally.of(rows.assign(**band._asdict()), "entity", years, release.measure.decimals)


def _printed_totals(release: Release, side: Side) -> pd.DataFrame:
    """Return the totals of everyone that the source prints; such a table lacks nobody."""
    margins = release.margins
    return margins[(margins["side"] == side) & (margins["group"] == "")]


def _traded(
    release: Release, side: Side, years: Window, asked: Sequence[q.Question]
) -> pd.DataFrame:
    """Return everyone's volumes, shares and ranks in a window, or those of the parties asked for."""
    q.require_additive(release.measure)
    q.require_world(release, q.Question(side, "").flow, years, years_covered(release, side))
    tally = traders(release, side, years)
    sums = tally.over(*years)
    exactness = exactness_of_totals(release, years)
    everyone = _table(sums, exactness)
    if not asked:
        return everyone.assign(last=~sums.known).sort_values(
            ["last", "value", "entity"], ascending=[True, False, True], ignore_index=True
        )
    rows = tally.rows.rename(columns={"partner": side})
    blank = {name: pd.array([pd.NA], dtype="Int64") for name in RANKS}
    of_each = []
    for one in asked:
        found = everyone[everyone["entity"] == one.entity]
        if one.group is not None or found.empty:
            found = _table(sums.together(one.entity, rows[is_of(one, rows)]), exactness)
            kind = one.group.kind if one.group else kind_of(one.entity)
            found = found.assign(kind=kind, **blank)
        of_each.append(found)
    return pd.concat(of_each, ignore_index=True)


def _table(sums: Sums, exactness: Exactness) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "entity": pd.Series(sums.names, dtype="str"),
            "kind": pd.Series([kind_of(name) for name in sums.names], dtype="str"),
            **sums.columns(),
            **sums.rank_columns(sums.known),
            "low": sums.volume.low,
            "high": sums.volume.high,
            "exactness": pd.Series([exactness] * len(sums.names), dtype="str"),
        }
    )
