import pytest
from builders import release

from armstransfers import change, compare, concentration, world
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest


def data(**options):
    return release(
        {
            ("Georgia", "Israel", 2010): 10,
            ("Georgia", "Spain", 2010): 30,
            ("Georgia", "Israel", 2015): 40,
            ("Georgia", "China", 2015): 40,
        },
        **options,
    )


def test_volumes_change_in_per_cent_and_shares_in_points():
    table = change(data(), recipient="Georgia", then=2010, now=2015).set_index("partner")
    assert table.loc["Israel", "change"] == pytest.approx(300)
    assert table.loc["Israel", "points"] == pytest.approx(25)
    assert table.loc["Spain", "change"] == -100
    assert table.loc["Spain", "points"] == -75
    assert (table.loc["Israel", "rank_then"], table.loc["Israel", "rank_now"]) == (2, 1)


def test_a_partner_that_is_new_has_no_change_in_per_cent():
    table = change(data(), recipient="Georgia", then=2010, now=2015).set_index("partner")
    assert table["change"].isna().to_dict()["China"]
    assert table.loc["China", "points"] == 50


def test_whole_numbers_have_bands():
    table = change(data(exactness="rounded"), recipient="Georgia", then=2010, now=2015)
    israel = table.set_index("partner").loc["Israel"]
    assert israel["change_low"] == pytest.approx(100 * (39.5 / 10.5 - 1))
    assert israel["change_high"] == pytest.approx(100 * (40.5 / 9.5 - 1))
    assert israel["points_low"] < israel["points"] < israel["points_high"]


def test_windows_that_overlap_are_refused():
    with pytest.raises(BadRequest, match="would count in both"):
        change(data(), recipient="Georgia", then=(2010, 2014), now=(2014, 2018))


def test_a_window_without_deliveries_has_no_shares_to_change_from():
    table = change(data(), recipient="Georgia", then=2012, now=2015)
    assert table["share_then"].isna().all()
    assert table["points"].isna().all()
    assert table["change"].isna().all()


def test_a_change_against_an_estimated_window_is_estimated():
    blocks = (Block(1990, 1999, grain="window"), Block(2000, 2020))
    data = release(
        {("Georgia", "Israel", 1995): 10, ("Georgia", "Israel", 2005): 20}, blocks=blocks
    )
    asked = {"recipient": "Georgia", "now": (2000, 2004)}
    assert set(change(data, **asked | {"now": (2005, 2009)}, then=(2000, 2004))["exactness"]) == {
        "exact"
    }
    found = change(data, **asked | {"now": (2005, 2009)}, then=(1995, 1999))
    assert set(found["exactness"]) == {"estimated"}
    table = compare(data, recipients=["Georgia"], now=(2005, 2009), then=(1995, 1999))
    assert set(table["exactness"]) == {"estimated"}
    now, both = (
        world(data, years=(2005, 2009), then=then)["exactness"] for then in (None, (1995, 1999))
    )
    assert (set(now), set(both)) == ({"exact"}, {"estimated"})
    held = concentration(data, recipient="Georgia", years=(1995, 1996))
    assert list(held["exactness"]) == ["estimated"]
