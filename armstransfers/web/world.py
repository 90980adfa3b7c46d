"""The view World: who exports and imports most, who depends on whom, what flows between regions."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.flows import flows
from armstransfers.analysis.groups import BY_REGION
from armstransfers.analysis.published_shares import published_of_world
from armstransfers.analysis.published_tables import PUBLISHED_WINDOW, published_traders
from armstransfers.analysis.world import world
from armstransfers.charts import Chart, dependence_dots, flows_chart, tile_map, traders
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.core.measure import tiv
from armstransfers.export.provenance import provenance_of_dependence, provenance_of_world
from armstransfers.export.script import world_script
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.web import at_hand, complete_database, outside, page, width
from armstransfers.web.computed import depending
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.sent import sent
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import outside as in_words
from armstransfers.wording import views as sentences


def show() -> None:
    """Draw the view."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    side: Side = "supplier" if controls.traders == "exporters" else "recipient"
    page.heading(controls.head, f"The world's largest {controls.traders}")
    looks = _Looks(page.is_dark(), width.is_narrow())
    found = _Found({}, {})
    try:
        table = _world(release.id, side, controls.years)
    except Refused as refusal:
        if whole := release.coverage.years_of_the_world:
            _outside(release, controls, side, (whole[0], whole[-1]))
        else:
            _published(str(refusal), side, looks)
    else:
        page.headline(
            controls.head,
            sentences.world_headline(table, side, release.measure, controls.years),
            release,
        )
        page.missing(release, None, controls.years, q.before(controls.years))
        found.tables[controls.traders.capitalize()] = table
        _traders(release, controls, side, table, looks, found)
    _dependent(release, controls, looks, found)
    _flows(release, controls, looks, found)
    if found.tables:
        _give_away(release, controls, side, found)
    page.sources(release)


class _Looks(NamedTuple):
    """How the viewer's page is."""

    dark: bool
    narrow: bool


class _Found(NamedTuple):
    """What the view found, to be taken away: tables and charts by name."""

    tables: dict[str, pd.DataFrame]
    charts: dict[str, Chart]


@at_hand.remembered
def _world(release_id: str, side: Side, years: Window) -> pd.DataFrame:
    return world(at_hand.find(release_id), side=side, years=years)


@at_hand.remembered
def _between(release_id: str, years: Window, by: str) -> pd.DataFrame:
    return flows(at_hand.find(release_id), years=years, by=by)


def _outside(release: Release, controls: Controls, side: Side, held: Window) -> None:
    """Say which years of the world are held, and list what SIPRI published near those asked for."""
    years, flow = controls.years, q.Question(side, "").flow
    page.headline(controls.head, in_words.world_at_hand(years, held), release)
    outside.offer_held(held, [])
    published = published_of_world(side)
    outside.list_near(published, controls.traders.removesuffix("s"), f"the world's {flow}", years)


def _published(refusal: str, side: Side, looks: _Looks) -> None:
    """Say that these data are a part, and show what SIPRI published."""
    st.info(plain(wording.capital(refusal)), icon=":material/block:")
    complete_database.offer("refusal", unpin=True)
    table = published_traders(side=side)
    chart = traders(
        table,
        side=side,
        years=PUBLISHED_WINDOW,
        measure=tiv(0.01),
        dark=looks.dark,
        narrow=looks.narrow,
    )
    st.header("As SIPRI published it in March 2026: 2021-2025", anchor=False)
    flow = "exports" if side == "supplier" else "imports"
    tiles = tile_map(
        table,
        value="share",
        title=f"Share of the world's {flow}, {q.words(PUBLISHED_WINDOW)}, as SIPRI published it",
        measure=tiv(0.01),
        blank="not in SIPRI's table",
        dark=looks.dark,
        narrow=looks.narrow,
    )
    _clickable(tiles, f"published tiles {side}", side)
    page.plot(chart, "published traders")


