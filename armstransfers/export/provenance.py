"""What a number must carry with it wherever it goes."""

from __future__ import annotations

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.coverage import Window
from armstransfers.export.citation import PROGRAM, citation
from armstransfers.release import Release


def source_line(release: Release) -> str:
    """Return the line that stands under every figure."""
    return f"Source: {release.describe_origin()}. Calculation: {PROGRAM}."


def exactness(release: Release, asked: q.Question, years: Window) -> str:
    """Return how exact the values of a selection are, in words."""
    step = f"{release.measure.precision:g} {release.measure.unit}"
    match release.coverage.exactness_of(asked.side, asked.entity, years):
        case "exact":
            return f"exact to {step}"
        case "rounded":
            return f"rounded to {step}; bands are the worst case of rounding"
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
    lines = {
        "Question": f"{partners} of {asked.entity}, {when}",
        "Source": release.describe_origin(),
        "Release": release.reference,
    }
    if release.origin.extract:
        lines["Extract"] = release.origin.extract
    return lines | {
        "Calculation": f"{PROGRAM}; share = 100 x value / total, total = {wording.denominator(asked)}",
        "Unit": f"{release.measure.unit}, by year of {release.measure.basis}; {release.measure.meaning}",
        "Exactness": exactness(release, asked, years),
        "Cite": citation(release),
        "Terms": release.origin.terms,
    }
