import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.leading import leading_together
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
TOTALS = {"Georgia": 100.0, "Armenia": 100.0, "Malta": 5.0}


def series_of(names, window=5):
    return {name: share_series(release(CELLS), recipient=name, window=window) for name in names}


def draw(names=("Georgia", "Armenia", "Malta"), shown=("Russia", "China", "Spain"), **options):
    return small_multiples(
        series_of(names),
        questions={name: Question("recipient", name) for name in names},
        totals=TOTALS,
        window=5,
        span=(2005, 2020),
        shown=list(shown),
        marked=(2016, 2020),
        **options,
    )


def panel(chart, number, name):
    return [t for t in chart.figure.data if t.yaxis == f"y{number + 1}" and t.name == name]


def legend(chart):
    return {t.name: t for t in chart.figure.data if t.yaxis is None}


def texts(chart):
    return {a.text: a for a in chart.figure.layout.annotations}


def test_a_panel_draws_its_countrys_shares():
    (russia,) = panel(draw(), 1, "Russia")
    drawn = dict(zip(russia.x, russia.y, strict=True))
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
    panels = (2, 3, 4)
    assert {layout[f"xaxis{n}"].range for n in panels} == {(2004.3, 2020.7)}
    assert len({layout[f"yaxis{n}"].range for n in panels}) == 1


def test_a_partner_looks_the_same_in_every_panel_and_in_the_one_legend():
    chart = draw()
    russia = [t for t in chart.figure.data if t.name == "Russia"]
    assert len({t.yaxis for t in russia}) == 3  # two panels and the legend
    assert {t.line.color for t in russia} == {looks(["Russia"])["Russia"].light}


def test_the_legend_names_what_is_drawn():
    entries = legend(draw())
    assert list(entries) == ["Russia", "China", "Spain", "Other", "Unknown"]


def test_unknown_is_hatched_in_its_panel_and_in_the_legend():
    chart = draw()
    assert {t.fillpattern.shape for t in chart.figure.data if t.name == "Unknown"} == {"/"}
    assert panel(chart, 1, "Unknown")


def test_every_panel_has_its_name_and_its_total_pale_where_it_is_small():
    written = texts(draw())
    assert {"<b>Georgia</b>", "<b>Armenia</b>", "<b>Malta</b>"} <= set(written)
    assert written["100"].opacity == 1
    assert written["5"].opacity < 1


def test_panels_stand_three_in_a_row_or_one_on_a_phone():
    for narrow, lefts in ((False, 3), (True, 1)):
        layout = draw(narrow=narrow).figure.layout
        assert len({layout[f"xaxis{n}"].domain[0] for n in (2, 3, 4)}) == lefts


def test_a_country_without_deliveries_keeps_its_panel():
    chart = draw(("Georgia", "Cuba"))
    assert "no deliveries recorded<br>in 2005-2020" in texts(chart)
    assert "Cuba, 0 million TIV." in chart.alt


def test_the_words_name_totals_and_largest_shares():
    alt = draw().alt
    assert "Georgia, 100 million TIV: Russia 60 %, Spain 30 %." in alt
    assert "Armenia, 100 million TIV: China 70 %, Russia 10 %." in alt


def test_partners_are_chosen_over_all_panels():
    series = list(series_of(("Georgia", "Armenia", "Malta")).values())
    # Spain has (33.3 + 30 + 30) / 5 of Georgia's windows, Chile 20 of Armenia's; Malta's whole is
    # too small to count; Unknown is never chosen
    assert leading_together(series) == ["Russia", "China", "Chile", "Spain"]
    assert leading_together(series, most=2) == ["Russia", "China"]
    assert leading_together(series[2:]) == ["Chile"]
    assert leading_together([]) == []


def test_each_panels_largest_is_chosen_before_a_larger_mean():
    cells = {("Georgia", "Russia", 2010): 100, ("Georgia", "Spain", 2020): 100}
    series = share_series(release(cells), recipient="Georgia")
    assert leading_together([series], most=1) == ["Spain"]
