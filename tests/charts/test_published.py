"""Hollow points for published shares, and what a chart says of years that it does not hold."""

import pandas as pd
from builders import release

from armstransfers import share_series
from armstransfers.analysis.question import Question
from armstransfers.charts import pair_over_time, partners_over_time
from armstransfers.charts.possible import POSSIBLE
from armstransfers.core.coverage import Block

INDIA = Question("recipient", "India")
CELLS = {("India", "Russia", 2021): 30, ("India", "France", 2023): 10}


def published(*rows):
    """Published shares, given as partner, last year, share, edition and whether in own words."""
    columns = ["partner", "last_year", "printed", "edition", "in_own_words"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        first_year=table["last_year"] - 4,
        printed_decimals=pd.Series([0] * len(rows), dtype="Int64"),
        agreement="single",
        all_values="",
    )


OF_2010 = ("Russia", 2010, 82.0, 2011, False)
OF_2013 = ("Russia", 2013, 75.0, 2014, True)


def draw_of(marked):
    data = release(CELLS, blocks=(Block(2021, 2025),))
    lines, bars = (share_series(data, recipient="India", window=w) for w in (5, 1))
    return partners_over_time(
        lines, bars, asked=INDIA, window=5, marked=marked, covered=(2021, 2025)
    )


def draw(window=5, **options):
    data = release(CELLS, blocks=(Block(2021, 2025),))
    lines, bars = (share_series(data, recipient="India", window=w) for w in (window, 1))
    return partners_over_time(
        lines,
        bars,
        asked=INDIA,
        window=window,
        marked=(2021, 2025),
        covered=(2021, 2025),
        **options,
    )


def hollow(chart):
    return [t for t in chart.figure.data if str(t.name).endswith("published")]


def test_published_shares_are_hollow_points_that_no_line_joins():
    (points,) = hollow(draw(published=published(OF_2010, OF_2013)))
    assert points.mode == "markers"
    assert points.marker.symbol == "circle-open"
    assert (list(points.x), list(points.y)) == ([2010, 2013], [82, 75])


def test_each_point_says_its_window_its_edition_and_how_it_was_read():
    chart = draw(published=published(OF_2010, OF_2013))
    (years,) = [t for t in chart.figure.data if t.name == "years"]
    said = dict(zip(years.x, years.hovertext, strict=True))
    assert "<b>Russia</b> 82% in 2006–2010" in said[2010]
    assert "Published in edition 2011, reported as SIPRI's." in said[2010]
    assert "Published in edition 2014, in SIPRI's words." in said[2013]


def test_a_window_that_was_not_published_has_no_point():
    (points,) = hollow(draw(published=published(OF_2010)))
    assert 0 not in points.y
    assert len(points.x) == 1


def test_points_stand_only_among_windows_of_their_length():
    assert hollow(draw(window=3, published=published(OF_2010))) == []


def test_the_words_for_the_chart_and_its_title_name_them():
    chart = draw(published=published(OF_2010))
    assert "1 share that SIPRI published for other windows, reported as SIPRI's" in chart.alt
    assert "Russia 82\N{NO-BREAK SPACE}% in 2006-2010 (edition 2011)" in chart.alt
    assert any("as SIPRI published it" in a.text for a in chart.figure.layout.annotations)


def test_years_without_volumes_are_said_to_be_not_held():
    texts = [a.text for a in draw(published=published(OF_2010)).figure.layout.annotations]
    assert any("2010–2020" in text and "not in this extract" in text for text in texts)
    bars = [t for t in draw(published=published(OF_2010)).figure.data if t.type == "bar"]
    assert min(min(bar.x) for bar in bars) == 2021  # no nought before


def test_the_frame_reaches_back_to_the_first_published_share():
    first, _ = draw(published=published(OF_2010)).figure.layout.xaxis.range
    assert round(first + 0.6) == 2010


def test_a_window_that_is_not_held_gives_way_to_the_years_that_are():
    chart = draw_of((2001, 2010))
    assert (
        "Bars of each supplier's share of India's imports of major arms in 2021–2025" in chart.alt
    )


def test_a_pair_has_hollow_points_in_the_panel_of_their_whole():
    data = release(CELLS, blocks=(Block(2021, 2025),))
    series = share_series(data, recipient="India", window=5)
    yearly = share_series(data, recipient="India", window=1)
    chart = pair_over_time(
        series[series["partner"] == "Russia"],
        None,
        yearly[yearly["partner"] == "Russia"],
        recipient="India",
        supplier="Russia",
        measure=data.measure,
        window=5,
        marked=(2021, 2025),
        span=(2010, 2025),
        published={"recipient": published(OF_2010)},
        year_errors={2021: 0.6},
    )
    assert chart.figure.layout.barmode == "stack"  # a band stands around the top of its bar
    (band,) = [t for t in chart.figure.data if t.name == POSSIBLE]
    assert (list(band.base), [round(height, 2) for height in band.y]) == ([29.4], [1.2])
    (points,) = hollow(chart)
    assert list(points.y) == [82]
    assert "Hollow points" in chart.alt
