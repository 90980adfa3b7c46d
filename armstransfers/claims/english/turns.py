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

from armstransfers.claims.english.amounts import Amount, any_of
from armstransfers.claims.english.fillers import FILLERS
from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.measures import stretch
from armstransfers.claims.english.clauses import Sentence
from armstransfers.claims.english.text import lower, plain, words
from armstransfers.claims.part import Doubt, Kind, Part


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


DOUBTED = phrases("""
    debunked, debunks, debunk, myth, myths, hoax, fake, denied, denies, deny, denying, denial, disputed,
    disputes, dispute, refuted, refutes, refute, rebutted, rebuts, contradicted, contradicts, rejected,
    rejects, dismissed, dismisses, discredited, disproved, disproven, disproves, doubtful, doubts,
    doubted, questionable, dubious, misleading, mistaken, mistakenly, wrong, wrongly, falsely,
    falsehood, erroneous, erroneously, error, incorrectly, inaccurate, unfounded, baseless, unproven,
    unconfirmed, unverified, rumour, rumours, rumor, rumors, rumoured, rumored, retracted, corrected,
    withdrawn, propaganda, disinformation, misinformation, fabricated, lie, lied, nonsense, absurd,
    allegedly, alleged, alleges, supposedly, purportedly, purported, ostensibly, so-called, no evidence,
    no truth, far from true, far from certain, hard to believe, is it true""")
"""What is said by others, and is not believed or was taken back."""

