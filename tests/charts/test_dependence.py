from builders import release

from armstransfers.analysis.dependence import dependence
from armstransfers.charts.dependence import MOST_ROWS, dependence_dots
from armstransfers.charts.palette import looks

CELLS = {
    ("Georgia", "Russia", 2018): 60,
    ("Georgia", "Spain", 2018): 40,
    ("Armenia", "Russia", 2018): 90,
    ("Armenia", "unknown supplier(s)", 2018): 10,
    ("Malta", "Russia", 2018): 2,
    ("Malta", "Spain", 2018): 8,
    ("Cuba", "Spain", 2018): 50,
}


def draw(cells=CELLS, exactness="exact", threshold=0.0, **options):
    data = release(cells, exactness=exactness)
    table = dependence(
        data, supplier="Russia", years=(2016, 2020), at_least=0.0, threshold=threshold
    )
    return dependence_dots(
        table,
        supplier="Russia",
        years=(2016, 2020),
        measure=data.measure,
        threshold=threshold,
        **options,
    )


def dots(chart):
    (trace,) = chart.figure.data
    return trace


def texts(chart):
    return {a.text: a for a in chart.figure.layout.annotations}


def test_a_dot_stands_at_the_share_of_a_recipients_imports_largest_above():
    chart = draw()
    assert list(dots(chart).x) == [90, 60, 20]
    assert chart.figure.layout.yaxis.ticktext == ("Armenia", "Georgia", "Malta")
    assert chart.figure.layout.yaxis.range[0] > chart.figure.layout.yaxis.range[1]


def test_a_dot_knows_its_recipient():
    assert [values[0] for values in dots(draw()).customdata] == ["Armenia", "Georgia", "Malta"]


def test_a_recipient_of_nothing_from_the_supplier_is_in_the_table_alone():
    chart = draw()
    assert "Cuba" in set(chart.table["recipient"])
    assert "Cuba" not in chart.figure.layout.yaxis.ticktext


def test_a_dot_is_filled_where_the_supplier_was_the_largest():
    colour = looks(["Russia"])["Russia"].light
    assert dots(draw()).marker.color == (colour, colour, "#FFFFFF")
    assert dots(draw()).marker.line.color == colour


def test_totals_stand_at_the_right_and_what_is_small_is_pale():
    chart = draw()
    assert dots(chart).marker.opacity[:2] == (1, 1)
    assert dots(chart).marker.opacity[2] < 1
    assert texts(chart)["100"].opacity == 1
    assert texts(chart)["10"].opacity < 1


def test_whiskers_are_the_rounding_band_where_values_are_rounded():
    # Georgia: 59.5 / (59.5 + 40.5) to 60.5 / (60.5 + 39.5)
    whiskers = dots(draw(exactness="rounded")).error_x
    assert whiskers.visible
    assert (whiskers.arrayminus[1], whiskers.array[1]) == (0.5, 0.5)
    assert not dots(draw()).error_x.visible


def test_no_more_rows_than_can_be_read_and_the_others_are_counted():
    cells = {(f"Country {i}", "Russia", 2018): 50 for i in range(MOST_ROWS + 3)}
    chart = draw(cells)
    assert len(dots(chart).x) == MOST_ROWS
    assert "and 3 more, with smaller shares" in texts(chart)
    assert len(chart.table) == MOST_ROWS + 3
    assert chart.figure.layout.height > draw().figure.layout.height


def test_a_line_marks_the_least_share():
    assert [s.x0 for s in draw(threshold=50).figure.layout.shapes if s.x0 == s.x1] == [50]
    assert not [s for s in draw().figure.layout.shapes if s.line.dash == "dot"]


def test_the_words_name_the_largest():
    assert "3 recipients in 2016–2020. The largest: Armenia 90.0% of 100, Georgia" in draw().alt


def test_nobody_who_depends_is_said():
    chart = draw({("Cuba", "Spain", 2018): 50, ("Malta", "Russia", 2002): 50})
    assert chart.alt == "No recipient with such a share of imports from Russia in 2016–2020."
    assert "no recipient" in texts(chart)
