"""What an import reads, keeps, joins and says."""

import json

from builders import a1_file, c1_file, c1_row, c2_file, c2_row

from armstransfers.library import store


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
