"""The parts of one sentence: numbers joined with those of whom they are stated."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.comparisons import Comparisons
from armstransfers.claims.english.doubts import doubted
from armstransfers.claims.english.partners import names
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.statements import Amounts
from armstransfers.claims.part import Part

RECORD = (
    "A first or a record over windows needs every window since the one that is named, and whether "
    "they follow each other or slide; it is not judged here."
)
EACH = "The claim is about every one of several windows or years. Each is a claim of its own: name one."
EXCEPT = (
    "The claim leaves something out of the total, or adds up all but one. Shares here are of the "
    "whole: name what is stated of it."
)
_BEHIND_MORE = frozenset({"word", "ARMS", "THAN", "TO"})


class Reader(Amounts, Comparisons):
    """Reads one sentence into the parts of a claim.

    Parameters
    ----------
    sentence : Sentence
        The sentence, with the roles of those it names.
    context : Context
        What was read before it; what is found is added to it.
    """

    def read(self) -> None:
        """Read the sentence."""
        first = len(self.context.parts)
        for i, token in enumerate(self.row):
            if i in self.done:
                continue
            if isinstance(token.item, Amount):
                self._amount(i, token.item)
            elif isinstance(token.item, Rank):
                self._rank(i, token.item)
            elif token.kind in ("UP", "DOWN"):
                self._direction(i)
            elif token.kind in ("MORE", "LESS") and self.sentence.kind(i + 1) in _BEHIND_MORE:
                self._more(i)
        self._comparisons(first)
        self._records(first)
        self._left_out(first)
        self._implied_ranking(first)
        self._say_whose_years()
        self._remember(first)
        self.context.open_questions.clear()
        self.context.parts[first:] = doubted(self.sentence, self.context, first)

    def _records(self, first: int) -> None:
        for i, token in enumerate(self.row):
            if token.kind != "RECORD":
                continue
            if token.text.startswith(("each", "every", "year")):
                told = self.context.words(token)
                self.context.parts[first:] = [
                    replace(part, needs=EACH, words=(*part.words, *told))
                    for part in self.context.parts[first:]
                ]
                continue
            years, _ = self.when.of(i)
            since = [self.row[j] for j in self.when.since_record]
            supplier, recipient = self.whom.pair(i)
            part = Part(
                "other",
                supplier,
                recipient,
                years,
                needs=RECORD,
                words=self.context.words(token, *since),
            )
            self.context.parts.append(part)

    def _left_out(self, first: int) -> None:
        """Say of parts that are stated of all but something that they cannot be told."""
        out = [i for i, token in enumerate(self.row) if token.kind == "EXCEPT"]
        out = [i for i in out if self.sentence.text(i) != "without" or self.sentence.at(i + 1)]
        if not out:
            return
        told = self.context.words(*(self.row[i] for i in out))
        self.context.parts[first:] = [
            replace(part, needs=EXCEPT, words=(*part.words, *told))
            for part in self.context.parts[first:]
        ]

    def _implied_ranking(self, first: int) -> None:
        """Offer what a list of shares implies: that these are the largest, in this order."""
        shares = [
            part for part in self.context.parts[first:]
            if part.kind == "share" and len(part.subject) == 1 and part.stated and not part.needs
        ]  # fmt: skip
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
                group[0], kind="ranking", stated=None, way="after", implied=True, words=pieces
            )
            side = group[0].side
            self.context.parts.append(replace(ranking, **{side: listed}))  # type: ignore[arg-type]  # a side is a field

    def _say_whose_years(self) -> None:
        """Say that years which stand behind a share may not be those of the rank before it."""
        ranks = [i for i, token in enumerate(self.row) if isinstance(token.item, Rank)]
        shares = [i for i, token in enumerate(self.row) if isinstance(token.item, Amount)]
        if len(self.when.named) != 1 or not ranks or not shares:
            return
        if ranks[0] < shares[0] < self.when.named[0][0]:
            self.context.say(
                f"'{self._text(self.when.named[0][0])}' stands with '{self._text(shares[0])}' and may "
                f"not be meant for '{self._text(ranks[0])}'; both are read with these years."
            )

    def _remember(self, first: int) -> None:
        if len(self.context.parts) == first:
            self._remember_names()
        for part in self.context.parts[first:]:
            if part.recipient and part.of != "exports":
                self.context.recipient = part.recipient
            if part.supplier:
                self.context.supplier = part.supplier
            self.context.years = part.years or self.context.years
            self.context.of, self.context.side = part.of, part.side

    def _remember_names(self) -> None:
        """Keep whom and when a sentence without a number names, for the next one."""
        for one in self.sentence.mentions:
            if one.role == "recipient" and not one.compared:
                self.context.recipient = names(self.whom.members(one))
            elif one.role == "supplier" and not one.compared:
                self.context.supplier = names(self.whom.members(one))
            self.context.words(self.row[one.at])
        if len(self.when.named) == 1 and self.when.named[0][1].sort == "window":
            place, years = self.when.named[0]
            self.context.years = years.window
            self.context.words(self.row[place])
