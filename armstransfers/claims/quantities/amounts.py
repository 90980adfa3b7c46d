"""Amounts in a text: ``about 7.1 %``, ``two-thirds``, ``twice``, ``20 points``, ``$137m``.

An amount says how much and not of what: whether 60 % is a share or a change, the words around it
tell. A form and a sentence are read by the same grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from armstransfers.claims.quantities.grammar import Rules, find
from armstransfers.claims.quantities.numbers import (
    DIGITS,
    NUMBER,
    ORDINAL,
    SPELLED,
    Figure,
    figure,
    ordinal,
)
from armstransfers.claims.stated import Hedge, Unit

HEDGES: dict[Hedge, tuple[str, ...]] = {
    Hedge.ALMOST: (
        "almost", "nearly", "close to", "just under", "just short of", "just below", "just shy of",
        "slightly less than", "slightly under", "slightly below", "a little less than",
        "a little under", "a bit less than", "a bit under", "a shade under", "not quite", "nigh on",
        "virtually", "practically", "approaching", "all but", "nearing",
    ),
    Hedge.JUST_OVER: (
        "just over", "just above", "just more than", "slightly over", "slightly more than",
        "slightly above", "a little over", "a little more than", "a bit more than", "a bit over",
        "marginally more than", "marginally over", "a shade over",
    ),
    Hedge.AT_LEAST: (
        "at least", "no less than", "not less than", "no fewer than", "a minimum of", "or more", ">=",
    ),
    Hedge.AT_MOST: (
        "at most", "no more than", "not more than", "up to", "a maximum of", "or less", "<=",
    ),
    Hedge.OVER: (
        "more than", "over", "above", "in excess of", "exceeding", "upwards of", "greater than",
        "well over", "well above", "far more than", "much more than", "far over", ">",
    ),
    Hedge.UNDER: (
        "less than", "under", "below", "fewer than", "well under", "well below", "far less than",
        "much less than", "not even", "short of", "<",
    ),
    Hedge.ABOUT: (
        "about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.", "c.",
        "some", "~", "\N{ALMOST EQUAL TO}", "in the region of", "in the order of", "or thereabouts",
        "on the order of", "more or less", "an estimated", "an approximate", "or so", "give or take",
    ),
}  # fmt: skip
"""Words before a number, or behind it, that say how it is meant."""

WHOLES: dict[str, float] = {
    "all": 100, "the entirety": 100, "the whole": 100,
    "most": 50, "majority": 50, "the bulk": 50, "bulk": 50, "the lion's share": 50,
    "the greater part": 50, "the better part": 50,
    "vast majority": 75, "overwhelming majority": 75, "great majority": 75, "large majority": 75,
    "vast bulk": 75, "overwhelming bulk": 75,
}  # fmt: skip
"""Words for a share: all of it, more than half of it, three quarters of it and more."""

ADVERBS: dict[str, float] = {
    "entirely": 100, "exclusively": 100, "solely": 100, "wholly": 100, "mostly": 50, "mainly": 50,
    "largely": 50, "predominantly": 50, "primarily": 50, "overwhelmingly": 75,
}  # fmt: skip
"""The same before ``from Russia`` or ``on Russia``."""

_PARTS = dict(
    zip(
        ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        range(3, 11),
        strict=True,
    )
) | {"half": 2, "halve": 2, "quarter": 4, "twentieth": 20}
_MULTIPLES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3, "treble": 3, "quadruple": 4}
_CHANGES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "halv": 0.5}
_FOLDS = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(2, 11),
        strict=True,
    )
) | {"twenty": 20, "hundred": 100}
_MILLIONS = {
    "": 1e-6, "k": 1e-3, "thousand": 1e-3, "million": 1, "mn": 1, "mln": 1, "m": 1, "billion": 1e3,
    "bn": 1e3, "b": 1e3, "trillion": 1e6,
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """How much, and not of what.

    Attributes
    ----------
    start, end : int
        Where it stands in the text, its hedge included.
    figure : Figure
        Its number.
    unit : str
        What is counted: per cent, points, times, million TIV, or millions of money.
    hedge : Hedge
        How it is hedged.
    word : bool
        Whether it is a word and no number.
    until : Figure or None
        The second number of a range.
    changed : bool
        Whether the word itself says that something changed: ``doubled``.
    signed : bool
        Whether a plus or a minus stands before it.
    """

    start: int
    end: int
    figure: Figure
    unit: Unit
    hedge: Hedge = Hedge.NONE
    word: bool = False
    until: Figure | None = None
    changed: bool = False
    signed: bool = False


def any_of(phrases: Iterable[str]) -> str:
    """Return the pattern of any of some phrases, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


