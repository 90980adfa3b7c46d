"""Readings of a number, each with a score: a sum of weights that were fitted on known sentences."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from armstransfers.claims.english.lexicon import words_of
from armstransfers.claims.frames.clauses import Mention, Sentence
from armstransfers.claims.frames.features import (
    Filler,
    among,
    between,
    noun,
    of_head,
    of_names,
    pair,
    trade,
)
from armstransfers.claims.frames.heads import Head, Sense
from armstransfers.claims.part import Part

SHIPPED = Path(__file__).parent / "weights.csv"
"""The weights that ship; ``make fit-claims`` writes them."""
Weights = dict[str, dict[str, float]]
Factor = tuple[tuple[str, ...], tuple[str, ...]]
"""Where weights are looked up, and what was seen."""
_REACH = 5  # names on either side of a number that may be meant
_NOBODY = words_of("nobody")
_FIRST = 8  # readings that are looked at
NOBODY = Filler()
Told = TypeVar("Told")


@cache
def fitted() -> Weights:
    """Return the weights that ship."""
    weights: Weights = {}
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            weights.setdefault(row["of"], {})[row["seen"]] = float(row["weight"])
    return weights


def total(weights: Weights, factor: Factor) -> float:
    """Return the sum of the weights of what was seen."""
    tables = [weights[where] for where in factor[0] if where in weights]
    return sum(table[seen] for table in tables for seen in factor[1] if seen in table)


@dataclass(frozen=True)
class Frame:
    """One reading of a number: as what, of whom, to whom."""

    sense: Sense
    supplier: Filler
    recipient: Filler


class Choice:
    """The readings that one number may have.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    head : Head
        The number.
    before : Part or None
        The part that was read before it: who stands there may be meant again.
    apart : sequence of Mention
        With whom it is compared.
    earlier : tuple of str
        Who the sentence before names.
    loose : bool
        Whether readings are kept that the noun of a rank rules out, for weights to learn from.
    """

    def __init__(
        self,
        sentence: Sentence,
        head: Head,
        before: Part | None,
        apart: Iterable[Mention] = (),
        earlier: tuple[str, ...] = (),
        *,
        loose: bool = False,
    ) -> None:
        self.sentence, self.head, self.before, self.earlier = sentence, head, before, earlier
        self.loose = loose
        self.trade = trade(sentence, head.at)
        others = {id(one) for one in apart}
        ahead = {sentence.kind(i) for i in range(head.at + 1, head.at + 3)}
        more = head.sort in ("%", "times") and bool({"MORE", "LESS"} & ahead)
        self.compared = more and bool(others) and not loose
        self.fillers = [NOBODY, *self._fillers(others)]
        self.seen = [self._seen(filler) for filler in self.fillers]
        self.of_head = of_head(sentence, head.at, head.sort, before)

    def _fillers(self, apart: set[int]) -> Iterator[Filler]:
        mentions = [
            one for one in self.sentence.mentions if id(one) not in apart and one.compared != "except"
        ]  # fmt: skip
        left = [one for one in mentions if one.at < self.head.at][-_REACH:]
        right = [one for one in mentions if one.at > self.head.at][:_REACH]
        told: set[tuple[str, ...]] = set()
        for mention in (*left, *right):
            yield Filler((mention.name.name,), (mention,))
            told.add((mention.name.name,))
        for number in dict.fromkeys(one.group for one in (*left, *right)):
            group = tuple(self.sentence.groups[number])
            names = tuple(dict.fromkeys(one.name.name for one in group))
            if len(names) > 1:
                yield Filler(names, group)
                told.add(names)
        carried = (self.before.supplier, self.before.recipient) if self.before else ()
        for names in dict.fromkeys((*carried, *((name,) for name in self.earlier))):
            if names and names not in told:
                yield Filler(names)

    def _seen(self, filler: Filler) -> tuple[str, ...]:
        before = self.before
        again = ("S" if filler.names == before.supplier else "") + ("R" if filler.names == before.recipient else "") if before and filler.names else ""  # fmt: skip
        subject = bool(before and filler.names and filler.names == before.subject)
        if not filler.of:
            told = "carried" if again else "earlier" if filler.names else "nobody"
            return (
                told,
                f"{told}&{len(self.earlier)}&{len(self.sentence.groups)}",
                f"again={again}",
                f"subject={subject}",
            )
        side = "R" if filler.of[0].at > self.head.at else "L"
        nearer = [
            one
            for one in self.sentence.mentions
            if min(one.at, self.head.at) > min(filler.of[0].at, self.head.at)
            and max(one.at, self.head.at) < max(filler.of[0].at, self.head.at)
            and one.group != filler.of[0].group
        ]
        turn = f"turn={self._turn(filler)}"
        ahead, behind, rank = self._nouns
        near = f"{side}{min(len(nearer), 2)}"
        return (
            *of_names(self.sentence, filler), *between(self.sentence, filler, self.head.at),
            f"again={again}", f"again={again}&{side}", f"subject={subject}&{side}", f"near={near}",
            turn, f"{turn}&{side}", f"ahead={ahead}&{near}", f"behind={behind}&{near}", f"rank={rank}&{near}",
            f"rank={rank}&{side}&p={filler.of[0].before}", f"ahead={ahead}&p={filler.of[0].before}",
            f"list={self._place(filler)}", f"list={self._place(filler)}&{near}", f"trade={self.trade}&{near}",
        )  # fmt: skip

    @cached_property
    def _nouns(self) -> tuple[str, str, str]:
        """The nouns ahead of the number and behind it, and among whom it is a rank."""
        at, side = self.head.at, among(self.sentence, self.head.at) or "-"
        return (
            noun(self.sentence, range(at + 1, at + 9)),
            noun(self.sentence, range(at - 1, at - 9, -1)),
            side,
        )

    def _place(self, filler: Filler) -> str:
        """Return how a name, or a list of them, stands to a number in or beside its list."""
        group = self.sentence.members(filler.of[0])
        if len(group) < 2:
            return ""
        first, last, at = group[0].at, group[-1].at, self.head.at
        numbers = sum(self.sentence.kind(i) == "A" for i in range(first, last + 4))
        inside = first < at < last + 4
        own = inside and filler.of[-1].at < at <= filler.of[-1].at + 4
        return f"{len(filler.of) > 1}{inside}{numbers > 1}{own}"

    def _turn(self, filler: Filler) -> str:
        """Return whether a name stands in its list where the number stands among numbers."""
        if len(filler.of) > 1:
            return "list"
        group = self.sentence.members(filler.of[0])
        row = self._row
        if len(group) < 2 or len(group) != len(row):
            return ""
        return str(group.index(filler.of[0]) == row.index(self.head.at))

    @cached_property
    def _row(self) -> list[int]:
        """The numbers that stand in one row with this one: ``94 and 60 per cent``."""
        kind, row = self.sentence.kind(self.head.at), [self.head.at]
        for step in (-1, 1):
            i = self.head.at + step
            while self.sentence.kind(i) in (",", "AND", kind, "UP", "DOWN") or self.sentence.text(i) == "the":  # fmt: skip
                if self.sentence.kind(i) == kind:
                    row.append(i)
                i += step
        return sorted(row)

    def options(self) -> Iterator[tuple[tuple[Factor, ...], Frame]]:
        """Yield every reading, with what speaks for it."""
        each, pairs = range(len(self.fillers)), _Once()
        for sense in self.head.senses:
            if self.compared and sense.kind not in ("ratio", "none"):
                continue  # 2.5 % higher than those of Armenia
            own = (f"T {sense.key}", f"T {sense.kind}"), self.of_head
            roles = [
                [((role, f"{role} {sense.of or 'any'}", f"{role} {sense.key}"), self.seen[one]) for one in each]
                for role in "SR"
            ]  # fmt: skip
            for s in each:
                for r in each:
                    supplier, recipient = self.fillers[s], self.fillers[r]
                    if _fits(sense, supplier, recipient) and self._sided(
                        sense, supplier, recipient
                    ):
                        told = tuple(
                            pair(self.sentence, supplier, recipient, self.head.at, self.trade)
                        )
                        both = pairs((f"P {sense.key}", "P"), told)
                        yield (
                            (own, roles[0][s], roles[1][r], both),
                            Frame(sense, supplier, recipient),
                        )

    def _sided(self, sense: Sense, supplier: Filler, recipient: Filler) -> bool:
        """Whether a rank among suppliers is a supplier's, and one among recipients a recipient's."""
        side = among(self.sentence, self.head.at)
        if (
            sense.kind == "rank"
            and sense.of == "world"
            and self.sentence.kind(self.head.at - 1) == "ITS"
        ):
            return False  # its second-largest supplier
        if self.loose or sense.kind not in ("rank", "ranking") or not side:
            return True
        if sense.of == "world":
            return not (recipient.names if side == "supplier" else supplier.names)
        return sense.of == ("imports" if side == "supplier" else "exports")


class _Once:
    """Keeps one factor of each content, so that it is weighed once."""

    def __init__(self) -> None:
        self.kept: dict[Factor, Factor] = {}

    def __call__(self, where: tuple[str, ...], seen: tuple[str, ...]) -> Factor:
        return self.kept.setdefault((where, seen), (where, seen))


def _fits(sense: Sense, supplier: Filler, recipient: Filler) -> bool:
    """Whether two may be supplier and recipient of one kind of thing."""
    if set(supplier.names) & set(recipient.names):
        return False
    match sense.kind, sense.of:
        case "none", _:
            return not (supplier.names or recipient.names)
        case _, "world":
            return not (supplier.names and recipient.names)
        case (("ratio" | "comparison"), "imports"):
            return bool(recipient.names)
        case (("ratio" | "comparison"), "exports"):
            return bool(supplier.names)
    return True


def ranked(
    options: Iterable[tuple[tuple[Factor, ...], Told]], weights: Weights
) -> list[tuple[float, Told]]:
    """Return the likeliest readings and how likely each is, the likeliest first."""
    totals: dict[int, float] = {}
    kept = list(options)
    scores = []
    for factors, _ in kept:
        score = 0.0
        for factor in factors:
            if id(factor) not in totals:
                totals[id(factor)] = total(weights, factor)
            score += totals[id(factor)]
        scores.append(score)
    if not scores:
        return []
    most = max(scores)
    whole = sum(math.exp(score - most) for score in scores)
    order = sorted(range(len(scores)), key=lambda i: -scores[i])[:_FIRST]
    return [(math.exp(scores[i] - most) / whole, kept[i][1]) for i in order]


def apart(sentence: Sentence, head: Head) -> list[Mention]:
    """Return with whom the subject of a number is compared, behind it: ``more than Turkey``."""
    if head.sort not in ("times", "%", "more"):
        return []
    said = {sentence.text(i) for i in range(head.at)}
    if head.sort == "more" and said & _NOBODY:
        return []  # nobody sold more than Russia; only Israel sold more than Belarus
    for one in sentence.mentions:
        if one.at > head.at and one.compared == "than" and one.at < head.at + 20:
            between = sentence.row[head.at + 1 : one.at]
            if any(token.kind in ("A", "R", ";", "BREAK") for token in between):
                return []
            return [two for two in sentence.members(one) if two.compared == "than"]
    return []
