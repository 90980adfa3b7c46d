"""What any parties received or delivered in a window, with its rounding band."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.analysis import rounding
from armstransfers.analysis.parties import EVERYONE, Parties
from armstransfers.analysis.shares import is_unknown
from armstransfers.analysis.world import printed_totals
from armstransfers.coverage import Side, Window
from armstransfers.release import Release


class Volume(NamedTuple):
    """A sum of deliveries, and the lowest and highest true one that rounding allows."""

    value: float
    low: float
    high: float


class Volumes:
    """The volumes of a release. What it does not hold whole, or only estimates, is None.

    Parameters
    ----------
    release : Release
        The data.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        keys = ["recipient", "supplier", "year"]
        rows = release.transfers[[*keys, "value"]]
        rows = rows.astype({"recipient": "str", "supplier": "str"})
        self._cells = _Cells(
            rows.groupby(keys, as_index=False).sum(),
            max(
                (rounding.half_step(release.measure, b.exactness) for b in release.coverage.blocks),
                default=0.0,
            ),
        )
        self._totals = {
            side: _Cells(
                printed_totals(release, side).rename(columns={"entity": side}),
                rounding.HALF_OF_TOTALS,
            )
            for side in _SIDES
        }

    def imports(self, recipients: Parties, years: Window) -> Volume | None:
        """Return all that some recipients received in a window."""
        return self._of("recipient", recipients, years)

    def exports(self, suppliers: Parties, years: Window) -> Volume | None:
        """Return all that some suppliers delivered in a window."""
        return self._of("supplier", suppliers, years)

    def between(self, suppliers: Parties, recipients: Parties, years: Window) -> Volume | None:
        """Return what some suppliers delivered to some recipients in a window."""
        asked: dict[Side, Parties] = {"recipient": recipients, "supplier": suppliers}
        if any(self._covers(side, asked[side], years) for side in _SIDES):
            return self._cells.sum(asked, years)
        return None

    def named(self, parties: Parties, side: Side, years: Window) -> Parties:
        """Return parties by their names: the largest of a window, where only their number is given."""
        if not parties.top:
            return parties
        whole = self._covers(side, EVERYONE, years)
        sums = (self._cells if whole else self._totals[side]).by_name(side, years)
        return Parties(frozenset(sums.index[: parties.top]))

    def _of(self, side: Side, parties: Parties, years: Window) -> Volume | None:
        if self._covers(side, parties, years):
            return self._cells.sum({side: parties}, years)
        # a release is read in one way: by its deliveries where they are the whole world's
        if not self.release.coverage.years_of_the_world and self._totals[side].hold(years):
            return self._totals[side].sum({side: parties}, years)
        return None

    def _covers(self, side: Side, parties: Parties, years: Window) -> bool:
        """Whether all imports or exports of some parties are there, and not estimated."""
        coverage, window = self.release.coverage, set(range(years[0], years[1] + 1))
        if window <= set(coverage.years_of_the_world):
            return coverage.exactness_of_the_world(years) != "estimated"
        return parties.names is not None and all(
            window <= set(coverage.years_of(side, name))
            and coverage.exactness_of(side, name, years) != "estimated"
            for name in parties.names
        )


_SIDES: tuple[Side, ...] = ("recipient", "supplier")


class _Cells:
    """Cells by year: names of either side or both, and values."""

    def __init__(self, rows: pd.DataFrame, half: float) -> None:
        self._half = half
        self._names = {
            side: {
                int(str(year)): part.to_numpy(dtype=object)
                for year, part in rows.groupby("year")[side]
            }
            for side in _SIDES
            if side in rows
        }
        self._values: dict[int, npt.NDArray[np.float64]] = {
            int(str(year)): part.to_numpy() for year, part in rows.groupby("year")["value"]
        }

    def hold(self, years: Window) -> bool:
        """Whether there is a value in every year of a window."""
        return set(range(years[0], years[1] + 1)) <= self._values.keys()

    def sum(self, asked: dict[Side, Parties], years: Window) -> Volume:
        """Return the sum over those cells whose names are among the parties that are asked."""
        found = np.zeros(3)
        for year in self._within(years):
            values = self._values[year]
            keep = np.ones(len(values), dtype=bool)
            for side, parties in asked.items():
                if parties.names is not None:
                    named = [name in parties.names for name in self._names[side][year]]
                    keep &= np.array(named, dtype=bool)
            kept = values[keep]
            bounds = kept.sum(), (kept - self._half).clip(0).sum(), (kept + self._half).sum()
            found += bounds
        return Volume(*found)

    def by_name(self, side: Side, years: Window) -> pd.Series:
        """Return the sums of the known names of a side, largest first."""
        parts: Iterable[pd.Series] = (
            pd.Series(self._values[year], index=self._names[side][year])
            for year in self._within(years)
        )
        sums = pd.concat(parts).groupby(level=0).sum() if self._values else pd.Series(dtype=float)
        return sums[[not is_unknown(name) for name in sums.index]].sort_values(ascending=False)

    def _within(self, years: Window) -> list[int]:
        return [year for year in range(years[0], years[1] + 1) if year in self._values]
