"""Tables that are taken away: names in them stay text, whatever they look like."""

import csv
import io
import re

import pandas as pd
import pytest
from builders import release

from armstransfers import shares
from armstransfers.analysis.question import Question
from armstransfers.export.provenance import provenance
from armstransfers.export.safe import file_name
from armstransfers.export.tables import to_csv, to_rows

NAMES = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example","y")',
    "+1",
    "-2",
    "@x",
    "'=1+1",
    "＝1+1",  # noqa: RUF001  # as wide as in East Asian text
    "x;=1+1",
    "a,=1+1",
    '"=1+1"',
    "#1 Brigade",
    "Brigade #1",
    "'Peace' Force",
    "Guinea-Bissau",
]
CELLS = {("Georgia", name, 2010): i + 1 for i, name in enumerate(NAMES)}
RUNS = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001  # as wide as in East Asian text


def taken_away(cells):
    data = release(cells)
    table = shares(data, recipient="Georgia", years=2010)
    notes = provenance(data, Question("recipient", "Georgia"), (2010, 2010))
    return data, table, to_csv(table, data.measure, notes)


def by_hand(cell):
    """A name as it was, by the note in the file: without the apostrophe before = + - @."""
    return re.sub(r"'(?='*[=+\-@＝＋－＠])", "", cell, count=1)  # noqa: RUF001  # as wide as in East Asian text


def test_no_cell_of_a_csv_file_begins_a_formula_for_any_separator():
    _, _, content = taken_away(CELLS)
    for separator in ",;\t|":
        for cells in csv.reader(io.StringIO(content), delimiter=separator):
            for cell in cells:
                number = re.fullmatch(r"-?[\d.]+", cell)
                assert number or not RUNS.match(cell.replace('"', "")), cell


def test_names_come_back_from_a_csv_file_as_its_note_says():
    _, table, content = taken_away(CELLS)
    back = pd.read_csv(io.StringIO(content), comment="#", keep_default_na=False)
    assert [by_hand(name) for name in back["partner"]] == table["partner"].tolist()
    assert back["value"].tolist() == table["value"].tolist()
    assert "# Names: text that a spreadsheet could run" in content


def test_usual_names_are_written_as_they_are_and_without_a_note():
    _, _, content = taken_away({("Georgia", "Guinea-Bissau", 2010): 5})
    assert "\nGuinea-Bissau," in content
    assert "# Names" not in content


def test_the_lines_above_a_table_begin_no_formula_and_no_line():
    data, table, _ = taken_away({("Georgia", "Israel", 2010): 5})
    notes = provenance(data, Question("recipient", "a,=1+1\nb"), (2010, 2010))
    content = to_csv(table, data.measure, notes)
    assert content.startswith("# Question: Who supplies a,'=1+1 b?\n")
    assert all(line.startswith("# ") for line in content.splitlines()[:8])


def test_json_holds_names_exactly():
    data, table, _ = taken_away(CELLS)
    assert {row["partner"] for row in to_rows(table, data.measure)} == set(NAMES)


@pytest.mark.parametrize("name", [*NAMES, "../../etc/passwd", "a\\b", "C:x", "nul\0"])
def test_a_name_makes_no_path_in_the_name_of_a_file(name):
    assert re.fullmatch(r"[\w.()-]+\.csv", file_name(f"suppliers_{name}_2010.csv"))
