import csv
import io

import pytest
from builders import a1_file, c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers.errors import ReadError
from armstransfers.readers import read

FILES = {
    "C2": c2_file(c2_row(1, value=12.25), c2_row(2, supplier="Cote d'Ivoire")),
    "C1": c1_file(c1_row(years="2003; 2004"), c1_row(comment="two words")),
    "C3": c3_file(
        "Supplier", {"Germany": ["4", "0 "], "Italy": ["", "6"]}, "Total exports to Israel"
    ),
    "A1": a1_file("Georgia", {"Turkey": ["5", "", "0"], "Ukraine": ["", "7", "2"]}),
}


def with_semicolons(text):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for line in text.splitlines():
        writer.writerow(next(csv.reader([line]), []))
    return written.getvalue()


def padded(text):
    lines = (f'"{line}"' if ";" in line else line for line in text.splitlines())
    return "\r\n".join(f"{line};;;;" for line in lines) + "\r\n"


def workbook(text):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for i, line in enumerate(text.splitlines()):
        for j, cell in enumerate(next(csv.reader([line]), [])):
            try:
                sheet.write_number(i, j, float(cell))
            except ValueError:
                sheet.write_string(i, j, cell)
    book.close()
    return content.getvalue()


RESAVED = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "semicolons": lambda text: with_semicolons(text).encode("cp1252"),
    "padding": lambda text: padded(text).encode(),
    "XLSX": workbook,
}


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("way", RESAVED)
def test_a_file_that_was_saved_again_holds_the_same(format, way):
    original, again = read(FILES[format].encode()), read(RESAVED[way](FILES[format]))
    keys = ["recipient", "supplier", "year"]
    frames = [
        r.transfers.astype({"recipient": "str", "supplier": "str"}).groupby(keys)["value"].sum()
        for r in (original, again)
    ]
    assert frames[0].to_dict() == frames[1].to_dict()
    assert again.coverage == original.coverage
    assert (again.edition, again.generated) == (original.edition, original.generated)


def test_a_decimal_comma_of_a_spreadsheet_is_refused_and_not_guessed():
    text = with_semicolons(c2_file(c2_row(value="12.25"))).replace("12.25", "12,25")
    with pytest.raises(ReadError, match="column 'TIV delivery values': '12,25' is not a number"):
        read(text.encode())


def test_a_workbook_with_two_tables_is_refused():
    xlsxwriter = pytest.importorskip("xlsxwriter")
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for _ in range(2):
        book.add_worksheet().write(0, 0, "x")
    book.close()
    with pytest.raises(ReadError, match="2 filled sheets"):
        read(content.getvalue())
