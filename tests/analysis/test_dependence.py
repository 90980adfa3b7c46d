"""Who depends on one supplier."""

import pandas as pd
import pytest
from builders import release

from armstransfers import shipped_releases
from armstransfers.analysis.dependence import dependence
from armstransfers.core.coverage import Block
from armstransfers.core.errors import Refused

SALES = {
    ("Georgia", "Israel", 2010): 30,
    ("Georgia", "Spain", 2010): 10,
    ("India", "Israel", 2011): 90,
    ("India", "unknown supplier(s)", 2011): 110,
    ("Peru", "Israel", 2011): 2,
    ("Peru", "Spain", 2011): 2,
    ("Chad", "Spain", 2011): 50,
    ("unknown recipient(s)", "Israel", 2011): 50,
}


def shares(table):
    return dict(zip(table["recipient"], table["share"], strict=True))


def test_the_part_that_came_from_the_supplier_is_of_each_recipients_imports():
    table = dependence(release(SALES), supplier="Israel", years=(2010, 2011), at_least=0)
    assert list(table["recipient"]) == ["Georgia", "Peru", "India", "Chad"]
    assert list(table["share"]) == [75, 50, 45, 0]
    assert list(table["total"]) == [40, 4, 200, 50]


def test_the_rank_is_among_known_suppliers_with_ties():
    table = dependence(release(SALES), supplier="Israel", years=(2010, 2011), at_least=0)
    ranks = dict(zip(table["recipient"], table["rank"], strict=True))
    assert (ranks["Georgia"], ranks["India"], ranks["Peru"]) == (1, 1, 1)
    assert ranks["Chad"] is pd.NA


def test_small_totals_and_small_shares_can_be_left_out():
    data = release(SALES)
    assert shares(dependence(data, supplier="Israel", years=(2010, 2011))) == {
        "Georgia": 75, "India": 45, "Chad": 0
    }  # fmt: skip
    solid = dependence(data, supplier="Israel", years=(2010, 2011), threshold=45)
    assert shares(solid) == {"Georgia": 75, "India": 45}


def test_a_recipient_that_is_not_covered_is_left_out():
    blocks = (
        Block(2000, 2020, recipients=frozenset({"Georgia"})),
        Block(2000, 2020, suppliers=frozenset({"Israel"})),
    )
    data = release(SALES, blocks=blocks)
    assert shares(dependence(data, supplier="Israel", years=(2010, 2011))) == {"Georgia": 75}


def test_nobody_who_is_covered_is_a_refusal_and_nothing_delivered_an_empty_table():
    data = release(SALES, blocks=(Block(2000, 2020, suppliers=frozenset({"Israel"})),))
    with pytest.raises(Refused, match="no recipient whose suppliers are all covered in 2010-2011"):
        dependence(data, supplier="Israel", years=(2010, 2011))
    with pytest.raises(Refused, match="1998-2002"):
        dependence(release(SALES), supplier="Israel", years=(1998, 2002))
    assert dependence(release(SALES), supplier="Israel", years=2004).empty


def test_whole_numbers_have_the_worst_case_as_their_band():
    data = release(SALES, exactness="rounded")
    table = dependence(data, supplier="Israel", years=2010).set_index("recipient")
    assert table.loc["Georgia", "share_low"] == pytest.approx(100 * 29.5 / (29.5 + 10.5))
    assert table.loc["Georgia", "share_high"] == pytest.approx(100 * 30.5 / (30.5 + 9.5))


def test_the_extract_answers_for_four_recipients_since_2000_and_for_all_since_2021():
    table = dependence(shipped_releases()[0], supplier="Russia", years=(2011, 2020), at_least=0)
    golden = table.set_index("recipient").loc["Azerbaijan"]
    assert round(golden["share"], 2) == 59.34
    assert golden["rank"] == 1
    assert set(table["recipient"]) == {"Armenia", "Azerbaijan", "Belarus", "Georgia"}
    since_2021 = dependence(shipped_releases()[0], supplier="United States", years=(2021, 2025))
    golden = since_2021.set_index("recipient")["share"]
    assert (round(golden["Ukraine"], 2), round(golden["Saudi Arabia"], 2)) == (40.87, 76.59)
    assert len(since_2021) == 170 - 40  # 40 recipients have under 20 million TIV


def test_dependence_is_what_plain_pandas_counts(register):
    table = dependence(register, supplier="United States", years=(2019, 2023), threshold=50)
    rows = register.transfers
    rows = rows[rows["year"].between(2019, 2023)]
    totals = rows.groupby("recipient", observed=True)["value"].sum()
    own = (
        rows[rows["supplier"] == "United States"].groupby("recipient", observed=True)["value"].sum()
    )
    counted = (100 * own / totals)[totals.round(2) >= 20].dropna()
    counted = counted[counted >= 50].drop(["unknown recipient(s)"], errors="ignore")
    assert shares(table) == pytest.approx(counted.to_dict())
    assert table["share"].is_monotonic_decreasing
    assert len(table) > 20
