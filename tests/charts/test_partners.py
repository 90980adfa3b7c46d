"""The core chart: what it frames, who speaks in it, and what must not be lost."""

import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.question import Question
from armstransfers.charts import partners_over_time
from armstransfers.charts.labels import written
from armstransfers.charts.palette import looks

GEORGIA = Question("recipient", "Georgia")

CELLS = {
    ("Israel", 2010): 60,
    ("Spain", 2010): 30,
    ("China", 2010): 10,
    ("unknown supplier(s)", 2011): 100,
    ("Israel", 2020): 5,
}


def draw(cells, *, marked=(2006, 2020), covered=(2000, 2020), **options):
    data = release({("Georgia", s, y): v for (s, y), v in cells.items()})
    trailing, yearly = (share_series(data, recipient="Georgia", window=w) for w in (5, 1))
    options = {"most": 2} | options
    return partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=marked, covered=covered, **options
    )


def traces(chart, kind, name):
    return [t for t in chart.figure.data if t.type == kind and t.name == name]


def points(traces):
    return {int(x): y for t in traces for x, y in zip(t.x, t.y, strict=True) if y == y}


def texts(chart):
    return [a.text for a in chart.figure.layout.annotations]


def said(chart, year):
    (years,) = traces(chart, "scatter", "years")
    return dict(zip(years.x, years.hovertext, strict=True))[year]


def test_a_line_holds_the_shares_of_its_windows():
    drawn = points(traces(draw(CELLS), "scatter", "Israel"))
    assert drawn[2010] == 60
    assert drawn[2011] == 30  # of 200
    assert drawn[2020] == 100


def test_bars_of_a_year_add_up_to_its_volume():
    volumes = {}
    for trace in draw(CELLS).figure.data:
        if trace.type == "bar":
            for year, value in zip(trace.x, trace.y, strict=True):
                volumes[year] = volumes.get(year, 0) + value
    assert volumes == {2010: 100, 2011: 100, 2020: 5}


def test_few_lines_speak_and_the_others_are_one_thin_grey_context():
    chart = draw(CELLS)
    assert {t.line.width for t in traces(chart, "scatter", "Israel")} == {3}
    (others,) = traces(chart, "scatter", "others")
    assert others.line.width == 1
    assert points([others])[2010] == 10  # China
    assert not traces(chart, "scatter", "Other")
    assert traces(chart, "bar", "Other")


def test_the_first_three_lines_are_thicker_than_the_next():
    cells = {
        (s, 2018): v
        for s, v in zip(["Israel", "Spain", "China", "Chile"], (4, 3, 2, 1), strict=True)
    }
    chart = draw({key: 100 * value for key, value in cells.items()}, most=6)
    widths = {
        t.name: t.line.width for t in chart.figure.data if t.type == "scatter" and t.mode == "lines"
    }
    assert widths == {"Israel": 3, "Spain": 3, "China": 3, "Chile": 2}


def test_no_line_is_dashed_unless_it_is_estimated():
    assert {t.line.dash for t in draw(CELLS).figure.data if t.type == "scatter"} == {None}
    data = release({("Georgia", s, y): v for (s, y), v in CELLS.items()}, exactness="estimated")
    trailing, yearly = (share_series(data, recipient="Georgia", window=w) for w in (5, 1))
    chart = partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=(2006, 2020), covered=(2000, 2020)
    )
    assert all(t.line.dash for t in traces(chart, "scatter", "Israel"))
    assert "estimated, equal split" in texts(chart)[-2]


def test_unknown_is_hatched_in_the_bars_and_said_in_words():
    chart = draw(CELLS)
    (bar,) = traces(chart, "bar", "Unknown")
    assert bar.marker.pattern.shape == "/"
    assert not traces(chart, "scatter", "Unknown")
    note = next(text for text in texts(chart) if "Share of" in text)
    assert "unknown suppliers (hatched) 48.8% in 2006–2020" in note  # 100 of 205
    assert "Unknown 50.0%" in said(chart, 2011)


def test_the_sum_of_those_without_a_name_is_said():
    note = next(text for text in texts(draw(CELLS)) if "Share of" in text)
    assert "1 other supplier (grey) 4.9%" in note  # 10 of 205


def test_the_frame_holds_two_such_windows_before_and_all_years_after():
    def span(chart):
        first, last = chart.figure.layout.xaxis.range
        return round(first + 0.6), round(last - 0.6)

    every_year = {("Israel", year): 50 for year in range(1960, 2021)}
    data = release({("Georgia", s, y): v for (s, y), v in every_year.items()})
    assert data.coverage.years == (2000, 2020)
    assert span(draw(every_year, marked=(2016, 2020))) == (2000, 2020)  # no year before the release
    assert span(draw({("Israel", 2008): 50, ("Israel", 2020): 9})) == (2006, 2020)
    assert span(draw({("Israel", 2018): 50}, marked=(2018, 2018))) == (2018, 2020)


def test_where_a_single_window_can_be_drawn_a_ranking_stands_for_the_lines():
    data = release({("Georgia", s, y): v for (s, y), v in CELLS.items()})
    trailing, yearly = (
        share_series(data, recipient="Georgia", window=w, years=(y, 2020))
        for w, y in ((5, 2020), (1, 2016))
    )
    chart = partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=(2016, 2020), covered=(2016, 2020)
    )
    assert not [t for t in chart.figure.data if t.type == "scatter" and t.mode == "lines"]
    (bar,) = [t for t in chart.figure.data if t.type == "bar" and t.orientation == "h"]
    assert (bar.name, bar.x) == ("Israel", (100,))
    assert {"Israel", "100.0%"} <= set(texts(chart))
    assert "Israel 100.0%" in chart.alt


