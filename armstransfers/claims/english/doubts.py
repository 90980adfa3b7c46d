"""What is not sure about a part: what stands unread beside it, and other readings of like weight.

Nothing is decided here. Each finding is a question to the person who can read the sentence, and a
part with a question gets no verdict before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers.claims.english.context import Context
from armstransfers.claims.english.fillers import FILLERS
from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import STOPS, Mention
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.turned import Turned
from armstransfers.claims.english.unread import with_name
from armstransfers.claims.english.windows import Years
from armstransfers.claims.part import Doubt, Of, Part

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
_SAID = frozenset(
    phrases("reported, said, wrote, published, released, noted, report, article, study, interview")
)
_RELATIVES = frozenset(
    phrases(
        "ally, rival, neighbour, neighbor, partner, friend, foe, enemy, patron, archrival, adversary"
    )
)
_REACH = 6
_BUYS, _SELLS = frozenset({"IMPORTS", "RECEIVE"}), frozenset({"EXPORTS", "SUPPLY"})


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
        yield from self._whose_total(part, i, scope)
        yield from self._which_years(part, i, scope)
        yield from self._list(part)
        yield from self._dated(part)
        yield from self._moved(part, i)
        yield from self._beside(part, i)
        yield from self._among_whom(part, i)
        yield from self._of_what(part, i)
        yield from self._parties(part, i, scope)
        yield from self.turned(part, i, scope)

    def _whose_total(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        """Ask whose total is meant where a sentence speaks of imports and is read as exports."""
        imports = any(
            self._says(j, "IMPORTS", "imported") or self.sentence.kind(j) == "DEPEND" for j in scope
        )
        exports = any(self._says(j, "EXPORTS", "exported") for j in scope)
        if part.of == "world":
            yield from self._which_side(part, i)
            return
        if (
            not imports
            and not exports
            and part.kind == "share"
            and any(self.sentence.text(j) == "trade" for j in scope)
        ):
            yield Doubt(
                f"Of what is '{part.stated_words()}': of imports, or of exports?",
                _swapped(part),
                "of",
            )
        if (
            part.kind == "share"
            and part.of == "imports"
            and part.supplier
            and self._came_and_went(i)
        ):
            yield Doubt(
                f"Of what is '{part.stated_words()}': of what came from {' and '.join(part.supplier)}?",
                _swapped(part),
                "of",
            )
        if imports == exports:
            return
        said: Of = "imports" if imports else "exports"
        other = "exports" if imports else "imports"
        both = part.supplier and part.recipient
        if both and part.kind in ("share", "rank", "points") and part.of != said:
            yield Doubt(
                f"The sentence speaks of {said}, and it is read as of {other}. Of whose total?",
                _swapped(part),
                "of",
            )
        alone = part.supplier if imports else part.recipient
        if part.kind in ("change", "volume", "ratio", "comparison") and alone and not both:
            turned = replace(
                part,
                supplier=part.recipient,
                recipient=part.supplier,
                of=said,
                doubts=(),
            )
            yield Doubt(
                f"The sentence speaks of {said}, and it is read as {other} of {' and '.join(alone)}. Which?",
                (turned,),
            )

    def _came_and_went(self, i: int) -> bool:
        """Whether a share is of what is from somebody, and went to another: ``of arms from Russia went``."""
        clause = self.sentence.clause(i)
        went = next((j for j in clause if j > i and self.sentence.kind(j) == "WENT"), i)
        named = [one for one in self.sentence.mentions if i < one.at < went]
        return self.sentence.kind(i + 1) == "OF" and bool(named) and named[-1].before == "FROM"

    def _which_side(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about a share of the world's total whose verb is that of the other side."""
        if part.supplier and part.recipient:
            return
        for j in range(i - 1, -1, -1):
            kind, text = self.sentence.kind(j), self.sentence.text(j)
            if kind in STOPS:
                return
            if kind in _BUYS | _SELLS or text.startswith(("importer", "exporter")):
                buys = kind in _BUYS or text.startswith("importer")
                if buys == bool(part.supplier):
                    turned = replace(
                        part, supplier=part.recipient, recipient=part.supplier, doubts=()
                    )
                    said, other = ("imports", "exports") if buys else ("exports", "imports")
                    yield Doubt(
                        f"Is '{part.stated_words()}' of the world's {said}? It is read as of its {other}.",
                        (turned,),
                    )
                return

    def _which_years(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        """Ask about the years of a number between which and them another number stands."""
        if part.kind in ("change", "points", "ranking") or part.years is None:
            return
        if self.sentence.kind(i - 1) in ("FROM", "TO"):
            return  # from 35 to 43 per cent between two windows
        named = [
            (j, item) for j in scope
            if isinstance(item := self.row[j].item, Years) and item.sort in ("window", "open")
        ]  # fmt: skip
        windows = {item.window for _, item in named if item.window}
        own = [j for j, item in named if item.window == part.years]
        risen = own and any(self.sentence.kind(k) in ("UP", "DOWN") for k in range(i, own[0]))
        if risen and any(self.sentence.kind(k) == "A" for k in range(i + 1, own[0])):
            yield Doubt(
                f"For which years is '{part.stated_words()}'? A rise or fall stands before them.",
                about="years",
            )
        if len(windows) < 2 or not own:
            return
        later = [j for j, item in named if item.window == max(windows)]
        if own == later and any(self.sentence.kind(j - 2) == "W" for j in later):
            return  # between 2015-19 and 2020-24, with Qatar (9.9 %) the main buyer
        if all(any(self.sentence.kind(k) in ("A", "R") for k in _between(i, j)) for j in own):
            others = sorted(windows - {part.years})
            yield Doubt(
                f"For which years is '{part.stated_words()}'?",
                tuple(replace(part, years=window, doubts=()) for window in others),
                "years",
            )

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

    def _dated(self, part: Part) -> Iterator[Doubt]:
        """Ask about a year that may date something else: ``the 2020 war``, ``reported in 2023``."""
        for j, token in enumerate(self.row):
            item = token.item
            if not isinstance(item, Years) or item.sort != "window" or item.window != part.years:
                continue
            if item.window is None or item.window[0] != item.window[1]:
                continue
            after = self.sentence.text(j + 1)
            event = self.sentence.kind(j + 1) == "word" and after.isalpha() and after not in FILLERS
            said = self.sentence.text(j - 1) in _SAID or self.sentence.text(j - 2) in _SAID
            if event or said:
                yield Doubt(
                    f"Is '{part.stated_words()}' for {item.window[0]}, or does the year date something else?",
                    (),
                    "years",
                )

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

    def _says(self, j: int, kind: str, verb: str) -> bool:
        return self.sentence.kind(j) == kind or self.sentence.text(j) == verb

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

    def _among_whom(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask about a rank among exporters or importers that is read as one of somebody's partners."""
        item = self.row[i].item
        if part.kind != "rank" or part.of == "world" or not isinstance(item, Rank):
            return
        world = any(one.kind == "rank" and one.of == "world" for one in self.context.parts)
        if world and not item.noun:
            yield Doubt(
                f"Among whom is '{part.stated_words()}': among all of the world, as the rank before?"
            )
        nouns = [self.sentence.text(j) for j in range(i + 1, i + 5)]
        noun = next((n for n in (item.noun, *nouns) if n.startswith(("exporter", "importer"))), "")
        owned = any(self.sentence.kind(j) in ("POSS", "ITS") for j in range(i - 3, i))
        owned = owned or any(
            self.sentence.kind(j) == "E" and self.sentence.kind(j - 1) in ("TO", "OF", "FROM")
            for j in range(i + 1, i + 8)
        )
        if noun and not owned:
            side = "supplier" if noun.startswith("exporter") else "recipient"
            whom = part.supplier if side == "supplier" else part.recipient
            all_of_them = replace(part, supplier=(), recipient=(), of="world", doubts=())
            yield Doubt(
                f"Among whom is '{part.stated_words()}': all {noun.removesuffix('s')}s of the world?",
                (replace(all_of_them, **{side: whom}),) if whom else (),  # type: ignore[arg-type]  # a side is a field
            )

    def _of_what(self, part: Part, i: int) -> Iterator[Doubt]:
        """Ask of what a share is one: ``19 % of them``, ``a fifth of what they sold``."""
        if part.kind != "share" or self.sentence.kind(i + 1) != "OF":
            return
        told = self.sentence.text(i + 2)
        if part.of == "world" and told in ("them", "those", "what", "this", "that", "it", "these"):
            yield Doubt(f"Of what is '{part.stated_words()}'? '{told}' was not resolved.")
        place = i + 2 + (self.sentence.text(i + 2) == "the")
        mention = self.sentence.at(place)
        if (
            mention is not None
            and not mention.genitive
            and self.sentence.kind(place + 1) in (".", ",", "", "W")
        ):
            yield Doubt(
                f"Is '{part.stated_words()}' a share of {mention.name.name}, or its own share?"
            )

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
            between = _between(i, mention.at)
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


def _between(i: int, j: int) -> range:
    return range(min(i, j) + 1, max(i, j))


def _swapped(part: Part) -> tuple[Part, ...]:
    """Return a part as a share of the other side's total."""
    other = {"imports": "exports", "exports": "imports"}
    if not (part.supplier and part.recipient) or part.of not in other:
        return ()
    return (replace(part, of=other[part.of], doubts=()),)  # type: ignore[arg-type]  # one of the two


def _foreign(row: list[Token]) -> bool:
    """Whether a sentence has more function words of other languages than of English."""
    texts = [token.text for token in row]
    if any("\u0400" <= char <= "\u04ff" for text in texts for char in text):
        return True
    foreign = {text for text in texts if text in _FOREIGN}
    return len(foreign) > 1 and len(foreign) > sum(text in _ENGLISH for text in texts)
