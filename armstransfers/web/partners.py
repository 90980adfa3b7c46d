"""The views Suppliers and Recipients: one country's partners, over time and ranked."""

from __future__ import annotations

from html import escape

import streamlit as st

from armstransfers import entities, wording
from armstransfers.analysis import question as q
from armstransfers.coverage import Side, Window
from armstransfers.errors import Refused
from armstransfers.export.provenance import exactness, source_line
from armstransfers.release import Release
from armstransfers.web import at_hand, params
from armstransfers.web.computed import Answer, answer, drawn
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.ranking import ranking_html
from armstransfers.web.take_away import take_away

_PLOT = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
_MOST_OFFERED = 3  # releases that a refusal offers instead


def show(side: Side, path: str) -> None:
    """Draw the view of a recipient's suppliers, or of a supplier's recipients."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    asked, years = q.Question(side, controls.entity(side)), controls.years
    with controls.head:
        st.title(plain(wording.asking(asked)), anchor=False)
    try:
        found = answer(release.id, side, asked.entity, years)
    except Refused as refusal:
        _refused(release, asked, years, str(refusal))
        return
    with controls.head:
        _say(wording.headline(found.shares, asked, years), "at-headline", _caption(release))
    if found.shares.empty:
        st.info("Choose other years: the bars show when there were deliveries.")
    else:
        caution = wording.caution(found.shares)
        if caution:
            st.warning(caution, icon=":material/info:")
    dark = st.context.theme.type == "dark"
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        shown = drawn(
            release.id,
            side,
            asked.entity,
            years,
            window=controls.window,
            as_parts=controls.bars == params.PARTS,
            dark=dark,
        )
        st.plotly_chart(shown.chart.figure, key="over_time", config=_PLOT, alt=shown.chart.alt)
        if shown.key:
            _say(shown.key, "at-source")
    if found.shares.empty:
        return
    with right:
        st.html(_ranking(found, asked, years, release, dark))
    _notes(found, asked, years, release)
    take_away(found, asked, release, controls, path)
    _say(source_line(release), "at-source")
    if release.origin.extract:
        _link_to_whole()


def _caption(release: Release) -> str:
    day = release.generated
    when = f", downloaded {day.day} {day:%B %Y}" if day else ""
    kind = " An extract." if release.origin.extract else ""
    return f"SIPRI's edition {release.edition or 'unknown'}{when}.{kind}"


def _refused(release: Release, asked: q.Question, years: Window, refusal: str) -> None:
    st.info(plain(wording.capital(refusal)), icon=":material/block:")
    able = at_hand.that_cover(asked.side, asked.entity, years)
    for one in able[:_MOST_OFFERED]:
        label = params.label_of(one)
        st.button(f"Show it in edition {label}", on_click=_open_edition, args=(label,))
    complete = release.coverage.entities(asked.side)
    if complete:
        names = ", ".join(sorted(entities.display_name(name) for name in complete))
        st.markdown(plain(f"This release can answer for {names}."))
    _link_to_whole()


def _open_edition(label: str) -> None:
    st.session_state["edition"] = label


def _link_to_whole() -> None:
    st.page_link(
        "views/data.py", label="How to load the whole database", icon=":material/database:"
    )


def _ranking(found: Answer, asked: q.Question, years: Window, release: Release, dark: bool) -> str:
    exactness_there = release.coverage.exactness_of(asked.side, asked.entity, years)
    words = f"{asked.across.capitalize()}s, {q.words(years)}."
    if exactness_there == "estimated":
        words += f" {wording.capital(wording.ESTIMATED)}."
    if found.before is not None:
        length = years[1] - years[0] + 1
        words += f" Change against {q.words((years[0] - length, years[0] - 1))}."
    return ranking_html(
        found.shares,
        found.before,
        noun=asked.across,
        caption=words,
        banded=exactness_there == "rounded",
        coloured=found.shown,
        dark=dark,
    )


def _notes(found: Answer, asked: q.Question, years: Window, release: Release) -> None:
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
    st.subheader("How solid is this?", anchor=False)
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    st.html(f'<ul class="at-notes">{items}</ul>')


def _say(words: str, style: str, below: str = "") -> None:
    small = f'<p class="at-source">{escape(below)}</p>' if below else ""
    st.html(f'<p class="{style}">{escape(words)}</p>{small}')