def test_bars_of_100_per_cent_carry_the_years_volume():
    chart = draw(CELLS, as_parts=True)
    assert {"100", "5"} <= set(texts(chart))
    (bar,) = traces(chart, "bar", "Israel")
    assert dict(zip(bar.x, bar.y, strict=True)) == {2010: 60, 2020: 100}


def test_what_is_not_asked_for_is_pale_in_the_bars():
    (bar,) = traces(draw(CELLS, marked=(2010, 2012)), "bar", "Israel")
    colours = dict(zip(bar.x, bar.marker.color, strict=True))
    assert colours[2010] == looks(["Israel"])["Israel"].light
    assert colours[2020] != colours[2010]


def test_windows_of_little_are_pale():
    """Of under 20 million TIV, or under a tenth of the largest window."""
    for last in (5, 30):
        chart = draw(CELLS | {("Spain", 2009): 1000, ("Israel", 2020): last})
        pale, strong = sorted(traces(chart, "scatter", "Israel"), key=lambda t: t.opacity)
        assert pale.opacity < strong.opacity == 1
        assert 2020 in points([pale])
        assert 2020 not in points([strong])


def test_a_line_is_whole_where_it_turns_pale():
    pale, strong = sorted(
        traces(draw(CELLS | {("Israel", 2015): 60}), "scatter", "Israel"), key=lambda t: t.opacity
    )
    assert set(points([pale])) & set(points([strong]))


def test_a_window_without_neighbours_is_a_point_that_can_be_seen():
    data = release({("Georgia", "Israel", 2010): 60, ("Georgia", "Israel", 2015): 60})
    yearly = share_series(data, recipient="Georgia", window=1)
    chart = partners_over_time(
        yearly, yearly, asked=GEORGIA, window=1, marked=(2010, 2015), covered=(2000, 2020)
    )
    (line,) = traces(chart, "scatter", "Israel")
    assert line.mode == "lines+markers"
    assert {size for size, y in zip(line.marker.size, line.y, strict=True) if y == y} == {8}
    (line,) = traces(draw({("Israel", 2010): 60}), "scatter", "Israel")
    assert line.mode == "lines"


def test_nothing_bridges_years_without_deliveries():
    drawn = points(traces(draw(CELLS), "scatter", "Israel"))
    assert 2017 not in drawn
    assert {2014, 2020} <= set(drawn)


def names_at_the_right(chart):
    return [a.text for a in chart.figure.layout.annotations if a.showarrow]


def test_a_name_stands_at_its_line_in_its_colour_with_its_value():
    for dark in (False, True):
        (name,) = [a for a in draw(CELLS, dark=dark).figure.layout.annotations if a.showarrow]
        assert name.text == "<b>Israel 100%</b>"
        assert name.font.color == looks(["Israel"])["Israel"].ink(dark)
        assert (name.x, name.y) == (2020, 100)


def test_a_line_that_ended_has_its_name_inside():
    chart = draw({("Israel", 2010): 60, ("Spain", 2019): 50})
    assert names_at_the_right(chart) == ["<b>Spain 100%</b>"]
    (name,) = [a for a in chart.figure.layout.annotations if a.text == "<b>Israel</b>"]
    assert name.font.color == looks(["Israel"])["Israel"].ink(False)


def test_who_leads_now_is_never_among_the_others():
    cells = {("Israel", 2010): 60, ("Spain", 2010): 30, ("China", 2010): 20, ("Chile", 2019): 9}
    chart = draw(cells, marked=(2006, 2010), most=3)
    assert traces(chart, "scatter", "Chile")
    assert "Chile" in "".join(names_at_the_right(chart))


def test_the_window_is_shaded_through_both_panels_and_named_above():
    chart = draw(CELLS)
    marked = [(s.x0, s.x1, s.yref) for s in chart.figure.layout.shapes]
    assert marked == [(2005.5, 2020.5, "y domain"), (2005.5, 2020.5, "y2 domain")]
    assert "2006–2020" in texts(chart)


def test_shares_begin_at_0_and_bars_and_lines_have_one_axis_of_years():
    layout = draw(CELLS).figure.layout
    assert layout.yaxis.range[0] == 0
    assert {t.xaxis for t in draw(CELLS).figure.data} == {None}


def test_pointing_at_a_year_says_everybodys_share_and_the_volume():
    words = said(draw(CELLS), 2010)
    assert "<b>2006–2010</b>: 100.00 million TIV" in words
    for part in ("Israel 60.0%", "Spain 30.0%", "China 10.0%", "In 2010 alone: 100.00 million TIV"):
        assert part in words
    assert "Under 20 million TIV in all: these shares say little." in said(draw(CELLS), 2020)
    assert "2013–2017</b>: nothing was delivered" in said(draw(CELLS), 2017)


def test_the_words_name_the_last_window_and_its_shares():
    assert "2016–2020: Israel 100%" in draw(CELLS).alt


def test_a_supplier_keeps_its_colour_in_every_view():
    assert looks(["Spain", "Russia"])["Russia"] == looks(["Russia"])["Russia"]
    assert looks(["Spain", "Chile"])["Spain"] == looks(["Spain"])["Spain"]


@pytest.mark.parametrize("name", ["<b>x</b>", "%{customdata[0]}", "a & b", "$x^2$"])
def test_lines_bars_and_labels_show_the_name_as_it_is(name):
    chart = draw({(name, 2010): 60, (name, 2020): 40, ("Israel", 2006): 30})
    shown = written(name)
    mine = [trace for trace in chart.figure.data if trace.name == shown]
    assert {trace.type for trace in mine} == {"scatter", "bar"}
    assert f"<b>{shown} 100%</b>" in names_at_the_right(chart)
    assert f"{shown} 100.0%" in said(chart, 2020)
