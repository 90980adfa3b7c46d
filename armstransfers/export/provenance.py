"""What a number must carry with it wherever it goes."""

from __future__ import annotations

from collections.abc import Sequence

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.exact import concerning_any, may_concern
from armstransfers.analysis.groups import BY_REGION, BY_SUBREGION, Grouping
from armstransfers.core.coverage import Exactness, Side, Window
from armstransfers.core.measure import Measure, tiv
from armstransfers.core.report import SetAside
from armstransfers.model.citing import PROGRAM, citation
from armstransfers.model.release import Release
from armstransfers.wording.set_aside import left_out

TIV_NOTE = tiv(0.01).meaning
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
    return how_exact(asked.exactness(release, years), release.measure)


def how_exact(how: Exactness, measure: Measure) -> str:
    """Return in words what a column ``exactness`` says."""
    step, unit = measure.precision, measure.unit
    match how:
        case "exact":
            return f"unrounded, to {step:g} {unit}"
        case "rounded":  # SIPRI prints totals as whole numbers, whatever the deliveries are
            step = max(step, 1) if measure.is_tiv else step
            return f"rounded to {step:g} {unit}; bands are the worst case of rounding"
        case _:
            return f"estimated, equal split: {wording.WHAT_IS_ESTIMATED}"


def provenance_of_view(
    release: Release,
    *,
    question: str,
    window: str,
    formula: str,
    exactness: str,
    group: str = "",
    filters: Sequence[str] = (),
    missing: Sequence[SetAside] = (),
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
    group : str, optional
        Who counts, where several countries are asked for together.
    filters : sequence of str, optional
        What the view leaves out, in words. What a filter left out of the release is named anyway.
    missing : sequence of SetAside, optional
        Lines that were set aside and may belong to its numbers, as from
        `armstransfers.analysis.exact.may_concern`.

    Returns
    -------
    dict of str to str
        One line each: Question, Window, Group, Filter, Source, Release, Extract, Calculation, Unit,
        Exactness, Missing, Cite, Terms. Group, Filter, Extract and Missing are there only where they
        say something.
    """
    measure, origin = release.measure, release.origin
    lines = {
        "Question": question,
        "Window": window,
        "Group": group,
        "Filter": "; ".join(filter(None, (origin.selection, *filters))),
        "Source": release.describe_origin(),
        "Release": release.reference,
        "Extract": origin.extract,
        "Calculation": f"{PROGRAM}; {formula}",
        "Unit": f"{measure.unit}, by year of {measure.basis}; {measure.meaning}",
        "Exactness": exactness,
        "Missing": "".join(left_out(missing, measure)),
        "Cite": citation(release),
        "Terms": origin.terms,
    }
    return {name: " ".join(text.split()) for name, text in lines.items() if text}


def provenance(
    release: Release,
    asked: q.Question,
    years: Window,
    how: Exactness | None = None,
    *,
    window: int | None = None,
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
    how : {"exact", "rounded", "estimated"}, optional
        How exact the values are: the least exact of a series. By default as the window is.
    window : int, optional
        Length of trailing windows, for a series.
    """
    when = q.words(years) if window is None else f"{window}-year windows ending {q.words(years)}"
    span = years if window is None else q.of_trailing(years, window)
    asked = asked.until(years[1])
    return provenance_of_view(
        release,
        group=wording.who_counts(asked),
        question=wording.asking(asked),
        window=when,
        formula=share_formula(wording.denominator(asked)),
        exactness=how_exact(how, release.measure) if how else exactness(release, asked, years),
        missing=may_concern(release, asked, span),
    )


def provenance_of_groups(
    release: Release, asked: q.Question, years: Window, system: Grouping, how: Exactness
) -> dict[str, str]:
    """Return what a table or chart of one country's partners in groups carries.

    Parameters
    ----------
    release, asked, years
        As for `provenance`.
    system : Grouping
        The groups.
    how : {"exact", "rounded", "estimated"}
        The column ``exactness`` of the table.
    """
    groups = f"{asked.across}s by {system.by}"
    if system.by not in (BY_REGION, BY_SUBREGION):
        dated = "on 31 December of each year" if system.is_dated else "today"
        groups = f"{asked.across}s that are members of {system.by} {dated}, and all others"
    return provenance_of_view(
        release,
        question=wording.asking(asked),
        window=q.words(years),
        group=wording.who_counts(asked),
        formula=f"{share_formula(wording.denominator(asked))}; {groups}",
        exactness=how_exact(how, release.measure),
        missing=may_concern(release, asked, years),
    )


def provenance_of_pair(
    release: Release, recipient: q.Question, supplier: q.Question, years: Window
) -> dict[str, str]:
    """Return what the tables and charts of one supplier and one recipient carry.

    A denominator that the release does not hold is not named.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : Question
        Whose suppliers, and whose recipients: the two denominators.
    years : (int, int)
        The window.
    """
    denominators = {"dependence": recipient, "exposure": supplier}
    held = {n: asked for n, asked in denominators.items() if q.covers(release, asked, years)}
    whole = [f"{name} = 100 x value / {wording.denominator(held[name])}" for name in held]
    return provenance_of_view(
        release,
        question=(
            f"What does {wording.called(supplier.entity)} deliver to "
            f"{wording.called(recipient.entity)}?"
        ),
        window=q.words(years),
        group=wording.who_counts(recipient, supplier),
        formula="; ".join(whole),
        exactness="; ".join({exactness(release, asked, years): "" for asked in held.values()}),
        missing=concerning_any(release, held.values(), years),
    )


def provenance_of_change(
    release: Release, every: Sequence[q.Question], then: Window, now: Window
) -> dict[str, str]:
    """Return what a comparison of two windows carries, for one country or several.

    Parameters
    ----------
    release : Release
        The data.
    every : sequence of Question
        Whose partners, all of one side.
    then, now : (int, int)
        The two windows.
    """
    found = {exactness(release, asked, years): "" for asked in every for years in (then, now)}
    return provenance_of_view(
        release,
        question=" ".join(wording.asking(asked) for asked in every),
        window=f"{q.words(then)} and {q.words(now)}",
        group=wording.who_counts(*(asked.until(now[1]) for asked in every)),
        formula=CHANGE_FORMULA,
        exactness="; ".join(found),
        missing=concerning_any(release, every, then, now),
    )


def provenance_of_world(
    release: Release,
    side: Side,
    years: Window,
    how: Exactness,
    *,
    then: Window | None = None,
    group: str = "",
    filters: Sequence[str] = (),
) -> dict[str, str]:
    """Return what a table or chart of the world's exporters or importers carries.

    Parameters
    ----------
    release : Release
        The data.
    side : {"supplier", "recipient"}
        Exporters or importers.
    years : (int, int)
        The window.
    how : {"exact", "rounded", "estimated"}
        The column ``exactness`` of the table.
    then : (int, int), optional
        The window that it is compared with.
    group, filters
        As for `provenance_of_view`.
    """
    flow = q.Question(side, "").flow
    against = f", against {q.words(then)}" if then else ""
    goods = release.measure.goods
    return provenance_of_view(
        release,
        question=f"Who {'supplies' if side == 'supplier' else 'imports'} the most {goods}?",
        window=f"{q.words(years)}{against}",
        group=group,
        formula=share_formula(f"the world's {flow} of {goods}"),
        exactness=how_exact(how, release.measure),
        missing=may_concern(release, None, years, *([then] if then else [])),
        filters=filters,
    )


def provenance_of_dependence(
    release: Release,
    supplier: str,
    years: Window,
    how: Exactness,
    *,
    group: str = "",
    filters: Sequence[str],
) -> dict[str, str]:
    """Return what a table or chart of those who depend on one supplier carries.

    Parameters
    ----------
    release : Release
        The data.
    supplier : str
        The supplier, by its name in releases, or the name of a group.
    years : (int, int)
        The window.
    how : {"exact", "rounded", "estimated"}
        The least exact of the table.
    group, filters
        As for `provenance_of_view`; which recipients are left out.
    """
    return provenance_of_view(
        release,
        question=f"Who depends on {wording.called(supplier)}?",
        window=q.words(years),
        group=group,
        formula=share_formula(f"all that the recipient imported of {release.measure.goods}"),
        exactness=how_exact(how, release.measure),
        missing=may_concern(release, None, years),
        filters=filters,
    )
