"""What changed from one edition to another, beyond rounding."""

import itertools

import pandas as pd
import pytest
from builders import release

from armstransfers import shares, shipped_releases
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.analysis.revisions import revisions
from armstransfers.core.coverage import Block
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.core.measure import Measure
from armstransfers.reference.shipped import shipped_path


def printed(cells, edition=2021, **options):
    return release(cells, exactness="rounded", edition=edition, **options)


def exact(cells, edition=2022, **options):
    return release(cells, edition=edition, **options)


def of(found):
    return {
        (row.recipient, row.supplier, row.year): (row.revision, row.difference)
        for row in found.cells.itertuples()
    }


def to_georgia(values):
    return {("Georgia", s, y): v for (s, y), v in values.items()}


def test_dyad_years_are_added_removed_and_revised():
    old = printed(to_georgia({("Israel", 2010): 30, ("Spain", 2010): 5, ("Italy", 2010): 7}))
    new = exact(to_georgia({("Israel", 2010): 33.5, ("Spain", 2010): 5.25, ("Peru", 2011): 2}))
    found = revisions(old, new)
    assert of(found) == {
        ("Georgia", "Italy", 2010): ("removed", -7),
        ("Georgia", "Israel", 2010): ("revised", 3.5),
        ("Georgia", "Peru", 2011): ("added", 2),
    }
    assert [found.count(what) for what in ("added", "removed", "revised")] == [1, 1, 1]
    assert found.compared == 4


def test_a_difference_within_rounding_is_no_revision():
    old = printed(to_georgia({("Israel", 2010): 51, ("Spain", 2010): 0, ("Italy", 2010): 8}))
    new = exact(to_georgia({("Israel", 2010): 51.5, ("Spain", 2010): 0.49, ("Italy", 2010): 8.51}))
    assert of(revisions(old, new)) == {("Georgia", "Italy", 2010): ("revised", 0.51)}


def test_a_printed_nought_that_is_gone_was_removed_and_a_blank_that_is_filled_was_added():
    old = printed(to_georgia({("Spain", 2010): 0, ("Israel", 2010): 9}))
    new = exact(to_georgia({("Italy", 2010): 0.3, ("Israel", 2010): 9}))
    assert of(revisions(old, new)) == {
        ("Georgia", "Spain", 2010): ("removed", 0),
        ("Georgia", "Italy", 2010): ("added", 0.3),
    }


def test_the_largest_difference_comes_first():
    old = exact(to_georgia({("Spain", 2010): 1, ("Israel", 2010): 9, ("Italy", 2010): 5}), 2021)
    new = exact(to_georgia({("Spain", 2010): 3, ("Israel", 2010): 1, ("Italy", 2010): 5.5}))
    assert list(revisions(old, new).cells["difference"]) == [-8, 2, 0.5]


def test_only_what_both_cover_is_compared():
    cells = to_georgia({("Spain", 1999): 5, ("Spain", 2010): 5})
    old = exact(cells, 2021, blocks=(Block(1999, 2010),))
    new = exact(
        cells | {("India", "Spain", 2010): 9}, blocks=(Block(2000, 2012, frozenset({"Georgia"})),)
    )
    found = revisions(old, new)
    assert found.years == (2000, 2010)
    assert of(found) == {}
    assert found.compared == 1
    assert list(found.totals["year"]) == list(range(2000, 2011))


def test_totals_by_year_count_what_was_revised():
    old = exact(to_georgia({("Spain", 2010): 1, ("Israel", 2010): 9, ("Italy", 2011): 5}), 2021)
    new = exact(to_georgia({("Spain", 2010): 3, ("Peru", 2010): 1, ("Italy", 2011): 5}))
    totals = revisions(old, new).totals.set_index("year")
    assert totals.loc[2010].to_dict() == {
        "total_old": 10, "total_new": 4, "difference": -6, "added": 1, "removed": 1, "revised": 1
    }  # fmt: skip
    assert totals.loc[2011, "difference"] == 0


