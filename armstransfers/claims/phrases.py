"""What a phrase states: a share, a rank, a ratio, a change, points, a volume, a sum of money."""

from __future__ import annotations

import re
from typing import Literal

from armstransfers.claims.english.lexicon import DOWN, LESS, MORE, UP
from armstransfers.claims.frames.text import lower, plain, require_readable
from armstransfers.claims.quantities.amounts import Amount, any_of, find_amounts
from armstransfers.claims.quantities.numbers import Figure
from armstransfers.claims.quantities.ranks import read_rank, stated_rank
from armstransfers.claims.stated import Hedge, Stated, stated
from armstransfers.core.errors import BadRequest

LONGEST_PHRASE = 200
"""Characters of the longest phrase that is read."""
Phrase = Literal["share", "rank", "ratio", "change", "points", "volume", "money"]

_BARE: dict[Phrase, str] = {
    "share": " %", "change": " %", "ratio": " times", "points": " percentage points",
    "volume": " million tiv", "money": " dollars",
}  # fmt: skip
_BEHIND = (" of its arms", " from", " weapon")  # what some words for a number need behind them
_NAMES: dict[Phrase, str] = {
    "share": "a share", "rank": "a rank", "ratio": "a ratio", "change": "a change",
    "points": "a change of share", "volume": "a volume", "money": "a sum of money",
}  # fmt: skip
_UNITS: dict[Phrase, tuple[str, ...]] = {
    "share": ("%",), "ratio": ("times", "%"), "change": ("%", "times"), "points": ("percentage points",),
    "volume": ("million TIV",), "money": ("million",),
}  # fmt: skip
_HINTS: dict[Phrase, str] = {
    "share": "write it as 7.1, 'about 7 %', 'two-thirds' or 'more than half'",
    "rank": "write it as 2, 'second-largest' or 'among the top three'",
    "ratio": "write it as 8.2, 'twice' or 'almost 100-fold'",
    "change": "write it as +249 %, 'fell by 47 %' or 'doubled'",
    "points": "write it as -20 or '20 percentage points'",
    "volume": "write it as 3351 or '3,351 million TIV'",
    "money": "write it as $137m",
}  # fmt: skip


def read(kind: Phrase, words: str) -> Stated:
    """Return what a phrase that stands alone states.

    Parameters
    ----------
    kind : str
        What it is a phrase for.
    words : str
        The phrase. A number alone will do: ``7.1``.

    Raises
    ------
    BadRequest
        If it is no such phrase, is too long for one, or states a share beyond 100 %.

    Examples
    --------
    >>> read("share", "almost two-thirds").rule
    "60 to under 66.67 % ('almost' is nine tenths of it and more)"
    >>> read("change", "fell by 47 %").value
    -47.0
    """
    words = words.strip()
    require_readable(words, LONGEST_PHRASE, _NAMES[kind])
    text = lower(plain(words))
    bad = BadRequest(f"{words[:60]!r} is not understood as {_NAMES[kind]}; {_HINTS[kind]}.")
    if kind == "rank":
        found = read_rank(text)
        if found is None:
            raise bad
        return stated_rank(words, *found)
    amounts = next(
        filter(None, (_amounts(kind, text + behind) for behind in (*_BEHIND, _BARE[kind]))), []
    )
    if kind == "change" and not amounts and says(text, (*UP, *MORE, *DOWN, *LESS)):
        return direction(words, rises=not says(text, (*DOWN, *LESS)))
    if not amounts:
        raise bad
    return of_kind(kind, amounts[0], words, text)


def _amounts(kind: Phrase, text: str) -> list[Amount]:
    return [one for one in find_amounts(text) if one.unit in _UNITS[kind]]


