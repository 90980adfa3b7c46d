"""A chart is a figure, the words that stand for it, and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A figure with its accessible twin.

    Attributes
    ----------
    figure : plotly.graph_objects.Figure
        What is drawn.
    alt : str
        What it shows, in words, for those who cannot see it.
    table : pandas.DataFrame
        Its numbers.
    """

    figure: go.Figure
    alt: str
    table: pd.DataFrame
