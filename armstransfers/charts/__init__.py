"""From tidy tables to charts, each with its words and its table."""

from armstransfers.charts.chart import Chart
from armstransfers.charts.concentration import concentration_over_time
from armstransfers.charts.dependence import dependence_dots
from armstransfers.charts.flows import flows_chart
from armstransfers.charts.multiples import small_multiples
from armstransfers.charts.pair import pair_over_time
from armstransfers.charts.partners import partners_over_time
from armstransfers.charts.slope import slope
from armstransfers.charts.tiles import tile_map
from armstransfers.charts.traders import traders
from armstransfers.charts.window_map import every_window

__all__ = [
    "Chart",
    "concentration_over_time",
    "dependence_dots",
    "every_window",
    "flows_chart",
    "pair_over_time",
    "partners_over_time",
    "slope",
    "small_multiples",
    "tile_map",
    "traders",
]
