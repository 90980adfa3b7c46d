"""The commands revisions and published."""

import io
import json

import pandas as pd
import pytest
from builders import c2_file, c2_row

from armstransfers.core.fields import FIELDS

REVISIONS = ("revisions", "--from", 2022, "--to", 2025, "--recipient", "Azerbaijan")


def test_revisions_are_told_in_words_and_lists(run):
    code, out, _ = run(*REVISIONS)
    assert code == 0
    assert "From edition 2022 to 2025, in 2000-2021" in out
    assert "Turkey is Turkiye" in out
    assert out.count("Source: SIPRI Arms Transfers Database") == 2


def test_the_two_newest_editions_are_compared_by_default(run):
    answer = json.loads(run("revisions", "--format", "json")[1])
    assert (answer["from"]["edition"], answer["to"]["edition"]) == (2025, 2026)
    assert answer["counts"]["revised"] == len(
        [row for row in answer["cells"] if row["revision"] == "revised"]
    )
    assert answer["years"] == [2000, 2024]


@pytest.mark.parametrize("name", ["cells", "shares", "totals", "renames"])
def test_every_list_can_be_had_as_csv(run, name):
    _, out, _ = run(*REVISIONS, "--list", name, "--format", "csv")
    table = pd.read_csv(io.StringIO(out), comment="#")
    assert len(table) > 0
    assert set(table.columns) <= set(FIELDS)
    assert "edition 2022" in out.splitlines()[0]


def test_one_edition_is_not_compared_with_itself(run):
    code, _, err = run("revisions", "--from", 2025, "--to", 2025)
    assert code == 2
    assert "named twice" in err
    code, _, err = run("revisions", "--from", 2025, "--to", 2022)
    assert code == 2
    assert "name the older one first" in err


def test_another_edition_that_is_imported_can_be_compared(run, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(c2_file(c2_row(recipient="Azerbaijan", supplier="Russia", value=12.5)))
    run("import", register)
    answer = json.loads(run("revisions", "--from", 2021, "--to", 2022, "--format", "json")[1])
    assert answer["to"]["edition"] == 2022
    assert answer["years"] == [2000, 2020]


def test_published_figures_are_listed_with_their_sources(run):
    code, out, _ = run("published", "--recipient", "Azerbaijan")
    assert code == 0
    assert "Belarus in Azerbaijan's imports, 2017-2021" in out
    assert "conflict: 69x4;64x1" in out
    answer = json.loads(run("published", "--recipient", "Azerbaijan", "--format", "json")[1])
    assert all(row["source_title"] for row in answer["rows"])
    assert "counts" not in answer


def test_published_figures_are_recomputed_and_counted(run):
    answer = json.loads(run("published", "--recompute", "--format", "json")[1])
    assert answer["counts"]["same"] > 258  # of the two tables on 2021-25 alone
    assert sum(answer["counts"].values()) == len(answer["rows"]) == 1_215
    _, out, _ = run("published", "--recompute", "--recipient", "Azerbaijan", "--edition", 2022)
    assert out.startswith("3 figures: 3 moved by revision.")


def test_figures_may_be_computed_from_one_release(run):
    releases = json.loads(run("releases", "--format", "json")[1])
    oldest = next(one["release"] for one in releases if one["edition"] == 2022)
    _, out, _ = run(
        "published", "--recompute", "--recipient", "Azerbaijan", "--edition", 2022,
        "--release", oldest, "--format", "csv",
    )  # fmt: skip
    table = pd.read_csv(io.StringIO(out), comment="#")
    assert set(table["release"]) == {oldest}
    assert sorted(table["outcome"]) == ["same", "same", "within rounding"]
    assert set(table.columns) <= set(FIELDS)


def test_what_is_not_in_the_list_is_no_result(run):
    code, _, err = run("published", "--recipient", "Iceland")
    assert code == 1
    assert "no published figure" in err
