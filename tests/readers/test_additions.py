"""What people and programs add to a table or make of it: read as it is meant, or refused with what leads on."""

import io
import json
import re

import pandas as pd
import pytest
from builders import a1_file, b3_file, b3_row, c1_file, c1_row, c2_file, c2_row, c3_file
from resaving import frame, with_separator, workbook

from armstransfers.core.errors import ReadError
from armstransfers.readers import read
from armstransfers.readers.sources import named

ROWS = (
    c2_row(1, "Russia", "Georgia", 2004, 12.5),
    c2_row(2, "Turkiye", "Azerbaijan", 2012, 30.75),
    c2_row(3, "United States", "Saudi Arabia", 2010, 1204.5),
)
REGISTER = c2_file(*ROWS)
HEADER = REGISTER.splitlines()[-4]
TABLE = "\n".join([HEADER, *ROWS]) + "\n"
SUM = 12.5 + 30.75 + 1204.5


def total(content, **how):
    return (
        read(content if isinstance(content, bytes) else content.encode(), **how)
        .transfers["value"]
        .sum()
    )


def notes(content):
    content = content if isinstance(content, bytes) else content.encode()
    return [one.reason for one in read(content).report.skipped]


# --- below the table


@pytest.mark.parametrize(
    "below",
    [
        "Source: SIPRI Arms Transfers Database\nNote: my own compilation, 2021\n",
        "\n\n\"Quelle: SIPRI, eigene Berechnung\",,,,,,,,,,,,,,,,\n",
        "Источник: SIPRI\n",
        "1) includes deliveries by Crimea\n* Figures in million TIV\n",
        "© SIPRI 2021\n",
        "Data from database: World Development Indicators\nLast Updated: 07/01/2026\n",
    ],
)  # fmt: skip
def test_notes_below_a_table_are_passed_over_and_counted(below):
    assert total(REGISTER + below) == SUM
    assert any("below the table" in note for note in notes(REGISTER + below))


@pytest.mark.parametrize("below", ["204", "Georgia", "204,Israel,Geor", "Note", "12.5"])
def test_what_may_be_a_line_that_was_cut_is_no_note(below):
    with pytest.raises(ReadError, match="may have been cut"):
        read((REGISTER + below + "\n").encode())


def test_the_copyright_of_the_old_site_stays_its_own():
    text = b3_file(b3_row(1), b3_row(22))
    assert "©" in text or "(c)" in text.lower()
    assert not any("below the table" in note for note in notes(text))


# --- sums among the lines


def test_sums_among_the_lines_of_a_register_are_left_out_and_named():
    blanks = "," * 13
    text = "\n".join(
        [
            HEADER,
            ROWS[0],
            f",Subtotal Russia{blanks},12.5,",
            *ROWS[1:],
            f"Grand Total{blanks},,1247.75,",
        ]
    ).encode()
    assert total(text) == SUM
    said = "line 3 (Subtotal Russia), line 6 (Grand Total) add up others and are left out"
    assert said in notes(text)
    assert read(text).report.set_aside == ()


def test_a_blank_line_among_the_lines_is_no_record():
    assert total("\n".join([HEADER, ROWS[0], "", *ROWS[1:]])) == SUM


# --- names


