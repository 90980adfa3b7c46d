"""From an empty store: the start page, and what one reads within a typed name or a click of it."""

import re

import pytest
from browsing import settle, text
from playwright.sync_api import expect

expect.set_options(timeout=20_000)

CLAIM = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1 % of its arms imports between 2011 and 2020."
)
THIS = "See who supplies whom with major arms, and check what is said about it"
QUESTIONS = {
    "Who supplies Ukraine?": "Who supplies Ukraine?",
    "Whom does China supply?": "Whom does China supply?",
    "How much does India depend on Russia?": "What does Russia supply to India?",
    "Who armed Armenia, and who Azerbaijan?": "Compare recipients",
    "Who are the world's largest exporters?": "The world's largest exporters",
    "Was Belarus Azerbaijan's No. 2 supplier?": "Check a claim",
}
"""The six questions, and the titles of the views that they open."""


@pytest.fixture
def start(guarded, explorer):
    """A guarded page that shows the start page."""
    guarded.goto(explorer)
    guarded.locator(".js-plotly-plot .point").first.wait_for(state="attached", timeout=60_000)
    settle(guarded)
    return guarded


def box(page):
    return page.get_by_label("A country, a pair of countries, or a sentence to check").first


def asked(page, words):
    box(page).fill(words)
    page.keyboard.press("Enter")


def has_title(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def headline(page):
    settle(page)
    return text(page.locator(".at-headline").first)


def test_a_newcomer_types_saudi_arabia_and_reads_who_supplies_it(start):
    has_title(start, THIS)
    asked(start, "Saudi Arabia")
    has_title(start, "Who supplies Saudi Arabia?")
    # 76.59 % in figures/EXTRACT.md; the screen prints one decimal
    assert headline(start).startswith(
        "The United States supplied 76.6 % of Saudi Arabia's imports of major arms in 2021-2025"
    )
    expect(start.locator(".stAlert")).to_have_count(0)
    start.get_by_role("link", name="Arms Transfer Explorer").click()
    has_title(start, THIS)
    expect(box(start)).to_have_value("")


def test_the_world_is_one_click_away(start):
    start.get_by_role("link", name="Who are the world's largest exporters?").click()
    has_title(start, "The world's largest exporters")
    # SIPRI's fact sheet of March 2026: 42 per cent; unrounded 41.94
    assert headline(start).startswith(
        "The United States supplied 41.9 % of the world's exports of major arms in 2021-2025"
    )


def test_the_heart_claim_is_checked_from_the_box(start):
    asked(start, CLAIM)
    has_title(start, "Check a claim")
    cards = start.locator(".st-key-verdicts .at-verdict")
    expect(cards).to_have_count(3)
    settle(start)
    found = {text(one.locator("strong")): text(one.locator("span")) for one in cards.all()}
    assert found["Share (about 7.1 %)"] == "supported"
    assert found["Rank (second-largest)"] == "not supported"
    said = text(start.locator(".st-key-verdicts"))
    assert "7.0 %" in said
    assert re.search(r"rank(ed)? (is |was )?(no\. )?3|third", said)


def test_azerbaijan_2020_to_2024_stands_in_two_editions_side_by_side(start):
    start.get_by_role("link", name="Editions").click()
    has_title(start, "What did SIPRI revise?")
    start.get_by_role("tab", name="Shares and ranks that moved").click()
    grid = start.locator("[role=tabpanel]:not([hidden]) canvas table")
    expect(grid).to_be_attached()
    head = grid.locator("thead th").all_text_contents()
    moved = [
        dict(zip(head, row.locator("td").all_text_contents(), strict=True))
        for row in grid.locator("tbody tr").all()
    ]
    (belarus,) = (
        one for one in moved
        if (one["country"], one["partner"], one["from"]) == ("Azerbaijan", "Belarus", "2020")
    )  # fmt: skip
    # one Buk-MB3K of 2024, 65 of 137.6 million TIV, that edition 2025 does not have
    shares = [round(float(belarus[f"edition {edition}, %"]), 1) for edition in (2025, 2026)]
    assert shares == [0.0, 47.2]
    assert (belarus["to"], belarus["rank, 2026"]) == ("2024", "1")


@pytest.mark.parametrize(("question", "opened"), QUESTIONS.items(), ids=range(1, 7))
def test_each_question_is_answered_by_what_ships(start, question, opened):
    start.get_by_role("link", name=question).click()
    has_title(start, opened)
    settle(start)
    expect(start.locator(".stPlotlyChart, .at-verdict").first).to_be_visible()
    expect(start.locator(".stAlert")).to_have_count(0)


def test_a_misspelt_name_is_asked_about_and_nonsense_gets_examples(start):
    asked(start, "Saudi Arabai")
    start.get_by_role("button", name="Who supplies Saudi Arabia?").wait_for()
    asked(start, "xyz")
    expect(start.locator(".stAlert")).to_contain_text("“xyz” names no country")
    expect(start.locator(".stAlert")).to_contain_text("try “Saudi Arabia”")
    asked(start, "Saudi Arabai")
    start.get_by_role("button", name="Who supplies Saudi Arabia?").click()
    has_title(start, "Who supplies Saudi Arabia?")


def test_names_are_suggested_while_one_types_and_for_the_second_of_a_pair(start):
    def suggested(value):
        return start.locator(f'datalist option[value="{value}"]')

    start.locator("datalist").wait_for(state="attached")
    box(start).focus()
    expect(suggested("Saudi Arabia")).to_have_count(1)
    expect(suggested("Belarus to Azerbaijan")).to_have_count(0)
    box(start).press_sequentially("Belarus to Az")
    expect(suggested("Belarus to Azerbaijan")).to_have_count(1)
    expect(suggested("Saudi Arabia")).to_have_count(0)


def test_the_keyboard_goes_through_the_page_in_its_order_and_is_seen(start):
    box(start).focus()
    reached = []
    for _ in range(12):
        start.keyboard.press("Tab")
        focused = start.locator(":focus")
        name = text(focused)
        reached.append(
            name.split(" ", 1)[-1] if focused.evaluate("e => e.tagName") == "A" else name
        )
        style = focused.evaluate(
            "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).boxShadow]"
        )
        assert style != ["none", "none"], name
        if reached[-1] == list(QUESTIONS)[-1]:
            break
    in_order = ["Go", "Explore Azerbaijan's suppliers", *QUESTIONS]
    assert [one for one in reached if one in in_order] == in_order
    start.keyboard.press("Enter")
    has_title(start, "Check a claim")


def test_the_chart_shows_its_numbers_and_opens_its_page(start):
    panel = start.locator(".js-plotly-plot .nsewdrag").first
    panel.hover()
    start.locator(
        ".js-plotly-plot .hoverlayer .hovertext, .js-plotly-plot .hoverlayer .legend"
    ).first.wait_for()
    panel.click()
    has_title(start, "Who supplies Azerbaijan?")
    assert headline(start).startswith("Russia supplied 59.3 % of Azerbaijan's imports")


def test_links_that_people_have_open_suppliers_and_the_way_back_is_free(start, explorer):
    start.goto(f"{explorer}/?recipient=India&years=2022-2024&v=1")
    has_title(start, "Who supplies India?")
    expect(start).to_have_url(re.compile(r"/suppliers\?recipient=India&years=2022&years=2024$"))
    start.go_back()  # to the link as it was written, which is put into its usual form once more
    settle(start)
    has_title(start, "Who supplies India?")
    start.go_back()
    has_title(start, THIS)
