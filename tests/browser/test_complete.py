"""The complete database without a terminal: from a refusal to the answer, whatever comes between."""

import re
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from browsing import settle
from builders import c1_file, c1_row
from fetching import FAILURES
from playwright.sync_api import expect
from serving import free_port, started
from set_aside import NO_YEAR
from set_aside import register as damaged
from sipri_site import register, send_file, served

from armstransfers.fetch.pieces import decades

expect.set_options(timeout=15_000)
QUICKLY = """
import sys
from datetime import date
import streamlit as st
from armstransfers import fetch
from armstransfers.fetch import pieces
from armstransfers.web import downloading
pieces.today = lambda: date(2006, 5, 3)
fetch.PATIENCE = fetch.Patience(pause=0, connect=5, answer=120, repeats=2, back_off=0)
downloading.LOOK = 0.2
from armstransfers.web.server import MAIN, SETTINGS, lifespan, middleware, routes
app = st.App(MAIN, lifespan=lifespan, routes=routes, middleware=middleware)
app.run(config={**SETTINGS, "server.port": int(sys.argv[2])})
"""
QUESTION = "/?recipient=Algeria&years=2001&years=2005"
"""What no extract answers, and the made-up site's register does."""
DECADES = decades(2005)
OFFER = "Get the complete database"


@contextmanager
def explorer_of(address, home):
    """An explorer for which SIPRI's site is at an address, on the day of the made-up site's files."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ARMSTRANSFERS_SIPRI_ADDRESS", address)
        patched.setenv("NO_PROXY", "127.0.0.1")
        with started([sys.executable, "-c", QUICKLY], home) as url:
            yield url


def to_algeria(first, last, generated="3 May 2006 9:14:21 AM"):
    return register(first, last, generated).replace("Georgia", "Algeria")


@contextmanager
def site_of_2006():
    """The made-up site as it was in 2006, with a register of deliveries to Algeria."""
    with served() as site:
        site.last_year, site.generated = 2005, "3 May 2006 9:14:21 AM"
        site.register = to_algeria
        yield site


@pytest.fixture
def sipri():
    with site_of_2006() as site:
        yield site


@pytest.fixture
def asked(sipri, guarded, tmp_path):
    """A page whose question needs the complete database, with an empty store."""
    with explorer_of(sipri.address, tmp_path) as url:
        guarded.goto(url + QUESTION)
        guarded.get_by_role("button", name=OFFER).wait_for()
        yield guarded


def opened(page):
    page.get_by_role("button", name=OFFER).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("From SIPRI's own page")
    return dialog


def begin(dialog):
    dialog.get_by_text("I agree to these terms").click()
    dialog.get_by_role("button", name="Download from SIPRI to this computer").click()


def busy(sipri, decade):
    """Keep whoever asks for a decade waiting; return what ends that, and what says that it began."""
    end, began = threading.Event(), threading.Event()

    def answer(handler):
        began.set()
        end.wait(120)
        send_file(to_algeria(*decade))(handler)

    sipri.answers[decade] = [answer]
    return end, began


def expect_answer(page):
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(
        "The complete database is on this computer: edition 2006, 1950-2005, 56 delivery rows."
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Algeria?")
    settle(page)
    expect(page.locator(".at-headline")).to_contain_text(
        "Russia supplied 100.0 % of Algeria's imports of major arms in 2001-2005"
    )


def test_from_a_refusal_to_the_answer(asked, sipri):
    dialog = opened(asked)
    for words in (
        "non-commercial use", "Do not pass the data on", "not affiliated with SIPRI", "once a day",
    ):  # fmt: skip
        expect(dialog).to_contain_text(words)
    terms = dialog.get_by_role("link", name="SIPRI's terms")
    expect(terms).to_have_attribute("href", "https://www.sipri.org/about/terms-and-conditions")
    button = dialog.get_by_role("button", name="Download from SIPRI to this computer")
    expect(button).to_be_disabled()
    assert sipri.asked == []
    begin(dialog)
    expect_answer(asked)
    assert sipri.registers == DECADES


def test_once_a_day(asked, sipri):
    begin(opened(asked))
    expect_answer(asked)
    asked.get_by_role("link", name="Your data").click()
    expect(asked.get_by_role("heading", level=1)).to_have_text("Your data")
    dialog = opened(asked)
    expect(dialog).to_contain_text("SIPRI's site gave the complete register today")
    expect(dialog.get_by_text("I agree to these terms")).to_have_count(0)
    assert sipri.registers == DECADES


def test_stopped_reloaded_and_continued(asked, sipri):
    end, began = busy(sipri, (1970, 1979))
    dialog = opened(asked)
    begin(dialog)
    expect(dialog).to_contain_text("Asking SIPRI's site for 1970-1979.")
    expect(dialog).to_contain_text("2 of 6 decades are here.")
    assert began.is_set()
    dialog.get_by_role("button", name="Stop").click()
    go_on = dialog.get_by_role("button", name="Go on")
    expect(go_on).to_be_enabled()
    end.set()
    asked.reload()
    dialog = opened(asked)
    expect(dialog).to_contain_text("2 of 6 decades are here.")
    expect(go_on).to_be_disabled()  # whoever loads the page anew is asked anew
    sipri.asked.clear()
    dialog.get_by_text("I agree to these terms").click()
    go_on.click()
    expect_answer(asked)
    assert sipri.registers == DECADES[2:]


def test_it_goes_on_while_other_pages_are_looked_at_and_a_second_tab_starts_no_second(asked, sipri):
    end, _ = busy(sipri, (1970, 1979))
    dialog = opened(asked)
    begin(dialog)
    expect(dialog).to_contain_text("1970-1979")
    asked.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    underway = asked.locator(".st-key-downloading")
    expect(underway).to_contain_text("Downloading: 2 of 6 decades")

    tab = asked.context.new_page()
    tab.goto(asked.url)
    tab.get_by_role("button", name=OFFER).first.click()
    other = tab.get_by_role("dialog")
    expect(other.get_by_role("button", name="Stop")).to_be_visible()
    expect(other.get_by_text("I agree to these terms")).to_have_count(0)

    underway.get_by_role("button", name="Show").click()
    expect(dialog.get_by_role("button", name="Stop")).to_be_visible()
    asked.keyboard.press("Escape")
    end.set()
    expect_answer(tab)
    expect_answer(asked)
    assert sipri.registers == DECADES


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A site and an explorer that asks it, for tests that leave its store as empty as it was."""
    with (
        site_of_2006() as site,
        explorer_of(site.address, tmp_path_factory.mktemp("empty")) as url,
    ):
        yield site, url


