"""The view Start: what this is, one box to ask in, one chart, six questions, what data are here."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from armstransfers import wording
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.model.release import Release
from armstransfers.reference import release_days
from armstransfers.web import asking, at_hand, automatic, complete_database, page, params, width
from armstransfers.web.computed import Look, answer, drawn
from armstransfers.web.links import Query
from armstransfers.web.plain import plain
from armstransfers.wording import data_here

_STORY, _ITS_YEARS = "Azerbaijan", params.DEFAULT_YEARS
_CLAIM = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1 % of its arms imports between 2011 and 2020."
)
_NOT_UNDERSTOOD = (
    "names no country, and nothing in it can be checked: try “Saudi Arabia”, “Belarus to Azerbaijan” or "
    "“Russia supplied 60 per cent of Armenia's arms imports in 2011-2020”."
)
_MOST_REPEATED = 80  # characters of what was not understood


def show() -> None:
    """Draw the view."""
    among = [one for one in at_hand.releases() if one.measure.is_tiv and one.coverage.blocks]
    last = params.latest(among)
    latest = (last - 4, last)
    st.title("See who supplies whom with major arms, and check what is said about it", anchor=False)
    _box(latest)
    left, right = st.columns([1.75, 1], gap="large")
    with left, st.container(key="story"):
        _story(among)
    with right:
        st.header("Six questions to start with", anchor=False)
        with st.container(key="questions", gap="small"):
            for view, words, icon, query in _questions(latest):
                st.page_link(
                    f"views/{view}.py", label=words, icon=icon, query_params=query, width="stretch"
                )
        _data(among)
    _ease(among)


def _box(latest: Window) -> None:
    """Draw the box, and go where it asks to; or say what may have been meant."""
    with (
        st.form("asking", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        text = st.text_input(
            "A country, a pair of countries, or a sentence to check",
            key="asked",
            max_chars=params.LONGEST_SENTENCE,
            placeholder="Saudi Arabia, or Belarus to Azerbaijan, or Russia supplied 60 % of …",
            autocomplete="off",
        ).strip()
        pressed = st.form_submit_button("Go", type="primary")
    if not text:
        return
    found = asking.understand(text, latest)
    if found.going and pressed:
        _go(found.going)
    if found.meant:
        with st.container(horizontal=True, vertical_alignment="center", key="meant"):
            st.markdown("Did you mean")
            for number, one in enumerate(found.meant):
                if st.button(plain(one.words), key=f"meant {number}"):
                    _go(one)
    elif not found.going:
        said = text if len(text) <= _MOST_REPEATED else f"{text[:_MOST_REPEATED]}…"
        st.info(plain(f"“{said}” {_NOT_UNDERSTOOD}"), icon=":material/help:")


def _go(there: asking.Destination) -> None:
    st.switch_page(f"views/{there.view}.py", query_params=there.query)


def _story(among: list[Release]) -> None:
    """Draw one chart, and the way to its page."""
    try:
        release = automatic.for_partners("recipient", _STORY, _ITS_YEARS, among).release
    except Refused:  # data of another source alone
        return
    asked = at_hand.asked_of(release, "recipient", _STORY)
    found = answer(release.id, "recipient", _STORY, _ITS_YEARS)
    look = Look(
        window=params.DEFAULT_WINDOW, all_years=False, as_parts=False, lines=params.DEFAULT_LINES, grouping=None,
        events=False, embargoes=False, own_events=(), dark=page.is_dark(), narrow=width.is_narrow(),
    )  # fmt: skip
    chart = drawn(release.id, "recipient", _STORY, _ITS_YEARS, look)
    finding = wording.headline(found.shares, asked, _ITS_YEARS)
    st.html(
        f'<h2 class="at-headline">{escape(finding)}</h2>'
        f'<p class="at-source">{escape(page.caption(release))}</p>'
    )
    page.plot(chart, "story")
    there = asking.leading_to({"recipient": _STORY}, _ITS_YEARS)
    st.page_link(
        f"views/{there.view}.py",
        label=f"Explore {plain(wording.possessive(_STORY))} suppliers",
        icon=":material/arrow_forward:",
        query_params=there.query,
    )


def _questions(latest: Window) -> list[tuple[str, str, str, Query]]:
    """Return six questions worth asking: the view of each, its words, its icon, its link."""
    return [
        (
            "suppliers",
            "Who supplies Ukraine?",
            ":material/call_received:",
            _link(recipient="Ukraine", years=latest),
        ),
        (
            "recipients",
            "Whom does China supply?",
            ":material/call_made:",
            _link(supplier="China", years=latest),
        ),
        (
            "pair",
            "How much does India depend on Russia?",
            ":material/compare_arrows:",
            _link(recipient="India", supplier="Russia", years=latest),
        ),
        (
            "compare",
            "Who armed Armenia, and who Azerbaijan?",
            ":material/balance:",
            _link(recipients=("Armenia", "Azerbaijan"), years=_ITS_YEARS),
        ),
        (
            "world",
            "Who are the world's largest exporters?",
            ":material/public:",
            _link(years=latest),
        ),
        (
            "check",
            "Was Belarus Azerbaijan's No. 2 supplier?",
            ":material/fact_check:",
            _link(sentence=_CLAIM),
        ),
    ]


def _link(**values: str | tuple[str | int, ...]) -> Query:
    """Return the parameters of a link, in their usual form."""
    return {
        name: [value] if isinstance(value, str) else [str(one) for one in value]
        for name, value in values.items()
    }


def _data(among: list[Release]) -> None:
    """Say what data are here, how to get all, and whether a newer edition should be out."""
    st.header("The data here", anchor=False)
    sentences = data_here.what_is_here(among)
    if missing := release_days.overdue((one.edition for one in among), date.today()):
        sentences.append(data_here.what_should_be_out(missing, among))
    st.html("".join(f'<p class="at-data">{escape(sentence)}</p>' for sentence in sentences))
    complete_database.offer("start")


def _ease(among: list[Release]) -> None:
    """Let the browser suggest names while someone types, and a click on the chart open its page."""
    ease = st.components.v2.component("armstransfers.start", js="start.js", isolate_styles=False)
    with st.container(key="idle"):
        ease(key="ease", data={"names": params.with_a_transfer(among)})
