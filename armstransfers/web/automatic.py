"""One release for one question of a view, where no release is pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import streamlit as st

from armstransfers.analysis import question as q
from armstransfers.analysis.world import exactness_of_totals, years_covered
from armstransfers.core.coverage import Exactness, Side, Window, least_exact
from armstransfers.core.errors import Refused
from armstransfers.library import catalogue
from armstransfers.library.catalogue import Choice
from armstransfers.model.release import Release
from armstransfers.web import at_hand
from armstransfers.web.controls.asked import Asked

VIEWS = frozenset({"Suppliers", "Recipients", "Pair", "Compare", "World", "Editions"})
"""The views that one release answers; others ask all, or none."""

Ask = Callable[[Release], Exactness]
"""How exactly a release answers; it raises `Refused` where it cannot."""


def chosen(view: str, asked: Asked, among: Sequence[Release]) -> Choice:
    """Return the one release that answers the question of a view.

    Parameters
    ----------
    view : str
        Title of the view, as the menu has it.
    asked : Controls
        What its controls stand at.
    among : sequence of Release
        The releases that may answer, best first.
    """
    if view == "Editions":
        return Choice(at_hand.comparable(among))
    for ask in _asks(view, asked):
        try:
            return catalogue.answering(ask, lambda how: how, among)[0]
        except Refused:
            continue
    return Choice(among[0])


def for_partners(side: Side, entity: str, years: Window, among: Sequence[Release]) -> Choice:
    """Return the one release that holds all partners of an entity in a window.

    Raises
    ------
    Refused
        If none does.
    """
    ask = partial(_every, side, (entity,), (years,))
    return catalogue.answering(ask, lambda how: how, among)[0]


def can_answer(view: str, asked: Asked, among: Sequence[Release]) -> bool:
    """Whether some release answers the question of a view, or a part of it."""
    for ask in _asks(view, asked):
        with suppress(Refused):
            catalogue.answering(ask, lambda how: how, among)
            return True
    return False


def note(view: str, choice: Choice) -> str:
    """Return which release answers, why, and that it is another than in the view before."""
    label = at_hand.label_of(choice.release)
    last = st.session_state.get("release of view")
    if last is not None and last[:2] != (view, label):
        st.session_state["release of view before"] = last[1]
    st.session_state["release of view"] = (view, label)
    before = st.session_state.get("release of view before", label)
    differs = f"The view before showed {before}." if before != label else ""
    return " ".join(filter(None, (f"Shown: {label}.", choice.why, differs)))


def _asks(view: str, asked: Asked) -> list[Ask]:
    """Return what the question of a view is, and what it is where nobody can answer all of it."""
    years = asked.years
    match view:
        case "Suppliers":
            return [partial(_every, "recipient", (asked.recipient,), (years,))]
        case "Recipients":
            return [partial(_every, "supplier", (asked.supplier,), (years,))]
        case "Pair":
            return [
                partial(_every, "recipient", (asked.recipient,), (years,)),
                partial(_every, "supplier", (asked.supplier,), (years,)),
            ]
        case "Compare":
            side, names = asked.side, asked.compared
            return [
                partial(_every, side, names, (years, asked.then)),
                partial(_every, side, names, (years,)),
                *(partial(_every, side, (name,), (years,)) for name in names),
            ]
        case "World":
            return [
                partial(_world, "supplier" if asked.traders == "exporters" else "recipient", years)
            ]
        case _:
            return []


def _every(
    side: Side, names: tuple[str, ...], windows: tuple[Window, ...], release: Release
) -> Exactness:
    found = []
    for name in names:
        for years in windows:
            asked = at_hand.asked_of(release, side, name)
            q.require_covered(release, asked, years)
            found.append(asked.exactness(release, years))
    return least_exact(found)


def _world(side: Side, years: Window, release: Release) -> Exactness:
    q.require_world(release, q.Question(side, "").flow, years, years_covered(release, side))
    return exactness_of_totals(release, years)
