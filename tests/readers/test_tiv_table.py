import pytest
from builders import a1_file

from armstransfers.core.coverage import Block
from armstransfers.core.errors import ReadError
from armstransfers.readers import read


def read_text(text):
    return read(text.encode())


def cells(release):
    rows = release.transfers
    return {(r.supplier, r.recipient, r.year): r.value for r in rows.itertuples()}


def test_a_table_to_a_country_holds_its_suppliers():
    release = read_text(a1_file("Georgia", {"Turkey": ["5", "", "0"], "Ukraine": ["", "7", "2"]}))
    assert cells(release) == {
        ("Turkiye", "Georgia", 2000): 5,
        ("Turkiye", "Georgia", 2002): 0,
        ("Ukraine", "Georgia", 2001): 7,
        ("Ukraine", "Georgia", 2002): 2,
    }
    georgia = frozenset({"Georgia"})
    assert release.coverage.blocks == (Block(2000, 2002, recipients=georgia, exactness="rounded"),)
    assert release.edition == 2021


def test_a_table_from_a_country_holds_its_recipients():
    release = read_text(a1_file("Belarus", {"Georgia": ["5", "1"]}, way="from"))
    assert cells(release)[("Belarus", "Georgia", 2001)] == 1
    assert release.coverage.years_of("supplier", "Belarus") == [2000, 2001]
    assert release.coverage.years_of("recipient", "Georgia") == []


def test_a_blank_is_no_delivery_and_a_nought_is_a_small_one():
    rows = read_text(a1_file("Georgia", {"Israel": ["0", "", "3"]})).transfers
    assert list(zip(rows["year"], rows["value"], strict=True)) == [(2000, 0.0), (2002, 3.0)]


def test_totals_may_differ_by_rounding_and_no_further():
    table = {"Israel": ["3", "4"], "Ukraine": ["5", "6"]}
    read_text(a1_file("Georgia", table, total=["9", "9"]))
    with pytest.raises(ReadError, match=r"add up to 8 and the printed total is 10"):
        read_text(a1_file("Georgia", table, total=["10", "10"]))


def test_one_cell_alone_is_its_own_sum():
    text = a1_file("Georgia", {"Israel": ["3", ""], "Ukraine": ["", "6"]})
    with pytest.raises(ReadError, match="line 7: the years add up to 4 and the printed sum is 3"):
        read_text(text.replace("Israel,3,", "Israel,4,"))
    with pytest.raises(ReadError, match=r"line 10, column '2000': .* add up to 3 and .* is 4"):
        read_text(text.replace("Total,3,6,9", "Total,4,6,10"))


def test_a_file_without_its_last_line_was_cut():
    text = a1_file("Georgia", {"Israel": ["3", "4"]})
    with pytest.raises(ReadError, match="'Total' is missing at the end"):
        read_text(text[: text.index("\nTotal") + 1])


def test_a_country_that_stands_there_twice_is_refused():
    text = a1_file("Georgia", {"Israel": ["3", "4"], "Ukraine": ["5", "6"]})
    with pytest.raises(ReadError, match=r"line 8: Israel appears twice, first on line 7"):
        read_text(text.replace("Ukraine", "Israel"))


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-4", "-4 is negative"),
        ("four", "'four' is not a whole number"),
        ("1e9", "'1e9'"),
        ("4.5", "not a whole number"),
    ],
)
def test_a_cell_that_is_no_volume_is_named(cell, reason):
    text = a1_file("Georgia", {"Israel": ["3", "44"]}).replace(",44,", f",{cell},")
    with pytest.raises(ReadError) as caught:
        read_text(text)
    assert (caught.value.line, caught.value.column) == (7, "2001")
    assert reason in caught.value.reason