def of_kind(kind: Phrase, amount: Amount, words: str, context: str) -> Stated:
    """Return what an amount states, read as a share, a ratio, a change and so on.

    Parameters
    ----------
    kind : str
        As what it is read.
    amount : Amount
        The amount.
    words : str
        How the claim has it.
    context : str
        Plain lower-case words around it, which say whether something rose or fell.

    Raises
    ------
    BadRequest
        If it is a share beyond 100 %.
    """
    match kind:
        case "share":
            return share(amount, words)
        case "ratio":
            return ratio(amount, words, less=says(context, LESS))
        case "change":
            return change(amount, words, falls=says(context, DOWN))
        case "points":
            return stated(
                words, _signed(amount, falls=says(context, DOWN)), "percentage points", amount.hedge
            )
        case "volume":
            return stated(words, amount.figure, "million TIV", amount.hedge)
        case _:
            return stated(words, amount.figure, "million", amount.hedge)


def share(amount: Amount, words: str) -> Stated:
    """Return a share, 0 to 100 %."""
    if not 0 <= amount.figure.value <= 100:
        raise BadRequest(f"a share of {amount.figure.value:g} % is beyond the whole.")
    if amount.until is not None:
        return _between(amount, words)
    return stated(words, amount.figure, "%", amount.hedge, word=amount.word, most=100.0)


def ratio(amount: Amount, words: str, *, less: bool = False, part: bool = False) -> Stated:
    """Return how many times as much: ``twice``; ``2.5 % more`` is 1.025 times.

    With `part`, a share of another volume: ``an eighth of Azerbaijan's`` is 0.125 times.
    """
    if amount.unit == "times":
        return stated(words, amount.figure, "times", amount.hedge, word=amount.word)
    if part:
        number = Figure(amount.figure.value / 100, amount.figure.decimals + 2)
        return stated(words, number, "times", amount.hedge, word=amount.word)
    sign = -1 if less else 1
    number = Figure(1 + sign * amount.figure.value / 100, amount.figure.decimals + 2)
    return stated(words, number, "times", amount.hedge)


def change(amount: Amount, words: str, *, falls: bool = False) -> Stated:
    """Return a change in per cent. ``doubled`` is +100 %, and a fall is below zero."""
    if amount.unit == "%":
        return stated(words, _signed(amount, falls=falls), "%", amount.hedge, word=amount.word)
    times = amount.figure
    if falls and times.value > 1:
        times = Figure(1 / times.value, times.decimals + 1)
    halved = times.value < 1
    inner = stated(
        words, times, "times", _turned(amount.hedge) if halved else amount.hedge, word=amount.word
    )
    low, high = 100 * (inner.low - 1), 100 * (inner.high - 1)
    return Stated(
        words, 100 * (times.value - 1), low, high, "%", inner.rule, inner.open_low, inner.open_high,
        amount.hedge, None,
    )  # fmt: skip


def direction(words: str, *, rises: bool) -> Stated:
    """Return what a rise or fall without a number states: more than nothing."""
    low, high = (0.0, float("inf")) if rises else (-100.0, 0.0)
    rule, hedge = ("any rise", Hedge.OVER) if rises else ("any fall", Hedge.UNDER)
    return Stated(words, 0.0, low, high, "%", rule, rises, not rises, hedge, None)


def says(context: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text has one of some words."""
    return re.search(rf"\b(?:{any_of(phrases)})\b", context) is not None


def _signed(amount: Amount, *, falls: bool) -> Figure:
    value = amount.figure.value
    return Figure(-abs(value) if falls else value, amount.figure.decimals)


def _turned(hedge: Hedge) -> Hedge:
    """Return the hedge of what is left: more than halved is less than half."""
    pairs = {Hedge.OVER: Hedge.UNDER, Hedge.UNDER: Hedge.OVER, Hedge.ALMOST: Hedge.JUST_OVER}
    return pairs.get(hedge, hedge)


def _between(amount: Amount, words: str) -> Stated:
    assert amount.until is not None
    half = max(amount.figure.step, amount.until.step) / 2
    low, high = amount.figure.value - half, min(amount.until.value + half, 100 + half)
    middle = (amount.figure.value + amount.until.value) / 2
    rule = f"{low:g} to {high:g} % (between the two, rounding included)"
    return Stated(words, middle, low, high, "%", rule, decimals=None)
