import pytest
from builders import release
from seeing import contrast

from armstransfers.analysis.flows import flows
from armstransfers.charts.flows import flows_chart
from armstransfers.core.measure import tiv

CELLS = {
    ("India", "France", 2019): 1200,
    ("Poland", "France", 2019): 300,
    ("India", "United States", 2018): 450,
    ("Chile", "unknown supplier(s)", 2018): 49.6,
    ("Chile", "France", 2018): 0.4,
}  # 2,000 in all
YEARS = (2018, 2019)


def draw(cells=CELLS, *, by="region", **options):
    table = flows(release(cells), years=YEARS, by=by)
    return flows_chart(table, years=YEARS, by=by, measure=tiv(0.01), **options)


def cells_of(chart):
    (bar,) = chart.figure.data
    return dict(zip(map(tuple, bar.customdata), bar.text, strict=True))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("<br>", " ")


def written(chart):
    return [plain(a.text) for a in chart.figure.layout.annotations]


def at(chart, x, y):
    return [a.text for a in chart.figure.layout.annotations if (a.x, a.y, a.yref) == (x, y, None)]


def test_each_cell_has_the_volume_between_two_groups():
    assert cells_of(draw()) == {
        ("Europe", "Asia and Oceania"): "1,200",
        ("Americas", "Asia and Oceania"): "450",
        ("Europe", "Europe"): "300",
        ("Unknown", "Americas"): "50",
        ("Europe", "Americas"): "&lt;1",
    }


def test_rows_are_suppliers_columns_recipients_and_unknown_is_last():
    chart = draw()
    assert list(chart.figure.layout.yaxis.ticktext) == [
        "Europe", "Americas", "Unknown", "<b>All</b>",
    ]  # fmt: skip
    (bar,) = chart.figure.data
    place = {
        tuple(w): (x, base + 0.46)
        for w, x, base in zip(bar.customdata, bar.x, bar.base, strict=True)
    }
    assert place["Americas", "Asia and Oceania"] == (0, pytest.approx(1))
    assert place["Unknown", "Americas"] == (2, pytest.approx(2))


def test_totals_stand_at_the_margins():
    chart = draw()
    assert [at(chart, 3, row) for row in range(4)] == [["1,500"], ["450"], ["50"], ["2,000"]]
    assert [at(chart, column, 3) for column in range(3)] == [["1,650"], ["300"], ["50"]]


def test_a_larger_share_has_a_stronger_colour_and_every_number_can_be_read():
    for dark in (False, True):
        (bar,) = draw(dark=dark).figure.data
        colours = dict(zip(map(tuple, bar.customdata), bar.marker.color, strict=True))
        page = "#0E1117" if dark else "#FFFFFF"
        strength = [
            contrast(colours[pair], page)
            for pair in [
                ("Europe", "Americas"),
                ("Unknown", "Americas"),
                ("Europe", "Europe"),
                ("Europe", "Asia and Oceania"),
            ]
        ]
        assert strength == sorted(set(strength))
        inks = bar.insidetextfont.color
        assert min(contrast(*p) for p in zip(bar.marker.color, inks, strict=True)) >= 4.5


def test_a_narrow_page_has_bars_with_both_ends_named_and_totals_below():
    chart = draw(narrow=True)
    (bar,) = chart.figure.data
    assert list(bar.x) == [1200, 450, 300, 49.6, 0.4]
    text = written(chart)
    assert "Europe \N{RIGHTWARDS ARROW} Asia and Oceania" in text
    assert any("From: Europe 1,500, Americas 450, Unknown 50." in t for t in text)


def test_a_narrow_page_says_how_much_it_leaves_out():
    names = ["India", "Poland", "Chile", "Egypt", "Kenya"]
    cells = {
        (to, of, 2019): 10.0 * (1 + i)
        for i, to in enumerate(names)
        for of in ("France", "Israel", "Peru")
    }
    chart = draw(cells, narrow=True)
    (bar,) = chart.figure.data
    # of 450 in all, the three flows of 10 have no bar
    assert len(bar.x) == 12
    assert any("The 12 largest of 15 flows: 93.3% of all." in text for text in written(chart))


def test_blocs_are_set_against_all_others():
    chart = draw(by="NATO")
    assert cells_of(chart)[("NATO", "Not a member")] == "1,650"
    assert any("Volume between NATO and all others" in text for text in written(chart))


def test_many_columns_have_upright_heads():
    names = ["India", "Poland", "Chile", "Egypt", "Kenya", "Japan", "Viet Nam", "Fiji", "Mexico"]
    chart = draw({(to, "France", 2019): 10 for to in names}, by="subregion")
    angles = {a.textangle for a in chart.figure.layout.annotations if a.text == "South Asia"}
    assert angles == {-90}


def test_the_words_have_the_sum_the_leading_flows_and_the_totals():
    alt = plain(draw().alt)
    assert alt.startswith(
        "Volume between regions, 2018–2019, million TIV. In all 2,000. Largest: from Europe to "
        "Asia and Oceania 1,200 (60.0%), from Americas to Asia and Oceania 450 (22.5%)"
    )
    assert "From: Europe 1,500, Americas 450, Unknown 50." in alt
    assert "from Europe to Americas under 1 (under 0.1%)" in alt


def test_a_window_without_deliveries_says_so():
    assert "No deliveries are recorded." in draw({("India", "France", 2001): 3}).alt