_HEDGE_OF = {phrase: hedge for hedge, phrases in HEDGES.items() for phrase in phrases}
_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?P<hedge>{any_of(_HEDGE_OF)})\s*)?"
    r"(?:(?<![\w-])(?:as much as|as many as|as little as|only|just|exactly|precisely|a full|fully"
    r"|a mere|a whopping|a record|a staggering|an impressive|an estimated|an|a|the)\s*)*$"
)
_FAR = 100  # characters before a number; the longest words that hedge one have 40
_BEHIND = re.compile(r"\s+(?P<hedge>or so|or more|or less|or thereabouts|at least|at most)\b")
_PERCENT = r"\s?-?(?:%|per[\s-]?cent\b|pct\b|pc\b|p\.c\.)(?!\s?-?points?\b)"
_POINTS = (
    r"\s?-?(?:(?:percentage|percent|per[\s-]?cent|%)\s?-?points?\b|pp\b|p\.p\.|pps\b|points\b)"
)
_SCALE = rf"(?:\s?-?(?P<scale>{any_of(filter(None, _MILLIONS))})\b)?"
_SIGN = (
    r"(?:us\s?\$|\$|usd\s?|eur\s?|gbp\s?|\N{EURO SIGN}|\N{POUND SIGN}|\N{YEN SIGN}"
    r"|\N{INDIAN RUPEE SIGN}|\brs\.?\s?)"
)
_COIN = r"(?:(?:us|u\.s\.|american)\s)?(?:dollars?|euros?|pounds?|rou?bles?|rupees?|yuan|yen|manats?|usd|eur)\b"
_FROM = r"(?=\s(?:from|to|by|on|dependent|reliant|supplied|imported|bought|sourced|came|come)\b)"
_MOST_ARMS = (
    r"(?=\s(?!important|significant|recent|prominent|likely)(?:[\w'-]+\s){0,3}?"
    r"(?:of|arms|weapons|weaponry|imports|exports|deliveries|armaments)\b)"
)
_OF_WHOM = r"(?=\s\(|\s(?:of|its|their|his|her|the|imports|exports|arms|weapons)\b)"


def _percent(found: re.Match[str]) -> Amount:
    sign = -1 if found["sign"] == "-" else 1
    number = figure(found["number"])
    signed = Figure(sign * number.value, number.decimals)
    return Amount(*found.span(), signed, "%", signed=bool(found["sign"]))


def _range(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), figure(found["from"]), "%", until=figure(found["to"]))


def _points(found: re.Match[str]) -> Amount:
    return replace(_percent(found), unit="percentage points")


def _times(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), figure(found["number"]), "times")


def _fold(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), Figure(_FOLDS[found["fold"]]), "times", word=True)


def _multiple(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), Figure(_MULTIPLES[found[0]]), "times", word=True)


def _multiplied(found: re.Match[str]) -> Amount:
    number = Figure(_CHANGES[found["stem"]])
    return Amount(*found.span(), number, "times", word=True, changed=True)


def _one_in(found: re.Match[str]) -> Amount | None:
    some, every = figure(found["some"]).value, figure(found["every"]).value
    if not some < every:
        return None
    return Amount(*found.span(), Figure(100 * some / every), "%", word=True)


def _every(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), Figure(100 / ordinal(found["nth"])), "%", word=True)


def _none(found: re.Match[str]) -> Amount:
    return Amount(*found.span(), Figure(0.0, 2), "%")


def _fraction(found: re.Match[str]) -> Amount:
    part = found["part"].removesuffix("s")
    count = (found["count"] or "one").strip(" -")
    count = "one" if count in ("a", "an") else count
    return Amount(*found.span(), Figure(100 * figure(count).value / _PARTS[part]), "%", word=True)


def _part_as_much(found: re.Match[str]) -> Amount:
    share = _fraction(found)
    return replace(share, unit="times", figure=Figure(share.figure.value / 100))


def _as_much(found: re.Match[str]) -> Amount:
    hedge = _HEDGE_OF.get(found["close"], Hedge.ABOUT)
    return Amount(*found.span(), Figure(1), "times", hedge, word=True)


def _whole(found: re.Match[str]) -> Amount:
    least = (WHOLES | ADVERBS)[" ".join(found[0].split())]
    hedge = {100: Hedge.NONE, 50: Hedge.OVER, 75: Hedge.AT_LEAST}[int(least)]
    return Amount(*found.span(), Figure(least), "%", hedge)


def _volume(found: re.Match[str]) -> Amount:
    number = figure(found["number"])
    scale = _MILLIONS[found["scale"] or "million"]  # SIPRI's tables count in millions
    return Amount(*found.span(), _scaled(number, scale), "million TIV")


def _money(found: re.Match[str]) -> Amount:
    return Amount(
        *found.span(), _scaled(figure(found["number"]), _MILLIONS[found["scale"] or ""]), "million"
    )


def _scaled(number: Figure, scale: float) -> Figure:
    decimals = number.decimals - round(len(f"{scale:.0f}") - 1) if scale >= 1 else number.decimals
    return Figure(number.value * scale, decimals)


