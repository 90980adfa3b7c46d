"""A figure in the making: its pieces are collected, and Plotly checks them once, at the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

Trace: TypeAlias = BaseTraceType | dict[str, Any]
"""A trace of Plotly's, or the settings of one with its type, which takes half the time."""


class Drawing:
    """Traces, shapes, annotations and a layout, on their way to a figure.

    Plotly checks all shapes and annotations anew with each that is added to a figure of its own,
    which takes longer than all else that a chart does.

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
        self.traces += [traces] if isinstance(traces, BaseTraceType | dict) else traces

    def shape(self, **shape: Any) -> None:
        """Add a shape, with the settings of Plotly's."""
        self._shapes.append(shape)

    def write(self, **annotation: Any) -> None:
        """Add words, with the settings of Plotly's annotation."""
        self._annotations.append(annotation)

    def lay_out(self, **layout: Any) -> None:
        """Set parts of the layout; a part that was set before is replaced."""
        self._layout |= layout

    def figure(self) -> go.Figure:
        """Return the figure."""
        pieces = {"shapes": self._shapes, "annotations": self._annotations}
        return go.Figure(self.traces, {**self._layout, **pieces})
