"""Check a claim, run without a browser: parts are mended before they are judged."""

from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from armstransfers.web import at_hand, links, mending
from armstransfers.web.server import MAIN

CLAIM = "Belarus was Azerbaijan's second-largest arms supplier in 2011-20, with 7.1 %."
MENDED = (
    "rank | Belarus | Azerbaijan | 2011-2015 | imports | second-largest\n"
    "share | Belarus | Azerbaijan | 2011-2020 | imports | 7"
)


@pytest.fixture
def app():
    """The view with the claim in it."""
    app = AppTest.from_file(str(MAIN), default_timeout=30)
    app.run()
    app.session_state["go to"] = "check"
    app.run()
    app.text_area(key="sentence").set_value(CLAIM).run()
    return app


def verdicts(app):
    text = " ".join(element.proto.body for element in app.get("html"))
    pieces = text.split('<p class="at-verdict')[1:]
    return [piece.partition("<span>")[2].partition("<")[0] for piece in pieces]


def test_single_parts_are_mended_and_judged_again(app):
    assert verdicts(app) == ["not supported", "as published, revised since"]
    app.text_area(key="parts").set_value(MENDED).run()
    assert not app.exception
    assert verdicts(app) == ["supported", "supported"]
    assert "How you mended it" in [one.value for one in app.header]


def test_the_link_of_a_mended_claim_holds_what_was_mended(app):
    app.text_area(key="parts").set_value(MENDED).run()
    (address,) = [one.value for one in app.code if "/check?" in one.value]
    query = parse_qs(urlsplit(address).query)
    assert query["parts"] == [MENDED]
    assert links.settle(query).query["parts"] == [MENDED]


def test_undo_brings_back_what_was_understood(app):
    app.text_area(key="parts").set_value(MENDED).run()
    (undo,) = [one for one in app.button if one.label == "Undo my changes"]
    undo.click().run()
    assert app.text_area(key="parts").value == ""
    assert verdicts(app) == ["not supported", "as published, revised since"]


def test_a_bad_cell_is_one_sentence_and_nothing_is_judged(app):
    app.text_area(key="parts").set_value(MENDED.replace("2011-2015", "2015-2011")).run()
    assert not app.exception
    assert (
        app.error[0].value.replace("\\", "").startswith("Part 1, years: the window 2015-2011 ends")
    )
    assert verdicts(app) == []


def test_another_sentence_drops_what_was_mended(app):
    app.text_area(key="parts").set_value(MENDED).run()
    app.text_area(key="sentence").set_value("Russia supplied 59 % of Azerbaijan's arms in 2011-20.")
    app.run()
    assert app.text_area(key="parts").value == ""
    assert verdicts(app) == ["supported"]


UNSURE = "Azerbaijan got 35 % of its arms from Russia in 2015-19, unlike Georgia."


def pressed(app, label):
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception


def test_what_is_not_sure_is_a_question_without_the_colour_of_a_verdict(app):
    app.text_area(key="sentence").set_value(UNSURE).run()
    assert verdicts(app) == ["? needs your reading"]
    text = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="at-verdict at-ask"' in text
    assert 'class="at-verdict at-no"' not in text
    assert "28.53" in text


def test_it_is_judged_when_the_viewer_says_that_the_sentence_says_it(app):
    app.text_area(key="sentence").set_value(UNSURE).run()
    pressed(app, "Yes, it says that")
    assert verdicts(app) == ["not supported"]
    assert app.text_area(key="parts").value.endswith("confirmed")


def test_another_reading_is_judged_when_the_viewer_chooses_it(app):
    app.text_area(key="sentence").set_value(UNSURE).run()
    (other,) = [one.label for one in app.button if one.label.startswith("No: Georgia")]
    pressed(app, other)
    assert app.text_area(key="parts").value.startswith("share | Georgia | Azerbaijan | 2015-2019")
    assert "? needs your reading" not in verdicts(app)


def test_a_mended_piece_is_an_answer(app):
    app.text_area(key="sentence").set_value(UNSURE).run()
    app.text_area(key="parts").set_value("share | Russia | Azerbaijan | 2015-2019 | imports | 29 %")
    app.run()
    assert verdicts(app) == ["supported"]


def test_parts_without_a_sentence_are_a_claim(app):
    app.text_area(key="sentence").set_value("").run()
    app.text_area(key="parts").set_value(MENDED).run()
    assert verdicts(app) == ["supported", "supported"]


@pytest.mark.parametrize("lines", ["x" * 6001, " | ".join("abcdefghijk")])
def test_a_link_with_lines_that_are_none_is_answered_in_words(lines):
    at_hand.releases()
    settled = links.settle({"parts": [lines]})
    assert "parts" not in settled.query
    assert "was not understood" in settled.complaints[0]


def test_the_table_writes_removed_changed_and_added_rows_into_the_lines(monkeypatch):
    rows = mending.mending.rows_from(MENDED)
    table = mending._Table(rows, MENDED)
    session = {
        table.key: {
            "edited_rows": {1: {"supplier": "Russia", "denied": True}},
            "deleted_rows": [0],
            "added_rows": [{"supplier": "Israel", "stated": "26"}, {}],
        }
    }
    monkeypatch.setattr(mending.st, "session_state", session)
    mending._mend(table, MENDED)
    assert session["parts"] == (
        "share | Russia | Azerbaijan | 2011-2020 | imports | 7 | | | denied\n"
        "share | Israel | | | imports | 26"
    )
