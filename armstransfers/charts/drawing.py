"""A figure in the making: pieces in Plotly's terms, as plain mappings.

Plotly's own objects check every setting when they are made, which takes longer than all else that a
chart does. The tests have them check every chart; a viewer need not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

Trace: TypeAlias = dict[str, Any]
"""The settings of one of Plotly's traces, with its type."""

Pieces: TypeAlias = dict[str, Any]
"""The data and the layout of a figure."""


class Drawing:
    """Traces, shapes, annotations and a layout, on their way to a figure.

    Parameters
    ----------
    traces : trace or iterable of them, optional
        What is drawn first.

    Attributes
    ----------
    traces : list of traces
        What is drawn.
    """

    def __init__(self, traces: Trace | Iterable[Trace] = ()) -> None:
        self.traces: list[Trace] = []
        self._layout: dict[str, Any] = {}
        self._shapes: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self.trace(traces)

    def trace(self, traces: Trace | Iterable[Trace]) -> None:
        """Add what is drawn next."""
        self.traces += [traces] if isinstance(traces, dict) else traces

    def shape(self, **shape: Any) -> None:
        """Add a shape, with the settings of Plotly's."""
        self._shapes.append(shape)

    def write(self, **annotation: Any) -> None:
        """Add words, with the settings of Plotly's annotation."""
        self._annotations.append(annotation)

    def lay_out(self, **layout: Any) -> None:
        """Set parts of the layout; a part that was set before is replaced."""
        self._layout |= layout

    def pieces(self) -> Pieces:
        """Return all of it."""
        written = {"shapes": self._shapes, "annotations": self._annotations}
        return {"data": self.traces, "layout": {**self._layout, **written}}


def trace(kind: str, **settings: Any) -> Trace:
    """Return a trace of a kind that Plotly has; a setting of None is left to Plotly."""
    return {"type": kind, **{name: value for name, value in settings.items() if value is not None}}
