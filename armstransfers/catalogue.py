"""The releases at hand: those kept on this computer, and the extracts that ship."""

from __future__ import annotations

from functools import lru_cache

from armstransfers import store
from armstransfers.errors import UnknownRelease
from armstransfers.readers.extract import shipped_releases
from armstransfers.release import Release, Side, Window


def releases() -> list[Release]:
    """Return every release at hand, best first.

    Newest edition first; among those of one edition the whole database before an extract, then
    the latest download.

    Raises
    ------
    ArmsTransfersError
        If a release in the store is damaged.
    """
    found = [_kept(str(store.home()), release_id) for release_id in store.kept()]
    return sorted([*found, *shipped_releases()], key=_worth, reverse=True)


def choose(*, edition: int | None = None, release: str | None = None) -> Release:
    """Return the best release of an edition, the release with an id, or the best of all.

    Raises
    ------
    UnknownRelease
        If there is none; the error lists those at hand.
    """
    at_hand = releases()
    for one in at_hand:
        if release in (None, one.id) and edition in (None, one.edition):
            return one
    wanted = f"release {release!r}" if release else f"edition {edition}"
    known = ", ".join(f"{one.id} (edition {one.edition or 'unknown'})" for one in at_hand)
    raise UnknownRelease(f"{wanted} is not on this computer; there are {known}.")


def that_cover(side: Side, entity: str, years: Window) -> list[Release]:
    """Return the releases at hand that hold every partner of an entity in a window."""
    wanted = set(range(years[0], years[1] + 1))
    return [one for one in releases() if wanted <= set(one.coverage.years_of(side, entity))]


@lru_cache(maxsize=8)
def _kept(home: str, release_id: str) -> Release:
    """Return a release of the store; content-addressed, so it can be remembered."""
    del home  # part of the key: tests and users move the store
    return store.load(release_id)


def _worth(release: Release) -> tuple[int, bool, bool, str]:
    return (
        release.edition or 0,
        release.coverage.is_whole,
        not release.origin.extract,
        str(release.generated or ""),
    )
