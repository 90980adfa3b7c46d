"""A sentence as it is read: plain characters, at the places where they stand in the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

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
