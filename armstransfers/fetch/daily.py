"""A site is asked for the whole register once a day at most, and by one program at a time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import filelock

from armstransfers.core.errors import NotFetched
from armstransfers.fetch import pieces
from armstransfers.library import store, writing
from armstransfers.model.release import Release


@contextlib.contextmanager
def alone(site: str) -> Iterator[None]:
    """Keep all others on this computer from asking a site meanwhile.

    Raises
    ------
    NotFetched
        If somebody else is asking it.
    ArmsTransfersError
        If the folder of the store cannot be written.
    """
    lock = filelock.FileLock(_beside(site, ".lock"))
    try:
        _beside(site, "").parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise NotFetched(
            f"{site} is being asked by another program on this computer; wait until it has ended."
        ) from error
    except OSError as error:
        raise store.cannot_write("the register", pieces.place_of(site), error) from error
    try:
        yield
    finally:
        lock.release()


def came_today(site: str) -> bool:
    """Whether the whole register came from a site today."""
    return _last(site)[0] == pieces.today()


def release_of_today(site: str) -> Release | None:
    """Return the release of the register that came from a site today; None if none came.

    Raises
    ------
    NotFetched
        If it came today, and is no longer kept.
    """
    day, release_id = _last(site)
    if day != pieces.today():
        return None
    for one in store.releases():
        if release_id in (one.id, *one.origin.joined):
            return one
    raise NotFetched(
        f"{site} gave the whole register today, and is asked for it once a day at most; ask again "
        "tomorrow."
    )


def note(site: str, release: Release) -> None:
    """Remember that the whole register came from a site today.

    Raises
    ------
    ArmsTransfersError
        If the folder of the store cannot be written.
    """
    said = json.dumps({"day": pieces.today().isoformat(), "release": release.id})
    try:
        writing.write(_beside(site, ".json"), said.encode())
    except OSError as error:
        raise store.cannot_write("the day", pieces.place_of(site), error) from error


def _last(site: str) -> tuple[date | None, str]:
    """Return the day on which the whole register last came, and the release made of it."""
    try:
        said = json.loads(_beside(site, ".json").read_bytes())
        return date.fromisoformat(said["day"]), str(said["release"])
    except (OSError, ValueError, LookupError, TypeError):
        return None, ""


def _beside(site: str, ending: str) -> Path:
    place = pieces.place_of(site)
    return place.with_name(place.name + ending)
