"""What is drawn before anybody asks is what the first viewer gets."""

import builders
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from armstransfers import shipped_releases
from armstransfers.web import ahead, computed, partners
from armstransfers.web.server import MAIN

COMPUTING = [
    (computed, "shares"), (computed, "share_series"), (computed, "change"),
    (computed, "concentration"), (computed, "solidity"), (computed, "partners_over_time"),
    (partners, "ranking_html"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_remembered():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def first_page(monkeypatch):
    """Open the first page, which may compute nothing; return its title, or what went wrong."""

    def computed_again(*args, **options):
        raise AssertionError("computed again")

    def open_it():
        for module, name in COMPUTING:
            monkeypatch.setattr(module, name, computed_again)
        page = AppTest.from_file(MAIN, default_timeout=60).run()
        return [one.value for one in page.exception] or page.title[0].value

    return open_it


def test_the_first_viewer_waits_for_no_number(first_page):
    ahead.draw(shipped_releases())
    assert first_page() == "Who supplies Azerbaijan?"


def test_else_the_first_viewer_would_wait(first_page):
    assert first_page() != "Who supplies Azerbaijan?"


def test_a_release_without_the_first_country_holds_nobody_up(first_page):
    other = builders.release({("India", "Russia", 2004): 60.0})
    ahead.draw([other, *shipped_releases()])
    assert first_page() == "Who supplies Azerbaijan?"
