"""The views Suppliers and Recipients: one country's partners, over time and ranked."""

from __future__ import annotations

from html import escape

import streamlit as st

from armstransfers import entities, wording
from armstransfers.analysis import question as q
from armstransfers.errors import Refused
from armstransfers.export.citation import citation
from armstransfers.export.provenance import exactness, provenance, source_line
from armstransfers.export.tables import rounded, to_csv
from armstransfers.release import Release, Side, Window
from armstransfers.web import params
from armstransfers.web.computed import Answer, answer, chart
from armstransfers.web.controls import Controls
from armstransfers.web.ranking import ranking_html

_PLOT = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def show(side: Side, path: str) -> None:
    """Draw the view of a recipient's suppliers, or of a supplier's recipients."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    entity, years = controls.entity(side), controls.years
    asked = q.Question(side, entity)
    with controls.head:
        st.title(wording.asking(asked), anchor=False)
    try:
        found = answer(release.id, side, entity, years)
    except Refused as refusal:
        _refused(release, side, str(refusal))
        return
    with controls.head:
        _say(wording.headline(found.shares, asked, years), "at-headline")
    if found.shares.empty:
        st.info("Choose other years, or another country.", icon=":material/search_off:")
        return
    dark = st.context.theme.type == "dark"
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        drawn = chart(
            release.id,
            side,
            entity,
            years,
            window=controls.window,
            as_shares=controls.bars == params.PARTS,
            dark=dark,
        )
        st.plotly_chart(drawn.figure, key="over_time", config=_PLOT, alt=drawn.alt)
    with right:
        st.html(_ranking(found, asked, years, release, dark))
    _notes(found, asked, years, release)
    _take_away(found, asked, years, release, controls, path)
    _say(source_line(release), "at-source")
    if release.origin.extract:
        _link_to_whole()


def _refused(release: Release, side: Side, refusal: str) -> None:
    st.info(wording.capital(refusal), icon=":material/block:")
    complete = release.coverage.entities(side)
    if complete:
        names = ", ".join(sorted(entities.display_name(name) for name in complete))
        st.markdown(f"This release can answer for {names}.")
    _link_to_whole()


def _link_to_whole() -> None:
    st.page_link(
        "views/data.py", label="How to load the whole database", icon=":material/database:"
    )


def _ranking(found: Answer, asked: q.Question, years: Window, release: Release, dark: bool) -> str:
    words = f"{asked.across.capitalize()}s, {q.words(years)}."
    if found.before is not None:
        length = years[1] - years[0] + 1
        words += f" Points against {q.words((years[0] - length, years[0] - 1))}."
    exact = release.coverage.exactness_of(asked.side, asked.entity, years) == "exact"
    return ranking_html(
        found.shares,
        found.before,
        noun=asked.across,
        caption=words,
        exact=exact,
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


def _take_away(
    found: Answer,
    asked: q.Question,
    years: Window,
    release: Release,
    controls: Controls,
    path: str,
) -> None:
    values = {
        asked.side: [entities.display_name(asked.entity)],
        "years": [str(years[0]), str(years[1])],
        "window": [str(controls.window)],
        "bars": [controls.bars],
    }
    address = params.link(st.context.url or "", path, values, release)
    with st.container(horizontal=True, gap="small"):
        with st.popover("Copy link", icon=":material/link:"):
            st.markdown("This link reopens the view, with this edition, for everyone.")
            st.code(address, language=None, wrap_lines=True)
        with st.popover("Cite", icon=":material/format_quote:"):
            st.code(citation(release, link=address), language=None, wrap_lines=True)
        st.download_button(
            "Download CSV",
            to_csv(found.shares, release.measure, provenance(release, asked, years)),
            file_name=f"{asked.across}s_{asked.entity}_{years[0]}-{years[1]}_{release.id}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover("Full table", icon=":material/table:"):
            st.dataframe(rounded(found.shares, release.measure), hide_index=True)
        with st.popover("How was this calculated?", icon=":material/calculate:"):
            _calculation(found, asked, years, release)


def _calculation(found: Answer, asked: q.Question, years: Window, release: Release) -> None:
    first = found.shares.iloc[0]
    name = entities.display_name(first["partner"])
    decimals, unit = release.measure.decimals, release.measure.unit
    st.markdown(
        f"A share is the {asked.across}'s volume over the whole of "
        f"{wording.denominator(asked)} in {q.words(years)}, Unknown included.\n\n"
        f"{name}: {first['value']:,.{decimals}f} / {first['total']:,.{decimals}f} {unit} = "
        f"{first['share']:.2f} %.\n\n"
        "The lines are sums over sums of the years in each window. TIV is SIPRI's trend-indicator "
        "value: a volume of major arms delivered, never money."
    )


def _say(words: str, style: str) -> None:
    st.html(f'<p class="{style}">{escape(words)}</p>')
