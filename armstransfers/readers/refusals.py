"""What people bring that cannot be read here: what it is, and what to bring instead."""

from __future__ import annotations

import re

from armstransfers.readers.part import File
from armstransfers.reference.entities import name_key

_SEARCHED = 20_000  # characters in which a table says what it is
_CSV = "save the table in it as CSV or XLSX, and bring that"
_DATABASE = "bring an export of the Arms Transfers Database, from https://www.sipri.org/databases/armstransfers"
_PICTURE = (
    "a picture, and pictures are not read; bring the table that it was made from, as CSV or XLSX."
)
_R = (
    'a file of R; write its table in R with write.csv(table, "table.csv", row.names = FALSE), and '
    "bring that."
)
_ARCHIVE = "an archive of a kind that is not read; unpack it, or pack its files as zip."
_MAGIC = (
    (b"%PDF", "a PDF document, whose numbers cannot be read exactly; look where it was published for "
     "the same table as CSV or XLSX."),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"X\n\x00\x00", _R),
    (b"A\n2\n", _R),
    (b"A\n3\n", _R),
    (b"RDX", _R),
    (b"RDA", _R),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"$FL2", f"a file of SPSS; {_CSV}."),
    (b"ARROW1", f"a file of Arrow; {_CSV}, or as Parquet."),
    (b"SQLite format 3", f"a database; {_CSV}."),
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WORD = "WordDocument".encode("utf-16-le")
_OLD_WORKBOOK = "an old or a locked workbook; save it as XLSX without a password, or as CSV."
_DOCUMENT = (
    "a text document; copy its table into a spreadsheet, save it as XLSX or CSV, and bring that."
)
_SHEET_OF_SPENDING = re.compile(
    r"regional totals|local currency.*|constant \(\d{4}\) us\$|current us\$|share of gdp|per capita"
    r"|share of govt.*",
    re.IGNORECASE,
)
_SPENDING = (
    "a table of SIPRI's Military Expenditure Database: what states spend, in which nobody supplies and "
    f"nobody receives; {_DATABASE}."
)
_SPENDING_WORDS = ("military expenditure database", "military expenditure by country")
_TOP_100 = (
    "a table of SIPRI's Arms Industry Database: what companies sell, at home and abroad, in which "
    f"nobody receives; {_DATABASE}."
)
_TOP_100_WORDS = ("top 100", "arms-producing", "arms producing", "arms revenue", "arms sales")
_INSIDE = "a JSON file of the site's inner workings; download a CSV file from the site instead."
_NO_TIV = (
    "a register of deliveries without its columns of TIV, from which all shares are computed; download "
    "it again with the TIV values left in, or bring the file as it was before they were removed."
)
_OF_REGISTERS = {
    "supplier", "seller", "recipient", "buyer", "designation", "weapon designation", "description",
    "weapon description", "armament category", "year of order", "order date", "numbers delivered",
    "number delivered", "delivery year", "year s of delivery", "years of delivery", "number ordered",
}  # fmt: skip
_ENOUGH = 5  # names of columns, for a header to be that of a register
_HEADERS = (
    ({"tradeid", "buyer", "seller", "orderyr"}, _INSIDE),
    (
        {"donor", "category", "number of weapons", "monetary value eur"},
        "Kiel's list of weapons pledged, which has no years; bring the file of its data explorer, "
        "with columns country, year, month and military.",
    ),
    (
        {"rating", "military", "short description", "full description"},
        "a list of what the ratings of UK licences mean, without licences; bring the file with the "
        "columns date, rating, value and country.",
    ),
)
_NO_DATA = "an HTML page: SIPRI's site answers so when it has no data; choose other filters there"
_A_PAGE = (
    "a web page and no table: on the page itself, take the button that downloads CSV or XLSX, and "
    "bring that file"
)
_A_TABLE_IN_A_PAGE = (
    "a web page with a table in it, perhaps named as if it were a workbook: open it with a spreadsheet "
    "program, save it as XLSX or CSV, and bring that"
)
_CELL_OF_A_TABLE = re.compile(r"<td[^>]*>\s*[0-9][0-9.,]*\s*</td", re.IGNORECASE)
_LONGEST_REPLY = 6_000  # characters of a page with which the site answers that it has no data
_JSON = re.compile(r"\A\s*(\{\s*\"|\[\s*[\[{\"\d])")
_NO_RECORDS = (
    "a JSON file that holds no single list of records; bring one such as "
    '[{"supplier": "France", "year": 2020}, ...], or a CSV file.'
)


def of_page(text: str) -> str:
    """Return what is said of a web page."""
    if _CELL_OF_A_TABLE.search(text):
        return _A_TABLE_IN_A_PAGE
    return _NO_DATA if len(text) <= _LONGEST_REPLY else _A_PAGE


def of_bytes(content: bytes) -> str:
    """Return what is said of a file that is no table, by its first bytes; nothing for others."""
    if content.startswith(_OLD_OFFICE):
        return _DOCUMENT if _WORD in content else _OLD_WORKBOOK
    return next((says for magic, says in _MAGIC if content.startswith(magic)), "")


def of_members(names: set[str]) -> str:
    """Return what is said of an archive that is a document, by its members; nothing for others."""
    if names & {"word/document.xml", "ppt/presentation.xml"}:
        return _DOCUMENT
    return ""


def of_table(file: File) -> str:
    """Return what is said of a table that is known and not read; nothing for others."""
    beginning = file.text[:_SEARCHED]
    words = beginning.casefold()
    sheet = file.name.rpartition(", sheet ")[2]
    if _SHEET_OF_SPENDING.fullmatch(sheet) or any(word in words for word in _SPENDING_WORDS):
        return _SPENDING
    if "compan" in words and any(word in words for word in _TOP_100_WORDS):
        return _TOP_100
    for line in beginning.split("\n")[:30]:
        cells = {name_key(cell) for cell in re.split(r"[,;\t]", line)}
        for header, says in _HEADERS:
            if header <= cells:
                return says
        if len(cells & _OF_REGISTERS) >= _ENOUGH and "tiv" not in line.casefold():
            return _NO_TIV
    return of_json(beginning)


def of_json(text: str) -> str:
    """Return what is said of a JSON text without records; nothing for others."""
    return _NO_RECORDS if _JSON.match(text[:_SEARCHED]) else ""
