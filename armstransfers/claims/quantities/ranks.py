"""The ranks that a text names: ``second-largest supplier``, ``top three``, ``No. 2``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from armstransfers.claims.english.lexicon import RECIPIENTS, SUPPLIERS
from armstransfers.claims.quantities.amounts import any_of
from armstransfers.claims.quantities.grammar import Rules, find
from armstransfers.claims.quantities.numbers import ORDINAL, figure, ordinal, ordinal_word
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Side

Sort = Literal["rank", "sole", "vague", "bare"]

_SUPERLATIVE = (
    "largest", "biggest", "greatest", "top", "leading", "foremost", "main", "principal", "primary",
    "chief", "most important", "most significant", "single largest", "single biggest", "highest",
    "heaviest", "most prolific", "premier", "dominant", "predominant", "number one", "lead", "prime",
)  # fmt: skip
_VAGUE = ("major", "key", "important", "significant", "leading", "main", "big", "large", "traditional", "prominent", "principal", "top")  # fmt: skip
_COUNTS = "two|three|four|five|six|seven|eight|nine|ten|twenty|[2-9]|[12]\\d"
_ACTOR = rf"(?:{any_of(SUPPLIERS)}|{any_of(RECIPIENTS)})s?"
_BETWEEN = (
    r"(?:[\s-]++(?!(?:was|were|is|are|of|to|from|in|and|the|its|with|by|for|that|which)\b)"
    r"(?>[\w.']++(?:-[\w.']++)*)){0,5}?"
)  # up to five words, each taken whole, with its hyphens
_TOP = rf"(?:{any_of(_SUPERLATIVE)})"
_STOOD = r"(?:was|were|is|are|came|comes|come|coming|ranked|ranks|ranking|placed|finished|finishing|remained|being|as|in|took|takes|taking|held|holds|holding|occupied|occupying|to)"


@dataclass(frozen=True)
class Rank:
    """A rank that a text names.

    Attributes
    ----------
    start, end : int
        Where it stands, without the noun that it belongs to.
    sort : {"rank", "sole", "vague", "bare"}
        A rank; the only one; words that name no rank (``a major supplier``); or an ordinal that is
        a rank only behind a name: ``with Israel second``.
    best, worst : int
        The ranks that are meant: 2 and 2, or 1 and 3 for the top three.
    side : {"supplier", "recipient"} or None
        Among whom, where the noun tells.
    noun : str
        The noun: supplier, importer, market.
    counted : bool
        Whether as many are named together: ``the three largest suppliers``.
    """

    start: int
    end: int
    sort: Sort
    best: int = 1
    worst: int = 1
    side: Side | None = None
    noun: str = ""
    counted: bool = False


def stated_rank(words: str, best: int, worst: int) -> Stated:
    """Return what a rank states: ties share a rank, and Unknown has none.

    Examples
    --------
    >>> stated_rank("among the top three", 1, 3).fits(2)
    True
    """
    rule = "equal volumes share a rank, and Unknown has none"
    if best != worst:
        rule = f"one of the first {worst}; {rule}"
    return Stated(words, float(worst), float(best), float(worst), "rank", rule)


def read_rank(words: str) -> tuple[int, int] | None:
    """Return the best and worst rank that a phrase or a number alone means, or None.

    Ranks begin with 1: ``0th`` is none.
    """
    text = " ".join(words.lower().replace("\N{EN DASH}", "-").split())
    if re.fullmatch(r"[1-9]\d{0,2}", text):
        return int(text), int(text)
    counted = re.search(rf"\btop[\s-]({_COUNTS})\b|\b({_COUNTS})\s{_TOP}\b", text)
    if counted:
        return 1, int(figure(counted[1] or counted[2]).value)
    found = re.search(rf"\b({ORDINAL})\b", text)
    if found:
        rank = ordinal(found[1])
        return (rank, rank) if rank else None
    numbered = re.search(r"(?:number|no\.?|nr\.?|rank|#)\s?([1-9]\d{0,2}|one|two|three)\b", text)
    if numbered:
        rank = int(figure(numbered[1]).value)
        return rank, rank
    return (1, 1) if re.search(rf"\b{_TOP}\b|\bbest\b", text) else None


def rank_words(best: int, worst: int) -> str:
    """Return a rank for people: ``largest``, ``second-largest``, ``among the three largest``."""
    if best != worst:
        return f"among the {worst} largest"
    return "largest" if best == 1 else f"{ordinal_word(best)}-largest"


def _side(noun: str) -> Side | None:
    if not noun:
        return None
    single = noun.lower()
    return "supplier" if single.removesuffix("s") in SUPPLIERS else "recipient"


def _built(found: re.Match[str], best: int, worst: int, *, counted: bool = False) -> Rank:
    noun = found.groupdict().get("noun") or ""
    return Rank(*found.span("core"), "rank", best, worst, _side(noun), noun, counted)


def _counted(found: re.Match[str]) -> Rank:
    count = int(figure(found["count"]).value)
    return _built(found, 1, count, counted=True)


def _ordinal(found: re.Match[str]) -> Rank:
    rank = ordinal(found["ordinal"])
    return _built(found, rank, rank)


def _bare(found: re.Match[str]) -> Rank:
    rank = ordinal(found["ordinal"])
    return Rank(*found.span("core"), "bare", rank, rank)


def _numbered(found: re.Match[str]) -> Rank:
    rank = int(figure(found["number"]).value)
    return _built(found, rank, rank)


def _first(found: re.Match[str]) -> Rank:
    return _built(found, 1, 1)


def _second(found: re.Match[str]) -> Rank:
    return _built(found, 2, 2)


def _sole(found: re.Match[str]) -> Rank:
    return Rank(*found.span("core"), "sole", side=_side(found["noun"]), noun=found["noun"])


def _vague(found: re.Match[str]) -> Rank:
    return Rank(*found.span("core"), "vague", side=_side(found["noun"]), noun=found["noun"])


def _one_of(found: re.Match[str]) -> Rank:
    count = int(figure(found["count"]).value)
    return _built(found, 1, count)


_NOUN = rf"{_BETWEEN}[\s-]++(?:[\w.']++-){{0,3}}?(?P<noun>{_ACTOR})\b"
_SHARE_NOUN = (
    r"(?=[\s-]+(?:single\s)?(?:share|part|portion|proportion|slice|chunk|volume|amount|quantity"
    r"|percentage)\b)"
)
_NO_ORDER = (
    r"(?!\s(?:half|time|year|quarter|country|nagorno|karabakh|war|five|ten|period|since|decade|"
    r"world\swar|artsakh|chechen|gulf|term))"
)
_RULES: Rules[Rank] = (
    (rf"(?:^|[.;:,]\s?)(?P<core>(?P<ordinal>{ORDINAL}))\s(?=(?:came|comes|is|was)\s)", _ordinal),
    (r"(?P<core>\bsecond\s(?:only|just))(?=\s(?:to|after|behind)\b)", _second),
    (rf"\b(?:among|amongst|one\sof|in|within)\s(?:\S+\s){{0,3}}?(?P<core>top[\s-](?P<count>{_COUNTS})\b)(?:{_NOUN})?", _one_of),
    (rf"\b(?:among|amongst|one\sof|in|within)\s(?:\S+\s){{0,3}}?(?P<core>(?P<count>{_COUNTS})\s{_TOP}\b)(?:{_NOUN})?", _one_of),
    (rf"\b(?P<core>top[\s-](?P<count>{_COUNTS}))\b(?:{_NOUN})?", _counted),
    (rf"\b(?P<core>(?P<count>{_COUNTS})\s{_TOP}){_NOUN}", _counted),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL})[\s-]+(?:most[\s-](?:important|significant)|{_TOP})\b){_NOUN}", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL})[\s-]+(?:most[\s-](?:important|significant)|{_TOP})\b)(?:{_SHARE_NOUN})?", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL}))(?=(?:,\s{ORDINAL}){{0,9}},?\sand\s(?:the\s)?{ORDINAL}[\s-]+{_TOP}\b)", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL}))\b{_NO_ORDER}{_NOUN}", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL}))(?=(?:\s(?:and|to|or)\s(?:the\s)?{ORDINAL})?\s(?:among|amongst)\b)", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL}))(?=\s(?:on|in)\s(?:the|its|their|\w+'s)\s(?:\w+'?s?\s){{0,2}}(?:list|ranking|rankings|table|roll)\b)", _ordinal),
    (rf"\b(?P<core>(?P<ordinal>{ORDINAL})[\s-]+(?:place|position|rank|spot))\b", _ordinal),
    (
        rf"\b{_STOOD}\s(?:the\s|only\s|a\sdistant\s|a\sclose\s)?(?P<core>(?P<ordinal>{ORDINAL}))\b{_NO_ORDER}",
        _ordinal,
    ),
    (
        rf"\b(?P<core>(?:number|no\.|nr\.?|rank|#|no(?=[\s-]?\d))[\s-]?(?P<number>\d{{1,2}}|one|two|three|four|five)\b)(?:{_NOUN})?(?!\s?%)",
        _numbered,
    ),
    (
        rf"\b(?P<core>(?:an?|one\sof\s(?:\S+\s)?(?:the|its|their)?|some\sof\s(?:the|its))\s?(?:{any_of(_VAGUE)})){_NOUN}",
        _vague,
    ),
    (rf"\b(?P<core>(?:sole|only|exclusive)){_NOUN}", _sole),
    (rf"\b(?P<core>(?:single\s|by\sfar\s(?:the\s)?)?{_TOP}){_NOUN}", _first),
    (rf"\b(?P<core>(?:single\s)?(?:largest|biggest|greatest|highest)){_SHARE_NOUN}", _first),
    (r"(?<=,\s)(?:by\sfar\s)?(?:the|its|their)\s(?P<core>largest|biggest)(?=\s*[,(]|\swith\s)", _first),
    (r"\b(?P<core>the\smost)(?=\s(?:\w+\s){0,2}?(?:arms|weapons|weaponry|armaments)\b)", _first),
    (r"\b(?P<core>runner-up)\b", _second),
    (rf"\b(?P<core>topping|heading|leading)(?=\s(?:\S+\s){{0,3}}?{_ACTOR}\b)", _first),
    (r"\b(?P<core>(?:a\s)?plurality)\b", _first),
    (rf"\b(?P<core>led|leads|topped|tops|headed|heads)\b(?=\sby\b|(?:\s\S+){{0,6}}?\s{_ACTOR}\b)", _first),
    (rf"(?<!\ba\s)(?<!\bby\s)(?<!-)(?P<core>(?:a\s(?:distant|close|far)\s)?(?P<ordinal>{ORDINAL}))(?=\s*(?:,|\.|\(|$|\swith\s\d|\sand\s|\sin\s(?:19|20)))", _bare),
)  # fmt: skip


def find_ranks(text: str) -> list[Rank]:
    """Return the ranks that a plain, lower-case text names, in their order.

    Examples
    --------
    >>> [one] = find_ranks("belarus was azerbaijan's third biggest arms supplier")
    >>> one.best, one.side
    (3, 'supplier')
    """
    return find(_RULES, text)
