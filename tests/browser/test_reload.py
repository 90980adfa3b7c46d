"""Nothing is lost by a reload, and nothing is found by anybody else."""

import re

from browsing import settle
from builders import c2_file, c2_row
from playwright.sync_api import expect

expect.set_options(timeout=15_000)
MAIN = "[data-testid=stMain]"
REGISTER = c2_file(
    c2_row(1, supplier="Israel", year=2014, value=30),
    c2_row(2, supplier="Ukraine", year=2014, value=10),
    generated="3 May 2024 1:00:00 PM",
    years=("2000", "2023"),
)


def test_a_reload_keeps_what_was_brought_and_another_browser_never_sees_it(
    watched, explorer, browser
):
    watched.goto(f"{explorer}/data")
    watched.locator(".st-key-exports input[type=file]").set_input_files(
        {"name": "trade-register.csv", "mimeType": "text/csv", "buffer": REGISTER.encode()}
    )
    watched.locator(".stFileChipName").wait_for()
    watched.get_by_role("button", name="Read the files").click()
    read = watched.get_by_role("heading", name="Read: SIPRI")
    expect(read).to_be_visible()

    watched.reload()
    expect(read).to_be_visible()
    watched.get_by_role("button", name="Show it").click()
    edition = watched.get_by_role("combobox", name="Edition")
    expect(edition).to_have_value(re.compile("^2024, yours"))
    watched.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    watched.reload()
    expect(edition).to_have_value(re.compile("^2024, yours"))

    tab = watched.context.new_page()
    tab.goto(f"{explorer}/data")
    expect(tab.get_by_role("heading", name="Read: SIPRI")).to_be_visible()

    other = browser.new_context().new_page()
    other.goto(f"{explorer}/data")
    for _ in range(2):
        expect(other.get_by_role("heading", name="On this computer")).to_be_visible()
        expect(other.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
        expect(other.locator(MAIN)).not_to_contain_text("edition 2024")
        other.reload()
    other.context.close()
    scripts_see = watched.evaluate("document.cookie")
    assert "viewer" not in scripts_see


def test_a_reload_keeps_own_events_until_they_are_removed(watched, tmp_path):
    page, own = watched, tmp_path / "own.csv"
    own.write_text("date_from,title\n2013-05-14,A day of my own\n", "utf-8")
    chart = page.locator(".stPlotlyChart").first
    page.get_by_role("button", name="Options").click()
    page.locator("[data-testid=stPopoverBody] input[type=file]").set_input_files(own)
    expect(chart).to_contain_text("A day of my own")
    page.reload()
    expect(chart).to_contain_text("A day of my own")
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Remove own.csv").click()
    expect(chart).not_to_contain_text("A day of my own")
    page.reload()
    settle(page)
    expect(chart).to_be_visible()
    expect(chart).not_to_contain_text("A day of my own")
