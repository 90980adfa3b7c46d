"""For which years a number is: other windows of the sentence, and years that date something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers.claims.english.fillers import FILLERS
from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.windows import Years
from armstransfers.claims.part import Doubt, Part

_SAID = frozenset(
    phrases("reported, said, wrote, published, released, noted, report, article, study, interview")
)


def other_years(sentence: Sentence, part: Part, i: int, scope: range) -> Iterator[Doubt]:
    """Yield a question for each reading of other years that is of like weight.

    Parameters
    ----------
    sentence : Sentence
        The sentence, when its parts are read.
    part, i, scope
        The part, the place of its number, and the places of its clause.
    """
    yield from _which_years(sentence, part, i, scope)
    yield from _dated(sentence, part)


def _which_years(sentence: Sentence, part: Part, i: int, scope: range) -> Iterator[Doubt]:
    """Ask about the years of a number between which and them another number stands."""
    if part.kind in ("change", "points", "ranking") or part.years is None:
        return
    if sentence.kind(i - 1) in ("FROM", "TO"):
        return  # from 35 to 43 per cent between two windows
    named = [
        (j, item) for j in scope
        if isinstance(item := sentence.row[j].item, Years) and item.sort in ("window", "open")
    ]  # fmt: skip
    windows = {item.window for _, item in named if item.window}
    own = [j for j, item in named if item.window == part.years]
    risen = own and any(sentence.kind(k) in ("UP", "DOWN") for k in range(i, own[0]))
    if risen and any(sentence.kind(k) == "A" for k in range(i + 1, own[0])):
        yield Doubt(
            f"For which years is '{part.stated_words()}'? A rise or fall stands before them.",
            about="years",
        )
    if len(windows) < 2 or not own:
        return
    later = [j for j, item in named if item.window == max(windows)]
    if own == later and any(sentence.kind(j - 2) == "W" for j in later):
        return  # between 2015-19 and 2020-24, with Qatar (9.9 %) the main buyer
    if all(any(sentence.kind(k) in ("A", "R") for k in places_between(i, j)) for j in own):
        others = sorted(windows - {part.years})
        yield Doubt(
            f"For which years is '{part.stated_words()}'?",
            tuple(replace(part, years=window, doubts=()) for window in others),
            "years",
        )


def _dated(sentence: Sentence, part: Part) -> Iterator[Doubt]:
    """Ask about a year that may date something else: ``the 2020 war``, ``reported in 2023``."""
    for j, token in enumerate(sentence.row):
        item = token.item
        if not isinstance(item, Years) or item.sort != "window" or item.window != part.years:
            continue
        if item.window is None or item.window[0] != item.window[1]:
            continue
        after = sentence.text(j + 1)
        event = sentence.kind(j + 1) == "word" and after.isalpha() and after not in FILLERS
        said = sentence.text(j - 1) in _SAID or sentence.text(j - 2) in _SAID
        if event or said:
            yield Doubt(
                f"Is '{part.stated_words()}' for {item.window[0]}, or does the year date something else?",
                (),
                "years",
            )


def places_between(i: int, j: int) -> range:
    """Return the places between two places of a sentence."""
    return range(min(i, j) + 1, max(i, j))
