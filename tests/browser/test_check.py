"""A newcomer checks the claim of a newsletter by typing it."""

from urllib.parse import quote

from playwright.sync_api import expect

expect.set_options(timeout=20_000)

CLAIM = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1% of its arms imports between 2011 and 2020."
)


def test_a_newcomer_types_the_claim_and_reads_the_three_findings(watched, explorer):
    page = watched
    page.goto(explorer)
    page.get_by_role("link", name="Check a claim").click()
    page.get_by_role("textbox", name="A sentence").fill(CLAIM)
    page.get_by_role("button", name="Check").click()
    found = page.locator(".st-key-verdicts")
    expect(found.locator(".at-verdict")).to_have_count(3)
    cards = {
        card.locator("strong").inner_text(): card.locator("span").inner_text()
        for card in found.locator(".at-verdict").all()
    }
    assert cards == {
        "Rank (second-largest)": "not supported",
        "Share (about 7.1%)": "supported",
        "Comparison (after Israel)": "not supported",
    }
    expect(found).to_contain_text("Read as exactly 7.1")
    expect(found).to_contain_text("as published, revised since")
    expect(found).to_contain_text("It holds in no edition at hand")
    expect(found).to_contain_text("leaves out Russia (59.3")
    expect(found).to_contain_text("In 2011-2015 it would hold: rank 2")
    page.get_by_role("button", name="Copy link").click()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    page.goto(link)
    expect(page.locator(".st-key-verdicts .at-verdict")).to_have_count(3)


def test_what_is_not_understood_is_said_and_pieces_can_be_filled_in(watched, explorer):
    page = watched
    page.goto(f"{explorer}/check?sentence=The+weather+in+Minsk+was+fine.")
    expect(page.locator(".stAlert").first).to_be_visible()
    page.goto(
        f"{explorer}/check?c_supplier=Russia&c_recipient=Azerbaijan&c_years=2011-2020&c_share=59"
    )
    expect(page.locator(".st-key-verdicts .at-verdict")).to_contain_text("supported")


def test_a_part_is_mended_in_the_table_and_its_link_holds_it(watched, explorer):
    page = watched
    page.goto(f"{explorer}/check?sentence={quote(CLAIM)}")
    share = page.locator(".st-key-verdicts .at-verdict").nth(1)
    expect(share).to_contain_text("supported")
    page.get_by_text("Mend, remove or add a part").click()
    cell = page.locator(".st-key-mend").get_by_test_id("glide-cell-2-1")
    expect(cell).to_have_text("Belarus")
    page.wait_for_timeout(1000)  # the table slides into its place
    grid = page.locator(".st-key-mend canvas").first
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    place = grid.bounding_box()
    page.mouse.click(place["x"] + 190, place["y"] + 88)
    expect(cell).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("textarea.gdg-input")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Russia", delay=30)
    expect(page.locator("textarea.gdg-input")).to_have_value("Russia")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How you mended it")).to_be_visible()
    expect(share).to_contain_text("not supported")
    expect(page.locator(".stApp[data-test-script-state=notRunning]")).to_be_visible()
    page.get_by_role("button", name="Copy link").click()
    link = page.locator("[data-testid=stPopoverBody] code")
    expect(link).to_contain_text("parts=")
    page.goto(link.inner_text())
    expect(page.get_by_role("heading", name="How you mended it")).to_be_visible()
    expect(share).to_contain_text("not supported")
    page.get_by_role("button", name="Undo my changes").click()
    expect(page.get_by_role("heading", name="How it was understood")).to_be_visible()
