"""The frame of every page: its head, the way to the others, the controls that views share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from armstransfers.web import params
from armstransfers.web.controls import choose_edition, shared_controls
from armstransfers.web.plain import plain

HERE = Path(__file__).parent
NAME = "Arms Transfer Explorer"
EXPLORE = {"suppliers": "Suppliers", "recipients": "Recipients"}
DATA = {"data": "Your data"}
_OVER_TIME = frozenset({"years", "window", "bars"})
NEEDED = {"Suppliers": _OVER_TIME | {"recipient"}, "Recipients": _OVER_TIME | {"supplier"}}
START = "suppliers"
SIDEBAR_WIDTH = 220  # pixels


def main() -> None:
    """Draw the page."""
    st.set_page_config(
        page_title=NAME,
        page_icon=str(HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    st.html(HERE / "style.css")
    pages = {
        name: st.Page(
            HERE / "views" / f"{name}.py", title=title, url_path=name, default=name == START
        )
        for name, title in (EXPLORE | DATA).items()
    }
    here = st.navigation(list(pages.values()), position="hidden")
    if "go to" in st.session_state:
        st.switch_page(pages[st.session_state.pop("go to")])
    _settle_link(here)
    with st.sidebar:
        st.html(f"<h2>{NAME}</h2>")
        for group, members in (("Explore", EXPLORE), ("Data", DATA)):
            st.html(f'<p class="at-group">{group}</p>')
            for name, title in members.items():
                st.page_link(pages[name], label=title)
        release = choose_edition()
    for complaint in st.session_state.pop("complaints", ()):
        st.warning(plain(complaint), icon=":material/link_off:")
    st.session_state["release"] = release
    st.session_state["controls"] = shared_controls(release, NEEDED.get(here.title, frozenset()))
    here.run()


def _settle_link(here: st.Page) -> None:
    """Check the link; where it is not in its usual form, open it in that form."""
    raw = {name: st.query_params.get_all(name) for name in st.query_params}
    settled = params.settle(raw)
    if settled.complaints or settled.query != raw:
        st.session_state["complaints"] = settled.complaints
        st.switch_page(here, query_params=settled.query)


main()
