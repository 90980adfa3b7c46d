"""What the commands share: which release answers, and what stands above and below its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from armstransfers import catalogue
from armstransfers.cli.printing import print_line
from armstransfers.coverage import Exactness
from armstransfers.errors import Refused
from armstransfers.export.citation import citation
from armstransfers.export.provenance import source_line
from armstransfers.release import Release
from armstransfers.report import SetAside
from armstransfers.wording.set_aside import left_out

Answer = TypeVar("Answer")


def answered(
    ask: Callable[[Release], Answer], edition: int | None, release: str | None
) -> tuple[Release, Answer]:
    """Return the release that was asked for, or the newest that can answer, and its answer.

    Parameters
    ----------
    ask : callable
        Computes the answer from a release, or raises `Refused`.
    edition, release
        Edition or id that was asked for, if any.

    Raises
    ------
    Refused
        As the best of the releases refuses, if none can answer.
    UnknownRelease
        If what was asked for is not at hand.
    """
    best = catalogue.choose(edition=edition, release=release)
    others = [one for one in catalogue.releases() if edition in (None, one.edition)]
    first: Refused | None = None
    for one in [best] if release is not None else others:
        try:
            return one, ask(one)
        except Refused as refusal:
            first = first or refusal
    assert first is not None, "the best release is among those that are asked"
    raise first


def head(
    chosen: Release, own: dict[str, Any], how: Exactness, missing: Sequence[SetAside] = ()
) -> dict[str, Any]:
    """Return what stands above the rows of a JSON answer."""
    day = chosen.generated
    return {
        "release": chosen.id,
        "edition": chosen.edition,
        "generated": day.isoformat() if day else None,
        **own,
        "exactness": how,
        "set_aside": [asdict(line) for line in missing],
        "extract": chosen.origin.extract or None,
        "source": source_line(chosen),
        "cite": citation(chosen),
        "terms": chosen.origin.terms,
    }


def print_foot(chosen: Release, missing: Sequence[SetAside] = ()) -> None:
    """Print what stands below a table for people; of lines set aside those that may belong there."""
    for sentence in left_out(missing, chosen.measure):
        print_line(sentence)
    if chosen.origin.extract:
        print_line(f"An extract: {chosen.origin.extract}.")
    print_line(source_line(chosen))
