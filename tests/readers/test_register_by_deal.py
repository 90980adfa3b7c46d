import pytest
from builders import c1_file, c1_row, c2_file, c2_row

from armstransfers import share_series, shares, wording
from armstransfers.analysis.question import Question
from armstransfers.core.errors import ReadError, Refused
from armstransfers.readers import read, read_all


def read_text(text):
    return read(text.encode("latin-1"))


def test_the_two_registers_of_one_name_are_told_apart_by_their_header():
    assert read_text(c1_file(c1_row())).origin.format == "C1"
    assert read_text(c2_file(c2_row())).origin.format == "C2"


def test_the_total_over_the_files_own_years_is_exact():
    release = read_text(
        c1_file(c1_row(years="2003; 2004; 2005", value=10), c1_row(supplier="Israel", value=5))
    )
    table = shares(release, recipient="Georgia", years=(2000, 2020), exact=True)
    assert table["value"].tolist() == [10, 5]
    assert set(table["exactness"]) == {"exact"}


def test_single_years_are_estimated_by_an_equal_split_and_say_so():
    release = read_text(c1_file(c1_row(years="2003; 2004", value=10)))
    table = shares(release, recipient="Georgia", years=2003)
    assert table["value"].tolist() == [5]
    assert set(table["exactness"]) == {"estimated"}
    assert (table["share_low"] == table["share"]).all()
    headline = wording.headline(table, Question("recipient", "Georgia"), (2003, 2003))
    assert headline.endswith("(estimated, equal split).")
    assert set(share_series(release, recipient="Georgia", window=1)["exactness"]) == {"estimated"}


def test_an_estimate_is_refused_where_exactness_is_asked():
    release = read_text(c1_file(c1_row(years="2003; 2004", value=10)))
    with pytest.raises(Refused, match=r"only estimated, by an equal split .* exactly 2000-2020"):
        shares(release, recipient="Georgia", years=(2001, 2020), exact=True)


def test_a_record_split_by_a_line_end_in_its_comment_is_joined():
    row = c1_row(comment="first part\nsecond part", value=7)
    release = read_text(c1_file(c1_row(value=3), row, c1_row(value=2)))
    assert release.transfers["value"].sum() == 12
    assert [(s.line, "joined" in s.reason) for s in release.report.skipped] == [(5, True)]


def test_open_orders_are_counted_and_no_deliveries():
    release = read_text(c1_file(c1_row(), c1_row(years="", delivered="0", value=0)))
    assert len(release.transfers) == 1
    assert "1 of 2 deals have no deliveries yet" in release.report.skipped[0].reason


def test_a_later_name_of_a_column_is_known():
    text = c1_file(c1_row(value=4)).replace("Number delivered", "Deliveries in the Year Range")
    assert read_text(text).transfers["value"].sum() == 4


def test_two_equal_deals_in_one_file_are_two_and_the_same_file_twice_is_one():
    content = c1_file(c1_row(), c1_row()).encode()
    assert len(read(content).transfers) == 2
    assert len(read([content, content]).transfers) == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"years": "20111"}, "Year(s) of delivery"),
        ({"value": "-3"}, "SIPRI TIV of delivered weapons"),
        ({"value": "much"}, "SIPRI TIV of delivered weapons"),
        ({"years": "", "value": 3}, "Year(s) of delivery"),
        ({"supplier": " "}, "Supplier"),
        ({"value": ""}, "SIPRI TIV of delivered weapons"),
        ({"delivered": "four"}, "Number delivered"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(row, column):
    with pytest.raises(ReadError) as caught:
        read_text(c1_file(c1_row(), c1_row(**row)))
    assert (caught.value.line, caught.value.column) == (5, column)


def test_a_cut_file_is_refused():
    with pytest.raises(ReadError, match="cells where the header has 16"):
        read_text(c1_file(c1_row(), c1_row())[:-20])


def test_a_register_by_delivery_year_of_the_same_edition_comes_first():
    deals, deliveries = c1_file(c1_row(value=12.5, years="2004")), c2_file(c2_row(value=12.5))
    (release,) = read_all([deals.encode(), deliveries.encode()]).releases
    assert release.origin.format == "C2"
    assert release.transfers["value"].sum() == 12.5


def test_only_a_comment_goes_on_on_the_next_line():
    cut = c1_row()[: c1_row().index(",BX-7")]
    for wrong in (cut, "Geor", c1_row()[:-1].rpartition(",")[0]):
        with pytest.raises(ReadError, match=r"line 4: the line has \d+ cells? where .* has 16"):
            read_text(c1_file(wrong, c1_row()))


def test_a_mark_that_moved_into_another_column_is_refused():
    shifted = c1_row().replace(",2002,?,", ",2002,,?,").replace(",APC,", ",")
    with pytest.raises(ReadError, match="line 4, column 'Number ordered'"):
        read_text(c1_file(shifted))


def test_a_register_whose_last_line_has_no_end_may_have_been_cut():
    for text in (c1_file(c1_row()), c2_file(c2_row())):
        (note,) = read_text(text[:-1]).report.skipped
        assert (note.line, "may" in note.reason or "if the file was cut" in note.reason) == (
            len(text.splitlines()),
            True,
        )
        assert read_text(text).report.skipped == ()


def test_a_year_that_a_deal_lists_twice_counts_once_and_is_reported():
    release = read_text(c1_file(c1_row(years="2003; 2003; 2005", value=10)))
    years = release.transfers.groupby("year")["value"].sum()
    assert years.to_dict() == {2003: 5, 2005: 5}
    assert "a year of delivery more than once" in release.report.skipped[0].reason
