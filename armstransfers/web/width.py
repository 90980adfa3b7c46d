"""How wide the viewer's page is: charts are drawn otherwise on a phone."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_KEY = "width"


def measure() -> None:
    """Let the browser say whether its page is narrow; the page is drawn again if that changes."""
    narrow = is_narrow()
    component = st.components.v2.component("armstransfers.width", js="width.js")
    component(
        key=_KEY,
        data={"narrow": narrow},
        default={"narrow": narrow},
        on_narrow_change=lambda: None,  # the state holds it, and the page is drawn again
    )


def is_narrow() -> bool:
    """Whether the page is as narrow as a phone, as far as is known.

    Until the browser has measured it, its name tells whether it runs on a phone.
    """
    state = st.session_state.get(_KEY)
    said = state.get("narrow") if isinstance(state, Mapping) else None
    if said is None:
        return "Mobi" in (st.context.headers.get("User-Agent") or "")
    return bool(said)
