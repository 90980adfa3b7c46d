"""What a viewer brings: the report, the release, and that nobody else sees it."""

import pytest
from builders import c2_file, c2_row
from playwright.sync_api import expect

expect.set_options(timeout=15_000)

REGISTER = c2_file(
    c2_row(1, supplier="Israel", year=2014, value=30),
    c2_row(2, supplier="Ruritania", year=2014, value=10),
    generated="3 May 2024 1:00:00 PM",
    years=("2000", "2023"),
)


def bring(page, explorer, name, content):
    page.goto(f"{explorer}/data")
    page.locator("input[type=file]").set_input_files(
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
    expect(shown.get_by_role("combobox", name="Edition")).to_have_value("2024 yours")
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
    expect(other.get_by_role("heading", name="At hand")).to_be_visible()
    expect(other.locator("[data-testid=stMain]")).not_to_contain_text("edition 2024")
    other.context.close()


def test_a_file_that_cannot_be_read_is_one_sentence(watched, explorer):
    bring(watched, explorer, "bad.csv", REGISTER.replace(",2014,", ",20144,", 1))
    expect(watched.locator(".stAlert")).to_contain_text(
        "bad.csv, line 6, column 'Delivery year': '20144' is not a year"
    )


def test_it_can_be_forgotten_and_kept(shown, explorer, browser):
    shown.get_by_role("button", name="Forget it").click()
    expect(shown.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
    bring(shown, explorer, "trade-register.csv", REGISTER)
    shown.get_by_role("button", name="Keep it on this computer").click()
    expect(shown.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
    expect(shown.locator("[data-testid=stMain]")).to_contain_text("edition 2024")
    other = browser.new_context().new_page()
    other.goto(f"{explorer}/data")
    expect(other.locator("[data-testid=stMain]")).to_contain_text("edition 2024")
    other.context.close()
