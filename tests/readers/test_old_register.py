import pytest
from builders import b3_file
from builders import b3_row as row

from armstransfers.core.errors import ReadError
from armstransfers.readers import read


def read_rows(*rows):
    return read(b3_file(*rows).encode())


def test_a_row_is_a_delivery_with_all_its_decimals():
    release = read_rows(row())
    assert release.transfers["value"].tolist() == [10.125]
    assert release.edition == 2021
    assert release.generated.isoformat() == "2021-09-17"
    assert release.coverage.years_of("recipient", "Georgia") == list(range(2000, 2011))


def test_a_semicolon_inside_a_description_is_put_back():
    transfers = read_rows(row(description="APC; wheeled; old")).transfers
    assert transfers["description"].tolist() == ["APC;wheeled;old"]
    assert transfers["value"].tolist() == [10.125]


def test_an_empty_seller_is_the_unknown_supplier():
    assert read_rows(row(seller="")).names("supplier") == ["unknown supplier(s)"]


def test_a_cell_that_cannot_be_read_is_named_with_its_line():
    with pytest.raises(
        ReadError, match="line 7, column 'TIV delivery values': 'x' is not a number"
    ):
        read_rows(row(1), row(2, value="x"))


def test_a_cut_line_is_refused():
    with pytest.raises(ReadError, match="line 7: the line has 3 cells"):
        read_rows(row(1), "2;Israel;Georgia")


def test_a_file_without_its_last_line_may_have_been_cut():
    (note,) = read(b3_file(row(), ended=False).encode()).report.skipped
    assert "may have been cut" in note.reason
    assert note.line == 6
    assert read_rows(row()).report.skipped == ()
