"""What is not sure about a part: what a sentence leaves open, and what stands unread beside it.

Nothing is decided here. Each finding is a question to the person who can read the sentence, and a
part with a question gets no verdict before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers.analysis import question as q
from armstransfers.claims.english.lexicon import FILLERS, words_of
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.turned import Turned
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.context import Context
from armstransfers.claims.frames.features import among, trade
from armstransfers.claims.frames.scores import Frame
from armstransfers.claims.frames.years import COMPARED, Named, When
from armstransfers.claims.part import Doubt, Of, Part
from armstransfers.claims.quantities.windows import Years
from armstransfers.core.coverage import Window

_FOREIGN = words_of("foreign")
_ENGLISH = words_of("english")
_RELATIVES = words_of("relatives")
_SAID = words_of("said")
_SOLD = words_of("sold")


def bound(sentence: Sentence, years: Named) -> bool:
    """Whether a window may be one end of a change: ``up from 2015-19``, ``from 2019 to 2020``."""
    text = sentence.text(years.at)
    return text.startswith(("from", "since", "between")) or sentence.kind(
        sentence.back(years.at)
    ) in ("FROM", "ON", "THAN")


def unclear(
    sentence: Sentence, part: Part, frame: Frame, when: When, at: int, earlier: Window | None = None
) -> Iterator[Doubt]:
    """Yield a question where a sentence leaves open what no weight can tell."""
    told = part.stated_words()
    groups = {one.group for one in frame.supplier.of} & {one.group for one in frame.recipient.of}
    if groups:
        turned = replace(part, supplier=part.recipient, recipient=part.supplier)
        yield Doubt(
            f"Who supplied whom? The sentence lists both beside '{told}'.", (turned,), "names"
        )
    clause = sentence.clause(at)
    if part.kind == "share" and part.supplier and part.recipient and not trade(sentence, at) and any(sentence.text(j) == "trade" for j in clause):  # fmt: skip
        yield Doubt(f"Of what is '{told}': of imports, or of exports?", (_turned(part),), "of")
    if part.kind == "share" and part.of == "imports" and _came_and_went(sentence, at):
        yield Doubt(
            f"Of what is '{told}': of what came from {' and '.join(part.supplier)}?",
            (replace(part, of="exports"),),
            "of",
        )
    sold = any(sentence.kind(j) == "EXPORTS" or sentence.text(j) in _SOLD for j in clause)
    if (
        part.kind == "share"
        and part.of == "imports"
        and sold
        and sentence.has("DEPEND", clause.start, clause.stop)
    ):
        yield Doubt(f"Of what is '{told}': of imports, or of exports?", (_turned(part),), "of")
    aside = [
        one
        for one in (*frame.supplier.of, *frame.recipient.of)
        if "unlike"
        in (sentence.text(one.at - 1), sentence.text(one.at - 2), sentence.text(one.at - 3))
    ]
    if aside:
        yield Doubt(f"Whose is '{told}'? {aside[0].name.name} is only set beside it.", (), "names")
    than = sentence.has("THAN", clause.start, clause.stop)
    if (
        part.kind == "change"
        and not than
        and {"AHEAD", "AFTER"} & {sentence.kind(j) for j in clause}
    ):
        yield Doubt(f"With whom or with when is '{told}' compared?")
    if part.kind == "change" and than and sentence.has("TOGETHER", clause.start, clause.stop):
        yield Doubt(f"Is '{told}' against several years added up?", (), "years")
    world = any(
        token.kind == "R" and among(sentence, i) and sentence.has("WORLD", i, i + 8)
        for i, token in enumerate(sentence.row[:at])
    )
    if part.kind == "rank" and part.of != "world" and world and not among(sentence, at):
        yield Doubt(
            f"Among whom is '{told}': among all of the world, as the rank before?", (), "of"
        )
    yield from _dated(sentence, part)
    if when.years is None or when.years.window is None:
        return
    if when.years.item.sort == "open" and part.kind != "change":
        text = sentence.text(when.years.at)
        yield Doubt(
            f"'{text}' has no end; read as {q.words(when.years.window)}, to the last year at hand.",
            (),
            "years",
        )
    between = {sentence.kind(j) for j in range(min(at, when.years.at), max(at, when.years.at))}
    named = {t.item.window for t in sentence.row if isinstance(t.item, Years) and t.item.window}
    named |= {earlier} if earlier else set()
    if part.kind not in COMPARED and len(named) > 1 and between & {"BREAK", ";"}:
        others = tuple(replace(part, years=window) for window in sorted(named - {part.years}))
        yield Doubt(f"For which years is '{told}'?", others, "years")
    alone = part.kind in COMPARED and when.base is None
    if alone and bound(sentence, when.years) and part.base and part.base[1] < when.years.window[0]:
        yield Doubt(f"The claim does not say against which years '{told}' is.", (), "years")
    if part.kind == "change" and when.years.item.sort == "open":
        yield Doubt(
            f"'{sentence.text(when.years.at)}' says only where it begins. Which years are compared?",
            (),
            "years",
        )
    places = range(min(at, when.years.at) + 1, max(at, when.years.at))
    windows = {
        token.item.window
        for token in sentence.row
        if isinstance(token.item, Years) and token.item.window
    }
    if part.kind == "rank" and len(windows) > 1 and any(sentence.kind(j) == "A" for j in places):
        others = tuple(replace(part, years=window) for window in sorted(windows - {part.years}))
        yield Doubt(f"For which years is '{told}'?", others, "years")


def _turned(part: Part) -> Part:
    """Return a share with the two sides changed: of the same one's total, on its other side."""
    other: Of = "exports" if part.of == "imports" else "imports"
    return replace(part, supplier=part.recipient, recipient=part.supplier, of=other)


