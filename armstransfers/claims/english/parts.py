"""How a part is taken up: whose it is, of which years, from which words."""

from __future__ import annotations

from dataclasses import replace

from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.context import Context
from armstransfers.claims.english.measures import MONEY, other_measure
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.text import words
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.when import When
from armstransfers.claims.english.whom import Whom
from armstransfers.claims.english.windows import Years
from armstransfers.claims.part import Kind, Of, Part, Way
from armstransfers.claims.stated import Stated
from armstransfers.coverage import Side, Window


class Parts:
    """Takes up the parts of one sentence, each with its names, its years and its words.

    Parameters
    ----------
    sentence : Sentence
        The sentence, with the roles of those it names.
    context : Context
        What was read before it; what is found is added to it.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.row = sentence.row
        self.when, self.whom = When(sentence, context), Whom(sentence, context)
        self.done: set[int] = set()  # places of amounts that were read together with another

    def _other_measure(self, i: int) -> str:
        """Return why a number counts something other than deliveries in TIV, or nothing."""
        amount = self.row[i].item
        if isinstance(amount, Amount) and amount.unit == "million":
            return MONEY
        return other_measure(self.sentence, i)

    def _of_compared(self, side: Side, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> Of:
        """Return the denominator under which a compared name takes the place of the subject."""
        if supplier and recipient:
            return "imports" if side == "supplier" else "exports"
        return "imports" if recipient else "exports"

    def _group(self, mention: Mention) -> list[Mention]:
        return [one for one in self.sentence.mentions if one.group == mention.group]

    def _text(self, i: int) -> str:
        token = self.row[i]
        told = words(self.context.text, token.start, token.end).text
        article, _, rest = told.partition(" ")
        return rest if article.lower() in ("a", "an", "the") and not rest[:1].isalpha() else told

    def _same_side(self, other: Mention) -> Side:
        """Return on which side the one that a comparison names stands."""
        if other.before in ("FROM", "TO"):
            return "supplier" if other.before == "FROM" else "recipient"
        if other.role is not None and other.votes[other.role]:
            return other.role
        before = [one for one in self.sentence.mentions if one.at < other.at and not one.compared]
        subjects = [one for one in before if self.sentence.subject_like(one)] or before
        return (subjects[0].role if subjects else None) or "recipient"

    def _has_base(self) -> bool:
        """Whether a sentence names two windows, or one and that before it."""
        before = any(isinstance(t.item, Years) and t.item.sort == "before" for t in self.row)
        return before or len(self.when.named) > 1

    def _denied(self, i: int) -> bool:
        for j in range(i - 1, max(i - 7, self.sentence.clause(i).start - 1), -1):
            if self.sentence.kind(j) == "NOT":
                beside = self.sentence.at(j + 1)
                if beside is not None and beside.compared == "except":
                    return False  # Turkey, not Belarus
                return self.sentence.text(j + 1) not in ("only", "just", "merely")
        return False

    def _add(
        self,
        kind: Kind,
        i: int,
        told: Stated | None,
        supplier: tuple[str, ...] = (),
        recipient: tuple[str, ...] = (),
        of: Of = "imports",
        *,
        years: tuple[Window | None, tuple[Token, ...]] | None = None,
        needs: str = "",
        more: list[Mention] | None = None,
        others: tuple[str, ...] = (),
        way: Way = "",
        base: Window | None = None,
    ) -> None:
        if years is None:
            window, token = self.when.of(i)
            tokens: tuple[Token, ...] = (token,) if token else ()
        else:
            window, tokens = years
        named = [self.row[one.at] for one in more or []]
        own = [
            self.row[one.at] for one in self.sentence.mentions
            if one.name.name in (*supplier, *recipient, *others) and self.row[one.at] not in named
        ]  # fmt: skip
        part = Part(
            kind, supplier, recipient, window, of, told, others, way, base, self._denied(i),
            needs=needs, measure=self._other_measure(i),
            words=self.context.words(self.row[i], *named, *own, *tokens),
        )  # fmt: skip
        part = self.context.doubtful(part)
        self.context.parts += _one_by_one(part)
        alone = tokens and base is None and self.sentence.kind(i - 1) not in ("FROM", "TO")
        again = self.when.both(tokens[0] if alone else None)
        if again is not None:
            window, token = again
            moved = replace(part, years=window, words=(*part.words, *self.context.words(token)))
            self.context.parts += _one_by_one(moved)


def _one_by_one(part: Part) -> list[Part]:
    """Return a part for each denominator: ``the largest supplier to both Armenia and Georgia``."""
    if part.kind not in ("share", "rank", "ranking", "comparison", "points") or part.of == "world":
        return [part]
    side: Side = "recipient" if part.of == "imports" else "supplier"
    wholes = part.recipient if side == "recipient" else part.supplier
    if len(wholes) < 2:
        return [part]
    return [replace(part, **{side: (name,)}) for name in wholes]  # type: ignore[arg-type]  # a side is a field
