"""A sentence as it is read: plain characters, at the places where they stand in the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from armstransfers.core.errors import BadRequest

MOST_DIGITS = 18
"""Digits of the longest number in a text; the patterns for numbers find no longer one."""
_TOO_MANY_DIGITS = re.compile(rf"\d{{{MOST_DIGITS + 1}}}")
_PLAIN = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    "\uff05": "%",
}


@dataclass(frozen=True, order=True)
class Words:
    """A piece of a text.

    Attributes
    ----------
    start, end : int
        Where it stands: ``text[start:end]``.
    text : str
        The piece itself, as written.
    """

    start: int
    end: int
    text: str


def require_readable(text: str, most: int, what: str) -> None:
    """Raise `BadRequest` for a text, or a number in it, that is too long to be read.

    Reading takes more than twice as long for a text of twice the length.
    """
    if not isinstance(text, str):
        raise BadRequest(f"{what} is a text, and {text!r:.40} is none.")
    if len(text) > most:
        raise BadRequest(
            f"{text[:40]!r} goes on for {len(text):,} characters, and {what} may have {most:,}; "
            "shorten it."
        )
    if _TOO_MANY_DIGITS.search(text):
        raise BadRequest(
            f"a number in {text[:40]!r} has more than {MOST_DIGITS} digits; correct it."
        )


def plain(text: str) -> str:
    """Return a text of the same length in which dashes, quotes and spaces are plain.

    Every character keeps its place, so that what is found can be shown in the original.
    """
    return "".join(_plain(char) for char in text)


def lower(text: str) -> str:
    """Return a text of the same length in lower case."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def words(text: str, start: int, end: int) -> Words:
    """Return a piece of a text, without the spaces around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Words(start, end, text[start:end])


def _plain(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    return " " if char.isspace() or unicodedata.category(char) in ("Zs", "Cf") else char
