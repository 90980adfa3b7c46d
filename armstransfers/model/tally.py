"""The one arithmetic: sums over windows of years, shares and ranks, with what rounding leaves open.

A printed 51 in a table of whole numbers stands for 50.5 to 51.5, a printed 0 for more than nothing
and under 0.5, and a blank for nothing. Bands are the worst case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.core.coverage import Window
from armstransfers.reference.entities import is_unknown

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]
BAND = ("value", "low", "high")
_MORE = 4  # decimals beyond those of sums, for values that were split or have a band


class Band(NamedTuple):
    """A number, or an array of them, and the lowest and highest true one that rounding allows."""

    value: Any
    low: Any
    high: Any

    def share_of(self, whole: Band) -> Band:
        """Return the share, in per cent, of a part in the whole that it belongs to.

        The part is lowest while all others are highest: low / (low + whole.high - high). Blank
        where there is nothing.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            return Band(
                np.divide(100 * self.value, np.where(whole.value > 0, whole.value, np.nan)),
                np.divide(100 * self.low, self.low + (whole.high - self.high)),
                np.divide(100 * self.high, self.high + (whole.low - self.low)),
            )

    def per(self, other: Band) -> Band:
        """Return how many times another volume it is; blank where the other was nothing."""
        with np.errstate(invalid="ignore", divide="ignore"):
            pairs = zip(self, (other.value, other.high, other.low), strict=True)
            return Band(
                *(np.divide(mine, np.where(than > 0, than, np.nan)) for mine, than in pairs)
            )

    def change_from(self, then: Band) -> Band:
        """Return the change of a volume in per cent; blank where there was nothing before."""
        return Band(*(100 * (times - 1) for times in self.per(then)))

    def points_from(self, then: Band) -> Band:
        """Return the change of a share in percentage points."""
        return Band(self.value - then.value, self.low - then.high, self.high - then.low)

    def plus(self, other: Band) -> Band:
        """Return the sum of two volumes that do not overlap."""
        return Band(*(one + more for one, more in zip(self, other, strict=True)))


def banded(values: Numbers, half: float) -> Band:
    """Return printed values as bands; `half` is half the step to which they are rounded."""
    if not half:
        return Band(values, values, values)
    return Band(values, np.where(values > 0, np.maximum(values - half, 0.0), 0.0), values + half)


