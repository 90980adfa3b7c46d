import json
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from armstransfers import cli
from armstransfers.reference.shipped import shipped_path

AZERBAIJAN = ("--recipient", "Azerbaijan", "--years", "2011-2020")
PAIR = (*AZERBAIJAN, "--supplier", "Weißrussland")


@pytest.fixture
def write(monkeypatch, capsys, tmp_path):
    """Run `export` into a file of this name; return exit code, the file, and what was printed."""

    def command(name, *words):
        path = tmp_path / name
        monkeypatch.setattr(sys, "argv", ["armstransfers", "export", *words, "--to", str(path)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code, path, printed.out + printed.err

    return command


def text(path):
    return path.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_a_csv_holds_shares_below_their_provenance(write):
    code, path, words = write("a.csv", *AZERBAIJAN)
    assert code == 0
    assert "# Window: 2011-2020" in text(path).splitlines()
    table = pd.read_csv(path, comment="#").set_index("partner")
    assert table.loc["Belarus", "share"] == 7.03
    assert f"Wrote {path}: Azerbaijan's imports of major arms, 2011-2020." in words
    assert "less than 10 per cent" in words


def test_a_workbook_holds_the_window_and_the_trailing_ones(write):
    _, path, _ = write("a.xlsx", *AZERBAIJAN, "--edition", "2022")
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["About", "2011-2020", "5-year windows"]
    head, *rows = book.get_sheet_by_name("2011-2020").to_python()
    shares = {row[head.index("partner")]: row[head.index("share")] for row in rows}
    assert shares["Belarus"] == 7.11


def test_a_script_runs_and_derives_the_share(write):
    _, path, _ = write("a.py", *PAIR)
    command = [sys.executable, path, shipped_path("tiv_extract_edition-2026.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "imports: 7.03 %" in done.stdout


def test_a_paragraph_comes_with_its_citation(write):
    _, path, _ = write("a.txt", *AZERBAIJAN)
    assert text(path).startswith("Russia supplied 59.3 % of Azerbaijan's imports of major arms")
    assert "\n\nStockholm International Peace Research Institute" in text(path)
    _, path, _ = write("b.txt", *PAIR)
    assert text(path).startswith("Belarus supplied 7.0 % of Azerbaijan's imports of major arms")


def test_a_pair_needs_one_of_its_denominators_alone(write):
    algeria = ("--recipient", "Algeria", "--supplier", "Belarus", "--years", "2000-2004")
    _, path, _ = write("a.txt", *algeria)
    assert text(path).startswith("Algeria received")
    _, path, _ = write("a.py", *algeria)
    assert "dependence" not in text(path)


def test_a_citation_is_written_for_programs(write):
    _, path, _ = write("a.json", *AZERBAIJAN)
    (item,) = json.loads(text(path))
    assert item["note"].startswith("Azerbaijan's imports of major arms, 2011-2020. Release sipri-")
    _, path, words = write("a.bib", *PAIR)
    assert text(path).startswith("@misc{sipri-2026-")
    assert "note = {Transfers from Belarus to Azerbaijan, 2011-2020. Release" in text(path)
    assert "Transfers from Belarus to Azerbaijan" in words


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on this machine")
def test_a_picture_is_a_png_of_twice_the_size(write):
    code, path, _ = write("a.png", *AZERBAIJAN)
    content = path.read_bytes()
    assert code == 0
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 2 * 960


def test_without_a_browser_a_picture_is_one_line_on_stderr(write, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "/no/such/browser")
    code, path, words = write("a.svg", *AZERBAIJAN)
    assert (code, path.exists()) == (2, False)
    assert len(words.splitlines()) == 1
    assert "pictures need a Chrome or Chromium" in words


@pytest.mark.parametrize(
    ("name", "words", "code", "sentence"),
    [
        ("a.doc", AZERBAIJAN, 2, "a.doc ends in none of .csv, .xlsx"),
        ("a", AZERBAIJAN, 2, "a ends in none of"),
        ("a.csv", PAIR, 2, "a pair is written into .py, .txt, .bib and .json"),
        ("a.csv", (), 2, "name either a recipient or a supplier"),
        ("no/a.csv", AZERBAIJAN, 2, "cannot be written: no such file or directory"),
        ("a.csv", ("--recipient", "Atlantis"), 2, "unknown country or organisation"),
        ("a.csv", ("--recipient", "Azerbaijan", "--years", "soon"), 2, "is not a window"),
        (
            "a.csv",
            ("--recipient", "Algeria", "--years", "2019-2023"),
            1,
            "Algeria for 2021-2025 only",
        ),
        ("a.py", ("--recipient", "Azerbaijan", "--years", "2021"), 1, "no deliveries are recorded"),
        (
            "a.txt",
            ("--recipient", "Algeria", "--supplier", "China", "--years", "2019-2023"),
            1,
            "Algeria for 2021-2025",
        ),
    ],
)
def test_what_cannot_be_written_is_one_line_on_stderr(write, name, words, code, sentence):
    found, path, printed = write(name, *words)
    assert found == code
    assert len(printed.splitlines()) == 1
    assert sentence in printed
    assert not path.exists()


def test_the_file_ending_is_understood_in_capitals(write):
    assert write("A.CSV", *AZERBAIJAN)[0] == 0
