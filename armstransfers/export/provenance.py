"""What a number must carry with it wherever it goes."""

from __future__ import annotations

from collections.abc import Sequence

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.coverage import Exactness, Window
from armstransfers.export.citation import PROGRAM, citation
from armstransfers.measure import Measure
from armstransfers.release import Release

CHANGE_FORMULA = (
    "change = 100 x (volume now / volume then - 1); points = share now - share then, each share "
    "of its own window's total"
)


def source_line(release: Release) -> str:
    """Return the line that stands under every figure."""
    return f"Source: {release.describe_origin()}. Calculation: {PROGRAM}."


def share_formula(whole: str) -> str:
    """Return how a share of a whole is calculated: of ``Azerbaijan's imports of major arms``."""
    return f"share = 100 x value / total, total = {whole}"


def exactness(release: Release, asked: q.Question, years: Window) -> str:
    """Return how exact the values of a selection are, in words."""
    how = release.coverage.exactness_of(asked.side, asked.entity, years)
    return how_exact(how, release.measure)


def how_exact(how: Exactness, measure: Measure) -> str:
    """Return in words what a column ``exactness`` says."""
    step = f"{measure.precision:g} {measure.unit}"
    match how:
        case "exact":
            return f"exact to {step}"
        case "rounded":
            return f"rounded to {step}; bands are the worst case of rounding"
        case _:
            return "estimated: deals over several years are split equally"


def provenance(
    release: Release, asked: q.Question, years: Window, *, window: int | None = None
) -> dict[str, str]:
    """Return what a table or chart of one country's partners carries.

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

    Returns
    -------
    dict of str to str
        As `provenance_of_view` returns it.
    """
    when = q.words(years) if window is None else f"{window}-year windows ending {q.words(years)}"
    return provenance_of_view(
        release,
        question=wording.asking(asked),
        window=when,
        formula=share_formula(wording.denominator(asked)),
        exactness=exactness(release, asked, years),
    )


def provenance_of_view(
    release: Release,
    *,
    question: str,
    window: str,
    formula: str,
    exactness: str,
    filters: Sequence[str] = (),
) -> dict[str, str]:
    """Return what the tables, charts and scripts of any view carry.

    Parameters
    ----------
    release : Release
        The data.
    question : str
        What the view answers, as in its heading.
    window : str
        The window or windows, in words.
    formula : str
        How its numbers are calculated, as from `share_formula` or `CHANGE_FORMULA`.
    exactness : str
        How exact they are, as from `exactness` or `how_exact`.
    filters : sequence of str, optional
        What the view leaves out, in words. What a filter left out of the release is named anyway.

    Returns
    -------
    dict of str to str
        One line each: Question, Window, Filter, Source, Release, Extract, Calculation, Unit,
        Exactness, Cite, Terms. Filter and Extract are there only where they say something.
    """
    measure, origin = release.measure, release.origin
    lines = {
        "Question": question,
        "Window": window,
        "Filter": "; ".join(filter(None, (origin.selection, *filters))),
        "Source": release.describe_origin(),
        "Release": release.reference,
        "Extract": origin.extract,
        "Calculation": f"{PROGRAM}; {formula}",
        "Unit": f"{measure.unit}, by year of {measure.basis}; {measure.meaning}",
        "Exactness": exactness,
        "Cite": citation(release),
        "Terms": origin.terms,
    }
    return {name: " ".join(text.split()) for name, text in lines.items() if text}
