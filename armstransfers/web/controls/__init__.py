"""The controls, each bound to a parameter of the link.

A view draws those that it needs. Others are drawn out of sight where they have been changed, for
only then do they stay in the link: else a page would enter the browser's history twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers.analysis.filters import Filter
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import LONGEST_NAME
from armstransfers.web import at_hand, links, params
from armstransfers.web.controls import choices, popovers, starts
from armstransfers.web.controls.asked import Asked
from armstransfers.web.controls.places import BOUND, Places


@dataclass(frozen=True, kw_only=True)
class Controls(Asked):
    """What the controls stand at, beside what they ask for.

    Attributes
    ----------
    all_years : bool
        Whether charts draw every year, instead of those around the window.
    window : int
        Length of trailing windows.
    bars : str
        Whether bars show volumes or parts of 100 %.
    panels : str
        Whether panels of several countries show shares or volumes.
    lines : int
        How many partners are shown one by one.
    group, members : str
        How partners are grouped, and by membership of which day.
    events, embargoes : bool
        Whether they are drawn.
    mapped, map_of, rank
        What the window map shows, of which flow, and of which rank.
    least_share : int
        Share from which a recipient counts as dependent.
    flows : str
        Between groups of what flows are shown.
    against : str
        Label of the edition to compare with; empty if there is none.
    head : DeltaGenerator
        Place above the controls, for title and headline.
    needed : frozenset of str
        The parameters that the view uses.
    starts : dict
        Where controls start, and stand while they are not drawn.
    """

    all_years: bool
    window: int
    bars: str
    panels: str
    lines: int
    group: str
    members: str
    events: bool
    embargoes: bool
    mapped: str
    map_of: str
    rank: int
    least_share: int
    flows: str
    against: str
    head: DeltaGenerator
    needed: frozenset[str]
    starts: dict[str, Any]

    def entity(self, side: Side) -> str:
        """Return the recipient or the supplier."""
        return self.recipient if side == "recipient" else self.supplier

    def values(self) -> links.Query:
        """Return the values of the parameters that the view uses, as a link has them."""
        stands = {name: self.starts.get(name) for name in self.needed} | {
            name: st.session_state[name] for name in self.needed if name in st.session_state
        }
        return {
            name: _in_link(value) for name, value in sorted(stands.items()) if value is not None
        }


SettleYears = Callable[[Asked], Window]
"""Sets the years that are shown of whom is asked for, and returns those that are usual."""


def draw(
    among: params.Among,
    needed: frozenset[str],
    in_view: frozenset[str],
    settle_years: SettleYears,
) -> tuple[Controls, Filter]:
    """Draw the controls that a view needs, and return what all of them stand at.

    Parameters
    ----------
    among : sequence of Release
        The releases that may answer, best first.
    needed : frozenset of str
        The parameters that the view uses.
    in_view : frozenset of str
        Those of them that the view draws itself, beside what they change.
    settle_years : callable
        Called where the view needs years, before their control is drawn.
    """
    if all(one.sole_reporter for one in among):  # whose partners alone can be asked for
        needed -= {"map_of"}
    bounds = params.bounds(among)
    _settle(bounds)
    head = st.container()
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="controls")
    idle = st.container(key="idle")
    place = Places(needed - in_view, in_view, row, idle, starts.starts(bounds))
    side: Side = (
        "recipient"
        if place.pick("Compare", "side", params.SIDES) == params.SIDES[0]
        else "supplier"
    )
    recipient = choices.choose_in_row(place, among, "recipient")
    supplier = choices.choose_in_row(place, among, "supplier")
    compared = choices.choose_compared(place, among, side)
    if "years" in needed:
        place.starts["years"] = settle_years(
            Asked(
                recipient=recipient, supplier=supplier, years=place.starts["years"],
                then=place.start("then"), side=side, compared=compared,
                traders=place.start("traders"),
            )
        )  # fmt: skip
    years = place.years("Years", "years", bounds)
    then = place.years("Compared with", "then", bounds)
    bars = place.pick("Bars", "bars", params.BARS)
    panels = place.pick("Show", "panels", params.PANELS)
    all_years = place.toggle(
        "All years",
        "all_years",
        "row",
        help="Draw every year, instead of the chosen ones with two such periods before them and "
        "all years after.",
    )
    map_of = place.pick("Share of", "map_of", params.FLOWS)
    mapped = place.pick("Map of windows", "map", params.MAPPED)
    rank = place.rank(mapped == params.IS_RANK)
    traders = place.pick("Largest", "traders", params.TRADERS)
    flows = place.select("Flows between", "flows", params.FLOW_GROUPS)
    least = place.select("At least, %", "least_share", params.LEAST_SHARES)
    against = choices.choose_other_edition(place, at_hand.comparable(among))
    if "slope" not in needed and "slope" in st.query_params:
        idle.text_input("Slopes of", key="slope", max_chars=LONGEST_NAME, **BOUND)
    window, lines, group, members, events, embargoes = popovers.draw_options(place)
    chosen = popovers.draw_filters(place)
    if "years" in needed:
        row.button(
            "Latest five years", on_click=starts.latest_five, args=(bounds, params.latest(among))
        )
        if place.options:
            place.options.button(
                "Reset", on_click=starts.reset, args=(bounds,), icon=":material/undo:"
            )
    controls = Controls(
        recipient=recipient, supplier=supplier, years=years, then=then, side=side,
        compared=compared, traders=traders, all_years=all_years, window=window, bars=bars, panels=panels, lines=lines, group=group,
        members=members, events=events, embargoes=embargoes, mapped=mapped, map_of=map_of,
        rank=rank, least_share=least, flows=flows, against=against, head=head, needed=needed,
        starts=place.starts,
    )  # fmt: skip
    return controls, chosen


def _settle(bounds: Window) -> None:
    """Take over what was chosen in a chart, and keep the years inside those of the release."""
    if "set years" in st.session_state:
        st.session_state["years"] = st.session_state.pop("set years")
    if "set entity" in st.session_state:
        side, name = st.session_state.pop("set entity")
        st.session_state[side] = name
    for name in ("years", "then"):
        years = st.session_state.get(name)
        if years and params.years_within(years, bounds) != tuple(years):
            st.session_state[name] = params.years_within(years, bounds)


def _in_link(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
