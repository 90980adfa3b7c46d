import itertools

import pytest
from builders import release

from armstransfers import change
from armstransfers.analysis.question import Question
from armstransfers.charts.palette import looks
from armstransfers.charts.slope import slope

THEN, NOW = (2011, 2015), (2016, 2020)
CELLS = {
    ("Russia", 2012): 80,
    ("Ukraine", 2012): 20,
    ("Russia", 2018): 10,
    ("Israel", 2018): 25,
    ("unknown supplier(s)", 2018): 5,
}


def draw(cells, **options):
    data = release({("Georgia", s, y): v for (s, y), v in cells.items()})
    table = change(data, recipient="Georgia", then=THEN, now=NOW)
    asked = Question("recipient", "Georgia", data.measure)
    return slope(table, question=asked, then=THEN, now=NOW, **options)


def lines(chart):
    return {t.name: t for t in chart.figure.data}


def names(chart, at):
    return [a.text for a in chart.figure.layout.annotations if a.showarrow and a.x == at]


def test_a_line_runs_from_the_share_then_to_the_share_now():
    drawn = lines(draw(CELLS))
    assert drawn["Russia"].y == (80, 25)
    assert drawn["Israel"].y == (0, 62.5)
    assert drawn["Unknown"].y == (0, 12.5)


def test_who_comes_or_goes_has_an_open_marker_and_one_name():
    chart = draw(CELLS)
    colour = looks(["Israel"])["Israel"].light
    assert lines(chart)["Israel"].marker.color == ("#FFFFFF", colour)
    left, right = names(chart, 0), names(chart, 1)
    assert left == ["Russia 80.0%", "Ukraine 20.0%"]
    assert right == ["Israel 62.5%", "Russia 25.0%", "Unknown 12.5%"]


def test_no_line_is_dashed():
    assert {line.line.dash for line in lines(draw(CELLS)).values()} == {None}


def test_suppliers_of_the_palette_keep_their_colour():
    for dark in (False, True):
        line = lines(draw(CELLS, dark=dark))["Russia"].line
        assert line.color == looks(["Russia"])["Russia"].colour(dark)


def test_names_at_an_end_stand_apart():
    cells = {(s, 2018): 10 for s in ("Russia", "Israel", "Spain", "Italy", "France", "Chile")}
    ends = [a for a in draw(cells).figure.layout.annotations if a.showarrow]
    heights = sorted(a.ay for a in ends)
    assert len(heights) == 6
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 16


def test_many_partners_become_other_and_the_shares_still_add_up():
    cells = {(f"Country {i}", 2012): 10 for i in range(12)} | {("Russia", 2018): 30}
    drawn = lines(draw(cells))
    assert drawn["Other"].y[0] > 0
    assert sum(line.y[0] for line in drawn.values()) == pytest.approx(100)


def test_a_window_without_deliveries_has_no_shares():
    chart = draw({("Russia", 2012): 80})
    share_then, share_now = lines(chart)["Russia"].y
    assert share_then == 100
    assert share_now != share_now
    assert names(chart, 1) == []
    assert "Russia from 100.0% to no share. Nothing was delivered in 2016–2020." in chart.alt


def test_both_volumes_are_written_and_pale_where_they_are_small():
    heads = {a.text: a.opacity for a in draw({("Russia", 2012): 80, ("Russia", 2018): 9})
             .figure.layout.annotations}  # fmt: skip
    assert heads["80 million TIV"] == 1
    assert heads["9 million TIV"] < 1


def test_a_phone_names_partners_once():
    chart = draw(CELLS, narrow=True)
    assert names(chart, 0) == ["80.0%", "Ukraine 20.0%"]


def test_the_words_name_the_largest_then_or_now():
    assert "Russia from 80.0% to 25.0%, Israel from none to 62.5%, Ukraine" in draw(CELLS).alt
    assert draw({("Russia", 2002): 9}).alt.startswith("No deliveries are recorded in Georgia's")
