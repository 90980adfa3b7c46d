"""Words that turn, hedge or narrow what is said around them: none of them is read, each is asked.

The lists are all there is to change. In a phrase ``A`` stands for an amount, ``X`` for one that says
so many times, ``R`` for a rank, ``W`` for years and ``E`` for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from armstransfers.claims.english.lexicon import phrases, table, words_of
from armstransfers.claims.english.measures import stretch
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.text import lower, plain, words
from armstransfers.claims.part import Doubt, Kind, Part
from armstransfers.claims.quantities.amounts import Amount, any_of


@dataclass(frozen=True)
class _Turn:
    """Words that do one thing to a part.

    Attributes
    ----------
    asks : str
        The question about it.
    words : tuple of str
        The phrases.
    reach : {"stretch", "clause", "sentence"}
        How much of the sentence they turn: up to the next comma, up to a word such as *while*, or
        all of it.
    only : tuple of str
        The kinds of part that they turn; empty for all.
    first : bool
        Whether they turn only a first rank.
    """

    asks: str
    words: tuple[str, ...]
    reach: Literal["stretch", "clause", "sentence"] = "clause"
    only: tuple[Kind, ...] = ()
    first: bool = False

    def turns(self, part: Part) -> bool:
        """Whether they turn a part of this kind."""
        first = part.kind == "rank" and part.stated is not None and part.stated.value == 1
        return (not self.only or part.kind in self.only) and (first or not self.first)


_TURNS = tuple(
    _Turn(**{**turn, "words": phrases(turn["words"]), "only": tuple(turn.get("only", ()))})
    for turn in table("turns")
)
"""Every word that turns a part, by what it does to it."""

ADDED = words_of("added")
"""Before a number that is on top of another."""

TAKEN_BACK = re.compile(
    r"\W*(?:but |yet |and |in fact,? )?(?:that|this|it|the (?:claim|figure|number|statement|report))\b[^.;!?]*"
    rf"\b(?:{any_of(words_of('doubted'))}|false|untrue|incorrect|not so|not true|not the case|no longer true)\b"
)
"""A next sentence that takes back what was said before it."""

NO_VERBS = words_of("no_verbs")
"""Words that stand where a verb stands, and are read or change nothing."""

CHANGED = words_of("changed")
"""Of what a share is one, where it is of no total; beside words of rising and falling."""


def turned(sentence: Sentence, text: str, part: Part, i: int, scope: range) -> Iterator[Doubt]:
    """Yield a question for each word that turns a part and that was not read.

    Parameters
    ----------
    sentence : Sentence
        The sentence, when all its parts are read.
    text : str
        The text that it stands in.
    part : Part
        One of its parts.
    i : int
        The place of its number.
    scope : range
        The stretch of the sentence around it, between words such as ``while``.
    """
    shape = _shape(sentence, text)
    near = {"stretch": stretch(sentence, i), "clause": scope, "sentence": range(len(sentence.row))}
    for turn in _TURNS:
        if not turn.turns(part):
            continue
        for found in _pattern(turn.words).finditer(shape, sentence.row[0].start):
            reached = [
                j
                for j, token in enumerate(sentence.row)
                if token.start < found.end() and found.start() < token.end
            ]
            number = [j for j in reached if sentence.kind(j) == "A"]
            own = turn.first and _names(sentence, reached[-1]) & {*part.subject}
            if set(reached) & set(near[turn.reach]) and (not number or i in number) and not own:
                told = words(
                    text, sentence.row[reached[0]].start, sentence.row[reached[-1]].end
                ).text
                asks = turn.asks.format(stated=part.stated_words())
                yield Doubt(f"'{told}' was not read. {asks}")
                break


def is_unknown(sentence: Sentence, j: int) -> bool:
    """Whether a word is one that no rule knows."""
    text = sentence.text(j)
    known = text in words_of("fillers") | NO_VERBS or text.endswith("ly") or not text[:1].isalpha()
    return sentence.kind(j) == "word" and not known


def _names(sentence: Sentence, j: int) -> set[str]:
    """Return who stands at a place or right behind it: ``besides Russia``."""
    beside = (sentence.at(j), sentence.at(j + 1))
    return {one.name.name for one in beside if one is not None}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w-])|(?=\W))(?:{any_of(words)})(?![\w-])")


def _shape(sentence: Sentence, text: str) -> str:
    """Return a text, all but one sentence blanked, with a letter for each name, number and window."""
    row = sentence.row
    start, end = row[0].start, row[-1].end
    shape = [" "] * start + list(lower(plain(text[start:end])))
    for token in row:
        if token.item is not None and token.kind != "WORLD":
            times = isinstance(token.item, Amount) and token.item.unit == "times"
            letter = "X" if times else "E" if token.kind == "UNCLEAR" else token.kind
            shape[token.start : token.end] = letter.ljust(token.end - token.start)
    return "".join(shape)
