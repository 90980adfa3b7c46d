"""Other readings of a number that are nearly as likely as the one that was taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstransfers.analysis import question as q
from armstransfers.claims.part import About, Doubt, Part
from armstransfers.core.coverage import Side, Window

SURE = 0.85
"""How likely a reading must be to be judged without a question."""
_WORTH_TELLING = 0.02  # how likely another must be to be offered
_MOST_OFFERED = 3


def other_readings(part: Part, each: Sequence[tuple[float, Part | None]]) -> Iterator[Doubt]:
    """Yield a question where another reading of the names, or of what is stated, is nearly as likely.

    Parameters
    ----------
    part : Part
        The part as it was read.
    each : sequence of (float, Part or None)
        Its readings and how likely each is, the likeliest first; None for a number that is no part.
    """
    own = sum(likely for likely, other in each if other is not None and _same(part, other))
    if own >= SURE:
        return
    others = [
        replace(other, words=part.words, denied=part.denied) for likely, other in each
        if likely > _WORTH_TELLING and other is not None and not _same(part, other)
    ]  # fmt: skip
    others = others[:_MOST_OFFERED]
    told = part.stated_words()
    about: About = "names"
    if not others:
        yield Doubt(f"Of whom is '{told}'? The sentence can be read in other ways.", (), about)
    elif any(other.kind != part.kind for other in others):
        nouns = " or ".join(dict.fromkeys(f"a {one.noun}" for one in (part, *others)))
        yield Doubt(f"What is '{told}': {nouns}?", tuple(others), "")
    elif all((other.supplier, other.recipient) == (part.supplier, part.recipient) for other in others):  # fmt: skip
        yield Doubt(f"Of what is '{told}': of imports, or of exports?", tuple(others), "of")
    else:
        yield Doubt(f"Whose is '{told}': {_choice([part, *others])}?", tuple(others), about)


def _same(part: Part, other: Part) -> bool:
    """Whether two readings say the same of the same."""
    one, two = (
        (p.kind, set(p.supplier), set(p.recipient), p.of, set(p.others)) for p in (part, other)
    )
    return one == two


def _choice(parts: Sequence[Part]) -> str:
    subjects = list(dict.fromkeys(" and ".join(part.subject) or "the world" for part in parts))
    if len(subjects) > 1:
        return ", or ".join(f"of {subject}" for subject in subjects)
    routes = dict.fromkeys(f"{' and '.join(p.supplier) or 'all'} to {' and '.join(p.recipient) or 'all'}" for p in parts)  # fmt: skip
    return ", or ".join(routes)


def other_years(
    part: Part, each: Sequence[tuple[float, Window | None, Window | None]]
) -> Iterator[Doubt]:
    """Yield a question where other years are nearly as likely.

    Parameters
    ----------
    part : Part
        The part as it was read.
    each : sequence of (float, window, window)
        Its years and those it is compared with, and how likely they are, the likeliest first.
    """
    own = sum(likely for likely, years, base in each if (years, base) == (part.years, part.base))
    if own >= SURE or part.years is None:
        return
    others = [
        replace(part, years=years, base=base) for likely, years, base in each
        if likely > _WORTH_TELLING and years and (years, base) != (part.years, part.base)
    ]  # fmt: skip
    if part.base:
        yield Doubt(f"The claim does not say plainly against which years '{part.stated_words()}' is.", tuple(others[:_MOST_OFFERED]), "years")  # fmt: skip
        return
    told = ", or ".join(q.words(years) for years in dict.fromkeys((part.years, *(one.years for one in others[:2]))) if years)  # fmt: skip
    yield Doubt(
        f"For which years is '{part.stated_words()}': {told}?",
        tuple(others[:_MOST_OFFERED]),
        "years",
    )


def one_by_one(part: Part) -> list[Part]:
    """Return a part for each whole, and for each who has a rank."""
    sides: list[Side] = []
    if part.kind in ("share", "rank", "ranking", "comparison", "points") and part.of != "world":
        sides.append("recipient" if part.of == "imports" else "supplier")
    if part.kind == "rank":
        sides.append(part.side)
    for side in sides:
        each = part.recipient if side == "recipient" else part.supplier
        if len(each) > 1:
            return [one for name in each for one in one_by_one(replace(part, **{side: (name,)}))]  # type: ignore[arg-type]  # a side is a field
    return [part]
