"""The frame of every page: its head, the way to the others, the controls that views share."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

import streamlit as st

from armstransfers import wording
from armstransfers.analysis.filters import Filter
from armstransfers.core.errors import Refused
from armstransfers.model.release import Release
from armstransfers.web import (
    at_hand,
    automatic,
    claim_controls,
    complete_database,
    controls,
    links,
    moving,
    page,
    turns,
    width,
)
from armstransfers.web.controls import choices, popovers
from armstransfers.web.plain import plain

HERE = Path(__file__).parent
ICON = base64.b64encode((HERE / "icon.svg").read_bytes()).decode("ascii")
NAME = "Arms Transfer Explorer"
MENU = {
    "Explore": {
        "start": "Start",
        "suppliers": "Suppliers",
        "recipients": "Recipients",
        "pair": "Pair",
        "compare": "Compare",
        "world": "World",
    },
    "Verify": {"check": "Check a claim", "editions": "Editions", "published": "Published figures"},
    "Data": {"data": "Your data", "method": "Method"},
}
NEEDED = {
    "Suppliers": popovers.OVER_TIME | popovers.FILTERS | {"years", "recipient"},
    "Recipients": popovers.OVER_TIME | popovers.FILTERS | {"years", "supplier"},
    "Pair": popovers.FILTERS
    | {"years", "all_years", "recipient", "supplier", "window", "map", "map_of", "rank"},
    "Compare": popovers.FILTERS
    | {"years", "then", "all_years", "side", "recipients", "suppliers", "window", "lines"}
    | {"panels"}
    | {"slope", "supplier"},
    "Check a claim": claim_controls.NAMES,
    "Editions": frozenset({"against"}),
    "World": popovers.FILTERS | {"years", "traders", "supplier", "least_share", "flows"},
}
IN_VIEW = {"Compare": frozenset({"slope", "supplier"})}
START = "start"
SIDEBAR_WIDTH = 220  # pixels


def main() -> None:
    """Draw the page."""
    st.set_page_config(
        page_title=NAME,
        page_icon=f"data:image/svg+xml;base64,{ICON}",  # a path would be opened by a library
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    st.html(HERE / "style.css")
    pages = {
        name: st.Page(
            HERE / "views" / f"{name}.py", title=title, url_path=name, default=name == START
        )
        for members in MENU.values()
        for name, title in members.items()
    }
    here = st.navigation(list(pages.values()), position="hidden")
    if "go to" in st.session_state:
        links.let_go_of_controls()  # the new link is one step of the browser's history
        st.switch_page(pages[st.session_state.pop("go to")], query_params=_link_to_go_to())
    _settle_link(here)
    link_has_years = "years" in st.query_params  # what stands at its usual value leaves it later
    complete_database.settle()
    with st.sidebar:
        with st.container(key="home"):
            st.page_link(pages[START], label=NAME)
        for group, members in MENU.items():
            st.html(f'<p class="at-group">{group}</p>')
            for name, title in members.items():
                st.page_link(pages[name], label=title)
        pinned = None if here == pages[START] else choices.choose_edition()
        which = st.container()
        width.measure()
    for complaint in st.session_state.pop("complaints", ()):
        st.warning(plain(complaint), icon=":material/link_off:")
    complete_database.show(here.title)
    if here == pages[START]:  # it asks anew, and shows no answer of one release
        moving.forget()
        here.run()
        return
    needed = NEEDED.get(here.title, frozenset())
    among = [pinned] if pinned else at_hand.automatic()
    moving.say_nothing()
    settle_years = partial(moving.settle, here.title, among, link_has_years)
    in_view = IN_VIEW.get(here.title, frozenset())
    chosen, kept = controls.draw(among, needed, in_view, settle_years)
    choice = automatic.chosen(here.title, chosen, among)
    release = choice.release
    st.session_state["among"] = among
    if pinned is None and here.title in automatic.VIEWS:
        with which:
            page.say(automatic.note(here.title, choice), "at-source")
    if needed == claim_controls.NAMES:
        st.session_state["claim"] = claim_controls.draw(st.container(key="claim"))
    else:
        claim_controls.keep(st.container(key="idle-claim"))
    st.session_state["controls"] = chosen
    part = _part(release, kept) if "category" in needed else release
    st.session_state["release"] = part
    st.session_state["filter"] = kept if part.origin.selection else Filter()
    here.run()


def _part(release: Release, kept: Filter) -> Release:
    """Return what the filter leaves of a release; the whole, with a word on it, if it cannot."""
    try:
        return at_hand.part(release, kept)
    except Refused as refusal:
        st.warning(
            plain(f"{wording.capital(str(refusal))} The whole is shown."),
            icon=":material/filter_alt_off:",
        )
        return release


def _link_to_go_to() -> dict[str, list[str]]:
    """Return the link that is open, with the country that was chosen in it."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if "set entity" in st.session_state:
        side, name = st.session_state["set entity"]
        query[side] = [name]
    return query


def _settle_link(here: st.Page) -> None:
    """Check the link; where it is not in its usual form, open it in that form."""
    raw = {name: st.query_params.get_all(name) for name in st.query_params}
    settled = links.settle(raw)
    if settled.complaints or settled.query != raw:
        st.session_state["complaints"] = settled.complaints
        links.let_go_of_controls()
        st.switch_page(here, query_params=settled.query)


with turns.taken():
    main()
