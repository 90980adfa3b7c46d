"""What a number must carry with it wherever it goes."""

from __future__ import annotations

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.coverage import Exactness, Window
from armstransfers.export.citation import PROGRAM, citation
from armstransfers.release import Release

TIV_NOTE = "TIV counts the volume of deliveries of major arms. It is not money."


def source_line(release: Release) -> str:
    """Return the line that stands under every figure."""
    return f"Source: {release.describe_origin()}. Calculation: {PROGRAM}."


def exactness(release: Release, asked: q.Question, years: Window) -> str:
    """Return how exact the values of a selection are, in words."""
    return in_words(release, release.coverage.exactness_of(asked.side, asked.entity, years))


def in_words(release: Release, how: Exactness) -> str:
    """Return how exact values are, in words."""
    step, unit = release.measure.precision, release.measure.unit
    match how:
        case "exact":
            return f"exact to {step:g} {unit}"
        case "rounded":  # printed totals are whole numbers, whatever the deliveries are
            return f"rounded to {max(step, 1):g} {unit}; bands are the worst case of rounding"
        case _:
            return "estimated: deals over several years are split equally"


def provenance(
    release: Release, asked: q.Question, years: Window, *, window: int | None = None
) -> dict[str, str]:
    """Return what a table of shares carries: question, source, release, formula, terms.

    Parameters
    ----------
    release : Release
        The data.
    asked : Question
        Whose partners.
    years : (int, int)
        The window; for a series, the first and last year in which a window ends.
    window : int, optional
        Length of trailing windows, for a series.
    """
    partners = "suppliers" if asked.side == "recipient" else "recipients"
    when = q.words(years) if window is None else f"{window}-year windows ending {q.words(years)}"
    return carried(
        release,
        question=f"{partners} of {asked.entity}, {when}",
        formula=f"share = 100 x value / total, total = {wording.denominator(asked)}",
        exactness=exactness(release, asked, years),
    )


def carried(release: Release, *, question: str, formula: str, exactness: str) -> dict[str, str]:
    """Return what any table of numbers carries: question, source, release, formula, terms."""
    lines = {
        "Question": question,
        "Source": release.describe_origin(),
        "Release": release.reference,
    }
    if release.origin.extract:
        lines["Extract"] = release.origin.extract
    return lines | {
        "Calculation": f"{PROGRAM}; {formula}",
        "Unit": f"{release.measure.unit}, by year of {release.measure.basis}; {TIV_NOTE}",
        "Exactness": exactness,
        "Cite": citation(release),
        "Terms": release.origin.terms,
    }
