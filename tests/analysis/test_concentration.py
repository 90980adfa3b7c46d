import pytest
from builders import release

from armstransfers import BadRequest, concentration, shipped_releases
from armstransfers.analysis import concentration_series


def of(values, **options):
    data = release({("Georgia", s, 2010): v for s, v in values.items()}, **options)
    return concentration(data, recipient="Georgia", years=2010)


def test_four_equal_suppliers_are_as_concentrated_as_four():
    row = of({"Israel": 5, "Spain": 5, "China": 5, "Ukraine": 5}).iloc[0]
    assert row["hhi_low"] == row["hhi_high"] == 2500
    assert row["effective_low"] == row["effective_high"] == 4
    assert row["partners"] == 4
    assert row["largest"] == "China; Israel; Spain; Ukraine"


def test_unknown_may_be_many_or_the_largest():
    row = of({"Israel": 60, "Spain": 20, "unknown supplier(s)": 20}).iloc[0]
    assert row["hhi_low"] == pytest.approx(60**2 + 20**2)
    assert row["hhi_high"] == pytest.approx(80**2 + 20**2)
    assert row["largest_share"] == 60


def test_rounding_widens_the_band():
    row = of({"Israel": 2, "Spain": 1}, exactness="rounded").iloc[0]
    assert row["hhi_low"] < (200 / 3) ** 2 + (100 / 3) ** 2 < row["hhi_high"] <= 10_000


def test_nothing_delivered_is_not_concentrated():
    data = release({("Georgia", "Israel", 2010): 5})
    assert concentration(data, recipient="Armenia", years=2010).empty


SALES = {
    ("Georgia", "Israel", 2001): 60,
    ("Georgia", "Spain", 2003): 20,
    ("Georgia", "unknown supplier(s)", 2003): 20,
    ("Georgia", "Spain", 2009): 3,
    ("Georgia", "unknown supplier(s)", 2019): 5,
}


def test_over_time_every_trailing_window_is_counted():
    table = concentration_series(release(SALES), recipient="Georgia", window=3)
    rows = table.set_index("last_year")
    assert rows.loc[2003, "hhi_low"] == pytest.approx(60**2 + 20**2)
    assert (rows.loc[2003, "first_year"], rows.loc[2003, "total"]) == (2001, 100)
    assert (rows.loc[2004, "largest"], rows.loc[2004, "largest_share"]) == ("Spain", 50)


def test_over_time_windows_without_a_known_supplier_are_left_out():
    table = concentration_series(release(SALES), recipient="Georgia", window=3)
    assert list(table["last_year"]) == [2002, 2003, 2004, 2005, 2009, 2010, 2011]


def test_over_time_windows_use_years_before_the_first_visible_one():
    table = concentration_series(release(SALES), recipient="Georgia", window=3, years=(2004, 2010))
    assert list(table["last_year"]) == [2004, 2005, 2009, 2010]
    assert table["largest_share"][0] == 50


@pytest.mark.parametrize("window", [1, 5])
@pytest.mark.parametrize(
    ("edition", "sides"),
    [
        (2026, {"recipient": "Azerbaijan"}),
        (2025, {"recipient": "Azerbaijan"}),
        (2026, {"recipient": "Armenia"}),
        (2026, {"supplier": "Belarus"}),
        (2022, {"recipient": "Azerbaijan"}),
    ],
)
def test_over_time_each_window_is_what_the_window_alone_is(edition, sides, window):
    release = next(one for one in shipped_releases() if one.edition == edition)
    table = concentration_series(release, **sides, window=window)
    assert len(table) > 10
    for row in table.to_dict("records"):
        years = row["first_year"], row["last_year"]
        alone = concentration(release, **sides, years=years).to_dict("records")
        assert alone == [pytest.approx({column: row[column] for column in alone[0]})]


def test_over_time_a_window_that_is_not_offered_is_refused():
    with pytest.raises(BadRequest, match="take one of 1, 3, 5, 10"):
        concentration_series(release(SALES), recipient="Georgia", window=4)
