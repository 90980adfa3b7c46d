import pytest
from builders import release

from armstransfers import share_series, shares
from armstransfers.analysis.leading import folded, leading
from armstransfers.analysis.question import Question
from armstransfers.charts import key, partners_over_time
from armstransfers.charts.labels import spread, written
from armstransfers.charts.lines import share_lines
from armstransfers.charts.page import Page
from armstransfers.charts.palette import looks
from armstransfers.coverage import Block
from armstransfers.measure import tiv

GEORGIA = Question("recipient", "Georgia")


def draw(cells, **options):
    data = release({("Georgia", s, y): v for (s, y), v in cells.items()})
    every_window, every_year = (share_series(data, recipient="Georgia", window=w) for w in (5, 1))
    shown = leading(shares(data, recipient="Georgia", years=(2006, 2020)), every_window, most=2)
    trailing, yearly = folded(every_window, shown), folded(every_year, shown)
    return partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=(2006, 2020), span=(2000, 2020), **options
    )


CELLS = {
    ("Israel", 2010): 60,
    ("Spain", 2010): 30,
    ("China", 2010): 10,
    ("unknown supplier(s)", 2011): 100,
    ("Israel", 2020): 5,
}


def traces(chart, kind, name):
    return [t for t in chart.figure.data if t.type == kind and t.name == name]


def test_lines_bars_other_and_unknown_are_all_there():
    chart = draw(CELLS)
    for name in ("Israel", "Spain", "Other", "Unknown"):
        assert traces(chart, "bar", name), name
        assert traces(chart, "scatter", name), name


def test_unknown_is_hatched_and_bridges_no_gap():
    chart = draw(CELLS | {("unknown supplier(s)", 2002): 40})
    areas = traces(chart, "scatter", "Unknown")
    assert {area.fillpattern.shape for area in areas} == {"/"}
    runs = sorted((min(area.x), max(area.x)) for area in areas)
    assert runs == [(2003.65, 2006.35), (2010.65, 2015.35)]
    (bar,) = traces(chart, "bar", "Unknown")
    assert bar.marker.pattern.shape == "/"


def test_bars_of_a_year_add_up_to_its_volume():
    bars = [t for t in draw(CELLS).figure.data if t.type == "bar"]
    volumes = {}
    for trace in bars:
        for year, value in zip(trace.x, trace.y, strict=True):
            volumes[year] = volumes.get(year, 0) + value
    assert (volumes[2010], volumes[2011], volumes[2020]) == (100, 100, 5)


def test_bars_of_100_per_cent_carry_the_years_volume_and_fade_where_it_is_small():
    chart = draw(CELLS, as_parts=True)
    assert {"100", "5"} <= {a.text for a in chart.figure.layout.annotations}
    (bar,) = traces(chart, "bar", "Israel")
    faded = dict(zip(bar.x, bar.marker.opacity, strict=True))
    assert faded[2020] < faded[2010] == 1


def test_windows_under_20_tiv_are_drawn_faint():
    chart = draw(CELLS)
    faint, strong = sorted(traces(chart, "scatter", "Israel"), key=lambda t: t.opacity)
    drawn = [x for x, y in zip(faint.x, faint.y, strict=True) if y == y]
    assert drawn == [2020]
    assert faint.opacity < strong.opacity == 1


def test_names_stand_in_the_colour_of_text():
    for dark, colour in ((False, "#1B1F27"), (True, "#F2F4F8")):
        labels = draw(CELLS, dark=dark).figure.layout.annotations
        assert {a.font.color for a in labels} == {colour}


def names_at_the_right(chart):
    return [a.text for a in chart.figure.layout.annotations if a.xref == "paper" and a.x == 1]


def test_a_name_at_the_right_end_belongs_to_the_last_year():
    assert names_at_the_right(draw(CELLS)) == ["Israel 100 %"]
    assert names_at_the_right(draw({("Israel", 2010): 60})) == []


def test_the_headlines_window_is_marked_on_the_bars_and_over_the_lines():
    chart = draw(CELLS)
    marked = [(s.x0, s.x1) for s in chart.figure.layout.shapes if s.x0 != s.x1]
    assert marked == [(2005.5, 2020.5)] * 2
    assert "2006-2020" in [a.text for a in chart.figure.layout.annotations]


def test_what_has_no_name_in_the_chart_has_a_key():
    assert key(draw(CELLS).table, GEORGIA) == (
        "Grey: other suppliers together. Hatched: unknown suppliers. "
        "Pale: under 20 million TIV in all, so shares say little."
    )
    assert key(draw({("Israel", 2010): 60}).table, GEORGIA) == ""


def test_the_words_name_the_last_window_and_its_shares():
    assert "2016-2020: Israel 100 %" in draw(CELLS).alt


def test_suppliers_of_the_palette_keep_their_colour_in_every_view():
    assert looks(["Spain", "Russia"])["Russia"] == looks(["Russia"])["Russia"]
    assert looks(["Spain", "Chile"])["Spain"] != looks(["Spain", "Chile"])["Chile"]


@pytest.mark.parametrize(
    ("wanted", "moved"),
    [([10, 50], [10, 50]), ([10, 11], [10, 15]), ([99, 98], [100, 95]), ([0, 0, 0], [0, 5, 10])],
)
def test_labels_move_apart_and_no_further(wanted, moved):
    assert spread(wanted, 5, 0, 100) == moved


@pytest.mark.parametrize("name", ["<b>x</b>", "%{customdata[0]}", "a & b", "$x^2$"])
def test_lines_bars_and_labels_show_the_name_as_it_is(name):
    figure = draw({(name, 2010): 60, (name, 2020): 40, ("Israel", 2005): 30}).figure
    shown = written(name)
    mine = [trace for trace in figure.data if trace.name == shown]
    assert {trace.type for trace in mine} == {"scatter", "bar"}
    assert all(trace.hovertemplate.startswith(f"<b>{shown}</b> ") for trace in mine)
    assert f"{shown} 100 %" in [note.text for note in figure.layout.annotations]


def test_a_window_without_neighbours_is_a_point_that_can_be_seen():
    data = release({("Georgia", "Israel", 2010): 60}, blocks=(Block(2006, 2010),))
    trailing = share_series(data, recipient="Georgia", window=5)
    (line,) = share_lines(trailing, "Israel", looks(["Israel"])["Israel"], tiv(0.01), Page())
    assert line["mode"] == "lines+markers"
    assert list(line["marker"]["size"]) == [8]
    whole = share_series(release({("Georgia", "Israel", 2010): 60}), recipient="Georgia", window=5)
    (line,) = share_lines(whole, "Israel", looks(["Israel"])["Israel"], tiv(0.01), Page())
    assert line["mode"] == "lines"
