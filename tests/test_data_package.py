"""The data that ship, held against their own description and against each other."""

import csv

import pytest

from armstransfers import entities, shipped_releases
from armstransfers.readers.extract import shipped_releases as again
from armstransfers.shipped import package, shipped_path


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
    assert len(report.tasks) == 16


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


def test_an_extract_says_what_it_is_and_stays_under_sipris_limit():
    newest, oldest = shipped_releases()
    assert (newest.edition, oldest.edition) == (2025, 2022)
    assert "15 recipients" in newest.origin.extract
    assert "less than 10 per cent" in newest.origin.terms
    # the whole of edition 2024 has 22,953 dyad-years and 2,065,055 million TIV
    assert newest.dyad_years < 0.1 * 22_953
    assert newest.transfers["value"].sum() < 0.1 * 2_065_055


def test_the_extract_covers_fifteen_recipients_and_the_exports_of_belarus():
    newest = shipped_releases()[0]
    assert len(newest.coverage.entities("recipient")) == 15
    assert newest.coverage.entities("supplier") == {"Belarus"}
    assert newest.coverage.years == (1995, 2024)
    assert newest.report.unknown_names == {}


def test_the_extracts_are_read_once():
    assert again() is shipped_releases()
