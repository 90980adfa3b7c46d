"""What a viewer brings: the report, the release, and that nobody else sees it."""

import re
import subprocess
import sys
import time
import urllib.request

import pytest
from builders import c2_file, c2_row
from playwright.sync_api import expect
from serving import free_port, served, wait_until_healthy

expect.set_options(timeout=15_000)

REGISTER = c2_file(
    c2_row(1, supplier="Israel", year=2014, value=30),
    c2_row(2, supplier="Ruritania", year=2014, value=10),
    generated="3 May 2024 1:00:00 PM",
    years=("2000", "2023"),
)


def bring(page, explorer, name, content):
    page.goto(f"{explorer}/data")
    page.locator(".st-key-exports input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.locator(".stFileChipName", has_text=name).wait_for()
    page.get_by_role("button", name="Read the files").click()


@pytest.fixture
def shown(watched, explorer):
    """A page on which the register was brought and opened."""
    bring(watched, explorer, "trade-register.csv", REGISTER)
    expect(watched.get_by_role("heading", name="Read: SIPRI")).to_contain_text("edition 2024")
    return watched


def test_a_report_says_what_was_found(shown):
    report = shown.locator("[data-testid=stMain]")
    expect(report).to_contain_text("2 rows, 2014, 2 suppliers, 1 recipient, 40.00 million TIV")
    expect(report).to_contain_text("Unknown name, kept as it is: Ruritania")


def test_another_viewer_who_knows_the_id_gets_nothing(shown, explorer, browser):
    shown.get_by_role("button", name="Show it").click()
    expect(shown.get_by_role("combobox", name="Edition")).to_have_value(re.compile("^2024, yours"))
    box = shown.get_by_role("combobox", name="Recipient")
    box.click()
    box.fill("Georgia")
    shown.keyboard.press("Enter")
    expect(shown.locator(".at-headline")).to_contain_text("Israel supplied 75.0")
    shown.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    shown.get_by_role("button", name="Copy link").click()
    link = shown.locator("[data-testid=stPopoverBody] code").inner_text()
    assert "release=sipri-2024-" in link
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.locator(".stAlert")).to_contain_text("is not on this computer")
    expect(other.locator(".at-headline")).not_to_contain_text("75.0")
    other.goto(f"{explorer}/data")
    expect(other.get_by_role("heading", name="On this computer")).to_be_visible()
    expect(other.locator("[data-testid=stMain]")).not_to_contain_text("edition 2024")
    other.context.close()


def test_a_file_that_cannot_be_read_is_one_sentence(watched, explorer):
    bad = REGISTER.splitlines()[:5]
    bring(watched, explorer, "worse.csv", "\n".join([*bad, "1,Israel"]) + "\n")
    expect(watched.locator(".stAlert")).to_contain_text(
        "worse.csv, line 6: the line has 2 cells where the header has 17"
    )


@pytest.fixture
def explorer_to_keep_in(tmp_path):
    """An explorer of its own: what is kept in the one that all tests share would answer them."""
    with served(tmp_path) as url:
        yield url


