"""A chart that is ready to be sent is the chart that was drawn."""

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from armstransfers.charts import Chart
from armstransfers.web.ready import ready


def draw():
    bars = go.Bar(x=[2011, 2012], y=[3.5, 4.5])
    figure = go.Figure(bars, {"title": {"text": "<b>&"}})
    return Chart(figure, "Two bars.", pd.DataFrame({"value": [3.5, 4.5]}))


def test_what_is_sent_is_what_plotly_would_send():
    sent = plotly.io.to_json(ready(draw).figure.to_dict(), validate=False)
    assert sent == draw().figure.to_json(validate=False)
    assert ready(draw).alt == draw().alt
    assert ready(draw).table.equals(draw().table)


def test_the_chart_itself_can_be_had_and_changed():
    kept = ready(draw)
    kept.chart().figure.update_layout(height=99)
    assert kept.chart().figure == draw().figure
