"""The decades that have come, kept until all are there, so that a download can be continued."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from armstransfers import confined
from armstransfers.analysis import question as q
from armstransfers.confined import Upload
from armstransfers.core.coverage import FIRST_YEAR, Block, Window
from armstransfers.core.errors import NotFetched, ReadError
from armstransfers.library import store, writing
from armstransfers.model.release import Release

FORMAT = "C2"
MOST_DAYS = 7
"""Decades that lie further back are asked for again: SIPRI corrects its database between its
yearly updates, too, and does not say when."""


def today() -> date:
    """Return the day on which decades are judged old."""
    return date.today()


def place_of(site: str) -> Path:
    """Return the folder of what came from a site."""
    return store.home() / "fetch" / re.sub(r"\W", "_", site)


def so_far(site: str) -> tuple[int, int]:
    """Return how many decades are there of a download that was not finished, and of how many.

    They are counted, not looked into; whoever goes on checks each.
    """
    for folder in place_of(site).glob(f"{FIRST_YEAR}-????"):
        there = len(list(folder.glob("trade-register_*.csv")))
        return there, len(decades(int(folder.name[-4:])))
    return 0, 0


class Pieces:
    """The decades of one register, each checked, in a folder and in memory.

    Parameters
    ----------
    site : str
        Name of the site; what another site gave is never put beside it.
    last_year : int
        Last year of the register. A register with another last year is another edition, and what
        was left of it is deleted.

    Raises
    ------
    ArmsTransfersError
        If the folder cannot be written.
    """

    def __init__(self, site: str, last_year: int) -> None:
        place = place_of(site)
        self._folder = place / f"{FIRST_YEAR}-{last_year}"
        self.decades = decades(last_year)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for other in set(place.iterdir()) - {self._folder}:
                shutil.rmtree(other, ignore_errors=True)
            self._there = dict(self._still_sound())
        except OSError as error:
            raise store.cannot_write("the register", self._folder, error) from error

    @property
    def missing(self) -> list[Window]:
        """The decades that are still to come, earliest first."""
        return [decade for decade in self.decades if decade not in self._there]

    @property
    def releases(self) -> list[Release]:
        """What each decade holds, for those that are there."""
        return [self._there[decade] for decade in self.decades if decade in self._there]

    def add(self, decade: Window, content: bytes) -> None:
        """Check a file and keep it.

        Raises
        ------
        NotFetched
            If it is not the whole of the decade.
        ArmsTransfersError
            If it cannot be written.
        """
        path = self._path(decade)
        found = checked(path.name, content, decade)
        try:
            writing.write(path, content)
        except OSError as error:
            raise store.cannot_write("the register", self._folder, error) from error
        self._there[decade] = found

    def discard(self) -> None:
        """Delete the files, once the release made of them is kept."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, decade: Window) -> Path:
        return self._folder / f"trade-register_{decade[0]}-{decade[1]}.csv"

    def _still_sound(self) -> Iterator[tuple[Window, Release]]:
        for decade in self.decades:
            path = self._path(decade)
            try:
                found = checked(path.name, path.read_bytes(), decade)
            except (FileNotFoundError, NotFetched):
                continue
            assert found.generated, "a file that says what it covers is dated"
            if (today() - found.generated).days <= MOST_DAYS:
                yield decade, found


def decades(last_year: int) -> list[Window]:
    """Return the decades of the register up to `last_year`.

    Examples
    --------
    >>> decades(1972)
    [(1950, 1959), (1960, 1969), (1970, 1972)]
    """
    starts = range(FIRST_YEAR, last_year + 1, 10)
    return [(first, min(first + 9, last_year)) for first in starts]


def checked(name: str, content: bytes, years: Window) -> Release:
    """Return what a file of the site holds, if that is all deliveries of `years`.

    It is read in a worker, as whatever comes from outside.

    SIPRI's register has deliveries in every year, so a year without one was left out.

    Raises
    ------
    NotFetched
        If it is not.
    """
    asked = q.words(years)
    try:
        release, *more = confined.read_all([Upload(name, content)]).releases
    except ReadError as error:
        raise NotFetched(f"the answer for {asked} cannot be used: {error}") from error
    if more:
        raise NotFetched(f"the answer for {asked} holds tables of several editions.")
    if release.origin.format != FORMAT:
        raise NotFetched(
            f"the answer for {asked} has format {release.origin.format}, not {FORMAT}, the register "
            "by delivery year."
        )
    if release.coverage.blocks != (Block(*years),):
        raise NotFetched(f"the answer for {asked} is about {release.describe_content()}.")
    absent = set(range(years[0], years[1] + 1)) - set(release.transfers["year"])
    if absent:
        raise NotFetched(
            f"the answer for {asked} has no delivery of {min(absent)}; it is not whole."
        )
    return release