_TURNS = (
    _Turn(  # so little that it may not be so at all
        "Does the sentence say that it is so, or that it hardly is?",
        phrases("""
            hardly, barely, scarcely, rarely, seldom, nothing, nowhere, nobody, no way, without ever,
            little more than, little short of, if at all"""),
    ),
    _Turn(  # begun, wished or prevented, and not done
        "Did it happen, or not?",
        phrases("""
            fail, fails, failed, failing, failure, refuse, refuses, refused, refusing, refusal, decline
            to, declines to, declined to, stop, stops, stopped, stopping, halt, halts, halted, halting,
            suspend, suspends, suspended, suspending, cancel, cancels, cancelled, canceled, block,
            blocks, blocked, blocking, withheld, withholds, withhold, prevented, prevents, banned,
            forbade, tried, tries, trying, attempt, attempts, attempted, attempting, sought, seeks,
            seeking, hope, hopes, hoped, hoping, want, wants, wanted, wish, wishes, wished, intend,
            intends, intended, promise, promises, promised, offer, offered, threatened, threatens,
            undertook, agreed to, agrees to, vowed, pretended, stand ready, stood ready, unable to, able
            to, avoided, avoids, ended, ceased, ceases, stopped being, gave up, until it"""),
    ),
    _Turn(  # what may be, should be, or is still to come
        "Does the sentence say that it is so, or that it may be or will be?",
        phrases("""
            would, could, might, may, must, should, ought to, can, cannot, shall, will, won't, wouldn't,
            couldn't, shouldn't, can't, going to, about to, believe, believes, believed, is to, are to,
            was to, were to, set to, due to deliver, due to supply, poised to, bound to, expected,
            expects, expect, forecast, forecasts, projected, projection, predicted, predicts, scheduled,
            slated, aims, aimed, aiming, targeted, planning, hypothetical, hypothetically,
            theoretically, potential, potentially, supposed to, likely, unlikely, probably, possibly,
            perhaps, maybe, conceivably, arguably"""),
    ),
    _Turn(  # a condition, or a question within the sentence
        "Does the sentence say that it is so, or on what condition?",
        phrases("""
            if, unless, whether, provided that, providing that, on condition that, as long as, in case,
            assuming, supposing, suppose, imagine, had it not, were it not, but for, lest"""),
        reach="sentence",
    ),
    _Turn(  # a question
        "The sentence asks. Does it say so as well?",
        ("?",),
        reach="sentence",
    ),
    _Turn(  # said by others, and not believed or taken back
        "Does the sentence say that it is so, or that it is doubted?",
        DOUBTED,
        reach="sentence",
    ),
    _Turn(  # near to it, and not there
        "Is it so, or nearly so?",
        phrases("""
            nearly, almost, virtually, practically, not quite, all but, close to being, close to
            becoming, on the way to, well on, on course, on track, as good as, more or less, in effect,
            effectively, nominally, technically, sort of, kind of, a bit, tantamount, equivalent"""),
        only=("rank", "ranking", "comparison"),
    ),
    _Turn(  # the first of those that are left
        "Is '{stated}' among all, or among those that are left?",
        phrases("""
            after E, after the E, behind E, behind the E, after only E, bar, except, excepting, except
            for, apart from, aside from, besides, save for, save E, outside E, outside of, beyond E,
            once E, setting aside, leaving E, ignoring, next to E, second to, R other, other R, R
            remaining, remaining R, R alternative, R new, R next, next R, R potential, R future, R
            former, R non-state, R private"""),
        first=True,
    ),
    _Turn(  # the same, behind a word that else begins a clause
        "Is '{stated}' among all, or among those that are left?",
        phrases("but one, but two, but three, but for E, but E"),
        reach="sentence",
        first=True,
    ),
    _Turn(  # a part of the total left out
        "Is '{stated}' of all, or of what is left?",
        phrases("""
            except, excepting, except for, apart from, aside from, besides, bar, save for, but for,
            ignoring, setting aside, remaining, remainder, the rest of"""),
        reach="stretch",
    ),
    _Turn(  # in a typical, best or worst year, and not over all of them
        "Is '{stated}' of all these years together, or of one of them?",
        phrases("""
            on average, average, averaged, averages, averaging, mean, median, typical year, typically, a
            year, per year, per annum, yearly, annually, annual share, annual average, per month,
            monthly, a month, any year, any one year, any single year, any given year, some year, some
            years, best year, worst year, record year, year of W, half of W, part of W, parts of W, most
            of W, much of W, some of W, a few of W, one year, one of the years, most years, all years,
            peak, peaked, at its height, at its peak, at times, at one point, sometimes, occasionally,
            temporarily, momentarily, briefly, at first, initially, by the end, at the end, at the
            start, at the beginning, by year"""),
    ),
    _Turn(  # around the years that are named, and not in them
        "Is it stated of these years, or of others?",
        phrases("""
            outside W, outside of W, before W, after W, until W, till W, beyond W, prior to W, ahead of
            W, except W, except for W, except in W, other than W, but not W, not W, apart from W,
            excluding W, up to W, following W, either side of W, unlike W, as W, than W ended, around W,
            about W, later than W, earlier than W, excepting W, even before W, only after W"""),
    ),
    _Turn(  # so many times less
        "How much is '{stated}': so many times as much, or that part of it?",
        phrases("""
            X smaller, X less, X lower, X fewer, X below, X under, X weaker, X lighter, X shorter, X
            slower, X worse, X as few, X as little, X as small"""),
    ),
    _Turn(  # done to arms that somebody has, or with the arms of others: no supply
        "Is '{stated}' of what was delivered?",
        phrases("""
            destroy, destroyed, destroys, destroying, capture, captured, captures, capturing, seize,
            seized, seizes, seizing, finance, financed, finances, financing, fund, funded, funds,
            funding, subsidised, subsidized, sponsored, guaranteed, insured, re-export, re-exported,
            re-exports, re-exporting, reexported, re-sold, resold, resells, sold on, passed on, passes
            on, forwarded, rerouted, diverted, diverts, transit, transited, transshipped, trans-shipped,
            brokered, brokers, mediated, arranged, facilitated, smuggled, smuggles, trafficked, return,
            returned, returns, returning, handed back, gave back, sent back, took back, sold back, gave
            up, gave away, lose, lost, loses, losing, stole, stolen, looted, plundered, confiscated,
            intercepted, impounded, scrapped, retired, decommissioned, discarded, dumped, wrecked, shot
            down, sank, damaged, stored, kept, stockpiled, hid, used up, expended, fired, tested,
            paraded, displayed, showed off, repaired, overhauled, maintained, serviced, upgraded,
            modernised, modernized, refurbished, designed, developed, invented, copied, cloned,
            assembled, built, produced, manufactured, leased, leases, lent, lends, loaned, rented,
            borrowed, inspected, verified, monitored, criticised, criticized, condemned, protested,
            noticed, owned, owns, owed, owes, wasted, by way of, via, transferred through, came through,
            on behalf of, own production"""),
        reach="stretch",
    ),
    _Turn(  # arms of one sort, or with other goods beside them
        "Is '{stated}' of all arms, or of some alone?",
        phrases("""
            second-hand, secondhand, used arms, used weapons, surplus, new arms, new weapons, newly
            built, brand-new, refurbished, heavy arms, heavy weapons, light arms, small-calibre, modern,
            advanced, sophisticated, high-tech, high-end, offensive, defensive, lethal, non-lethal,
            nuclear, dual-use, naval, maritime, airborne, land-based, ground-based, precision, guided,
            unguided, strategic, tactical, illicit, illegal, licit, licensed, declared, undeclared,
            secret, covert, spare parts, components, ammunition, training, domestic, domestically,
            home-made, indigenous, civilian, police, commercial, private"""),
        reach="stretch",
    ),
    _Turn(  # another unit than the volume of deliveries
        "In what is '{stated}' counted?",
        phrases("""
            in real terms, real terms, nominal terms, nominally, in nominal, inflation,
            inflation-adjusted, constant prices, current prices, by weight, by tonnage, by type, by
            quality, by units, in units, purchasing power, weighted"""),
    ),
)
"""Every word that turns a part, by what it does to it."""

ADDED = frozenset(phrases("further, additional, another, extra"))
"""Before a number that is on top of another."""

TAKEN_BACK = re.compile(
    r"\W*(?:but |yet |and |in fact,? )?(?:that|this|it|the (?:claim|figure|number|statement|report))\b[^.;!?]*"
    rf"\b(?:{any_of(DOUBTED)}|false|untrue|incorrect|not so|not true|not the case|no longer true)\b"
)
"""A next sentence that takes back what was said before it."""

NO_VERBS = frozenset(
    phrases("next, dominated, led, headed, topped, foremost, runner-up, respectively")
)
"""Words that stand where a verb stands, and are read or change nothing."""

CHANGED = frozenset(phrases("change, difference, gap, remainder, rest, balance"))
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
    known = text in FILLERS | NO_VERBS or text.endswith("ly") or not text[:1].isalpha()
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
