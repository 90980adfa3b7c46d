"""Sentences on the data that are here, and on the edition that should be."""

from __future__ import annotations

from collections.abc import Sequence

from armstransfers.analysis import question as q
from armstransfers.core.origin import written_day
from armstransfers.model.release import Release
from armstransfers.reference.release_days import released_on
from armstransfers.wording import capital, listed

_TO_BE_HAD = (
    "What ships with this program is less than 10 per cent of the database, as much as SIPRI's terms "
    "let us pass on. All of it is free to download."
)


def what_is_here(releases: Sequence[Release]) -> list[str]:
    """Return what the best of some releases holds, which are complete, and what else is here.

    Parameters
    ----------
    releases : sequence of Release
        Releases of SIPRI's database, best first.
    """
    best = releases[0]
    told = [one for one in releases if one is best or one.is_complete]
    sentences = [f"{capital(_edition(one))}: {_content(one)}." for one in told]
    told_of = {None, *(one.edition for one in told)}
    others = dict.fromkeys(str(one.edition) for one in releases if one.edition not in told_of)
    if others:
        noun, verb = ("Editions", "are") if len(others) > 1 else ("Edition", "is")
        sentences.append(f"{noun} {listed(list(others))} {verb} here, too, to compare.")
    if best.origin.extract:
        sentences.append(_TO_BE_HAD)
    return sentences


def what_should_be_out(edition: int, releases: Sequence[Release]) -> str:
    """Return that an edition should have come out, and that the newest here is older."""
    newest = max(one.edition for one in releases if one.edition)
    return (
        f"SIPRI should have published edition {edition} on {written_day(released_on(edition))}. The "
        f"newest here is edition {newest}."
    )


def _edition(release: Release) -> str:
    if release.edition is None:
        return f"an unknown edition of the {release.origin.title}"
    day = written_day(released_on(release.edition))
    return f"edition {release.edition} of the {release.origin.title} ({day})"


def _content(release: Release) -> str:
    years = release.coverage.years
    if release.is_complete and years:
        return f"complete, {q.words(years)}"
    return release.describe_content()
