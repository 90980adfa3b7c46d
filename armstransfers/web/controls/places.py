"""The places of the controls: in the row, in a popover, or out of sight where they keep the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers.core.coverage import Window

BOUND: Any = {"bind": "query-params"}
IN_OPTIONS = frozenset({"window", "lines", "group", "members", "events", "embargoes"})


@dataclass
class Places:
    """Where the controls stand that the view needs, and where all of them start."""

    needed: frozenset[str]
    in_view: frozenset[str]
    row: DeltaGenerator
    idle: DeltaGenerator
    starts: dict[str, Any]

    @cached_property
    def options(self) -> DeltaGenerator | None:
        """The popover of the options, while it is open; the row where a view has none."""
        if not self.needed & IN_OPTIONS:
            return self.row
        popover = self.row.popover(
            "Options", icon=":material/tune:", key="options", on_change="rerun"
        )
        return popover if popover.open else None

    @cached_property
    def filters(self) -> DeltaGenerator | None:
        """The popover of the filters, while it is open."""
        popover = self.row.popover(
            "Filter", icon=":material/filter_alt:", key="filters", on_change="rerun"
        )
        return popover if popover.open else None

    def start(self, name: str) -> Any:
        """Return what a control stands at that the view does not need."""
        return st.session_state.get(name, self.starts[name])

    def draw(self, name: str, control: Callable[[DeltaGenerator], Any], place: str = "row") -> Any:
        """Draw a control where it is seen, or out of sight; return what it stands at."""
        where = getattr(self, place) if name in self.needed else None
        if where is not None:
            return control(where)
        is_changed = name in st.query_params or self.start(name) != self.starts[name]
        if is_changed and name not in self.in_view:
            return control(self.idle)
        return self.start(name)

    def years(self, label: str, name: str, bounds: Window) -> Window:
        """Draw a slider of two ends, and return the window chosen; of one year there is no choice."""
        if bounds[0] == bounds[1]:
            return bounds
        first, last = self.draw(
            name,
            lambda where: where.slider(
                label, *bounds, self.starts[name], key=name, width=210, **BOUND
            ),
        )
        return first, last

    def pick(
        self, label: str, name: str, values: Sequence[str], where: str = "row", **more: Any
    ) -> str:
        """Draw values side by side, and return the one chosen."""
        chosen: str = self.draw(
            name,
            lambda found: found.segmented_control(
                label, values, default=self.starts[name], required=True, key=name, **more, **BOUND
            ),
            where,
        )
        return chosen

    def select(
        self, label: str, name: str, values: Sequence[Any], where: str = "row", **more: Any
    ) -> Any:
        """Draw values in a list, and return the one chosen."""
        start = list(values).index(self.starts[name])
        return self.draw(
            name,
            lambda found: found.selectbox(label, values, start, key=name, **more, **BOUND),
            where,
        )

    def toggle(self, label: str, name: str, where: str = "options", **more: Any) -> bool:
        """Draw a switch, and return whether it is on."""
        chosen: bool = self.draw(
            name,
            lambda found: found.toggle(label, self.starts[name], key=name, **more, **BOUND),
            where,
        )
        return chosen

    def rank(self, is_used: bool) -> int:
        """Draw the number of a rank where it is used or changed, and return it."""
        chosen: int = self.start("rank")
        if is_used or chosen != self.starts["rank"]:
            where = self.row if is_used and "rank" in self.needed else self.idle
            chosen = where.number_input("Rank", 1, 10, 2, key="rank", width=110, **BOUND)
        return chosen
