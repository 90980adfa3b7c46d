"""Sums over every window of some years at once, by running totals."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.analysis import rounding
from armstransfers.analysis.ranking import Ranks
from armstransfers.analysis.shares import is_unknown

Cells = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]
_WHOLE = 1_000_000  # sums are taken of whole millionths of a unit, so that they are exact


class Windows:
    """Every window of some years, and what each partner delivered or received in it.

    Parameters
    ----------
    yearly : pandas.DataFrame
        Sums of one denominator: ``partner, year, value, low, high``, as `partner_sums` returns
        them by year.
    partners : list of str
        The partners, in the order of the rows that are returned.
    years : list of int
        The covered years, sorted. A window lies within years that follow each other.
    decimals : int
        Decimals that a sum of values is rounded to.
    length : int, optional
        Years in a window; windows of every length by default.
    """

    def __init__(
        self,
        yearly: pd.DataFrame,
        partners: list[str],
        years: list[int],
        decimals: int,
        length: int | None = None,
    ) -> None:
        self.partners, self.decimals = partners, decimals
        self._named = np.array([not is_unknown(name) for name in partners])
        inside = yearly[yearly["year"].isin(years)]
        self._cells = {name: inside[name].to_numpy() for name in ("value", "low", "high")}
        self._rows = pd.Index(partners).get_indexer(pd.Index(inside["partner"]))
        self._columns = pd.Index(years).get_indexer(pd.Index(inside["year"])) + 1
        self._shape = len(partners), len(years) + 1
        covered = np.array(years, dtype=np.int64)
        first, last = np.triu_indices(len(years))
        whole = covered[last] - covered[first] == last - first
        if length is not None:
            whole &= last - first == length - 1
        self._first, self._last = first[whole], last[whole]
        self.first_year, self.last_year = covered[self._first], covered[self._last]

    @cached_property
    def value(self) -> Cells:
        """Volume: a row for each partner, a column for each window."""
        return self._printed.round(self.decimals)

    @cached_property
    def low(self) -> Cells:
        """Lowest true volume that rounding allows."""
        return self._band("low")

    @cached_property
    def high(self) -> Cells:
        """Highest true volume that rounding allows."""
        return self._band("high")

    @cached_property
    def total(self) -> Cells:
        """The denominator of each window."""
        total: Cells = self.value.sum(axis=0).round(self.decimals)
        return total

    def share_of(self, rows: Rows) -> Cells:
        """Return the shares of the partners in some rows; blank where nothing was delivered."""
        with np.errstate(invalid="ignore", divide="ignore"):
            share: Cells = 100 * self.value[rows] / self.total
        return share

    def share_band_of(self, rows: Rows) -> tuple[Cells, Cells]:
        """Return the lowest and the highest shares that rounding allows."""
        total_low, total_high = self._total_band
        with np.errstate(invalid="ignore", divide="ignore"):
            low, high = rounding.share_band(self.low[rows], self.high[rows], total_low, total_high)
        return low, high

    def ranks_of(self, rows: Rows) -> tuple[Ranks, Ranks, Ranks]:
        """Return ranks among known partners, and the best and worst that rounding allows."""
        value, low, high = (
            cells[self._named][:, None, :] for cells in (self.value, self.low, self.high)
        )
        mine_low, mine_high = self.low[rows], self.high[rows]
        rank = 1 + (value > self.value[rows]).sum(axis=0)
        best = 1 + (low > mine_high).sum(axis=0)
        # a band of some width counts itself
        worst = 1 + (high > mine_low).sum(axis=0) - (mine_high > mine_low)
        return rank, best, worst

    def is_ranked(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Whether partners are known and stand in each window, if only with a printed 0."""
        years = np.zeros(self._shape, dtype=np.int64)
        years[self._rows, self._columns] = 1
        running = years[rows].cumsum(axis=1)
        there = running[:, self._last + 1] > running[:, self._first]
        known: npt.NDArray[np.bool_] = self._named[rows][:, None] & there
        return known

    @cached_property
    def _total_band(self) -> tuple[Cells, Cells]:
        return self.low.sum(axis=0), self.high.sum(axis=0)

    def _band(self, end: str) -> Cells:
        if np.array_equal(self._cells[end], self._cells["value"]):  # nothing was rounded
            return self._unrounded
        return self._sums(self._cells[end]).round(self.decimals + 1)

    @cached_property
    def _unrounded(self) -> Cells:
        return self._printed.round(self.decimals + 1)

    @cached_property
    def _printed(self) -> Cells:
        return self._sums(self._cells["value"])

    def _sums(self, column: Cells) -> Cells:
        cells = np.zeros(self._shape, dtype=np.int64)
        np.add.at(cells, (self._rows, self._columns), np.rint(column * _WHOLE).astype(np.int64))
        running = cells.cumsum(axis=1)
        sums: Cells = (running[:, self._last + 1] - running[:, self._first]) / _WHOLE
        return sums
