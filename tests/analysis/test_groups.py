"""Groups of suppliers and recipients, held against SIPRI's own regional table."""

import pandas as pd
import pytest
from builders import release

from armstransfers.analysis.groups import grouped_series, grouped_shares
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.readers import read
from armstransfers.reference import context, entities

UNKNOWN = "unknown supplier(s)"
LENT = {
    ("Poland", "United States", 2003): 40,
    ("Poland", "Bulgaria", 2003): 10,
    ("Poland", "Bulgaria", 2004): 20,
    ("Poland", UNKNOWN, 2004): 30,
}


def values(table):
    return dict(zip(table["partner"], table["value"], strict=True))


def test_a_delivery_counts_by_the_membership_of_its_year():
    # Bulgaria joined NATO on 29 March 2004
    table = grouped_shares(release(LENT), recipient="Poland", years=(2003, 2004), by="NATO")
    assert values(table) == {"NATO": 60, "Not a member": 10, "Unknown": 30}
    assert list(table["share"]) == [60, 10, 30]
    assert set(table["total"]) == {100}


def test_as_now_counts_by_todays_membership():
    table = grouped_shares(
        release(LENT), recipient="Poland", years=(2003, 2004), by="nato", as_of="now"
    )
    assert values(table) == {"NATO": 70, "Unknown": 30}


def test_a_bloc_has_no_rank_and_regions_have():
    lent = LENT | {("Poland", "Israel", 2003): 90, ("Poland", "NATO**", 2003): 95}
    table = grouped_shares(release(lent), recipient="Poland", years=(2003, 2004), by="NATO")
    assert table["rank"].isna().all()
    table = grouped_shares(release(lent), recipient="Poland", years=(2003, 2004), by="region")
    ranks = dict(zip(table["partner"], table["rank"], strict=True))
    assert list(ranks) == ["Middle East", "Americas", "Europe", "No region", "Unknown"]
    assert [ranks[r] for r in ("Middle East", "Americas", "Europe")] == [1, 2, 3]
    assert table["rank"].isna().tolist() == [False, False, False, True, True]
    assert list(table["kind"]) == ["region", "region", "region", "remainder", "unknown"]


def test_an_organisation_is_in_its_own_bloc():
    data = release({("NATO**", "United States", 2010): 5, ("India", "United States", 2010): 15})
    table = grouped_shares(data, supplier="United States", years=2010, by="NATO")
    assert values(table) == {"NATO": 5, "Not a member": 15}


def test_a_name_that_nobody_has_is_in_no_group_and_not_lost():
    data = release({("Georgia", "Ruritania", 2010): 5, ("Georgia", "Israel", 2010): 15})
    for by in ("region", "EU"):
        table = grouped_shares(data, recipient="Georgia", years=2010, by=by)
        assert values(table)["Name not listed"] == 5
        assert table["value"].sum() == 20


def test_the_series_moves_a_partner_when_it_joins():
    table = grouped_series(release(LENT), recipient="Poland", by="NATO", window=1)
    nato = table[table["partner"] == "NATO"].set_index("last_year")["share"]
    assert (nato[2003], nato[2004]) == (80, 40)
    assert pd.isna(nato[2005])
    both = grouped_series(release(LENT), recipient="Poland", by="NATO", window=3)
    windows = both[(both["last_year"] == 2004)].set_index("partner")["share"]
    assert windows.to_dict() == {"NATO": 60, "Not a member": 10, "Unknown": 30}


def test_the_band_of_a_group_is_that_of_its_cells():
    data = release(
        {("Georgia", s, 2010): 10 for s in ("Spain", "Italy", "China")}, exactness="rounded"
    )
    europe = grouped_shares(data, recipient="Georgia", years=2010, by="region").iloc[0]
    assert europe["partner"] == "Europe"
    assert europe["share_low"] == pytest.approx(100 * 19 / (19 + 10.5))
    assert europe["share_high"] == pytest.approx(100 * 21 / (21 + 9.5))


def test_a_register_by_deal_can_only_estimate_dated_membership():
    block = Block(2003, 2004, grain="window")
    data = release(LENT, blocks=(block,))
    how = {
        as_of: set(
            grouped_shares(data, recipient="Poland", years=(2003, 2004), by="NATO", as_of=as_of)[
                "exactness"
            ]
        )
        for as_of in ("then", "now")
    }
    assert how == {"then": {"estimated"}, "now": {"exact"}}


def test_what_shares_refuse_groups_refuse():
    data = release(LENT, blocks=(Block(2000, 2020, suppliers=frozenset({"Bulgaria"})),))
    with pytest.raises(Refused, match="does not hold all suppliers of Poland"):
        grouped_shares(data, recipient="Poland", years=2004, by="NATO")
    with pytest.raises(BadRequest, match="there is no bloc 'OPEC'"):
        grouped_shares(release(LENT), recipient="Poland", years=2004, by="OPEC")


