"""The explorer in a browser, as a student and as an analyst use it."""

import csv
import io
import re
import subprocess
import sys

from playwright.sync_api import expect

expect.set_options(timeout=15_000)

NBSP = "\N{NO-BREAK SPACE}"


def choose(page, label, typed):
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(typed)
    page.keyboard.press("Enter")


def headline(page):
    return page.locator(".at-headline")


def ranking(page):
    rows = page.locator(".at-table tbody tr").all()
    return [[cell.inner_text().replace(NBSP, " ") for cell in r.locator("td").all()] for r in rows]


def from_command_line(*words):
    command = [sys.executable, "-c", "from armstransfers.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def settle(page):
    """Wait until the app has drawn all of its answer."""
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()


def move_first_year(page, presses, key="ArrowRight"):
    thumb = page.get_by_role("slider").first
    thumb.focus()
    for _ in range(presses):
        page.keyboard.press(key)


def test_the_first_glance_answers_who_supplies_azerbaijan(watched):
    page = watched
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Azerbaijan?")
    expect(headline(page)).to_contain_text(f"Russia supplied 59.3{NBSP}% of Azerbaijan's imports")
    settle(page)
    assert ranking(page)[2] == ["3", "Belarus", "7.0 %", "\N{MINUS SIGN}4.3"]
    panels = page.locator(".js-plotly-plot .cartesianlayer").bounding_box()
    assert panels["y"] + panels["height"] < 800
    expect(page.locator(".at-notes")).to_contain_text("This is an extract of the database")


def test_a_student_chooses_reads_follows_the_link_and_goes_back(watched, explorer):
    page = watched
    choose(page, "Recipient", "Georg")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Georgia?")
    expect(headline(page)).to_contain_text(f"France supplied 48.4{NBSP}%")
    move_first_year(page, 5)
    expect(headline(page)).to_contain_text("in 2016-2020")
    settle(page)
    expected = ranking(page)

    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("[data-testid=stPopoverBody] .stCode button")).to_be_visible()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    assert "release=sipri-2026-" in link
    assert "window=5" in link
    page.keyboard.press("Escape")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Georgia?")
    expect(headline(page)).to_contain_text("in 2016-2020")
    settle(page)
    assert ranking(page) == expected
    expect(page.locator(".stAlert")).to_have_count(0)

    page.get_by_role("link", name="Recipients").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whom does Belarus supply?")
    expect(headline(page)).to_contain_text("in 2016-2020")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Georgia?")
    expect(headline(page)).to_contain_text("in 2016-2020")


def test_the_download_is_what_the_command_line_prints(watched):
    page = watched
    choose(page, "Recipient", "Armenia")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Armenia?")
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    downloaded = waiting.value.path().read_text("utf-8")
    printed = from_command_line(
        "shares", "--recipient", "Armenia", "--years", "2011-2020", "--format", "csv"
    )
    assert downloaded == printed
    table = [line for line in downloaded.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(table))))
    shown = [row[1] for row in ranking(page)]
    assert [row["partner"].replace("Turkiye", "Türkiye") for row in rows][: len(shown)] == shown


def test_reset_resets_everything(watched):
    page = watched
    before = headline(page).inner_text()
    choose(page, "Recipient", "India")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies India?")
    settle(page)
    page.get_by_role("button", name="Latest five years").click()
    expect(headline(page)).to_contain_text("India's imports of major arms in 2021-2025")
    page.get_by_role("radio", name="100 %").click()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Reset").click()
    expect(headline(page)).to_have_text(before)
    expect(page).to_have_url(re.compile(r"^[^?]*$"))


def test_a_country_is_one_choice_away_in_the_years_that_are_held_of_it(watched):
    page = watched
    choose(page, "Recipient", "India")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies India?")
    expect(headline(page)).to_contain_text("of India's imports of major arms in 2021-2025")
    said = page.locator("[data-testid=stMain] .at-source").first
    expect(said).to_contain_text("Years set to 2021-2025")
    settle(page)
    chart = page.locator(".stPlotlyChart[aria-label]").first.get_attribute("aria-label")
    assert "Hollow points, not joined" in chart
    expect(page).to_have_url(re.compile(r"\?recipient=India$"))
    choose(page, "Recipient", "Azerb")
    expect(headline(page)).to_contain_text("Azerbaijan's imports of major arms in 2011-2020")


def test_years_that_are_not_held_lead_to_those_that_are_and_to_the_whole_database(
    watched, explorer
):
    page = watched
    page.goto(f"{explorer}/?recipient=Algeria&years=2011-2020")
    expect(headline(page)).to_have_text(
        "These data hold Algeria's suppliers for 2021-2025, not for 2011-2020."
    )
    # SIPRI's fact sheet of March 2019, as others report it
    expect(page.locator(".at-published tbody tr").first).to_contain_text(f"Russia66{NBSP}%2019")
    page.get_by_role("button", name="Get the complete database").click()
    expect(page.get_by_role("dialog")).to_contain_text("From SIPRI's own page")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Algeria?")
    page.get_by_role("button", name="Show 2021-2025").click()
    expect(headline(page)).to_contain_text("of Algeria's imports of major arms in 2021-2025")


def test_a_link_that_is_wrong_says_what_was_opened_instead(watched, explorer):
    page = watched
    page.goto(f"{explorer}/?recipient=Azerbejan&years=2016-2020")
    expect(page.locator(".stAlert")).to_contain_text("did you mean Azerbaijan")
    expect(headline(page)).to_contain_text("Azerbaijan's imports of major arms in 2016-2020")
