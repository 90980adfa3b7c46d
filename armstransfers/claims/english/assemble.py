"""What a sentence says besides its numbers: who is ahead of whom, records, what is left out, an order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from armstransfers.claims.english.doubts import doubted
from armstransfers.claims.english.parts import Parts
from armstransfers.claims.frames.alternatives import other_readings
from armstransfers.claims.frames.clauses import Mention
from armstransfers.claims.frames.heads import Head, heads
from armstransfers.claims.frames.scores import Choice, fitted, ranked
from armstransfers.claims.frames.years import Times
from armstransfers.claims.part import Part, Way
from armstransfers.claims.quantities.ranks import Rank, stated_rank
from armstransfers.claims.quantities.windows import Years

RECORD = (
    "A first or a record over windows needs every window since the one that is named, and whether "
    "they follow each other or slide; it is not judged here."
)
EACH = "The claim is about every one of several windows or years. Each is a claim of its own: name one."
EXCEPT = (
    "The claim leaves something out of the total, or adds up all but one. Shares here are of the "
    "whole: name what is stated of it."
)


class Reader(Parts):
    """Reads one sentence into the parts of a claim."""

    def read(self) -> None:
        """Read the sentence."""
        for head in heads(self.sentence):
            self._read(head)
        self._vague()
        self._comparisons()
        self._records()
        self._left_out()
        self._implied_ranking()
        self._say_whose_years()
        self._remember()
        self.context.parts[self.first :] = doubted(self.sentence, self.context, self.first)

    def _vague(self) -> None:
        for i, token in enumerate(self.row):
            if isinstance(token.item, Rank) and token.item.sort == "vague":
                self.context.say(
                    f"'{token.text} {token.item.noun}' names no rank, so it is not judged."
                )
            if isinstance(token.item, Rank) and self.sentence.text(i - 1).startswith("next"):
                self.context.say(f"'next {token.text}' names no rank, so it is not judged.")

    def _comparisons(self) -> None:
        """Read who is said to be ahead of a subject, or behind it: ``ahead of Israel and Belarus``."""
        seen: set[int] = set()
        for other in self.sentence.mentions:
            if other.compared in ("", "than", "except") or other.group in seen:
                continue
            seen.add(other.group)
            own = self._part_beside(other.at) or self._bare(other)
            group = [one for one in self.sentence.members(other) if one.compared == other.compared]
            others = tuple(one.name.name for one in group)
            if own is None or set(others) & set(own.subject):
                continue
            place = own.stated if own.kind == "rank" and other.compared == "after" else None
            only = any(self.sentence.text(j) == "only" for j in range(other.at - 3, other.at))
            if place is None and only and other.compared == "after":
                place = stated_rank("only", len(others) + 1, len(others) + 1)
            if place is not None and not place.low == place.high == len(others) + 1:
                place = None
            words = self.context.words(
                self.row[self.sentence.back(other.at)], *(self.row[one.at] for one in group)
            )
            way: Way = "after" if other.compared == "after" else "ahead"
            self.context.parts.append(replace(own, kind="comparison", stated=place, others=others, way=way,
                                              needs="", implied=False, words=words))  # fmt: skip

    def _part_beside(self, i: int) -> Part | None:
        """Return the rank or share before a place, or else behind it, whose subject is compared."""
        at = self.row[i].start
        parts = [part for part in self.context.parts[self.first :] if part.kind in ("rank", "share", "ranking") and part.words]  # fmt: skip
        front = [part for part in parts if part.words[0].start < at]
        ranks = [part for part in front if part.kind == "rank"]
        same = [part for part in ranks if front and part.subject == front[-1].subject]
        return (same or front)[-1] if front else next(iter(parts), None)

    def _bare(self, other: Mention) -> Part | None:
        """Return of whom something is compared where no number is stated of them."""
        head = Head(self.sentence.back(other.at), "beside")
        group = self.sentence.members(other)
        frames = ranked(Choice(self.sentence, head, self.before, group).options(), fitted())
        if not frames:
            return None
        frame = frames[0][1]
        times = ranked(
            Times(self.sentence, head, "comparison", self.windows, self.before).options(), fitted()
        )
        years, _, places = self._when(times[0][1], "comparison", say=True)
        self.context.words(
            *(self.row[one.at] for one in (*frame.supplier.of, *frame.recipient.of)),
            *(self.row[i] for i in places),
        )
        part = Part(
            "comparison",
            frame.supplier.names,
            frame.recipient.names,
            years,
            frame.sense.of or "imports",
            words=self.context.words(self.row[head.at]),
        )
        for doubt in other_readings(
            part, [(likely, self._alone(head, one, times[0][1], group)) for likely, one in frames]
        ):
            part = part.doubted(doubt.question, about=doubt.about)
        return part

    def _records(self) -> None:
        for i, token in enumerate(self.row):
            if token.kind != "RECORD":
                continue
            parts = self.context.parts[self.first :]
            if token.text.startswith(("each", "every", "year")):
                told = self.context.words(token)
                self.context.parts[self.first :] = [
                    replace(one, needs=EACH, words=(*one.words, *told)) for one in parts
                ]
                continue
            since = [t for t in self.row[i:] if isinstance(t.item, Years)]
            own = parts[-1] if parts else None
            self.context.parts.append(
                Part("other", own.supplier if own else (), own.recipient if own else (), own.years if own else None,
                     needs=RECORD, words=self.context.words(token, *since[:1]))
            )  # fmt: skip

    def _left_out(self) -> None:
        """Say of parts that are stated of all but something that they cannot be told."""
        out = [i for i, token in enumerate(self.row) if token.kind == "EXCEPT"]
        out = [i for i in out if self.sentence.text(i) != "without" or self.sentence.at(i + 1)]
        if not out:
            return
        told = self.context.words(*(self.row[i] for i in out))
        self.context.parts[self.first :] = [
            replace(part, needs=EXCEPT, words=(*part.words, *told)) for part in self.context.parts[self.first :]
        ]  # fmt: skip

    def _implied_ranking(self) -> None:
        """Offer what a list of shares implies: that these are the largest, in this order."""
        parts = self.context.parts[self.first :]
        shares = [part for part in parts if part.kind == "share" and len(part.subject) == 1 and part.stated and not part.needs]  # fmt: skip
        lists: dict[object, list[Part]] = {}
        for part in shares:
            lists.setdefault((part.whole, part.of, part.side, part.years), []).append(part)
        for group in lists.values():
            listed = tuple(part.subject[0] for part in group)
            values = [part.stated.value for part in group if part.stated]
            descending = all(a > b for a, b in pairwise(values))
            said = any(
                part.kind == "ranking" and set(part.subject) == set(listed)
                for part in self.context.parts
            )
            if len(listed) < 2 or len(set(listed)) < len(listed) or not descending or said:
                continue
            pieces = tuple(piece for part in group for piece in part.words[:1])
            ranking = replace(
                group[0],
                kind="ranking",
                stated=None,
                way="after",
                implied=True,
                words=pieces,
                doubts=(),
            )
            self.context.parts.append(replace(ranking, **{group[0].side: listed}))  # type: ignore[arg-type]  # a side is a field

    def _say_whose_years(self) -> None:
        """Say that years which stand behind a share may not be those of the rank before it."""
        ranks = [i for i, token in enumerate(self.row) if token.kind == "R"]
        shares = [i for i, token in enumerate(self.row) if token.kind == "A"]
        if (
            len(self.windows) == 1
            and ranks
            and shares
            and ranks[0] < shares[0] < self.windows[0].at
        ):
            self.context.say(
                f"'{self.sentence.text(self.windows[0].at)}' stands with '{self.sentence.text(shares[0])}' and may "
                f"not be meant for '{self.sentence.text(ranks[0])}'; both are read with these years."
            )

    def _remember(self) -> None:
        self.context.named = tuple(dict.fromkeys(one.name.name for one in self.sentence.mentions))[
            :4
        ]
        for part in self.context.parts[self.first :]:
            self.context.years = part.years or self.context.years
        if len(self.context.parts) == self.first and len(self.windows) == 1:
            self.context.years = self.windows[0].window or self.context.years
