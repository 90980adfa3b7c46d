import csv
import io
import json

import pandas as pd
import pytest
from builders import a1_file, c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers import __version__, store
from armstransfers.fields import FIELDS

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


def test_files_of_one_edition_that_are_imported_one_by_one_become_one_release(run, tmp_path):
    early, late = tmp_path / "early.csv", tmp_path / "late.csv"
    early.write_text(c2_file(c2_row(1, year=1989), years=("1950", "1989")))
    late.write_text(c2_file(c2_row(1, year=2001), years=("1990", "2020")))
    run("import", late)
    _, out, _ = run("import", early, "--format", "json")
    (report,) = json.loads(out)["releases"]
    assert (report["rows"], report["files"]) == (2, 2)
    assert store.kept() == [report["release"]]
    together = json.loads(run("import", "--check", early, late, "--format", "json")[1])
    assert together["releases"][0]["release"] == report["release"]


def test_a_later_download_of_the_same_stays_a_release_of_its_own(run, tmp_path):
    may, june = tmp_path / "may.csv", tmp_path / "june.csv"
    may.write_text(c1_file(c1_row(value=10)))
    june.write_text(c1_file(c1_row(value=11)).replace("3 May 2021", "4 June 2021"))
    run("import", may)
    run("import", june)
    totals = [
        json.loads(run("releases", "show", r, "--format", "json")[1])["total"] for r in store.kept()
    ]
    assert sorted(totals) == [10, 11]


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


def test_import_keeps_a_release_and_reports_it(run, tmp_path):
    register = tmp_path / "trade-register.csv"
    register.write_text(c2_file(c2_row(1, supplier="Ruritania"), c2_row(2, value=7.5)))
    code, out, _ = run("import", register, "--format", "json")
    (report,) = json.loads(out)["releases"]
    assert code == 0
    assert (report["recognised"], report["edition"], report["rows"]) == ("C2", 2021, 2)
    assert (report["years"], report["total"]) == ([2004, 2004], 20.0)
    assert [name["name"] for name in report["unknown_names"]] == ["Ruritania"]
    assert store.kept() == [report["release"]]
    _, out, _ = run("releases", "--format", "json")
    assert report["release"] in [release["release"] for release in json.loads(out)]


def test_import_check_keeps_nothing(run, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(a1_file("Georgia", {"Israel": ["3", "4"]}))
    code, out, _ = run("import", "--check", table)
    assert code == 0
    assert "would be kept as" in out
    assert store.kept() == []


def test_import_of_a_bad_file_keeps_nothing_of_any(run, tmp_path):
    (tmp_path / "good.csv").write_text(c2_file(c2_row(1)))
    (tmp_path / "worse.csv").write_text(c2_file(c2_row(2, year="20111")))
    code, _, err = run("import", tmp_path)
    assert code == 2
    assert "worse.csv, line 6, column 'Delivery year': '20111' is not a year" in err
    assert store.kept() == []


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
    assert "'=1+1 x all suppliers" in out
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


def test_rows_of_unknown_coverage_join_a_release_only_where_that_is_asked(run, tmp_path):
    whole, excerpt = tmp_path / "whole.csv", tmp_path / "excerpt.csv"
    whole.write_text(c2_file(c2_row(1, "Russia", value=10), c2_row(2, "Israel", value=30)))
    added = c2_file(c2_row(9, "Iran", value=500))
    excerpt.write_text(added[added.index("\n") + 1 :])
    run("import", whole)
    (kept,) = store.kept()
    code, out, _ = run("import", excerpt)
    assert code == 0
    assert "deliveries of unknown coverage" in out
    assert "import it with --join ID" in out
    shares = run("shares", "--recipient", "Georgia", "--years", "2004", "--edition", "2021")[1]
    assert "Iran" not in shares
    code, out, _ = run("import", excerpt, "--join", kept)
    assert code == 0
    assert "1 new row, a total of 40.00 before and 540.00 after; 1 flow changed" in out
    assert ["Georgia", "Iran", "0.00", "500.00", "0.00", "92.59"] in map(
        str.split, out.splitlines()
    )
    assert kept in store.kept()
    shares = run("shares", "--recipient", "Georgia", "--years", "2004", "--edition", "2021")[1]
    assert "Iran" in shares
    told = json.loads(run("import", excerpt, "--join", kept, "--check", "--format", "json")[1])
    assert told["joined"]["total_after"] == 540
    code, _, error = run("import", whole, "--join", kept)
    assert code == 2
    assert "import them without --join" in error


def test_an_import_that_differs_from_what_is_kept_says_so(run, tmp_path):
    rows = [c2_row(1, value=10), c2_row(2, "Israel", value=30)]
    for name, file in (("a.csv", c2_file(*rows)), ("b.csv", c2_file(rows[0]))):
        (tmp_path / name).write_text(file)
    code, _, errors = run("import", tmp_path / "a.csv")
    assert (code, errors) == (0, "")
    code, _, errors = run("import", tmp_path / "b.csv")
    assert code == 0
    assert "40.00 million TIV" in errors
    assert "10.00 million TIV" in errors
    assert "and differs" in errors


def test_many_unknown_names_are_counted_and_json_has_all(run, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(c2_file(*(c2_row(i, recipient=f"Ruritania {i}") for i in range(1, 1001))))
    _, out, _ = run("import", path, "--check")
    assert out.count("unknown name, kept as it is") == 50
    assert "and 950 more unknown names; the report in JSON has all" in out
    assert len(out) < 10_000
    (report,) = json.loads(run("import", path, "--check", "--format", "json")[1])["releases"]
    assert len(report["unknown_names"]) == 1000