def test_no_deliveries_are_no_groups():
    assert grouped_shares(release(LENT), recipient="Georgia", years=2004, by="EU").empty


@pytest.fixture(scope="module")
def printed(real):
    """SIPRI's regional table: value by group, supplier (all for its total) and year."""
    margins = read(real / "regional-transfers_2024-04.csv").margins
    supplier = margins["entity"].where(margins["side"] == "supplier", "all")
    return margins.assign(supplier=supplier).set_index(["group", "supplier", "year"])["value"]


@pytest.fixture(scope="module")
def imports(register):
    rows = register.transfers
    names = rows["recipient"].astype("str")
    return rows.groupby([names, rows["year"]])["value"].sum().unstack(fill_value=0.0)


SINCE_1990 = range(1990, 2024)


def differing_years(imports, printed, group, counted):
    """Years in which the imports of those counted are not the printed total, within rounding."""
    found = []
    for year in SINCE_1990:
        ours = imports[year].reindex(sorted(counted(year))).sum()
        if abs(ours - printed.get((group, "all", year), 0)) > 0.5 + 1e-9:
            found.append(year)
    return found


@pytest.mark.parametrize(
    ("bloc", "group"), [("NATO", "NATO"), ("EU", "EC/EU"), ("ASEAN", "ASEAN"), ("GCC", "GCC")]
)
def test_a_bloc_as_then_is_sipris_group_in_every_year(imports, printed, bloc, group):
    def counted(year):
        return context.members(bloc, year)

    assert differing_years(imports, printed, group, counted) == []


@pytest.mark.parametrize(
    "region", sorted({e.region for e in entities.entities().values() if e.region})
)
def test_a_region_is_sipris_in_every_year(imports, printed, region):
    inside = {e.name for e in entities.entities().values() if e.region == region}
    assert differing_years(imports, printed, region, lambda year: inside) == []


@pytest.mark.parametrize(
    "subregion", sorted({e.subregion for e in entities.entities().values() if e.subregion})
)
def test_a_subregion_is_sipris_in_every_year(imports, printed, subregion):
    inside = {e.name for e in entities.entities().values() if e.subregion == subregion}
    assert differing_years(imports, printed, subregion, lambda year: inside) == []


SHANGHAI_FIVE = {"China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"}


def sipris_csto(year):
    counted = context.members("CST", year) if year < 2002 else context.members("CSTO", year)
    counted |= {"Georgia"} if year == 1999 else set()
    return counted | ({"Uzbekistan"} if year in (1999, 2000, 2001, 2002) else set())


def sipris_sco(year):
    if year < 1996:
        return frozenset()
    return (context.members("SCO", year) | SHANGHAI_FIVE) - {"India", "Pakistan", "Iran"}


def sipris_arab_league(year):
    counted = context.members("Arab League", year) - {"Mauritania"}
    return counted | {"Syria rebels*"} | ({"Syria"} if year == 2011 else set())


def sipris_warsaw_pact(year):
    pact = {
        "Bulgaria",
        "Czechoslovakia",
        "Hungary",
        "Romania",
        "Soviet Union",
        "East Germany (GDR)",
    }
    return pact if year < 1992 else set()


@pytest.mark.parametrize(
    ("bloc", "group", "differing", "sipris"),
    [
        ("CSTO", "CSTO/CST", [1999, 2001, 2002], sipris_csto),
        ("SCO", "SCO", [*range(1996, 2001), *range(2017, 2024)], sipris_sco),
        (
            "Arab League",
            "Arab League",
            [*range(1990, 1992), *range(1994, 1999), 2000, 2002, 2003, *range(2010, 2020), 2021],
            sipris_arab_league,
        ),
        ("Warsaw Pact", "Warsaw Pact", [1990, 1991], sipris_warsaw_pact),
    ],
)
def test_where_sipri_counts_others_the_reason_is_known(
    imports, printed, bloc, group, differing, sipris
):
    def counted(year):
        return context.members("CST" if bloc == "CSTO" and year < 2002 else bloc, year)

    assert differing_years(imports, printed, group, counted) == differing
    assert differing_years(imports, printed, group, sipris) == []


@pytest.mark.parametrize("supplier", ["United States", "Russia", "Germany", "China"])
@pytest.mark.parametrize(("bloc", "group"), [("NATO", "NATO"), ("EU", "EC/EU"), ("GCC", "GCC")])
def test_grouped_recipients_of_a_supplier_are_sipris_cells(
    register, printed, supplier, bloc, group
):
    series = grouped_series(register, supplier=supplier, by=bloc, window=1, years=(1990, 2023))
    inside = series[series["partner"] == bloc].set_index("last_year")["value"]
    for year in SINCE_1990:
        cell = printed.get((group, supplier, year), 0)
        assert abs(inside.get(year, 0.0) - cell) <= 0.5 + 1e-9, year
