"""What a number states, once it is known as what it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from armstransfers.claims import phrases
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.text import words
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.numbers import Figure
from armstransfers.claims.quantities.ranks import Rank, stated_rank
from armstransfers.claims.stated import Stated, stated
from armstransfers.core.errors import BadRequest

Say = Callable[[str], None]


def state(sentence: Sentence, text: str, i: int, kind: str, say: Say) -> Stated | None:
    """Return what the number at a place states; None where it states none, or no share can be so.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    text : str
        The text that it stands in.
    i : int
        Place of the number.
    kind : str
        As what it is read.
    say : callable
        Takes what could be read in another way.
    """
    item, told = sentence.row[i].item, _words(sentence, text, i)
    if isinstance(item, Rank):
        return _rank(item, told, kind, say)
    if not isinstance(item, Amount):
        if kind == "rank":
            return stated_rank("more than any other" if _any_other(sentence, i) else told, 1, 1)
        return (
            phrases.direction(told, rises=sentence.kind(i) in ("UP", "MORE"))
            if kind == "change"
            else None
        )
    more = sentence.kind(i + 1)
    match kind:
        case "share":
            try:
                return phrases.share(item, told)
            except BadRequest as error:
                say(f"{error} It is not judged.")
                return None
        case "ratio":
            part = item.unit == "%" and more not in ("MORE", "LESS")
            number = phrases.ratio(item, told, less=more == "LESS", part=part)
            _say_more(sentence, i, item, say)
            if item.unit == "%" and not part:
                say(f"'{told} {sentence.text(i + 1)}' is read as {number.value:g} times as much.")
            return number
        case "change":
            _say_more(sentence, i, item, say)
            if item.unit == "%" and more == "OF":  # ran at 58 per cent of their level
                times = Figure(item.figure.value / 100, item.figure.decimals + 2)
                item = replace(item, figure=times, unit="times")
            return phrases.change(item, told, falls=_falls(sentence, i))
        case "points":
            value = -item.figure.value if _falls(sentence, i) else item.figure.value
            if item.unit == "%":
                say(f"'{told}' of a share is read as percentage points; per cent of the share would be something else.")  # fmt: skip
            return stated(
                told, Figure(value, item.figure.decimals), "percentage points", item.hedge
            )
        case "volume":
            return stated(told, item.figure, "million TIV", item.hedge)
    return stated(told, item.figure, "million", item.hedge)


def _rank(item: Rank, told: str, kind: str, say: Say) -> Stated | None:
    if kind == "share":
        rule = "99.5 to 100 % (the only one has all)"
        return Stated(told, 100.0, 99.5, 100.0, "%", rule, decimals=None)
    if kind == "ranking":
        return None
    if item.noun.endswith("s") and not item.counted and item.best == item.worst == 1:
        say(f"'{told} {item.noun}' is read as the largest.")
    noun = f" {item.noun}" if item.noun and item.worst > item.best else ""
    return stated_rank(told + noun, item.best, item.worst)


def _any_other(sentence: Sentence, i: int) -> bool:
    return any(
        sentence.kind(j) == "THAN" and sentence.text(j + 1) in ("any", "anyone")
        for j in range(i, len(sentence.row))
    )


def _say_more(sentence: Sentence, i: int, item: Amount, say: Say) -> None:
    """Say that three times more is read as three times as much."""
    if item.unit == "times" and sentence.kind(i + 1) == "MORE":
        value = item.figure.value
        told = sentence.text(i)
        say(f"'{told} {sentence.text(i + 1)}' is read as {value:g} times as much, not as {value + 1:g} times.")  # fmt: skip


def _falls(sentence: Sentence, i: int) -> bool:
    """Whether a number is one of a fall."""
    if "LESS" in (sentence.kind(i + 1), sentence.kind(i + 2), sentence.kind(i + 3)):
        return True
    if sentence.text(i + 1) in ("below", "under", "short"):
        return True
    nearest = ""
    for j in (*range(i + 1, i + 3), *range(i - 1, max(i - 8, -1), -1)):
        kind = sentence.kind(j)
        if kind in ("UP", "DOWN"):
            nearest = kind
            break
        if kind == "A" and j < i and sentence.kind(i - 1) not in ("AND", "TO"):
            break
    return nearest == "DOWN"


def _words(sentence: Sentence, text: str, i: int) -> str:
    token = sentence.row[i]
    told = words(text, token.start, token.end).text
    article, _, rest = told.partition(" ")
    return rest if article.lower() in ("a", "an", "the") and not rest[:1].isalpha() else told
