import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.question import Question
from armstransfers.charts.multiples import small_multiples
from armstransfers.charts.palette import looks

CELLS = {
    ("Georgia", "Russia", 2016): 60,
    ("Georgia", "Spain", 2018): 30,
    ("Georgia", "unknown supplier(s)", 2019): 10,
    ("Armenia", "Russia", 2016): 10,
    ("Armenia", "China", 2017): 70,
    ("Armenia", "Chile", 2017): 20,
    ("Malta", "Chile", 2017): 5,
}


def series_of(names, window):
    return {name: share_series(release(CELLS), recipient=name, window=window) for name in names}


def draw(names=("Georgia", "Armenia", "Malta"), **options):
    return small_multiples(
        series_of(names, 5),
        series_of(names, 1),
        questions={name: Question("recipient", name) for name in names},
        window=5,
        span=(2005, 2020),
        marked=(2016, 2020),
        **options,
    )


def axis(number):
    return f"y{number}" if number > 1 else None


def panel(chart, number, name):
    return [t for t in chart.figure.data if t.yaxis == axis(number) and t.name == name]


def texts(chart):
    return {a.text: a for a in chart.figure.layout.annotations}


def test_a_panel_draws_its_countrys_shares():
    drawn = {
        x: y
        for line in panel(draw(), 1, "Russia")
        for x, y in zip(line.x, line.y, strict=True)
        if y == y
    }
    assert drawn[2016] == 100
    assert drawn[2020] == 60


def test_the_table_holds_every_panel_and_its_shares_add_up():
    table = draw().table
    sums = table[table["last_year"] == 2020].groupby("entity")["share"].sum()
    assert sums.to_dict() == pytest.approx({"Georgia": 100, "Armenia": 100, "Malta": 100})
    assert list(table.columns[:2]) == ["entity", "partner"]
    assert table["last_year"].min() == 2005


def test_all_panels_have_one_scale_and_the_same_years():
    layout = draw().figure.layout
    panels = ("", "2", "3")
    assert {layout[f"xaxis{n}"].range for n in panels} == {(2004.4, 2020.6)}
    assert len({layout[f"yaxis{n}"].range for n in panels}) == 1


def test_panels_are_at_least_180_pixels_high():
    for options in ({}, {"narrow": True}, {"as_volumes": True}):
        layout = draw(**options).figure.layout
        inner = layout.height - layout.margin.t - layout.margin.b
        for n in ("", "2", "3"):
            low, high = layout[f"yaxis{n}"].domain
            assert (high - low) * inner >= 180


def test_a_partner_has_one_colour_in_every_panel():
    chart = draw()
    russia = [t for t in chart.figure.data if t.name == "Russia"]
    assert len({t.yaxis for t in russia}) == 2
    assert {t.line.color for t in russia} == {looks(["Russia"])["Russia"].light}


def test_a_panel_names_its_own_leaders_at_their_lines():
    names = [(a.yref, a.text) for a in draw().figure.layout.annotations if a.showarrow]
    assert ("y", "<b>Russia 60%</b>") in names
    assert ("y2", "<b>China 70%</b>") in names
    assert ("y3", "<b>Chile 100%</b>") in names


def test_volumes_stand_on_one_scale_with_unknown_hatched():
    chart = draw(as_volumes=True)
    assert not [t for t in chart.figure.data if t.type == "scatter" and t.mode == "lines"]
    (unknown,) = panel(chart, 1, "Unknown")
    assert unknown.marker.pattern.shape == "/"
    (china,) = panel(chart, 2, "China")
    assert dict(zip(china.x, china.y, strict=True)) == {2017: 70}
    assert len({chart.figure.layout[f"yaxis{n}"].range for n in ("", "2", "3")}) == 1
    assert any(
        "Russia" in text and "Chile" in text for text in texts(chart)
    )  # whose the colours are


def test_every_panel_has_its_name_and_its_total_pale_where_it_is_small():
    heads = {t.partition("</b>")[0][3:]: a for t, a in texts(draw()).items() if "million TIV" in t}
    assert "100 million TIV" in heads["Georgia"].text
    assert "5 million TIV" in heads["Malta"].text
    assert heads["Georgia"].opacity == 1
    assert heads["Malta"].opacity < 1


def test_panels_stand_two_in_a_row_or_one_on_a_phone():
    for narrow, lefts in ((False, 2), (True, 1)):
        layout = draw(narrow=narrow).figure.layout
        assert len({layout[f"xaxis{n}"].domain[0] for n in ("", "2", "3")}) == lefts


def test_a_country_without_deliveries_keeps_its_panel():
    chart = draw(("Georgia", "Cuba"))
    assert "no deliveries recorded<br>in 2005–2020" in texts(chart)
    assert "Cuba, 0 million TIV." in chart.alt


def test_the_words_name_totals_and_largest_shares():
    alt = draw().alt
    assert "Georgia, 100 million TIV: Russia 60%, Spain 30%." in alt
    assert "Armenia, 100 million TIV: China 70%, Chile 20%." in alt
