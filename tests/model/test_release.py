from dataclasses import replace

import pytest
from builders import release

from armstransfers import shares, world
from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.measure import tiv
from armstransfers.testing import made_up_release


def test_the_id_is_readable_and_made_from_the_content():
    one = release({("Georgia", "Israel", 2010): 5, ("Georgia", "Spain", 2011): 1})
    same = release({("Georgia", "Spain", 2011): 1, ("Georgia", "Israel", 2010): 5})
    other = release({("Georgia", "Israel", 2010): 5, ("Georgia", "Spain", 2011): 2})
    assert one.id.startswith("sipri-2021-")
    assert one.id == same.id != other.id


def test_a_release_of_unknown_edition_says_so():
    assert release({}, edition=None).id.startswith("sipri-unknown-")
    assert "edition unknown" in release({}, edition=None).describe_origin()


def test_a_release_does_not_change_and_another_has_another_origin():
    one = made_up_release([("India", "Russia", 2004, 60.0)], years=(2000, 2004))
    with pytest.raises(AttributeError, match="a release does not change"):
        one.origin = replace(one.origin, edition=2021)
    other = one.replaced(origin=replace(one.origin, edition=2021))
    assert (one.edition, other.edition) == (None, 2021)
    assert other.transfers.equals(one.transfers)


def test_an_analysis_is_a_method_too_and_its_table_says_where_it_comes_from():
    one = made_up_release([("India", "Russia", 2004, 60.0)], years=(2000, 2004))
    table = one.shares(recipient="India", years="2000-04")
    assert table.equals(shares(one, recipient="India", years=(2000, 2004)))
    assert table.attrs["unit"] == "million TIV"
    assert one.id in table.attrs["citation"]
    assert one.world.__doc__ == world.__doc__


def test_the_precision_of_a_measure_gives_the_decimals_of_its_sums():
    assert tiv(0.01).decimals == 2
    assert tiv(1).decimals == 0


def test_blocks_that_differ_in_one_side_alone_are_joined():
    tables = [Block(2000, 2010, recipients=frozenset({name})) for name in ("Georgia", "India")]
    exports = Block(2000, 2010, suppliers=frozenset({"Israel"}))
    joined = Coverage.joined([*tables, exports])
    assert joined.blocks == (
        Block(2000, 2010, recipients=frozenset({"Georgia", "India"})),
        exports,
    )


def test_a_denominator_is_as_exact_as_its_least_exact_block():
    coverage = Coverage((Block(1990, 1999, exactness="rounded"), Block(2000, 2009)))
    assert coverage.exactness_of("recipient", "India", (2000, 2005)) == "exact"
    assert coverage.exactness_of("recipient", "India", (1995, 2005)) == "rounded"


def test_files_whose_years_follow_each_other_cover_one_stretch():
    coverage = Coverage.joined([Block(1990, 2023), Block(1950, 1989)])
    assert coverage.blocks == (Block(1950, 2023),)
    assert coverage.holds(Block(1985, 1995))


def test_years_with_a_gap_and_windows_stay_apart():
    apart = [Block(1950, 1959), Block(1961, 1969), Block(1970, 1979, grain="window")]
    windows = [Block(1950, 1959, grain="window"), Block(1960, 1969, grain="window")]
    rounded = [Block(1950, 1959), Block(1960, 1969, exactness="rounded")]
    for blocks in (apart, windows, rounded):
        assert set(Coverage.joined(blocks).blocks) == set(blocks)
