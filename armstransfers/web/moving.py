"""Which years a view shows where those that are wanted are not at hand: those that are, and it says so.

Whoever chooses a country has not chosen its years: these move to what is held of it, and back where
the next country holds the years that were wanted. Years that somebody chose, or that a link names,
stay, and the view says what is held instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from armstransfers.analysis.world import years_covered
from armstransfers.core.coverage import Side, Window
from armstransfers.core.wholeness import runs
from armstransfers.model.release import Release
from armstransfers.web import at_hand, automatic
from armstransfers.web.controls.asked import Asked
from armstransfers.wording import outside as in_words

_STATE, _NOTE = "years settled", "years moved"
_FIVE = 5  # SIPRI's habit


@dataclass(frozen=True)
class _Settled:
    """What was shown last: of whom, in which years, and which years were wanted, if any."""

    subject: tuple[str, ...]
    shown: Window
    wanted: Window | None


def settle(view: str, among: Sequence[Release], link_has_years: bool, asked: Asked) -> Window:
    """Set the years of a view, before their control is drawn, and return the usual ones.

    The usual ones are those with which the explorer starts, or, where no release holds them, the
    latest that one does. They need not stand in the link, so that a country is one step of the
    browser's history.

    Parameters
    ----------
    view : str
        Title of the view, as the menu has it.
    among : sequence of Release
        The releases that may answer, best first.
    link_has_years : bool
        Whether the link that was opened names years.
    asked : Asked
        What the other controls ask for; its years are those with which the explorer starts.
    """
    start, subject = asked.years, (view, *_whom(view, asked))
    usual = start if _is_held(view, asked, start, among) else _held(view, asked, among) or start
    last: _Settled | None = st.session_state.get(_STATE)
    current = _current()
    if current is None or (last is None and link_has_years):
        # the control takes its years from the link, if it has them
        shown, wanted = current or _of_link() or usual, _of_link()
    elif last is None:
        shown, wanted = usual, None
    elif current != last.shown:  # by the control, a chart, a button, or the browser's Back
        shown, wanted = current, current
    elif subject == last.subject:
        shown, wanted = current, last.wanted
    else:
        shown, wanted = usual, last.wanted
        if wanted:
            is_held = _is_held(view, asked, wanted, among)
            shown = wanted if is_held else _held(view, asked, among) or wanted
    if current is not None and shown != current:
        st.session_state["years"] = shown
    st.session_state[_STATE] = _Settled(subject, shown, wanted)
    moved_from = wanted or start
    st.session_state[_NOTE] = in_words.moved(moved_from, shown) if shown != moved_from else ""
    return usual


def _current() -> Window | None:
    """Return what the control of years stands at; None where it was never drawn."""
    found = st.session_state.get("years")
    return (int(found[0]), int(found[1])) if found else None


def _of_link() -> Window | None:
    """Return the years of the link, which was checked before."""
    found = st.query_params.get_all("years")
    return (int(found[0]), int(found[1])) if len(found) == 2 else None


def _is_held(view: str, asked: Asked, years: Window, among: Sequence[Release]) -> bool:
    return automatic.can_answer(view, replace(asked, years=years), among)


def forget() -> None:
    """Forget what was shown: whatever a link names next was chosen."""
    st.session_state.pop(_STATE, None)


def say_nothing() -> None:
    """Let views without years say nothing of those that were moved."""
    st.session_state[_NOTE] = ""


def note() -> str:
    """Return the quiet word on years that were moved; empty where they were not."""
    said: str = st.session_state.get(_NOTE, "")
    return said


def latest_held(among: Sequence[Release], side: Side, entity: str) -> Window | None:
    """Return the latest years, five at most, of which a release holds all partners of a country."""
    return _latest(at_hand.years_held(one, side, entity) for one in among)


def _held(view: str, asked: Asked, among: Sequence[Release]) -> Window | None:
    match view:
        case "Suppliers":
            return latest_held(among, "recipient", asked.recipient)
        case "Recipients":
            return latest_held(among, "supplier", asked.supplier)
        case "Pair":
            of_recipient = latest_held(among, "recipient", asked.recipient)
            return of_recipient or latest_held(among, "supplier", asked.supplier)
        case "Compare":
            found = (latest_held(among, asked.side, name) for name in asked.compared)
            return next(filter(None, found), None)
        case _:
            side: Side = "supplier" if asked.traders == "exporters" else "recipient"
            return _latest(years_covered(one, side) for one in among)


def _latest(held: Iterable[list[int]]) -> Window | None:
    """Return the last years that follow each other, five at most, of the first that holds any."""
    years = next(filter(None, held), None)
    if years is None:
        return None
    first, last = list(runs(years))[-1]
    return max(first, last - _FIVE + 1), last


def _whom(view: str, asked: Asked) -> tuple[str, ...]:
    match view:
        case "Suppliers":
            return (asked.recipient,)
        case "Recipients":
            return (asked.supplier,)
        case "Pair":
            return asked.recipient, asked.supplier
        case "Compare":
            return asked.side, *asked.compared
        case _:
            return (asked.traders,)
