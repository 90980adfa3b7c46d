"""Where the controls start, and the ways back to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from armstransfers.core.coverage import Side, Window
from armstransfers.reference import entities
from armstransfers.web import params

START_WITH: dict[Side, str] = {"recipient": "Azerbaijan", "supplier": "Belarus"}
START_COMPARING: dict[Side, tuple[str, ...]] = {
    "recipient": ("Armenia", "Azerbaijan", "Belarus", "Georgia"),
    "supplier": ("United States", "France", "Russia", "Germany", "China", "Italy"),
}


def starts(bounds: Window) -> dict[str, Any]:
    """Return where every control but that of the edition starts."""
    found: dict[str, Any] = {
        "years": params.years_within(params.DEFAULT_YEARS, bounds),
        "then": params.years_within(params.DEFAULT_THEN, bounds),
        "window": params.DEFAULT_WINDOW,
        "bars": params.VOLUMES,
        "panels": params.SHARES,
        "lines": params.DEFAULT_LINES,
        "group": params.ONE_BY_ONE,
        "members": params.THEN,
        "all_years": False,
        "events": False,
        "embargoes": False,
        "category": [],
        "status": params.ALL,
        "licensed": params.ALL,
        "year_estimated": params.ALL,
        "number_estimated": params.ALL,
        "map": params.SHARE,
        "map_of": params.FLOWS[0],
        "rank": 2,
        "side": params.SIDES[0],
        "traders": params.TRADERS[0],
        "least_share": params.LEAST_SHARES[2],
        "flows": params.FLOW_GROUPS[0],
    }
    for side, name in START_WITH.items():
        found[side] = entities.display_name(name)
        found[f"{side}s"] = [entities.display_name(one) for one in START_COMPARING[side]]
    return found


def reset(bounds: Window) -> None:
    """Set every control but the edition to where it starts."""
    for name, value in starts(bounds).items():
        st.session_state[name] = value


def latest_five(bounds: Window, latest: int) -> None:
    """Set the window to the five years up to the latest."""
    st.session_state["years"] = params.years_within((latest - 4, latest), bounds)
