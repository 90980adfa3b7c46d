"""The choices among names: of an edition, of an entity, of those to compare."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers.core.coverage import Side
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.web import at_hand, params
from armstransfers.web.controls.places import BOUND, Places
from armstransfers.web.controls.starts import START_WITH
from armstransfers.web.links import AUTOMATIC


def choose_edition() -> Release | None:
    """Draw the choice of editions and return the release chosen; None for *Automatic*."""
    by_label = at_hand.labelled_releases()
    label = st.selectbox(
        "Edition",
        [AUTOMATIC, *by_label],
        key="edition",
        bind="query-params",
        help="SIPRI publishes an edition every March and revises earlier years in it. Automatic takes "
        "one edition for each question: the newest of those that need not estimate the answer.",
    )
    return by_label.get(label)


def choose_other_edition(place: Places, release: Release) -> str:
    """Draw the choice of another edition to compare with the one that is shown."""
    others = [
        label
        for label, one in at_hand.labelled_releases().items()
        if one.can_be_compared
        and one.edition != release.edition
        and one.measure.name == release.measure.name
    ]
    is_needed = "against" in place.needed
    if not others or not (is_needed or st.session_state.get("against", others[0]) != others[0]):
        return ""
    if st.session_state.get("against") not in others:
        st.session_state.pop("against", None)
    chosen: str = (place.row if is_needed else place.idle).selectbox(
        "Compare with edition", others, key="against", width=220, **BOUND
    )
    return chosen


def choose_entity(place: DeltaGenerator, among: params.Among, side: Side) -> str:
    """Draw the choice of a recipient or a supplier, and return its name as people know it."""
    names = params.choices(among, side)
    whole = any(one.coverage.entities(side) is None for one in among)
    complete = set() if whole else params.complete_for(among, side)
    hint = f"Type to search. The data are complete for the first {len(complete)} names."
    chosen: str = place.selectbox(
        side.capitalize(),
        names,
        index=names.index(entities.display_name(START_WITH[side])),
        key=side,
        help=hint if complete else None,
        width=190,
        **BOUND,
    )
    return chosen


def choose_in_row(place: Places, among: params.Among, side: Side) -> str:
    """Draw the choice of an entity where the view needs it, and return its name in releases."""
    shown = place.draw(side, lambda where: choose_entity(where, among, side))
    return params.entity_name(shown)


def choose_compared(place: Places, among: params.Among, side: Side) -> tuple[str, ...]:
    """Draw the choice of those to compare, and return their names in releases."""

    def control(where: DeltaGenerator, name: str) -> list[str]:
        names = params.choices(among, "recipient" if name == "recipients" else "supplier")
        return where.multiselect(
            f"{name.capitalize()}, up to {params.MOST_COMPARED}",
            names,
            [one for one in place.starts[name] if one in names],
            key=name,
            max_selections=params.MOST_COMPARED,
            width=440,
            **BOUND,
        )

    chosen: list[str] = []
    for one in params.SIDES:
        if one == f"{side}s":
            chosen = place.draw(one, partial(control, name=one))
        elif place.start(one) != place.starts[one]:
            control(place.idle, one)
    return tuple(params.entity_name(one) for one in chosen)