_N = rf"(?P<number>{NUMBER})"
_RULES: Rules[Amount] = (
    (rf"{_SIGN}\s?(?P<number>{DIGITS}){_SCALE}", _money),
    (rf"{_N}{_SCALE}\s?-?(?:of\s)?{_COIN}", _money),
    (rf"{_N}{_SCALE}\s?-?(?:of\s)?tivs?\b", _volume),
    (rf"\btivs?\s(?:value\s)?of\s(?P<number>{DIGITS}){_SCALE}", _volume),
    (rf"(?P<sign>(?<!\w)[+-])?{_N}{_POINTS}", _points),
    (rf"between\s(?P<from>{NUMBER})(?:{_PERCENT})?\sand\s(?P<to>{NUMBER}){_PERCENT}", _range),
    (rf"(?<!from\s)(?<![\d.-])(?P<from>{DIGITS})\s?(?:-|to|or)\s?(?P<to>{DIGITS}){_PERCENT}", _range),
    (rf"(?P<sign>(?<!\w)[+-])?{_N}{_PERCENT}", _percent),
    (rf"(?<=from\s){_N}(?=\sto\s(?:\w+\s){{0,2}}{NUMBER}{_PERCENT})(?P<sign>)", _percent),
    # 94 and 60 per cent: one sign for both
    (rf"(?<![\w.,-])(?!(?:19|20)\d\d\b){_N}(?=(?:,\s{NUMBER}){{0,9}},?\sand\s{NUMBER}{_PERCENT})(?P<sign>)", _percent),
    (rf"{_N}(?:\s?-?times\b|\s?-?fold\b|x\b|\s?\N{{MULTIPLICATION SIGN}})", _times),
    (rf"\b(?:a\s)?factor\sof\s(?:about\s|around\s|almost\s|nearly\s|more\sthan\s)?{_N}\b", _times),
    (rf"\b(?P<fold>{any_of(_FOLDS)})-?fold\b", _fold),
    (rf"\b(?P<stem>{any_of(_CHANGES)})(?:ed|es|ing)\b", _multiplied),
    (rf"\b(?:{any_of(_MULTIPLES)})\b(?!.digit)", _multiple),
    (rf"\b(?P<some>\d{{1,2}}|{SPELLED})\s(?:(?:weapons?|arms?|pieces?)\s)?(?:in|out\sof)\s(?:every\s)?(?P<every>\d{{1,2}}|{SPELLED})\b(?![-%/]|\s?%)", _one_in),
    (rf"\bevery\s(?P<nth>{ORDINAL})\b(?=\s(?:weapon|arm|piece))", _every),
    (r"\bnone(?=\sof\s)", _none),
    (r"(?<![\d/])(?P<some>[1-9])/(?P<every>[2-9]|10)\b(?!/)", _one_in),
    (r"\b(?P<close>almost|nearly|about|roughly|around|virtually|just)\sas\s(?:many|much)\b(?!\sas\s\d)", _as_much),
    (rf"\b(?P<count>(?:{NUMBER}|an?)[\s-])?(?P<part>{any_of(_PARTS)})s?(?=\sas\s(?:much|many|large|big)\b)", _part_as_much),
    (rf"\b(?P<count>{NUMBER}|an?)[\s-](?P<part>{any_of(_PARTS)})s?\b(?![\s-](?:largest|biggest|most\b|top|place))", _fraction),
    (rf"(?<=by\s)(?P<count>(?:{NUMBER}|an?)[\s-])?(?P<part>half|third|quarter)s?\b", _fraction),
    (rf"\b(?P<part>(?P<count>\b)half|quarter)\b{_OF_WHOM}(?!\sof\s(?:19|20|the\s(?:year|decade|19|20)))", _fraction),
    (rf"(?<![\w-])(?<!of\s)(?!(?<=the\s)(?:most|all)\b)(?:{any_of(WHOLES)})\b{_OF_WHOM}(?!\sthe\s(?:same|while|time|more|way))", _whole),
    (rf"(?<![\w-])(?<!of\s)(?<!the\s)(?:most|all)\b{_MOST_ARMS}", _whole),
    (rf"\b(?:{any_of(ADVERBS)})\b{_FROM}", _whole),
)  # fmt: skip


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts in a plain, lower-case text, in their order.

    Examples
    --------
    >>> [one] = find_amounts("almost two-thirds of its arms")
    >>> round(one.figure.value, 2), one.unit, one.hedge.value
    (66.67, '%', 'almost')
    """
    found = (_hedged(one, text) for one in find(_RULES, text))
    return sorted(found, key=lambda one: one.start)


def _hedged(one: Amount, text: str) -> Amount:
    before = _BEFORE.search(text, max(0, one.start - _FAR), one.start)
    behind = _BEHIND.match(text, one.end)
    start = before.start() if before and before[0].strip() else one.start
    if behind:
        return replace(one, start=start, end=behind.end(), hedge=_HEDGE_OF[behind["hedge"]])
    words = before["hedge"] if before else None
    if words is None or one.hedge is not Hedge.NONE:
        return replace(one, start=start)
    return replace(one, start=start, hedge=_HEDGE_OF[" ".join(words.split())])
