"""Of what a number is a part: other readings of whose total, of which side, of the world or of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import STOPS
from armstransfers.claims.part import Doubt, Of, Part

_BUYS, _SELLS = frozenset({"IMPORTS", "RECEIVE"}), frozenset({"EXPORTS", "SUPPLY"})


def other_wholes(
    sentence: Sentence, parts: Sequence[Part], part: Part, i: int, scope: range
) -> Iterator[Doubt]:
    """Yield a question for each other whole that a number may be a part of.

    Parameters
    ----------
    sentence : Sentence
        The sentence, when its parts are read.
    parts : sequence of Part
        All parts of the text so far.
    part, i, scope
        The part, the place of its number, and the places of its clause.
    """
    yield from _whose_total(sentence, part, i, scope)
    yield from _among_whom(sentence, parts, part, i)
    yield from _of_what(sentence, part, i)


def _whose_total(sentence: Sentence, part: Part, i: int, scope: range) -> Iterator[Doubt]:
    """Ask whose total is meant where a sentence speaks of imports and is read as exports."""
    imports = any(
        _says(sentence, j, "IMPORTS", "imported") or sentence.kind(j) == "DEPEND" for j in scope
    )
    exports = any(_says(sentence, j, "EXPORTS", "exported") for j in scope)
    if part.of == "world":
        yield from _which_side(sentence, part, i)
        return
    if (
        not imports
        and not exports
        and part.kind == "share"
        and any(sentence.text(j) == "trade" for j in scope)
    ):
        yield Doubt(
            f"Of what is '{part.stated_words()}': of imports, or of exports?",
            _swapped(part),
            "of",
        )
    if (
        part.kind == "share"
        and part.of == "imports"
        and part.supplier
        and _came_and_went(sentence, i)
    ):
        yield Doubt(
            f"Of what is '{part.stated_words()}': of what came from {' and '.join(part.supplier)}?",
            _swapped(part),
            "of",
        )
    if imports == exports:
        return
    said: Of = "imports" if imports else "exports"
    other = "exports" if imports else "imports"
    both = part.supplier and part.recipient
    if both and part.kind in ("share", "rank", "points") and part.of != said:
        yield Doubt(
            f"The sentence speaks of {said}, and it is read as of {other}. Of whose total?",
            _swapped(part),
            "of",
        )
    alone = part.supplier if imports else part.recipient
    if part.kind in ("change", "volume", "ratio", "comparison") and alone and not both:
        turned = replace(
            part,
            supplier=part.recipient,
            recipient=part.supplier,
            of=said,
            doubts=(),
        )
        yield Doubt(
            f"The sentence speaks of {said}, and it is read as {other} of {' and '.join(alone)}. Which?",
            (turned,),
        )


def _came_and_went(sentence: Sentence, i: int) -> bool:
    """Whether a share is of what is from somebody, and went to another: ``of arms from Russia went``."""
    clause = sentence.clause(i)
    went = next((j for j in clause if j > i and sentence.kind(j) == "WENT"), i)
    named = [one for one in sentence.mentions if i < one.at < went]
    return sentence.kind(i + 1) == "OF" and bool(named) and named[-1].before == "FROM"


def _which_side(sentence: Sentence, part: Part, i: int) -> Iterator[Doubt]:
    """Ask about a share of the world's total whose verb is that of the other side."""
    if part.supplier and part.recipient:
        return
    for j in range(i - 1, -1, -1):
        kind, text = sentence.kind(j), sentence.text(j)
        if kind in STOPS:
            return
        if kind in _BUYS | _SELLS or text.startswith(("importer", "exporter")):
            buys = kind in _BUYS or text.startswith("importer")
            if buys == bool(part.supplier):
                turned = replace(part, supplier=part.recipient, recipient=part.supplier, doubts=())
                said, other = ("imports", "exports") if buys else ("exports", "imports")
                yield Doubt(
                    f"Is '{part.stated_words()}' of the world's {said}? It is read as of its {other}.",
                    (turned,),
                )
            return


def _says(sentence: Sentence, j: int, kind: str, verb: str) -> bool:
    return sentence.kind(j) == kind or sentence.text(j) == verb


def _among_whom(sentence: Sentence, parts: Sequence[Part], part: Part, i: int) -> Iterator[Doubt]:
    """Ask about a rank among exporters or importers that is read as one of somebody's partners."""
    item = sentence.row[i].item
    if part.kind != "rank" or part.of == "world" or not isinstance(item, Rank):
        return
    world = any(one.kind == "rank" and one.of == "world" for one in parts)
    if world and not item.noun:
        yield Doubt(
            f"Among whom is '{part.stated_words()}': among all of the world, as the rank before?"
        )
    nouns = [sentence.text(j) for j in range(i + 1, i + 5)]
    noun = next((n for n in (item.noun, *nouns) if n.startswith(("exporter", "importer"))), "")
    owned = any(sentence.kind(j) in ("POSS", "ITS") for j in range(i - 3, i))
    owned = owned or any(
        sentence.kind(j) == "E" and sentence.kind(j - 1) in ("TO", "OF", "FROM")
        for j in range(i + 1, i + 8)
    )
    if noun and not owned:
        side = "supplier" if noun.startswith("exporter") else "recipient"
        whom = part.supplier if side == "supplier" else part.recipient
        all_of_them = replace(part, supplier=(), recipient=(), of="world", doubts=())
        yield Doubt(
            f"Among whom is '{part.stated_words()}': all {noun.removesuffix('s')}s of the world?",
            (replace(all_of_them, **{side: whom}),) if whom else (),  # type: ignore[arg-type]  # a side is a field
        )


def _of_what(sentence: Sentence, part: Part, i: int) -> Iterator[Doubt]:
    """Ask of what a share is one: ``19 % of them``, ``a fifth of what they sold``."""
    if part.kind != "share" or sentence.kind(i + 1) != "OF":
        return
    told = sentence.text(i + 2)
    if part.of == "world" and told in ("them", "those", "what", "this", "that", "it", "these"):
        yield Doubt(f"Of what is '{part.stated_words()}'? '{told}' was not resolved.")
    place = i + 2 + (sentence.text(i + 2) == "the")
    mention = sentence.at(place)
    if (
        mention is not None
        and not mention.genitive
        and sentence.kind(place + 1) in (".", ",", "", "W")
    ):
        yield Doubt(f"Is '{part.stated_words()}' a share of {mention.name.name}, or its own share?")


def _swapped(part: Part) -> tuple[Part, ...]:
    """Return a part as a share of the other side's total."""
    other = {"imports": "exports", "exports": "imports"}
    if not (part.supplier and part.recipient) or part.of not in other:
        return ()
    return (replace(part, of=other[part.of], doubts=()),)  # type: ignore[arg-type]  # one of the two
