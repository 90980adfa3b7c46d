"""The start page, run without a browser."""

from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from armstransfers.web import start
from armstransfers.web.server import MAIN


@pytest.fixture
def app():
    return AppTest.from_file(str(MAIN), default_timeout=30).run()


def shown(app):
    assert not app.exception
    text = unescape(" ".join(element.proto.body for element in app.get("html")))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def asked(app, text):
    """Type into the box and press Go."""
    app.text_input(key="asked").input(text)
    next(one for one in app.button if one.label == "Go").click().run()
    assert not app.exception
    return app


class Day(date):
    """A calendar that is fixed at one day."""

    at = date(2026, 11, 28)

    @classmethod
    def today(cls):
        return cls.at


@pytest.fixture
def today(monkeypatch):
    """Fix today."""

    def fix(day):
        monkeypatch.setattr(Day, "at", day)
        monkeypatch.setattr(start, "date", Day)

    return fix


def test_it_says_what_this_is_and_draws_the_story(app):
    assert app.title[0].value == (
        "See who supplies whom with major arms, and check what is said about it"
    )
    assert "Russia supplied 59.3 % of Azerbaijan's imports of major arms in 2011-2020" in shown(app)
    assert len(app.get("plotly_chart")) == 1


def test_it_offers_six_questions_each_of_another_view(app):
    links = [one.proto for one in app.get("page_link") if one.proto.query_string]
    *questions, story = sorted(links, key=lambda one: "Explore" in one.label)
    assert len(questions) == 6
    assert len({one.page for one in questions}) == 6
    assert story.label == "Explore Azerbaijan's suppliers"


def test_a_typed_country_opens_its_suppliers(app):
    app = asked(app, "Saudi Arabia")
    assert app.title[0].value == "Who supplies Saudi Arabia?"
    # edition 2026's fact sheet: 77 per cent
    assert "The United States supplied 76.6 % of Saudi Arabia's imports" in shown(app)


def test_a_typed_pair_opens_the_pair(app):
    assert asked(app, "Belarus to Azerbaijan").title[0].value == (
        "What does Belarus supply to Azerbaijan?"
    )


def test_a_typed_sentence_is_checked(app):
    app = asked(app, "Belarus supplied 7.1 % of Azerbaijan's arms imports in 2011-2020.")
    assert app.title[0].value == "Check a claim"
    assert app.text_area(key="sentence").value.startswith("Belarus supplied 7.1 %")


def test_a_misspelt_name_is_asked_about_by_a_button(app):
    app = asked(app, "Saudi Arabai")
    button = next(one for one in app.button if one.label == "Who supplies Saudi Arabia?")
    assert button.click().run().title[0].value == "Who supplies Saudi Arabia?"


def test_what_is_not_understood_has_one_sentence_with_examples(app):
    app = asked(app, "*nothing* of <b>that</b>")
    (said,) = (one.value for one in app.info)
    assert "“\\*nothing\\* of \\<b\\>that\\</b\\>” names no country" in said
    assert "“Belarus to Azerbaijan”" in said


def test_it_says_what_data_are_here(app):
    text = shown(app)
    assert (
        "Edition 2026 of the SIPRI Arms Transfers Database (9 March 2026): all recipients" in text
    )
    assert "not an original SIPRI file" in text
    assert "Editions 2025 and 2022 are here, too, to compare." in text
    assert "less than 10 per cent" in text


def test_it_says_once_that_a_newer_edition_should_be_out(today):
    today(date(2027, 3, 7))
    app = AppTest.from_file(str(MAIN), default_timeout=30).run()
    assert "should have published" not in shown(app)
    today(date(2027, 3, 8))
    said = (
        "SIPRI should have published edition 2027 on 8 March 2027. The newest here is edition 2026."
    )
    assert shown(app.run()).count(said) == 1
    assert "edition 2027" not in shown(app.switch_page("views/suppliers.py").run())
