"""The parts of a claim as a person mends them: cells in words, and a line of text for each part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from armstransfers.analysis import question as q
from armstransfers.claims.claim import checked_of, names, window
from armstransfers.claims.part import Kind, Part, Way, require_few
from armstransfers.claims.phrases import Phrase, read
from armstransfers.claims.stated import Stated
from armstransfers.core.errors import ArmsTransfersError, BadRequest

CELLS = ("part", "supplier", "recipient", "years", "of", "stated", "compared_with", "against")
"""What a person can change of a part, in words."""
FLAGS = ("denied", "implied", "not judged", "confirmed")
"""What else a part may be."""
NOT_JUDGED = "This part was marked as one that is not judged."

_BAR, _PLUS = " | ", " + "
_WAYS = {"after": "after", "ahead": "ahead of", "": ""}
_COMPARED = re.compile(
    r"(?:(?P<way>after|behind|ahead)\b(?:\sof\b)?|than\b|as\b)?(?P<others>.*)", re.I | re.S
)
_PHRASES: tuple[Phrase, ...] = get_args(Phrase)
_FORMS = (
    "{}",
    "fell by {}",
    "{} less",
    "{} as much",
    "number {value:g}",
    "top {value:g}",
    "{value:g}",
)
"""How what is stated may be written so that it stands alone: ``88 %`` was a fall by 88 %."""

Cells = dict[str, str]
Read = TypeVar("Read")


def cells_of(part: Part) -> Cells:
    """Return the cells of a part, from which `part_of` makes it again."""
    said = (part.denied, part.implied, bool(part.needs or part.measure), part.confirmed)
    flags = zip(FLAGS, said, strict=True)
    return {
        "part": part.kind,
        "supplier": _PLUS.join(part.supplier),
        "recipient": _PLUS.join(part.recipient),
        "years": q.words(part.years) if part.years else "",
        "of": part.of,
        "stated": _stands_alone(part),
        "compared_with": f"{_WAYS[part.way]} {_PLUS.join(part.others)}".strip(),
        "against": q.words(part.base) if part.base else "",
        "flags": ", ".join(name for name, said in flags if said),
    }


def part_of(cells: Cells, place: int = 1) -> Part:
    """Return the part that some cells are.

    Raises
    ------
    BadRequest
        If a cell is not understood; the sentence names the part and the cell.
    """

    def cell(name: str, understood: Callable[[str], Read]) -> Read:
        try:
            return understood(cells.get(name, "").strip())
        except ArmsTransfersError as error:
            raise BadRequest(f"part {place}, {name.replace('_', ' ')}: {error}") from error

    kind: Kind = cell("part", _kind)
    flags = {flag.strip() for flag in cells.get("flags", "").split(",")} - {""}
    if unknown := sorted(flags - set(FLAGS)):
        raise BadRequest(f"part {place}: {unknown[0]!r} is none of {', '.join(FLAGS)}.")
    way, others = cell("compared_with", _compared)
    part = Part(
        kind,
        cell("supplier", names),
        cell("recipient", names),
        cell("years", window),
        cell("of", lambda words: checked_of(words) or "imports"),
        cell("stated", lambda words: _stated(kind, words)),
        others,
        way,
        cell("against", window),
        denied="denied" in flags,
        implied="implied" in flags,
        needs=NOT_JUDGED if "not judged" in flags else "",
        confirmed="confirmed" in flags,
    )
    return replace(part, way=part.way or "after") if kind == "comparison" else part


def parts_of(rows: Iterable[Cells], understood: Sequence[Part] = ()) -> tuple[Part, ...]:
    """Return the parts that rows of cells are.

    Parameters
    ----------
    rows : iterable of dict of str to str
        The cells of each part.
    understood : sequence of Part, optional
        How the sentence was understood. A part that was not changed keeps its words, and a part
        that is not judged the reason why.

    Raises
    ------
    BadRequest
        If a cell is not understood, or there is no part, or too many.
    """
    rows = list(rows)
    if not rows:
        raise BadRequest("no part is left; undo the changes or add one.")
    require_few(rows)
    parts = [part_of(cells, place) for place, cells in enumerate(rows, 1)]
    known = [(cells_of(one), one) for one in understood]
    return tuple(_as_understood(part, known) for part in parts)


def line_of(cells: Cells) -> str:
    """Return cells as one line: ``share | Belarus | Azerbaijan | 2011-2020 | imports | 7.1 %``.

    Examples
    --------
    >>> line_of({"part": "rank", "supplier": "Belarus", "recipient": "Azerbaijan", "stated": "third"})
    'rank | Belarus | Azerbaijan | | | third'
    """
    words = (" ".join(cells.get(name, "").replace("|", "/").split()) for name in (*CELLS, "flags"))
    return _BAR.join(words).replace("  ", " ").rstrip(" |")


def cells_from(line: str) -> Cells:
    """Return the cells of a line, as `line_of` writes it.

    Raises
    ------
    BadRequest
        If it has too many.
    """
    words = [word.strip() for word in line.split("|")]
    if len(words) > len(CELLS) + 1:
        raise BadRequest(f"{line[:60]!r} has more than {len(CELLS) + 1} pieces between its bars.")
    return dict(zip((*CELLS, "flags"), words, strict=False))


def rows_from(text: str) -> list[Cells]:
    """Return the cells of every line of a text that is not empty."""
    return [cells_from(line) for line in text.splitlines() if line.strip(" |")]


def answered(parts: Sequence[Part], place: int, answer: Part) -> str:
    """Return the lines of all parts when one of them has been answered for by a person.

    Parameters
    ----------
    parts : sequence of Part
        The parts as they stand.
    place : int
        Which of them was asked about.
    answer : Part
        What the person chose: the part itself, or another reading of it.
    """
    each = [*parts[:place], answer.said(), *parts[place + 1 :]]
    return "\n".join(line_of(cells_of(part)) for part in each)


def _stands_alone(part: Part) -> str:
    if part.stated is None:
        return ""
    for form in _FORMS:
        words = form.format(part.stated.words, value=part.stated.value)
        try:
            if _same(_stated(part.kind, words), part.stated):
                return words
        except ArmsTransfersError:
            continue
    return part.stated.words


def _same(one: Stated | None, other: Stated) -> bool:
    ends: tuple[str, ...] = ("value", "low", "high", "open_low", "open_high", "unit")
    return one is not None and all(_close(getattr(one, e), getattr(other, e)) for e in ends)


def _close(one: Any, other: Any) -> bool:
    return bool(one == other or (isinstance(one, float) and abs(one - other) < 1e-9))


def _stated(kind: Kind, words: str) -> Stated | None:
    if not words or kind == "ranking" or kind == "other":
        return None
    return read("rank" if kind == "comparison" else kind, words)


def _kind(text: str) -> Kind:
    if text not in get_args(Kind):
        raise BadRequest(f"{text!r} is none of {', '.join(get_args(Kind))}.")
    return text  # type: ignore[return-value]  # it is one of them


def _compared(text: str) -> tuple[Way, tuple[str, ...]]:
    """Return how and with whom a part compares: ``after Israel``, ``ahead of Russia``."""
    found = _COMPARED.fullmatch(text)
    assert found is not None
    way = (found["way"] or "").lower()
    return ("after" if way in ("after", "behind") else "ahead") if way else "", names(
        found["others"]
    )


def _as_understood(part: Part, understood: Sequence[tuple[Cells, Part]]) -> Part:
    """Return a part with what its cells do not say, where it is one that was understood."""
    own = cells_of(part)
    for cells, one in understood:
        if cells == own:
            return one
        if part.confirmed and cells_of(one.said()) == own:
            return one.said()
    near = [one for _, one in understood if one.kind == part.kind and (one.needs or one.measure)]
    if part.needs and near:
        return replace(part, needs=near[0].needs or near[0].measure, measure=near[0].measure)
    if not part.needs and part.stated is None and part.kind in _PHRASES:
        raise BadRequest(f"a {part.noun} states nothing; fill in what is stated, or remove it.")
    return part
