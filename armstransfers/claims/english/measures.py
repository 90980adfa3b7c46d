"""What a number counts where it is not deliveries of all major arms, in TIV."""

from __future__ import annotations

from armstransfers.claims.english.lexicon import NO_ARMS, words_of
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.quantities.amounts import Amount

MONEY = (
    "The claim gives a sum of money. TIV counts the volume of deliveries and is not money; what was "
    "paid must come from contracts, budgets or customs."
)
ORDERS = (
    "The claim is about orders, approvals or plans. SIPRI's TIV counts deliveries; orders must come "
    "from contracts."
)
ONE_KIND = (
    "The claim is about '{}'. Shares and volumes here are of deliveries of all major arms; a part of "
    "them, or a number of weapons, cannot be told from it."
)
NO_WEAPONS = (
    "The claim is about '{}', and not about arms. Volumes here are of deliveries of major arms."
)
PER_HEAD = "The claim is per head. Volumes here are of whole countries; a rate needs a population beside it."
STOCK = (
    "The claim is about what is in service. Shares here are of deliveries over a window; what was "
    "delivered before it counts for a stock as well."
)

_MONEY = words_of("money")
_ORDERS = words_of("orders")
_STOCK = words_of("stock")
_HEADS = words_of("per_head")
_COUNTED = words_of("counted")
_LONGEST_AHEAD = 4  # words before a comma that begin a sentence and are meant for all of it
_VALUE = frozenset(["value", "revenue"])


def other_measure(sentence: Sentence, i: int) -> str:
    """Return why the number at a place counts something other than deliveries, or nothing.

    What it counts stands in its own stretch of the sentence: ``30 % of its imports by value``. A
    sum of money between other commas leaves it alone.
    """
    around = stretch(sentence, i)
    moved = any(sentence.kind(j) in ("SUPPLY", "RECEIVE", "CAME") for j in around)
    for j in around:
        text, item = sentence.text(j), sentence.row[j].item
        if (isinstance(item, Amount) and item.unit == "million") or sentence.kind(j) == "SPENT":
            return MONEY
        if sentence.row[j].item is None and text in _MONEY:
            return MONEY
        if text == "worth" and not any(_in_tiv(sentence, k) for k in around):
            return MONEY
        if text in _VALUE and sentence.text(j - 1) in ("by", "in", "the", "total", "dollar"):
            return MONEY
        if sentence.kind(j) == "ORDERED" or text in _ORDERS:
            return ORDERS
        if text in NO_ARMS:
            return NO_WEAPONS.format(text)
        if sentence.kind(j) == "CATEGORY":
            return ONE_KIND.format(text)
        if text == "number" and sentence.text(j + 1) == "of":
            return ONE_KIND.format(f"{text} {sentence.text(j + 1)} {sentence.text(j + 2)}")
        if (text in _COUNTED and sentence.text(j - 1) in ("by", "in")) or text == "numerically":
            return ONE_KIND.format(f"{sentence.text(j - 1)} {text}")
        if text in _HEADS and sentence.text(j - 1) in ("per", "by", "a"):
            return PER_HEAD
        if text in _STOCK and not moved:
            return STOCK
    return ""


def _in_tiv(sentence: Sentence, j: int) -> bool:
    item = sentence.row[j].item
    return isinstance(item, Amount) and item.unit == "million TIV"


def stretch(sentence: Sentence, i: int) -> range:
    """Return the places around a number up to the next commas, or to a verb behind an ``and``."""
    clause = sentence.clause(i)
    start, end = i, i + 1
    while start > clause.start and not _parts(sentence, start - 1):
        start -= 1
    ahead = range(clause.start, start)  # by value, Belarus supplied
    if 0 < len(ahead) <= _LONGEST_AHEAD and sentence.text(clause.start) in ("by", "in"):
        start = start if any(sentence.row[j].item for j in ahead) else clause.start
    while end < clause.stop and not _parts(sentence, end):
        end += 1
    return range(start, end)


def _parts(sentence: Sentence, j: int) -> bool:
    """Whether a token parts two stretches."""
    kind = sentence.kind(j)
    if kind == "AND":
        if sentence.kind(j + 1) == "A" and sentence.kind(j - 1) != "A":
            return True  # drones and 57 % of its arms
        return sentence.kind(j + 1) in ("SUPPLY", "RECEIVE", "ACCOUNT", "HAVE", "BE", "DEPEND")
    return kind in (",", "BREAK", ":", ";", "-")
