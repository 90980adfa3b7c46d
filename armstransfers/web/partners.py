"""The views Suppliers and Recipients: one country's partners, over time and ranked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.groups import Grouping, grouping
from armstransfers.charts.published import are_in
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import ReadError, Refused
from armstransfers.export.essay import partners_paragraph
from armstransfers.export.heading import of_partners
from armstransfers.export.provenance import exactness, provenance
from armstransfers.export.script import group_script, partner_script, series_script
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.reference.context import Event
from armstransfers.reference.own_events import read_events
from armstransfers.web import (
    at_hand,
    complete_database,
    grids,
    outside,
    page,
    params,
    viewers,
    width,
)
from armstransfers.web.computed import (
    Answer,
    Look,
    answer,
    concentrated,
    drawn,
    groups,
    listed,
    over_time,
    published_elsewhere,
    shown,
)
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.ranking import ranking_html
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import outside as in_words


def show(side: Side, path: str) -> None:
    """Draw the view of a recipient's suppliers, or of a supplier's recipients."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    years = controls.years
    asked = at_hand.asked_of(release, side, controls.entity(side))
    page.heading(controls.head, wording.asking(asked))
    try:
        found = answer(release.id, side, asked.entity, years)
    except Refused as refusal:
        outside.show(controls, asked, release, str(refusal), _look(controls))
        return
    page.headline(controls.head, wording.headline(found.shares, asked, years), release)
    if asked.group is not None:
        page.say(wording.who_counts(asked, table=found.shares), "at-source")
    page.missing(release, [asked], years)
    if found.shares.empty:
        st.info("Choose other years: the bars show when there were deliveries.")
    else:
        caution = wording.caution(found.shares, asked)
        if caution:
            st.warning(plain(caution), icon=":material/info:")
    look = _look(controls)
    is_short = outside.is_short(release, asked)
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        chart = drawn(release.id, side, asked.entity, years, look)
        page.plot(chart, "over_time")
        if are_in(chart):
            page.say(in_words.KEY, "at-source")
        if is_short:
            complete_database.offer("chart")
    if found.shares.empty:
        return
    with right:
        st.html(_ranking(release.id, side, asked.entity, years, look))
    page.notes(_notes(found, asked, years, release))
    with st.expander("How concentrated, over time", on_change="rerun", key="concentrated") as more:
        if more.open:
            page.plot(concentrated(release.id, side, asked.entity, years, look), "concentration")
    published = published_elsewhere(release.id, side, asked.entity)
    if published is not None:
        outside.list_all(published, asked)
    _deliveries(found, asked, years, release)
    offer(
        TakeAway(
            release=release,
            title=f"{wording.asking(asked)} {q.words(years)}",
            name=f"{asked.across}s_{asked.entity}_{years[0]}-{years[1]}",
            path=path,
            heading=of_partners(release, asked, years, found.shares),
            values=controls.values(),
            provenance=provenance(release, asked, years),
            tables=_tables(found, asked, release, controls, look.grouping),
            charts={
                "Shares over time": chart,
                "Concentration": lambda: concentrated(release.id, side, asked.entity, years, look),
            },
            calculation=_calculation(found, asked, release, years),
            scripts=_scripts(found, asked, release, controls, look),
            essay=lambda: partners_paragraph(release, **asked.keyword, years=years),
        )
    )
    page.sources(release, offers_whole=not is_short)


def _scripts(
    found: Answer, asked: q.Question, release: Release, controls: Controls, look: Look
) -> dict[str, Callable[[], str]]:
    """Return what writes the scripts: of the headline, of the lines, and of the groups."""
    common: dict[str, Any] = {
        "release": release, **asked.keyword, "chosen": st.session_state["filter"]
    }  # fmt: skip
    scripts: dict[str, Callable[[], str]] = {
        "Share": partial(partner_script, **common, years=controls.years)
    }
    known = found.shares.loc[found.shares["rank"].notna(), "partner"]
    covered = asked.covered(release)
    if len(known) and controls.years[1] - controls.window + 1 >= covered[0]:
        scripts["Line"] = partial(
            series_script,
            **common,
            partner=str(known.iloc[0]),
            year=controls.years[1],
            window=controls.window,
        )
    if look.grouping is not None:
        scripts["Group"] = partial(
            group_script,
            **common,
            years=controls.years,
            by=look.grouping.by,
            as_of=look.grouping.as_of,
        )
    return scripts


def _look(controls: Controls) -> Look:
    return Look(
        window=controls.window,
        all_years=controls.all_years,
        as_parts=controls.bars == params.PARTS,
        lines=controls.lines,
        grouping=_grouping(controls),
        events=controls.events,
        embargoes=controls.embargoes,
        own_events=_own_events(),
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )


