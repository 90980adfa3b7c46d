"""The complete register: what is asked for, and the release that comes of it."""

import time
from datetime import date

import pytest
from builders import C2_HEADER, c2_file
from fetching import DECADES, YEARS, get
from sipri_site import register

from armstransfers.core.coverage import Block
from armstransfers.fetch import Patience, pieces
from armstransfers.library import catalogue, store
from armstransfers.readers import read_all


def test_the_complete_register_comes_by_one_request_a_decade(sipri):
    release = get(sipri)
    assert sipri.registers == DECADES
    assert [words for words in sipri.asked if words not in DECADES] == [
        "/api/p/trades/getMaxYear",
        "/api/p/trades/getMaxYear",
    ]
    assert store.kept() == [release.id]
    assert (release.edition, release.generated) == (1993, date(1993, 5, 3))
    assert release.coverage.blocks == (Block(1950, 1992),)
    assert release.transfers["value"].sum() == 1.25 * YEARS


def test_what_is_fetched_is_what_an_import_of_the_files_gives(sipri):
    files = [register(*decade).encode() for decade in DECADES]
    (imported,) = read_all(files).releases
    assert get(sipri).id == imported.id


def test_the_real_register_is_whole_when_it_comes_in_decades(sipri, real, monkeypatch):
    """59,157 rows and 2,065,055.41 million TIV, counted in the two files of April 2024."""
    rows = []
    for file in real.glob("register-by-delivery-year_*_2024-04.csv"):
        table = file.read_text("ascii").split(C2_HEADER)[1]
        rows += [(int(row.split(",")[10]), row) for row in table.strip().splitlines()]

    def decade(first, last, generated):
        inside = (row for year, row in rows if first <= year <= last)
        return c2_file(*inside, generated=generated, years=(str(first), str(last)))

    monkeypatch.setattr(pieces, "today", lambda: date(2024, 4, 16))
    sipri.last_year, sipri.generated, sipri.register = 2023, "16 Apr 2024 10:05:18 PM", decade
    release = get(sipri)
    assert release.coverage.blocks == (Block(1950, 2023),)
    assert len(release.transfers) == 59_157
    assert release.transfers["value"].sum() == pytest.approx(2_065_055.41, abs=0.001)


def test_marks_that_the_site_leaves_blank_are_not_stated(sipri):
    release = get(sipri)
    estimated = release.transfers.set_index("year")["year_estimated"]
    assert sorted(estimated[estimated.isna()].index) == [*range(1950, 1993, 3)]
    assert any("not stated, never No" in note.reason for note in release.report.skipped)


def test_todays_register_comes_whole(sipri, real, monkeypatch):
    """25,024 rows and 769,810.94 million TIV, as the site gave them in February 2026."""
    file = real / "register-by-delivery-year_1995-2024_2026-02_padded.csv"
    lines = file.read_text("ascii").split(C2_HEADER)[1].strip("\n;").split("\n")
    rows = [(int(line.split(",")[10]), line.rstrip(";")) for line in lines if line.strip(";")]

    def decade(first, last, generated):
        inside = (row for year, row in rows if first <= year <= last)
        return c2_file(*inside, generated=generated, years=(str(first), str(last)))

    monkeypatch.setattr(pieces, "today", lambda: date(2026, 2, 12))
    monkeypatch.setattr(pieces, "FIRST_YEAR", 1995)
    sipri.last_year, sipri.generated, sipri.register = 2024, "12 Feb 2026 12:26:12 PM", decade
    release = get(sipri)
    assert (release.edition, len(release.transfers)) == (2025, 25_024)
    assert release.transfers["value"].sum() == pytest.approx(769_810.94, abs=0.001)


def test_it_joins_what_is_kept_of_the_edition(sipri):
    (imported,) = read_all(register(1980, 1992).encode()).releases
    catalogue.keep(imported)
    fetched = get(sipri)
    assert store.kept() == [fetched.id]
    assert fetched.coverage.blocks == (Block(1950, 1992),)


def test_no_file_of_the_sites_is_left_beside_the_release(sipri):
    get(sipri)
    assert list((store.home() / "fetch").rglob("*.csv")) == []


def test_in_march_all_decades_belong_to_the_edition_of_the_last(sipri, monkeypatch):
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 3, 20))
    sipri.generated = "20 Mar 1993 9:14:21 AM"
    assert get(sipri).edition == 1993
    assert len(store.kept()) == 1


def test_the_site_is_asked_politely(sipri):
    began = time.monotonic()
    get(sipri, Patience(pause=0.03))
    assert time.monotonic() - began >= 0.03 * (len(sipri.asked) - 1)
    assert {headers["User-Agent"].split("/")[0] for headers in sipri.headers} == {"armstransfers"}


def test_progress_tells_what_is_there_and_what_is_asked_for(sipri):
    told = []
    get(sipri, progress=lambda *words: told.append(words))
    assert told == [*((i, 5, decade) for i, decade in enumerate(DECADES)), (5, 5, None)]
