"""Exporters and importers of the world."""

import pandas as pd
import pytest
from builders import release

from armstransfers import shipped_releases
from armstransfers.analysis.world import world
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.readers import read

UNKNOWN = "unknown supplier(s)"
SALES = {
    ("Georgia", "Israel", 2010): 30,
    ("India", "Israel", 2011): 30,
    ("India", "Spain", 2010): 20,
    ("India", UNKNOWN, 2010): 20,
    ("India", "Spain", 2008): 40,
    ("Georgia", "China", 2008): 60,
}


def by_entity(table):
    return table.set_index("entity")


def test_an_exporters_share_is_of_all_the_worlds_exports():
    table = world(release(SALES), years=(2010, 2011))
    assert list(table["entity"]) == ["Israel", "Spain", UNKNOWN]
    assert list(table["share"]) == [60, 20, 20]
    assert set(table["total"]) == {100}
    assert list(table["rank"][:2]) == [1, 2]
    assert table["rank"].isna().tolist() == [False, False, True]


def test_importers_are_the_other_side():
    table = world(release(SALES), side="recipient", years=(2010, 2011))
    assert dict(zip(table["entity"], table["share"], strict=True)) == {"India": 70, "Georgia": 30}


def test_the_window_before_is_compared_with():
    table = by_entity(world(release(SALES), years=(2010, 2011)))
    assert table.loc["Spain", "value_then"] == 40
    assert table.loc["Spain", "change"] == -50
    assert table.loc["Spain", "points"] == 20 - 40
    assert (table.loc["Spain", "rank_then"], table.loc["Spain", "rank"]) == (2, 2)
    assert pd.isna(table.loc["Israel", "change"])
    assert table.loc["Israel", "points"] == 60


def test_any_earlier_window_can_be_named_and_overlaps_are_refused():
    table = by_entity(world(release(SALES), years=2010, then=2008))
    assert table.loc["Spain", "change"] == -50
    with pytest.raises(BadRequest, match="would count in both"):
        world(release(SALES), years=(2010, 2011), then=(2009, 2010))


def test_without_the_window_before_nothing_is_compared():
    table = world(release({("Georgia", "Israel", 2000): 5}), years=(2000, 2001))
    assert table["share"].tolist() == [100]
    assert table[["value_then", "change", "points", "rank_then"]].isna().all(axis=None)


def test_an_extract_does_not_hold_the_world():
    with pytest.raises(
        Refused, match=r"extract of edition 2026 does not hold all of the world's exports, so"
    ):
        world(shipped_releases()[0], years=(2015, 2019))


def test_a_window_that_begins_before_the_release_is_refused_by_its_years():
    with pytest.raises(Refused, match=r"the world's exports of 1998-1999, so no share"):
        world(release(SALES), years=(1998, 2002))


def with_margins(cells, side="recipient", group=""):
    base = release(
        {("Georgia", "Israel", 2010): 5}, blocks=(Block(2000, 2020, frozenset({"Georgia"})),)
    )
    rows = [(side, entity, group, year, value) for (entity, year), value in cells.items()]
    margins = pd.DataFrame(rows, columns=["side", "entity", "group", "year", "value"])
    return type(base)(
        base.transfers,
        origin=base.origin,
        measure=base.measure,
        coverage=base.coverage,
        margins=margins.astype({"value": "float64"}),
    )


def test_printed_totals_of_everyone_are_a_denominator():
    data = with_margins({("India", 2010): 30, ("Georgia", 2010): 9, ("Peru", 2011): 1})
    table = by_entity(world(data, side="recipient", years=(2010, 2011)))
    assert table.loc["India", "share"] == 75
    assert table.loc["India", "exactness"] == "rounded"
    assert table.loc["India", "share_low"] == pytest.approx(100 * 29.5 / (29.5 + 9.5 + 1.5))
    with pytest.raises(Refused, match="world's exports"):
        world(data, side="supplier", years=2010)
    with pytest.raises(Refused, match="world's imports of 2012"):
        world(data, side="recipient", years=(2011, 2012))


def test_margins_by_group_are_not_the_world():
    data = with_margins({("India", 2010): 30}, group="Aircraft")
    with pytest.raises(Refused):
        world(data, side="recipient", years=2010)


@pytest.mark.parametrize("side", ["supplier", "recipient"])
def test_the_world_is_what_plain_pandas_counts(register, side):
    table = by_entity(world(register, side=side, years=(2019, 2023)))
    rows = register.transfers
    sums = [
        rows[rows["year"].between(*span)].groupby(side, observed=True)["value"].sum()
        for span in ((2019, 2023), (2014, 2018))
    ]
    now, then = (100 * s / s.sum() for s in sums)
    assert len(table) == len(now)
    for name in table.index:
        assert table.loc[name, "share"] == pytest.approx(now[name])
        assert table.loc[name, "share_then"] == pytest.approx(then.get(name, 0))
        if name in sums[1]:
            assert table.loc[name, "change"] == pytest.approx(
                100 * (sums[0][name] / sums[1][name] - 1), abs=0.05
            )


def test_sipris_top_exporters_of_2019_2023(register):
    # SIPRI fact sheet, March 2024
    table = by_entity(world(register, years=(2019, 2023)))
    printed = {
        "United States": (42, 17),
        "France": (11, 47),
        "Russia": (11, -53),
        "China": (5.8, -5.3),
        "Germany": (5.6, -14),
    }
    assert list(table.index[:5]) == list(printed)
    for name, (share, change) in printed.items():
        assert round(table.loc[name, "share"], 0 if share > 10 else 1) == share
        assert round(table.loc[name, "change"], 1 if change == -5.3 else 0) == change


def test_printed_imports_answer_as_the_register_does(register, real):
    printed = read(real / "import-values_all-recipients_2024-10.csv")
    ours = by_entity(world(register, side="recipient", years=(2019, 2023)))
    theirs = by_entity(world(printed, side="recipient", years=(2019, 2023)))
    assert set(theirs.index) == set(ours.index)
    theirs = theirs.loc[ours.index]
    inside = ours["share"].between(theirs["share_low"] - 1e-9, theirs["share_high"] + 1e-9)
    assert inside.all()


def test_a_window_without_deliveries_is_an_empty_table():
    made_up = release({("Georgia", "Israel", 2015): 30})
    assert world(made_up, years=(2003, 2005)).empty
    assert world(made_up, side="recipient", years=(2003, 2005), then=(2000, 2001)).empty


def test_what_was_not_delivered_before_has_no_change_in_per_cent():
    made_up = release({("Georgia", "Israel", 2015): 30})
    (row,) = world(made_up, years=(2014, 2015)).to_dict("records")
    assert (row["value"], row["value_then"]) == (30, 0)
    assert row["change"] != row["change"]