def _grouping(controls: Controls) -> Grouping | None:
    if controls.group == params.ONE_BY_ONE:
        return None
    return grouping(controls.group, "then" if controls.members == params.THEN else "now")


def _own_events() -> tuple[Event, ...]:
    """Return the events that the viewer brought, here or before the page was loaded anew."""
    shelf, uploaded = viewers.shelf(), st.session_state.get("own events")
    if uploaded is None:
        return shelf.events
    try:
        shelf.events, shelf.events_file = (
            read_events(uploaded.getvalue(), uploaded.name),
            uploaded.name,
        )
    except ReadError as error:
        shelf.drop_events()
        st.error(plain(str(error)), icon=":material/error:")
    return shelf.events


@at_hand.remembered
def _ranking(release_id: str, side: Side, entity: str, years: Window, look: Look) -> str:
    release = at_hand.find(release_id)
    asked, found = at_hand.asked_of(release, side, entity), answer(release_id, side, entity, years)
    exactness_there = asked.exactness(release, years)
    grouped = look.grouping is not None
    noun = "group" if grouped else asked.across
    words = f"{noun.capitalize()}s, {q.words(years)}."
    if exactness_there == "estimated":
        words += f" {wording.capital(wording.ESTIMATED)}."
    before = None if grouped else found.before
    if before is not None:
        length = years[1] - years[0] + 1
        then = years[0] - length, years[0] - 1
        words += f" Change against {q.words(then)}. {wording.soviet_change(before, then)}".rstrip()
    table = found.shares
    coloured = shown(release.id, asked.side, asked.entity, years, look.lines)
    if look.grouping is not None:
        table = groups(release.id, asked.side, asked.entity, years, look.grouping)
        coloured = list(table["partner"])
    return ranking_html(
        table,
        before,
        noun=noun,
        caption=words,
        banded=exactness_there == "rounded",
        coloured=coloured,
        dark=look.dark,
    )


def _notes(found: Answer, asked: q.Question, years: Window, release: Release) -> list[str]:
    sentences = []
    if not found.concentration.empty:
        row = found.concentration.iloc[0]
        low, high = row["effective_low"], row["effective_high"]
        sentences.append(wording.equal_partners(low, high, asked))
    if found.solidity is not None:
        sentences += wording.what_stands_behind(found.solidity, release, asked)
    sentences += wording.left_open_by_unknown(found.shares)
    sentences.append(wording.capital(exactness(release, asked, years)) + ".")
    sentences += wording.breaks(release, asked, list(found.shares["partner"]), years)
    if release.origin.extract:
        sentences.append(f"This is an extract of the database: {release.origin.extract}.")
    return sentences


def _deliveries(found: Answer, asked: q.Question, years: Window, release: Release) -> None:
    """Draw the list of what one partner delivered or received; it is made when it is opened."""
    if not release.measure.is_tiv:  # tables of others hold sums
        return
    with st.expander("What was delivered", on_change="rerun", key="deliveries") as opened:
        if not opened.open:
            return
        names = {entities.display_name(name): name for name in found.shares["partner"]}
        chosen = names[st.selectbox(asked.across.capitalize(), list(names), key="delivered by")]
        asked_for = {asked.side: asked.entity, asked.across: chosen}
        try:
            table = listed(release.id, asked_for["recipient"], asked_for["supplier"], years)
        except Refused as refusal:
            st.info(plain(wording.capital(str(refusal))), icon=":material/block:")
            return
        grids.deliveries(table, release.measure, "delivered")


def _tables(
    found: Answer, asked: q.Question, release: Release, controls: Controls, by: Grouping | None
) -> dict[str, pd.DataFrame]:
    tables = {q.words(controls.years): found.shares}
    if by is not None:
        grouped = groups(release.id, asked.side, asked.entity, controls.years, by)
        tables = {f"By {by.by}": grouped, **tables}
    series = over_time(release.id, asked.side, asked.entity, controls.window)
    published = published_elsewhere(release.id, asked.side, asked.entity)
    others = {} if published is None else {"Published by SIPRI": published}
    return {**tables, f"{controls.window}-year windows": series, **others}


def _calculation(found: Answer, asked: q.Question, release: Release, years: Window) -> str:
    first = found.shares.iloc[0]
    decimals, unit = release.measure.decimals, release.measure.unit
    return (
        f"A share is the {asked.across}'s {release.measure.quantity} over the whole of "
        f"{plain(wording.denominator(asked))} in {q.words(years)}, Unknown included.\n\n"
        f"{plain(entities.display_name(first['partner']))}: {first['value']:,.{decimals}f} / "
        f"{first['total']:,.{decimals}f} {plain(unit)} = {first['share']:.2f} %.\n\n"
        "The lines are sums over sums of the years in each window. "
        f"{plain(release.measure.meaning)}"
    )
