"""A chart is sent as it was drawn, with the looks that Streamlit gives to figures."""

import plotly.io
import pytest

from armstransfers.charts import Chart
from armstransfers.web.sent import sent


@pytest.fixture
def chart():
    bars = {"type": "bar", "x": [2011, 2012], "y": [3.5, 4.5]}
    layout = {"title": {"text": "<b>&"}, "height": 60}
    return Chart({"data": [bars], "layout": layout}, "Two bars.", None)


def test_what_is_sent_is_what_plotly_would_send(chart):
    was = plotly.io.to_json(sent(chart).to_dict(), validate=False)
    assert plotly.io.from_json(was) == plotly.io.from_json(chart.figure.to_json())


def test_a_figure_that_is_changed_leaves_the_chart_as_it_was(chart):
    chart.figure.update_layout(height=99)
    assert chart.figure.layout.height == 60
    assert sent(chart).to_dict()["layout"]["height"] == 60
