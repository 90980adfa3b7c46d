import pandas as pd
import pytest
from builders import release

from armstransfers import shares
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused, UnknownEntity
from armstransfers.core.measure import Measure

UNKNOWN = "unknown supplier(s)"


def to_georgia(values, **options):
    return release({("Georgia", s, 2010): v for s, v in values.items()}, **options)


def row(table, partner):
    return table.set_index("partner").loc[partner]


def test_a_share_is_a_part_of_all_imports_of_the_window():
    data = release(
        {
            ("Georgia", "Israel", 2010): 30,
            ("Georgia", "Ukraine", 2011): 10,
            ("Georgia", "Ukraine", 2012): 99,
            ("Armenia", "Russia", 2010): 99,
        }
    )
    table = shares(data, recipient="Georgia", years=(2010, 2011))
    assert list(table["partner"]) == ["Israel", "Ukraine"]
    assert list(table["share"]) == [75, 25]
    assert set(table["total"]) == {40}


def test_a_suppliers_recipients_are_shares_of_its_exports():
    data = release({("Georgia", "Israel", 2010): 30, ("India", "Israel", 2011): 90})
    table = shares(data, supplier="Israel", years=(2010, 2011))
    assert dict(zip(table["partner"], table["share"], strict=True)) == {"India": 75, "Georgia": 25}


def test_any_spelling_may_be_asked_for():
    data = release({("Turkiye", "Israel", 2010): 5})
    assert len(shares(data, recipient="Türkei", years=2010)) == 1


def test_equal_volumes_share_a_rank_and_the_next_rank_is_left_out():
    table = shares(
        to_georgia({"Israel": 9, "Ukraine": 5, "China": 5, "Spain": 1}), recipient="GEO", years=2010
    )
    assert list(table["rank"]) == [1, 2, 2, 4]


def test_sums_that_differ_in_the_last_bit_are_equal():
    data = release(
        {
            ("Georgia", "Israel", 2010): 0.1,
            ("Georgia", "Israel", 2011): 0.2,
            ("Georgia", "Ukraine", 2010): 0.3,
        }
    )
    assert list(shares(data, recipient="Georgia", years=(2010, 2011))["rank"]) == [1, 1]


def test_unknown_stays_in_the_denominator_and_has_no_rank():
    table = shares(
        to_georgia({UNKNOWN: 60, "Israel": 30, "Ukraine": 10}), recipient="Georgia", years=2010
    )
    assert list(table["partner"]) == ["Israel", "Ukraine", UNKNOWN]
    assert list(table["share"]) == [30, 10, 60]
    assert list(table["rank"][:2]) == [1, 2]
    assert table["rank"].isna().tolist() == [False, False, True]


def test_what_unknown_leaves_open_is_bounded():
    table = shares(
        to_georgia({UNKNOWN: 25, "Israel": 50, "Ukraine": 20, "Spain": 5}),
        recipient="Georgia",
        years=2010,
    )
    ukraine, israel = row(table, "Ukraine"), row(table, "Israel")
    assert ukraine["share_if_known"] == 45
    assert (ukraine["rank_best_if_known"], ukraine["rank_worst_if_known"]) == (2, 3)
    assert (israel["rank_best_if_known"], israel["rank_worst_if_known"]) == (1, 1)
    assert row(table, UNKNOWN)["share_if_known"] == 25


def test_unknown_may_be_a_supplier_that_the_list_does_not_name():
    table = shares(to_georgia({UNKNOWN: 12, "Israel": 10}), recipient="Georgia", years=2010)
    assert row(table, "Israel")["rank_worst_if_known"] == 2


def test_a_register_has_no_rounding_band():
    table = shares(to_georgia({"Israel": 2, "Spain": 1}), recipient="Georgia", years=2010)
    assert (table["share_low"] == table["share"]).all()
    assert (table["share_high"] == table["share"]).all()


def test_whole_numbers_have_the_worst_case_as_their_band():
    data = to_georgia({"Israel": 51, "Ukraine": 49}, exactness="rounded")
    israel = row(shares(data, recipient="Georgia", years=2010), "Israel")
    assert israel["share_low"] == pytest.approx(100 * 50.5 / (50.5 + 49.5))
    assert israel["share_high"] == pytest.approx(100 * 51.5 / (51.5 + 48.5))


