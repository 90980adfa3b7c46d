"""The views, run without a browser."""

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from armstransfers.web.server import MAIN


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def app():
    return AppTest.from_file(str(MAIN), default_timeout=30)


def page_text(app):
    return plain(unescape(" ".join(element.proto.body for element in app.get("html"))))


def test_the_start_page_answers_for_azerbaijan(app):
    app.run()
    assert not app.exception
    assert app.title[0].value == "Who supplies Azerbaijan?"
    text = page_text(app)
    assert "Russia supplied 59.7 % of Azerbaijan's imports of major arms in 2011-2020" in text
    assert "extract of the database: 15 recipients" in text
    assert "Source: SIPRI Arms Transfers Database, edition 2025" in text


def test_a_country_that_the_extract_lacks_is_refused_with_the_way_to_the_whole(app):
    app.run()
    app.selectbox(key="recipient").select("Algeria").run()
    assert not app.exception
    assert "does not hold all suppliers of Algeria" in app.info[0].value
    assert "armstransfers import FILE" in app.info[0].value


def test_an_empty_window_says_so(app):
    app.run()
    app.slider(key="years").set_value((1995, 1996)).run()
    assert not app.exception
    assert "No deliveries are recorded" in page_text(app)


def test_another_edition_brings_its_bands_and_its_name(app):
    app.run()
    app.selectbox(key="edition").select("2022 extract").run()
    assert not app.exception
    text = page_text(app)
    assert "6.97 to 7.25" in text
    assert "edition 2022" in text


def test_latest_five_years_and_reset(app):
    app.run()
    buttons = {button.label: button for button in app.button}
    buttons["Latest five years"].click().run()
    assert app.slider(key="years").value == (2020, 2024)
    assert "Türkiye supplied 58.8 %" in page_text(app)
    app.selectbox(key="recipient").select("Armenia").run()
    next(b for b in app.button if b.label == "Reset").click().run()
    assert app.slider(key="years").value == (2011, 2020)
    assert app.title[0].value == "Who supplies Azerbaijan?"