def _came_and_went(sentence: Sentence, i: int) -> bool:
    """Whether a share is of what is from somebody, and went to another: ``of arms from Russia went``."""
    went = next((j for j in sentence.clause(i) if j > i and sentence.kind(j) == "WENT"), i)
    beside = [one for one in sentence.mentions if i < one.at < went]
    return sentence.kind(i + 1) == "OF" and bool(beside) and beside[-1].before == "FROM"


def _dated(sentence: Sentence, part: Part) -> Iterator[Doubt]:
    """Yield a question about a year that may date something else: ``the 2020 war``, ``said in 2023``."""
    for j, token in enumerate(sentence.row):
        item = token.item
        one_year = (
            isinstance(item, Years)
            and item.sort == "window"
            and item.window
            and item.window[0] == item.window[1]
        )
        if not one_year or not isinstance(item, Years) or item.window != part.years:
            continue
        event = (
            sentence.kind(j + 1) == "word"
            and sentence.text(j + 1).isalpha()
            and sentence.text(j + 1) not in FILLERS
        )
        if event or {sentence.text(j - 1), sentence.text(j - 2)} & _SAID:
            yield Doubt(
                f"Is '{part.stated_words()}' for {token.text}, or does the year date something else?",
                (),
                "years",
            )


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
        yield from self._moved(part, i)
        yield from self._parties(part, i, scope)
        yield from self.turned(part, i, scope)

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
            and self.sentence.has("TOGETHER", scope.start, scope.stop)
        ):
            yield Doubt(
                f"Are {' and '.join(part.others)} added up? Each is compared by itself here."
            )
        if part.kind == "change" and "ASMUCH" in (
            self.sentence.kind(i + 1),
            self.sentence.kind(i + 2),
        ):
            yield Doubt(f"With whom or with when is '{part.stated_words()}' compared?")
        if part.kind == "share" and self._changes_before(i):
            yield Doubt(f"Is '{part.stated_words()}' a share, or a change as the number before it?")

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
