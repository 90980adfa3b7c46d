"""The volumes of one release, each table added up once: of a country, a group, a pair, the world."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.world import traders, years_covered
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.model.release import Release
from armstransfers.model.tally import Band, Sums, Tally
from armstransfers.reference.parties import WORLD, Group

Whom = str | Group


class Yearly:
    """The volumes of everyone's partners, by year: those of one party, or the world's traders.

    Parameters
    ----------
    release : Release
        The data.
    side : {"recipient", "supplier"}
        On which side the party stands; for the world, whose totals are asked for.
    whom : str or Group
        The entity or the group, or an empty string for the world's traders.
    """

    def __init__(self, release: Release, side: Side, whom: Whom) -> None:
        self.release, self.side, self.whom = release, side, whom
        self.asked = (
            q.Question(side, whom.name, release.measure, whom)
            if isinstance(whom, Group)
            else q.Question(side, whom, release.measure)
        )

    @cached_property
    def covered(self) -> list[int]:
        """The years of which the release holds the whole denominator, sorted."""
        return (
            self.asked.covered(self.release)
            if self.whom
            else years_covered(self.release, self.side)
        )

    def require(self, years: Window) -> None:
        """Raise `Refused` unless this release can tell the whole denominator exactly."""
        q.require_additive(self.release.measure)
        if self.whom:
            q.require_covered(self.release, self.asked, years)
            q.require_not_estimated(self.release, self.asked, years)
        else:
            q.require_world(self.release, self.asked.flow, years, self.covered)
            q.require_not_estimated(self.release, None, years)

    def window(self, years: Window) -> Sums:
        """Return the sums over a window.

        Raises
        ------
        Refused
            If the denominator is not complete, or only estimated.
        """
        self.require(years)
        return self._tally.over(*years)

    @property
    def cells(self) -> pd.DataFrame:
        """``partner, year, value, low, high`` of all covered years."""
        rows = self._tally.rows
        return rows[rows["year"].isin(self.covered)]

    @cached_property
    def _tally(self) -> Tally:
        span = (self.covered[0], self.covered[-1]) if self.covered else (0, -1)
        if not self.whom:
            return traders(self.release, self.side, span)
        return self.release.tally(self.side, self.asked.whom, span)


class Volumes:
    """The volumes of one release, each table computed once."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._made: dict[tuple[Side, Whom], Yearly] = {}

    def yearly(self, side: Side, whom: Whom) -> Yearly:
        """Return the volumes of the partners of a party; of the world's traders without one."""
        return self._made.setdefault((side, whom), Yearly(self.release, side, whom))

    def volume(
        self, suppliers: Collection[Whom], recipients: Collection[Whom], years: Window
    ) -> Band:
        """Return a volume: of all imports, of all exports, between two sides, or of the world.

        Several on one side are added up; none of a side, or the world, means everyone.

        Raises
        ------
        Refused
            If this release cannot tell it.
        """
        suppliers, recipients = (
            [o for o in side if o != WORLD] for side in (suppliers, recipients)
        )
        if suppliers and recipients:
            return _added([self._received(one, suppliers, years) for one in recipients])
        if not suppliers and not recipients:
            return self.yearly("supplier", "").window(years).total
        side: Side = "recipient" if recipients else "supplier"
        return _added([self._all(side, one, years) for one in recipients or suppliers])

    def _all(self, side: Side, whom: Whom, years: Window) -> Band:
        """Return all that a party received or delivered; from printed totals where there are those."""
        try:
            return self.yearly(side, whom).window(years).total
        except Refused:
            printed = self.yearly(side, "")
            if self.release.coverage.years_of_the_world or not set(_span(years)) <= set(
                printed.covered
            ):
                raise
            return printed.window(years).of(_names(whom, years))

    def _received(self, recipient: Whom, suppliers: Collection[Whom], years: Window) -> Band:
        """Return what a recipient received from some suppliers, as either side lists it."""
        try:
            sums = self.yearly("recipient", recipient).window(years)
            return sums.of({name for one in suppliers for name in _names(one, years)})
        except Refused:
            exports = [self.yearly("supplier", supplier) for supplier in suppliers]
            if not all(set(_span(years)) <= set(one.covered) for one in exports):
                raise
            return _added([one.window(years).of(_names(recipient, years)) for one in exports])


def _names(whom: Whom, years: Window) -> frozenset[str]:
    return (whom.members(years[1]) or frozenset()) if isinstance(whom, Group) else frozenset({whom})


def _span(years: Window) -> range:
    return range(years[0], years[1] + 1)


def _added(bands: list[Band]) -> Band:
    first, *others = bands
    for band in others:
        first = first.plus(band)
    return first