@pytest.mark.parametrize("mark", ["1)", " (2)", " [a]", "\N{SUPERSCRIPT TWO}", "†"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(mark):
    text = c2_file(c2_row(1, f"Turkey{mark}", f"Saudi Arabia{mark}"))
    found = read(text.encode())
    assert (found.names("supplier"), found.names("recipient")) == (["Turkiye"], ["Saudi Arabia"])
    assert found.report.renamed[f"Turkey{mark}"] == "Turkiye"


def test_the_star_of_an_armed_group_stays():
    text = c2_file(c2_row(1, recipient="Hezbollah (Lebanon)*"))
    assert read(text.encode()).names("recipient") == ["Hezbollah (Lebanon)*"]


@pytest.mark.parametrize("cell", ["?", "17", "-", "2004"])
def test_what_has_no_letter_is_nobodys_name(cell):
    with pytest.raises(ReadError, match=r"column 'Recipient': .* does not belong into this column"):
        read(c2_file(*ROWS, *ROWS, c2_row(7, recipient=cell), c2_row(8, recipient=cell)).encode())


def test_a_register_by_deal_whose_columns_changed_places_is_refused():
    lines = c1_file(c1_row(), c1_row("Armenia")).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("Recipient,"))
    cells = lines[at].split(",")
    cells[0], cells[3] = cells[3], cells[0]  # with the nameless column of question marks
    lines[at] = ",".join(cells)
    with pytest.raises(ReadError, match="column 'Recipient'"):
        read("\n".join(lines).encode())


def test_a_table_of_codes_gives_no_shares_and_says_why():
    rows = "recipient,supplier,year,tiv\nKOS,TUR,2012,5\nAZE,ISR,2012,61.4\nSVK,SVN,2013,4\n"
    found = read(rows.encode())
    assert found.is_excerpt
    assert any("6 of 6 names are nobody's (KOS, AZE, SVK)" in note for note in notes(rows))


# --- years


@pytest.mark.parametrize("written", ["{}-01-01", "{}-06-30 00:00:00", "01.01.{}", "31/12/{}"])
def test_a_day_counts_in_its_year(written):
    years = {"2004", "2012", "2010"}
    text = re.sub(r",(2004|2012|2010),", lambda year: f",{written.format(year[1])},", TABLE)
    found = read(text.encode())
    assert set(found.transfers["year"].astype(str)) == years
    assert found.transfers["value"].sum() == SUM


def test_a_day_as_spreadsheets_count_it_is_refused_by_name():
    with pytest.raises(ReadError, match="a spreadsheet counts 2004-01-01 so"):
        read(TABLE.replace(",2004,", ",37987,").encode())


def test_years_of_r_have_an_x_before_them():
    text = c3_file("Recipient", {"Azerbaijan": ["61", "10", "5"]}, "Total world import")
    again = re.sub(r",(20\d\d)(?=,)", r",X\1", text)
    assert "X2001" in again
    assert read(again.encode()).margins.equals(read(text.encode()).margins)


@pytest.mark.parametrize("heading", ["2000-", "2000*", "2000 %"])
def test_a_heading_that_begins_with_a_year_and_says_more_is_refused(heading):
    text = a1_file("Sudan", {"Israel": ["5", "", "1"]})
    spoiled = text.replace(",Total\n", f",{heading},Total\n").replace(
        "\nIsrael,5,,1", "\nIsrael,5,,1,7"
    )
    with pytest.raises(ReadError, match="begins with a year"):
        read(spoiled.encode())


# --- alphabets


RUSSIAN = {
    "Supplier": "Поставщик", "Recipient": "Получатель", "Delivery year": "Год поставки",
    "TIV delivery values": "TIV поставок",
}  # fmt: skip
CHINESE = {
    "Supplier": "供应国", "Recipient": "接收国", "Delivery year": "交付年份", "TIV delivery values": "交付TIV",
}  # fmt: skip


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (RUSSIAN, "utf-8-sig"), (RUSSIAN, "cp1251"), (RUSSIAN, "utf-16"), (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
    ],
)  # fmt: skip
def test_a_header_in_another_alphabet_is_read_in_the_encodings_of_its_computers(names, encoding):
    header = HEADER.split(",")
    text = TABLE.replace(HEADER, ",".join(names.get(name, name) for name in header))
    assert total(text.encode(encoding)) == SUM


def test_capitals_of_a_turkish_header_are_the_same_header():
    header = HEADER.replace("Recipient", "ALICI").replace("Supplier", "SATICI")
    assert total(TABLE.replace(HEADER, header)) == SUM


# --- other programs


def json_of(**how):
    return (
        frame(REGISTER[REGISTER.index("SIPRI AT") :]).to_json(double_precision=15, **how).encode()
    )


@pytest.mark.parametrize(
    "content",
    [json_of(orient="split"), json_of(), json_of(orient="records", lines=True), json_of(orient="table")],
    ids=["split", "columns", "lines", "table"],
)  # fmt: skip
def test_each_json_of_pandas_is_the_same_table(content):
    assert total(content) == SUM


def test_json_that_is_nested_otherwise_is_refused_and_says_what_is_read():
    nested = json.dumps({"Russia": [{"Recipient": "Georgia"}], "France": [{"Recipient": "India"}]})
    with pytest.raises(ReadError, match="holds no single list of records"):
        read(nested.encode())


def test_parquet_with_categories_and_days_is_the_same_table():
    table = frame(REGISTER[REGISTER.index("SIPRI AT") :])
    table["Delivery year"] = pd.to_datetime(
        table["Delivery year"].astype(int).astype(str) + "-01-01"
    )
    table = table.astype({"Supplier": "category", "Recipient": "category"})
    content = io.BytesIO()
    table.to_parquet(content)
    assert total(content.getvalue()) == SUM


def test_a_sheet_of_words_beside_the_table_is_passed_over():
    content = workbook("Read me\nCompiled by hand\nSee sheet 2\n", REGISTER, names=("Info", "Data"))
    assert total(content) == SUM
    assert "sheets of words are passed over: Info" in notes(content)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Georgia,2004,3\n"])
def test_a_sheet_with_numbers_is_never_passed_over(text):
    with pytest.raises(ReadError, match="sheet Other"):
        read(workbook(text, REGISTER, names=("Other", "Data")))


def test_a_separator_that_excel_is_told_of_and_a_title_of_numbers_stand_above():
    assert total("sep=;\r\n" + with_separator(TABLE, ";")) == SUM
    assert total("Table 1" + "," * 16 + "\n" + TABLE) == SUM


def test_a_page_with_a_table_in_it_is_told_from_a_reply_without_data():
    page = "<html><body><table><tr><td>Russia</td><td>61</td></tr></table></body></html>"
    with pytest.raises(ReadError, match="open it with a spreadsheet program"):
        read(named("export.xls", page.encode()))


def test_tiv_that_are_not_millions_are_refused():
    with pytest.raises(ReadError, match="the values may be TIV and not millions"):
        read(
            b"recipient,supplier,year,tiv\nGeorgia,Russia,2004,61000000\nIndia,France,2004,12500000\n"
        )
