from builders import c2_file, c2_row, release

from armstransfers import shipped_releases, solidity
from armstransfers.readers import read


def test_doubts_are_parts_of_the_value_and_not_of_the_rows():
    rows = (
        c2_row(1, value=90, number_estimated="No"),
        c2_row(2, value=10, year_estimated="Yes", number_estimated="Yes", local="Yes"),
        c2_row(
            3,
            supplier="unknown supplier(s)",
            value=100,
            number_estimated="No",
            status="Second hand",
        ),
    )
    solid = solidity(read(c2_file(*rows).encode()), recipient="Georgia", years=2004)
    assert solid.deliveries == 3
    assert (solid.year_estimated, solid.number_estimated, solid.local_production) == (5, 5, 5)
    assert (solid.second_hand, solid.unknown) == (50, 50)


def test_a_table_without_deliveries_does_not_pretend_to_know():
    data = release({("Georgia", "Israel", 2010): 5}, exactness="rounded")
    solid = solidity(data, recipient="Georgia", years=2010)
    assert (solid.deliveries, solid.year_estimated, solid.unknown) == (None, None, 0)


def test_nothing_delivered_has_nothing_behind_it():
    data = release({("Georgia", "Israel", 2010): 5})
    assert solidity(data, recipient="Georgia", years=2011) is None


def test_the_extract_tells_what_its_sums_are_made_of():
    asked = {"recipient": "Azerbaijan", "years": (2011, 2020)}
    newest, middle, _ = (
        solidity(one, **asked) if one.edition > 2022 else None for one in shipped_releases()
    )
    assert (newest.total, middle.total) == (3403.63, 3351.18)
    assert middle.deliveries == 144
    assert newest.year_estimated is None


def test_a_flag_that_the_source_leaves_empty_is_neither_yes_nor_no():
    rows = (
        c2_row(1, value=50, year_estimated="Yes", number_estimated="No"),
        c2_row(2, value=30, year_estimated="", number_estimated="No"),
        c2_row(3, value=20, year_estimated="No", number_estimated=""),
    )
    solid = solidity(read(c2_file(*rows).encode()), recipient="Georgia", years=2004)
    assert (solid.year_estimated, solid.number_estimated, solid.second_hand) == (50, 0, 0)
    assert solid.not_stated == {"year_estimated": 30, "number_estimated": 20}


def test_yearly_sums_with_an_empty_part_give_a_least_value_and_no_value_where_all_are_empty():
    data = release({("Georgia", "Israel", 2004): 30, ("Georgia", "Spain", 2004): 10})
    parts = {"value_local_production": [15.0, None], "value_year_estimated": [None, None]}
    frame = data.transfers.assign(**parts).astype(dict.fromkeys(parts, "float64"))
    sums = type(data)(frame, origin=data.origin, measure=data.measure, coverage=data.coverage)
    solid = solidity(sums, recipient="Georgia", years=2004)
    assert (solid.local_production, solid.year_estimated) == (37.5, None)
    assert solid.not_stated == {"local_production": 25}
