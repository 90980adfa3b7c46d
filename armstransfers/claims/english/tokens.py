"""A sentence as a row of tokens: names, years, amounts, ranks, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from armstransfers.claims.english.lexicon import CATEGORIES, LEXICON, SOURCES
from armstransfers.claims.english.names import Name, find_names
from armstransfers.claims.frames.text import lower, plain
from armstransfers.claims.quantities.amounts import Amount, any_of, find_amounts
from armstransfers.claims.quantities.ranks import Rank, find_ranks
from armstransfers.claims.quantities.windows import Years, find_years

Item = Name | Years | Amount | Rank


@dataclass(frozen=True)
class Token:
    """A piece of a sentence.

    Attributes
    ----------
    kind : str
        E for a name, W for years, A for an amount, R for a rank, a key of `LEXICON`, CATEGORY, a
        punctuation mark, or ``word`` for any other.
    start, end : int
        Where it stands.
    text : str
        The piece in plain lower case.
    item : Name, Years, Amount or Rank, optional
        What was found there.
    """

    kind: str
    start: int
    end: int
    text: str
    item: Item | None = None


_CLASS_OF = {phrase: kind for kind, phrases in LEXICON.items() for phrase in phrases}
_CLASS_OF |= dict.fromkeys(CATEGORIES, "CATEGORY")
_PHRASES = re.compile(rf"(?<![\w-])(?:{any_of(p for p in _CLASS_OF if p[0].isalpha())})(?![\w-])")
_SOURCES = re.compile(rf"(?<![\w])(?:{any_of(SOURCES)})(?:'s)?(?![\w])", re.IGNORECASE)
_REST = re.compile(r"'s\b|'(?=\s)|\.\.+|[^\W_][\w-]*|[^\w\s]")
_PUNCTUATION = (
    {mark: mark for mark in ",;:.()!?-\"'"}
    | {"[": "(", "]": ")", "&": "AND", "\u2026": ","}
    | {"..": ",", "...": ","}
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in its order.

    Examples
    --------
    >>> " ".join(one.kind for one in tokens("Armenia got 94% of its weapons from Russia in 2016-20."))
    'E RECEIVE A OF ITS ARMS FROM E W .'
    """
    clear = _without_sources(plain(text))
    low = lower(clear)
    found: list[Token] = []
    free = bytearray(b"\1" * len(low))

    def place(kind: str, start: int, end: int, item: Item | None = None) -> None:
        if all(free[start:end]):
            found.append(Token(kind, start, end, low[start:end], item))
            free[start:end] = bytes(end - start)

    kinds: Iterable[tuple[str, Iterable[Item]]] = (
        ("UNCLEAR", [name for name in find_names(clear) if name.form == "unclear"]),
        ("E", [name for name in find_names(clear) if name.form not in ("world", "unclear")]),
        ("A", [one for one in find_amounts(low) if one.unit == "million"]),
        ("W", find_years(lower(plain(text)))),
        ("R", find_ranks(low)),
        ("A", find_amounts(low)),
        ("WORLD", [name for name in find_names(clear) if name.form == "world"]),
    )
    for kind, items in kinds:
        for item in items:
            place(kind, item.start, item.end, item)
    for match in _PHRASES.finditer(low):
        place(_CLASS_OF[" ".join(match[0].split())], *match.span())
    rest = "".join(char if unread else " " for char, unread in zip(low, free, strict=True))
    for match in _REST.finditer(rest):
        kind = "POSS" if match[0] in ("'s", "'") else _PUNCTUATION.get(match[0], "word")
        place(kind, *match.span())
    return sorted(found, key=lambda one: one.start)


def _without_sources(text: str) -> str:
    """Return a text in which the names of those who are quoted are blanked out."""
    return _SOURCES.sub(lambda found: " " * len(found[0]), text)
