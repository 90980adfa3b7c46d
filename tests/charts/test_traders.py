import pytest
from builders import release

from armstransfers.analysis.published_tables import PUBLISHED_WINDOW, published_traders
from armstransfers.analysis.world import world
from armstransfers.charts.traders import traders
from armstransfers.core.measure import tiv

CELLS = {
    ("India", "Russia", 2012): 100,
    ("India", "Russia", 2017): 50,
    ("Chile", "France", 2012): 25,
    ("Chile", "France", 2017): 30,
    ("Peru", "Israel", 2018): 15,
    ("Georgia", "unknown supplier(s)", 2018): 5,
}
YEARS = (2016, 2020)


def draw(cells=CELLS, *, exactness="exact", **options):
    table = world(release(cells, exactness=exactness), side="supplier", years=YEARS)
    return traders(table, side="supplier", years=YEARS, measure=tiv(0.01), **options)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("<br>", " ")


def bars(chart):
    return [
        (whose, x, plain(text).strip())
        for t in chart.figure.data
        for whose, x, text in zip(t.customdata, t.x, t.text, strict=True)
    ]


def written(chart):
    return [plain(a.text) for a in chart.figure.layout.annotations]


def names(chart):
    return list(chart.figure.layout.yaxis.ticktext)


def test_bars_are_shares_of_the_world_largest_first_and_unknown_last():
    assert bars(draw()) == [
        ("Russia", 50, "50.0%"),
        ("France", 30, "30.0%"),
        ("Israel", 15, "15.0%"),
        ("Unknown", 5, "5.0%"),
    ]
    assert names(draw()) == ["1  Russia", "2  France", "3  Israel", "Unknown"]


def test_unknown_is_hatched_and_has_no_rank():
    *_, unknown = draw().figure.data
    assert unknown.marker.pattern.shape == "/"
    assert names(draw())[-1] == "Unknown"


def test_the_change_of_volume_against_the_window_before_is_written():
    # Russia 100 -> 50, France 25 -> 30, Israel 0 -> 15
    changes = {plain(a.text): a.y for a in draw().figure.layout.annotations}
    assert (changes["\N{MINUS SIGN}50%"], changes["+20%"], changes["from 0"]) == (0, 1, 2)
    assert "Change of volume from 2011–2015" in changes


def test_without_a_window_before_no_change_is_written():
    early = {(r, s, y - 10): v for (r, s, y), v in CELLS.items() if y > 2015}
    table = world(release(early), side="supplier", years=(2000, 2010))
    chart = traders(table, side="supplier", years=(2000, 2010), measure=tiv(0.01))
    assert not [text for text in written(chart) if "Change" in text or "from" in text]


def test_those_without_a_bar_are_counted():
    chart = draw(most=1)
    assert [whose for whose, _, _ in bars(chart)] == ["Russia", "Unknown"]
    assert "Not shown: 2 others with 45.0% together." in written(chart)
    assert "Not shown: 1 other with 15.0%." in written(draw(most=2))


def test_rounding_has_a_whisker_and_exact_values_have_none():
    assert not draw().figure.data[0].error_x.visible
    cells = {("India", "Russia", 2017): 50, ("Chile", "France", 2017): 50}
    chart = draw(cells, exactness="rounded")
    trace = chart.figure.data[0]
    low, high = 100 * 49.5 / (49.5 + 50.5), 100 * 50.5 / (50.5 + 49.5)
    assert trace.error_x.visible
    assert trace.error_x.array[0] == pytest.approx(high - 50)
    assert trace.error_x.arrayminus[0] == pytest.approx(50 - low)


def test_published_shares_stand_as_they_were_printed():
    table = published_traders()
    chart = traders(table, side="supplier", years=PUBLISHED_WINDOW, measure=tiv(0.01))
    assert [text for _, _, text in bars(chart)][:2] == ["42%", "9.8%"]
    assert any("as SIPRI published it in 2026" in text for text in written(chart))
    assert len(bars(chart)) == 25


def test_the_words_name_the_leading_traders_their_changes_and_unknown():
    assert plain(draw().alt) == (
        "Share of the world's exports of major arms, 2016–2020. Bars, the largest first, in "
        "brackets the change of volume from 2011–2015: Russia 50.0% (\N{MINUS SIGN}50%), France "
        "30.0% (+20%), Israel 15.0% (from 0). Unknown: 5.0%."
    )


def test_a_window_without_deliveries_says_so():
    table = world(release(CELLS), side="supplier", years=YEARS).head(0)
    chart = traders(table, side="supplier", years=YEARS, measure=tiv(0.01))
    assert "No deliveries are recorded." in chart.alt


def test_bars_of_the_real_world_are_sipris(register):
    table = world(register, side="supplier", years=(2019, 2023))
    chart = traders(table, side="supplier", years=(2019, 2023), measure=register.measure)
    # SIPRI, Trends in International Arms Transfers, 2023: 42, 11, 11, 5.8, 5.6 %; +17, +47, -53 %
    assert [round(x, 1) for _, x, _ in bars(chart)][:5] == [41.7, 10.9, 10.5, 5.8, 5.6]
    assert {"+17%", "+47%", "\N{MINUS SIGN}53%"} <= set(written(chart))
