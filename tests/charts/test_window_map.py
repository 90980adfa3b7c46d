"""The map of every window."""

from itertools import pairwise

import numpy as np
import pytest
from builders import release
from seeing import DEFICIENCIES, distance, lightness

from armstransfers.analysis.window_map import window_map
from armstransfers.charts import every_window
from armstransfers.charts.scale import few_shade, shades
from armstransfers.core.coverage import Block

SALES = release(
    {
        ("Georgia", "Israel", 2000): 60,
        ("Georgia", "Spain", 2000): 40,
        ("Georgia", "Israel", 2001): 5,
        ("Georgia", "Spain", 2002): 100,
    },
    blocks=(Block(2000, 2003),),
)


def draw(of="imports", **options):
    table = window_map(SALES, recipient="Georgia", supplier="Israel", of=of)
    return every_window(
        table, recipient="Georgia", supplier="Israel", of=of, measure=SALES.measure, **options
    )


def cells(heatmap):
    """The amounts by first and last year."""
    return {
        (x, x + y - 1): heatmap.z[j][i]
        for j, y in enumerate(heatmap.y)
        for i, x in enumerate(heatmap.x)
        if not np.isnan(heatmap.z[j][i])
    }


def heatmaps(chart):
    return [t for t in chart.figure.data if t.type == "heatmap"]


def test_shares_are_coloured_where_the_whole_says_something_and_else_grey():
    coloured, grey = map(cells, heatmaps(draw()))
    assert coloured == pytest.approx(
        {
            (2000, 2000): 60,
            (2000, 2001): 6500 / 105,
            (2000, 2002): 6500 / 205,
            (2000, 2003): 6500 / 205,
            (2001, 2002): 500 / 105,
            (2001, 2003): 500 / 105,
            (2002, 2002): 0,
            (2002, 2003): 0,
        }
    )
    assert list(grey) == [(2001, 2001)]


def test_a_window_without_any_delivery_has_no_square_and_says_so():
    chart = draw()
    assert all((2003, 2003) not in cells(heatmap) for heatmap in heatmaps(chart))
    assert says(chart)[2003, 2003].endswith("nothing was delivered")


def marks(chart):
    return next(t for t in chart.figure.data if t.name == "windows")


def says(chart):
    trace = marks(chart)
    return dict(zip(map(tuple, trace.customdata), trace.hovertext, strict=True))


def test_a_click_means_first_and_last_year():
    trace = marks(draw())
    assert trace.type == "scatter"
    for x, y, means in zip(trace.x, trace.y, trace.customdata, strict=True):
        assert tuple(means) == (x, x + y - 1)
    assert len(trace.x) == 4 * 5 / 2


def test_hovering_says_share_rank_and_volume():
    found = says(draw())
    assert "<b>4.8%</b>, rank 2, in 2001–2002 (2 years)" in found[2001, 2002]
    assert "5.00 of 105.00 million TIV" in found[2001, 2002]
    assert "Under 20 million TIV in all" in found[2001, 2001]


def test_ranks_have_steps_of_colour_and_a_legend_of_those_that_occur():
    chart = draw(show="rank")
    coloured = cells(heatmaps(chart)[0])
    assert coloured[2000, 2000] == 0
    assert coloured[2001, 2002] == 1
    assert (2002, 2002) not in coloured  # nothing came from Israel, so it has no rank
    named = [t.name for t in chart.figure.data if t.showlegend]
    assert named == ["rank 1", "rank 2", "under 20 million TIV in all"]


def test_one_rank_is_two_tones():
    coloured = cells(heatmaps(draw(show=1))[0])
    assert {window for window, there in coloured.items() if there} == {(2000, 2000), (2000, 2001)}


def test_the_window_is_outlined_and_the_claim_marked():
    chart = draw(chosen=(2000, 2001), claimed=(2001, 2003))
    (outline,) = chart.figure.layout.shapes
    assert (outline.x0, outline.x1, outline.y0, outline.y1) == (1999.5, 2000.5, 1.5, 2.5)
    claim = next(t for t in chart.figure.data if t.name == "the claim, 2001–2003")
    assert (claim.x[0], claim.y[0]) == (2001, 3)


def test_the_map_begins_with_the_first_delivery_or_with_what_is_asked():
    late = release({("Georgia", "Spain", 2002): 100, ("Georgia", "Israel", 2000): 60})
    table = window_map(late, recipient="Georgia", supplier="Spain")

    def first(**options):
        chart = every_window(
            table,
            recipient="Georgia",
            supplier="Spain",
            of="imports",
            measure=late.measure,
            **options,
        )
        return min(years[0] for years in says(chart))

    assert first() == 2002
    assert first(chosen=(2001, 2005)) == 2001


def test_the_title_names_the_denominator():
    def title(**options):
        return draw(**options).figure.layout.annotations[0].text

    assert title() == "Israel's share of Georgia's imports of major arms, in every period"
    assert title(of="exports").startswith("Georgia's share of Israel's exports")
    assert title(show=2) == "Periods in which Israel ranked second among Georgia's suppliers"


def test_the_words_give_the_range_and_where_each_top_rank_held():
    words = draw().alt.replace("\N{NO-BREAK SPACE}", " ")
    assert "within 2000–2003: from 0.0% to 61.9% (2000–2001), in 8 periods" in words
    assert "First in 2 periods, the longest 2000–2001. Second in 4 periods" in words
    assert "Third in no period." in words


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_shades_go_one_way_in_lightness_and_differ_from_the_grey(dark, deficiency):
    found = shades(dark)
    steps = [lightness(colour, deficiency) for colour in found]
    assert steps == sorted(steps, reverse=not dark)
    assert min(distance(*pair, deficiency) for pair in pairwise(found)) > 9
    assert min(distance(colour, few_shade(dark), deficiency) for colour in found) > 12
