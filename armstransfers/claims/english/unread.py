"""What stands unread beside a part, and may change what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from armstransfers.claims.english.lexicon import words_of
from armstransfers.claims.english.measures import ONE_KIND
from armstransfers.claims.english.names import Name
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.frames.clauses import STOPS, Sentence
from armstransfers.claims.frames.context import Context
from armstransfers.claims.frames.text import words
from armstransfers.claims.part import Doubt, Part
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.numbers import NUMBER, ORDINAL, SPELLED, figure
from armstransfers.claims.quantities.ranks import Rank
from armstransfers.claims.quantities.windows import Years

_CUES = words_of("cues")
"""Words that say which years or whose number is meant, where no rule has read them."""
_ABOUT_REPORTS = words_of("about_reports")
_GROUPS = words_of("groups")
_PARTIES = words_of("parties")
_PREPOSITIONS = words_of("prepositions")
_QUOTED = words_of("quoted")
_NUMBER_WORD = re.compile(rf"(?:{NUMBER}|{ORDINAL})")
_SPELLED = re.compile(SPELLED)
_ENDS = STOPS - {"BREAK"}


class Unread:
    """One sentence, looked over for what no part was read from.

    Parameters
    ----------
    sentence : Sentence
        The sentence, when all its parts are read.
    context : Context
        The text.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.row = sentence.row

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

    def scope(self, i: int, stops: frozenset[str] = STOPS) -> range:
        """Return the stretch of the sentence that a place is in, between words such as ``while``."""
        start, end = i, i
        while start > 0 and self.sentence.kind(start - 1) not in stops:
            start -= 1
        while end < len(self.row) and self.sentence.kind(end) not in stops:
            end += 1
        return range(start, end)

    def unread(self, part: Part, scope: range) -> Iterator[Doubt]:
        """Yield a question for each word around a part that was not read and may matter."""
        whole = self.scope(scope.start, _ENDS)  # years are often named behind a "while"
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
                    with_name(part, name),
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
        numbers = sum(self.sentence.kind(j) == "A" for j in self.scope(i))
        groups = [one.group for one in self.sentence.mentions]
        paired = any(groups.count(group) == numbers for group in groups)
        return paired and len(groups) <= numbers + 1  # one list, and one on the other side

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


def with_name(part: Part, name: str) -> tuple[Part, ...]:
    """Return a part with another name in place of its subject, where it has one."""
    if part.kind not in ("share", "rank") or len(part.subject) != 1:
        return ()
    return (replace(part, **{part.side: (name,)}, doubts=()),)  # type: ignore[arg-type]  # a side is a field


def _length(part: Part) -> int:
    return part.years[1] - part.years[0] + 1 if part.years else 0
