"""No file of SIPRI holds deliveries of a state that is gone, or an unknown party on a wrong side."""

import pytest
from builders import c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers.core.errors import ReadError
from armstransfers.readers import read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            c2_file(c2_row(1), c2_row(2, "Soviet Union")),
            r"line 7: Soviet Union ended in 1991, before 2004",
        ),
        (
            c1_file(c1_row("Yugoslavia", years="2003")),
            r"line 4: Yugoslavia ended in 1992, before 2003",
        ),
        (
            c3_file("Recipient", {"Czechoslovakia": ["3", ""]}, "Total world import"),
            "Czechoslovakia ended in 1992, before 2000",
        ),
        (
            c2_file(c2_row(1), c2_row(2, recipient="unknown supplier(s)")),
            r"line 7: unknown supplier\(s\) is no recipient",
        ),
        (
            c2_file(c2_row(1, "unknown recipient(s)")),
            r"line 6: unknown recipient\(s\) is no supplier",
        ),
        (c1_file(c1_row(years="2001; 2004")), "line 4, .* delivered in 2001, before .* 2002"),
    ],
)
def test_what_cannot_be_is_refused(text, says):
    with pytest.raises(ReadError, match=says):
        read(text.encode())


def test_a_state_has_deliveries_up_to_the_year_of_its_end():
    text = c2_file(c2_row(1, "Soviet Union", year=1991), years=("1990", "2020"))
    assert read(text.encode()).names("supplier") == ["Soviet Union"]


def test_what_the_first_lines_do_not_tell_is_on_the_report():
    text = c2_file(c2_row(1))
    without_title = read(text[text.index("\n") + 1 :].encode())
    without_all = read(text[text.index("SIPRI AT") :].encode())
    assert [one.reason.split(",")[0] for one in without_title.report.skipped] == [
        "no line above the table tells what was asked for"
    ]
    assert [one.reason.split(",")[0] for one in without_all.report.skipped] == [
        "no line above the table tells when it was downloaded"
    ]