def test_a_share_moves_and_a_rank_flips():
    old = exact(to_georgia({("Spain", 2016): 60, ("Israel", 2018): 40}), 2021)
    new = exact(to_georgia({("Spain", 2016): 30, ("Israel", 2018): 70}))
    found = revisions(old, new, recipient="Georgia")
    latest = found.latest.set_index("partner")
    assert set(latest["last_year"]) == {2020}
    assert latest.loc["Spain", "points"] == -30
    assert (latest.loc["Israel", "rank_old"], latest.loc["Israel", "rank_new"]) == (2, 1)
    assert latest["rank_flipped"].all()
    assert set(found.shares["first_year"]) == {2014, 2015, 2016}


def test_what_rounding_leaves_open_neither_moves_nor_flips():
    old = printed(to_georgia({("Spain", 2016): 50, ("Israel", 2016): 50, ("Peru", 2016): 3}))
    new = exact(to_georgia({("Spain", 2016): 49.8, ("Israel", 2016): 50.3, ("Peru", 2016): 4}))
    found = revisions(old, new, recipient="Georgia")
    assert set(found.shares["partner"]) == {"Peru"}
    assert not found.shares["rank_flipped"].any()


def test_shares_are_sorted_by_the_volume_that_the_move_stands_for():
    old = {("Georgia", "Spain", 2016): 1, ("Georgia", "Israel", 2016): 1}
    old |= {("India", "Spain", 2016): 900, ("India", "Israel", 2016): 100}
    new = old | {("Georgia", "Spain", 2016): 3, ("India", "Spain", 2016): 800}
    table = revisions(exact(old, 2021), exact(new)).latest
    recipients = table[table["side"] == "recipient"]["entity"]
    assert list(recipients.unique()) == ["India", "Georgia"]


def test_an_unknown_supplier_has_no_rank_to_lose():
    old = exact(to_georgia({("unknown supplier(s)", 2016): 60, ("Israel", 2016): 40}), 2021)
    new = exact(to_georgia({("unknown supplier(s)", 2016): 10, ("Israel", 2016): 40}))
    table = revisions(old, new, recipient="Georgia").latest.set_index("partner")
    assert table.loc["unknown supplier(s)", "rank_old"] is pd.NA
    assert table.loc["Israel", "share_moved"]
    assert not table["rank_flipped"].any()


