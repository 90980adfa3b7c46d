"""Concentration over time."""

import pytest
from builders import release

from armstransfers import concentration_series
from armstransfers.analysis.question import Question
from armstransfers.charts import concentration_over_time
from armstransfers.charts.palette import looks

GEORGIA = Question("recipient", "Georgia")
SALES = {
    ("Georgia", "Israel", 2001): 60,
    ("Georgia", "Chad", 2001): 20,
    ("Georgia", "unknown supplier(s)", 2001): 20,
    ("Georgia", "Chad", 2003): 5,
    ("Georgia", "Israel", 2011): 30,
    ("Georgia", "Chad", 2011): 30,
}


def draw(window=3, **options):
    series = concentration_series(release(SALES), recipient="Georgia", window=window)
    return concentration_over_time(
        series, asked=GEORGIA, window=window, marked=(2009, 2011), span=(2000, 2020), **options
    )


def largest(chart, name):
    return [t for t in chart.figure.data if t.name == name and t.mode == "lines+markers"]


def points(traces):
    return {
        int(x): y for t in traces for x, y in zip(t.x, t.y, strict=True) if y == y and y is not None
    }


def test_the_largest_share_stands_in_the_colour_of_whose_it_is():
    chart = draw()
    israel = largest(chart, "Israel")
    assert points(israel) == {2002: 60, 2003: pytest.approx(6000 / 105)}
    assert {t.line.color for t in israel} == {looks(["Israel"])["Israel"].light}


def test_a_tie_has_no_ones_colour():
    (tie,) = largest(draw(), "Chad, Israel")
    assert points([tie]) == {2011: 50, 2012: 50, 2013: 50}
    assert tie.line.color == looks(["Other"])["Other"].light


def test_a_small_whole_is_pale():
    (chad,) = largest(draw(), "Chad")
    assert points([chad]) == {2004: 100, 2005: 100}
    assert chad.opacity < 1
    assert "say" in chad.hovertemplate


def test_the_number_of_equal_suppliers_is_a_band_with_its_hhi_on_hovering():
    low, high = [t for t in draw().figure.data if t.yaxis == "y2"][:2]
    assert high.fill == "tonexty"
    # 2000-2002: 60, 20 and 20 unknown, who may be Israel or many
    assert low.y[0] == pytest.approx(10_000 / (80**2 + 20**2))
    assert high.y[0] == pytest.approx(10_000 / (60**2 + 20**2))
    assert "HHI 4,000 to 6,800" in high.hovertext[0]
    assert "in 2000–2002" in high.hovertext[0]


def test_nothing_bridges_years_without_deliveries():
    runs = [list(t.x) for t in draw().figure.data if t.yaxis == "y2" and t.fill == "tonexty"]
    assert runs == [[2002, 2003, 2004, 2005], [2011, 2012, 2013]]


def test_the_last_largest_is_always_named():
    for narrow in (False, True):
        texts = [a.text for a in draw(narrow=narrow).figure.layout.annotations]
        assert "Chad, Israel" in texts


def test_the_words_name_the_last_window():
    assert (
        "In the last window, 2011–2013: Chad and Israel 50%, like 2.0 equal suppliers."
        in draw().alt
    )


def test_nothing_delivered_is_said():
    series = concentration_series(release(SALES), recipient="Armenia")
    chart = concentration_over_time(
        series,
        asked=Question("recipient", "Armenia"),
        window=5,
        marked=(2001, 2005),
        span=(2000, 2020),
    )
    assert chart.alt == "No deliveries are recorded in Armenia's imports of major arms."
