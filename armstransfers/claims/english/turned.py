"""What turns or narrows a part where no list of words can say so: where words stand tells it."""

from __future__ import annotations

from collections.abc import Iterator

from armstransfers.claims.english.measures import stretch
from armstransfers.claims.english.turns import ADDED, CHANGED, TAKEN_BACK, is_unknown, turned
from armstransfers.claims.english.unread import Unread
from armstransfers.claims.frames.clauses import VERBS
from armstransfers.claims.frames.text import lower, plain
from armstransfers.claims.part import Doubt, Part

_KNOWN = VERBS | {"IMPORTS", "EXPORTS", "FROM", "TO", "BY", "WITH", "SHARE", "(", "NOT"}
_NEXT = 1_000  # characters of the next sentence that are looked at


class Turned(Unread):
    """One sentence, looked over for words that turn, hedge or narrow what is said."""

    def turned(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        """Yield a question for each word around a number that changes what the number says."""
        yield from self._added(part, i)
        yield from self._unknown(part, i)
        yield from self._turned_down(part, i, scope)
        yield from turned(self.sentence, self.context.text, part, i, scope)

    def _added(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about a share on top of another, of a change, or that was only come to."""
        if part.kind != "share":
            return
        before = [j for j in range(i) if self.sentence.kind(j) == "A"]
        ends = {self.sentence.text(i - 1), self.sentence.text(i + 1), *self.row[i].text.split()}
        if ends & ADDED and not before:
            yield Doubt(f"On top of what is '{part.stated_words()}'?")
        ahead = range(i + 2, i + 5) if self.sentence.kind(i + 1) == "OF" else range(0)
        for j in ahead:
            if self.sentence.kind(j) == "E":
                break
            if self.sentence.kind(j) in ("UP", "DOWN") or self.sentence.text(j) in CHANGED:
                yield Doubt(
                    f"Is '{part.stated_words()}' of all, or of the '{self.sentence.text(j)}'?"
                )
        moved = any(self.sentence.kind(j) in ("UP", "DOWN") for j in range(i - 3, i - 1))
        behind = [
            self.sentence.kind(j - 1)
            for j in range(i + 1, len(self.row))
            if self.sentence.kind(j) == "A"
        ]
        if self.sentence.kind(i - 1) == "TO" and moved and not before and "FROM" not in behind:
            yield Doubt(
                f"Is '{part.stated_words()}' of all these years, or what it came to? The rise or fall "
                "is not read."
            )

    def _unknown(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about an unknown word where the verb stands, or beside the noun *arms*."""
        named = [one.at for one in self.sentence.mentions if one.at < i]
        between = range(max(named, default=i) + 1, i)
        verbs = [j for j in between if is_unknown(self.sentence, j)]
        if (
            part.kind == "share"
            and verbs
            and not any(self.sentence.kind(j) in _KNOWN for j in between)
        ):
            yield Doubt(f"Is '{self.sentence.text(verbs[0])}' a delivery? It was not read.")
        for j in stretch(self.sentence, i):
            passive = [j + 1] if self.sentence.kind(j) == "BE" and j > i else []
            doer = self.sentence.at(j + 1) or self.sentence.at(j + 2)
            passive += [j - 1] if self.sentence.kind(j) == "BY" and doer else []
            for k in passive:
                if is_unknown(self.sentence, k):
                    yield Doubt(f"Is '{self.sentence.text(k)}' a delivery? It was not read.")
            if self.sentence.kind(j) in ("FOR", "BY") and j > i:
                k = (
                    j
                    + 1
                    + (self.sentence.kind(j + 1) == "ITS" or self.sentence.text(j + 1) == "the")
                )
                if is_unknown(self.sentence, k):
                    yield Doubt(
                        f"'{self.sentence.text(k)}' was not read. Is '{part.stated_words()}' of all arms?"
                    )
            if self.sentence.kind(j) != "ARMS":
                continue
            beside = [j - 1]
            beside += [j - 2] if self.sentence.kind(j - 1) == "AND" else []
            beside += [j + 2] if self.sentence.kind(j + 1) == "AND" else []
            for k in beside:
                if is_unknown(self.sentence, k):
                    yield Doubt(
                        f"'{self.sentence.text(k)}' stands beside '{self.sentence.text(j)}' and was not "
                        f"read. Is '{part.stated_words()}' of all arms?"
                    )

    def _turned_down(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        """Ask about a *not* that no rule joined with the number, and about a next sentence that denies."""
        for j in scope:
            mention = self.sentence.at(j + 1)
            aside = mention is not None and mention.compared == "except"
            only = self.sentence.text(j + 1) in ("only", "just", "merely")
            if self.sentence.kind(j) == "NOT" and not (part.denied or aside or only):
                yield Doubt(f"Does the sentence deny it? '{self.sentence.text(j)}' was not read.")
        end = self.row[-1].end
        behind = lower(plain(self.context.text[end : end + _NEXT]))
        if TAKEN_BACK.match(behind):
            yield Doubt("The next sentence speaks of it. Is it said to be so?")
