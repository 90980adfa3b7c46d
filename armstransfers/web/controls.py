"""The controls that views share, each bound to a parameter of the link.

They are drawn in the frame of every page, because only then do their values, and their places in the
link, outlive a change of page.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers import entities
from armstransfers.analysis import WINDOWS
from armstransfers.coverage import Side, Window
from armstransfers.release import Release
from armstransfers.web import params

START_WITH: dict[Side, str] = {"recipient": "Azerbaijan", "supplier": "Belarus"}


@dataclass(frozen=True)
class Controls:
    """What the shared controls stand at.

    Attributes
    ----------
    recipient, supplier : str
        Names of entities, as releases have them.
    years : (int, int)
        The window that the headline speaks of.
    window : int
        Length of trailing windows.
    bars : str
        Whether bars show volumes or parts of 100 %.
    head : DeltaGenerator
        Place above the controls, for title and headline.
    """

    recipient: str
    supplier: str
    years: Window
    window: int
    bars: str
    head: DeltaGenerator

    def entity(self, side: Side) -> str:
        """Return the recipient or the supplier."""
        return self.recipient if side == "recipient" else self.supplier


def choose_edition() -> Release:
    """Draw the choice of editions and return the release chosen."""
    by_label = params.labelled_releases()
    label = st.selectbox(
        "Edition",
        list(by_label),
        key="edition",
        bind="query-params",
        help="SIPRI publishes an edition every March and revises earlier years in it.",
    )
    return by_label[label]


def shared_controls(release: Release, needed: frozenset[str]) -> Controls:
    """Draw the shared controls in one row and return what they stand at.

    A control that the view does not need is drawn out of sight: so it keeps its value, and its
    place in the link, until the way back.
    """
    bounds = params.bounds(release)
    _keep_years_inside(bounds)
    head = st.container()
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="controls")
    idle = st.container(key="idle")

    def place(name: str) -> DeltaGenerator:
        return row if name in needed else idle

    recipient = _choose_entity(place("recipient"), release, "recipient")
    supplier = _choose_entity(place("supplier"), release, "supplier")
    years = place("years").slider(
        "Years",
        *bounds,
        params.years_within(params.DEFAULT_YEARS, bounds),
        key="years",
        bind="query-params",
        width=260,
    )
    bars = place("bars").segmented_control(
        "Bars", params.BARS, default=params.VOLUMES, required=True, key="bars", bind="query-params"
    )
    window = place("window").selectbox(
        "Years per point",
        WINDOWS,
        index=WINDOWS.index(params.DEFAULT_WINDOW),
        key="window",
        bind="query-params",
        help="Each point of the lines adds up the years before it. SIPRI uses five, for single "
        "years jump.",
        width=140,
    )
    if "years" in needed:
        with row.container(horizontal=True, gap="small", width="content"):
            st.button("Latest five years", on_click=_latest_five, args=(bounds,))
            st.button("Reset", on_click=_reset, args=(bounds,))
    return Controls(recipient, supplier, years, window, bars, head)


def _choose_entity(place: DeltaGenerator, release: Release, side: Side) -> str:
    names = params.choices(release, side)
    complete = release.coverage.entities(side)
    hint = f"Type to search. This release is complete for the first {len(complete or ())} names."
    chosen = place.selectbox(
        side.capitalize(),
        names,
        index=names.index(_start(side)),
        key=side,
        bind="query-params",
        help=hint if complete else None,
        width=200,
    )
    return params.entity_name(chosen)


def _start(side: Side) -> str:
    return entities.display_name(START_WITH[side])


def _keep_years_inside(bounds: Window) -> None:
    years = st.session_state.get("years")
    if years and params.years_within(years, bounds) != tuple(years):
        st.session_state["years"] = params.years_within(years, bounds)


def _latest_five(bounds: Window) -> None:
    st.session_state["years"] = params.years_within((bounds[1] - 4, bounds[1]), bounds)


def _reset(bounds: Window) -> None:
    st.session_state["years"] = params.years_within(params.DEFAULT_YEARS, bounds)
    st.session_state["window"] = params.DEFAULT_WINDOW
    st.session_state["bars"] = params.VOLUMES
    for side in START_WITH:
        st.session_state[side] = _start(side)