@dataclass(frozen=True, eq=False)
class Sums:
    """What each of several parties delivered or received: in a window, or in each of several.

    Attributes
    ----------
    names : numpy.ndarray
        The parties: partners of one country, say. Together they make up the whole.
    volume : Band
        Their volumes, a row for each; with a column for each window where there are several.
    there : numpy.ndarray
        Whether the source has a value of it, if only a printed 0.
    decimals : int
        Decimals that sums of values are rounded to.
    whole : Band or None
        The whole that they are parts of, where they do not make it up themselves.
    """

    names: Names
    volume: Band
    there: Marks
    decimals: int
    whole: Band | None = None

    @cached_property
    def known(self) -> Marks:
        """Which of the parties are known, and so have a rank."""
        return np.array([not is_unknown(name) for name in self.names], dtype=bool)

    @cached_property
    def total(self) -> Band:
        """The denominator of each window."""
        if self.whole is not None:
            return self.whole
        value, low, high = (end.sum(axis=0) for end in self.volume)
        return Band(np.round(value, self.decimals), low, high)

    @cached_property
    def shares(self) -> Band:
        """The share of each, in per cent; blank where nothing was delivered."""
        return self.volume.share_of(self.total)

    @property
    def unknown(self) -> float:
        """Volume from or to parties that the source could not name."""
        return float(self.volume.value[~self.known].sum())

    def ranks(self, rows: Any = slice(None), among: Marks | None = None) -> Band:
        """Return the ranks of some rows among the known parties, or `among` others.

        Equal values share a rank (1, 2, 2, 4). The best is 1 + those whose lowest exceeds my
        highest; the worst is 1 + the others whose highest exceeds my lowest.
        """
        ranked = self.known if among is None else among
        value, low, high = (end[ranked][None] for end in self.volume)
        mine = Band(*(end[rows][:, None] for end in self.volume))
        own = (mine.high > mine.low)[:, 0]  # a band of some width counts itself
        return Band(
            1 + (value > mine.value).sum(axis=1),
            1 + (low > mine.high).sum(axis=1),
            1 + (high > mine.low).sum(axis=1) - own,
        )

    def of(self, names: Collection[str]) -> Band:
        """Return the volume of one party, or of several together."""
        mine = [i for i, name in enumerate(self.names) if name in names]
        return Band(*(end[mine].sum(axis=0) for end in self.volume))

    def share(self, names: Collection[str]) -> Band:
        """Return the share, in per cent, of one party or of several together."""
        return self.of(names).share_of(self.total)

    def together(self, name: str, rows: pd.DataFrame) -> Sums:
        """Return the sum of rows of ``value, low, high`` as one part, with a name, of this whole."""
        value, low, high = (np.array([rows[end].sum()]) for end in BAND)
        volume = Band(value.round(self.decimals), low, high)
        names = np.array([name], dtype=object)
        return Sums(names, volume, np.array([len(rows) > 0]), self.decimals, self.total)

    def rank(self, name: str) -> Band | None:
        """Return the rank with its band, or None for one without a delivery or unknown."""
        at = np.flatnonzero(self.names == name)
        if not len(at) or not self.known[at[0]] or self.volume.high[at[0]] <= 0:
            return None
        return Band(*(int(end[0]) for end in self.ranks(at)))

    @cached_property
    def ranked(self) -> list[tuple[str, float]]:
        """The known parties with a delivery and their volumes, largest first."""
        rows = np.flatnonzero(self.known & (self.volume.high > 0))
        pairs = [(str(self.names[i]), float(self.volume.value[i])) for i in rows]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def columns(self, rows: Any = slice(None)) -> dict[str, Any]:
        """Return ``value, total, share, share_low, share_high`` of some parties, window by window."""
        mine = Band(*(end[rows] for end in self.volume))
        share = mine.share_of(self.total)
        columns = {
            "value": mine.value,
            "total": np.broadcast_to(self.total.value, mine.value.shape),
            "share": share.value,
            "share_low": share.low,
            "share_high": share.high,
        }
        return {name: cells.ravel() for name, cells in columns.items()}

    def rank_columns(self, shown: Marks, among: Marks | None = None) -> dict[str, Any]:
        """Return ``rank, rank_low, rank_high``, blank where a rank is not to be `shown`."""
        found = self.ranks(among=among)
        names = ("rank", "rank_low", "rank_high")
        return {name: blank_but(shown, end) for name, end in zip(names, found, strict=True)}


def blank_but(shown: Marks, whole: Whole) -> pd.arrays.IntegerArray:
    """Return whole numbers as a column that is blank where they are not shown."""
    mask = ~np.broadcast_to(shown, whole.shape).ravel()
    return pd.arrays.IntegerArray(whole.ravel().astype("int64"), mask)


