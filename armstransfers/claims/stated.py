"""What a claim states, and which values bear it out: every tolerance, said aloud.

A plain number stands for what would be rounded to it. A hedge widens that: *about*, *almost*,
*more than*. The rules are those of `interval`, and each `Stated` carries its own in words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from armstransfers.claims.quantities.numbers import Figure

Unit = Literal["%", "percentage points", "times", "million TIV", "rank", "million", ""]

ABOUT_SHARE = 0.05  # "about X" fits within 5 % of X, or within one unit of its last digit
ALMOST_SHARE = 0.9  # "almost X" begins at nine tenths of X
_WORD_SPARE = {"%": (ABOUT_SHARE, 1.0), "times": (0.1, 0.0)}  # a word has no last digit
_TINY = 1e-9  # float sums of hundredths differ in their last bits


class Hedge(StrEnum):
    """A word before a number that says how it is meant."""

    NONE = ""
    ABOUT = "about"
    ALMOST = "almost"
    JUST_OVER = "just over"
    OVER = "more than"
    UNDER = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True)
class Stated:
    """What a claim states: a figure, and the values that bear it out.

    Attributes
    ----------
    words : str
        As the claim has it: ``about 7.1 %``, ``second-largest``.
    value : float
        Its figure. For a rank among the top n, n.
    low, high : float
        The values that bear it out.
    unit : str
        What is counted.
    rule : str
        The rule of tolerance, as a phrase for people.
    open_low, open_high : bool
        Whether the ends themselves do not bear it out.
    hedge : Hedge
        How the figure is hedged.
    decimals : int or None
        Decimals that were written; None for a fraction or a word.
    """

    words: str
    value: float
    low: float
    high: float
    unit: Unit
    rule: str
    open_low: bool = False
    open_high: bool = False
    hedge: Hedge = Hedge.NONE
    decimals: int | None = 0

    def fits(self, value: float) -> bool:
        """Whether a value bears it out."""
        above = value > self.low + _TINY if self.open_low else value >= self.low - _TINY
        below = value < self.high - _TINY if self.open_high else value <= self.high + _TINY
        return above and below

    def overlaps(self, low: float, high: float) -> bool:
        """Whether some value between `low` and `high` bears it out."""
        above = high > self.low + _TINY if self.open_low else high >= self.low - _TINY
        below = low < self.high - _TINY if self.open_high else low <= self.high + _TINY
        return above and below

    def exactly(self) -> Stated | None:
        """Return the same figure without its *about*, or None where it has none."""
        if self.hedge is not Hedge.ABOUT or self.decimals is None:
            return None
        return stated(
            f"{self.value:.{self.decimals}f}", Figure(self.value, self.decimals), self.unit
        )


def stated(
    words: str,
    figure: Figure,
    unit: Unit,
    hedge: Hedge = Hedge.NONE,
    *,
    word: bool = False,
    most: float = math.inf,
) -> Stated:
    """Return what a figure with its hedge states.

    Parameters
    ----------
    words : str
        As the claim has it.
    figure : Figure
        Its number.
    unit : str
        What is counted.
    hedge : Hedge, optional
        How it is hedged.
    word : bool, optional
        Whether it is a word and no number: ``two-thirds``, ``twice``. It then has no last digit
        and is read as *about* is.
    most : float, optional
        The most that there can be: 100 for a share.

    Examples
    --------
    >>> exact = stated("7.1 %", Figure(7.1, 1), "%")
    >>> round(exact.low, 2), round(exact.high, 2), exact.fits(7.11), exact.fits(6.96)
    (7.05, 7.15, True, False)
    >>> stated("about 7.1 %", Figure(7.1, 1), "%", Hedge.ABOUT).fits(6.96)
    True
    """
    low, high, open_low, open_high, rule = interval(figure, unit, hedge, word=word, most=most)
    return Stated(
        words, figure.value, low, high, unit, rule, open_low, open_high, hedge,
        None if word else figure.decimals,
    )  # fmt: skip


def interval(
    figure: Figure, unit: Unit, hedge: Hedge, *, word: bool = False, most: float = math.inf
) -> tuple[float, float, bool, bool, str]:
    """Return the values that bear a figure out, and the rule in words.

    The rules are for the size of a figure. For one below zero (a fall) they are mirrored.

    Returns
    -------
    low, high : float
        First and last value.
    open_low, open_high : bool
        Whether these themselves are left out.
    rule : str
        A phrase for people.
    """
    size = abs(figure.value)
    part, least = _WORD_SPARE[unit] if word and unit in _WORD_SPARE else (ABOUT_SHARE, figure.step)
    spare = max(part * size, least)
    low, high, open_low, open_high, how = _of_size(size, figure.step, spare, hedge, word=word)
    high = min(high, most)
    if word and hedge in (Hedge.NONE, Hedge.ABOUT):
        how = f"a word for a number is within {100 * part:g} % of it"
    if figure.value < 0:
        low, high, open_low, open_high = -high, -low, open_high, open_low
    digits = max(2, figure.decimals + 1)
    ends = span(low, high, unit, open_low, open_high, digits)
    return low, high, open_low, open_high, f"{ends} ({how})"


def span(
    low: float, high: float, unit: Unit, open_low: bool, open_high: bool, digits: int = 2
) -> str:
    """Return two ends as a phrase: ``7.05 to 7.15 %``, ``more than 50 %``."""
    sign = "" if unit == "rank" else f" {unit}"
    if math.isinf(high):
        return f"{'more than' if open_low else 'at least'} {_plain(low, digits)}{sign}"
    if math.isinf(low):
        return f"{'less than' if open_high else 'at most'} {_plain(high, digits)}{sign}"
    if low == high:
        return f"{_plain(low, digits)}{sign}"
    over, under = "over " if open_low else "", "under " if open_high else ""
    return f"{over}{_plain(low, digits)} to {under}{_plain(high, digits)}{sign}"


def _of_size(
    size: float, step: float, spare: float, hedge: Hedge, *, word: bool
) -> tuple[float, float, bool, bool, str]:
    endless = math.inf
    match hedge:
        case Hedge.ALMOST:
            return ALMOST_SHARE * size, size, False, True, "'almost' is nine tenths of it and more"
        case Hedge.JUST_OVER:
            most = (2 - ALMOST_SHARE) * size
            return size, most, True, False, "'just over' is up to a tenth more"
        case Hedge.OVER:
            return size, endless, True, False, "'more than' has no upper end"
        case Hedge.AT_LEAST:
            return size, endless, False, False, "'at least' has no upper end"
        case Hedge.UNDER:
            return 0.0, size, False, True, "'less than' begins at nothing"
        case Hedge.AT_MOST:
            return 0.0, size, False, False, "'at most' begins at nothing"
    if word or hedge is Hedge.ABOUT:
        rule = "'about' is within one unit of its last digit or 5 %, whichever is more"
        return max(size - spare, 0.0), size + spare, False, False, rule
    return max(size - step / 2, 0.0), size + step / 2, False, False, "what rounds to it"


def _plain(number: float, digits: int) -> str:
    return f"{number:,.{digits}f}".rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}")
