import pytest
from builders import release
from seeing import contrast

from armstransfers.analysis.dependence import dependence
from armstransfers.analysis.published_tables import published_traders
from armstransfers.analysis.world import world
from armstransfers.charts.page import CLEAR, Page
from armstransfers.charts.tiles import tile_map, tiles
from armstransfers.charts.tints import colours
from armstransfers.core.measure import tiv
from armstransfers.reference import entities

CELLS = {
    ("India", "Russia", 2019): 60,
    ("India", "France", 2019): 20,
    ("Chile", "France", 2018): 15,
    ("Northern Cyprus", "United States", 2018): 4,
    ("unknown recipient(s)", "France", 2018): 1,
}
STATES = {name for name, entity in entities.entities().items() if entity.kind == "state"}


def draw(table=None, **options):
    if table is None:
        table = world(release(CELLS), side="recipient", years=(2018, 2019))
    options = {"value": "share", "title": "Imports, 2018–2019", **options}
    return tile_map(table, measure=tiv(0.01), **options)


def tile(chart, name):
    (bar,) = chart.figure.data
    at = list(bar.customdata).index(name)
    return {
        "x": bar.x[at],
        "y": bar.base[at] + bar.y[at] / 2,
        "code": bar.text[at],
        "fill": bar.marker.color[at],
        "ink": bar.insidetextfont.color[at],
        "outline": bar.marker.line.width[at],
        "said": bar.hovertext[at].replace("\N{NO-BREAK SPACE}", " "),
    }


def written(chart):
    lines = " ".join(a.text for a in chart.figure.layout.annotations).replace("<br>", " ")
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def test_every_state_has_a_tile_and_three_who_trade_arms_as_states_do():
    assert tiles().keys() == STATES | {"Kosovo", "Palestine", "Taiwan"}
    assert len(STATES) == 185


def test_no_two_tiles_share_a_place():
    assert len(set(tiles().values())) == len(tiles())


@pytest.mark.parametrize("narrow", [False, True])
def test_the_tiles_of_a_map_do_not_overlap(narrow):
    (bar,) = draw(narrow=narrow).figure.data
    corners = [(x, round(base, 6)) for x, base in zip(bar.x, bar.base, strict=True)]
    assert len(set(corners)) == len(tiles())
    assert bar.width < 1
    assert set(bar.y) == {bar.width}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Portugal", "Spain"), ("Canada", "United States"), ("Argentina", "Chile"),
        ("Armenia", "Azerbaijan"), ("Belarus", "Russia"), ("Egypt", "Libya"), ("India", "Nepal"),
        ("China", "Mongolia"), ("North Korea", "South Korea"), ("Iran", "Afghanistan"),
        ("Kenya", "Tanzania"), ("South Africa", "Lesotho"), ("Iraq", "Syria"),
    ],
)  # fmt: skip
def test_neighbours_stand_beside_each_other(one, other):
    (x, y), (across, down) = tiles()[one], tiles()[other]
    assert max(abs(x - across), abs(y - down)) == 1


@pytest.mark.parametrize(
    ("west", "east"),
    [("United States", "France"), ("France", "Iran"), ("Iran", "Japan"), ("Senegal", "Somalia")],
)
def test_columns_run_from_west_to_east(west, east):
    assert tiles()[west][0] < tiles()[east][0]


@pytest.mark.parametrize(
    ("north", "south"),
    [("Norway", "Italy"), ("Italy", "Libya"), ("Libya", "South Africa"), ("China", "Australia"),
     ("Canada", "Mexico"), ("Mexico", "Argentina")],
)  # fmt: skip
def test_rows_run_from_north_to_south(north, south):
    assert tiles()[north][1] < tiles()[south][1]


def test_a_tile_has_its_code_the_colour_of_its_class_and_its_numbers():
    india = tile(draw(), "India")
    assert (india["code"], india["fill"]) == ("IND", colours(False)[5])
    assert india["said"] == "<b>India</b> 80.0%<br>80.00 of 100.00 million TIV"