def test_a_printed_nought_is_up_to_half_and_a_blank_is_nothing():
    data = release(
        {
            ("Georgia", "Israel", 2010): 0,
            ("Georgia", "Israel", 2012): 0,
            ("Georgia", "Ukraine", 2010): 10,
        },
        exactness="rounded",
    )
    israel = row(shares(data, recipient="Georgia", years=(2010, 2012)), "Israel")
    assert (israel["value"], israel["share"], israel["share_low"]) == (0, 0, 0)
    assert israel["share_high"] == pytest.approx(100 * 1 / (1 + 9.5))


def test_ranks_that_rounding_leaves_open_are_a_band():
    data = to_georgia({"Israel": 50, "Ukraine": 50, "Spain": 48, "China": 9}, exactness="rounded")
    table = shares(data, recipient="Georgia", years=2010)
    bands = {r.partner: (r.rank, r.rank_low, r.rank_high) for r in table.itertuples()}
    assert bands == {
        "Israel": (1, 1, 2),
        "Ukraine": (1, 1, 2),
        "Spain": (3, 3, 3),
        "China": (4, 4, 4),
    }


def test_only_small_noughts_have_a_blank_share():
    data = to_georgia({"Israel": 0, "Ukraine": 0}, exactness="rounded")
    table = shares(data, recipient="Georgia", years=2010)
    assert table["share"].isna().all()
    assert set(table["total"]) == {0}


def test_no_delivery_is_an_empty_table():
    data = release({("Georgia", "Israel", 2010): 5})
    assert shares(data, recipient="Armenia", years=2010).empty


def test_years_outside_the_release_are_refused():
    data = release({("Georgia", "Israel", 2010): 5})
    with pytest.raises(Refused, match=r"2000-2020 only, and 1998-1999 would be missing"):
        shares(data, recipient="Georgia", years=(1998, 2010))


def test_a_country_whose_partners_are_not_all_there_is_refused():
    data = release(
        {("Georgia", "Belarus", 2010): 5},
        blocks=(Block(2000, 2020, suppliers=frozenset({"Belarus"})),),
    )
    with pytest.raises(Refused, match="does not hold all suppliers of Georgia"):
        shares(data, recipient="Georgia", years=2010)
    assert len(shares(data, supplier="Belarus", years=2010)) == 1


def test_a_denominator_may_span_two_blocks():
    data = release(
        {("Georgia", "Israel", 1989): 5, ("Georgia", "Israel", 1990): 5},
        blocks=(Block(1950, 1989), Block(1990, 2020)),
    )
    assert shares(data, recipient="Georgia", years=(1988, 1991))["value"].tolist() == [10]


def test_a_file_without_its_first_lines_is_refused():
    data = release({("Georgia", "Israel", 2010): 5}, blocks=())
    with pytest.raises(Refused, match="do not tell what they are complete for"):
        shares(data, recipient="Georgia", years=2010)


def test_a_measure_that_does_not_add_up_has_no_shares():
    stocks = Measure("Stock of tanks", "tanks", "holding", 1, additive=False)
    data = release({("Georgia", "Israel", 2010): 5}, measure=stocks)
    with pytest.raises(Refused, match=r"Stock of tanks \(tanks\) cannot be added"):
        shares(data, recipient="Georgia", years=2010)


def test_a_question_without_sense_is_refused():
    data = release({("Georgia", "Israel", 2010): 5})
    with pytest.raises(BadRequest, match="ends before it begins"):
        shares(data, recipient="Georgia", years=(2011, 2010))
    with pytest.raises(BadRequest, match="not both"):
        shares(data, recipient="Georgia", supplier="Israel", years=2010)
    with pytest.raises(UnknownEntity):
        shares(data, recipient="Atlantis", years=2010)


def test_a_release_stays_as_it_is():
    data = release({("Georgia", "Israel", 2010): 5})
    frame = data.transfers
    frame.loc[0, "value"] = 99.0
    assert data.transfers["value"].tolist() == [5]
    assert isinstance(shares(data, recipient="Georgia", years=2010), pd.DataFrame)
