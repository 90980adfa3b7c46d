"""Volumes by year and partner, from which every number of a verdict is computed.

They come through `partner_sums`, the one way from transfers to shares, or from the totals of
exporters and importers where the world's is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import ranking, rounding
from armstransfers.analysis.shares import is_unknown, partner_sums
from armstransfers.analysis.world import totals_by_year, years_covered
from armstransfers.coverage import Side, Window
from armstransfers.errors import Refused
from armstransfers.release import Release

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A volume or another number, with the lowest and highest that rounding allows."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Sums:
    """What each partner delivered or received in a window.

    Attributes
    ----------
    partners : tuple of str
        The partners.
    value, low, high : numpy.ndarray
        Volumes in the order of the partners, with their rounding bands.
    known : numpy.ndarray
        Whether a partner is known, and so has a rank.
    """

    partners: tuple[str, ...]
    value: Numbers
    low: Numbers
    high: Numbers
    known: npt.NDArray[np.bool_]

    @property
    def total(self) -> Band:
        """The denominator."""
        return Band(float(self.value.sum()), float(self.low.sum()), float(self.high.sum()))

    def of(self, names: tuple[str, ...]) -> Band:
        """Return the volume of one partner, or of several together."""
        mine = [i for i, partner in enumerate(self.partners) if partner in names]
        return Band(*(float(column[mine].sum()) for column in (self.value, self.low, self.high)))

    def share(self, names: tuple[str, ...]) -> Band:
        """Return the share, in per cent, of one partner or of several together."""
        part, whole = self.of(names), self.total
        low, high = rounding.share_band(part.low, part.high, whole.low, whole.high)
        return Band(100 * part.value / whole.value, float(low), float(high))

    def rank(self, name: str) -> Band | None:
        """Return the rank with its band, or None for one without a delivery or unknown."""
        if name not in self.partners:
            return None
        i = self.partners.index(name)
        if not self.known[i] or self.high[i] <= 0:
            return None
        value, low, high = (column[self.known] for column in (self.value, self.low, self.high))
        mine = int(self.known[:i].sum())
        best, worst = ranking.rank_band(low, high)
        return Band(int(ranking.ranks(value)[mine]), int(best[mine]), int(worst[mine]))

    @cached_property
    def ranked(self) -> list[tuple[str, float]]:
        """The known partners with a delivery and their volumes, largest first."""
        pairs = [
            (partner, float(value))
            for partner, value, high, known in zip(
                self.partners, self.value, self.high, self.known, strict=True
            )
            if known and high > 0
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    @property
    def unknown(self) -> float:
        """Volume from or to parties that the source could not name."""
        return float(self.value[~self.known].sum())


class Yearly:
    """Volumes by year of every partner of one entity, or of every exporter or importer.

    Parameters
    ----------
    release : Release
        The data.
    side : {"recipient", "supplier"}
        On which side the entity stands; for the world, whose totals are asked for.
    entity : str
        The entity, or an empty string for the world.
    """

    def __init__(self, release: Release, side: Side, entity: str) -> None:
        self.release, self.side, self.entity = release, side, entity
        self.covered = (
            release.coverage.years_of(side, entity) if entity else years_covered(release, side)
        )

    @property
    def asked(self) -> q.Question:
        """Whose partners are asked for."""
        return q.Question(self.side, self.entity, self.release.measure)

    def require(self, years: Window) -> None:
        """Raise `Refused` unless this release can tell the whole denominator exactly."""
        q.require_additive(self.release.measure)
        if self.entity:
            q.require_covered(self.release, self.asked, years)
        else:
            q.require_world(self.release, self.asked.flow, years, self.covered)
        q.require_not_estimated(self.release, self.asked, years)

    def window(self, years: Window) -> Sums:
        """Return the sums over a window.

        Raises
        ------
        Refused
            If the denominator is not complete, or only estimated.
        """
        self.require(years)
        first, last = (years[0] - self._first, years[1] - self._first + 1)
        decimals = self.release.measure.decimals
        value, low, high = (
            np.round(column[last] - column[first], decimals + more)
            for column, more in zip(self._cumulated, (0, 1, 1), strict=True)
        )
        return Sums(self._partners, value, low, high, self._known)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """``partner, year, value, low, high`` of all covered years."""
        if not self.covered:
            return pd.DataFrame({c: [] for c in ("partner", "year", "value", "low", "high")})
        span = self.covered[0], self.covered[-1]
        if self.entity:
            inside = set(self.covered)
            if len(inside) < span[1] - span[0] + 1:
                pieces = [self._sums((year, year)) for year in self.covered]
                return pd.concat(pieces, ignore_index=True)
            return self._sums(span)
        cells = _of_world(self.release, self.side)
        return cells[cells["year"].isin(self.covered)]  # other years are not of the whole world

    def _sums(self, years: Window) -> pd.DataFrame:
        return partner_sums(self.release, self.asked, years, by_year=True)

    @cached_property
    def _cumulated(self) -> list[Numbers]:
        """Sums from the first covered year up to each: a window is a difference of two rows."""
        places, years = self._places, self.cells["year"].to_numpy() - self._first
        shape = self.covered[-1] - self._first + 1, len(self._partners)
        tables = []
        for column in ("value", "low", "high"):
            table = np.zeros(shape)
            np.add.at(table, (years, places), self.cells[column].to_numpy())
            tables.append(np.vstack([np.zeros(shape[1]), table.cumsum(axis=0)]))
        return tables

    @cached_property
    def _partners(self) -> tuple[str, ...]:
        return tuple(sorted(map(str, self.cells["partner"].unique())))

    @property
    def _places(self) -> npt.NDArray[np.int64]:
        places: npt.NDArray[np.int64] = np.searchsorted(
            np.array(self._partners, dtype=str), self.cells["partner"].to_numpy(dtype=str)
        )
        return places

    @cached_property
    def _known(self) -> npt.NDArray[np.bool_]:
        return np.array([not is_unknown(partner) for partner in self._partners], dtype=bool)

    @property
    def _first(self) -> int:
        return self.covered[0]


class Volumes:
    """The volumes of one release, each table computed once."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._made: dict[tuple[Side, str], Yearly] = {}

    def yearly(self, side: Side, entity: str) -> Yearly:
        """Return the volumes of the partners of an entity; of the world without one."""
        return self._made.setdefault((side, entity), Yearly(self.release, side, entity))

    def volume(
        self, suppliers: tuple[str, ...], recipients: tuple[str, ...], years: Window
    ) -> Band:
        """Return a volume: of a pair, of all imports, of all exports, or of the world.

        Raises
        ------
        Refused
            If this release cannot tell it.
        """
        if not suppliers and not recipients:
            return self.yearly("supplier", "").window(years).total
        if not suppliers:
            return _added([self.yearly("recipient", one).window(years).total for one in recipients])
        if not recipients:
            return _added([self.yearly("supplier", one).window(years).total for one in suppliers])
        return _added([self._dyad(suppliers, one, years) for one in recipients])

    def _dyad(self, suppliers: tuple[str, ...], recipient: str, years: Window) -> Band:
        try:
            return self.yearly("recipient", recipient).window(years).of(suppliers)
        except Refused:
            exports = [self.yearly("supplier", supplier) for supplier in suppliers]
            if not all(set(range(years[0], years[1] + 1)) <= set(one.covered) for one in exports):
                raise
            return _added([one.window(years).of((recipient,)) for one in exports])


def _added(bands: list[Band]) -> Band:
    return Band(*(sum(getattr(band, end) for band in bands) for end in ("value", "low", "high")))


def _of_world(release: Release, side: Side) -> pd.DataFrame:
    """Return each exporter's or importer's total by year, as `Yearly.cells` has it."""
    rows = totals_by_year(release, side).rename(columns={"entity": "partner"})
    return rows.groupby(["partner", "year"], as_index=False)[["value", "low", "high"]].sum()