def test_a_state_without_a_row_is_an_outline_and_says_why():
    peru = tile(draw(blank="no deliveries"), "Peru")
    assert (peru["fill"], peru["outline"], peru["said"]) == (
        CLEAR,
        1,
        "<b>Peru</b><br>no deliveries",
    )


def test_nothing_from_the_supplier_is_coloured_and_too_little_in_all_is_not():
    table = dependence(release(CELLS), supplier="Russia", years=(2018, 2019), at_least=10)
    chart = draw(table, value="dependence")
    assert tile(chart, "India")["fill"] == colours(False)[5]  # 60 of 80
    assert tile(chart, "Chile")["fill"] == colours(False)[0]  # 0 of 15
    assert tile(chart, "Peru")["fill"] == CLEAR


@pytest.mark.parametrize("dark", [False, True])
def test_every_code_can_be_read(dark):
    shares = [0.01, 0.2, 0.7, 1.5, 3, 50]
    table = world(release(CELLS), side="recipient", years=(2018, 2019)).head(1)
    table = table.loc[table.index.repeat(6)].assign(
        entity=["India", "Chile", "Peru", "France", "Spain", "Italy"], share=shares
    )
    chart = draw(table, dark=dark)
    (bar,) = chart.figure.data
    fills = [Page(dark).background if c == CLEAR else c for c in bar.marker.color]
    assert len(set(fills)) == 7
    inks = bar.insidetextfont.color
    assert min(contrast(*pair) for pair in zip(fills, inks, strict=True)) >= 4.5


def test_who_has_no_tile_is_named_below():
    assert "Not on the map: Northern Cyprus 4.0%; unknown 1.0%." in written(draw())


def test_many_without_a_tile_are_counted():
    names = ["Northern Cyprus", "Aruba", "Soviet Union", "NATO**", "PLO (Israel)*"]
    cells = {(name, "France", 2019): 10 - at for at, name in enumerate(names)}
    chart = draw(world(release(cells), side="recipient", years=2019))
    # 10 + 9 + 8 + 7 + 6 = 40, of which the last two are 13
    assert (
        "Northern Cyprus 25.0%, Aruba 22.5%, Soviet Union 20.0% and 2 others (together 32.5%)"
        in (written(chart))
    )


def test_the_words_name_the_leading_states_and_count_the_empty_tiles():
    alt = draw().alt.replace("\N{NO-BREAK SPACE}", " ")
    assert "Largest: India 80.0%, Chile 15.0%." in alt
    assert "Empty tiles: 186, no deliveries." in alt


def test_the_key_says_every_class_and_the_outline():
    text = written(draw(blank="not in the table"))
    assert all(words in text for words in ("under 0.1%", "2 to 5%", "5% and more"))
    assert "not in the table" in text


def test_a_narrow_map_is_three_parts_below_each_other():
    chart = draw(narrow=True)
    (bar,) = chart.figure.data
    assert max(bar.x) == 11
    assert tile(chart, "Argentina")["y"] < tile(chart, "Norway")["y"] < tile(chart, "China")["y"]
    assert "Europe, Middle East, Africa" in written(chart)


def test_published_shares_stand_as_they_were_printed():
    table = published_traders(side="supplier")
    chart = draw(table, blank="not in SIPRI's table")
    assert tile(chart, "United States")["said"] == "<b>United States</b> 42%"
    assert tile(chart, "Peru")["said"] == "<b>Peru</b><br>not in SIPRI's table"


def test_shares_of_the_real_world_stand_on_their_tiles(register):
    chart = draw(world(register, side="recipient", years=(2019, 2023)))
    # SIPRI, Trends in International Arms Transfers, 2023: India 9.8, Saudi Arabia 8.4, Qatar 7.6
    assert [tile(chart, n)["said"].split("</b> ")[1][:4] for n in ("India", "Saudi Arabia")] == [
        "9.8%",
        "8.4%",
    ]
    (bar,) = chart.figure.data
    assert sum(colour != CLEAR for colour in bar.marker.color) == 169
