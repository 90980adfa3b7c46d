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
from armstransfers.coverage import Side, Window
from armstransfers.release import Release
from armstransfers.web import automatic
from armstransfers.web.controls import Controls
from armstransfers.wholeness import runs
from armstransfers.wording import outside as in_words

_STATE, _NOTE = "years settled", "years moved"
_FIVE = 5  # SIPRI's habit


@dataclass(frozen=True)
class _Settled:
    """What was shown last: of whom, in which years, and which years were wanted."""

    subject: tuple[str, ...]
    shown: Window
    wanted: Window


def settle(view: str, asked: Controls, among: Sequence[Release], *, link_has_years: bool) -> None:
    """Move the years of a view to those that are at hand, where nobody chose others, and run again.

    Parameters
    ----------
    view : str
        Title of the view, as the menu has it.
    asked : Controls
        What its controls stand at.
    among : sequence of Release
        The releases that may answer, best first.
    link_has_years : bool
        Whether the link that was opened names years.
    """
    st.session_state[_NOTE] = ""
    if view not in automatic.VIEWS or "years" not in asked.needed:
        return
    years, subject = asked.years, (view, *_whom(view, asked))
    last: _Settled | None = st.session_state.get(_STATE)
    is_chosen = link_has_years if last is None else years != last.shown
    wanted = years if is_chosen or last is None else last.wanted
    shown = years
    if not is_chosen and (last is None or subject != last.subject):
        is_held = automatic.can_answer(view, replace(asked, years=wanted), among)
        shown = wanted if is_held else _held(view, asked, among) or years
    st.session_state[_STATE] = _Settled(subject, shown, wanted)
    st.session_state[_NOTE] = in_words.moved(wanted, shown) if shown != wanted else ""
    if shown != years:
        st.session_state["set years"] = shown
        st.rerun()


def forget() -> None:
    """Forget what was shown: whatever a link names next was chosen."""
    st.session_state.pop(_STATE, None)


def note() -> str:
    """Return the quiet word on years that were moved; empty where they were not."""
    said: str = st.session_state.get(_NOTE, "")
    return said


def latest_held(among: Sequence[Release], side: Side, entity: str) -> Window | None:
    """Return the latest years, five at most, of which a release holds all partners of a country."""
    return _latest(one.coverage.years_of(side, entity) for one in among)


def _held(view: str, asked: Controls, among: Sequence[Release]) -> Window | None:
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


def _whom(view: str, asked: Controls) -> tuple[str, ...]:
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