def test_a_line_is_held_against_the_sum_at_its_end():
    text = a1_file("Georgia", {"Israel": ["3", "44"], "Spain": ["7", "44"]})
    with pytest.raises(ReadError, match="line 7: the years add up to 50 and the printed sum is 47"):
        read_text(text.replace("Israel,3,44,47", "Israel,6,44,47"))


def test_a_year_column_that_is_missing_or_misspelt_is_refused():
    text = a1_file("Georgia", {"Israel": ["3", "4", "5"]})
    for wrong, reason in ((",2OO1,", "'2OO1' is not a year"), (",,", "'' is not a year")):
        with pytest.raises(ReadError, match=reason):
            read_text(text.replace(",2001,", wrong))
    with pytest.raises(ReadError, match="the year 2002 follows 2000"):
        read_text(text.replace(",2000,2001,2002,", ",2000,2002,").replace(",3,4,5,", ",3,5,"))


def test_a_line_below_the_totals_is_refused():
    text = a1_file("Georgia", {"Israel": ["3", "4"]})
    with pytest.raises(ReadError, match="line 11: lines follow the totals"):
        read_text(text + "\nIndia,3,4,7\n")


def test_a_comma_in_a_number_is_refused():
    text = a1_file("Georgia", {"Israel": ["3", "4"]}).replace("Israel,3,4,7", "Israel,3,1,234,7")
    with pytest.raises(ReadError, match="more cells than the header"):
        read_text(text)


def test_two_names_of_one_country_are_refused():
    text = a1_file("Georgia", {"Turkey": ["3", "4"], "Turkiye": ["1", "1"]})
    with pytest.raises(ReadError, match=r"line 8: Turkiye and Turkey \(line 7\) are one"):
        read_text(text)


def test_a_year_of_five_digits_is_refused():
    text = a1_file("Georgia", {"Israel": ["3", "4", "5"]}, first_year=2009)
    with pytest.raises(ReadError, match=r"line 6.*'20111' is not a year"):
        read_text(text.replace("2011,", "20111,"))


def test_a_table_without_its_title_says_nothing_of_whom():
    with pytest.raises(ReadError, match="nobody can tell whose"):
        read_text(a1_file("Georgia", {"Israel": ["3", "4"]}, title=False))


def test_a_table_of_weapon_categories_holds_margins_by_group():
    release = read_text(a1_file("Georgia", {"Aircraft": ["3", "4"], "Ships": ["", "1"]}))
    assert release.transfers.empty
    rows = release.margins[["side", "entity", "group", "year", "value"]].to_numpy().tolist()
    assert rows[0] == ["recipient", "Georgia", "Aircraft", 2000, 3]
    assert len(rows) == 3


def test_a_table_to_all_by_weapon_category_holds_totals_of_all():
    margins = read_text(a1_file("all", {"Aircraft": ["3", "4"], "Ships": ["", "1"]})).margins
    assert set(margins["entity"]) == {""}
    assert set(margins["group"]) == {"Aircraft", "Ships"}


def test_a_table_without_deliveries_covers_its_years():
    text = a1_file("Georgia", {"Israel": ["", ""]}).replace("Israel,,,0\n", "")
    release = read_text(text)
    assert release.transfers.empty
    assert release.coverage.years_of("recipient", "Georgia") == [2000, 2001]


def test_the_table_to_all_holds_margins_and_no_transfers():
    release = read_text(a1_file("all", {"Georgia": ["3", "4"]}))
    assert release.transfers.empty
    assert list(release.margins["side"].unique()) == ["recipient"]
    assert release.coverage.blocks == ()


def test_a_name_for_the_nameless_column_is_known_below_a_title_alone():
    text = a1_file("Georgia", {"Israel": ["3", "4"]}).replace("\n,2000", "\nCountry Name,2000")
    assert "\nCountry Name," in text
    assert read(text.encode()).transfers["value"].sum() == 7
    untitled = text[text.index("Country Name") :]
    with pytest.raises(ReadError, match="the columns are not those of"):
        read(untitled.encode())
