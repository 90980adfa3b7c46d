"""The data that ship, held against their own description and against each other."""

import csv

import pandas as pd
import pytest

from armstransfers import shipped_releases
from armstransfers.core.coverage import Block
from armstransfers.readers.extract import shipped_releases as again
from armstransfers.reference import entities
from armstransfers.reference.shipped import package, shipped_path


def rows(name):
    with shipped_path(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_table_is_as_the_package_describes_it(monkeypatch):
    from frictionless import Package, system

    monkeypatch.chdir(shipped_path("."))
    with system.use_context(trusted=True):
        report = Package("datapackage.json").validate()
    errors = [error.message for task in report.tasks for error in task.errors]
    assert (report.errors, errors) == ([], [])
    assert len(report.tasks) == 18


def test_every_file_that_ships_is_described():
    described = {resource["path"] for resource in package()["resources"]}
    assert {p.name for p in shipped_path(".").iterdir()} == described | {"datapackage.json"}


@pytest.mark.parametrize("resource", package()["resources"], ids=lambda r: r["name"])
def test_every_table_names_its_source_its_terms_and_each_field(resource):
    assert resource["sources"]
    assert resource["licenses"][0]["title"]
    assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])


@pytest.mark.parametrize(("table", "column"), [("blocs.csv", "entity"), ("aliases.csv", "entity")])
def test_context_speaks_of_known_entities(table, column):
    assert {row[column] for row in rows(table)} - entities.entities().keys() == set()


def test_an_extract_says_what_it_is():
    newest, middle, oldest = shipped_releases()
    assert [one.edition for one in (newest, middle, oldest)] == [2026, 2025, 2022]
    assert "not an original SIPRI file" in newest.origin.extract
    assert "less than 10 per cent" in newest.origin.terms
    assert all(one.report.unknown_names == {} for one in (newest, middle, oldest))


def test_together_the_extracts_stay_under_sipris_limit():
    """A dyad-year counts once, whatever the edition: with the newest edition's volume and rows."""
    newest_first = pd.concat([one.transfers for one in shipped_releases()])
    names = newest_first.astype({"recipient": str, "supplier": str})
    union = names.drop_duplicates(["recipient", "supplier", "year"])
    assert "Turkey" not in set(union["supplier"])
    sizes = package()["extracts"]
    held = {
        "dyad_years": len(union),
        "delivery_rows": union["deliveries"].fillna(1).sum(),
        "million_tiv": round(union["value"].sum(), 2),
    }
    # the whole of edition 2026, counted outside the program
    wholes = {"dyad_years": 23_597, "delivery_rows": 60_789, "million_tiv": 2_133_347.71}
    for what, whole in wholes.items():
        per_cent = 100 * held[what] / whole
        assert per_cent < 10, what
        described = {"held": held[what], "of": whole, "per_cent": round(per_cent, 2)}
        assert sizes[what] == described
    assert [sizes[what]["per_cent"] for what in wholes] == [9.88, 8.60, 7.64]


def test_edition_2026_covers_everyone_since_2021_and_the_storys_countries_since_2000():
    newest, middle, oldest = shipped_releases()
    assert newest.coverage.years_of_the_world == [2021, 2022, 2023, 2024, 2025]
    assert newest.coverage.years_of("recipient", "India") == [2021, 2022, 2023, 2024, 2025]
    story = {"Armenia", "Azerbaijan", "Belarus", "Georgia"}
    for side, names in (("recipient", story), ("supplier", {"Belarus"})):
        for name in names:
            assert newest.coverage.years_of(side, name) == list(range(2000, 2026))
            assert middle.coverage.years_of(side, name) == list(range(2000, 2025))
        assert middle.coverage.entities(side) == names
    assert oldest.coverage.entities("recipient") == story - {"Belarus"}
    assert oldest.coverage.years == (2000, 2021)


def test_every_row_of_an_extract_lies_in_one_of_its_blocks():
    for one in shipped_releases():
        for row in one.transfers.itertuples():
            block = Block(row.year, row.year, frozenset({row.recipient}), frozenset({row.supplier}))
            assert one.coverage.holds(block), row


def test_a_blank_part_is_not_known_and_never_nothing():
    newest = shipped_releases()[0].transfers
    plain = rows("tiv_extract_edition-2026.csv")
    for part in ("year_estimated", "number_estimated", "local_production", "second_hand"):
        blank = sum(row[f"tiv_{part}"] == "" for row in plain)
        assert newest[f"value_{part}"].isna().sum() == blank
    assert newest["value_year_estimated"].isna().all()
    assert newest["value_number_estimated"].isna().sum() == 1_247
    assert newest["value_local_production"].isna().sum() == 59


def test_the_extracts_are_read_once():
    assert again() is shipped_releases()
