"""The view Compare: several countries on one scale, and two windows side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from armstransfers import entities, wording
from armstransfers.analysis import question as q
from armstransfers.analysis.compare import compare
from armstransfers.analysis.leading import active_span, leading_together
from armstransfers.charts import Chart, dependence_dots, slope, small_multiples
from armstransfers.coverage import Side, Window
from armstransfers.errors import ArmsTransfersError, Refused
from armstransfers.export.essay import change_paragraph
from armstransfers.export.provenance import provenance_of_change
from armstransfers.export.script import change_script
from armstransfers.release import Release
from armstransfers.web import at_hand, grids, page, params, width
from armstransfers.web.computed import answer, asked_of, depending, over_time
from armstransfers.web.controls import Controls, choices
from armstransfers.web.plain import plain
from armstransfers.web.take_away import TakeAway, offer
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
    questions, refusals = _covered(release, controls)
    for refusal in refusals:
        page.say(wording.capital(refusal), "at-source")
    if not questions:
        page.link_to_whole()
        return
    page.missing(release, questions.values(), controls.then, controls.years)
    series = {
        name: over_time(release.id, controls.side, name, controls.window) for name in questions
    }
    shown = leading_together(list(series.values()), few=release.measure.few, most=controls.lines)
    charts = {"Side by side": _multiples(release, controls, questions, series, shown)}
    page.plot(charts["Side by side"], "multiples")
    tables = {}
    table = _between(release, controls, questions)
    if table is not None:
        tables["Two windows"] = table
        charts["Two windows"] = _two_windows(release, controls, questions, table, shown)
    if controls.side == "recipient":
        found, charts["One supplier"] = _one_supplier(release, controls, questions)
        tables["One supplier"] = found
    if tables:
        _give_away(release, controls, questions, tables, charts)
    page.sources(release)


def _covered(release: Release, controls: Controls) -> tuple[dict[str, q.Question], list[str]]:
    """Return the countries whose denominators the release holds, and why others are left out."""
    questions: dict[str, q.Question] = {}
    refusals = []
    for name in controls.compared:
        asked = asked_of(release, controls.side, name)
        try:
            q.require_additive(release.measure)
            q.require_covered(release, asked, controls.years)
        except Refused as refusal:
            refusals.append(f"{entities.display_name(name)} is left out: {refusal}")
        else:
            questions[name] = asked
    return questions, refusals


def _multiples(
    release: Release,
    controls: Controls,
    questions: dict[str, q.Question],
    series: dict[str, pd.DataFrame],
    shown: list[str],
) -> Chart:
    covered = release.coverage.years or controls.years
    yearly = (over_time(release.id, controls.side, name, 1) for name in questions)
    span = min(active_span(one, covered)[0] for one in yearly), covered[1]
    return small_multiples(
        series,
        questions=questions,
        totals={name: _total(release, controls, name) for name in questions},
        window=controls.window,
        span=span,
        shown=shown,
        marked=controls.years,
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )


def _total(release: Release, controls: Controls, name: str) -> float:
    found = answer(release.id, controls.side, name, controls.years).shares
    return float(found["total"].iloc[0]) if len(found) else 0.0


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
    shown: list[str],
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
            shown=shown,
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
