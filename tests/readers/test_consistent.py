"""A register says some things twice; a spreadsheet that moves one column makes them disagree."""

import pytest
from builders import b3_file, b3_row, c1_file, c1_row, c2_file, c2_row

from armstransfers.core.errors import ReadError
from armstransfers.readers import read

HEADER_C2 = 6  # line of the first delivery in a made-up register by delivery year


def changed(row, at, cell, separator=","):
    """A row with another cell; places count from the end where negative."""
    cells = row.split(separator)
    cells[at] = cell
    return separator.join(cells)


UNITS, EACH, VALUE = 8, 14, 15


@pytest.mark.parametrize(
    ("at", "cell", "says"),
    [
        (VALUE, "12500", r"4 x 3\.12 TIV a unit is 12\.48, and the line says 12500"),  # x 1000
        (VALUE, "0.01", "4 x 3.12"),  # in thousands
        (VALUE, "120", "4 x 3.12"),  # dragged from a neighbour
        (UNITS, "5", "5 x 3.12"),
        (EACH, "312", "4 x 312 TIV a unit is 1248"),  # the point was dropped
    ],
)
def test_units_at_the_tiv_of_one_are_the_tiv_delivered(at, cell, says):
    rows = c2_row(1), changed(c2_row(2), at, cell)
    with pytest.raises(ReadError, match=rf"line 7, column 'TIV delivery values': .*{says}"):
        read(c2_file(*rows).encode())


def test_a_german_spreadsheet_that_takes_a_point_for_thousands_is_noticed():
    row = changed(b3_row(1, value="11.204"), VALUE, "11204", ";")
    with pytest.raises(ReadError, match=r"4 x 2\.801 TIV a unit is 11\.204, .* says 11204"):
        read(b3_file(row).encode())


@pytest.mark.parametrize(
    ("units", "each", "value"),
    [("18", "0.3", "5.35"), ("12500", "0.1", "1214"), ("6", "0.34", "2.02"), ("0", "4", "0")],
)
def test_the_tiv_of_one_unit_is_itself_rounded(units, each, value):
    row = changed(c2_row(1, value=value, units=units), EACH, each)
    assert read(c2_file(row).encode()).transfers["value"].tolist() == [float(value)]


def test_swapped_names_of_the_columns_of_one_and_of_all_are_noticed():
    content = c2_file(c2_row(1), c2_row(2, value=1, units="1")).replace(
        "TIV deal unit,TIV delivery values", "TIV delivery values,TIV deal unit"
    )
    with pytest.raises(ReadError, match=r"line 6, .*4 x 12\.5 TIV a unit is 50"):
        read(content.encode())


@pytest.mark.parametrize(
    ("at", "cell", "name"),
    [
        (1, "France", "Supplier"),
        (2, "India", "Recipient"),
        (3, "BX-8", "Designation"),
        (5, "Ships", "Armament category"),
        (12, "Second hand", "Status"),
    ],
)
def test_a_deal_has_one_supplier_recipient_weapon_and_status(at, cell, name):
    rows = c2_row(7), c2_row(8), changed(c2_row(7, year=2005), at, cell)
    with pytest.raises(ReadError, match=f"line 8, .*deal 7 has another {name} here than on line 6"):
        read(c2_file(*rows).encode())


def test_a_deal_has_one_value_of_a_unit():
    rows = c2_row(7, units="2", value=6.25), c2_row(7, year=2005, units="2", value=7)
    with pytest.raises(ReadError, match="deal 7 has another TIV deal unit here than on line 6"):
        read(c2_file(*rows).encode())


def test_two_spellings_of_one_country_are_no_contradiction():
    rows = c2_row(7, "Turkey"), c2_row(7, "Turkiye", year=2005)
    assert read(c2_file(*rows).encode()).names("supplier") == ["Turkiye"]


def test_a_register_without_the_value_of_a_unit_is_read_without_this_check():
    lines = c2_file(c2_row(1)).splitlines(keepends=True)
    lines[-2:] = [
        ",".join(cell for i, cell in enumerate(line.split(",")) if i != EACH) for line in lines[-2:]
    ]
    assert read("".join(lines).encode()).transfers["value"].tolist() == [12.5]


C1_ORDERED, C1_DELIVERED, C1_EACH, C1_ORDER, C1_VALUE = 4, 8, 13, 14, 15


@pytest.mark.parametrize(
    ("at", "cell", "column"),
    [
        (C1_VALUE, "12500", "SIPRI TIV of delivered weapons"),
        (C1_DELIVERED, "5", "SIPRI TIV of delivered weapons"),
        (C1_ORDER, "12.5", "SIPRI TIV for total order"),
        (C1_ORDERED, "7", "SIPRI TIV for total order"),
    ],
)
def test_a_register_by_deal_is_held_against_units_and_order(at, cell, column):
    whole = changed(c1_row(), C1_ORDER, "18.72")
    assert read(c1_file(whole).encode()).transfers["value"].tolist() == [12.5]
    with pytest.raises(ReadError, match=f"line 4, column '{column}'"):
        read(c1_file(changed(whole, at, cell)).encode())


def test_a_deal_whose_number_is_not_known_is_passed_over():
    row = changed(changed(c1_row(), C1_ORDERED, ""), C1_ORDER, "0")
    assert read(c1_file(row).encode()).transfers["value"].tolist() == [12.5]
