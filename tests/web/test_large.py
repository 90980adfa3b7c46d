"""The app on a release whose rows stay in files."""

from html import unescape

import pandas as pd
import pytest
from customs import written
from serving import free_port
from streamlit.testing.v1 import AppTest

from armstransfers.library import catalogue
from armstransfers.web.server import MAIN


@pytest.fixture
def pointed(tmp_path, monkeypatch):
    rows = [
        ("Azerbaijan", supplier, year, value)
        for year in range(2001, 2021)
        for supplier, value in (("Israel", 30.0), ("Israel", 30.0), ("Russia", 40.0))
    ]
    frame = pd.DataFrame(rows, columns=["importer", "exporter", "year", "worth"])
    monkeypatch.setenv("ARMSTRANSFERS_DATA", str(written(tmp_path, frame)))
    monkeypatch.setenv("ARMSTRANSFERS_ENGINE", "duckdb")


@pytest.mark.usefixtures("pointed")
def test_it_stands_first_and_the_others_after_it():
    titles = [one.origin.title for one in catalogue.releases()]
    assert titles[0] == "Made-up customs"
    assert len(titles) == 4


@pytest.mark.usefixtures("pointed")
@pytest.mark.parametrize("view", ["suppliers", "recipients", "pair", "compare", "world"])
def test_every_view_of_numbers_answers_from_it(view):
    app = AppTest.from_file(str(MAIN), default_timeout=30).run()
    app.switch_page(f"views/{view}.py").run()
    assert not app.exception
    text = unescape(" ".join(element.proto.body for element in app.get("html")))
    assert "Made-up customs" in text
    if view == "suppliers":
        assert "Israel supplied 60.0 %" in text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.usefixtures("pointed")
def test_commands_answer_from_it_when_it_is_named(run):
    own = catalogue.releases()[0].id
    window = ("--recipient", "Azerbaijan", "--years", "2011-2020")
    code, out, _ = run("shares", *window, "--release", own)
    assert code == 0
    assert "Made-up customs" in out


def test_what_is_wrong_with_it_is_one_line(run, tmp_path):
    code, _, err = run("app", "--port", free_port(), "--data", tmp_path / "nowhere.parquet")
    assert code == 2
    assert err.count("\n") == 1
