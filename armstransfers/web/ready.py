"""Charts that are ready to be sent, kept between reruns.

A figure is thousands of objects, which Plotly checks and copies whenever it is sent, and which
Streamlit's collection after every run walks through. What is sent of it is a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from plotly.basedatatypes import BaseFigure

from armstransfers.charts import Chart


@dataclass(frozen=True)
class Ready:
    """A chart as it is sent.

    Attributes
    ----------
    sent : dict
        The figure, as Plotly writes it.
    alt : str
        What it shows, in words.
    table : pandas.DataFrame
        Its numbers.
    chart : callable
        Draws the chart again, to be changed or saved.
    """

    sent: dict[str, Any]
    alt: str
    table: pd.DataFrame
    chart: Callable[[], Chart]

    @property
    def figure(self) -> BaseFigure:
        """What Streamlit sends without another look."""
        return _Checked(self.sent)


def ready(draw: Callable[[], Chart]) -> Ready:
    """Return a chart as it is sent, from what draws it."""
    chart = draw()
    return Ready(chart.figure.to_dict(), chart.alt, chart.table, draw)


class _Checked(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A figure that has been checked before."""

    def __init__(self, sent: dict[str, Any]) -> None:
        self._sent = sent  # and nothing of what Plotly would make of it

    def to_dict(self) -> dict[str, Any]:
        """Return it as it is sent."""
        return self._sent
