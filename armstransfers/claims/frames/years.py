"""Which years of a sentence belong to which of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.features import word
from armstransfers.claims.frames.heads import Head
from armstransfers.claims.frames.published import Published
from armstransfers.claims.frames.scores import Factor
from armstransfers.claims.part import Part
from armstransfers.claims.quantities.windows import Years
from armstransfers.core.coverage import Window

_REACH = 4  # windows on either side of a number that may be meant
COMPARED = ("change", "points")
_NEVER = (9999, 9999)


@dataclass(frozen=True)
class Named:
    """Years that a sentence names, and which they are; None where only the day of the text could tell."""

    at: int
    window: Window | None
    item: Years


def named(sentence: Sentence, published: Published, earlier: Window | None) -> list[Named]:
    """Return the windows that a sentence names; those that are told by another one are worked out.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    published : Published
        What is known of the day on which it was published.
    earlier : (int, int) or None
        The years of the part before it.
    """
    found: list[Named] = []
    places = [(i, token.item) for i, token in enumerate(sentence.row) if isinstance(token.item, Years)]  # fmt: skip
    for i, item in places:
        window = published.window(item)
        if window or (item.sort == "vague" and not _told_again(sentence, i)):
            found.append(Named(i, window, item))
    for i, item in places:
        if item.sort not in ("before", "after"):
            continue
        told = [one for one in found if one.window]
        ahead = [one for one in told if one.at < i]
        anchor = ahead[-1].window if ahead else told[0].window if told else earlier
        if anchor:
            found.append(Named(i, _beside(anchor, item), item))
    return sorted(found, key=lambda one: one.at)


def _told_again(sentence: Sentence, i: int) -> bool:
    """Whether vague years are said in numbers as well: ``in the past decade (2011-20)``."""
    if any(char.isdigit() for char in sentence.text(i)):
        return True
    ahead = [sentence.row[j].item for j in range(i + 1, min(i + 4, len(sentence.row)))]
    return any(isinstance(item, Years) and item.sort == "window" for item in ahead)


def _beside(anchor: Window, item: Years) -> Window:
    """Return the window of some length just before or after another."""
    length = item.length or anchor[1] - anchor[0] + 1
    if item.sort == "after":
        return anchor[1] + 1, anchor[1] + length
    return anchor[0] - length, anchor[0] - 1


@dataclass(frozen=True)
class When:
    """The years of a number, and those it is compared with."""

    years: Named | None = None
    base: Named | None = None


class Times:
    """The years that one number may have.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    head : Head
        The number.
    kind : str
        As what it is read.
    windows : list of Named
        The windows that the sentence names.
    before : Part or None
        The part that was read before it in the sentence.
    """

    def __init__(
        self, sentence: Sentence, head: Head, kind: str, windows: list[Named], before: Part | None
    ) -> None:
        self.sentence, self.head, self.before = sentence, head, before
        self.kind = "change" if kind in COMPARED else "rank" if kind in ("rank", "ranking", "comparison") else "share"  # fmt: skip
        left = [one for one in windows if one.at < head.at][-_REACH:]
        right = [one for one in windows if one.at > head.at][:_REACH]
        self.windows = [*left, *right]
        self.all = windows
        self.seen = [self._seen(one) for one in self.windows]

    def options(self) -> Iterator[tuple[tuple[Factor, ...], When]]:
        """Yield the years that it may have, with what speaks for them."""
        latest = [(("Y", f"Y {self.kind}"), seen) for seen in self.seen]
        base = [(("B",), seen) for seen in self.seen]
        told = f"{len(self.windows)}"
        yield ((("Y none",), (f"{self.kind} {told}",)),) * 3, When()
        alone = (("B none",), (self.kind, f"{self.kind} {told}", f"{self.kind} {self._bound()}"))
        for i, one in enumerate(self.windows):
            if self.kind != "change" or one.item.sort not in ("before",):
                yield (latest[i], alone, (("Q none",), (f"{self.kind} {told}",))), When(one)
            if self.kind != "change":
                continue
            for j, two in enumerate(self.windows):
                if one.window and two.window and two.window[1] < one.window[0]:
                    yield (latest[i], base[j], (("Q",), self._both(one, two))), When(one, two)

    def _bound(self) -> str:
        return word(self.sentence, self.windows[0].at - 1) if len(self.windows) == 1 else ""

    def _both(self, one: Named, two: Named) -> tuple[str, ...]:
        assert one.window
        assert two.window
        first, second = sorted((one.at, two.at))
        between = [word(self.sentence, j) for j in range(first + 1, second)]
        path = " ".join(kind for kind in between if kind != "word")[:40]
        gap = one.window[0] - two.window[1] == 1
        same = one.window[1] - one.window[0] == two.window[1] - two.window[0]
        number = any(kind == "A" for kind in between)
        nearest = min(self.windows, key=lambda other: abs(other.at - self.head.at)) in (one, two)
        clause = self.sentence.clause(self.head.at)
        inside = (one.at in clause) + (two.at in clause)
        return (f"path={path}", f"gap={gap}&{same}", f"number={number}", f"near={nearest}", f"in={inside}",
                f"order={one.at < two.at}{one.at < self.head.at}{two.at < self.head.at}", f"near={nearest}&in={inside}&{gap}")  # fmt: skip

    def _seen(self, one: Named) -> tuple[str, ...]:
        sentence, at = self.sentence, self.head.at
        side = "R" if one.at > at else "L"
        inner = range(min(one.at, at) + 1, max(one.at, at))
        kinds = [word(sentence, j) for j in inner]
        path = [kind for kind in kinds if kind != "word"]
        told = " ".join(path if len(path) <= 5 else [*path[:2], "..", *path[-2:]])
        numbers = min(sum(kind == "A" or (kind.startswith("R") and kind not in ("RECEIVE", "RECIPIENT", "RECORD")) for kind in kinds), 2)  # fmt: skip
        rival = sum(min(one.at, at) < other.at < max(one.at, at) for other in self.all)
        clause = one.at in sentence.clause(at)
        breaks = any(sentence.kind(j) in (";", "BREAK", ".") for j in inner)
        commas = min(kinds.count(","), 2)
        again = "" if self.before is None else f"{one.window == self.before.years}{one.window == self.before.base}"  # fmt: skip
        number = self.all.index(one)
        level = sentence.kind(at - 1)
        order = (
            "late"
            if all((other.window or _NEVER) <= (one.window or _NEVER) for other in self.all)
            else "early"
        )
        starts = one.at <= 1 or sentence.kind(one.at - 1) in (",", "BREAK", ";", "AND")
        deep = f"{sentence.depth[one.at]}{sentence.depth[at]}"
        return (
            f"path={side} {told}", f"{side}{numbers}{min(rival, 2)}", f"{side}{numbers}{min(rival, 2)}&{clause}", f"clause={clause}&{breaks}",
            f"commas={commas}&{side}", f"again={again}", f"again={again}&{side}{numbers}", f"level={level}&{order}", f"level={level}&{order}&{side}",
            f"starts={starts}&{side}{numbers}", f"of={min(len(self.all), 3)}&{side}", f"sort={one.item.sort}&{side}", f"close={side}{min(len(inner), 4)}",
            f"deep={deep}&{side}", f"p={word(sentence, one.at - 1)}&{order}", f"turn={self._turn(number)}", f"again={again}&{level}&{order}",
            f"verb={'UP' if sentence.has('UP', at - 3, at) else 'DOWN' if sentence.has('DOWN', at - 3, at) else ''}&{order}&{level}",
        )  # fmt: skip

    def _turn(self, number: int) -> str:
        """Return whether years stand among years where the number stands among numbers."""
        kind = self.sentence.kind(self.head.at)
        row = [i for i, token in enumerate(self.sentence.row) if token.kind == kind]
        if len(row) != len(self.all) or len(row) < 2:
            return ""
        return str(row.index(self.head.at) == number)


def before(window: Window) -> Window:
    """Return the window of the same length just before another."""
    length = window[1] - window[0] + 1
    return window[0] - length, window[0] - 1
