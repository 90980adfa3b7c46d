"""Made-up releases; and the assertion for releases: what it passes over, and what it does not."""

from dataclasses import replace

import pytest
from builders import c1_file, c1_row, release

from armstransfers import read, shares, shipped_releases, world
from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.model.release import Release
from armstransfers.testing import assert_release_equal, made_up_release

CELLS = {
    ("Georgia", "Russia", 2004): 12.5,
    ("Georgia", "Israel", 2004): 12.5,
    ("Armenia", "Russia", 2005): 3.0,
}


def changed(one, **parts):
    """A copy of a release in which some parts are others."""
    own = {
        name: getattr(one, name) for name in ("origin", "measure", "coverage", "margins", "deals")
    }
    transfers = parts.pop("transfers", one.transfers)
    return Release(transfers, **(own | parts))


def test_the_order_of_rows_columns_and_blocks_and_the_storage_of_names_do_not_count():
    blocks = (Block(2000, 2004), Block(2010, 2014))
    one = release(CELLS, blocks=blocks)
    rows = one.transfers.iloc[::-1][["value", "year", "supplier", "recipient"]]
    other = changed(
        one,
        transfers=rows.astype({"recipient": "str", "supplier": "str"}),
        coverage=Coverage(blocks[::-1]),
    )
    assert_release_equal(one, other)
    assert_release_equal(shipped_releases()[0], shipped_releases()[0], check_origin=True)


def test_a_hundredth_of_a_million_tiv_is_a_difference_and_is_shown():
    other = release(CELLS | {("Armenia", "Russia", 2005): 3.01})
    with pytest.raises(
        AssertionError, match=r"1 rows .* and 1 in the second.*Armenia.*'value': 3.0,?"
    ):
        assert_release_equal(release(CELLS), other)


def test_a_row_that_stands_twice_is_a_difference():
    one = release(CELLS)
    rows = one.transfers
    twice = changed(one, transfers=rows.iloc[[0, *range(len(rows))]])
    with pytest.raises(AssertionError, match="0 rows are in the first release alone and 1"):
        assert_release_equal(one, twice)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("measures", {"measure": replace(release(CELLS).measure, precision=1)}),
        ("coverages", {"coverage": Coverage((Block(2000, 2019),))}),
        ("columns of the transfers", {"transfers": release(CELLS).transfers.assign(deal="7")}),
    ],
)
def test_what_the_values_count_what_is_covered_and_which_columns_there_are_counts(part, change):
    with pytest.raises(AssertionError, match=f"the {part} differ"):
        assert_release_equal(release(CELLS), changed(release(CELLS), **change))


def test_blanks_are_equal_and_deals_count():
    ordered = c1_row(supplier="Israel", years="", delivered="", value=0)
    one, again = (read(c1_file(c1_row(), ordered).encode()) for _ in range(2))
    assert one.deals["units"].isna().any()
    assert_release_equal(one, again)
    with pytest.raises(AssertionError, match="the deals differ"):
        assert_release_equal(one, changed(one, deals=one.deals.head(1)))


def test_the_origin_counts_when_it_is_asked_for():
    other = release(CELLS, edition=2020)
    assert_release_equal(release(CELLS), other)
    with pytest.raises(AssertionError, match="the origins differ"):
        assert_release_equal(release(CELLS), other, check_origin=True)


def test_a_made_up_release_holds_the_whole_world_of_its_years_and_no_other():
    cells = [("Georgia", "Russia", 2004, 3.0), ("Armenia", "Russia", 2003, 1.0)]
    made_up = made_up_release(cells, years=(2000, 2004))
    assert_release_equal(
        made_up, release({c[:3]: c[3] for c in cells}, blocks=(Block(2000, 2004),))
    )
    assert world(made_up, side="recipient", years=(2000, 2004))["share"].tolist() == [75, 25]
    with pytest.raises(Refused):
        shares(made_up, recipient="Georgia", years=(2001, 2005))


@pytest.mark.parametrize("years", [(2000, 2003), (2005, 2010), (2010, 2000)])
def test_no_transfer_of_a_made_up_release_lies_outside_its_years(years):
    with pytest.raises(BadRequest, match="must be those of all the transfers"):
        made_up_release([("Georgia", "Russia", 2004, 3.0)], years=years)


def test_the_years_of_a_made_up_release_do_not_end_before_they_begin():
    with pytest.raises(BadRequest, match="2010-2000 must be those of all the transfers"):
        made_up_release([], years=(2010, 2000))


def test_a_made_up_release_of_years_without_transfers_is_empty_and_complete():
    nothing = made_up_release([], years=(2000, 2004))
    assert len(nothing.transfers) == 0
    assert nothing.coverage.years_of_the_world == [2000, 2001, 2002, 2003, 2004]
