"""The view World: on a register of all the world, and on an extract of it."""

import re

from browsing import alt, choose, copied_link, downloaded, rows_of, settle, text
from made_up import DELIVERIES, total
from playwright.sync_api import expect

expect.set_options(timeout=20_000)

NBSP = "\N{NO-BREAK SPACE}"
WORLD = "world?edition=2021&years=2011&years=2020"


def test_exporters_and_importers_are_those_of_the_command_line(guarded, whole_explorer, whole_home):
    page = guarded
    page.goto(f"{whole_explorer}/{WORLD}")
    for side, of in (("exporters", "exports"), ("importers", "imports")):
        page.get_by_role("radio", name=side).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"The world's largest {side}")
        settle(page)
        rows = rows_of(
            "world", "--of", of, "--years", "2011-2020", "--edition", "2021", home=whole_home
        )
        first = rows[0]
        assert abs(first["total"] - total()) < 0.01
        expect(page.locator(".at-headline").first).to_contain_text(
            f"{first['share']:.1f}{NBSP}% of the world's {of} of major arms in 2011-2020"
        )
        said = alt(page, 1)
        for row in rows[:3]:
            assert f"{row['share']:.1f}%" in said


def test_dependence_is_that_of_the_command_line(guarded, whole_explorer, whole_home):
    page = guarded
    page.goto(f"{whole_explorer}/{WORLD}&supplier=France&least_share=25")
    expect(page.get_by_role("heading", name="Who depends on France?")).to_be_visible()
    settle(page)
    asked = ("dependence", "--supplier", "France", "--years", "2011-2020", "--edition", "2021")
    every = rows_of(*asked, home=whole_home)
    large = rows_of(*asked, "--threshold", "25", home=whole_home)
    by_hand = total(recipient="Georgia", supplier="France") / total(recipient="Georgia")
    assert {row["recipient"]: row["share"] for row in large}["Georgia"] == 100 * by_hand
    sentence = text(page.locator(".at-headline").nth(1))
    assert f"{len(large)} recipients of the {len(every)} that can be judged" in sentence
    said = alt(page, 2)
    assert all(f"{row['recipient']} {row['share']:.1f}%" in said for row in large), said


def test_a_filter_reaches_every_figure_and_the_download(guarded, whole_explorer):
    page = guarded
    page.goto(f"{whole_explorer}/{WORLD}&category=Aircraft&supplier=France&least_share=0")
    share = 100 * total(supplier="United States", category="Aircraft") / total(category="Aircraft")
    headline = page.locator(".at-headline").first
    expect(headline).to_contain_text(f"{share:.1f}{NBSP}% of the world's exports of")
    settle(page)
    assert "Filter: only aircraft" in text(page.locator(".at-source").first)
    assert "United States" in alt(page, 1)
    assert "Germany" not in alt(page, 1)
    taken = {
        one.recipient
        for one in DELIVERIES
        if one.category == "Aircraft" and one.supplier == "France" and one.year > 2010
    }
    sentence = text(page.locator(".at-headline").nth(1))
    assert sentence.startswith(f"{len(taken)} recipients of the")
    link = copied_link(page)
    assert "category=Aircraft" in link
    lines = downloaded(page).read_text("utf-8").splitlines()
    assert "# Filter: only aircraft" in lines
    assert not any("Germany" in line for line in lines)


def test_flows_run_between_regions_and_the_members_of_a_bloc(guarded, whole_explorer):
    page = guarded
    page.goto(f"{whole_explorer}/{WORLD}")
    expect(page.get_by_role("heading", name="Between regions, 2011-2020")).to_be_visible()
    choose(page, "Flows between", "NATO")
    expect(
        page.get_by_role("heading", name="Between members of NATO and others, 2011-2020")
    ).to_be_visible()
    settle(page)
    inside = total(recipient="Poland")  # from Germany and the United States
    assert f"{inside:,.0f}" in text(page.locator(".stPlotlyChart").last)


def test_an_extract_shows_the_years_that_it_holds_and_says_what_was_published_of_others(
    guarded, explorer
):
    page = guarded
    page.goto(f"{explorer}/world")
    headline = page.locator(".at-headline").first
    # SIPRI's fact sheet of March 2026: 42 per cent
    expect(headline).to_contain_text("The United States supplied 41.9")
    page.goto(f"{explorer}/world?years=2011-2015")
    expect(headline).to_have_text(
        "These data hold the whole world for 2021-2025, not for 2011-2015."
    )
    expect(page.get_by_role("button", name="Get the complete database").first).to_be_visible()
    # its fact sheet of February 2016: 33 per cent
    first = page.locator(".at-published tbody tr").first
    expect(first).to_contain_text("2011-2015United States33")


def test_an_edition_without_the_world_shows_what_sipri_published(guarded, explorer):
    page = guarded
    page.goto(f"{explorer}/world?edition=2025, extract")
    expect(page.locator(".stAlert").first).to_contain_text("does not hold all of the world's")
    expect(page.get_by_role("button", name="Get the complete database").first).to_be_visible()
    expect(
        page.get_by_role("heading", name="As SIPRI published it in March 2026: 2021-2025")
    ).to_be_visible()
    settle(page)
    assert "United States" in alt(page, 1)  # SIPRI Trends 2025: 42 per cent
    assert "42%" in alt(page, 1)


def test_a_tile_opens_the_country(guarded, whole_explorer):
    page = guarded
    page.goto(f"{whole_explorer}/{WORLD}")
    expect(page.locator(".at-headline").first).to_contain_text("of the world's exports")
    settle(page)
    page.locator(".js-plotly-plot").first.get_by_text("FRA", exact=True).click(force=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Whom does France supply?")
    expect(page).to_have_url(re.compile("supplier=France"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("The world's largest exporters")
