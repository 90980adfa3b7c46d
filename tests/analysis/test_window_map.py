"""The map of all windows, held against published places and against shares one by one."""

import itertools

import pandas as pd
import pytest
from builders import release

from armstransfers import shares, shipped_releases
from armstransfers.analysis.window_map import window_map
from armstransfers.core.coverage import Block
from armstransfers.core.errors import Refused, UnknownEntity

UNKNOWN = "unknown supplier(s)"


def row(table, first, last):
    return table[(table["first_year"] == first) & (table["last_year"] == last)].iloc[0]


def test_every_window_of_the_covered_years_has_a_row():
    table = window_map(release({("Georgia", "Israel", 2010): 5}), recipient="GEO", supplier="ISR")
    assert len(table) == 21 * 22 / 2
    assert not table.duplicated(["first_year", "last_year"]).any()
    assert (table["first_year"] <= table["last_year"]).all()


def test_a_window_over_a_gap_in_the_years_is_left_out():
    data = release(
        {("Georgia", "Israel", 1999): 5, ("Georgia", "Israel", 2004): 7},
        blocks=(Block(1999, 2000), Block(2003, 2004)),
    )
    table = window_map(data, recipient="Georgia", supplier="Israel")
    spans = set(zip(table["first_year"], table["last_year"], strict=True))
    assert spans == {(1999, 1999), (1999, 2000), (2000, 2000)} | {
        (2003, 2003), (2003, 2004), (2004, 2004)
    }  # fmt: skip


def test_dependence_and_exposure_have_denominators_of_their_own():
    data = release(
        {
            ("Georgia", "Israel", 2010): 30,
            ("Georgia", "Spain", 2010): 10,
            ("India", "Israel", 2011): 90,
        }
    )
    pair = {"recipient": "Georgia", "supplier": "Israel"}
    assert row(window_map(data, **pair), 2010, 2011)["share"] == 75
    assert row(window_map(data, **pair, of="exports"), 2010, 2011)["share"] == 25


def test_where_nothing_was_delivered_there_is_neither_share_nor_rank():
    data = release({("Georgia", "Israel", 2010): 30, ("Georgia", "Spain", 2012): 10})
    table = window_map(data, recipient="Georgia", supplier="Israel")
    nothing, without = row(table, 2011, 2011), row(table, 2012, 2012)
    assert pd.isna(nothing["share"])
    assert (without["share"], without["total"]) == (0, 10)
    assert pd.isna(without["rank"])


def test_equal_sums_share_a_rank_though_their_bits_differ():
    data = release(
        {
            ("Georgia", "Israel", 2010): 0.1,
            ("Georgia", "Israel", 2011): 0.2,
            ("Georgia", "Ukraine", 2010): 0.3,
        }
    )
    for supplier in ("Israel", "Ukraine"):
        table = window_map(data, recipient="Georgia", supplier=supplier)
        assert row(table, 2010, 2011)["rank"] == 1


def test_unknown_has_a_share_and_no_rank_and_outranks_nobody():
    data = release({("Georgia", UNKNOWN, 2010): 60, ("Georgia", "Israel", 2010): 40})
    assert window_map(data, recipient="Georgia", supplier=UNKNOWN)["rank"].isna().all()
    israel = window_map(data, recipient="Georgia", supplier="Israel")
    assert row(israel, 2010, 2010)["rank"] == 1


def test_a_partner_without_any_delivery_has_noughts():
    data = release({("Georgia", "Israel", 2010): 5})
    table = window_map(data, recipient="Georgia", supplier="Peru")
    assert set(table["value"]) == {0}
    assert table["rank"].isna().all()


def test_years_may_be_chosen():
    data = release({("Georgia", "Israel", 2010): 5})
    table = window_map(data, recipient="Georgia", supplier="Israel", years=(2009, 2011))
    assert len(table) == 6
    with pytest.raises(Refused, match="1998-1999 would be missing"):
        window_map(data, recipient="Georgia", supplier="Israel", years=(1998, 2011))


def test_what_is_not_covered_or_not_known_is_refused():
    block = Block(2000, 2020, suppliers=frozenset({"Israel"}))
    data = release({("Georgia", "Israel", 2010): 5}, blocks=(block,))
    with pytest.raises(Refused, match="does not hold all suppliers of Georgia"):
        window_map(data, recipient="Georgia", supplier="Israel")
    assert len(window_map(data, recipient="Georgia", supplier="Israel", of="exports")) == 231
    with pytest.raises(UnknownEntity):
        window_map(data, recipient="Georgia", supplier="Atlantis")


def test_only_the_whole_window_of_a_register_by_deal_is_exact():
    data = release({("Georgia", "Israel", 2010): 5}, blocks=(Block(2009, 2011, grain="window"),))
    table = window_map(data, recipient="Georgia", supplier="Israel")
    exact = table[table["exactness"] == "exact"]
    assert list(zip(exact["first_year"], exact["last_year"], strict=True)) == [(2009, 2011)]


def test_belarus_was_second_to_azerbaijan_in_no_window_since_2000_that_ends_after_2015():
    oldest = shipped_releases()[-1]
    table = window_map(oldest, recipient="Azerbaijan", supplier="Belarus")
    golden = row(table, 2011, 2020)
    assert round(golden["share"], 2) == 7.11
    assert (round(golden["share_low"], 2), round(golden["share_high"], 2)) == (6.97, 7.25)
    assert (golden["rank"], golden["rank_low"], golden["rank_high"]) == (3, 3, 3)
    assert row(table, 2011, 2015)["rank"] == 2
    assert row(table, 2010, 2014)["rank"] == 2
    second = table[(table["rank"] == 2) & (table["first_year"] >= 2000)]
    assert second["last_year"].max() == 2015


def assert_as_shares_one_by_one(data, recipient, supplier, spans):
    table = window_map(data, recipient=recipient, supplier=supplier)
    table = table.set_index(["first_year", "last_year"])
    for span in spans:
        found = table.loc[span]
        one = shares(data, recipient=recipient, years=span).set_index("partner")
        if supplier not in one.index:
            assert found["value"] == 0
            assert pd.isna(found["rank"])
            continue
        for column in ("value", "total", "share", "share_low", "share_high"):
            assert found[column] == pytest.approx(one.loc[supplier, column], nan_ok=True), span
        for column in ("rank", "rank_low", "rank_high", "exactness"):
            assert found[column] == one.loc[supplier, column], span


@pytest.mark.parametrize("index", [0, -1], ids=["exact", "rounded"])
def test_each_window_is_what_shares_say(index):
    years = range(2013, 2019)
    spans = [(a, b) for a, b in itertools.product(years, years) if a <= b]
    assert_as_shares_one_by_one(shipped_releases()[index], "Azerbaijan", "Belarus", spans)


def test_the_map_is_what_plain_pandas_counts_on_the_real_register(register):
    table = window_map(register, recipient="India", supplier="France")
    assert len(table) == 74 * 75 / 2
    rows = register.transfers
    rows = rows[rows["recipient"] == "India"]
    for span in [(1950, 2023), (1962, 1971), (2019, 2023), (1991, 1991), (2000, 2023)]:
        inside = rows[rows["year"].between(*span)]
        sums = inside.groupby("supplier", observed=True)["value"].sum().round(2)
        found = row(table, *span)
        assert found["value"] == sums.get("France", 0)
        assert found["share"] == pytest.approx(100 * sums.get("France", 0) / sums.sum())
        known = sums.drop("unknown supplier(s)", errors="ignore")
        assert found["rank"] == known.rank(method="min", ascending=False)["France"]
