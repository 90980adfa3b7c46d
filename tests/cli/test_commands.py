import csv
import io
import json

import pandas as pd
import pytest
from builders import a1_file, c2_file, c2_row, c3_file

from armstransfers import __version__
from armstransfers.core.fields import FIELDS
from armstransfers.library import store

AZERBAIJAN = ("shares", "--recipient", "Azerbaijan", "--years", "2011-2020")


def test_shares_prints_the_suppliers_of_azerbaijan(run):
    code, out, err = run(*AZERBAIJAN)
    assert (code, err) == (0, "")
    for words in ("Russia", "59.34", "Israel", "25.47", "Belarus", "7.03", "Türkiye", "4.41"):
        assert words in out
    assert "edition 2026 (downloaded 18 May 2026)" in out
    assert "An extract: all recipients with all suppliers, 2021-2025;" in out


def test_shares_of_an_older_edition_have_a_band(run):
    _, out, _ = run(*AZERBAIJAN, "--edition", 2022)
    line = next(line for line in out.splitlines() if line.startswith("Belarus"))
    assert line.split() == ["Belarus", "233", "7.11", "6.97-7.25", "3"]


def test_shares_as_json_keep_their_contract(run):
    code, out, _ = run(*AZERBAIJAN, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert answer["release"].startswith("sipri-2026-")
    assert (answer["edition"], answer["generated"]) == (2026, "2026-05-18")
    assert (answer["recipient"], answer["years"]) == ("Azerbaijan", [2011, 2020])
    assert (answer["unit"], answer["total"]) == ("million TIV", 3403.63)
    first = answer["rows"][0]
    assert (first["partner"], first["share"], first["rank"]) == ("Russia", 59.34, 1)
    assert answer["rows"][-1]["rank"] is None


def test_shares_as_csv_carry_their_provenance(run):
    _, out, _ = run(*AZERBAIJAN, "--format", "csv")
    notes = [line for line in out.splitlines() if line.startswith("#")]
    assert any("Release: sipri-2026-" in note for note in notes)
    assert any("less than 10 per cent" in note for note in notes)
    table = pd.read_csv(io.StringIO(out), comment="#").set_index("partner")
    assert table.loc["Belarus", "share"] == 7.03


def test_a_suppliers_recipients(run):
    _, out, _ = run(
        "shares", "--supplier", "Weißrussland", "--years", "2011-2020", "--format", "json"
    )
    assert json.loads(out)["supplier"] == "Belarus"


def test_a_refusal_tells_how_to_load_the_whole_and_exits_with_1(run):
    code, out, err = run("shares", "--recipient", "Algeria", "--years", "2011-2020")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "holds all suppliers of Algeria for 2021-2025 only" in err
    assert "armstransfers import FILE" in err


def test_a_question_goes_to_the_newest_release_that_can_answer(run, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(c2_file(c2_row(recipient="Algeria", year=2015)))
    _, out, _ = run("import", register, "--format", "json")
    kept = json.loads(out)["releases"][0]["release"]
    algeria = ("shares", "--recipient", "Algeria", "--years", "2011-2020")
    _, out, _ = run(*algeria, "--format", "json")
    assert json.loads(out)["release"] == kept
    code, _, err = run(*algeria, "--edition", 2025)
    assert code == 1
    assert f"--release {kept}" in err


def test_a_file_of_one_country_does_not_become_the_default(run, tmp_path):
    values = tmp_path / "israel.csv"
    values.write_text(
        c3_file(
            "Supplier",
            {"Germany": ["4", "5"]},
            "Total exports to Israel",
            first_year=2019,
            generated="28 Oct 2026 9:10:08 AM",
        )
    )
    run("import", values)
    _, out, _ = run(*AZERBAIJAN, "--format", "json")
    assert json.loads(out)["edition"] == 2026
    _, out, _ = run("shares", "--recipient", "Israel", "--years", "2019-2020", "--format", "json")
    assert json.loads(out)["total"] == 9


def test_a_release_can_be_shown_and_exported(run, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(c2_file(c2_row(1, value=12.5), c2_row(2, value=1.25)))
    run("import", register)
    (kept,) = store.kept()
    shown = json.loads(run("releases", "show", kept, "--format", "json")[1])
    assert (shown["release"], shown["rows"], shown["total"]) == (kept, 2, 13.75)
    assert "sha256" in run("releases", "show", kept)[1]
    for name in ("out.csv", "out.parquet"):
        assert run("releases", "export", kept, tmp_path / name)[0] == 0
    frames = pd.read_csv(tmp_path / "out.csv"), pd.read_parquet(tmp_path / "out.parquet")
    assert [frame["value"].sum() for frame in frames] == [13.75, 13.75]
    assert run("releases", "export", kept, tmp_path / "out.doc")[0] == 2
    assert run("releases", "export", kept, tmp_path / "no" / "out.csv")[0] == 2


def test_a_release_can_be_removed(run, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(c2_file(c2_row()))
    run("import", register)
    (kept,) = store.kept()
    assert run("releases", "remove", kept)[0] == 0
    assert store.kept() == []
    code, _, err = run("releases", "remove", kept)
    assert code == 2
    assert "there is no release" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("shares", "--recipient", "Azerbejan"), "did you mean Azerbaijan"),
        (("shares", "--recipient", "Azerbaijan", "--years", "soon"), "is not a window"),
        (("shares", "--recipient", "Azerbaijan", "--years", "2020-2011"), "ends before it begins"),
        (("shares",), "name either a recipient or a supplier"),
        (("shares", "--recipient"), "requires an argument"),
        (("shares", "--recipient", "Azerbaijan", "--edition", "1999"), "is not on this computer"),
        (("shares", "--recipient", "Azerbaijan", "--format", "xml"), "xml"),
        (("series", "--recipient", "Azerbaijan", "--window", "4"), "take one of 1, 3, 5, 10"),
        (("entity", "Atlantis"), "unknown country or organisation"),
        (("import", "nothing.csv"), "no such file"),
        (("nonsense",), "No such command"),
        (("shares", "--recipient", "Azerbaijan", "--years", "0000-9999"), "is not a window"),
        (("shares", "--recipient", "Azerbaijan", "--years", ""), "is not a window"),
        (("shares", "--recipient", "Azerbaijan", "--release", ""), "release '' is not on"),
        (("app", "--port", "99999999"), "port"),
        (("app", "--address", "999.1.1.1"), "cannot be used"),
        (("app", "--host", "https://arms.example.org"), "give the bare name"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_exits_with_2(run, words, sentence):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert sentence in err


def test_the_version_needs_no_command(run):
    assert run("--version") == (0, f"armstransfers {__version__}\n", "")


def test_a_window_without_deliveries_has_no_result(run):
    code, _, err = run("shares", "--recipient", "Azerbaijan", "--years", "2021")
    assert code == 1
    assert "no deliveries are recorded" in err


def test_series_gives_a_row_a_window_and_partner(run):
    _, out, _ = run(
        "series", "--recipient", "AZE", "--window", 10, "--years", "2020-2020", "--format", "json"
    )
    answer = json.loads(out)
    assert answer["window"] == 10
    russia = next(row for row in answer["rows"] if row["partner"] == "Russia")
    assert (russia["first_year"], russia["last_year"], russia["share"]) == (2011, 2020, 59.34)


def test_entity_answers_in_any_language(run):
    _, out, _ = run("entity", "Weißrussland", "--format", "json")
    answer = json.loads(out)
    assert (answer["entity"], answer["iso3"]) == ("Belarus", "BLR")


def test_fields_lists_every_field(run):
    _, out, _ = run("fields", "--format", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(out))] == list(FIELDS)


def test_every_column_of_every_answer_is_a_field(run):
    for words in (AZERBAIJAN, ("series", "--recipient", "AZE")):
        _, out, _ = run(*words, "--format", "csv")
        assert set(pd.read_csv(io.StringIO(out), comment="#").columns) <= set(FIELDS)


ODD = ["[red]x[/red]", ":smile:", "=HYPERLINK(1)", "<script>alert(1)</script>", "@x"]


@pytest.fixture
def odd(run, tmp_path):
    """A register whose suppliers look like something else."""
    register = tmp_path / "odd.csv"
    rows = (c2_row(i, supplier=name, value=9 - i) for i, name in enumerate(ODD, start=1))
    register.write_text(c2_file(*rows))
    run("import", register)
    return ("shares", "--recipient", "Georgia", "--years", "2004", "--edition", 2021)


def test_names_are_printed_letter_by_letter(run, odd):
    _, out, _ = run(*odd)
    shown = [line.split("  ")[0].strip() for line in out.splitlines()]
    assert set(ODD) <= set(shown)
    _, out, _ = run("series", "--recipient", "Georgia", "--window", 1, "--edition", 2021)
    assert all(name in out for name in ODD)


def test_names_are_exact_in_json_and_text_in_csv(run, odd, tmp_path):
    _, out, _ = run(*odd, "--format", "json")
    assert [row["partner"] for row in json.loads(out)["rows"]] == ODD
    _, out, _ = run(*odd, "--format", "csv")
    table = pd.read_csv(io.StringIO(out), comment="#")
    assert table["partner"].tolist() == [f"'{name}" if name[0] in "=@" else name for name in ODD]
    _, out, _ = run("releases", "export", store.kept()[0], tmp_path / "out.csv")
    assert "has an apostrophe before" in out
    assert "'=HYPERLINK(1)" in pd.read_csv(tmp_path / "out.csv")["supplier"].tolist()


def test_the_list_of_releases_is_text_in_csv(run, tmp_path):
    register = tmp_path / "one.csv"
    register.write_text(a1_file("=1+1", {"Israel": ["3", "4"]}))
    run("import", register)
    _, out, err = run("releases", "--format", "csv")
    assert "'=1+1 with all suppliers" in out
    assert "has an apostrophe before" in err


def test_codes_stand_beside_names_for_those_who_merge(run):
    words = ("shares", "--recipient", "Armenia", "--years", "2016-2020", "--codes", "iso3,cow,gw")
    _, printed, _ = run(*words, "--format", "json")
    rows = {row["partner"]: row for row in json.loads(printed)["rows"]}
    russia = rows["Russia"]
    assert (russia["partner_iso3"], russia["partner_cow"], russia["partner_gw"]) == (
        "RUS",
        "365",
        "365",
    )
    _, printed, _ = run(*words, "--format", "csv")
    assert "partner,partner_iso3,partner_cow,partner_gw,kind" in printed


def test_a_scheme_of_codes_that_does_not_exist_is_refused(run):
    code, _, errors = run("shares", "--recipient", "Armenia", "--codes", "fips")
    assert code == 2
    assert "there is no scheme 'fips' of codes" in errors


def test_a_code_is_looked_up_in_the_scheme_that_is_named(run):
    code, printed, _ = run("entity", "365", "--scheme", "cow", "--format", "json")
    assert code == 0
    assert json.loads(printed)["entity"] == "Russia"
    code, _, errors = run("entity", "kos")
    assert code == 2
    assert "unknown country or organisation 'kos'" in errors
