"""Files that are not quite as the program would have them: what a viewer is asked, and sees then."""

import pytest
from browsing import choose, settle, text
from builders import C2_HEADER, c2_file, c2_row
from playwright.sync_api import expect
from set_aside import NO_VOLUME, NO_YEAR, register

expect.set_options(timeout=15_000)
MAIN = "[data-testid=stMain]"


def bring(page, explorer, *files):
    page.goto(f"{explorer}/data")
    page.locator(".st-key-exports input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
            for name, content in files
        ]
    )
    page.locator(".stFileChipName", has_text=files[-1][0]).wait_for()
    page.get_by_role("button", name="Read the files").click()
    settle(page)


def show(page, recipient):
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("combobox", name="Recipient").wait_for()
    settle(page)
    choose(page, "Recipient", recipient)


def test_lines_that_cannot_be_read_are_left_out_by_consent(watched, explorer):
    bring(watched, explorer, ("register.csv", register(NO_YEAR, NO_VOLUME)))
    asked = watched.locator(".st-key-unreadable-exports")
    expect(asked).to_contain_text("2 lines of register.csv cannot be read")
    expect(asked).to_contain_text("with 30.00 million TIV on the only one whose volume can be read")
    first, second = (text(row) for row in asked.locator("tbody tr").all())
    assert first.startswith("106 Israel to Georgia, unreadable year, 30.00 million TIV")
    assert (
        second
        == "107 Israel to Armenia, 2007, unreadable volume TIV delivery values: '7o' is not a number"
    )
    asked.get_by_role("button", name="Read without these 2 lines").click()
    expect(watched.get_by_role("heading", name="Read: SIPRI")).to_contain_text("edition 2021")
    expect(watched.locator(MAIN)).to_contain_text("2 lines could not be read and are left out")
    expect(watched.locator(".st-key-unreadable-exports")).to_have_count(0)
    show(watched, "Georgia")
    missing = (
        "1 line that may belong here could not be read and is left out, with 30.00 million TIV."
    )
    expect(watched.locator(MAIN)).to_contain_text(missing)


def test_nothing_is_read_without_consent(watched, explorer):
    bring(watched, explorer, ("register.csv", register(NO_YEAR)))
    expect(watched.get_by_role("button", name="Read without this line")).to_be_visible()
    expect(watched.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)
    watched.reload()
    expect(watched.get_by_role("heading", name="Your data")).to_be_visible()
    expect(watched.get_by_role("heading", name="Read: SIPRI")).to_have_count(0)


FEBRUARY = "\n".join(
    f"{line};"
    for line in c2_file(
        c2_row(1, "United States", "Saudi Arabia", 2020, 60, year_estimated=""),
        c2_row(2, "France", "Saudi Arabia", 2024, 15, number_estimated=""),
        c2_row(3, "Spain", "Saudi Arabia", 2019, 99),
        generated="12 Feb 2026 12:26:12 PM",
        years=("1995", "2025"),
        header=C2_HEADER,
    ).splitlines()
)
"""The shape of a register that the site gave in February 2026: a mark at the end of each line, empty
flags, and a year that the edition does not have yet."""


def test_a_register_in_the_shape_of_february_2026_shows_saudi_arabia(watched, explorer):
    bring(watched, explorer, ("register.csv", FEBRUARY))
    report = watched.locator(MAIN)
    expect(report).to_contain_text(
        "3 rows, 2019-2024, 3 suppliers, 1 recipient, 174.00 million TIV"
    )
    expect(report).to_contain_text("is empty on 1 of 3 lines: not stated, never No")
    show(watched, "Saudi Arabia")
    watched.get_by_role("button", name="Latest five years").click()
    settle(watched)
    expect(watched.locator(".at-headline")).to_contain_text("United States supplied 80.0")
    expect(watched.locator(".at-headline")).to_contain_text("2020-2024")


@pytest.fixture
def with_rows(watched, explorer):
    """A page to which a register was brought, and rows that lost their first lines."""
    bring(watched, explorer, ("register.csv", register()))
    expect(watched.get_by_role("heading", name="Read: SIPRI")).to_have_count(1)
    rows = "\n".join([C2_HEADER, c2_row(301, "Israel", "Armenia", 2008, 40)]) + "\n"
    watched.locator(".stFileChip button").first.click()
    watched.locator(".st-key-exports input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    watched.locator(".stFileChipName", has_text="rows.csv").wait_for()
    watched.get_by_role("button", name="Read the files").click()
    settle(watched)
    return watched


def test_rows_of_unknown_coverage_are_added_when_it_is_seen_what_they_change(with_rows):
    report = with_rows.locator(MAIN)
    with_rows.get_by_text("Or add these rows to a register").click()
    expect(report).to_contain_text(
        "a total of 1,000.00 before and 1,040.00 after, and 1 flow changed"
    )
    with_rows.get_by_role("button", name="Add these rows to 2021").click()
    settle(with_rows)
    expect(report).to_contain_text("1 new row, a total of 1,000.00 before and 1,040.00 after")
    expect(report).to_contain_text(
        "101 rows, 2004-2008, 2 suppliers, 2 recipients, 1,040.00 million"
    )
    expect(report).to_contain_text("100 rows, 2004, 1 supplier, 1 recipient, 1,000.00 million TIV")


def test_a_file_without_its_first_lines_is_asked_what_it_holds(watched, explorer):
    rows = "\n".join([C2_HEADER, c2_row(1, year=2004), c2_row(2, "Israel", year=2008)]) + "\n"
    bring(watched, explorer, ("rows.csv", rows))
    report = watched.locator(MAIN)
    expect(report).to_contain_text("What does this file hold?")
    expect(watched.get_by_role("button", name="Show it")).to_have_count(0)
    watched.get_by_role("spinbutton", name="Edition").fill("2021")
    watched.get_by_role("button", name="Yes, it holds all suppliers and all recipients").click()
    settle(watched)
    expect(report).to_contain_text("holds all suppliers with all recipients, 2004-2008")
    expect(watched.get_by_role("button", name="Show it")).to_be_visible()
    expect(report).not_to_contain_text("What does this file hold?")


def test_a_source_may_be_named(watched, explorer):
    watched.goto(f"{explorer}/data")
    box = watched.get_by_role("combobox", name="What is it?")
    box.click()
    options = [text(one) for one in watched.get_by_role("option").all()]
    assert options[0].startswith("SIPRI")
    assert {"UK strategic export licences", "CEPII BACI, arms and ammunition"} <= set(options)
