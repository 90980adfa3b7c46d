"""Files that hold several tables, one below the other."""

import pytest
from builders import C2_HEADER, a1_file, c1_file, c1_row, c2_file, c2_row, c3_file, c4_file

from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all

GEORGIA = a1_file("Georgia", {"Israel": ["3", "4"]})
SUDAN = a1_file("Sudan", {"China": ["1", "1"]})


def exports(supplier, recipients):
    return c3_file("Recipient", recipients, f"Total exports from {supplier}")


def test_tables_one_below_the_other_are_read_as_if_each_had_its_file():
    together, apart = read((GEORGIA + SUDAN).encode()), read([GEORGIA.encode(), SUDAN.encode()])
    assert together.id == apart.id
    assert together.coverage.years_of("recipient", "Sudan") == [2000, 2001]
    assert len(together.origin.files) == 1


def test_the_new_site_writes_a_table_for_each_of_many_suppliers():
    text = exports("Israel", {"Georgia": ["4", "0 "]}) + exports("Belarus", {"Sudan": ["", "6"]})
    release = read(text.encode())
    assert release.names("supplier") == ["Belarus", "Israel"]
    assert release.coverage.years_of("supplier", "Belarus") == [2000, 2001]
    assert release.coverage.years_of("recipient", "Georgia") == []


def test_registers_put_together_with_the_lines_above_them_are_two():
    early = c2_file(c2_row(1, year=1989, value=3), years=("1950", "1989"))
    late = c2_file(c2_row(1, year=2001, value=4), years=("1990", "2020"))
    release = read((early + late).encode())
    assert release.transfers["value"].tolist() == [3, 4]
    assert release.coverage.years == (1950, 2020)
    assert release.id == read([early.encode(), late.encode()]).id


def test_registers_by_deal_of_windows_that_follow_each_other_may_stand_in_one_file():
    early = c1_file(c1_row(years="2003"), years=("2000", "2005"))
    late = c1_file(c1_row(years="2008"), years=("2006", "2010"))
    release = read((early + late).encode())
    assert release.transfers["value"].sum() == 25
    assert len(release.deals) == 2


@pytest.mark.parametrize(
    "table", [GEORGIA, c2_file(c2_row()), c1_file(c1_row()), exports("Israel", {"Sudan": ["4"]})]
)
def test_a_table_that_stands_there_twice_counts_once(table):
    once, twice = read(table.encode()), read((table + table).encode())
    assert twice.id == once.id
    assert twice.report.doubled == len(once.transfers)


def test_tables_of_two_kinds_are_a_check_on_each_other():
    register = c2_file(c2_row(1, value=12.25), c2_row(2, year=2005, value=3))
    values = c3_file("Recipient", {"Georgia": ["12", "3"]}, "Total world import", first_year=2004)
    release = read((register + values).encode())
    assert release.transfers["value"].sum() == 15.25
    assert any("imports of each recipient" in check.against for check in release.report.checks)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (GEORGIA + SUDAN.replace(",1,1,2", ",1,one,2"), 16, "2001"),
        (c2_file(c2_row()) + c2_file(c2_row(2), c2_row(3, value="x")), 13, "TIV delivery values"),
        (
            c1_file(c1_row()) + c1_file(c1_row(), c1_row(value="x")),
            9,
            "SIPRI TIV of delivered weapons",
        ),
        (
            c4_file({"Africa": {"Israel": ["5", "1"]}})
            + c4_file({"Asia": {"Israel": ["7", "1"]}}).replace(",Israel,7", ",Israel,x"),
            12,
            "2000",
        ),
        (GEORGIA + SUDAN.replace("Generated: 22 April", "Generated: 32 April"), 13, None),
    ],
)
def test_messages_name_the_line_of_the_file(text, line, column):
    with pytest.raises(ReadError) as caught:
        read(text.encode())
    assert (caught.value.line, caught.value.column) == (line, column)
    named = text.splitlines()[line - 1]
    assert any(word in named for word in ("one", "x", "32"))


def test_a_country_without_deliveries_has_an_empty_table_which_is_reported():
    empty = "\n".join(exports("Fiji", {"Sudan": ["4"]}).splitlines()[:6]) + "\n\n"
    israel = exports("Israel", {"Sudan": ["4"]})
    reading = read_all((israel + empty + exports("Italy", {"Sudan": ["3"]})).encode())
    (note,) = reading.skipped
    assert (note.line, "does not say whom" in note.reason) == (14, True)
    assert reading.releases[0].names("supplier") == ["Israel", "Italy"]


def test_names_of_columns_without_a_title_are_no_empty_table():
    header = GEORGIA.splitlines()[5]
    with pytest.raises(ReadError, match="line 1: "):
        read(f"{header}\n{GEORGIA}".encode())


def test_an_empty_table_alone_is_no_table():
    with pytest.raises(ReadError, match="missing at the end"):
        read("\n".join(exports("Fiji", {"Sudan": ["4"]}).splitlines()[:6]).encode())


def test_a_table_whose_header_is_damaged_is_never_taken_for_words_above_the_next():
    damaged = GEORGIA.replace(",2000,2001,Total", ",2000,2001,Totxl")
    with pytest.raises(ReadError, match="line 6: values stand here above the names"):
        read((damaged + SUDAN).encode())
    with pytest.raises(ReadError, match="line 10: lines follow the totals"):
        read((SUDAN + damaged).encode())
    first = c2_file(c2_row(1)).replace(
        C2_HEADER, C2_HEADER.replace("TIV deli", "TXV deli").replace("SIPRI AT", "X")
    )
    with pytest.raises(ReadError, match="line 6: values stand here"):
        read((first + c2_file(c2_row(2))).encode())


def test_names_of_columns_without_a_title_begin_no_second_table():
    header = c3_file("Recipient", {"India": ["4"]}, "Total world import").splitlines()[5]
    text = exports("Israel", {"India": ["4"]})
    for wrong in (text.replace(header, f"{header}\n{header}"), text + header):
        with pytest.raises(ReadError, match=r"line [79]: .* stand here a second time"):
            read(wrong.encode())


@pytest.mark.parametrize("years", [[0], range(3), range(12)])
def test_blanks_that_a_program_filled_with_0_are_refused(years):
    """A 0 is a delivery of under half a unit: it gives each partner a delivery and every share a band."""
    names = [
        "Brazil",
        "China",
        "France",
        "Germany",
        "Israel",
        "Italy",
        "Poland",
        "Russia",
        "Spain",
        "Sweden",
    ]
    rows = {
        name: ["7" if n % 4 == 0 and year % 2 == 0 else "" for year in range(12)]
        for n, name in enumerate(names)
    }
    for cells in rows.values():
        for year in years:
            cells[year] = cells[year] or "0"
    with pytest.raises(ReadError, match="where SIPRI leaves blank what was not delivered"):
        read(a1_file("Sudan", rows).encode())
    with pytest.raises(ReadError, match="where SIPRI leaves blank what was not delivered"):
        read(c3_file("Supplier", rows, "Total exports to Sudan").encode())
    with pytest.raises(ReadError, match="where SIPRI leaves blank what was not delivered"):
        read(c4_file({"Africa": rows}).encode())


def test_a_few_lines_may_be_filled_and_have_a_0():
    rows = {"France": ["7", "0"], "Germany": ["3", "2"], "Israel": ["1", "2"]}
    assert read(a1_file("Sudan", rows).encode()).transfers["value"].sum() == 15
