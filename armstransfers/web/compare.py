"""The view Compare: several countries on one scale, and two windows side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.compare import compare
from armstransfers.charts import Chart, dependence_dots, slope, small_multiples
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.essay import change_paragraph
from armstransfers.export.heading import heading
from armstransfers.export.provenance import provenance_of_change
from armstransfers.export.script import change_script
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.web import at_hand, complete_database, grids, moving, page, params, width
from armstransfers.web.computed import answer, depending, over_time, spanned
from armstransfers.web.controls import Controls, choices
from armstransfers.web.plain import plain
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import outside as in_words
from armstransfers.wording import views as sentences

_FACTS = ("entity", "partner", "share_then", "share_now", "points", "change", "value_now")


def show() -> None:
    """Draw the view."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    page.heading(controls.head, f"Compare {controls.side}s")
    if not controls.compared:
        st.info(f"Choose {controls.side}s to compare.")
        return
    questions = _covered(release, controls)
    _left_out(release, controls, [name for name in controls.compared if name not in questions])
    if not questions:
        complete_database.offer("refusal", unpin=True)
        return
    page.missing(release, questions.values(), controls.then, controls.years)
    charts = {"Side by side": _multiples(release, controls, questions)}
    page.plot(charts["Side by side"], "multiples")
    tables = {}
    in_both = {
        name: asked for name, asked in questions.items() if q.covers(release, asked, controls.then)
    }
    table = _between(release, controls, in_both) if in_both else None
    if table is None:
        firsts = [
            answer(release.id, controls.side, name, controls.years).shares for name in questions
        ]
        page.headline(
            controls.head,
            sentences.leaders(list(questions.values()), firsts, controls.years),
            release,
        )
    if without := [name for name in questions if name not in in_both]:
        page.say(in_words.no_earlier(without, controls.then), "at-source")
    if table is not None:
        tables["Two windows"] = table
        charts["Two windows"] = _two_windows(release, controls, in_both, table)
    if controls.side == "recipient":
        found, charts["One supplier"] = _one_supplier(release, controls, questions)
        tables["One supplier"] = found
    if tables:
        _give_away(release, controls, questions, tables, charts)
    page.sources(release)


def _covered(release: Release, controls: Controls) -> dict[str, q.Question]:
    """Return the countries whose denominators the release holds."""
    q.require_additive(release.measure)
    asked = {name: at_hand.asked_of(release, controls.side, name) for name in controls.compared}
    return {name: one for name, one in asked.items() if q.covers(release, one, controls.years)}


def _left_out(release: Release, controls: Controls, names: list[str]) -> None:
    """Say who is left out, and offer the years in which nobody would be."""
    held = {name: moving.latest_held([release], controls.side, name) for name in names}
    for line in in_words.left_out(held, controls.side, controls.years):
        page.say(line, "at-source")
    everybody = {moving.latest_held([release], controls.side, name) for name in controls.compared}
    if len(names) and len(everybody) == 1 and (years := next(iter(everybody))):
        page.show_years(years)


def _multiples(release: Release, controls: Controls, questions: dict[str, q.Question]) -> Chart:
    side, years = controls.side, controls.years
    trailing, yearly = (
        {name: over_time(release.id, side, name, window) for name in questions}
        for window in (controls.window, 1)
    )
    spans = [spanned(release.id, side, name, years, controls.all_years) for name in questions]
    return small_multiples(
        trailing,
        yearly,
        questions=questions,
        window=controls.window,
        span=(min(first for first, _ in spans), max(last for _, last in spans)),
        marked=years,
        most=controls.lines,
        as_volumes=controls.panels == params.VOLUMES,
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )


@at_hand.remembered
def _compared(
    release_id: str, side: Side, names: tuple[str, ...], then: Window, now: Window
) -> pd.DataFrame:
    whose: Any = {f"{side}s": names}
    return compare(at_hand.find(release_id), **whose, then=then, now=now)


def _between(
    release: Release, controls: Controls, questions: dict[str, q.Question]
) -> pd.DataFrame | None:
    then, now = controls.then, controls.years
    try:
        return _compared(release.id, controls.side, tuple(questions), then, now)
    except ArmsTransfersError as error:
        st.info(plain(wording.capital(str(error))), icon=":material/block:")
        return None


