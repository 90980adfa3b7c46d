"""Dependence and exposure of one pair."""

import pytest
from builders import release

from armstransfers import share_series
from armstransfers.charts import pair_over_time
from armstransfers.charts.palette import looks

SALES = {
    ("Georgia", "Israel", 2005): 30,
    ("Georgia", "Spain", 2005): 10,
    ("India", "Israel", 2005): 70,
    ("Georgia", "Israel", 2006): 2,
    ("Georgia", "Israel", 2012): 2,
}


def rows(data, window, partner, **sides):
    table = share_series(data, **sides, window=window)
    return table[table["partner"] == partner]


def draw(data=None, *, exposed=True, **options):
    data = data or release(SALES)
    return pair_over_time(
        rows(data, 3, "Israel", recipient="Georgia"),
        rows(data, 3, "Georgia", supplier="Israel") if exposed else None,
        rows(data, 1, "Israel", recipient="Georgia"),
        recipient="Georgia", supplier="Israel", measure=data.measure, window=3,
        marked=(2003, 2005), span=(2002, 2020), **options,
    )  # fmt: skip


def drawn(chart, axis):
    lines = [
        t
        for t in chart.figure.data
        if t.type == "scatter"
        and t.mode == "lines"
        and t.yaxis == axis
        and t.name != "rounding band"
    ]
    return {x: y for t in lines for x, y in zip(t.x, t.y, strict=True) if y == y and x == x}


def titles(chart):
    return [
        a.text.replace("<br>", " ") for a in chart.figure.layout.annotations if "hare of" in a.text
    ]


def test_each_panel_has_its_own_denominator():
    chart = draw()
    assert drawn(chart, "y")[2005] == 75
    assert drawn(chart, "y2")[2005] == 30
    assert titles(chart) == [
        "<b>Dependence</b>: share of Georgia's imports of major arms from Israel, three-year rolling total",
        "<b>Exposure</b>: share of Israel's exports of major arms to Georgia, three-year rolling total",
    ]


def test_both_panels_have_one_scale():
    layout = draw().figure.layout
    assert layout.yaxis.range == layout.yaxis2.range
    assert layout.yaxis.range[1] >= 100


def test_the_volume_of_each_year_stands_below():
    (bars,) = [t for t in draw().figure.data if t.type == "bar"]
    assert dict(zip(bars.x, bars.y, strict=True)) == {2005: 30, 2006: 2, 2012: 2}
    assert bars.marker.color[0] == looks(["Israel"])["Israel"].light


def test_bars_of_years_that_were_not_asked_for_are_pale():
    (bars,) = [t for t in draw().figure.data if t.type == "bar"]
    asked, *others = bars.marker.color
    assert len({asked, *others}) == 2


def test_a_denominator_that_is_not_held_leaves_its_panel_out():
    chart = draw(exposed=False)
    assert len(titles(chart)) == 1
    assert "exports" not in chart.alt
    assert set(chart.table["side"]) == {"recipient"}


def test_shares_of_a_small_whole_are_pale():
    lines = [
        t
        for t in draw().figure.data
        if t.type == "scatter" and t.mode == "lines" and t.yaxis == "y"
    ]
    faint = [t for t in lines if t.opacity < 1]
    years = {x for t in faint for x, y in zip(t.x, t.y, strict=True) if y == y}
    assert years == {2007, 2008, 2012, 2013, 2014}  # a line reaches back to the point before it


def test_rounded_values_have_their_band():
    data = release(SALES, exactness="rounded")
    bands = [t for t in draw(data).figure.data if t.name == "rounding band" and t.yaxis == "y"]
    ends = [y for x, y in zip(bands[0].x, bands[0].y, strict=True) if x == 2005]
    assert ends == pytest.approx([100 * 29.5 / (29.5 + 10.5), 100 * 30.5 / (30.5 + 9.5)])
    assert not [t for t in draw().figure.data if t.name == "rounding band"]


def test_the_words_name_both_shares_in_the_last_window_and_the_highest():
    words = draw().alt.replace("\N{NO-BREAK SPACE}", " ")
    assert "from Israel, three-year rolling total: 100.0% in 2012–2014, at most 100.0%" in words
    assert "to Georgia, three-year rolling total: 100.0% in 2012–2014" in words
    assert "yearly volume from Israel to Georgia: deliveries in 3 years from 2005 to 2012." in words
