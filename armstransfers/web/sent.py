"""A chart on its way to the browser: as it was drawn, without another look by Plotly."""

from __future__ import annotations

from functools import cache
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure

from armstransfers.charts import Chart


def sent(chart: Chart) -> BaseFigure:
    """Return what Streamlit takes for a figure that was checked, with the looks of its theme."""
    layout = {"template": _template(), **chart.sent["layout"]}
    return _Checked({"data": chart.sent["data"], "layout": layout})


class _Checked(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    def __init__(self, pieces: dict[str, Any]) -> None:
        self._pieces = pieces  # and nothing of what Plotly would make of it

    def to_dict(self) -> dict[str, Any]:
        return self._pieces


@cache
def _template() -> dict[str, Any]:
    template: dict[str, Any] = plotly.io.templates[plotly.io.templates.default].to_plotly_json()
    return template
