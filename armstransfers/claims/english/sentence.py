"""From an English sentence to the parts of a claim: `read_claim`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from armstransfers.analysis import question as q
from armstransfers.claims.english.assemble import Reader
from armstransfers.claims.english.lexicon import FILLERS
from armstransfers.claims.english.names import Name
from armstransfers.claims.english.tokens import Token, tokens
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.context import Context
from armstransfers.claims.frames.published import Published, day
from armstransfers.claims.frames.reading import Reading, Understood
from armstransfers.claims.frames.text import Words, require_readable, words
from armstransfers.claims.guards import guarded
from armstransfers.claims.languages import NAMES, foreign_parts, language_of
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.ranks import Rank, rank_words
from armstransfers.claims.quantities.windows import Years
from armstransfers.core.errors import BadRequest
from armstransfers.library import catalogue

LONGEST_TEXT = 5_000
"""Characters of the longest text that is read."""
MOST_PIECES = 100
"""Names, years and numbers of the longest sentence that is read."""
_ENDS = frozenset({".", "!", "?", ";"})


def read_claim(
    text: str, *, latest: int | None = None, published: date | str | None = None
) -> Reading:
    """Return how an English sentence about arms transfers is understood.

    Parameters
    ----------
    text : str
        The sentence, or several.
    latest : int, optional
        Last year of the data, for words such as ``since 2011``. By default that of the newest
        release at hand.
    published : date or str, optional
        The day on which it was published, as a date or as ``2024-03-11``, for words such as ``in the
        past five years``. By default not known, and such words are asked.

    Raises
    ------
    BadRequest
        If nothing that can be judged is found in it, or it is too long.

    Examples
    --------
    >>> reading = read_claim("Armenia got 94 percent of its weapons from Russia in 2016-20.")
    >>> reading.parts[0].describe()
    'share, Russia to Armenia, of imports, 2016-2020, 94 percent'
    """
    require_readable(text, LONGEST_TEXT, "a claim")
    if not text.strip():
        raise BadRequest("there is no sentence to read.")
    last = latest or catalogue.releases()[0].last_year or 0
    context = Context(text, Published(day(published), last))
    rows = sentences(text)
    if any(sum(token.item is not None for token in row) > MOST_PIECES for row in rows):
        raise BadRequest(
            f"a sentence of it has more than {MOST_PIECES} names, years and numbers; check it in parts."
        )
    for token in (token for row in rows for token in row if token.kind == "UNCLEAR"):
        assert isinstance(token.item, Name)
        context.say(f"'{token.text}' may mean {token.item.name}. Name one.")
    if language := language_of(text):
        return _foreign(text, language)
    for row in rows:
        Reader(Sentence(row), context).read()
    if not context.parts:
        why = (
            " ".join(context.ambiguities)
            or "no share, rank, comparison, change or volume is there."
        )
        raise BadRequest(f"no claim is understood in {text[:60]!r}: {why}")
    return Reading(
        text,
        guarded(context.parts),
        tuple(_understood(context, rows)),
        tuple(context.ambiguities),
        tuple(_not_understood(context, rows)),
    )


def _foreign(text: str, language: str) -> Reading:
    """Return what is found of a text in another language, of which all roles are asked."""
    parts = foreign_parts(text, language)
    if not parts:
        raise BadRequest(
            f"no claim is understood in {text[:60]!r}: it is in {NAMES[language]}, and no figure with a "
            "name beside it is there. Fill in the form."
        )
    said = (
        f"The sentence is in {NAMES[language]}. Names, years and figures were found; who supplied whom "
        "is asked.",
    )
    return Reading(text, guarded(parts), (), said)


def sentences(text: str) -> list[list[Token]]:
    """Return the sentences of a text, as rows of tokens."""
    return list(_sentences(tokens(text)))


def _sentences(row: list[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in row:
        sentence.append(token)
        if token.kind in _ENDS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _understood(context: Context, rows: list[list[Token]]) -> Iterator[Understood]:
    for token in (token for row in rows for token in row if token.start in context.used):
        piece = words(context.text, token.start, token.end)
        match token.item:
            case Name(name=name):
                yield Understood(_role(name, context), name, piece)
            case Years(window=window, sort=sort) if window is not None and sort == "window":
                yield Understood("years", q.words(window), piece)
            case Years():
                yield Understood("years", token.text, piece)
            case Rank(best=best, worst=worst):
                yield Understood("rank", rank_words(best, worst), piece)
            case Amount(figure=figure, unit=unit):
                yield Understood("amount", f"{figure.value:g} {unit}", piece)
            case _:
                yield Understood("word", token.kind.lower(), piece)


def _role(name: str, context: Context) -> str:
    """Return as what a name was understood: in most sentences it is one of them alone."""
    roles = [
        role
        for role, side in (
            ("supplier", "supplier"),
            ("recipient", "recipient"),
            ("compared with", "others"),
        )
        if any(name in getattr(part, side) for part in context.parts)
    ]
    return " and ".join(roles)


def _not_understood(context: Context, rows: list[list[Token]]) -> Iterator[Words]:
    """Return names, years and numbers that no part was read from, and words unknown."""
    run: list[Token] = []
    for token in (token for row in rows for token in row):
        if _strange(token, context):
            run.append(token)
            continue
        if run:
            yield words(context.text, run[0].start, run[-1].end)
            run = []
    if run:
        yield words(context.text, run[0].start, run[-1].end)


def _strange(token: Token, context: Context) -> bool:
    if token.start in context.used:
        return False
    if token.item is not None:
        date = isinstance(token.item, Years) and token.item.sort in ("date", "before", "vague")
        return token.kind != "WORLD" and not date  # what is vague is among the ambiguities
    if token.kind in ("CATEGORY", "ORDERED"):
        return True
    known = token.text in FILLERS or token.text.endswith("ly") or not token.text[0].isalnum()
    return token.kind == "word" and not known
