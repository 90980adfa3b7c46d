"""Notebooks say first what a reader will be able to say; their outputs are not kept."""

import json

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_its_end_and_holds_no_output(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert "At the end you will be able to say" in "".join(cells[0]["source"])
    assert "".join(cells[-1]["source"]).startswith("**What you can say now.**")
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert any("assert" in "".join(cell["source"]) for cell in code)


def test_there_is_a_notebook_for_each_of_the_four_questions():
    assert [path.stem for path in NOTEBOOKS] == [
        "checking_a_claim", "who_supplies_whom", "why_windows_matter", "your_own_data",
    ]  # fmt: skip
