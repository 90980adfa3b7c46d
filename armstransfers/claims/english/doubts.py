"""What is not sure about a part: what stands unread in its clause, and other readings of like weight.

Nothing is decided here. Each finding is a question to the person who can read the sentence, and a
part with a question gets no verdict before it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.context import Context
from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.measures import ONE_KIND
from armstransfers.claims.english.names import Name
from armstransfers.claims.english.numbers import NUMBER, ORDINAL, SPELLED, figure
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import STOPS, Mention
from armstransfers.claims.english.text import words
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.windows import Years
from armstransfers.claims.part import Doubt, Part

_CUES = frozenset(
    phrases("""
        latest, newest, preceding, previous, respectively, each, apiece, half-decade, half-decades,
        quinquennium, thereafter, afterwards, latter, former""")
)
"""Words that say which years or whose number is meant, where no rule has read them."""
_ABOUT_REPORTS = frozenset(
    phrases("""
        data, figures, report, reports, numbers, statistics, edition, fact, release, sipri, study, soviet,
        yugoslav, yugoslavia, ally, president, minister, republic, republics""")
)
_GROUPS = frozenset(
    phrases("""
        eu, nato, asean, gcc, csto, brics, opec, mena, g7, g20, quad, bloc, alliance, arab, nordic,
        baltic, balkan, balkans, scandinavian, monarchies, region, continent, subregion, gulf, maghreb,
        sahel, levant, indochina, benelux, allies""")
)
_PARTIES = frozenset(
    phrases("""
        states, countries, nations, governments, sides, neighbours, neighbors, parties, rivals,
        suppliers, recipients, exporters, importers, powers, superpowers, members""")
)
_PREPOSITIONS = frozenset(phrases("in, to, from, by, of, for, than, with, towards, against"))
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
_QUOTED = frozenset(
    phrases("""
        media, press, newspaper, newspapers, outlet, outlets, agency, analysts, experts, researchers,
        officials, journalists, institute, think""")
)
_NUMBER_WORD = re.compile(rf"(?:{NUMBER}|{ORDINAL})")
_SPELLED = re.compile(SPELLED)
_REACH = 6
_ENDS = STOPS - {"BREAK"}
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


class _Look:
    """One sentence, looked over again when its parts are read."""

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.row = sentence.row
        self.foreign = _foreign(self.row)

    def at(self, part: Part) -> Part:
        """Return a part with its doubts."""
        place = next((i for i, t in enumerate(self.row) if part.words and self._is(t, part)), None)
        if place is None or part.needs or part.measure:
            return part
        if self.foreign:
            part = part.doubted(
                "The sentence does not read as English. Who supplied whom, and when?"
            )
        scope = self._scope(place)
        for doubt in (*self._unread(part, scope), *self._readings(part, place, scope)):
            part = part.doubted(doubt.question, *doubt.alternatives, about=doubt.about)
        return part

    def unread_numbers(self) -> Iterator[Part]:
        """Yield a part for each amount and rank of which no part was read: nothing is dropped."""
        for i, token in enumerate(self.row):
            if not self._is_open(token):
                continue
            told = (words(self.context.text, token.start, token.end),)
            if self._counts_weapons(i):
                kind = next(
                    self.sentence.text(j)
                    for j in range(i, i + 5)
                    if self.sentence.kind(j) == "CATEGORY"
                )
                yield Part("other", measure=ONE_KIND.format(kind), words=told)

    def _is(self, token: Token, part: Part) -> bool:
        return token.start <= part.words[0].start < token.end

    def _is_open(self, token: Token) -> bool:
        return token.start not in self.context.used

    def _scope(self, i: int, stops: frozenset[str] = STOPS) -> range:
        """Return the stretch of the sentence that a place is in, between words such as ``while``."""
        start, end = i, i
        while start > 0 and self.sentence.kind(start - 1) not in stops:
            start -= 1
        while end < len(self.row) and self.sentence.kind(end) not in stops:
            end += 1
        return range(start, end)

    # what stands unread

    def _unread(self, part: Part, scope: range) -> Iterator[Doubt]:
        whole = self._scope(scope.start, _ENDS)  # years are often named behind a "while"
        for i in whole:
            token = self.row[i]
            timely = isinstance(token.item, Years) or token.text in _CUES
            if self._is_open(token) and (i in scope or timely):
                yield from self._left(part, i, token)

    def _left(self, part: Part, i: int, token: Token) -> Iterator[Doubt]:
        text, item = words(self.context.text, token.start, token.end).text, token.item
        match item:
            case Name(form="world"):
                pass
            case Name() if self._aside(i):
                pass
            case Name(name=name):
                yield Doubt(
                    f"'{text}' stands beside it and was not read. Whose is "
                    f"'{part.stated_words()}'?",
                    _with_name(part, name),
                    "names",
                )
            case Years(sort="date"):
                pass
            case Years(sort="vague", length=length) if part.years is None or length == _length(
                part
            ):
                pass
            case Years(window=window):
                other = (
                    (replace(part, years=window, doubts=()),)
                    if window and part.kind != "change"
                    else ()
                )
                yield Doubt(
                    f"'{text}' was not read. For which years is '{part.stated_words()}'?",
                    other,
                    "years",
                )
            case Amount(changed=True):
                pass  # the two shares between which it halved are judged
            case Amount() | Rank(sort="rank"):
                if not self.sentence.text(i - 1).startswith("next"):
                    yield Doubt(f"'{text}' stands beside it and was not read. What does it state?")
            case None if self._matters(part, i, token):
                yield Doubt(f"'{text}' stands beside it and was not read. What does it change?")

    def _matters(self, part: Part, i: int, token: Token) -> bool:
        """Whether a word that was not read may change who, when or how much is meant."""
        text, after = token.text, self.sentence.text(i + 1)
        if text == "respectively":
            return not self._paired(i)
        if after.startswith("year") and part.years is None:
            return False
        if text in _CUES:
            return after not in _ABOUT_REPORTS
        if text == "followed" and self.sentence.text(i - 1) in ("that", "which"):
            return True
        if text in _GROUPS:
            return "member" not in (self.sentence.text(i - 1), self.sentence.text(i - 3))
        if text.isdigit() or (
            text not in ("one", "first", "zero") and _NUMBER_WORD.fullmatch(text)
        ):
            counted = {after, self.sentence.text(i + 2)} & _PARTIES or self._counts_weapons(i)
            if self.sentence.kind(i + 1) == "W":  # the three preceding years
                spelled = _SPELLED.fullmatch(text)
                return not spelled or figure(text).value != _length(part)
            return not counted and (text.isdigit() or self.sentence.text(i - 1) != "the")
        if text.endswith("-") and _NUMBER_WORD.match(text):
            return True  # four-point-three
        if text in ("again", "factor") and self.sentence.text(i - 1).endswith(
            ("much", "many", "large", "a")
        ):
            return True
        strange = self.context.text[token.start].isupper() and token.kind == "word" and i > 0
        based = text.endswith("-based")
        return strange and not based and self.sentence.text(i - 1) in _PREPOSITIONS

    def _aside(self, i: int) -> bool:
        """Whether a name is left out by the sentence itself, or only says who is quoted."""
        mention = self.sentence.at(i)
        return (mention is not None and mention.compared == "except") or (
            self.sentence.text(i + 1) in _QUOTED
        )

    def _paired(self, i: int) -> bool:
        """Whether as many names stand in a list as numbers, so that *respectively* was read."""
        numbers = sum(self.sentence.kind(j) == "A" for j in self._scope(i))
        groups = [one.group for one in self.sentence.mentions]
        return any(groups.count(group) == numbers for group in groups)

    def _counts_weapons(self, i: int) -> bool:
        """Whether a number counts weapons: ``24 Rafale aircraft``."""
        ahead = [self.sentence.kind(j) for j in range(i, min(i + 5, len(self.row)))]
        token = self.row[i]
        digits = token.item is None and token.text.isdigit()
        return (
            digits
            and "CATEGORY" in ahead
            and not {",", "A", "W"} & set(ahead[: ahead.index("CATEGORY")])
        )

    # other readings of like weight

    def _readings(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        yield from self._whose_total(part, i, scope)
        yield from self._which_years(part, i, scope)
        yield from self._list(part)
        yield from self._beside(part, i)
        yield from self._among_whom(part, i)
        yield from self._of_what(part, i)
        yield from self._parties(part, i, scope)

    def _whose_total(self, part: Part, i: int, scope: range) -> Iterator[Doubt]:
        """Ask whose total is meant where a sentence speaks of imports and is read as exports."""
        imports = any(self._says(j, "IMPORTS", "imported") for j in scope)
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
        if imports == exports:
            return
        said, other = ("imports", "exports") if imports else ("exports", "imports")
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
                doubts=(),  # type: ignore[arg-type]  # one of the two
            )
            yield Doubt(
                f"The sentence speaks of {said}, and it is read as {other} of {' and '.join(alone)}. Which?",
                (turned,),
            )

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
        windows = {item.window for _, item in named}
        own = [j for j, item in named if item.window == part.years]
        if len(windows) < 2 or not own:
            return
        if all(any(self.sentence.kind(k) in ("A", "R") for k in _between(i, j)) for j in own):
            others = sorted(window for window in windows if window and window != part.years)
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
                        _with_name(part, mention.name.name),
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
            world = replace(part, supplier=(), recipient=(), of="world", doubts=())
            yield Doubt(
                f"Among whom is '{part.stated_words()}': all {noun.removesuffix('s')}s of the world?",
                (replace(world, **{side: whom}),) if whom else (),  # type: ignore[arg-type]  # a side is a field
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
        groups = [name for name in names if name.endswith("**")]
        if groups:
            yield Doubt(
                f"Is {groups[0].rstrip('*')} itself meant, or its members together? The members are not added up here."
            )
        if (
            part.kind == "comparison"
            and len(part.others) > 1
            and any(self.sentence.kind(j) == "TOGETHER" for j in scope)
        ):
            yield Doubt(
                f"Are {' and '.join(part.others)} added up? Each is compared by itself here."
            )
        if part.kind == "change" and part.supplier and part.recipient:
            alone = (
                replace(part, recipient=(), of="exports"),
                replace(part, supplier=(), of="imports"),
            )
            if not (self._joined(i, part.supplier) and self._joined(i, part.recipient)):
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


def _length(part: Part) -> int:
    return part.years[1] - part.years[0] + 1 if part.years else 0


def _with_name(part: Part, name: str) -> tuple[Part, ...]:
    """Return a part with another name in place of its subject, where it has one."""
    if part.kind not in ("share", "rank") or len(part.subject) != 1:
        return ()
    return (replace(part, **{part.side: (name,)}, doubts=()),)  # type: ignore[arg-type]  # a side is a field


def _foreign(row: list[Token]) -> bool:
    """Whether a sentence has more function words of other languages than of English."""
    texts = [token.text for token in row]
    if any("\u0400" <= char <= "\u04ff" for text in texts for char in text):
        return True
    foreign = {text for text in texts if text in _FOREIGN}
    return len(foreign) > 1 and len(foreign) > sum(text in _ENGLISH for text in texts)
