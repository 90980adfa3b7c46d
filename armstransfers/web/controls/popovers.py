"""The controls that seldom change: options of the charts, and filters of deliveries."""

from __future__ import annotations

import streamlit as st

from armstransfers.analysis import WINDOWS
from armstransfers.analysis.filters import CATEGORIES, Filter
from armstransfers.web import params, viewers
from armstransfers.web.controls.places import BOUND, IN_OPTIONS, Places
from armstransfers.web.plain import plain

OVER_TIME = IN_OPTIONS | {"bars", "all_years"}
FILTERS = frozenset({"category", "status", "licensed", "year_estimated", "number_estimated"})
_FLAGS = {params.ALL: None, params.ONLY: True, params.WITHOUT: False}


def draw_options(place: Places) -> tuple[int, int, str, str, bool, bool]:
    """Draw the options, and return window, lines, group, members, events and embargoes."""
    window = place.select(
        "Years per point",
        "window",
        WINDOWS,
        "options",
        help="Each point of the lines adds up the years before it. SIPRI uses five, for single "
        "years jump.",
    )
    lines = place.select(
        "Partners shown one by one",
        "lines",
        params.LINES,
        "options",
        help="The others are thin grey lines, with their sum in words.",
    )
    group = place.select(
        "Partners",
        "group",
        params.GROUPS,
        "options",
        help="One by one, by region, or the members of a bloc against all others.",
    )
    members = place.pick(
        "Members of a bloc",
        "members",
        (params.THEN, params.NOW),
        "options",
        help="Then: on 31 December of each year. Now: today's.",
    )
    events = place.toggle("Events", "events")
    embargoes = place.toggle("Arms embargoes", "embargoes")
    if "events" in place.needed and (place.options or st.session_state.get("own events")):
        (place.options or place.idle).file_uploader(  # out of sight it keeps what was dropped in
            "Your own events (CSV)",
            "csv",
            key="own events",
            help="Columns date_from and title; date_to and entities may follow. Days as 2020-09-27.",
            on_change=_events_changed,
        )
    shelf = viewers.shelf()
    if place.options and shelf.events_file and not st.session_state.get("own events"):
        place.options.button(
            f"Remove {plain(shelf.events_file)}",
            key="remove own events",
            on_click=shelf.drop_events,
        )
    return window, lines, group, members, events, embargoes


def _events_changed() -> None:
    """Forget the viewer's own events where the file that they were in was removed."""
    if st.session_state.get("own events") is None:
        viewers.shelf().drop_events()


def draw_filters(place: Places) -> Filter:
    """Draw the filters of deliveries, and return the one that they make."""
    categories = place.draw(
        "category",
        lambda where: where.multiselect(
            "Weapon categories", CATEGORIES, key="category", placeholder="All", **BOUND
        ),
        "filters",
    )
    status = place.pick("New or second hand", "status", params.STATUS, "filters")
    licensed, year_estimated, number_estimated = (
        _FLAGS[place.pick(label, name, params.PARTLY, "filters")]
        for name, label in (
            ("licensed", "Made under licence in the recipient"),
            ("year_estimated", "Estimated delivery year"),
            ("number_estimated", "Estimated number delivered"),
        )
    )
    chosen = Filter(
        tuple(categories),
        None if status == params.ALL else status,  # type: ignore[arg-type]  # no other is offered
        licensed,
        year_estimated,
        number_estimated,
    )
    if place.needed & FILTERS:
        _count_on_button(chosen)
    return chosen


def _count_on_button(chosen: Filter) -> None:
    """Say on the button of the filters how many are on."""
    if count := len(chosen.to_parameters()):
        # by style, for a popover with another label would be another one, and closed
        st.html(
            "<style>.st-key-filters [data-testid=stMarkdownContainer] p::after "
            f'{{ content: " \N{MIDDLE DOT} {count} on"; }}</style>'
        )
