import math

import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.shares import shares
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused

FEW_YEARS = (Block(2010, 2014),)


def georgia(**options):
    return release(
        {
            ("Georgia", "Israel", 2010): 10,
            ("Georgia", "Israel", 2012): 30,
            ("Georgia", "Ukraine", 2012): 10,
            ("Georgia", "unknown supplier(s)", 2013): 50,
        },
        blocks=FEW_YEARS,
        **options,
    )


def by_year(table, partner):
    rows = table[table["partner"] == partner]
    return dict(zip(rows["last_year"], rows["share"], strict=True))


def test_a_window_is_a_sum_over_a_sum_and_not_a_mean_of_shares():
    israel = by_year(share_series(georgia(), recipient="Georgia", window=3), "Israel")
    assert israel == {
        2012: 80.0,
        2013: pytest.approx(100 * 30 / 90),
        2014: pytest.approx(100 * 30 / 90),
    }


def test_a_year_without_deliveries_is_a_gap_and_counts_as_nothing_in_a_window():
    yearly = by_year(share_series(georgia(), recipient="Georgia", window=1), "Israel")
    assert [year for year, share in yearly.items() if math.isnan(share)] == [2011, 2014]
    assert yearly[2013] == 0


def test_windows_that_the_data_do_not_fill_are_left_out():
    table = share_series(georgia(), recipient="Georgia", window=5)
    assert set(zip(table["first_year"], table["last_year"], strict=True)) == {(2010, 2014)}


def test_windows_reach_back_before_the_years_that_are_shown():
    table = share_series(georgia(), recipient="Georgia", window=3, years=(2014, 2014))
    assert set(table["first_year"]) == {2012}


def test_a_window_has_the_shares_that_shares_computes():
    data = georgia()
    last = share_series(data, recipient="Georgia", window=5).set_index("partner")["share"]
    alone = shares(data, recipient="Georgia", years=(2010, 2014)).set_index("partner")["share"]
    assert last.to_dict() == pytest.approx(alone.to_dict())


def test_bands_are_those_of_shares():
    data = release(
        {
            ("Georgia", "Israel", 2010): 51,
            ("Georgia", "Ukraine", 2011): 49,
            ("Georgia", "Spain", 2011): 0,
        },
        blocks=(Block(2010, 2012, exactness="rounded"),),
        exactness="rounded",
    )
    series = share_series(data, recipient="Georgia", window=3).set_index("partner")
    alone = shares(data, recipient="Georgia", years=(2010, 2012)).set_index("partner")
    for end in ("share_low", "share_high"):
        assert series[end].to_dict() == pytest.approx(alone[end].to_dict())


def test_odd_windows_and_uncovered_countries_are_refused():
    with pytest.raises(BadRequest, match="take one of 1, 3, 5, 10"):
        share_series(georgia(), recipient="Georgia", window=4)
    part = release(
        {("Georgia", "Israel", 2010): 1}, blocks=(Block(2010, 2014, frozenset({"Georgia"})),)
    )
    with pytest.raises(Refused, match="does not hold all suppliers of Armenia"):
        share_series(part, recipient="Armenia")


def test_years_before_or_after_the_release_are_refused():
    for years in ((1990, 1995), (2030, 2031)):
        with pytest.raises(Refused, match="2010-2014 only"):
            share_series(georgia(), recipient="Georgia", years=years)
