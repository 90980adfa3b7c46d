"""One release for one question: what is not estimated first, then the newest."""

import csv
import io
import json

import pytest
from builders import release

from armstransfers.core.coverage import Block
from armstransfers.library import store

NEWEST = 2031  # newer than what ships
CELLS = {
    ("Azerbaijan", "Russia", 2012): 10.0,
    ("Azerbaijan", "Belarus", 2014): 30.0,
    ("France", "United States", 2013): 60.0,
}
WINDOW = ("--recipient", "Azerbaijan", "--years", "2011-2020")


def by_deal(edition=NEWEST, last=2030):
    return release(CELLS, blocks=(Block(1990, last, grain="window"),), edition=edition)


@pytest.fixture
def newer():
    """A register by deal of a newer edition, kept beside the extracts that ship."""
    one = by_deal()
    store.keep(one)
    return one


def as_json(run, *words):
    code, out, _ = run(*words, "--format", "json")
    assert code == 0
    return json.loads(out)


def test_a_register_by_deal_does_not_turn_an_unrounded_figure_into_an_equal_split(run):
    before = as_json(run, "shares", *WINDOW)
    newer = by_deal()
    store.keep(newer)
    after = as_json(run, "shares", *WINDOW)
    assert before["why"] is None
    assert f"edition {NEWEST} is newer" in after.pop("why")
    before.pop("why")
    assert after == before


@pytest.mark.parametrize(
    "words",
    [
        ("shares", *WINDOW),
        ("shares", "--recipient", "Azerbaijan"),
        ("series", *WINDOW),
        ("windows", *WINDOW, "--supplier", "Belarus"),
        ("dependence", "--supplier", "Belarus", "--years", "2011-2020"),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_the_older_edition_says_why_it_answers(run, newer, words):
    _, out, _ = run(*words)
    assert f"edition {NEWEST} is newer, but here it is a register by deal" in " ".join(out.split())
    assert f"--release {newer.id}" in out
    _, out, _ = run(*words, "--format", "csv")
    assert "# Edition: Edition 20" in out
    assert "estimated" not in {row["exactness"] for row in rows_of(out)}


@pytest.mark.parametrize(
    "words",
    [
        ("shares", "--recipient", "France", "--years", "2011-2020"),
        ("series", "--recipient", "France", "--years", "2011-2020"),
        ("windows", "--recipient", "France", "--supplier", "USA", "--years", "2011-2020"),
        ("dependence", "--supplier", "USA", "--years", "2011-2020", "--edition", NEWEST),
        ("world", "--years", "2011-2020"),
        ("world", "--years", "2011-2020", "--of", "imports"),
    ],
    ids=lambda words: " ".join(map(str, words[:3])),
)
def test_what_is_estimated_says_so_in_words_and_in_a_column(run, newer, words):
    code, out, _ = run(*words)
    assert code == 0
    _, header, *lines = out.splitlines()
    assert "exactness" in header
    assert any("estimated" in line.split() for line in lines)
    assert "stimated, equal split" in out
    found = as_json(run, *words)
    assert found["release"] == newer.id
    assert found["exactness"] == "estimated"
    assert "split equally" in found["estimated"]
    assert {row["exactness"] for row in found["rows"]} == {"estimated"}
    _, out, _ = run(*words, "--format", "csv")
    assert "# Exactness: estimated, equal split" in out
    assert {row["exactness"] for row in rows_of(out)} == {"estimated"}


def test_a_sum_over_exactly_its_own_years_is_not_estimated(run, newer):
    found = as_json(run, "shares", "--recipient", "France", "--years", "1990-2030")
    assert (found["release"], found["exactness"]) == (newer.id, "exact")


def test_the_edition_that_is_asked_for_decides(run, newer):
    found = as_json(run, "shares", *WINDOW, "--edition", NEWEST)
    assert (found["edition"], found["exactness"], found["why"]) == (NEWEST, "estimated", None)


def test_of_what_is_not_estimated_the_newest_answers_even_a_part(run):
    part = release(CELLS, blocks=(Block(1990, 2030, frozenset({"Azerbaijan"})),), edition=NEWEST)
    store.keep(part)
    assert as_json(run, "shares", *WINDOW)["release"] == part.id


def test_registers_by_deal_do_not_name_each_other_as_unrounded(run, newer):
    other = by_deal(NEWEST - 1, 2029)
    store.keep(other)
    for one in (newer, other):
        words = ("shares", "--recipient", "France", "--years", "2011-2020", "--exact")
        code, _, err = run(*words, "--release", one.id)
        assert code == 1
        assert "only estimated" in err
        assert "At hand that can" not in err
    code, _, err = run("shares", *WINDOW, "--exact", "--release", newer.id)
    assert code == 1
    assert "At hand that can: --release sipri-20" in err


def test_the_list_of_releases_calls_a_register_by_deal_estimated(run, newer):
    listed = {one["release"]: one for one in as_json(run, "releases")}
    assert listed[newer.id]["exactness"] == "estimated"
    assert listed[newer.id]["coverage"]["blocks"][0]["by_year"] == "estimated"


def test_revisions_compare_the_newest_editions_that_can_be_compared(run):
    before = as_json(run, "revisions")
    store.keep(by_deal())
    assert as_json(run, "revisions") == before


def test_since_reaches_to_the_last_year_that_is_not_only_estimated(run):
    claim = ("check", "--text", "Since 2015, Azerbaijan got 10 % of its arms from Russia.")
    before = as_json(run, *claim)
    store.keep(by_deal())
    after = as_json(run, *claim)
    assert after["by_edition"] != before["by_edition"]  # all editions are still listed
    assert after | {"by_edition": []} == before | {"by_edition": []}


@pytest.mark.parametrize("written", ["2011-20", "2011-2020", "2011 - 2020", "2011\N{EN DASH}20"])
def test_windows_are_written_as_in_claims(run, written):
    found = as_json(run, "shares", "--recipient", "Azerbaijan", "--years", written)
    assert found["years"] == [2011, 2020]


def rows_of(out):
    lines = [line for line in out.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("".join(lines))))


def test_an_extract_that_holds_the_world_in_some_years_is_not_the_whole(run):
    _, out, _ = run("releases", "--format", "json")
    listed = {row["edition"]: row for row in json.loads(out)}
    assert listed[2026]["coverage"]["whole"] is False
    everyone = {"recipients": "all", "suppliers": "all", "years": [2021, 2025]}
    assert any(everyone.items() <= block.items() for block in listed[2026]["coverage"]["blocks"])
