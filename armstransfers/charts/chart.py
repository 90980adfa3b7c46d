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


def spread(positions: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions moved as little as needed to stand at least `gap` apart.

    Parameters
    ----------
    positions : list of float
        Wanted positions, in any order.
    gap : float
        Smallest distance between two.
    low, high : float
        Where the lowest and the highest may stand; `low` gives way where there is no room.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    moved = list(positions)
    floor = low
    for i in order:
        moved[i] = max(positions[i], floor)
        floor = moved[i] + gap
    ceiling = high
    for i in reversed(order):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved
