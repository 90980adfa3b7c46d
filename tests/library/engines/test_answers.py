"""The same questions to pandas, Polars, DuckDB and PySpark, and to plain pandas by hand."""

import pandas as pd
import pytest
from customs import described, written
from pandas.testing import assert_frame_equal

import armstransfers as at
from armstransfers import Refused

YEARS = (2011, 2015)


@pytest.fixture(scope="module")
def release(engine, folder):
    return at.open(folder, engine=engine)


@pytest.fixture(scope="module")
def by_hand(parcels):
    """The rows as a person would clean them: Turkey and Türkiye are one, World is no country."""
    rows = parcels[parcels["importer"] != "World"]
    return rows.replace({"Turkey": "Turkiye", "Türkiye": "Turkiye"})


def sums_by_hand(rows, years, own="importer", name="Georgia", across="exporter"):
    mine = rows[(rows[own] == name) & rows["year"].between(*years)]
    return mine.groupby(across)["worth"].sum().round(2)


def test_shares_are_those_that_plain_pandas_finds(release, by_hand):
    sums = sums_by_hand(by_hand, YEARS)
    table = at.shares(release, recipient="Georgia", years=YEARS).set_index("partner")
    assert table["value"].to_dict() == sums.to_dict()
    expected = (100 * sums / sums.sum()).to_dict()
    assert table["share"].to_dict() == pytest.approx(expected, abs=1e-9)
    named = sums.drop("unknown supplier(s)").rank(ascending=False)
    assert table["rank"].dropna().to_dict() == named.to_dict()


def test_both_spellings_of_a_name_are_one_party(release, by_hand):
    sums = sums_by_hand(by_hand, YEARS, name="Turkiye")
    table = at.shares(release, recipient="TUR", years=YEARS).set_index("partner")
    assert table["value"].to_dict() == sums.to_dict()
    sold = sums_by_hand(by_hand, YEARS, own="exporter", name="Turkiye", across="importer")
    table = at.shares(release, supplier="Turkey", years=YEARS).set_index("partner")
    assert table["value"].to_dict() == sold.to_dict()


def test_a_name_that_no_entity_has_can_be_asked_for_and_is_reported(release, by_hand):
    sums = sums_by_hand(by_hand, YEARS, name="Freedonia")
    table = at.shares(release, recipient="Freedonia", years=YEARS).set_index("partner")
    assert table["value"].to_dict() == sums.to_dict()
    assert list(release.report.unknown_names) == ["Freedonia"]


def test_trailing_windows_are_those_that_plain_pandas_finds(release, by_hand):
    table = at.share_series(release, recipient="Georgia", window=3)
    for last in (2003, 2012, 2020):
        sums = sums_by_hand(by_hand, (last - 2, last))
        found = table[table["last_year"] == last].set_index("partner")["share"]
        assert found[found > 0].to_dict() == pytest.approx((100 * sums / sums.sum()).to_dict())


def test_concentration_is_that_of_plain_pandas(release, by_hand):
    years = (2011, 2012)
    sums = sums_by_hand(by_hand, years, own="exporter", name="Germany", across="importer")
    hhi = ((100 * sums / sums.sum()) ** 2).sum()  # nobody is unknown among the recipients
    row = at.concentration(release, supplier="Germany", years=years).iloc[0]
    assert row["hhi_low"] == pytest.approx(hhi)
    assert row["largest"] == sums.idxmax()


def test_change_is_that_of_plain_pandas(release, by_hand):
    then, now = sums_by_hand(by_hand, (2001, 2005)), sums_by_hand(by_hand, (2006, 2010))
    table = at.change(release, recipient="Georgia", then=(2001, 2005), now=(2006, 2010))
    table = table.set_index("partner")
    assert table["change"].to_dict() == pytest.approx((100 * (now / then - 1)).to_dict())
    points = 100 * now / now.sum() - 100 * then / then.sum()
    assert table["points"].to_dict() == pytest.approx(points.to_dict())


