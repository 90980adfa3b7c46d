"""What is drawn over the shares, and how partners are shown, switch by switch."""

import re

from browsing import alt, choose, copied_link, settle, text
from playwright.sync_api import expect

expect.set_options(timeout=20_000)


def chart(page):
    return text(page.locator(".stPlotlyChart").first)


def options(page):
    page.get_by_role("button", name="Options").click()
    page.locator("[data-testid=stPopoverBody]").wait_for()


def test_events_and_embargoes_can_be_switched_on_and_own_events_added(watched, tmp_path):
    page = watched
    settle(page)
    assert "Nagorno-Karabakh" not in chart(page)
    assert "OSCE" not in chart(page)
    options(page)
    page.get_by_text("Events", exact=True).click()
    expect(page.locator(".stPlotlyChart").first).to_contain_text("Second Nagorno-Karabakh war")
    assert "OSCE" not in chart(page)
    page.get_by_text("Arms embargoes", exact=True).click()
    expect(page.locator(".stPlotlyChart").first).to_contain_text("OSCE")
    settle(page)
    assert "2020 Second Nagorno-Karabakh war" in alt(page)
    own = tmp_path / "own.csv"
    own.write_text("date_from,title\n2013-05-14,A day of my own\n", "utf-8")
    page.locator("input[type=file]").set_input_files(own)
    expect(page.locator(".stPlotlyChart").first).to_contain_text("A day of my own")
    settle(page)
    assert "2013 A day of my own" in alt(page)
    assert "events=true" in page.url
    assert "embargoes=true" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=stPopoverBody]")).to_have_count(0)
    choose(page, "Recipient", "Armenia")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who supplies Armenia?")
    settle(page)
    assert "A day of my own" in chart(page)  # what was dropped in stays while its place is closed
    options(page)
    expect(page.locator("[data-testid=stPopoverBody]")).to_contain_text("own.csv")


def test_own_events_that_are_wrong_are_one_sentence(watched, tmp_path):
    page = watched
    settle(page)
    options(page)
    own = tmp_path / "own.csv"
    own.write_text("date_from,title\n14.5.2013,A day of my own\n", "utf-8")
    page.locator("input[type=file]").set_input_files(own)
    expect(page.locator(".stAlert").first).to_contain_text("line 2")


def test_partners_can_be_grouped_and_the_link_brings_it_back(watched, explorer):
    page = watched
    settle(page)
    options(page)
    choose(page, "Partners", "CSTO")
    expect(page.locator(".at-table")).to_contain_text("Not a member")
    page.get_by_role("radio", name="now").click()
    settle(page)
    choose(page, "Years per point", "10")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="100 %").click()
    settle(page)
    assert "ten-year rolling total" in chart(page)
    assert "Parts of each year" in chart(page)
    table = text(page.locator(".at-table"))
    link = copied_link(page)
    for part in ("group=CSTO", "members=now", "window=10", "bars=100"):
        assert part in link
    page.goto(link)
    expect(page.locator(".at-table")).to_contain_text("Not a member")
    settle(page)
    assert text(page.locator(".at-table")) == table


def test_as_many_partners_as_are_chosen_are_shown_one_by_one(watched):
    page = watched
    settle(page)
    assert "Türkiye" in alt(page)
    options(page)
    choose(page, "Partners shown one by one", "2")
    expect(page.locator(".stPlotlyChart").first).to_have_attribute(
        "aria-label", re.compile("^(?!.*Türkiye)")
    )


def test_the_button_of_the_filters_says_how_many_are_on(watched, explorer):
    page = watched
    page.goto(f"{explorer}/?status=new&category=Aircraft&category=Ships")
    button = page.locator(".st-key-filters button")
    expect(button).to_have_accessible_name("Filter \N{MIDDLE DOT} 2 on")  # by link, still closed
    button.click()
    body = page.locator("[data-testid=stPopoverBody]")
    licensed = body.get_by_role("radiogroup", name="Made under licence in the recipient")
    without = licensed.get_by_role("radio", name="without")
    without.click()
    expect(button).to_have_accessible_name("Filter \N{MIDDLE DOT} 3 on")
    expect(without).to_be_checked()
    expect(without).to_be_focused()
    for row in body.get_by_role("radiogroup").all():
        row.get_by_role("radio", name="all").click()
        settle(page)
    expect(button).to_have_accessible_name("Filter \N{MIDDLE DOT} 1 on")
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(button).to_have_accessible_name("Filter \N{MIDDLE DOT} 1 on")
    page.goto(f"{explorer}/suppliers")
    expect(button).to_have_accessible_name("Filter")
