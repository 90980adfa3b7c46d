"""The controls, each bound to a parameter of the link.

A view draws those that it needs. Others are drawn out of sight where they have been changed, for
only then do they stay in the link: else a page would enter the browser's history twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers import entities
from armstransfers.analysis import WINDOWS
from armstransfers.analysis.filters import CATEGORIES, Filter
from armstransfers.coverage import Side, Window
from armstransfers.release import Release
from armstransfers.web import at_hand, links, params

START_WITH: dict[Side, str] = {"recipient": "Azerbaijan", "supplier": "Belarus"}
START_COMPARING: dict[Side, tuple[str, ...]] = {
    "recipient": ("Armenia", "Azerbaijan", "Georgia", "Kazakhstan", "India", "Poland"),
    "supplier": ("Belarus",),
}
_BOUND: Any = {"bind": "query-params"}
_FLAGS = {params.ALL: None, params.ONLY: True, params.WITHOUT: False}

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
        return {
            name: _in_link(st.session_state[name])
            for name in sorted(self.needed)
            if name in st.session_state
        }


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


def draw(
    release: Release, needed: frozenset[str], in_view: frozenset[str]
) -> tuple[Controls, Filter]:
    """Draw the controls that a view needs, and return what all of them stand at.

    Parameters
    ----------
    release : Release
        The data.
    needed : frozenset of str
        The parameters that the view uses.
    in_view : frozenset of str
        Those of them that the view draws itself, beside what they change.
    """
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
    place = _Places(needed - in_view, in_view, row, idle, _starts(bounds))
    side = _side(place)
    recipient = _entity(place, release, "recipient")
    supplier = _entity(place, release, "supplier")
    compared = _compared(place, release, side)
    years = _years(place, "Years", "years", bounds)
    then = _years(place, "Compared with", "then", bounds)
    bars = _pick(place, "Bars", "bars", params.BARS)
    map_of = _pick(place, "Share of", "map_of", params.FLOWS)
    mapped = _pick(place, "Map of windows", "map", params.MAPPED)
    rank = place.start("rank")
    if mapped == params.IS_RANK or rank != place.starts["rank"]:
        with row if "rank" in needed and mapped == params.IS_RANK else idle:
            rank = st.number_input("Rank", 1, 10, 2, key="rank", width=110, **_BOUND)
    traders = _pick(place, "Largest", "traders", params.TRADERS)
    flows = _select(place, "Flows between", "flows", params.FLOW_GROUPS)
    least = _select(place, "At least, %", "least_share", params.LEAST_SHARES)
    against = _against(place, release)
    if "slope" not in needed and "slope" in st.query_params:
        idle.text_input("Slopes of", key="slope", **_BOUND)
    window, lines, group, members, events, embargoes = _options(place)
    chosen = _filter(place)
    if "years" in needed:
        row.button("Latest five years", on_click=_latest_five, args=(bounds,))
        place.options.button("Reset", on_click=_reset, args=(place.starts,), icon=":material/undo:")
    controls = Controls(
        recipient, supplier, years, then, window, bars, lines, group, members, events, embargoes,
        mapped, map_of, rank, side, compared, traders, least, flows, against, head, needed,
    )  # fmt: skip
    return controls, chosen


@dataclass
class _Places:
    """Where the controls stand that the view needs, and where all of them start."""

    needed: frozenset[str]
    in_view: frozenset[str]
    row: DeltaGenerator
    idle: DeltaGenerator
    starts: dict[str, Any]

    @cached_property
    def options(self) -> DeltaGenerator:
        """The popover of the options that a view seldom needs, or else the row."""
        if self.needed & set(_OPTIONS):
            return self.row.popover("Options", icon=":material/tune:")
        return self.row

    @cached_property
    def filters(self) -> DeltaGenerator:
        """The popover of the filters."""
        return self.row.popover("Filter", icon=":material/filter_alt:")

    def start(self, name: str) -> Any:
        """Return what a control stands at that the view does not need."""
        return st.session_state.get(name, self.starts[name])

    def draw(self, name: str, control: Callable[[DeltaGenerator], Any], place: str = "row") -> Any:
        """Draw a control if the view needs it, or out of sight; return what it stands at."""
        if name in self.needed:
            return control(getattr(self, place))
        if name not in self.in_view and self.start(name) != self.starts[name]:
            return control(self.idle)
        return self.start(name)


def choose_entity(place: DeltaGenerator, release: Release, side: Side) -> str:
    """Draw the choice of a recipient or a supplier, and return its name as people know it."""
    names = params.choices(release, side)
    complete = release.coverage.entities(side)
    hint = f"Type to search. This release is complete for the first {len(complete or ())} names."
    chosen: str = place.selectbox(
        side.capitalize(),
        names,
        index=names.index(entities.display_name(START_WITH[side])),
        key=side,
        help=hint if complete else None,
        width=190,
        **_BOUND,
    )
    return chosen


def _entity(place: _Places, release: Release, side: Side) -> str:
    shown = place.draw(side, lambda where: choose_entity(where, release, side))
    return params.entity_name(shown)


def _side(place: _Places) -> Side:
    return (
        "recipient" if _pick(place, "Compare", "side", params.SIDES) == "recipients" else "supplier"
    )


def _compared(place: _Places, release: Release, side: Side) -> tuple[str, ...]:
    def control(where: DeltaGenerator, name: str) -> list[str]:
        names = params.choices(release, "recipient" if name == "recipients" else "supplier")
        return where.multiselect(
            f"{name.capitalize()}, up to {params.MOST_COMPARED}",
            names,
            [one for one in place.starts[name] if one in names],
            key=name,
            max_selections=params.MOST_COMPARED,
            width=440,
            **_BOUND,
        )

    chosen: list[str] = []
    for one in params.SIDES:
        if one == f"{side}s":
            chosen = place.draw(one, partial(control, name=one))
        elif place.start(one) != place.starts[one]:
            control(place.idle, one)
    return tuple(params.entity_name(one) for one in chosen)


def _years(place: _Places, label: str, name: str, bounds: Window) -> Window:
    first, last = place.draw(
        name,
        lambda where: where.slider(
            label, *bounds, place.starts[name], key=name, width=210, **_BOUND
        ),
    )
    return first, last


def _pick(
    place: _Places, label: str, name: str, values: Sequence[str], where: str = "row", **more: Any
) -> str:
    chosen: str = place.draw(
        name,
        lambda found: found.segmented_control(
            label, values, default=place.starts[name], required=True, key=name, **more, **_BOUND
        ),
        where,
    )
    return chosen


def _select(
    place: _Places, label: str, name: str, values: Sequence[Any], where: str = "row", **more: Any
) -> Any:
    start = list(values).index(place.starts[name])
    return place.draw(
        name,
        lambda found: found.selectbox(label, values, start, key=name, **more, **_BOUND),
        where,
    )


def _toggle(place: _Places, label: str, name: str) -> bool:
    chosen: bool = place.draw(
        name, lambda where: where.toggle(label, True, key=name, **_BOUND), "options"
    )
    return chosen


def _against(place: _Places, release: Release) -> str:
    """Draw the choice of another edition to compare with the one that is shown."""
    others = [
        label
        for label, one in at_hand.labelled_releases().items()
        if one.edition not in (None, release.edition) and one.measure.name == release.measure.name
    ]
    is_needed = "against" in place.needed
    if not others or not (is_needed or st.session_state.get("against", others[0]) != others[0]):
        return ""
    if st.session_state.get("against") not in others:
        st.session_state.pop("against", None)
    chosen: str = (place.row if is_needed else place.idle).selectbox(
        "Compare with edition", others, key="against", width=220, **_BOUND
    )
    return chosen


def _options(place: _Places) -> tuple[int, int, str, str, bool, bool]:
    window = _select(
        place, "Years per point", "window", WINDOWS, "options",
        help="Each point of the lines adds up the years before it. SIPRI uses five, for single "
        "years jump.",
    )  # fmt: skip
    lines = _select(
        place, "Partners shown one by one", "lines", params.LINES, "options",
        help="The others are added up as Other. Unknown is always its own.",
    )  # fmt: skip
    group = _select(
        place, "Partners", "group", params.GROUPS, "options",
        help="One by one, by region, or the members of a bloc against all others.",
    )  # fmt: skip
    members = _pick(
        place, "Members of a bloc", "members", (params.THEN, params.NOW), "options",
        help="Then: on 31 December of each year. Now: today's.",
    )  # fmt: skip
    events = _toggle(place, "Events", "events")
    embargoes = _toggle(place, "Arms embargoes", "embargoes")
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
    categories = place.draw(
        "category",
        lambda where: where.multiselect(
            "Weapon categories", CATEGORIES, key="category", placeholder="All", **_BOUND
        ),
        "filters",
    )
    status = _pick(place, "New or second hand", "status", params.STATUS, "filters")
    licensed, year_estimated, number_estimated = (
        _FLAGS[_pick(place, label, name, params.PARTLY, "filters")]
        for name, label in (
            ("licensed", "Made under licence in the recipient"),
            ("year_estimated", "Estimated delivery year"),
            ("number_estimated", "Estimated number delivered"),
        )
    )
    return Filter(
        tuple(categories),
        None if status == params.ALL else status,  # type: ignore[arg-type]  # no other is offered
        licensed,
        year_estimated,
        number_estimated,
    )


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


def _reset(starts: dict[str, Any]) -> None:
    """Set every control but the edition to where it starts."""
    for name, value in starts.items():
        st.session_state[name] = value


def _starts(bounds: Window) -> dict[str, Any]:
    """Return where every control but that of the edition starts."""
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
    for side, name in START_WITH.items():
        starts[side] = entities.display_name(name)
        starts[f"{side}s"] = [entities.display_name(one) for one in START_COMPARING[side]]
    return starts
