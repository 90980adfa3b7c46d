import pytest

from armstransfers.errors import ReadError
from armstransfers.readers import read

HEADER = (
    "Deal ID;Seller;Buyer;Designation;Description;Armament category;Order date;Order date is estimate;"
    "Numbers delivered;Numbers delivered is estimate;Delivery year;Delivery year is estimate;Status;"
    "SIPRI estimate;TIV deal unit;TIV delivery values;Local production"
)


def row(deal=1, seller="Israel", description="APC", value="10.125"):
    return (
        f"{deal};{seller};Georgia;BX-7;{description};Armoured vehicles;2002;No;4;No;2004;No;New;"
        f"2.5000;2.5000;{value};No"
    )


def read_rows(*rows):
    lines = [
        "SIPRI Transfers Database ",
        "",
        " Database search results for buyer 'All Countries' and seller  'All Countries' and the "
        "years from 2000 to 2010 - (created: 17-09-2021)",
        "",
        HEADER,
        *rows,
        "",
        "\N{COPYRIGHT SIGN} The makers of made-up data, 2021.",
    ]
    return read("\n".join(lines).encode())


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
