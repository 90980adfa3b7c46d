import pytest
from builders import C2_HEADER, c2_file, c2_row

from armstransfers.core.coverage import Block
from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all


def read_text(text):
    return read(text.encode())


def test_a_row_is_a_delivery_with_its_volume_and_its_doubts():
    release = read_text(c2_file(c2_row(value="12.5", year_estimated="Yes", status="Second hand")))
    row = release.transfers.iloc[0]
    assert (row["recipient"], row["supplier"], row["year"], row["value"]) == (
        "Georgia",
        "Russia",
        2004,
        12.5,
    )
    assert row["year_estimated"]
    assert not row["local_production"]
    assert row["designation"] == "BX-7"


def test_the_preamble_tells_download_edition_and_coverage():
    release = read_text(
        c2_file(c2_row(), generated="12 Feb 2021 1:02:03 PM", years=("1995", "2021"))
    )
    assert release.generated.isoformat() == "2021-02-12"
    assert release.edition == 2020
    assert release.coverage.blocks == (Block(1995, 2019),)


@pytest.mark.parametrize(
    ("day", "last_delivery", "edition"),
    [
        ("28 Feb 2021", 2019, 2020),
        ("5 Mar 2021", 2019, 2020),
        ("15 Mar 2021", 2020, 2021),
        ("1 Apr 2021", 2019, 2021),
    ],
)
def test_the_edition_changes_in_march_with_the_first_delivery_of_the_year_before(
    day, last_delivery, edition
):
    text = c2_file(c2_row(year=last_delivery), generated=f"{day} 1:00:00 PM")
    assert read_text(text).edition == edition


@pytest.mark.parametrize(
    ("day", "last_delivery", "edition", "last_covered"),
    [
        ("14 Mar 2021", 2018, 2020, 2019),
        ("15 Mar 2021", 2018, None, 2019),  # edition 2021 came out on this day
        ("15 Mar 2021", 2020, 2021, 2020),
        ("16 Mar 2021", 2018, 2021, 2020),
        ("25 Mar 2009", 2005, None, 2007),  # on which day edition 2009 came out is not known
        ("25 Mar 2009", 2008, 2009, 2008),
    ],
)
def test_in_march_a_country_without_a_new_delivery_does_not_tell_the_edition(
    day, last_delivery, edition, last_covered
):
    text = c2_file(c2_row(year=last_delivery), generated=day, recipients="Georgia")
    release = read_text(text)
    assert release.edition == edition
    assert release.coverage.years_of("recipient", "Georgia")[-1] == last_covered
    assert ("its edition is unknown" in str(release.report.skipped)) == (edition is None)


def test_files_of_unknown_editions_are_joined_only_if_of_one_day():
    files = [
        c2_file(c2_row(n, year=year), generated=day, recipients="Georgia", years=(str(year),) * 2)
        for n, (year, day) in enumerate(((2003, "5 Mar 2009"), (2004, "25 Mar 2009")), 1)
    ]
    assert len(read_all([file.encode() for file in files]).releases) == 2
    same_day = [file.replace("25 Mar", "5 Mar").encode() for file in files]
    assert len(read_all(same_day).releases) == 1


def test_a_file_for_some_countries_covers_them_alone():
    release = read_text(c2_file(c2_row(), suppliers="Russia", recipients="All countries  "))
    assert release.coverage.blocks[0].suppliers == frozenset({"Russia"})
    assert release.coverage.years_of("recipient", "Georgia") == []
    assert release.coverage.years_of("supplier", "Russia")[-1] == 2020


def test_without_a_preamble_edition_and_coverage_are_unknown():
    release = read_text(C2_HEADER + "\n" + c2_row() + "\n")
    assert release.edition is None
    assert release.generated is None
    assert release.coverage.blocks == ()


def test_names_of_their_time_become_names_of_today_and_unknown_names_stay():
    release = read_text(c2_file(c2_row(1, supplier="Turkey"), c2_row(2, supplier="Ruritania")))
    assert release.names("supplier") == ["Ruritania", "Turkiye"]
    assert release.report.renamed == {"Turkey": "Turkiye"}
    assert list(release.report.unknown_names) == ["Ruritania"]


def test_line_ends_byte_order_mark_and_column_order_do_not_matter():
    text = c2_file(c2_row(1), c2_row(2, year=2005))
    plain = read_text(text)
    resaved = read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert resaved.id == plain.id


