"""The readers on SIPRI's real exports. The figures were counted independently of this program."""

import pandas as pd
import pytest

from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all

C2 = (
    "register-by-delivery-year_1950-1989_2024-04.csv",
    "register-by-delivery-year_1990-2023_2024-04.csv",
)


@pytest.fixture(scope="module")
def register(real):
    return read([real / name for name in C2])


@pytest.fixture(scope="module")
def tables(real):
    return read_all(real / "tiv-import-tables_1950-2021_2022-04.zip")


def test_the_two_registers_are_one_release_and_nothing_is_lost(register):
    rows = register.transfers
    assert len(rows) == 59_157
    assert rows["deal"].nunique() == 27_951
    assert register.dyad_years == 22_953
    assert len(register.names("supplier")) == 136
    assert len(register.names("recipient")) == 261
    assert round(rows["value"].sum(), 2) == 2_065_055.41
    assert register.edition == 2024
    assert register.generated.isoformat() == "2024-04-16"
    assert register.report.unknown_names == {}


def test_the_register_reproduces_every_published_import_value(register, real):
    path = real / "import-values_all-recipients_2024-10.csv"
    published = pd.read_csv(path, skiprows=9, keep_default_na=False, dtype=str)
    published = published.set_index("Recipient").drop("Total world import")
    ours = register.transfers.groupby(["recipient", "year"], observed=True)["value"].sum()
    compared = 0
    from armstransfers.reference.entities import in_file

    for name, row in published.iterrows():
        for year in range(1950, 2024):
            cell = row[str(year)].strip()
            value = ours.get((in_file(name).name, year))
            assert (cell == "") == (value is None), (name, year)
            if cell:
                compared += 1
                assert abs(value - float(cell)) <= 0.5 + 1e-9, (name, year)
    assert compared == 7_976


def test_published_values_given_beside_the_register_are_a_check(real):
    release = read([*(real / n for n in C2), real / "import-values_all-recipients_2024-10.csv"])
    check = next(c for c in release.report.checks if "imports of each recipient" in c.against)
    assert (check.cells, check.outside_rounding) == (7_976, 0)
    assert len(release.transfers) == 59_157


def test_the_archive_of_265_replies_is_one_release(tables):
    (release,) = tables.releases
    assert len(release.origin.files) == 261
    assert len(tables.skipped) == 4
    assert all("HTML" in skipped.reason for skipped in tables.skipped)
    assert release.edition == 2022
    assert release.coverage.is_whole


def test_the_tables_add_up_to_the_printed_imports_of_each_recipient(tables):
    check = next(c for c in tables.releases[0].report.checks if "each recipient" in c.against)
    assert (check.cells, check.outside_rounding) == (7_729, 0)


def test_suppliers_of_one_recipient_on_the_new_site(real):
    release = read(real / "import-values_one-recipient_2026-09_excerpt.csv")
    assert release.edition == 2026
    assert release.transfers.groupby("supplier", observed=True)["value"].sum().to_dict() == {
        "United States": 1565,
        "Germany": 868,
        "Italy": 39,
    }


def test_margins_alone_answer_no_question_of_shares(real):
    release = read(real / "export-values_all-suppliers_2024-10.csv")
    assert release.transfers.empty
    assert len(release.margins) > 2_000


@pytest.mark.parametrize("name", ["tiv-table_no-data-reply.csv", "api_trades_search_RUS-AZE.json"])
def test_what_is_no_table_is_refused_in_a_sentence(real, name):
    with pytest.raises(ReadError) as caught:
        read(real / name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)
