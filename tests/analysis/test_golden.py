"""Shares held against figures that were computed outside this program."""

import csv
from pathlib import Path

import pytest

from armstransfers import share_series, shares, shipped_releases, solidity

with (Path(__file__).parent.parent / "golden_shares.csv").open(encoding="utf-8") as lines:
    GOLDEN = list(csv.DictReader(lines))
EXTRACTS = {release.edition: release for release in shipped_releases()}


def holds(release, row):
    years = int(row["first_year"]), int(row["last_year"])
    table = shares(release, recipient=row["recipient"], years=years).set_index("partner")
    found = table.loc[row["supplier"]]
    decimals = len(row["share_pct"].partition(".")[2])
    assert abs(found["share"] - float(row["share_pct"])) <= 0.5 * 10**-decimals + 1e-9
    assert found["rank"] == int(row["rank"])


@pytest.mark.parametrize(
    "row",
    [row for row in GOLDEN if int(row["edition"]) in EXTRACTS],
    ids=lambda r: f"{r['edition']}-{r['supplier']}-{r['first_year']}",
)
def test_a_golden_share_holds_on_the_shipped_extract(row):
    holds(EXTRACTS[int(row["edition"])], row)


@pytest.fixture(scope="module")
def real_releases(register, import_tables):
    return {2024: register, 2022: import_tables}


@pytest.mark.parametrize(
    "row",
    [row for row in GOLDEN if row["edition"] in ("2022", "2024")],
    ids=lambda r: f"{r['edition']}-{r['supplier']}-{r['first_year']}",
)
def test_a_golden_share_holds_on_the_real_files(row, real_releases):
    holds(real_releases[int(row["edition"])], row)


def test_belarus_in_azerbaijans_imports_of_2011_2020_as_three_editions_have_it():
    newest, middle, oldest = shipped_releases()
    for release, share, band, total in (
        (newest, 7.03, (7.03, 7.03), 3403.63),
        (middle, 6.96, (6.96, 6.96), 3351.18),
        (oldest, 7.11, (6.97, 7.25), 3277),
    ):
        table = shares(release, recipient="Azerbaijan", years=(2011, 2020))
        row = table.set_index("partner").loc["Belarus"]
        assert round(row["share"], 2) == share
        assert (round(row["share_low"], 2), round(row["share_high"], 2)) == band
        assert (row["rank"], row["rank_low"], row["rank_high"]) == (3, 3, 3)
        assert row["total"] == total


def test_second_place_held_in_2011_2015_and_was_lost_in_2016_2020():
    newest, middle, oldest = shipped_releases()
    for release, years, rank in (
        (oldest, (2011, 2015), 2),
        (oldest, (2010, 2014), 2),
        (oldest, (2016, 2020), 3),
        (middle, (2016, 2020), 4),
        (newest, (2016, 2020), 4),
    ):
        table = shares(release, recipient="Azerbaijan", years=years).set_index("partner")
        assert table.loc["Belarus", "rank"] == rank


def test_single_years_jump_as_the_format_notes_say():
    oldest = shipped_releases()[-1]
    series = share_series(oldest, recipient="Azerbaijan", window=1, years=(2010, 2020))
    russia = series[series["partner"] == "Russia"]["share"].round().tolist()
    assert russia == [63, 85, 69, 79, 88, 62, 3, 38, 14, 0, 0]


def test_the_extracts_are_the_files_that_they_were_taken_from(real_releases):
    oldest = shipped_releases()[-1]
    whole = real_releases[2022].transfers
    named = oldest.transfers["recipient"].unique()
    part = whole[whole["recipient"].isin(named) & (whole["year"] >= 2000)]
    keys = ["recipient", "supplier", "year"]
    ours = oldest.transfers.astype({"recipient": "str", "supplier": "str"}).set_index(keys)["value"]
    theirs = part.astype({"recipient": "str", "supplier": "str"}).set_index(keys)["value"]
    assert ours.sort_index().to_dict() == theirs.sort_index().to_dict()


def test_four_fifths_of_indias_imports_were_made_under_licence(real_releases):
    solid = solidity(real_releases[2024], recipient="India", years=(2019, 2023))
    assert round(solid.local_production) == 79