def test_a_missing_column_is_named():
    header = C2_HEADER.replace("TIV delivery values", "Value")
    with pytest.raises(ReadError, match=r"line 5: the column 'TIV delivery values' .* is missing"):
        read_text(c2_file(c2_row(), header=header))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (c2_row(2, year="20111"), "Delivery year", "'20111' is not a year"),
        (c2_row(2, value="-3"), "TIV delivery values", "-3 is negative"),
        (c2_row(2, value="a lot"), "TIV delivery values", "'a lot' is not a number"),
        (c2_row(2, value=""), "TIV delivery values", "'' is not a number"),
        (c2_row(2, value="1.234"), "TIV delivery values", "'1.234' is not a number"),
        (c2_row(2, value="9" * 320), "TIV delivery values", "is not a number"),
        (c2_row(2, value="\u0661\u0662"), "TIV delivery values", "is not a number"),
        (c2_row(2, local="Perhaps"), "Local production", "'Perhaps' is neither Yes nor No"),
        (c2_row(2, recipient=""), "Recipient", "the cell is empty"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_line_and_column(row, column, reason):
    with pytest.raises(ReadError) as caught:
        read_text(c2_file(c2_row(1), row, c2_row(3)))
    assert (caught.value.line, caught.value.column) == (7, column)
    assert reason in caught.value.reason


def test_a_file_cut_in_a_line_is_refused():
    text = c2_file(c2_row(1), c2_row(2))
    with pytest.raises(ReadError, match=r"line 7: .*cut here"):
        read_text(text[:-60])


def test_a_comma_too_many_is_refused():
    with pytest.raises(ReadError, match=r"line 6: .*18 cells where the header has 17"):
        read_text(c2_file(c2_row(designation="BX-7, late")))


def test_a_delivery_that_stands_there_twice_counts_once():
    release = read_text(c2_file(c2_row(1), c2_row(1), c2_row(2)))
    assert len(release.transfers) == 2
    assert release.report.doubled == 1


def test_a_delivery_with_two_values_is_refused_and_both_lines_are_named():
    with pytest.raises(ReadError, match=r"line 8: deal 1 in 2004 .*line 6 of"):
        read_text(
            c2_file(c2_row(1, value=10, units="40"), c2_row(2), c2_row(1, value=11, units="44"))
        )


def test_quotation_marks_never_join_two_lines():
    first, second = c2_row(1, designation='"BX'), c2_row(2, designation='BX"')
    with pytest.raises(ReadError, match=r"line 6: a quotation mark opens here"):
        read_text(c2_file(first, second))


def test_a_header_without_lines_is_a_cut_file():
    with pytest.raises(ReadError, match="no line follows the header"):
        read_text(c2_file())


def test_empty_lines_and_columns_of_a_spreadsheet_are_passed_over():
    text = c2_file(c2_row(1), c2_row(2))
    padded = "\n".join(line + ",," for line in text.splitlines()) + "\n,,,\n\n"
    assert len(read_text(padded).transfers) == 2


def test_a_deal_is_the_same_with_and_without_leading_noughts():
    release = read_text(c2_file(c2_row(51213), c2_row("051213")))
    assert len(release.transfers) == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"years": ("2005", "2020")}, "not among those"),
        ({"suppliers": "Israel"}, "not among those"),
        (
            {"generated": "3 May 2003 1:00:00 PM", "years": ("1990", "2030")},
            "later than the download",
        ),
    ],
)
def test_a_delivery_that_the_first_line_rules_out_is_refused(options, reason):
    fitting = [c2_row(deal, "Israel", year=2005) for deal in (2, 3)]
    late = options["years"][0] == "1990" if "years" in options else False
    rows = [c2_row(year=2004), *([] if late else fitting)]
    with pytest.raises(ReadError, match=rf"line 6: .*{reason}"):
        read_text(c2_file(*rows, **options))


def test_first_lines_of_another_table_say_nothing_of_this_one():
    release = read_text(c2_file(c2_row(1, year=2004), c2_row(2, year=2005), years=("2019", "2020")))
    assert release.transfers["year"].tolist() == [2004, 2005]
    assert (release.edition, release.coverage.blocks) == (None, ())
    assert "speak of other deliveries" in release.report.skipped[0].reason


def test_a_year_range_with_a_slip_covers_nothing():
    assert read_text(c2_file(c2_row(), years=("199O", "2020"))).coverage.blocks == ()
    open_range = read_text(c2_file(c2_row(), years=("Not specified", "Not specified")))
    assert open_range.coverage.years == (1950, 2020)


def test_an_order_date_that_is_no_year_is_refused():
    with pytest.raises(ReadError, match="column 'Order date'"):
        read_text(c2_file(c2_row().replace(",2002,Yes,", ",2005.5,Yes,")))


def long_register():
    """A register of more than two million letters, which is read in several pieces."""
    names = ("Russia", "France", "Israel", "Türkiye")
    return [
        c2_row(deal, names[deal % 4], year=2000 + deal % 21, value=deal % 97, units=str(deal))
        for deal in range(1, 24_001)
    ]


def test_nothing_of_a_long_register_is_lost_or_displaced():
    rows = long_register()
    transfers = read_text(c2_file(*rows)).transfers
    assert len("\n".join(rows)) > 2_000_000
    assert transfers["deal"].astype(int).tolist() == list(range(1, 24_001))
    assert (transfers["value"] == transfers["deal"].astype(int) % 97).all()
    assert (transfers["units"] == transfers["deal"].astype(int)).all()
    assert transfers["value"].sum() == sum(deal % 97 for deal in range(1, 24_001))


def test_a_row_too_wide_far_down_in_a_long_register_is_named_by_its_line():
    above = 5  # the preamble, and the names of the columns
    rows = long_register()
    rows[20_000] += ",one cell more"
    with pytest.raises(ReadError, match=f"line {above + 20_001}"):
        read_text(c2_file(*rows))


@pytest.mark.parametrize(
    ("column", "option"),
    [
        ("year_estimated", "year_estimated"),
        ("number_estimated", "number_estimated"),
        ("local_production", "local"),
    ],
)
def test_an_empty_flag_is_not_stated_and_counted(column, option):
    stated = [c2_row(deal, **{option: "Yes"}) for deal in (1, 2)]
    release = read_text(c2_file(*stated, c2_row(3, **{option: ""}), c2_row(4, **{option: "No"})))
    flags = release.transfers.set_index("deal")[column]
    assert flags[["1", "2", "4"]].tolist() == [True, True, False]
    assert flags.isna().sum() == 1
    (note,) = release.report.skipped
    assert "is empty on 1 of 4 lines: not stated" in note.reason
