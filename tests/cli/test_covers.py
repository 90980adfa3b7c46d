"""``import --covers``: files without their first lines, and the one question that is left."""

import json

import pytest
from builders import c2_file, c2_row


@pytest.fixture
def rows(tmp_path):
    text = c2_file(
        c2_row(1, "Russia", "Georgia", 2004, 30), c2_row(2, "France", "Georgia", 2006, 10)
    )
    path = tmp_path / "georgia.csv"
    path.write_text(text[text.index("SIPRI AT") :])
    return path


def test_the_report_asks_what_a_file_covers(run, rows):
    code, out, _ = run("import", rows, "--check")
    assert code == 0
    assert "say with --covers what it holds completely" in out


def test_a_file_whose_coverage_was_said_answers(run, rows):
    words = ["--covers", "recipients=Georgia", "--edition", "2021"]
    code, out, _ = run("import", rows, *words, "--format", "json")
    (kept,) = json.loads(out)["releases"]
    assert (code, kept["edition"], kept["looks"]) == (0, 2021, None)
    _, out, _ = run(
        "shares",
        "--recipient",
        "Georgia",
        "--years",
        "2004-2006",
        "--release",
        kept["release"],
        "--format",
        "json",
    )
    assert [row["share"] for row in json.loads(out)["rows"]] == [75, 25]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--edition", "2021"], "--edition needs --covers beside it"),
        (["--covers", "all"], "say it, as --edition 2007"),
        (["--covers", "Georgia", "--edition", "2021"], "write all, recipients=Georgia,Armenia"),
        (["--covers", "recipients=India", "--edition", "2021"], "India as recipient"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(run, rows, words, why):
    code, out, err = run("import", rows, *words)
    assert (code, out) == (2, "")
    assert why in err


def test_a_file_that_says_what_it_covers_needs_no_answer(run, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(c2_file(c2_row()))
    code, _, err = run("import", path, "--covers", "all")
    assert (code, "without --covers" in err) == (2, True)
