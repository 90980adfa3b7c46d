"""Numbers as programs save them again have one reading, or none."""

import re

import pytest

from armstransfers.readers.numbers import plain_flag, plain_mark, plain_numbers, plain_year


@pytest.mark.parametrize(
    ("cells", "decimals", "plain"),
    [
        (["12", "10", "100", "1000"], 0, ["12", "10", "100", "1000"]),
        (["12.0", "10.0", "100.00", "0.0"], 0, ["12", "10", "100", "0"]),
        (["10,0", "100,0"], 0, ["10", "100"]),
        (["1.5", "10.50", "100.00", "3.10"], 2, ["1.5", "10.50", "100", "3.10"]),
        (["0.30000000000000004", "1.1e+02", "120"], 2, ["0.3", "110", "120"]),
        (["1,5", "12", "0,25"], 2, ["1.5", "12", "0.25"]),
        (["1,204", "3.5", "500"], 2, ["1204", "3.5", "500"]),
        (["1.204,5", "1.204", "3,5"], 2, ["1204.5", "1204", "3.5"]),
        (["1 204,5", "3,5"], 2, ["1204.5", "3.5"]),
        (["1'204.5", "3.5"], 2, ["1204.5", "3.5"]),
        (["1,204,300", "7"], 2, ["1204300", "7"]),
        (["NA", "nan", "5"], 2, ["", "", "5"]),
    ],
)
def test_a_column_with_one_reading_is_read(cells, decimals, plain):
    read = plain_numbers(cells, decimals)
    assert [float(read(cell)) if read(cell) else "" for cell in cells] == [
        float(cell) if cell else "" for cell in plain
    ]


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [
        (["1,5", "2.5"], 2),  # two marks, each a decimal
        (["0,125"], 2),  # no thousands begin with a nought, and there are no three decimals
        (["1,204"], 4),  # a decimal, or a thousand
        (["1,204", "500"], 2),
        (["1.234", "500"], 2),  # likewise
        (["1.300", "700"], 2),
        (["1,20", "1,204"], 2),
        (["12,34,5"], 2),
        (["1.5.2"], 2),
    ],
)
def test_a_number_with_two_readings_or_none_stays_as_it_is(cells, decimals):
    form = rf"[0-9]{{1,9}}(\.[0-9]{{1,{decimals}}})?"
    read = plain_numbers(cells, decimals)
    assert not all(re.fullmatch(form, read(cell)) for cell in cells)


def test_years_flags_and_marks():
    assert [*map(plain_year, ["2011.0", "2010,0", "2011.5", "NA"])] == [
        "2011",
        "2010",
        "2011.5",
        "",
    ]
    assert [*map(plain_flag, ["True", "0", "ja", "", "maybe"])] == ["Yes", "No", "Yes", "", "maybe"]
    assert [*map(plain_mark, ["?", "1", "False", "nan", "x2"])] == ["?", "?", "", "", "x2"]
