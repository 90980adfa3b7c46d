"""Everybody in 2021-2025, from what ships: each of 170 recipients and 68 suppliers has an answer."""

import pytest

from armstransfers import concentration, shares, shipped_releases, solidity
from armstransfers.analysis.dependence import dependence
from armstransfers.analysis.flows import flows
from armstransfers.analysis.world import world

NEWEST = shipped_releases()[0]
YEARS = (2021, 2025)
WORLD = 154_162.75  # million TIV, counted outside the program; in 4,761 delivery rows


@pytest.fixture(scope="module")
def plain():
    rows = NEWEST.transfers
    rows = rows[rows["year"].between(*YEARS)]
    return rows.astype({"recipient": str, "supplier": str})


@pytest.mark.parametrize(("side", "count"), [("recipient", 170), ("supplier", 68)])
def test_everyone_has_shares_of_a_whole_and_all_wholes_make_the_world(plain, side, count):
    sums = plain.groupby(side)["value"].sum()
    assert len(sums) == count
    total = 0.0
    for name, expected in sums.items():
        table = shares(NEWEST, **{side: name}, years=YEARS)
        assert table["share"].sum() == pytest.approx(100), name
        assert table["total"].iloc[0] == pytest.approx(expected, abs=0.006), name
        is_known = table["rank"].notna().any()  # the RSF of Sudan have unknown suppliers alone
        assert len(concentration(NEWEST, **{side: name}, years=YEARS)) == is_known, name
        assert solidity(NEWEST, **{side: name}, years=YEARS).total == table["total"].iloc[0], name
        total += table["total"].iloc[0]
    assert total == pytest.approx(WORLD, abs=0.01)


def test_deliveries_are_counted_for_everyone(plain):
    assert plain["deliveries"].sum() == 4_761


@pytest.mark.parametrize(
    ("side", "first"),
    [
        ("supplier", {"United States": 41.94, "France": 9.78, "Russia": 6.75, "Germany": 5.65, "China": 5.57}),
        ("recipient", {"Ukraine": 9.67, "India": 8.22, "Saudi Arabia": 6.75, "Qatar": 6.41, "Pakistan": 4.21}),
    ],
)  # fmt: skip
def test_the_world_is_ranked(side, first):
    """Held against SIPRI's fact sheet of March 2026 to the decimals that it prints."""
    table = world(NEWEST, side=side, years=YEARS).head(5)
    assert dict(zip(table["entity"], table["share"].round(2), strict=True)) == first
    assert table["total"].iloc[0] == WORLD


def test_dependence_and_flows_are_of_the_whole_world():
    assert len(dependence(NEWEST, supplier="Russia", years=YEARS)) == 130  # with 20 million or more
    between = flows(NEWEST, years=YEARS)
    assert between["value"].sum() == pytest.approx(WORLD, abs=0.01)
