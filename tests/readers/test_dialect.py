import pytest
from builders import (
    a1_file,
    b3_file,
    b3_row,
    c1_file,
    c1_row,
    c2_file,
    c2_row,
    c3_file,
    c4_file,
)
from resaving import WAYS, with_separator, workbook

from armstransfers.core.errors import ReadError
from armstransfers.readers import read

FILES = {
    "C2": c2_file(c2_row(1, value=12.25), c2_row(2, supplier="Côte d'Ivoire")),
    "C1": c1_file(c1_row(years="2003; 2004"), c1_row(comment="two words")),
    "C3": c3_file(
        "Supplier", {"Germany": ["4", "0 "], "Türkiye": ["", "6"]}, "Total exports to Israel"
    ),
    "C3 of one year": c3_file("Recipient", {"Germany": ["4"]}, "Total exports from Israel"),
    "C4": c4_file({"Africa": {"Israel": ["5", ""], "Turkey": ["2", "3"]}}),
    "A1": a1_file("Georgia", {"Turkey": ["5", "", "0"], "Ukraine": ["", "7", "2"]}),
    "A1 of one year": a1_file("Georgia", {"Turkey": ["5"]}),
    "B3": b3_file(b3_row(1), b3_row(2, description="APC; wheeled"), b3_row(3, seller="")),
}


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_was_saved_again_is_the_same_release(format, way):
    original, again = read(FILES[format].encode()), read(WAYS[way](FILES[format]))
    assert again.id == original.id
    assert again.transfers.equals(original.transfers)
    assert again.margins.equals(original.margins)
    assert again.coverage == original.coverage
    assert (again.edition, again.generated) == (original.edition, original.generated)


def test_a_decimal_comma_is_read_where_the_whole_column_has_it_and_refused_beside_a_point():
    text = c2_file(c2_row(1, value="12.25"), c2_row(2, value="8"))
    comma = with_separator(text, ";").replace("12.25", "12,25").replace("3.0625", "3,0625")
    assert read(comma.encode()).id == read(text.encode()).id
    both = with_separator(c2_file(c2_row(1, value="12.25"), c2_row(2, value="8.5")), ";")
    with pytest.raises(ReadError, match="column 'TIV delivery values': '12,25' is not a number"):
        read(both.replace("12.25", "12,25").encode())


def test_names_of_columns_are_known_in_any_case_with_blanks_or_underscores():
    text = c2_file(c2_row(value=4))
    original = read(text.encode())
    header = text.splitlines()[4]
    for changed in (header.upper(), header.lower().replace(" ", "_"), header.replace(" ", "  ")):
        assert read(text.replace(header, changed).encode()).id == original.id


def test_names_of_columns_of_other_years_are_known():
    c2, c1 = c2_file(c2_row()), c1_file(c1_row())
    for text, today, other in (
        (c2, "SIPRI AT Database ID,Supplier,Recipient", "SIPRI AT Database ID,Seller,Buyer"),
        (c2, "Numbers delivered,", "Number delivered,"),
        (c2, "Numbers delivered,", "Deliveries in the Year Range,"),
        (c1, "Number delivered,", "Deliveries in the Year Range,"),
        (c1, "Number delivered,", "deliveries_in_the_year_range,"),
    ):
        assert read(text.replace(today, other).encode()).id == read(text.encode()).id


def test_the_order_of_columns_does_not_matter():
    text = c2_file(c2_row(1, value=12.25), c2_row(2, year=2005))
    above, table = text.splitlines()[:4], text.splitlines()[4:]
    moved = [",".join([*cells[5:], *cells[:5]]) for cells in (line.split(",") for line in table)]
    assert read("\n".join([*above, *moved, ""]).encode()).id == read(text.encode()).id


def test_an_old_or_locked_workbook_says_how_to_save_it():
    with pytest.raises(ReadError, match="save it as XLSX without a password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100)


def test_sheets_are_tables_and_messages_name_sheet_and_line():
    imports = a1_file("Georgia", {"Israel": ["3", "4"]})
    more = a1_file("Sudan", {"China": ["1", "1"]})
    release = read(workbook(imports, more, names=("Georgia", "Sudan")))
    assert release.names("recipient") == ["Georgia", "Sudan"]
    assert len(release.origin.files) == 1
    wrong = workbook(imports, more.replace(",1,1,2", ",1,one,2"), names=("Georgia", "Sudan"))
    with pytest.raises(ReadError, match=r"sheet Sudan, line 7, column '2001': 'one' is not"):
        read(wrong)


def test_an_empty_sheet_is_no_table():
    text = a1_file("Georgia", {"Israel": ["3", "4"]})
    assert read(workbook(text, "", names=("Table", "Sheet2"))).id == read(text.encode()).id
