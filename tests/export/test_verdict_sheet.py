"""The sheet of paper: whole, escaped, light, and one page long."""

import re
import shutil
import subprocess
from html import escape

import pytest

from armstransfers import Claim, check, read_claim
from armstransfers.claims.batch import check_file
from armstransfers.export.claim_report import report
from armstransfers.export.verdict_sheet import sheet

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
HEART = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1% of its arms imports between 2011 and 2020."
)
LONG = (
    "In 2016-20 Azerbaijan got 69% of its arms from Israel, 17% from Russia, 4.7% from Belarus and 3.8% "
    "from Turkey. Over the past decade Russia supplied two-thirds of its arms. France was the world's "
    "second-largest arms exporter in 2020-24. India's arms imports fell by 9.3 % between 2015-19 and "
    "2020-24. Azerbaijan imported 8 times more than Armenia in 2011-20. Belarus was Azerbaijan's "
    "largest supplier in 2011-20. Turkey was among its top three suppliers in 2011-20."
)


def made(sentence):
    reading = read_claim(sentence)
    return sheet(check(reading), reading)


def test_the_sheet_holds_what_a_reader_needs():
    html = made(HEART)
    for words in (
        "<mark>Belarus</mark>",
        "not supported",
        "edition 2022: 7.11",
        "its third-largest supplier, after Russia",
        "100 x 239.32 / 3,403.63 = 7.03 %",
        "In 2011-2015 it would hold",
        "TIV counts the volume of deliveries of major arms. It is not money.",
        "https://doi.org/10.55163/SAFC1241",
        '<html lang="en">',
    ):
        assert words in html, words


def test_the_sheet_needs_nothing_from_elsewhere():
    html = made(HEART)
    assert not re.search(r"<script|<link|<img|@import|url\(|src=", html)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "A & B <b>"]
)
def test_what_others_wrote_stays_text(text):
    sentence = f"{text} Belarus supplied 7 % of Azerbaijan's arms in 2011-20."
    html = made(sentence)
    assert text not in html
    assert escape(text)[:8] in html
    claim = Claim("Belarus", "Azerbaijan", "2011-2020", share="7 %", text=text)
    assert text not in sheet(check(claim))
    rows = report(check_file(f'claim\n"{sentence.replace(chr(34), chr(34) * 2)}"\n'.encode()))
    assert text not in rows


def test_a_verdict_is_told_by_more_than_its_colour():
    html = made(HEART)
    assert "\N{NOT EQUAL TO} not supported" in html
    assert "= supported" in html


def test_a_report_counts_its_verdicts_and_names_what_could_not_be_read():
    batch = check_file(
        b"supplier,recipient,years,share\nBelarus,Azerbaijan,2011-2020,7\nBelaru,Azerbaijan,2011-2020,7\n"
    )
    html = report(batch)
    assert "2 claims, 1 part: 1 supported. 1 claim could not be read." in html
    assert "did you mean Belarus?" in html


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to print with")
@pytest.mark.parametrize("sentence", [HEART, LONG], ids=["short", "long"])
def test_the_sheet_prints_on_one_page(sentence, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    page, printed = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(made(sentence), encoding="utf-8")
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    subprocess.run(
        [*command, f"--print-to-pdf={printed}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(pypdf.PdfReader(printed).pages) == 1
