"""Whatever a test draws is held against Plotly, which a viewer does not wait for."""

import base64
import json

import numpy as np
import pytest
from plotly.utils import PlotlyJSONEncoder

from armstransfers.charts import Chart


@pytest.fixture(autouse=True)
def plotly_checks_every_chart(monkeypatch):
    drawn = []
    begin = Chart.__init__

    def noted(chart, *pieces, **named):
        begin(chart, *pieces, **named)
        drawn.append(chart)

    monkeypatch.setattr(Chart, "__init__", noted)
    yield
    for chart in drawn:
        checked = chart.figure.to_dict()  # Plotly refuses a setting that it does not know
        del checked["layout"]["template"]
        assert unpacked(chart.sent) == unpacked(checked)


def unpacked(pieces):
    """Return what a browser makes of pieces: columns of numbers as lists, blanks as None."""

    def column(found):
        if "bdata" not in found:
            return {name: value for name, value in found.items() if value not in ([], {})}
        array = np.frombuffer(base64.b64decode(found["bdata"]), found["dtype"])
        if "shape" in found:
            array = array.reshape([int(side) for side in found["shape"].split(", ")])
        return json.loads(json.dumps(array.tolist(), cls=PlotlyJSONEncoder))

    return json.loads(json.dumps(pieces, cls=PlotlyJSONEncoder), object_hook=column)
