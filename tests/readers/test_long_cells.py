"""A cell that is longer than any is a sentence with its line, in every form of a table."""

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
from customs import COUNTS_LICENCES
from resaving import padded, with_separator

from armstransfers.claims.batch import check_file
from armstransfers.core.errors import ReadError
from armstransfers.readers import read
from armstransfers.readers.description_toml import from_toml
from armstransfers.reference import own_events

LONG = "1" * 131_073
MARKED = "Georgia"
FILES = {
    "C2": c2_file(c2_row(1, recipient=MARKED)),
    "C1": c1_file(c1_row(recipient=MARKED)),
    "B3": b3_file(b3_row(1), b3_row(2, buyer=MARKED)),
    "C3": c3_file("Supplier", {MARKED: ["4", "0 "]}, "Total exports to Israel"),
    "C4": c4_file({"Africa": {"Israel": ["5", ""], MARKED: ["2", "3"]}}),
    "A1": a1_file("Turkey", {MARKED: ["5", "", "0"]}),
}
WAYS = {
    "as it is": lambda text: text,
    "semicolons": lambda text: with_separator(text, ";"),
    "tabs": lambda text: with_separator(text, "\t"),
    "padded": padded,
}
TABLE = from_toml(
    """title = "Made up"
[columns]
recipient = "to"
supplier = "from"
year = "year"
value = "value"
"""
    + COUNTS_LICENCES,
    "table.toml",
)


def refusal(call, *arguments, **options):
    with pytest.raises(ReadError) as caught:
        call(*arguments, **options)
    return caught.value


def long_and_its_line(text):
    """The text with a long cell, quoted or not as a program would, and the line that has it."""
    at = text.rindex(MARKED)
    return text[:at] + LONG + text[at + len(MARKED) :], text.count("\n", 0, at) + 1


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("way", WAYS)
def test_a_long_cell_is_refused_with_its_line_or_read_as_a_name(format, way):
    long, line = long_and_its_line(WAYS[way](FILES[format]))
    try:
        release = read(long.encode())
    except ReadError as error:
        assert error.line in (line, None)  # noqa: PT017
        assert "quotation mark" not in error.reason  # noqa: PT017
    else:
        assert LONG in {*release.names("recipient"), *release.names("supplier")}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_long_cell_of_a_register_is_called_what_it_is(separator):
    long, line = long_and_its_line(with_separator(FILES["C2"], separator))
    error = refusal(read, long.encode())
    assert error.line == line
    assert error.reason == (
        "a cell has more than 131,072 characters; shorten it or download the file again."
    )


def test_a_long_cell_of_a_described_table_is_called_what_it_is():
    table = f"from,to,year,value\nIsrael,Georgia,2012,3\nIsrael,{LONG},2012,3\n".encode()
    error = refusal(read, table, description=TABLE)
    assert error.line == 3
    assert "131,072 characters" in error.reason


def test_a_quotation_mark_that_swallows_lines_is_still_called_one():
    text = with_separator(FILES["C2"], ",")
    at = text.rindex(MARKED)
    error = refusal(read, (text[:at] + '"' + text[at:] + f"{LONG}\n").encode())
    assert "a quotation mark opens here" in error.reason


def test_a_long_cell_of_own_events_or_claims_is_called_what_it_is(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(f"date_from,title\n2020-01-01,{LONG}\n")
    error = refusal(own_events.read_events, path)
    assert (error.line, error.reason) == (2, "a cell has more than 131,072 characters; shorten it.")
    error = refusal(check_file, f"text\n{LONG}\n".encode())
    assert (error.line, "field" in error.reason) == (2, True)