def test_it_can_be_forgotten_and_kept(guarded, explorer_to_keep_in, browser):
    page = guarded
    bring(page, explorer_to_keep_in, "trade-register.csv", REGISTER)
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
    bring(page, explorer_to_keep_in, "trade-register.csv", REGISTER)
    page.get_by_role("button", name="Keep it on this computer").click()
    expect(page.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("edition 2024")
    other = browser.new_context().new_page()
    other.goto(f"{explorer_to_keep_in}/data")
    expect(other.locator("[data-testid=stMain]")).to_contain_text("edition 2024")
    other.context.close()


COUNTING = """
import sys
import weakref
import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from armstransfers.model.release import Release
from armstransfers.web.server import MAIN, SETTINGS, lifespan, middleware, routes

made, begin = weakref.WeakSet(), Release.__init__

def counted(self, *columns, **named):
    begin(self, *columns, **named)
    made.add(self)

Release.__init__ = counted

async def alive(request):
    return PlainTextResponse(str(sum(release.origin.edition == 2024 for release in list(made))))

app = st.App(MAIN, lifespan=lifespan, routes=[*routes, Route("/alive", alive)], middleware=middleware)
quick = {"server.port": int(sys.argv[1]), "server.disconnectedSessionTTL": 1}
app.run(config={**SETTINGS, **quick})
"""
"""The app with an address that counts the releases of edition 2024 in its memory.

The collector's own list would leave out what the app has set apart from it.
"""


def test_what_was_brought_leaves_the_memory_when_the_viewer_has_left(browser):
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-c", COUNTING, url.rpartition(":")[2]]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def alive():
        with urllib.request.urlopen(f"{url}/alive", timeout=10) as answer:
            return int(answer.read())

    try:
        wait_until_healthy(url, server)
        page = browser.new_context().new_page()
        bring(page, url, "trade-register.csv", REGISTER)
        page.get_by_role("button", name="Show it").click()
        expect(page.get_by_role("combobox", name="Edition")).to_have_value(
            re.compile("^2024, yours")
        )
        assert alive() > 0
        page.context.close()
        deadline = time.monotonic() + 60
        while alive() and time.monotonic() < deadline:
            time.sleep(0.5)
        assert alive() == 0
    finally:
        server.terminate()
        server.wait(timeout=20)


LICENCES = """Origin,Destination,Year,Licences
Germany,India,2015,1234.5
Germany,Poland,2016,30.5
"""


def test_a_table_of_another_source_is_described_and_shown_in_its_own_unit(watched, explorer):
    watched.goto(f"{explorer}/data")
    watched.get_by_text("A table of another source", exact=True).click()
    watched.locator(".st-key-table input[type=file]").set_input_files(
        {"name": "licences.csv", "mimeType": "text/csv", "buffer": LICENCES.encode()}
    )
    expect(watched.get_by_role("combobox", name="Column of the supplier")).to_have_value("Origin")
    for label, words in {
        "Name of the source": "A made-up ministry",
        "What is measured": "Value of licences",
        "Unit": "million euro",
        "Counted at": "licence",
        "Goods": "military goods",
    }.items():
        watched.get_by_role("textbox", name=label).fill(words)
    for label, year in {"Edition": "2017", "From year": "2015", "To year": "2016"}.items():
        watched.get_by_role("spinbutton", name=label).fill(year)
    watched.get_by_text("May be added up over years and partners").click()
    watched.get_by_text("It is complete: all recipients").click()
    watched.get_by_role("button", name="Read the table").click()
    report = watched.locator("[data-testid=stMain]")
    expect(report).to_contain_text("2 rows, 2015-2016, 1 supplier, 2 recipients, 1,265.0 million")
    watched.get_by_role("button", name="Show it").click()
    expect(watched.get_by_role("combobox", name="Edition")).to_have_value(
        "A made-up ministry, 2017, yours"
    )
    watched.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    watched.get_by_role("link", name="Recipients").click()
    box = watched.get_by_role("combobox", name="Supplier")
    box.click()
    box.fill("Germany")
    watched.keyboard.press("Enter")
    expect(watched.locator(".at-headline")).to_contain_text(
        "of Germany's exports of military goods in 2015-2016"
    )
    expect(watched.locator("[data-testid=stMain]")).not_to_contain_text("TIV")


def test_names_that_look_like_markup_or_formulas_stay_text(watched, explorer):
    names = ("<b>Rurit</b>", "=SUM(B2)", "**Grand** [Fenwick](x)", "@SUM(A1)")
    rows = [c2_row(i, supplier=name, year=2014, value=9 - i) for i, name in enumerate(names, 1)]
    bring(watched, explorer, "names.csv", c2_file(*rows, generated="3 May 2024 1:00:00 PM"))
    report = watched.locator("[data-testid=stMain]")
    for name in names:
        expect(report).to_contain_text(f"Unknown name, kept as it is: {name}")
    watched.get_by_role("button", name="Show it").click()
    box = watched.get_by_role("combobox", name="Recipient")
    box.click()
    box.fill("Georgia")
    watched.keyboard.press("Enter")
    expect(watched.locator(".at-headline")).to_contain_text("<b>Rurit</b> supplied")
    for name in names:
        expect(watched.locator(".at-table")).to_contain_text(name)
    drawn = watched.locator(".js-plotly-plot")
    expect(drawn).to_contain_text("<b>Rurit</b>")