def _two_windows(
    release: Release,
    controls: Controls,
    questions: dict[str, q.Question],
    table: pd.DataFrame,
) -> Chart:
    """Draw one country's slopes and the facts of all, and return the slopes."""
    then, now, side = controls.then, controls.years, controls.side
    page.headline(controls.head, sentences.compare_headline(table, side, then, now), release)
    st.header(f"{q.words(then)} and {q.words(now)}", anchor=False)
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        names = {entities.display_name(name): name for name in questions}
        chosen = names[_slope_of(side, list(names))]
        chart = slope(
            table[table["entity"] == chosen],
            question=questions[chosen],
            then=then,
            now=now,
            dark=page.is_dark(),
            narrow=width.is_narrow(),
        )
        page.plot(chart, "slope")
    with right:
        number = st.column_config.NumberColumn
        grids.draw(
            grids.for_people(
                table[[*_FACTS, *(["exactness"] * bool(wording.if_estimated(table)))]]
            ),
            "facts",
            {
                "entity": side,
                "partner": questions[next(iter(questions))].across,
                "share_then": number(f"{q.words(then)}, %", format="%.1f"),
                "share_now": number(f"{q.words(now)}, %", format="%.1f"),
                "points": number("points", format="%+.1f"),
                "change": number("volume, change in %", format="%+.0f"),
                "value_now": number(release.measure.unit, format=grids.volumes(release.measure)),
            },
            height=470,
        )
    return chart


def _slope_of(side: Side, names: list[str]) -> str:
    """Draw the choice of the country whose slopes are drawn."""
    if st.session_state.get("slope") not in names:
        st.session_state.pop("slope", None)
    return st.selectbox(side.capitalize(), names, key="slope", width=220, bind="query-params")


def _one_supplier(
    release: Release, controls: Controls, questions: dict[str, q.Question]
) -> tuple[pd.DataFrame, Chart]:
    """Draw one supplier's share of every recipient's imports, and return table and chart."""
    years = controls.years
    head = st.container()
    chosen = choices.choose_entity(st.container(), st.session_state["among"], "supplier")
    supplier = params.entity_name(chosen)
    head.header(f"What {wording.called(supplier)} supplied, {q.words(years)}", anchor=False)
    every = depending(release.id, supplier, years)
    table = every[every["recipient"].isin(questions)].reset_index(drop=True)
    chart = dependence_dots(
        table,
        supplier=supplier,
        years=years,
        measure=release.measure,
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )
    page.plot(chart, "one supplier")
    few = f"{release.measure.few:g} {release.measure.unit}"
    page.say(f"Recipients of less than {few} are left out.", "at-source")
    return table, chart


def _finding(controls: Controls, tables: dict[str, pd.DataFrame]) -> str:
    """Return what a picture of the comparison says above it."""
    then, now, side = controls.then, controls.years, controls.side
    if "Two windows" in tables:
        return sentences.compare_headline(tables["Two windows"], side, then, now)
    return f"{side.capitalize()}s compared, {q.words(now)}"


def _give_away(
    release: Release,
    controls: Controls,
    questions: dict[str, q.Question],
    tables: dict[str, pd.DataFrame],
    charts: dict[str, Chart],
) -> None:
    then, now, side = controls.then, controls.years, controls.side
    shown = next(iter(questions))
    if "slope" in st.session_state:
        shown = params.entity_name(st.session_state["slope"])
    offer(
        TakeAway(
            release=release,
            title=f"{side.capitalize()}s compared, {q.words(then)} and {q.words(now)}",
            name=f"compare_{side}s_{then[0]}-{then[1]}_{now[0]}-{now[1]}",
            path="compare",
            heading=heading(release, _finding(controls, tables)),
            values=controls.values(),
            provenance=provenance_of_change(release, list(questions.values()), then, now),
            tables=tables,
            charts=charts,
            scripts={
                "Change": lambda: change_script(
                    release, **{side: shown}, then=then, now=now, chosen=st.session_state["filter"]
                )
            },
            essay=lambda: change_paragraph(release, **{side: shown}, then=then, now=now),
            calculation="A share is a sum over a sum, in each window by itself. Its change is the "
            "later share less the earlier one, in percentage points; the change of the volume is "
            "in per cent.",
        )
    )
