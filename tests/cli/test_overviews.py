"""The commands windows, dependence and world."""

import csv
import io
import json

import pandas as pd
import pytest
from builders import c2_file, c2_row

from armstransfers.core.fields import FIELDS

PAIR = ("windows", "--recipient", "Azerbaijan", "--supplier", "Weißrussland")


@pytest.fixture
def whole(run, tmp_path):
    """A whole made-up edition 2021 on this computer."""
    register = tmp_path / "r.csv"
    register.write_text(
        c2_file(
            c2_row(1, supplier="Russia", recipient="Georgia", year=2018, value=60),
            c2_row(2, supplier="Israel", recipient="Georgia", year=2018, value=40),
            c2_row(3, supplier="Israel", recipient="Peru", year=2012, value=100),
        )
    )
    run("import", register)


def rows_of(out):
    return list(csv.DictReader(line for line in io.StringIO(out) if not line.startswith("#")))


def test_windows_show_five_years_and_count_the_rest(run):
    code, out, _ = run(*PAIR)
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("2016-2020"))
    assert line.split()[-2:] == ["5.12", "4"]
    assert "329 windows more" in out


def test_windows_of_one_rank_tell_when_a_claim_would_hold(run):
    _, out, _ = run(*PAIR, "--edition", 2022, "--rank", 2, "--format", "csv")
    rows = [row for row in rows_of(out) if int(row["first_year"]) >= 2000]
    assert {row["rank"] for row in rows} == {"2"}
    assert max(int(row["last_year"]) for row in rows) == 2015


def test_windows_as_json_name_pair_denominator_and_release(run):
    _, out, _ = run(*PAIR, "--of", "exports", "--length", 10, "--format", "json")
    answer = json.loads(out)
    assert (answer["recipient"], answer["supplier"], answer["of"]) == (
        "Azerbaijan", "Belarus", "exports"
    )  # fmt: skip
    assert answer["edition"] == 2026
    assert all(row["last_year"] - row["first_year"] == 9 for row in answer["rows"])


def test_no_such_window_is_no_result(run):
    code, _, err = run(*PAIR, "--rank", 40)
    assert code == 1
    assert "no window in which the rank is 40" in err


def test_dependence_lists_recipients_by_share(run):
    code, out, _ = run("dependence", "--supplier", "Russia", "--years", "2011-2020")
    assert code == 0
    azerbaijan = next(line for line in out.splitlines() if line.startswith("Azerbaijan"))
    assert "59.34" in azerbaijan
    _, out, _ = run(
        "dependence", "--supplier", "RUS", "--years", "2011-2020", "--threshold", 50,
        "--format", "json",
    )  # fmt: skip
    shares = [row["share"] for row in json.loads(out)["rows"]]
    assert shares == sorted(shares, reverse=True)
    assert min(shares) >= 50


def test_the_world_needs_a_whole_edition(run):
    code, _, err = run("world", "--years", "2015-2019")
    assert code == 1
    assert "does not hold all of the world's exports" in err


def test_the_world_is_answered_from_the_release_that_holds_it(run, whole):
    _, out, _ = run("world", "--years", "2016-2020", "--format", "json")
    answer = json.loads(out)
    assert answer["edition"] == 2021
    assert [(row["entity"], row["share"]) for row in answer["rows"]] == [
        ("Russia", 60), ("Israel", 40)
    ]  # fmt: skip
    assert answer["rows"][1]["change"] == -60
    assert answer["then"] == [2011, 2015]
    _, out, _ = run("world", "--years", "2016-2020", "--of", "imports")
    assert "Georgia" in out
    assert "2011-2015 %" in out


def test_an_edition_that_is_asked_for_alone_answers(run, whole):
    code, _, err = run("world", "--years", "2016-2020", "--edition", 2026)
    assert code == 1
    assert "extract of edition 2026" in err


@pytest.mark.parametrize(
    "words",
    [
        PAIR,
        ("dependence", "--supplier", "Russia", "--years", "2011-2020"),
        ("world", "--years", "2016-2020"),
    ],
)
def test_csv_carries_its_provenance_and_known_columns(run, whole, words):
    _, out, _ = run(*words, "--format", "csv")
    notes = [line for line in out.splitlines() if line.startswith("#")]
    for name in ("Question", "Source", "Release", "Calculation", "Unit", "Exactness", "Cite"):
        assert any(note.startswith(f"# {name}: ") for note in notes), name
    assert set(pd.read_csv(io.StringIO(out), comment="#").columns) <= set(FIELDS)
