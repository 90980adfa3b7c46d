import pytest
from builders import release

from armstransfers import concentration


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
