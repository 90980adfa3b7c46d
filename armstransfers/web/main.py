"""The frame of every page: its head, the way to the others, the edition."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from armstransfers import catalogue
from armstransfers.release import Release
from armstransfers.web import params

HERE = Path(__file__).parent
NAME = "Arms Transfer Explorer"
GROUPS = {
    "Explore": (("suppliers", "Suppliers"), ("recipients", "Recipients")),
    "Data": (("data", "The data"),),
}
START = "suppliers"
SIDEBAR_WIDTH = 220  # pixels


def edition_label(release: Release) -> str:
    """Return the name of a release in the choice of editions."""
    edition = str(release.edition or "unknown")
    if release.origin.extract:
        return f"{edition}, extract"
    return edition if release.coverage.is_whole else f"{edition}, a part"


def choose_edition(release: Release) -> None:
    """Draw the choice of editions; a change goes into the link, and so to every view."""
    at_hand = {one.id: one for one in catalogue.releases()}
    st.session_state["edition"] = release.id

    def pin() -> None:
        st.query_params["release"] = st.session_state["edition"]

    st.selectbox(
        "Edition",
        list(at_hand),
        format_func=lambda one: edition_label(at_hand[one]),
        key="edition",
        on_change=pin,
        help="SIPRI publishes an edition every March and revises earlier years in it.",
    )


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title=NAME, page_icon=str(HERE / "icon.svg"), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(HERE / "style.css")
    pages = {
        name: st.Page(
            HERE / "views" / f"{name}.py", title=title, url_path=name, default=name == START
        )
        for group in GROUPS.values()
        for name, title in group
    }
    here = st.navigation(list(pages.values()), position="hidden")
    raw = {name: st.query_params.get_all(name) for name in st.query_params}
    settled = params.settle(raw)
    if settled.query != raw:
        st.session_state["complaints"] = settled.complaints
        st.switch_page(here, query_params=settled.query)
    shared = {name: values for name, values in settled.query.items() if name in params.SHARED}
    with st.sidebar:
        st.html(f"<h2>{NAME}</h2>")
        for group, members in GROUPS.items():
            st.html(f'<p class="at-group">{group}</p>')
            for name, title in members:
                st.page_link(pages[name], label=title, query_params=shared)
        choose_edition(settled.release)
    for complaint in st.session_state.pop("complaints", ()):
        st.warning(complaint, icon=":material/link_off:")
    st.session_state["release"] = settled.release
    here.run()


main()
