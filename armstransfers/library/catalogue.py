"""The releases at hand: those kept on this computer, and the extracts that ship."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from armstransfers.core.coverage import Exactness
from armstransfers.core.errors import BadRequest, ReadError, Refused, UnknownRelease
from armstransfers.library import store
from armstransfers.library.engines import pointed_at
from armstransfers.model.release import Release
from armstransfers.readers.combine import rejoined
from armstransfers.readers.extract import shipped_releases

Answer = TypeVar("Answer")


def releases() -> list[Release]:
    """Return every release at hand, best first.

    The one that ``ARMSTRANSFERS_DATA`` points at comes first, whatever it is. Of the others,
    SIPRI's come before those of other sources, yearly values before those that a register by deal
    can only estimate, and newer editions before older ones. Within an edition, the whole database
    comes before an extract, and a later download before an earlier one. Files of a few countries
    come last of all: they answer few questions. A release that is damaged is left out;
    `armstransfers.library.store.damaged` names it.

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
        Year of the source's yearly update: SIPRI's edition 2026 ends with the deliveries of 2025.
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
    armstransfers.core.errors.UnknownRelease: edition 1066 is not on this computer; at hand are ...
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
    named = [f"release {release!r:.80}"] if release is not None else []
    named += [f"edition {edition!r:.20}"] if edition is not None else []
    known = ", ".join(f"{one.id} (edition {one.edition or 'unknown'})" for one in at_hand)
    raise UnknownRelease(f"{' of '.join(named)} is not on this computer; at hand are {known}.")


@dataclass(frozen=True)
class Choice:
    """The release that answers a question.

    Attributes
    ----------
    release : Release
        The release.
    passed_over : Release or None
        A release of a newer edition that could only have estimated the answer.
    """

    release: Release
    passed_over: Release | None = None

    @property
    def why(self) -> str:
        """Why an older edition answers, as a sentence; empty where the newest does."""
        if self.passed_over is None:
            return ""
        edition, newer = self.release.edition or "unknown", self.passed_over.edition
        return (
            f"Edition {edition} answers: edition {newer} is newer, but here it is a register by "
            "deal, which could only estimate this."
        )


def answering(
    ask: Callable[[Release], Answer], how: Callable[[Answer], Exactness], among: Iterable[Release]
) -> tuple[Choice, Answer]:
    """Return the one release that answers a question, and its answer.

    What is not estimated comes before what is; then the newest edition; then the best release of
    it. Nothing is put together from several.

    Parameters
    ----------
    ask : callable
        Computes the answer from a release, or raises `Refused`.
    how : callable
        How exact an answer is.
    among : iterable of Release
        The releases that may answer, best first.

    Raises
    ------
    Refused
        As the best of the releases refuses, if none can answer.
    """
    everything = list(among)
    estimated: tuple[Release, Answer] | None = None
    refused: dict[str, Refused] = {}
    for one in sorted(everything, key=_newest_first):
        try:
            answer = ask(one)
        except Refused as refusal:
            refused[one.id] = refusal
            continue
        if how(answer) != "estimated":
            newer = estimated and (estimated[0].edition or 0) > (one.edition or 0)
            return Choice(one, estimated[0] if estimated and newer else None), answer
        estimated = estimated or (one, answer)
    if estimated:
        return Choice(estimated[0]), estimated[1]
    raise refused[everything[0].id]


def that_may_answer(*, edition: int | None = None, release: str | None = None) -> list[Release]:
    """Return the releases among which a question chooses, best first.

    Releases of another measure are never offered in place of TIV: whoever wants one names it.

    Raises
    ------
    UnknownRelease
        If there is none of this edition or with this id.
    """
    best = choose(edition=edition, release=release)
    if release is not None:
        return [best]
    return [
        one
        for one in releases()
        if edition in (None, one.edition) and one.measure.name == best.measure.name
    ]


def _newest_first(release: Release) -> tuple[bool, int]:
    return release not in pointed_at(), -(release.edition or 0)


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


def may_join(release: Release, excerpt: Release) -> bool:
    """Whether the rows of an excerpt may belong to a release: one database, edition and format.

    The edition of an excerpt may be unknown.
    """
    return (
        excerpt.is_excerpt
        and bool(release.coverage.blocks)
        and not release.origin.extract
        and (release.origin.title, release.origin.format)
        == (excerpt.origin.title, excerpt.origin.format)
        and excerpt.edition in (None, release.edition)
    )


def rivals(release: Release) -> list[Release]:
    """Return the kept releases of the same edition and format that cover the same otherwise.

    They could not be joined, for one holds what the other does not, or is rounded further.
    """
    return [
        one
        for one in store.releases()
        if one.id != release.id
        and _is_alike(release, one)
        and one.coverage.common(release.coverage).blocks
    ]


def _joins_by_itself(release: Release, other: Release) -> bool:
    return _is_alike(release, other) and release.measure == other.measure


def _is_alike(release: Release, other: Release) -> bool:
    return (
        _kind(release) == _kind(other)
        and release.edition is not None
        and not release.is_excerpt
        and not other.is_excerpt
    )


def _kind(release: Release) -> tuple[object, ...]:
    return release.origin.title, release.edition, release.origin.format, release.measure.name


def _worth(release: Release) -> tuple[bool | float | str, ...]:
    return (
        release in pointed_at(),
        release.measure.is_tiv,
        release.coverage.is_whole or bool(release.origin.extract),
        not release.coverage.is_by_deal,
        release.edition or 0,
        release.is_complete,
        not release.origin.extract,
        -release.measure.precision,  # the same file rounded
        -len(release.report.set_aside),  # the same file mended
        len(release.coverage.all_years),
        str(release.generated or ""),
        len(release.origin.joined),
    )