def test_analyses_of_everyone_take_the_engines_sums(release, by_hand):
    total = by_hand[by_hand["year"].between(*YEARS)].groupby("exporter")["worth"].sum().round(2)
    table = at.world(release, side="supplier", years=YEARS).set_index("entity")
    assert table["value"].to_dict() == total.to_dict()
    pairs = by_hand.groupby(["importer", "exporter", "year"]).ngroups
    assert len(release.transfers) == pairs


def test_answers_stay_the_same_once_the_sums_were_made(engine, folder):
    release = at.open(folder, engine=engine)
    before = at.shares(release, recipient="Georgia", years=YEARS)
    assert len(release.transfers) < 4000
    after = at.shares(release, recipient="Georgia", years=YEARS)
    assert_frame_equal(before, after)


def test_rounded_values_have_the_band_of_their_rows(engine, tmp_path):
    rows = [("Georgia", "Russia", 2011, 3.0), ("Georgia", "Russia", 2011, 4.0)]
    rows += [("Georgia", "Israel", 2012, 5.0)]
    frame = pd.DataFrame(rows, columns=["importer", "exporter", "year", "worth"])
    path = written(tmp_path, frame, described("precision = 1"))
    release = at.open(path, engine=engine)
    table = at.shares(release, recipient="Georgia", years=YEARS)
    # Russia's two rows: 6 to 8; Israel's: 4.5 to 5.5
    assert table["share_low"][0] == pytest.approx(100 * 6 / 11.5)
    assert table["share_high"][0] == pytest.approx(100 * 8 / 12.5)
    with pytest.raises(Refused, match="rounded"):
        at.world(release, years=YEARS)


def test_a_register_of_deliveries_keeps_its_doubts(engine, tmp_path):
    rows = pd.DataFrame(
        {
            "recipient": ["Georgia"] * 3,
            "supplier": ["Russia", "Russia", "Israel"],
            "year": [2011, 2011, 2012],
            "value": [10.0, 2.5, 4.0],
            "deal": ["1", "2", "3"],
            "status": ["New", "Second hand", "New"],
            "year_estimated": [True, False, True],
        }
    ).astype({"recipient": "category", "supplier": "category"})
    rows.to_parquet(tmp_path / "register.parquet", index=False)
    (tmp_path / "register.toml").write_text(
        'edition = 2021\n[covers]\nrecipients = "all"\nsuppliers = "all"\nyears = [2001, 2020]\n'
    )
    release = at.open(tmp_path / "register.parquet", engine=engine)
    assert release.measure.is_tiv
    behind = at.solidity(release, recipient="Georgia", years=YEARS)
    assert (behind.deliveries, behind.total) == (3, 16.5)
    assert behind.second_hand == pytest.approx(100 * 2.5 / 16.5)
    assert behind.year_estimated == pytest.approx(100 * 14 / 16.5)
    assert behind.local_production is None
    new = at.filtered(release, at.Filter(status="new"))
    assert at.shares(new, recipient="Georgia", years=YEARS)["value"].to_list() == [10.0, 4.0]


def test_a_flag_that_is_not_stated_makes_a_part_unknown_and_never_nought(engine, tmp_path):
    rows = pd.DataFrame(
        {
            "recipient": ["Georgia"] * 3,
            "supplier": ["Russia", "Russia", "Israel"],
            "year": [2011, 2011, 2012],
            "value": [10.0, 2.25, 3.75],
            "deal": ["1", "2", "3"],
            "year_estimated": pd.array([True, None, True], dtype="boolean"),
        }
    )
    rows.to_parquet(tmp_path / "register.parquet", index=False)
    (tmp_path / "register.toml").write_text(
        'edition = 2021\n[covers]\nrecipients = "all"\nsuppliers = "all"\nyears = [2001, 2020]\n'
    )
    release = at.open(tmp_path / "register.parquet", engine=engine)
    solid = at.solidity(release, recipient="Georgia", years=YEARS)
    assert solid.year_estimated == pytest.approx(100 * 3.75 / 16)
    assert solid.not_stated == {"year_estimated": pytest.approx(100 * 12.25 / 16)}
