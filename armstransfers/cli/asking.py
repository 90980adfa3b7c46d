"""What the commands share: which release answers, and what stands above and below its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from armstransfers import wording
from armstransfers.analysis.question import Question
from armstransfers.cli.printing import print_line
from armstransfers.core.coverage import Exactness
from armstransfers.core.errors import Refused
from armstransfers.core.report import SetAside
from armstransfers.export.provenance import source_line
from armstransfers.library import catalogue
from armstransfers.library.catalogue import Choice
from armstransfers.model.citing import citation
from armstransfers.model.release import Release
from armstransfers.wording.set_aside import left_out

Answer = TypeVar("Answer")


def answered(
    ask: Callable[[Release], Answer],
    how: Callable[[Answer], Exactness],
    edition: int | None,
    release: str | None,
) -> tuple[Choice, Answer]:
    """Return the release that was asked for, or the best that can answer, and its answer.

    Parameters
    ----------
    ask : callable
        Computes the answer from a release, or raises `Refused`.
    how : callable
        How exact an answer is.
    edition, release
        Edition or id that was asked for, if any.

    Raises
    ------
    Refused
        As the best of the releases refuses, if none can answer; with the release that can, where
        another edition or release was asked for.
    UnknownRelease
        If what was asked for is not at hand.
    """
    among = catalogue.that_may_answer(edition=edition, release=release)
    try:
        return catalogue.answering(ask, how, among)
    except Refused as refusal:
        if (edition, release) == (None, None) or not among[0].measure.is_tiv:
            raise
        try:
            other, _ = catalogue.answering(ask, how, catalogue.that_may_answer())
        except Refused:
            raise refusal from None
        raise Refused(f"{refusal} At hand that can: --release {other.release.id}.") from None


def head(
    choice: Choice, own: dict[str, Any], how: Exactness, missing: Sequence[SetAside] = ()
) -> dict[str, Any]:
    """Return what stands above the rows of a JSON answer."""
    chosen = choice.release
    day = chosen.generated
    return {
        "release": chosen.id,
        "edition": chosen.edition,
        "generated": day.isoformat() if day else None,
        **own,
        "exactness": how,
        "estimated": wording.WHAT_IS_ESTIMATED if how == "estimated" else None,
        "why": why(choice) or None,
        "set_aside": [asdict(line) for line in missing],
        "extract": chosen.origin.extract or None,
        "source": source_line(chosen),
        "cite": citation(chosen),
        "terms": chosen.origin.terms,
    }


def why(choice: Choice) -> str:
    """Return why an older edition answers, and how to see the newer one; empty if none does."""
    if choice.passed_over is None:
        return ""
    return f"{choice.why} See it by --release {choice.passed_over.id}."


def with_why(provenance: dict[str, str], choice: Choice) -> dict[str, str]:
    """Return what a CSV carries, with why an older edition answers."""
    return provenance | ({"Edition": why(choice)} if why(choice) else {})


def of_whom(asked: Question) -> dict[str, Any]:
    """Return the party that is asked for as JSON has it; of a group also who counts."""
    return {asked.side: asked.entity, **groups_of(asked)}


def groups_of(*asked: Question) -> dict[str, Any]:
    """Return who counts in the groups that are asked for, as JSON has it; nothing without any."""
    found = []
    for one in asked:
        if (group := one.group) is None:
            continue
        members = None if group.is_dated else group.members(0)
        found.append(
            {
                "name": group.name,
                "members": sorted(members) if members else None,
                "counted": wording.who_counts(one),
            }
        )
    return {"groups": found} if found else {}


def print_foot(choice: Choice, missing: Sequence[SetAside] = (), group: str = "") -> None:
    """Print what stands below a table for people; of lines set aside those that may belong there."""
    chosen = choice.release
    if group:
        print_line(group)
    for sentence in left_out(missing, chosen.measure):
        print_line(sentence)
    if why(choice):
        print_line(why(choice))
    if chosen.origin.extract:
        print_line(f"An extract: {chosen.origin.extract}.")
    print_line(source_line(chosen))
