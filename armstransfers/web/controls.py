"""The controls, each bound to a parameter of the link.

They are drawn in the frame of every page, because only then do their values, and their places in
the link, outlive a change of page. What a view does not need is drawn out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers import entities
from armstransfers.analysis import WINDOWS
from armstransfers.analysis.filters import CATEGORIES, Filter
from armstransfers.coverage import Side, Window, other_side
from armstransfers.release import Release
from armstransfers.web import at_hand, links, params

START_WITH: dict[Side, str] = {"recipient": "Azerbaijan", "supplier": "Belarus"}
START_COMPARING: dict[Side, tuple[str, ...]] = {
    "recipient": ("Armenia", "Azerbaijan", "Georgia", "Kazakhstan", "India", "Poland"),
    "supplier": ("Belarus",),
}
_BOUND: Any = {"bind": "query-params"}

OVER_TIME = frozenset({"window", "bars", "lines", "group", "members", "events", "embargoes"})
FILTERS = frozenset({"category", "status", "licensed", "year_estimated", "number_estimated"})
_OPTIONS = ("window", "lines", "group", "members", "events", "embargoes")


@dataclass(frozen=True)
class Controls:
    """What the controls stand at.

    Attributes
    ----------
    recipient, supplier : str
        Names of entities, as releases have them.
    years, then : (int, int)
        The window that the headline speaks of, and an earlier one to compare it with.
    window : int
        Length of trailing windows.
    bars : str
        Whether bars show volumes or parts of 100 %.
    lines : int
        How many partners are shown one by one.
    group, members : str
        How partners are grouped, and by membership of which day.
    events, embargoes : bool
        Whether they are drawn.
    mapped, map_of, rank
        What the window map shows, of which flow, and of which rank.
    side : {"recipient", "supplier"}
        Who is compared.
    compared : tuple of str
        Their names.
    traders : {"exporters", "importers"}
        Who is listed.
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
    """

    recipient: str
    supplier: str
    years: Window
    then: Window
    window: int
    bars: str
    lines: int
    group: str
    members: str
    events: bool
    embargoes: bool
    mapped: str
    map_of: str
    rank: int
    side: Side
    compared: tuple[str, ...]
    traders: str
    least_share: int
    flows: str
    against: str
    head: DeltaGenerator
    needed: frozenset[str]

    def entity(self, side: Side) -> str:
        """Return the recipient or the supplier."""
        return self.recipient if side == "recipient" else self.supplier

    def values(self) -> links.Query:
        """Return the values of the parameters that the view uses, as a link has them."""
        return {name: _in_link(st.session_state[name]) for name in sorted(self.needed)}


def choose_edition() -> Release:
    """Draw the choice of editions and return the release chosen."""
    by_label = at_hand.labelled_releases()
    label = st.selectbox(
        "Edition",
        list(by_label),
        key="edition",
        bind="query-params",
        help="SIPRI publishes an edition every March and revises earlier years in it.",
    )
    return by_label[label]


def draw(release: Release, needed: frozenset[str]) -> tuple[Controls, Filter]:
    """Draw all controls, those that the view needs in sight, and return what they stand at."""
    bounds = params.bounds(release)
    if "set years" in st.session_state:  # chosen in a chart
        st.session_state["years"] = st.session_state.pop("set years")
    if "set entity" in st.session_state:
        side_chosen, name_chosen = st.session_state.pop("set entity")
        st.session_state[side_chosen] = name_chosen
    for name in ("years", "then"):
        _keep_inside(name, bounds)
    head = st.container()
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="controls")
    idle = st.container(key="idle")
    place = _Places(needed, row, idle)
    side = _side(place("side"))
    recipient = _entity(place("recipient"), release, "recipient")
    supplier = _entity(place("supplier"), release, "supplier")
    compared = _compared(place, release, side)
    years = _years(place("years"), "Years", "years", params.DEFAULT_YEARS, bounds)
    then = _years(place("then"), "Compared with", "then", params.DEFAULT_THEN, bounds)
    bars = _pick(place("bars"), "Bars", "bars", params.BARS)
    map_of = _pick(place("map_of"), "Share of", "map_of", params.FLOWS)
    mapped = _pick(place("map"), "Map of windows", "map", params.MAPPED)
    with place("rank") if mapped == params.IS_RANK else idle:
        rank = st.number_input("Rank", 1, 10, 2, key="rank", width=110, **_BOUND)
    traders = _pick(place("traders"), "Largest", "traders", params.TRADERS)
    flows = _select(place("flows"), "Flows between", "flows", params.FLOW_GROUPS)
    least = _select(place("least_share"), "At least, %", "least_share", params.LEAST_SHARES, 2)
    against = _against(place("against"), release)
    window, lines, group, members, events, embargoes = _options(place)
    chosen = _filter(place)
    if "years" in needed:
        row.button("Latest five years", on_click=_latest_five, args=(bounds,))
        place.options.button("Reset", on_click=_reset, args=(bounds,), icon=":material/undo:")
    controls = Controls(
        recipient, supplier, years, then, window, bars, lines, group, members, events, embargoes,
        mapped, map_of, rank, side, compared, traders, least, flows, against, head, needed,
    )  # fmt: skip
    return controls, chosen


@dataclass
class _Places:
    """Where a control stands: in the row if the view needs it, else out of sight."""

    needed: frozenset[str]
    row: DeltaGenerator
    idle: DeltaGenerator

    @cached_property
    def options(self) -> DeltaGenerator:
        """The popover of the options that a view seldom needs, or else the row."""
        if self.needed & set(_OPTIONS):
            return self.row.popover("Options", icon=":material/tune:")
        return self.row

    def option(self, name: str) -> DeltaGenerator:
        """Return the place of one of them."""
        return self.options if name in self.needed else self.idle

    def __call__(self, name: str) -> DeltaGenerator:
        return self.row if name in self.needed else self.idle


def _entity(place: DeltaGenerator, release: Release, side: Side) -> str:
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
        width=190,
    )
    return params.entity_name(chosen)


def _side(place: DeltaGenerator) -> Side:
    chosen = _pick(place, "Compare", "side", params.SIDES)
    return "recipient" if chosen == "recipients" else "supplier"


def _compared(place: _Places, release: Release, side: Side) -> tuple[str, ...]:
    """Draw the choice of countries to compare, one for each side, and return that of `side`."""
    chosen: dict[Side, tuple[str, ...]] = {}
    for one in (side, other_side(side)):
        where = place(f"{one}s") if one == side else place.idle
        names = params.choices(release, one)
        start = [entities.display_name(name) for name in START_COMPARING[one]]
        with where:
            found = st.multiselect(
                f"{one.capitalize()}s, up to {params.MOST_COMPARED}",
                names,
                [name for name in start if name in names],
                key=f"{one}s",
                max_selections=params.MOST_COMPARED,
                width=440,
                **_BOUND,
            )
        chosen[one] = tuple(params.entity_name(name) for name in found)
    return chosen[side]


def _years(place: DeltaGenerator, label: str, name: str, default: Window, bounds: Window) -> Window:
    chosen: Window = place.slider(
        label, *bounds, params.years_within(default, bounds), key=name, width=210, **_BOUND
    )
    return chosen


def _pick(place: DeltaGenerator, label: str, name: str, values: Sequence[str]) -> str:
    return place.segmented_control(
        label, values, default=values[0], required=True, key=name, bind="query-params"
    )


def _select(
    place: DeltaGenerator, label: str, name: str, values: Sequence[Any], index: int = 0
) -> Any:
    return place.selectbox(label, values, index=index, key=name, width=150, **_BOUND)


def _against(place: DeltaGenerator, release: Release) -> str:
    """Draw the choice of another edition to compare with the one that is shown."""
    others = [
        label
        for label, one in at_hand.labelled_releases().items()
        if one.edition not in (None, release.edition) and one.measure.name == release.measure.name
    ]
    if not others:
        return ""
    if st.session_state.get("against") not in others:
        st.session_state.pop("against", None)
    chosen: str = place.selectbox(
        "Compare with edition", others, key="against", width=220, **_BOUND
    )
    return chosen


def _options(place: _Places) -> tuple[int, int, str, str, bool, bool]:
    where = place.option
    window = where("window").selectbox(
        "Years per point",
        WINDOWS,
        index=WINDOWS.index(params.DEFAULT_WINDOW),
        key="window",
        help="Each point of the lines adds up the years before it. SIPRI uses five, for single "
        "years jump.",
        **_BOUND,
    )
    lines = where("lines").selectbox(
        "Partners shown one by one",
        params.LINES,
        index=params.LINES.index(params.DEFAULT_LINES),
        key="lines",
        help="The others are added up as Other. Unknown is always its own.",
        **_BOUND,
    )
    group = where("group").selectbox(
        "Partners",
        params.GROUPS,
        key="group",
        help="One by one, by region, or the members of a bloc against all others.",
        **_BOUND,
    )
    members = where("members").segmented_control(
        "Members of a bloc", (params.THEN, params.NOW), default=params.THEN, required=True,
        key="members", help="Then: on 31 December of each year. Now: today's.", **_BOUND,
    )  # fmt: skip
    events = where("events").toggle("Events", True, key="events", **_BOUND)
    embargoes = where("embargoes").toggle("Arms embargoes", True, key="embargoes", **_BOUND)
    if "events" in place.needed:
        place.options.file_uploader(
            "Your own events (CSV)",
            "csv",
            key="own events",
            help="Columns date_from and title; date_to and entities may follow. Days as 2020-09-27.",
        )
    return window, lines, group, members, events, embargoes


def _filter(place: _Places) -> Filter:
    """Draw the filters of deliveries, and return the one that they make."""
    where = place.idle
    if place.needed >= FILTERS:
        where = place.row.popover("Filter", icon=":material/filter_alt:")
    categories = where.multiselect(
        "Weapon categories", CATEGORIES, key="category", placeholder="All", **_BOUND
    )
    status = where.segmented_control(
        "New or second hand", params.STATUS, default=params.ALL, required=True, key="status",
        **_BOUND,
    )  # fmt: skip
    partly = {
        name: where.segmented_control(
            label, params.PARTLY, default=params.ALL, required=True, key=name, **_BOUND
        )
        for name, label in (
            ("licensed", "Made under licence in the recipient"),
            ("year_estimated", "Estimated delivery year"),
            ("number_estimated", "Estimated number delivered"),
        )
    }
    flags = {
        name: {params.ALL: None, params.ONLY: True}.get(v, False) for name, v in partly.items()
    }
    return Filter(
        tuple(categories),
        None if status == params.ALL else status,
        flags["licensed"],
        flags["year_estimated"],
        flags["number_estimated"],
    )


def _start(side: Side) -> str:
    return entities.display_name(START_WITH[side])


def _keep_inside(name: str, bounds: Window) -> None:
    years = st.session_state.get(name)
    if years and params.years_within(years, bounds) != tuple(years):
        st.session_state[name] = params.years_within(years, bounds)


def _in_link(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _latest_five(bounds: Window) -> None:
    st.session_state["years"] = params.years_within((bounds[1] - 4, bounds[1]), bounds)


def _reset(bounds: Window) -> None:
    """Set every control but the edition to where it starts."""
    starts: dict[str, Any] = {
        "years": params.years_within(params.DEFAULT_YEARS, bounds),
        "then": params.years_within(params.DEFAULT_THEN, bounds),
        "window": params.DEFAULT_WINDOW,
        "bars": params.VOLUMES,
        "lines": params.DEFAULT_LINES,
        "group": params.ONE_BY_ONE,
        "members": params.THEN,
        "events": True,
        "embargoes": True,
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
    for side in START_WITH:
        starts[side] = _start(side)
        starts[f"{side}s"] = [entities.display_name(name) for name in START_COMPARING[side]]
    for name, value in starts.items():
        st.session_state[name] = value
