"""From tidy tables to charts, each with its words and its table."""

from armstransfers.charts.chart import Chart
from armstransfers.charts.dependence import dependence_dots
from armstransfers.charts.multiples import small_multiples
from armstransfers.charts.partners import key, partners_over_time
from armstransfers.charts.slope import slope

__all__ = [
    "Chart",
    "dependence_dots",
    "key",
    "partners_over_time",
    "slope",
    "small_multiples",
]
