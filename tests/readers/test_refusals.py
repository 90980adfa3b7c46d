"""What is no register and no table says what it is, and what to bring instead."""

import gzip
import json

import pytest
from resaving import archive, workbook

from armstransfers import confined
from armstransfers.confined import Upload
from armstransfers.core.errors import ReadError
from armstransfers.readers import read
from armstransfers.readers.sources import named

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SPENDING = (
    "SIPRI Military Expenditure Database\n\n"
    "Military expenditure by country as a percentage of GDP, 1949-2024\n\nCountry,Notes,2023,2024\n"
    "Algeria,,8.2,8.0\n"
)
TOP_100 = (
    "The SIPRI Top 100 arms-producing and military services companies\n\n"
    "Rank,Company,Country,Arms revenue,Total revenue\n1,Made-up Aerospace,Ruritania,60,67\n"
)
PAGE = "<!DOCTYPE html><html><body><table>" + 500 * "<tr><td>India</td></tr>"
INSIDE = [
    {"id": 1, "tradeId": 2, "buyer": "Georgia", "seller": "Israel", "orderYr": 2007, "units": 7}
]
WEAPONS = "donor,category,number_of_weapons,monetary_value_eur,weapons_list\nItaly,Tanks,1,9,x\n"
RATINGS = "rating,military,short_description,full_description\nML1,1,Small arms,Guns\n"


REGISTER = (
    "Supplier,Recipient,Designation,Description,Order date,Numbers delivered,Delivery year,Status\n"
    "Russia,Georgia,BX-7,APC,2002,4,2004,New\n"
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\n", "a PDF document.* same table as CSV or XLSX"),
        (b"\x89PNG\r\n\x1a\n", "a picture.* table that it was made from"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (gzip.compress(b"X\n\x00\x00\x00\x03", mtime=0), r"a file of R; .* write\.csv"),
        (gzip.compress(b"RDX3\nX\n", mtime=0), "a file of R"),
        (b"BZh91AY", "an archive of a kind that is not read"),
        (OLE + "Workbook".encode("utf-16-le"), "an old or a locked workbook; save it as XLSX"),
        (OLE + "WordDocument".encode("utf-16-le"), "a text document; copy its table"),
        (archive({"word/document.xml": b"<x/>"}), "a text document; copy its table"),
        (SPENDING, "Military Expenditure Database.* bring an export of the Arms Transfers Database"),
        (workbook("Africa,1\nAsia,2\n", SPENDING, names=("Regional totals", "Share of GDP")),
         "Military Expenditure Database"),
        (TOP_100, "Arms Industry Database: what companies sell"),
        (workbook(TOP_100), "Arms Industry Database"),
        (PAGE, "a web page and no table: on the page itself"),
        (json.dumps(INSIDE), "inner workings; download a CSV file from the site"),
        (json.dumps({"India": {"2014": 3}}), "a JSON file that holds no single list of records"),
        (REGISTER, "without its columns of TIV.* download it again with the TIV values left in"),
        (WEAPONS, "Kiel's list of weapons pledged, which has no years"),
        (RATINGS, "what the ratings of UK licences mean"),
        ("", "the file is empty; download it again"),
    ],
)  # fmt: skip
def test_each_says_what_it_is_and_what_leads_on(content, says):
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(ReadError, match=says) as refusal:
        read(named("brought", content))
    assert str(refusal.value).count("\n") == 0


def test_a_worker_says_the_same():
    with pytest.raises(ReadError, match="a PDF document"):
        confined.read_all([Upload("report.pdf", b"%PDF-1.7\n")])


def test_what_is_said_of_real_files_that_hold_no_transfers(real, others):
    for path, says in (
        (real / "api_trades_search_RUS-AZE.json", "inner workings"),
        (others / "kiel_ukraine_weapons_2026-08-04.csv", "has no years"),
        (others / "uk_caat_ratings_2026-05.csv", "what the ratings"),
    ):
        with pytest.raises(ReadError, match=says):
            read(path)
