"""A chart is a figure, the words that stand for it, and the table behind it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from armstransfers.charts.drawing import Pieces

_WIDER = 1.15

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A figure with its accessible twin.

    Attributes
    ----------
    drawn : dict
        Data and layout of the figure, in Plotly's terms.
    alt : str
        What it shows, in words, for those who cannot see it.
    table : pandas.DataFrame
        Its numbers.
    """

    drawn: Pieces
    alt: str
    table: pd.DataFrame

    @property
    def figure(self) -> go.Figure:
        """A figure of Plotly's, checked by it and made anew each time, to be changed or saved."""
        import plotly.graph_objects as go  # takes longer than the drawing, and few need it

        return go.Figure(self.drawn)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        """Return what a notebook shows: its fonts may be wider than the page's, names need room."""
        right = round(self.drawn["layout"]["margin"]["r"] * _WIDER)
        return self.figure.update_layout(margin={"r": right})._repr_mimebundle_(include, exclude)

    @cached_property
    def sent(self) -> Pieces:
        """What a browser is sent: columns of numbers as Plotly packs them."""
        data = [_packed(trace) for trace in self.drawn["data"]]
        return {"data": data, "layout": self.drawn["layout"]}


def _packed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _packed(one) for name, one in value.items()}
    if isinstance(value, np.ndarray | pd.Series | pd.DataFrame):
        return _typed(np.ascontiguousarray(value))
    return value


def _typed(array: np.ndarray[Any, Any]) -> Any:
    """Return an array of numbers as its bytes, with their type; another as a list."""
    if array.dtype.kind == "i" and array.size:
        array = array.astype(np.promote_types(*map(np.min_scalar_type, (array.min(), array.max()))))
    if array.dtype.str[1:] not in _TYPES:
        return array.tolist()
    packed = {
        "dtype": array.dtype.str[1:],
        "bdata": base64.b64encode(array.tobytes()).decode("ascii"),
    }
    return packed | ({"shape": str(array.shape)[1:-1]} if array.ndim > 1 else {})


_TYPES = frozenset({"i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8"})
"""Plotly's names of types, which are NumPy's without the order of bytes."""
