"""Reports on tables of claims, and what a spreadsheet makes of them."""

import csv
import io

import pandas as pd
import pytest

from armstransfers.claims.batch import check_file
from armstransfers.export.claim_report import report, report_csv

CLAIM = "Belarus supplied 7 % of Azerbaijan's arms in 2011-20."


def lines(text):
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("sign", list("=+-@"))
def test_a_cell_that_looks_like_a_formula_stays_text(sign):
    text = report_csv(check_file(f"desk,claim\n{sign}1+1,{CLAIM}\n".encode()))
    (note,) = lines(text)
    assert "apostrophe" in note
    (row,) = csv.DictReader(io.StringIO(text.partition("\n")[2]))
    assert row["desk"] == f"'{sign}1+1"
    assert row["verdict"] == "supported"


def test_a_heading_that_looks_like_a_formula_stays_text():
    text = report_csv(check_file(f"=1+1,claim\nx,{CLAIM}\n".encode()))
    assert text.splitlines()[1].startswith("'=1+1,claim,part,verdict,")


def test_a_claim_that_looks_like_a_formula_stays_text_where_it_cannot_be_read():
    text = report_csv(check_file(b'claim\n"=HYPERLINK(""x"")"\n'))
    table = pd.read_csv(io.StringIO(text), comment="#", keep_default_na=False)
    assert table["claim"].tolist() == ['\'=HYPERLINK("x")']
    assert "no claim is understood" in table["problem"][0]
    assert not any(str(cell).startswith("=") for cell in table.to_numpy().ravel())


def test_a_report_without_such_cells_is_a_plain_table():
    text = report_csv(check_file(f"claim\n{CLAIM}\n".encode()))
    assert lines(text) == []
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["claim"] == CLAIM


def test_a_hash_in_a_cell_or_a_heading_cuts_no_line():
    text = report_csv(check_file(f"#,claim\n#4,{CLAIM}\n".encode()))
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["#"], row["verdict"]) == ("#4", "supported")


def test_the_printed_report_escapes_what_the_file_holds():
    html = report(check_file(b"claim\n<b>Belarus</b> rested.\n"))
    assert "&lt;b&gt;Belarus" in html
    assert "<b>" not in html
