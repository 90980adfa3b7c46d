"""What is not sure about a part: what stands unread beside it, and other readings of like weight.

Nothing is decided here. Each finding is a question to the person who can read the sentence, and a
part with a question gets no verdict before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers.claims.english.context import Context
from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.other_wholes import other_wholes
from armstransfers.claims.english.other_years import other_years, places_between
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import STOPS, Mention
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.turned import Turned
from armstransfers.claims.english.unread import with_name
from armstransfers.claims.part import Doubt, Part

_FOREIGN = frozenset(
    phrases("""
        le, la, les, des, du, et, en, dont, qui, une, est, sur, el, los, las, del, de, por, y, una, con, sus, entre,
        von, der, das, und, den, dem, nach, mit, ist, aus, seiner, wurden, il, della, di, nel, dos, da, ve, ile""")
)
_ENGLISH = frozenset(
    phrases(
        "the, of, from, to, by, was, were, is, its, and, that, than, which, has, with, for, between"
    )
)
_RELATIVES = frozenset(
    phrases(
        "ally, rival, neighbour, neighbor, partner, friend, foe, enemy, patron, archrival, adversary"
    )
)
_REACH = 6


def doubted(sentence: Sentence, context: Context, first: int) -> list[Part]:
    """Return the parts of a sentence with what is doubtful about each, and what was not read.

    Parameters
    ----------
    sentence : Sentence
        The sentence, when all its parts are read.
    context : Context
        The text; its parts from `first` on are those of this sentence.
    first : int
        How many parts came from earlier sentences.
    """
    look = _Look(sentence, context)
    own = [look.at(part) for part in context.parts[first:]]
    return [*own, *look.unread_numbers()]


class _Look(Turned):
    """One sentence, looked over again when its parts are read."""

    def __init__(self, sentence: Sentence, context: Context) -> None:
        super().__init__(sentence, context)
        self.foreign = _foreign(self.row)

    def at(self, part: Part) -> Part:
        """Return a part with its doubts."""
        place = next(
            (
                i for i, token in enumerate(self.row)
                if part.words and token.start <= part.words[0].start < token.end
            ),
            None,
        )  # fmt: skip
        if place is None or part.needs or part.measure:
            return part
        if self.foreign:
            part = part.doubted(
                "The sentence does not read as English. Who supplied whom, and when?"
            )
        scope = self.scope(place)
        for doubt in (*self.unread(part, scope), *self._readings(part, place, scope)):
            part = part.doubted(doubt.question, *doubt.alternatives, about=doubt.about)
        return part

    def _readings(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        yield from other_wholes(self.sentence, self.context.parts, part, i, scope)
        yield from other_years(self.sentence, part, i, scope)
        yield from self._list(part)
        yield from self._moved(part, i)
        yield from self._beside(part, i)
        yield from self._parties(part, i, scope)
        yield from self.turned(part, i, scope)

    def _list(self, part: Part) -> Iterator[Doubt]:
        """Ask about names in a row without an *and*: a list, or two names that only meet."""
        for mention in self.sentence.mentions:
            group = [one.at for one in self.sentence.mentions if one.group == mention.group]
            if mention.name.name not in (*part.supplier, *part.recipient) or len(group) < 2:
                continue
            kinds = [self.sentence.kind(j) for j in range(group[0], group[-1])]
            if set(kinds) <= {"E", ","}:
                listed = " and ".join(self.row[j].item.name for j in group)  # type: ignore[union-attr]  # a name
                yield Doubt(
                    f"Are {listed} named together, and is '{part.stated_words()}' of each?",
                    (),
                    "names",
                )
                return

    def _moved(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about ranks that were left, and falls that may be falls in a ranking."""
        before = [self.sentence.text(j) for j in range(i - 4, i)]
        if part.kind == "rank" and {"out of", "exited", "left"} & set(before):
            yield Doubt(f"Had it the rank '{part.stated_words()}', or did it lose it?")
        ahead = [self.sentence.kind(j) for j in range(i + 1, i + 6)]
        if part.kind == "change" and self.row[i].item is None and "R" in ahead:
            yield Doubt(f"Is '{part.stated_words()}' of a volume, or of a place in a ranking?")
        for mention in self.sentence.mentions:
            name, noun = mention.name.name, self.sentence.text(mention.at + 2)
            owns = self.sentence.kind(mention.at + 1) == "POSS" and noun in _RELATIVES
            if owns and name in (*part.supplier, *part.recipient, *part.others):
                yield Doubt(f"Is {name} meant, or its {noun}?", (), "names")

    def _beside(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about a name that stands closer to a share than those of whom it is read."""
        if part.kind not in ("share", "rank") or part.implied:
            return
        own = {*part.supplier, *part.recipient, *part.others}
        for places in (range(i + 1, i + 1 + _REACH), range(i - 1, i - _REACH, -1)):
            for j in places:
                kind = self.sentence.kind(j)
                if (
                    kind in ("", ",", "A", "R", "AND", "(", ")", ":", "W", "-", "IT")
                    or kind in STOPS
                ):
                    break
                mention = self.sentence.at(j)
                if mention is not None and not self._near(mention, own):
                    yield Doubt(
                        f"Whose is '{part.stated_words()}'? '{mention.name.name}' stands beside it.",
                        with_name(part, mention.name.name),
                        "names",
                    )
                if mention is not None:
                    break

    def _near(self, mention: Mention, own: set[str]) -> bool:
        """Whether a name, or one of the list that it stands in, is of those whom a part is read of."""
        listed = {one.name.name for one in self.sentence.mentions if one.group == mention.group}
        return bool(listed & own) or bool(mention.compared)

    def _parties(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        names = (*part.supplier, *part.recipient)
        for group in (name for name in names if name.endswith("**")):
            yield Doubt(
                f"Is {group.rstrip('*')} itself meant, or its members together? Its members are not "
                "added up here."
            )
        if (
            part.kind == "comparison"
            and len(part.others) > 1
            and any(self.sentence.kind(j) == "TOGETHER" for j in scope)
        ):
            yield Doubt(
                f"Are {' and '.join(part.others)} added up? Each is compared by itself here."
            )
        if part.kind in ("change", "comparison") and part.supplier and part.recipient:
            alone = (
                replace(part, recipient=(), of="exports"),
                replace(part, supplier=(), of="imports"),
            )
            own = self.sentence.kind(i) in ("A", "UP", "DOWN", "MORE", "LESS")
            if own and not (self._joined(i, part.supplier) and self._joined(i, part.recipient)):
                yield Doubt(
                    f"Is '{part.stated_words()}' between {' and '.join(part.supplier)} and "
                    f"{' and '.join(part.recipient)}, or of one alone?",
                    alone,
                    "names",
                )
        if part.kind == "change" and "ASMUCH" in (
            self.sentence.kind(i + 1),
            self.sentence.kind(i + 2),
        ):
            yield Doubt(f"With whom or with when is '{part.stated_words()}' compared?")
        if part.kind == "share" and self._changes_before(i):
            yield Doubt(f"Is '{part.stated_words()}' a share, or a change as the number before it?")

    def _joined(self, i: int, names: tuple[str, ...]) -> bool:
        """Whether no comma stands between a number and one of some names."""
        for mention in self.sentence.mentions:
            between = places_between(i, mention.at)
            taken_up = any(self.sentence.text(j).startswith("those") for j in between)
            comma = any(self.sentence.kind(j) == "," for j in between)
            if mention.name.name in names and (taken_up or not comma):
                return True
        return not any(one.name.name in names for one in self.sentence.mentions)

    def _changes_before(self, i: int) -> bool:
        """Whether a number is joined to one that is a change: ``drops of 5.6% and 12%``."""
        if self.sentence.kind(i - 1) != "AND" or self.sentence.kind(i - 2) != "A":
            return False
        return any(self.sentence.kind(j) in ("UP", "DOWN") for j in range(max(i - 6, 0), i))


def _foreign(row: list[Token]) -> bool:
    """Whether a sentence has more function words of other languages than of English."""
    texts = [token.text for token in row]
    if any("\u0400" <= char <= "\u04ff" for text in texts for char in text):
        return True
    foreign = {text for text in texts if text in _FOREIGN}
    return len(foreign) > 1 and len(foreign) > sum(text in _ENGLISH for text in texts)
