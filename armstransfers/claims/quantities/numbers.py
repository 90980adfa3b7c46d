"""Numbers as English texts write them: ``7.1``, ``7,1``, ``9,627``, ``seventy-one``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: i for i, word in enumerate(_UNITS)} | {
    word: 10 * (i + 2) for i, word in enumerate(_TENS)
}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
}  # fmt: skip

_WORD = rf"(?:{'|'.join(sorted([*_SMALL, 'hundred', 'thousand'], key=len, reverse=True))})"
DIGITS = (
    r"(?<!\d)\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,18})?|(?<!\d)\d{1,18}+(?:[.,]\d{1,18}+)?|\.\d{1,18}+"
)
SPELLED = rf"(?:an?[ ](?=hundred|thousand))?{_WORD}(?:(?:[ -]|[ ]and[ ]){_WORD}){{0,12}}(?:[ ]point(?:[ ]{_WORD}){{1,9}})?(?:[ ]and[ ]a[ ]half)?"
NUMBER = rf"(?:{DIGITS}|\b{SPELLED}\b)"
"""Pattern of a number in lower-case text."""

ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
"""Pattern of an ordinal in lower-case text."""

ORDINAL_WORDS = {number: word for word, number in _ORDINALS.items()}
"""``second`` for 2, to twentieth."""


@dataclass(frozen=True)
class Figure:
    """A number as it was written.

    Attributes
    ----------
    value : float
        The number.
    decimals : int
        Decimals that were written.
    """

    value: float
    decimals: int = 0

    @property
    def step(self) -> float:
        """One unit of its last digit."""
        return 10.0**-self.decimals


def figure(words: str) -> Figure:
    """Return the number that digits or words write.

    Examples
    --------
    >>> figure("7,1"), figure("9,627"), figure("two hundred and forty-nine").value
    (Figure(value=7.1, decimals=1), Figure(value=9627.0, decimals=0), 249.0)
    >>> figure("seven point one")
    Figure(value=7.1, decimals=1)
    """
    words = words.strip().lower()
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", words):
        words = words.replace(",", "")
    if re.fullmatch(DIGITS, words):
        plain = words.replace(",", ".")
        return Figure(float(plain), len(plain.partition(".")[2]))
    whole, _, tail = words.partition(" point ")
    if tail:
        digits = "".join(str(_SMALL[word]) for word in tail.split())
        return Figure(float(f"{_whole(whole):.0f}.{digits}"), len(digits))
    if whole.endswith(" and a half"):
        return Figure(_whole(whole.removesuffix(" and a half")) + 0.5, 1)
    return Figure(_whole(whole))


def ordinal(word: str) -> int:
    """Return 2 for ``second`` and for ``2nd``."""
    word = word.lower()
    return _ORDINALS[word] if word in _ORDINALS else int(re.sub(r"\D", "", word))


def ordinal_word(number: int) -> str:
    """Return ``second`` for 2, and ``21st`` beyond twenty."""
    if number in ORDINAL_WORDS:
        return ORDINAL_WORDS[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _whole(words: str) -> float:
    total = part = 0
    for word in re.split(r"[ -]+", words):
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _LARGE:
            total, part = total + max(part, 1) * _LARGE[word], 0
    return float(total + part)