class Tally:
    """Running totals by party and year, so that any window is the difference of two of them.

    Parameters
    ----------
    names : numpy.ndarray
        The parties, a row for each.
    years : (int, int)
        First and last year of the columns.
    row, year : numpy.ndarray
        Where each value belongs.
    volume : Band
        The values; the same party and year may stand more than once.
    decimals : int
        Decimals that sums of values are rounded to.
    """

    def __init__(
        self,
        names: Names,
        years: Window,
        row: npt.NDArray[np.intp],
        year: Whole,
        volume: Band,
        decimals: int,
    ) -> None:
        self.names, self.years, self.decimals = names, years, decimals
        length = max(years[1] - years[0] + 1, 0)
        shape = len(names), length + 1
        place = row * (length + 1) + (year - years[0] + 1)

        def running(weights: Numbers | None) -> npt.NDArray[Any]:
            # bincount makes whole numbers of nothing, whatever the weights are
            found = np.bincount(place, weights, minlength=shape[0] * shape[1]).reshape(shape)
            return found.cumsum(axis=1, dtype=None if weights is None else "float64")

        self._count = running(None)
        value = running(volume.value)
        exact = volume.low is volume.value
        low, high = (value, value) if exact else (running(volume.low), running(volume.high))
        self._running = Band(value, low, high)

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        by: str,
        years: Window,
        decimals: int,
        names: Sequence[str] | None = None,
    ) -> Tally:
        """Return the tally of rows of ``year, value, low, high``, added up `by` a column.

        Names are sorted, unless all of them are given.
        """
        if names is None:
            row, found = pd.factorize(rows[by].to_numpy(dtype=object), sort=True)
        else:
            found = np.array(names, dtype=object)
            row = pd.Index(names).get_indexer(pd.Index(rows[by]))
        volume = Band(*(rows[end].to_numpy(dtype="float64") for end in BAND))
        year = rows["year"].to_numpy(dtype="int64")
        return cls(np.asarray(found, dtype=object), years, row, year, volume, decimals)

    def over(self, first: Any, last: Any) -> Sums:
        """Return the sums of a window, or of those from each first to each last year."""
        length = self._count.shape[1] - 1
        before = np.clip(np.asarray(first) - self.years[0], 0, length)
        end = np.clip(np.asarray(last) - self.years[0] + 1, 0, length)

        def within(running: npt.NDArray[Any]) -> npt.NDArray[Any]:
            found: npt.NDArray[Any] = running[:, end] - running[:, before]
            return found

        value = within(self._running.value)
        exact = self._running.low is self._running.value
        low, high = (value, value) if exact else map(within, self._running[1:])
        # sums of hundredths differ in their last bits
        rounded = np.round(value, self.decimals) + 0.0
        ends = (np.round(one, self.decimals + 1) + 0.0 for one in (low, high))
        volume = Band(rounded, rounded, rounded) if exact else Band(rounded, *ends)
        return Sums(self.names, volume, within(self._count) > 0, self.decimals)

    @property
    def rows(self) -> pd.DataFrame:
        """Return what was added up: ``partner, year, value, low, high``, where there is a value."""
        count = np.diff(self._count, axis=1)
        row, column = np.nonzero(count)
        ends = (np.diff(end, axis=1)[row, column] for end in self._running)
        rounded = (np.round(end, self.decimals + _MORE) + 0.0 for end in ends)
        return pd.DataFrame(
            {"partner": pd.Series(self.names[row], dtype="str"), "year": column + self.years[0]}
            | dict(zip(BAND, rounded, strict=True))
        )


def added_up(rows: pd.DataFrame, by: list[str], decimals: int) -> tuple[pd.DataFrame, Sums]:
    """Return the keys of rows of ``value, low, high`` that are added up `by` them, and the sums."""
    found = rows.groupby(by, as_index=False, observed=True)[list(BAND)].sum()
    value, low, high = (
        np.round(found[end].to_numpy(), decimals + more)
        for end, more in zip(BAND, (0, 1, 1), strict=True)
    )
    names = found[by[-1]].to_numpy(dtype=object)
    return found[by], Sums(names, Band(value, low, high), np.ones(len(found), dtype=bool), decimals)


def windows_within(years: Sequence[int], length: int | None = None) -> tuple[Whole, Whole]:
    """Return first and last years of every window within years that follow each other.

    Parameters
    ----------
    years : sequence of int
        The years, sorted.
    length : int, optional
        Years in a window; windows of every length by default.
    """
    covered = np.array(years, dtype=np.int64)
    first, last = np.triu_indices(len(covered))
    whole = covered[last] - covered[first] == last - first
    if length is not None:
        whole &= last - first == length - 1
    return covered[first[whole]], covered[last[whole]]
