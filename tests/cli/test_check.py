"""The command check."""

import csv
import io
import json

import pytest

BELARUS = ("check", "--supplier", "Belarus", "--recipient", "Azerbaijan", "--years", "2011-2020")


def test_a_structured_claim_keeps_its_contract(run):
    code, out, err = run(*BELARUS, "--share", "7.1", "--rank", "2", "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    share, rank = answer["verdicts"]["share"], answer["verdicts"]["rank"]
    assert (share["verdict"], share["stated"]) == ("as published, revised since", "7.1")
    assert (share["computed"], share["low"], share["high"]) == (7.03, 7.03, 7.03)
    assert (rank["verdict"], rank["stated"], rank["computed"]) == ("not supported", "2", 3)
    assert {"by_edition", "nearest_windows", "published", "sentence"} <= set(answer)
    assert answer["sentence"].startswith("Belarus supplied 7.0 % of Azerbaijan's imports")


def test_words_and_editions(run):
    _, out, _ = run(
        *BELARUS, "--share", "about 7 %", "--rank", "among the top three", "--format", "json"
    )
    assert {one["verdict"] for one in json.loads(out)["verdicts"].values()} == {"supported"}
    _, out, _ = run(*BELARUS, "--share", "7.1", "--edition", 2022, "--format", "json")
    assert json.loads(out)["verdicts"]["share"]["verdict"] == "supported"


def test_shares_of_exports_and_of_the_world(run):
    _, out, _ = run(
        "check", "--supplier", "Belarus", "--recipient", "Vietnam", "--years", "2014-18", "--of", "exports",
        "--share", 37, "--rank", 1, "--format", "json",
    )  # fmt: skip
    assert {one["verdict"] for one in json.loads(out)["verdicts"].values()} == {"supported"}
    code, out, _ = run(
        "check",
        "--supplier",
        "USA",
        "--years",
        "2020-24",
        "--of",
        "world",
        "--share",
        43,
        "--format",
        "json",
    )
    assert code == 0
    assert json.loads(out)["verdicts"]["share"]["verdict"] == "cannot be told from this data"


def test_changes_and_multiples(run):
    _, out, _ = run(
        "check", "--recipient", "Azerbaijan", "--years", "2014-2018", "--change", "16", "--times", "14.5", "--than",
        "Armenia", "--format", "json",
    )  # fmt: skip
    verdicts = json.loads(out)["verdicts"]
    assert verdicts["change"]["base"] == [2009, 2013]
    assert {one["verdict"] for one in verdicts.values()} == {"supported"}


def test_a_sentence_for_people(run):
    code, out, _ = run(
        "check", "--text", "Belarus was Azerbaijan's second-largest arms supplier in 2011-20."
    )
    assert code == 0
    for words in (
        "rank, Belarus to Azerbaijan",
        "NOT SUPPORTED",
        "In 2011-2015 it would hold",
        "Cite: ",
    ):
        assert words in out


def test_a_sentence_is_mended_by_options(run):
    sentence = "Over the past decade Belarus supplied 7 % of Azerbaijan's arms."
    _, out, _ = run("check", "--text", sentence, "--years", "2011-2020", "--format", "json")
    assert json.loads(out)["verdicts"]["share"]["verdict"] == "supported"


def test_a_file_of_claims_becomes_a_table(run, tmp_path):
    claims = tmp_path / "claims.csv"
    claims.write_text("claim\nBelarus supplied 7 % of Azerbaijan's arms in 2011-20.\n")
    code, out, _ = run("check", "--file", claims, "--format", "csv")
    assert code == 0
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["verdict"], row["edition_2026"]) == ("supported", "supported: 7.03 %")
    _, out, _ = run("check", "--file", claims)
    assert "supported" in out
    _, out, _ = run("check", "--file", claims, "--format", "json")
    assert json.loads(out)["claims"][0]["verdicts"]["share"]["computed"] == 7.03


def test_sheets_and_reports_are_written_to_files(run, tmp_path):
    page = tmp_path / "sheet.html"
    code, out, _ = run(*BELARUS, "--share", 7, "--format", "html", "--output", page)
    assert (code, out) == (0, f"Wrote {page}.\n")
    assert page.read_text("utf-8").startswith("<!doctype html>")
    code, _, err = run(
        *BELARUS, "--share", 7, "--format", "html", "--output", tmp_path / "no" / "x.html"
    )
    assert code == 2
    assert "cannot be written" in err


@pytest.mark.parametrize("format", ["table", "csv", "json", "html"])
def test_a_file_of_which_no_claim_is_read_says_so_of_each(run, tmp_path, format):
    claims = tmp_path / "claims.csv"
    claims.write_text(f"claim\n{'1' * 4000}\n")
    code, out, errors = run("check", "--file", claims, "--format", format)
    assert (code, errors) == (0, "")
    assert "digits" in out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--supplier", "Belarus"), "states nothing"),
        (("--supplier", "Belaru", "--recipient", "Azerbaijan", "--years", "2011", "--share", "7"), "did you mean Belarus?"),
        (("--supplier", "Belarus", "--recipient", "Azerbaijan", "--share", "7"), "a share needs years"),
        (("--supplier", "Belarus", "--recipient", "Azerbaijan", "--years", "soon", "--share", "7"), "is not a window"),
        (("--supplier", "Belarus", "--recipient", "Azerbaijan", "--years", "2011", "--share", "much"), "not understood as a share"),
        (("--supplier", "Belarus", "--recipient", "Azerbaijan", "--years", "2011", "--share", "7", "--of", "trade"), "write imports, exports or world"),
        (("--text", "Hello."), "no claim is understood"),
        (("--text", "Hello.", "--share", "7"), "give either a sentence"),
        (("--file", "no-such-file.csv"), "no such file"),
        (("--file", "x.csv", "--text", "y"), "either a file of claims"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_exit_2(run, words, reason):
    code, out, err = run("check", *words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert reason in err


UNSURE = "Azerbaijan got 35 % of its arms from Russia in 2015-19, unlike Georgia."


def test_a_sentence_that_is_not_sure_is_asked_and_answered(run):
    _, asked, _ = run("check", "--text", UNSURE)
    assert "NEEDS YOUR READING" in asked
    assert "Whose is '35 %'?" in asked
    assert "NOT SUPPORTED" not in asked
    _, answered, _ = run("check", "--text", UNSURE, "--confirm")
    assert "NOT SUPPORTED" in answered


def test_json_says_whether_a_part_is_sure(run):
    _, out, _ = run("check", "--text", UNSURE, "--format", "json")
    share = json.loads(out)["verdicts"]["share"]
    assert (share["sure"], share["verdict"]) == (False, "needs your reading")
    assert share["questions"][0]["alternatives"] == [
        "share | Georgia | Azerbaijan | 2015-2019 | imports | 35 %"
    ]
