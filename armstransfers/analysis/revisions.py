"""What SIPRI revised from one edition to another: deliveries, totals, shares and ranks.

A difference that rounding explains is no revision: a printed 51 and 51.3 are the same. Names are
those of entities in both editions, so a new name for a country is no revision either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.core.coverage import Block, Coverage, Side, other_side
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.model.release import DYAD_YEAR, Release
from armstransfers.model.tally import BAND, Tally, blank_but, windows_within

WINDOW = 5  # years; SIPRI's habit
CELL_COLUMNS = (
    "recipient", "supplier", "year", "value_old", "value_new", "difference", "revision",
)  # fmt: skip
SHARE_COLUMNS = (
    "side", "entity", "partner", "first_year", "last_year", "total_old", "total_new", "share_old",
    "share_new", "points", "points_low", "points_high", "rank_old", "rank_new", "share_moved",
    "rank_flipped",
)  # fmt: skip
TOTAL_COLUMNS = (
    "year", "total_old", "total_new", "difference", "added", "removed", "revised",
)  # fmt: skip
RENAME_COLUMNS = ("spelled", "entity", "dyad_years")
_SIDES: tuple[Side, ...] = ("recipient", "supplier")
_NOISE = 1e-6  # sums of hundredths differ in their last bits


@dataclass(frozen=True)
class Revisions:
    """What differs between two editions, where both of them cover it.

    Attributes
    ----------
    old, new : str
        Ids of the two releases.
    years : tuple of int or None
        First and last year that both cover.
    compared : int
        Dyad-years with a delivery in either.
    cells : pandas.DataFrame
        Dyad-years that were ``added``, ``removed`` or ``revised`` by more than rounding, the
        largest difference first: ``value_old, value_new, difference, revision``.
    totals : pandas.DataFrame
        For each year the sums of what both cover, and how many dyad-years were added, removed
        and revised.
    shares : pandas.DataFrame
        Shares of five-year windows that moved by more than rounding, and ranks that flipped
        beyond what rounding leaves open; by the volume that the move stands for.
    renames : pandas.DataFrame
        Spellings that only one of the two uses, and how many dyad-years would seem to be
        removed and added if names were not unified.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> _, new, old = shipped_releases()
    >>> found = revisions(old, new, recipient="Azerbaijan")
    >>> found.cells[["supplier", "year", "value_old", "value_new"]].head(1)
      supplier  year  value_old  value_new
    0  Turkiye  2020        6.0       28.8
    """

    old: str
    new: str
    years: tuple[int, int] | None
    compared: int
    cells: pd.DataFrame
    totals: pd.DataFrame
    shares: pd.DataFrame
    renames: pd.DataFrame

    @property
    def latest(self) -> pd.DataFrame:
        """The shares and ranks of the latest five-year window."""
        latest = self.shares["last_year"] == (self.years[1] if self.years else 0)
        return self.shares[latest].reset_index(drop=True)

    def count(self, revision: str) -> int:
        """Return how many dyad-years were ``added``, ``removed`` or ``revised``."""
        return int((self.cells["revision"] == revision).sum())


def revisions(
    old: Release,
    new: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
) -> Revisions:
    """Return what differs between two editions, where both of them cover it.

    Parameters
    ----------
    old, new : Release
        The older edition and the newer one.
    recipient, supplier : str, optional
        Only what one country received, or delivered.

    Raises
    ------
    BadRequest
        If the older edition does not come first.
    Refused
        If the two are downloads of one edition, an edition is not known, they cover nothing in
        common, count different things, or one of them estimates yearly values.
    UnknownEntity
        If nobody has the name.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> _, new, old = shipped_releases()
    >>> found = revisions(old, new, recipient="Azerbaijan")
    >>> found.years
    (2000, 2021)
    """
    _require_comparable(old, new)
    asked = None
    if recipient is not None or supplier is not None:
        asked = q.question(new, recipient=recipient, supplier=supplier)
    common = old.coverage.common(new.coverage)
    if asked:
        names = frozenset({asked.entity})
        one = Block(0, 9999, **{f"{asked.side}s": names})  # type: ignore[arg-type]  # a side is a keyword
        common = common.common(Coverage((one,)))
    if not common.blocks:
        of_whom = f" of {asked.entity}" if asked else ""
        raise Refused(
            f"{old.id} and {new.id} cover nothing{of_whom} in common, so there is nothing to compare."
        )
    editions = (_dyad_years(old, common).add_suffix("_old"), _dyad_years(new, common))
    sums = editions[0].join(editions[1].add_suffix("_new"), how="outer")
    cells = _cells(sums)
    return Revisions(
        old=old.id,
        new=new.id,
        years=common.years,
        compared=len(sums),
        cells=cells,
        totals=_totals(sums, cells, common, new.measure.decimals),
        shares=_shares(sums, cells, common, asked, (old.measure.decimals, new.measure.decimals)),
        renames=_renames(old, new, sums),
    )


def _require_comparable(old: Release, new: Release) -> None:
    for one in (old, new):
        if one.edition is None:
            raise Refused(f"the edition of {one.id} is not known, so it cannot be compared.")
        if one.coverage.is_by_deal:
            raise Refused(
                f"edition {one.edition} is at hand as a register by deal, whose yearly values are "
                f"only estimated; {q.WHOLE_DATABASE}."
            )
    assert old.edition is not None
    assert new.edition is not None
    if old.id == new.id:
        raise BadRequest(f"{old.id} was named twice; name two editions.")
    if old.edition == new.edition:
        raise Refused(
            f"{old.id} and {new.id} are two downloads of one edition, {old.edition}, and not two "
            "editions; compare editions."
        )
    if old.edition > new.edition:
        raise BadRequest(
            f"edition {old.edition} is newer than {new.edition}; name the older one first."
        )
    kinds = [f"{o.measure.name} ({o.measure.unit}, by {o.measure.basis})" for o in (old, new)]
    if kinds[0] != kinds[1]:
        raise Refused(f"{' and '.join(kinds)} count different things and cannot be compared.")
    if old.origin.selection != new.origin.selection:
        parts = [one.origin.selection or "everything" for one in (old, new)]
        raise Refused(f"one release holds {parts[0]} and the other {parts[1]}; filter both alike.")


def _dyad_years(release: Release, common: Coverage) -> pd.DataFrame:
    """Return ``value, low, high`` of each dyad-year inside what both cover."""
    rows = release.dyads()
    inside = np.zeros(len(rows), dtype=bool)
    for block in common.blocks:
        here = rows["year"].between(block.first_year, block.last_year)
        for side, names in (("recipient", block.recipients), ("supplier", block.suppliers)):
            if names is not None:
                here &= rows[side].isin(names)
        inside |= here.to_numpy()
    digits = release.measure.decimals
    return (
        rows[inside]
        .set_index(DYAD_YEAR)
        .round(dict(zip(BAND, (digits, digits + 1, digits + 1), strict=True)))
    )


def _cells(sums: pd.DataFrame) -> pd.DataFrame:
    there = {when: sums[f"value_{when}"].notna() for when in ("old", "new")}
    apart = (sums["low_new"] > sums["high_old"] + _NOISE) | (
        sums["low_old"] > sums["high_new"] + _NOISE
    )
    table = sums[["value_old", "value_new"]].copy()
    table["difference"] = (table["value_new"].fillna(0) - table["value_old"].fillna(0)).round(2)
    table["revision"] = np.select(
        [~there["old"], ~there["new"], apart], ["added", "removed", "revised"], default=""
    )
    table = table[table["revision"] != ""].reset_index()
    table["size"] = table["difference"].abs()
    order = table.sort_values(
        ["size", *DYAD_YEAR], ascending=[False, True, True, True], ignore_index=True
    )
    return order[list(CELL_COLUMNS)]


def _totals(
    sums: pd.DataFrame, cells: pd.DataFrame, common: Coverage, decimals: int
) -> pd.DataFrame:
    years = pd.Index(sorted(common.all_years), name="year")
    totals = sums.groupby("year")[["value_old", "value_new"]].sum().reindex(years).fillna(0.0)
    totals = totals.round(decimals).rename(
        columns={"value_old": "total_old", "value_new": "total_new"}
    )
    totals["difference"] = (totals["total_new"] - totals["total_old"]).round(decimals)
    counts = pd.crosstab(cells["year"], cells["revision"])
    counts = counts.reindex(index=years, columns=["added", "removed", "revised"]).fillna(0)
    return totals.join(counts.astype("int64")).reset_index()[list(TOTAL_COLUMNS)]


def _shares(
    sums: pd.DataFrame,
    cells: pd.DataFrame,
    common: Coverage,
    asked: q.Question | None,
    decimals: tuple[int, int],
) -> pd.DataFrame:
    tables = []
    for side in _SIDES if asked is None else (asked.side,):
        yearly = sums.reset_index().rename(columns={other_side(side): "partner"})
        yearly = yearly.astype({"partner": object, side: object})
        # where rounding explains every cell it explains every share
        touched = yearly[yearly[side].isin(set(cells[side]))]
        for entity, rows in touched.groupby(side):
            years = common.years_of(side, str(entity))
            if len(years) >= WINDOW:
                table = _moved(rows, years, decimals)
                tables.append(table.assign(side=side, entity=entity))
    found = pd.concat([t for t in tables if len(t)] or [pd.DataFrame()])
    found = found.reindex(columns=list(SHARE_COLUMNS))
    # what a move stands for: points of a small whole matter little
    found["volume"] = found["points"].abs() * found[["total_old", "total_new"]].max(axis=1)
    order = found.sort_values(
        ["volume", "side", "entity", "partner", "last_year"],
        ascending=[False, True, True, True, True],
    )
    return order.reset_index(drop=True)[list(SHARE_COLUMNS)]


def _moved(sums: pd.DataFrame, years: list[int], decimals: tuple[int, int]) -> pd.DataFrame:
    """Return the shares of one denominator that moved, and the ranks that flipped."""
    partners = sorted(sums["partner"].unique())
    first, last = windows_within(years, WINDOW)
    span = years[0], years[-1]
    old, new = (
        Tally.of(_edition(sums, when), "partner", span, digits, partners).over(first, last)
        for when, digits in zip(("old", "new"), decimals, strict=True)
    )
    points = new.shares.points_from(old.shares)
    moved = (points.low > _NOISE) | (points.high < -_NOISE)
    rank_old, rank_new = old.ranks(), new.ranks()
    ranked_old, ranked_new = (one.known[:, None] & one.there for one in (old, new))
    flipped = (rank_new.low > rank_old.high) | (rank_old.low > rank_new.high)
    partner, window = at = np.nonzero(moved | flipped & ranked_old & ranked_new)
    return pd.DataFrame(
        {
            "partner": np.array(partners, dtype=object)[partner],
            "first_year": first[window],
            "last_year": last[window],
            "total_old": old.total.value[window],
            "total_new": new.total.value[window],
            "share_old": old.shares.value[at],
            "share_new": new.shares.value[at],
            "points": points.value[at],
            "points_low": points.low[at],
            "points_high": points.high[at],
            "rank_old": blank_but(ranked_old[at], rank_old.value[at]),
            "rank_new": blank_but(ranked_new[at], rank_new.value[at]),
            "share_moved": moved[at],
            "rank_flipped": (flipped & ranked_old & ranked_new)[at],
        }
    )


def _edition(sums: pd.DataFrame, when: str) -> pd.DataFrame:
    columns = {f"{name}_{when}": name for name in BAND}
    return sums[["partner", "year", *columns]].rename(columns=columns).dropna()


def _renames(old: Release, new: Release, sums: pd.DataFrame) -> pd.DataFrame:
    """Return the spellings of only one of the two, with the dyad-years that bear them."""
    both = [set(release.report.renamed.items()) for release in (old, new)]
    keys = sums.index.to_frame(index=False)
    rows = [
        (spelled, entity, int(((keys["recipient"] == entity) | (keys["supplier"] == entity)).sum()))
        for spelled, entity in sorted(both[0] ^ both[1])
    ]
    found = pd.DataFrame(rows, columns=list(RENAME_COLUMNS))
    return found[found["dyad_years"] > 0].reset_index(drop=True)
