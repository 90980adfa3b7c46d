"""Flows between regions and blocs."""

import pytest
from builders import release

from armstransfers import shipped_releases
from armstransfers.analysis.flows import flows
from armstransfers.core.coverage import Block
from armstransfers.core.errors import Refused
from armstransfers.readers import read
from armstransfers.reference import entities

SALES = {
    ("Georgia", "Israel", 2010): 30,
    ("Georgia", "Bulgaria", 2003): 10,
    ("Peru", "Bulgaria", 2004): 40,
    ("Peru", "unknown supplier(s)", 2004): 20,
}


def cells(table):
    return {
        (row.supplier_group, row.recipient_group): (row.value, row.share)
        for row in table.itertuples()
    }


def test_flows_between_regions_add_up_to_the_world():
    assert cells(flows(release(SALES), years=(2003, 2010))) == {
        ("Europe", "Americas"): (40, 40),
        ("Middle East", "Europe"): (30, 30),
        ("Unknown", "Americas"): (20, 20),
        ("Europe", "Europe"): (10, 10),
    }


def test_flows_from_a_bloc_follow_its_membership():
    assert cells(flows(release(SALES), years=(2003, 2004), by="NATO")) == {
        ("NATO", "Not a member"): (40, pytest.approx(400 / 7)),
        ("Unknown", "Not a member"): (20, pytest.approx(200 / 7)),
        ("Not a member", "Not a member"): (10, pytest.approx(100 / 7)),
    }


def test_flows_need_the_whole_world():
    with pytest.raises(Refused, match="the world's transfers"):
        flows(shipped_releases()[0], years=(2015, 2019))


def test_dated_groups_of_a_register_by_deal_are_estimated():
    data = release(SALES, blocks=(Block(2003, 2010, grain="window"),))
    assert set(flows(data, years=(2003, 2010))["exactness"]) == {"exact"}
    assert set(flows(data, years=(2003, 2010), by="NATO")["exactness"]) == {"estimated"}


def test_flows_into_a_region_are_sipris_printed_ones(real, register):
    margins = read(real / "regional-transfers_2024-04.csv").margins
    printed = margins[(margins["side"] == "supplier") & (margins["year"] == 2022)].copy()
    regions = {name: e.region for name, e in entities.entities().items()}
    printed["region"] = printed["entity"].map(regions).replace("", "No region")
    sums = printed.groupby(["region", "group"])["value"].agg(["sum", "size"])
    ours = flows(register, years=2022).set_index(["supplier_group", "recipient_group"])["value"]
    compared = 0
    for (region, group), row in sums.iterrows():
        if group in {"Africa", "Americas", "Asia and Oceania", "Europe", "Middle East"}:
            if region == "No region":
                continue  # unknown suppliers are a group of their own here
            assert abs(ours[region, group] - row["sum"]) <= 0.5 * row["size"], (region, group)
            compared += 1
    assert compared > 15