def _traders(
    release: Release,
    controls: Controls,
    side: Side,
    table: pd.DataFrame,
    looks: _Looks,
    found: _Found,
) -> None:
    flow = "exports" if side == "supplier" else "imports"
    tiles = tile_map(
        table,
        value="share",
        title=f"Share of the world's {flow}, {q.words(controls.years)}{wording.if_estimated(table)}",
        measure=release.measure,
        dark=looks.dark,
        narrow=looks.narrow,
    )
    _clickable(tiles, f"tiles {side}", side)
    chart = traders(
        table,
        side=side,
        years=controls.years,
        measure=release.measure,
        dark=looks.dark,
        narrow=looks.narrow,
    )
    page.plot(chart, "traders")
    found.charts.update({"Largest": chart, "Map": tiles})


def _give_away(release: Release, controls: Controls, side: Side, found: _Found) -> None:
    years = controls.years
    first = next(iter(found.tables.values()))
    how: Any = str(first["exactness"].iloc[0]) if len(first) else "exact"
    if controls.traders.capitalize() in found.tables:
        title = f"The world's largest {controls.traders}, {q.words(years)}"
        then = q.before(years) if first["share_then"].notna().any() else None
        carried = provenance_of_world(release, side, years, how, then=then)
        scripts = {
            "World": partial(
                world_script, release, side=side, years=years, chosen=st.session_state["filter"]
            )
        }
    else:
        title = f"Who depends on {wording.called(controls.supplier)}? {q.words(years)}"
        few = f"{release.measure.few:g} {release.measure.unit}"
        carried = provenance_of_dependence(
            release, controls.supplier, years, how, filters=[f"recipients of at least {few}"]
        )
        scripts = {}
    offer(
        TakeAway(
            release=release,
            title=title,
            name=f"world_{controls.traders}_{years[0]}-{years[1]}",
            path="world",
            values=controls.values(),
            provenance=carried,
            tables=found.tables,
            charts=found.charts,
            scripts=scripts,
            calculation=f"A share of the world is a country's {release.measure.quantity} over that "
            f"of the world in {q.words(years)}, unknown parties included. Dependence is what came "
            "from one supplier over all that a recipient imported.",
        )
    )


def _clickable(chart: Chart, key: str, side: Side) -> None:
    """Draw a map; a click on a country opens its own view."""
    event = st.plotly_chart(
        sent(chart), key=key, config=page.PLOT, alt=chart.alt, on_select="rerun",
        selection_mode="points",
    )  # fmt: skip
    found = page.clicked(
        event, lambda name: entities.find(name if isinstance(name, str) else name[0])
    )
    if found and not found.is_unknown:
        st.session_state["set entity"] = (side, found.display_name)
        st.session_state["go to"] = f"{'recipients' if side == 'supplier' else 'suppliers'}"
        st.rerun()
    page.say("Choose a tile to open the country's own view.", "at-source")


def _dependent(release: Release, controls: Controls, looks: _Looks, seen: _Found) -> None:
    supplier, years = controls.supplier, controls.years
    st.header(f"Who depends on {wording.called(supplier)}?", anchor=False)
    try:
        table = depending(release.id, supplier, years)
    except Refused as refusal:
        st.info(plain(wording.capital(str(refusal))), icon=":material/block:")
        return
    found = table[(table["share"] >= controls.least_share) & (table["value"] > 0)]
    seen.tables["Dependence"] = table
    page.say(
        sentences.dependence_sentence(found, supplier, controls.least_share, years, len(table)),
        "at-headline",
        f"Recipients of less than {release.measure.few:g} {release.measure.unit} in the window are "
        "left out: shares of so little say nothing.",
    )
    if len(found):
        chart = dependence_dots(
            found,
            supplier=supplier,
            years=years,
            measure=release.measure,
            threshold=controls.least_share,
            dark=looks.dark,
            narrow=looks.narrow,
        )
        page.plot(chart, "dependence")
        seen.charts["Dependence"] = chart


def _flows(release: Release, controls: Controls, looks: _Looks, found: _Found) -> None:
    by, years = controls.flows, controls.years
    what = "regions" if by == BY_REGION else f"members of {by} and others"
    st.header(f"Between {what}, {q.words(years)}", anchor=False)
    try:
        table = _between(release.id, years, by)
    except Refused as refusal:
        st.info(plain(wording.capital(str(refusal))), icon=":material/block:")
        return
    chart = flows_chart(
        table, years=years, by=by, measure=release.measure, dark=looks.dark, narrow=looks.narrow
    )
    page.plot(chart, "flows")
    found.tables["Flows"] = table
    found.charts["Flows"] = chart
