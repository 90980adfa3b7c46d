"""Bands around totals and shares that may be off."""

import pandas as pd
import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.question import Question
from armstransfers.charts import partners_over_time
from armstransfers.charts.page import Page
from armstransfers.charts.possible import POSSIBLE, share_whiskers, total_bands
from armstransfers.core.coverage import Block
from armstransfers.core.measure import tiv

MALI = Question("recipient", "Mali")
TIV = tiv(0.01)


def test_a_total_that_may_be_off_is_a_band_around_the_top_of_its_bar():
    volumes = pd.DataFrame({"last_year": [2021, 2022], "total": [10.0, 0.2]})
    band = total_bands(volumes, {2021: 0.3, 2022: 0.3}, TIV, Page())
    assert band["x"] == [2021, 2022]
    assert band["base"] == pytest.approx([9.7, 0.0])  # nothing is less than nothing
    tops = [base + height for base, height in zip(band["base"], band["y"], strict=True)]
    assert tops == pytest.approx([10.3, 0.5])


def test_a_share_is_lowest_and_highest_where_the_doubt_moves_it_most():
    shares = pd.DataFrame({"last_year": [2022], "value": [3.0], "total": [10.0], "share": [30.0]})
    whiskers = share_whiskers(shares, {2022: 1.0}, Page())["error_y"]
    # 2 of 9, and 4 of 11
    assert 30 - whiskers["arrayminus"][0] == pytest.approx(200 / 9, abs=1e-3)
    assert 30 + whiskers["array"][0] == pytest.approx(400 / 11, abs=1e-3)


def test_the_chart_of_a_doubtful_recipient_shows_and_says_it():
    data = release(
        {("Mali", "Russia", 2022): 5, ("Mali", "China", 2023): 5}, blocks=(Block(2021, 2025),)
    )
    yearly = share_series(data, recipient="Mali", window=1)
    chart = partners_over_time(
        yearly,
        yearly,
        asked=MALI,
        window=1,
        marked=(2021, 2025),
        covered=(2021, 2025),
        year_errors={2022: 0.3},
        window_errors={2022: 0.3},
    )
    kinds = [trace.type for trace in chart.figure.data if trace.name == POSSIBLE]
    assert sorted(kinds) == ["bar", "scatter"]
    assert "The totals of 2022 may be off by up to 0.3 million TIV." in chart.alt
