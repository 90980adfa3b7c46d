"""Several countries side by side."""

import pytest
from builders import release

from armstransfers.analysis.compare import compare
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused

SALES = {
    ("Georgia", "Israel", 2010): 30,
    ("Georgia", "Spain", 2010): 10,
    ("Georgia", "Spain", 2012): 60,
    ("India", "Israel", 2012): 90,
}


def test_a_fact_sheet_table_has_shares_points_and_change_in_volume():
    table = compare(release(SALES), recipients=["India", "GEO"], then=2010, now=2012)
    assert list(table["entity"].unique()) == ["India", "Georgia"]
    spain = table.set_index(["entity", "partner"]).loc["Georgia", "Spain"]
    assert (spain["share_then"], spain["share_now"], spain["points"]) == (25, 100, 75)
    assert spain["change"] == 500
    assert (spain["total_then"], spain["total_now"], spain["total_change"]) == (40, 60, 50)


def test_suppliers_can_be_compared_too():
    table = compare(release(SALES), suppliers=["Israel"], then=2010, now=2012)
    assert set(table["partner"]) == {"Georgia", "India"}
    assert set(table["total_change"]) == {200}


def test_a_country_without_deliveries_has_no_rows():
    table = compare(release(SALES), recipients=["Peru", "India"], then=2010, now=2012)
    assert list(table["entity"]) == ["India"]
    assert compare(release(SALES), recipients=["Peru"], then=2010, now=2012).empty


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "either recipients or suppliers"),
        ({"recipients": ["India"], "suppliers": ["Israel"]}, "not both"),
        ({"recipients": ["India", "IND"]}, "India is named twice"),
        (
            {"recipients": ["ARM", "AZE", "BLR", "GEO", "IND", "KAZ", "POL", "RUS", "UKR", "UZB"]},
            "10 countries were named; name at most 9",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(asked, sentence):
    with pytest.raises(BadRequest, match=sentence):
        compare(release(SALES), **asked, then=2010, now=2012)


def test_the_first_country_that_is_not_covered_is_named():
    data = release(SALES, blocks=(Block(2000, 2020, recipients=frozenset({"India"})),))
    with pytest.raises(Refused, match="suppliers of Georgia"):
        compare(data, recipients=["India", "Georgia"], then=2010, now=2012)
