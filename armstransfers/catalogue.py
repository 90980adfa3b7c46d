"""The releases at hand: those kept on this computer, and the extracts that ship."""

from __future__ import annotations

from collections.abc import Iterable

from armstransfers import store
from armstransfers.coverage import Side, Window
from armstransfers.engines import pointed_at
from armstransfers.errors import BadRequest, ReadError, UnknownRelease
from armstransfers.readers.combine import rejoined
from armstransfers.readers.extract import shipped_releases
from armstransfers.release import Release


def releases() -> list[Release]:
    """Return every release at hand, best first.

    The one that ``ARMSTRANSFERS_DATA`` points at comes first, whatever it is. Of the others,
    SIPRI's come before those of other sources, and newer editions before older ones. Within an
    edition, yearly values come before those that a register by deal can only estimate, the whole
    database before an extract, and a later download before an earlier one. Files of a few
    countries come last of all: they answer few questions. A release that is damaged is left out;
    `armstransfers.store.damaged` names it.

    Examples
    --------
    >>> {2025, 2022} <= {release.edition for release in releases()}
    True
    """
    return best_first([*pointed_at(), *store.releases(), *shipped_releases()])


def best_first(found: Iterable[Release]) -> list[Release]:
    """Return releases in the order in which `releases` lists them."""
    return sorted(found, key=_worth, reverse=True)


def choose(*, edition: int | None = None, release: str | None = None) -> Release:
    """Return the best release of an edition, the release with an id, or the best of all.

    Parameters
    ----------
    edition : int, optional
        Year of the source's yearly update: SIPRI's edition 2025 ends with the deliveries of 2024.
    release : str, optional
        Id of a release, as ``armstransfers releases`` lists them.

    Raises
    ------
    UnknownRelease
        If there is none; the error lists those at hand.

    Examples
    --------
    >>> choose(edition=2022).last_year
    2021
    >>> choose(edition=1066)
    Traceback (most recent call last):
    armstransfers.errors.UnknownRelease: edition 1066 is not on this computer; at hand are ...
    """
    at_hand = releases()
    for one in at_hand:
        if release in (None, one.id) and edition in (None, one.edition):
            return one
    for one in at_hand:
        if release in one.origin.joined:
            raise UnknownRelease(
                f"release {release!r} was joined with others; {one.id} holds its rows now."
            )
    named = [f"release {release!r}"] if release is not None else []
    named += [f"edition {edition}"] if edition is not None else []
    known = ", ".join(f"{one.id} (edition {one.edition or 'unknown'})" for one in at_hand)
    raise UnknownRelease(f"{' of '.join(named)} is not on this computer; at hand are {known}.")


def that_cover(side: Side, entity: str, years: Window | None) -> list[Release]:
    """Return the releases at hand that hold every partner of an entity, best first.

    In every year of a window; in any year at all if `years` is None. Releases of other measures
    than TIV are never offered in place of another: whoever wants one names it.
    """
    wanted = set(range(years[0], years[1] + 1)) if years else set()
    of_tiv = (one for one in releases() if one.measure.is_tiv)
    held = ((one, set(one.coverage.years_of(side, entity))) for one in of_tiv)
    return [one for one, covered in held if covered and wanted <= covered]


@store.locked()
def keep(release: Release) -> Release:
    """Keep a release on this computer, joined with kept ones of its edition and format.

    So files of one edition that are imported one after the other become one release, as they do
    when they are imported at once. It takes the place of those that it is made of, for it holds all
    of their rows and covers all that they covered; its origin names them (`Origin.joined`). Where
    they contradict each other, or nobody knows what one of them is complete for, each is kept by
    itself: `join` adds such rows to a release that is named.

    Returns
    -------
    Release
        The release that is kept.

    Raises
    ------
    ArmsTransfersError
        If the store cannot be written.
    """
    kept = {one.id: one for one in store.releases()}
    if release.id in kept:
        return kept[release.id]
    pieces = [one for one in kept.values() if _joins_by_itself(release, one)]
    made_of = {of for one in (release, *pieces) for of in one.origin.joined}
    pieces = [one for one in pieces if one.id not in made_of]
    try:
        joined = rejoined([release, *pieces])
    except ReadError:
        joined, pieces = release, []
    if joined.id in kept:
        return kept[joined.id]
    store.keep(joined)
    for piece in pieces:
        store.remove(piece.id)
    return joined


def join(release: Release, excerpt: Release) -> Release:
    """Return a release with the rows of an excerpt, of which nobody knows what they cover.

    The release covers afterwards what it covered before. Rows that it has already count once.
    Nothing is kept; `what_joining_changes` says which figures are others now.

    Raises
    ------
    BadRequest
        If the excerpt is none, or the release is one itself.
    ReadError
        If they are not of one database, edition and format, or a row has another value in one of
        them than in the other.
    """
    if not excerpt.is_excerpt:
        raise BadRequest(
            f"{excerpt.id} says what it is complete for, and needs nobody to say where it belongs; "
            "import it without --join."
        )
    if release.is_excerpt or not release.coverage.blocks:
        raise BadRequest(
            f"nobody knows what {release.id} is complete for; name a release that says so."
        )
    return rejoined([release, excerpt])


def _joins_by_itself(release: Release, other: Release) -> bool:
    return (
        _kind(release) == _kind(other)
        and release.edition is not None
        and not release.is_excerpt
        and not other.is_excerpt
    )


def _kind(release: Release) -> tuple[object, ...]:
    return release.origin.title, release.edition, release.origin.format, release.measure


def _worth(release: Release) -> tuple[bool, bool, bool, int, bool, bool, bool, int, str, int]:
    return (
        release in pointed_at(),
        release.measure.is_tiv,
        release.coverage.is_whole or bool(release.origin.extract),
        release.edition or 0,
        all(block.grain == "year" for block in release.coverage.blocks),
        release.coverage.is_whole,
        not release.origin.extract,
        len(release.coverage.all_years),
        str(release.generated or ""),
        len(release.origin.joined),
    )
