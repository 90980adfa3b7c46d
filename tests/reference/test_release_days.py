"""When SIPRI's editions came out, and which should be out by a day."""

import csv
from datetime import date

import pytest

from armstransfers.reference.published import published_figures
from armstransfers.reference.release_days import newest_by, overdue, released_on
from armstransfers.reference.shipped import shipped_path


def rows():
    with shipped_path("release_days.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_editions_come_out_on_mondays_of_february_or_march():
    days = {int(row["edition"]): date.fromisoformat(row["released"]) for row in rows()}
    assert list(days) == list(range(2011, 2027))
    for edition, day in days.items():
        assert (day.year, day.strftime("%A")) == (edition, "Monday"), edition
        assert day.month in (2, 3), edition
    second_mondays = [
        edition for edition, day in days.items() if day.month == 3 and 8 <= day.day < 15
    ]
    assert {2018, 2019, 2020, 2022, 2023, 2024, 2025, 2026} <= set(second_mondays)


def test_every_day_is_that_of_a_report_in_the_table_of_published_figures():
    figures = published_figures()
    reported = set(zip(figures["edition"], figures["source_date"], strict=True))
    assert [row for row in rows() if (int(row["edition"]), row["released"]) not in reported] == []


@pytest.mark.parametrize(
    ("edition", "day"),
    [
        (2016, date(2016, 2, 22)),  # as the table has it
        (2021, date(2021, 3, 15)),
        (2026, date(2026, 3, 9)),
        (2027, date(2027, 3, 8)),  # by the calendar of that year
        (2028, date(2028, 3, 13)),
        (2032, date(2032, 3, 8)),
        (2033, date(2033, 3, 14)),
    ],
)
def test_a_day_is_that_of_the_table_or_the_second_monday_of_march(edition, day):
    assert released_on(edition) == day


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 3, 8), 2025),
        (date(2026, 3, 9), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 3, 7), 2026),
        (date(2027, 3, 8), 2027),
    ],
)
def test_an_edition_is_out_from_its_day_on(today, newest):
    assert newest_by(today) == newest


def test_an_edition_is_overdue_where_all_at_hand_are_older():
    assert overdue([2026, 2025, 2022], date(2026, 11, 28)) is None
    assert overdue([2026, 2025, 2022], date(2027, 3, 7)) is None
    assert overdue([2026, 2025, 2022], date(2027, 3, 8)) == 2027
    assert overdue([2026, None], date(2028, 6, 1)) == 2028
    assert overdue([2027, 2026], date(2027, 6, 1)) is None


def test_nothing_is_overdue_where_no_edition_is_known():
    assert overdue([None], date(2030, 1, 1)) is None
    assert overdue([], date(2030, 1, 1)) is None
