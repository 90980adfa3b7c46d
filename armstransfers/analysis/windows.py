"""Sums over every window of some years at once, by running totals."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Cells = npt.NDArray[np.float64]
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
    """

    def __init__(
        self, yearly: pd.DataFrame, partners: list[str], years: list[int], decimals: int
    ) -> None:
        self.partners, self.decimals = partners, decimals
        inside = yearly[yearly["year"].isin(years)]
        self._cells = {name: inside[name].to_numpy() for name in ("value", "low", "high")}
        self._rows = pd.Index(partners).get_indexer(pd.Index(inside["partner"]))
        self._columns = pd.Index(years).get_indexer(pd.Index(inside["year"])) + 1
        self._shape = len(partners), len(years) + 1
        covered = np.array(years, dtype=np.int64)
        first, last = np.triu_indices(len(years))
        whole = covered[last] - covered[first] == last - first
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

    def deliveries_of(self, partner: int) -> npt.NDArray[np.bool_]:
        """Whether the partner in a row stands in each window, if only with a printed 0."""
        years = np.zeros(self._shape[1], dtype=np.int64)
        years[self._columns[self._rows == partner]] = 1
        running = years.cumsum()
        there: npt.NDArray[np.bool_] = running[self._last + 1] > running[self._first]
        return there

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