@pytest.fixture
def asked_there(empty, guarded):
    """A page of it whose question needs the complete database."""
    guarded.goto(empty[1] + QUESTION)
    guarded.get_by_role("button", name=OFFER).wait_for()
    return guarded


@pytest.fixture(scope="module")
def failing(browser, empty):
    """A site, and a dialog that has agreed to the terms once."""
    site, url = empty
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url + QUESTION)
        dialog = opened(page)
        dialog.get_by_text("I agree to these terms").click()
        yield site, dialog


@pytest.mark.parametrize(("answers", "sentence"), FAILURES.values(), ids=FAILURES)
def test_every_failure_is_one_sentence_and_then_the_way_by_hand(failing, answers, sentence):
    site, dialog = failing
    prepared = site.answers[1960, 1969] = list(answers)
    dialog.get_by_role("button", name=re.compile("Download from SIPRI|Go on")).click()
    deadline = time.monotonic() + 15
    while prepared and time.monotonic() < deadline:
        time.sleep(0.02)
    assert prepared == []
    expect(dialog).to_have_text(
        re.compile(
            f"{re.escape(sentence)}.*From SIPRI's own page.*1 of 6 decades is here", re.S | re.I
        )
    )
    expect(dialog.get_by_role("alert")).to_have_count(1)


def test_without_a_network_it_says_so(guarded, tmp_path):
    with explorer_of(f"http://127.0.0.1:{free_port()}/api/p", tmp_path) as url:
        guarded.goto(url + QUESTION)
        dialog = opened(guarded)
        begin(dialog)
        expect(dialog.get_by_role("alert")).to_contain_text(
            "cannot be reached; check the connection of this computer"
        )
        expect(dialog).to_contain_text("Drop the file here")


def drop(dialog, content, name="trade-register.csv"):
    dialog.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode("latin-1")}
    )


def test_a_file_of_sipris_page_is_dropped_kept_and_answers(asked, tmp_path):
    drop(opened(asked), to_algeria(1950, 2005))
    expect_answer(asked)
    assert len(list(tmp_path.glob("releases/sipri-2006-*"))) == 1


def test_whoever_keeps_nothing_is_answered_too(asked_there):
    dialog = opened(asked_there)
    dialog.get_by_text("Keep it on this computer").click()
    drop(dialog, to_algeria(1950, 2005))
    expect_answer(asked_there)
    expect(asked_there.locator("[data-testid=stSidebar]")).to_contain_text(
        "Shown: 2006, yours, complete."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (c1_file(c1_row(years="2004")), "This is the register by deal"),
        (to_algeria(1950, 2005).replace("from All countries", "from Russia"), "not the whole register"),
        ("<html><body>No data</body></html>", "an HTML page"),
        (damaged(NO_YEAR), "1 line of trade-register.csv cannot be read"),
    ],
    ids=["by deal", "of one supplier", "a page", "with a line that cannot be read"],
)  # fmt: skip
def test_another_file_is_told_what_it_lacks(asked_there, content, sentence):
    dialog = opened(asked_there)
    drop(dialog, content)
    expect(dialog).to_contain_text(sentence)
    expect(dialog).to_contain_text("Drop the file here")


def test_the_keyboard_is_enough(asked_there):
    offer = asked_there.get_by_role("button", name=OFFER).first
    offer.focus()
    asked_there.keyboard.press("Enter")
    dialog = asked_there.get_by_role("dialog")
    expect(dialog).to_contain_text("Extracts for a class")
    settle(asked_there)  # meanwhile its controls are not active
    reached = []
    for _ in range(10):
        asked_there.keyboard.press("Tab")
        reached.append(
            asked_there.evaluate(
                "document.activeElement.innerText || document.activeElement.ariaLabel"
            )
        )
        assert asked_there.evaluate("document.activeElement.closest('[role=dialog]') !== null"), (
            reached
        )
    for name in (
        "SIPRI's arms transfers database",
        "Upload",
        "SIPRI's terms",
        "Extracts for a class",
    ):
        assert any(name in (one or "") for one in reached), reached
    asked_there.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(offer).to_be_focused()


def test_a_class_gets_the_extracts_as_they_ship(asked_there):
    dialog = opened(asked_there)
    with asked_there.expect_download() as waiting:
        dialog.get_by_role("button", name="Extracts for a class").click()
    assert waiting.value.suggested_filename == "sipri-extracts.zip"