@pytest.mark.parametrize(
    ("old", "new", "error", "sentence"),
    [
        (
            exact({}, 2021),
            exact(to_georgia({("Spain", 2010): 1}), 2021),
            Refused,
            "two downloads of one edition, 2021",
        ),
        (exact({}, 2021), exact({}, 2021), BadRequest, "named twice"),
        (exact({}, 2022), exact({}, 2021), BadRequest, "name the older one first"),
        (exact({}, None), exact({}, 2022), Refused, "is not known"),
        (
            exact({}, 2021, blocks=(Block(1990, 1995),)),
            exact({}, 2022),
            Refused,
            "cover nothing in common",
        ),
        (
            exact({}, 2021, blocks=(Block(2000, 2020, grain="window"),)),
            exact({}, 2022),
            Refused,
            "register by deal, whose yearly values are only estimated",
        ),
        (
            exact({}, 2021, measure=Measure("Licences", "million euros", "licence", 1)),
            exact({}, 2022),
            Refused,
            "count different things",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(old, new, error, sentence):
    with pytest.raises(error, match=sentence):
        revisions(old, new)


def test_a_part_is_compared_with_the_same_part_alone():
    newest, _, oldest = shipped_releases()
    with pytest.raises(Refused, match="everything and the other only new"):
        revisions(oldest, filtered(newest, Filter(status="new")))


def extract(edition, scale):
    table = pd.read_csv(shipped_path(f"tiv_extract_edition-{edition}.csv"))
    table = table[table["recipient"].isin(["Armenia", "Azerbaijan", "Georgia"])]
    table = table[table["year"].between(2000, 2021)]
    names = {"Turkey": "Turkiye", "Unknown supplier(s)": "unknown supplier(s)"}
    table["supplier"] = table["supplier"].replace(names)
    keys = ["recipient", "supplier", "year"]
    return table.set_index(keys)["tiv_million"] * scale


def test_the_extracts_differ_as_plain_pandas_finds():
    _, middle, oldest = shipped_releases()
    found = revisions(oldest, middle)
    hundredths = extract(2025, 100).round().astype(int), extract(2022, 100)
    both = pd.concat(hundredths, axis=1, keys=["new", "old"])
    assert (found.compared, found.years) == (len(both), (2000, 2021))
    assert found.count("added") == both["old"].isna().sum()
    assert found.count("removed") == both["new"].isna().sum()
    apart = both.dropna().pipe(lambda t: (t["new"] - t["old"]).abs() > 50)
    assert found.count("revised") == apart.sum()
    assert dict(zip(found.renames["spelled"], found.renames["entity"], strict=True)) == {
        "Turkey": "Turkiye",
        "Unknown supplier(s)": "unknown supplier(s)",
    }


def test_belarus_fell_behind_turkiye_in_2016_2020():
    # sipri-formats: 4.7 against 3.8 in 2022's data, 4.6 against 6.0 from 2024 on
    _, middle, oldest = shipped_releases()
    table = revisions(oldest, middle, recipient="Azerbaijan").shares
    window = table[(table["first_year"] == 2016) & (table["last_year"] == 2020)]
    belarus = window.set_index("partner").loc["Belarus"]
    assert (belarus["rank_old"], belarus["rank_new"], belarus["rank_flipped"]) == (3, 4, True)
    turkiye = window.set_index("partner").loc["Turkiye"]
    assert (round(turkiye["share_old"], 1), round(turkiye["share_new"], 1)) == (3.8, 6.0)


def test_a_move_is_a_gap_between_the_bands_that_shares_give():
    _, middle, oldest = shipped_releases()
    table = revisions(oldest, middle, recipient="Azerbaijan").shares
    moved = table[table["share_moved"]]
    listed = {(r.partner, r.first_year) for r in moved.itertuples()}
    for first in range(2000, 2018, 4):
        old, new = (
            shares(r, recipient="Azerbaijan", years=(first, first + 4)).set_index("partner")
            for r in (oldest, middle)
        )
        for partner in sorted({*old.index, *new.index}):
            bands = [
                (t.loc[partner, "share_low"], t.loc[partner, "share_high"])
                if partner in t.index else (0.0, 0.0)
                for t in (old, new)
            ]  # fmt: skip
            gap = max(bands[0][0], bands[1][0]) > min(bands[0][1], bands[1][1]) + 1e-6
            assert gap == ((partner, first) in listed), (partner, first)


@pytest.fixture(scope="module")
def editions(import_tables, register):
    return import_tables, register


def test_the_whole_editions_differ_as_plain_pandas_counts(editions):
    old, new = editions
    found = revisions(old, new, recipient="India")
    keys = ["supplier", "year"]
    tables = []
    for one in editions:
        rows = one.transfers
        rows = rows[(rows["recipient"] == "India") & (rows["year"] <= 2021)]
        tables.append(rows.groupby(keys, observed=True)["value"].sum())
    both = pd.concat(tables, axis=1, keys=["old", "new"])
    assert found.compared == len(both)
    assert found.count("added") == both["old"].isna().sum()
    assert found.count("removed") == both["new"].isna().sum()
    apart = (both["new"] - both["old"]).abs().dropna() > 0.5 + 1e-9
    assert found.count("revised") == apart.sum()
    assert found.cells["difference"].abs().is_monotonic_decreasing


def test_every_edition_pair_at_hand_is_compared_once(editions):
    old, new = editions
    found = revisions(old, new)
    assert (found.years, found.compared) == ((1950, 2021), 22_519)
    counts = [found.count(what) for what in ("added", "removed", "revised")]
    assert counts == [found.totals[what].sum() for what in ("added", "removed", "revised")]
    rows = itertools.chain.from_iterable(
        one.transfers.loc[one.transfers["year"] <= 2021, ["recipient", "supplier", "year"]]
        .drop_duplicates()
        .itertuples(index=False, name=None)
        for one in editions
    )
    assert len(set(rows)) == found.compared
    assert {"Turkey", "Unknown supplier(s)"} <= set(found.renames["spelled"])
