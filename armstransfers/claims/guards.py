"""Guards: what a part cannot well mean. It is then asked before it is judged.

A figure far off, shares of one whole beyond the whole, somebody who supplies himself: each is a
misreading more often than an error of the author. None is held against a part that a person typed
or confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from armstransfers.analysis import question as q
from armstransfers.claims.part import Part
from armstransfers.claims.stated import Stated

FAR_OFF = 3.0
"""A figure that is off by more than this factor is asked about."""


def guarded(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts with what they cannot well mean together, as doubts; no data is asked.

    Parameters
    ----------
    parts : sequence of Part
        The parts of one claim.
    """
    found = [_by_itself(part) for part in parts]
    found = [_against_others(part, found) for part in found]
    return tuple(_within_the_whole(found))


def far_off(part: Part, value: float | None, partners: int) -> str:
    """Return the question about a figure that is far from the value, or nothing.

    Parameters
    ----------
    part : Part
        A part that was read from a sentence.
    value : float or None
        What the deciding release computes, in the unit of what is stated; None where there is no
        delivery.
    partners : int
        How many have a rank.
    """
    said = part.stated
    if said is None or part.kind in ("comparison", "ranking"):
        return ""
    if part.kind == "rank":
        return (
            f"'{said.words}' is beyond the {partners} that have a rank. Does the sentence say this of "
            f"{subject_words(part)}?"
            if said.value > partners
            else ""
        )
    if said.value == 0 and said.decimals is None:
        return ""  # a rise or a fall without a number
    if value is not None and said.value * value >= 0:
        small, large = sorted((abs(said.value), abs(value)))
        if large <= FAR_OFF * small:
            return ""
    return f"'{said.words}' is far from the value. Does the sentence say this of {subject_words(part)}?"


def subject_words(part: Part) -> str:
    """Return who, whom and when, for a question."""
    route = " to ".join(" and ".join(names) for names in (part.supplier, part.recipient) if names)
    return (
        f"{route or 'the world'} in {q.words(part.years)}" if part.years else route or "the world"
    )


def _by_itself(part: Part) -> Part:
    if part.measure or part.needs:
        return part
    if set(part.supplier) & set(part.recipient):
        both = " and ".join(sorted(set(part.supplier) & set(part.recipient)))
        part = part.doubted(f"{both} is read as supplier and as recipient. Who is the other?")
    value = part.stated.value if part.stated and part.kind == "share" else 0.0
    if not 0 <= value <= 100:
        part = part.doubted(f"'{part.stated_words()}' is beyond the whole. What does it state?")
    if part.kind == "rank" and part.stated and part.stated.high < 1:
        part = part.doubted(f"Ranks begin with 1. What does '{part.stated.words}' state?")
    if part.implied:
        part = part.doubted(
            "The sentence lists shares and does not say that these are the largest. Does it mean that?"
        )
    return part


def _against_others(part: Part, parts: Sequence[Part]) -> Part:
    """Ask about two figures for one and the same thing."""
    if part.measure or part.needs:
        return part
    for other in parts:
        if other is part or part.stated is None or other.stated is None:
            continue
        if _question(other) == _question(part) and not _agree(part.stated, other.stated):
            return part.doubted(
                f"'{part.stated.words}' and '{other.stated.words}' are both read of "
                f"{subject_words(part)}. Whose, or of which years, is each?"
            )
    return part


def _question(part: Part) -> tuple[object, ...]:
    return part.kind, part.supplier, part.recipient, part.years, part.base, part.of, part.others


def _agree(one: Stated, other: Stated) -> bool:
    """Whether two figures may be of the same thing: ``the majority (60 per cent)``."""
    return one.fits(other.value) or other.fits(one.value)


def _within_the_whole(parts: Sequence[Part]) -> list[Part]:
    """Ask about shares of one whole that add up to more than all of it."""

    def whole(part: Part) -> str:
        return repr((part.kind, part.of, part.side, part.whole, part.years))

    shares = [part for part in parts if part.kind == "share" and part.stated and part.years]
    too_many: set[str] = set()
    for key, group in groupby(sorted(shares, key=whole), key=whole):
        each = {
            part.subject: part.stated for part in group if part.stated and len(part.subject) == 1
        }
        if len(each) > 1 and sum(one.low for one in each.values()) > 100:
            too_many.add(key)
    return [
        part.doubted("The shares of this whole add up to more than 100 %. Which of them are of it?")
        if part in shares and whole(part) in too_many
        else part
        for part in parts
    ]
