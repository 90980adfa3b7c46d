"""Published shares of windows that are not held, as the table of published figures lists them."""

import csv

import pytest

from armstransfers.analysis.published_shares import (
    near,
    outside,
    published_of_world,
    published_shares,
)
from armstransfers.reference import entities
from armstransfers.reference.shipped import shipped_path

with shipped_path("published_figures.csv").open(encoding="utf-8", newline="") as lines:
    LISTED = list(csv.DictReader(lines))


def listed(kind, **wanted):
    return [
        row
        for row in LISTED
        if row["kind"] == kind and all(row[name] == value for name, value in wanted.items())
    ]


@pytest.mark.parametrize(
    ("side", "kind", "name"),
    [
        ("recipient", "recipient_supplier_share", "India"),
        ("recipient", "recipient_supplier_share", "Saudi Arabia"),
        ("supplier", "supplier_recipient_share", "France"),
    ],
)
def test_every_published_share_of_a_country_is_there_once(side, kind, name):
    table = published_shares(side, name)
    found = sorted(zip(table["partner"], table["last_year"], table["printed"], strict=True))
    rows = [row for row in listed(kind, reporter=name) if row["partner"] in entities.entities()]
    assert found == sorted(
        (row["partner"], int(row["end_year"]), float(row["value_pct"])) for row in rows
    )


def test_russias_share_of_india_fell_from_82_to_36_per_cent_as_published():
    table = published_shares("recipient", "India")
    russia = table[table["partner"] == "Russia"].set_index("last_year")["printed"]
    assert russia[2010] == 82
    assert sorted(russia[2017]) == [62, 64]  # in editions 2018 and 2023
    assert russia[2024] == 36


def test_several_countries_counted_together_are_no_partner():
    names = set(published_of_world("supplier")["partner"])
    assert {"United States", "Russia"} <= names
    assert not any("+" in name or "exporters" in name for name in names)


def test_a_window_that_lies_in_the_years_held_is_left_out():
    table = outside(published_shares("recipient", "India"), range(2021, 2026))
    assert set(table["last_year"]) >= {2010, 2024}
    assert 2025 not in set(table["last_year"])
    assert outside(table, range(2000, 2026)).empty


def test_the_nearest_windows_come_first_and_all_share_years():
    table = published_shares("recipient", "India")
    found = near(table, (2013, 2018))
    assert (found["first_year"][0], found["last_year"][0]) == (2014, 2018)
    assert (found["last_year"] >= 2013).all()
    assert (found["first_year"] <= 2018).all()


def test_where_no_window_shares_years_the_nearest_is_shown():
    found = near(published_shares("recipient", "India"), (1990, 1994))
    assert set(found["first_year"]) == {2006}
    assert near(published_shares("recipient", "Bolivia"), (1990, 1994)).empty
