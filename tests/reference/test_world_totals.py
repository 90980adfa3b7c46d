"""The world's totals, against sums and figures that others counted."""

import pytest

from armstransfers.reference.world_totals import world_totals


def total(edition, first, last):
    spans = [(one.edition, one.first_year, one.last_year) for one in world_totals()]
    return world_totals()[spans.index((edition, first, last))].value


@pytest.fixture(autouse=True)
def _as_it_ships(monkeypatch):
    monkeypatch.delenv("ARMSTRANSFERS_WORLD_TOTALS")


def test_the_totals_of_wholes_are_those_that_were_counted_by_other_means():
    assert total(2025, 1995, 2024) == 769_810.94
    assert total(2026, 1950, 2025) == 2_133_347.71
    assert total(2026, 2021, 2025) == 154_162.75


@pytest.mark.parametrize(("edition", "years"), [(2024, (1950, 2023)), (2025, (1995, 2024))])
def test_the_years_of_an_edition_add_up_to_its_whole(edition, years):
    yearly = [one for one in world_totals() if one.edition == edition and one.is_yearly]
    assert [one.first_year for one in yearly] == list(range(years[0], years[1] + 1))
    assert sum(one.value for one in yearly) == pytest.approx(total(edition, *years), abs=0.01)


def test_no_year_has_the_same_total_in_two_editions():
    # so totals alone tell an edition
    yearly = [one for one in world_totals() if one.is_yearly]
    steps = {(one.first_year, round(one.value)) for one in yearly}
    assert len(steps) == len(yearly)


def test_another_table_takes_the_place_of_the_one_that_ships(tmp_path, monkeypatch):
    table = tmp_path / "totals.csv"
    head = "edition,first_year,last_year,tiv_million,precision,recipients,suppliers,counted_from"
    table.write_text(
        f"{head},downloaded,source\n2030,2001,2001,12.5,0.01,3,2,deliveries,,made up\n"
    )
    monkeypatch.setenv("ARMSTRANSFERS_WORLD_TOTALS", str(table))
    assert [(one.edition, one.value) for one in world_totals()] == [(2030, 12.5)]
