"""The view Compare shows what the command line says of each country."""

import io
import re

import pandas as pd
from browsing import alt, choose, copied_link, downloaded, rows_of, settle, text
from playwright.sync_api import expect

expect.set_options(timeout=20_000)

COMPARED = ("Armenia", "Azerbaijan", "Georgia")
QUERY = "&".join(f"recipients={name}" for name in COMPARED)


def shares(recipient, years):
    rows = rows_of("shares", "--recipient", recipient, "--years", years)
    return {row["partner"]: row["share"] for row in rows}


def test_facts_of_two_windows_are_those_of_the_command_line(guarded, explorer):
    page = guarded
    page.goto(f"{explorer}/compare?{QUERY}&years=2011&years=2020&then=2001&then=2010")
    expect(page.locator(".at-headline")).to_contain_text("The largest change")
    settle(page)
    facts = pd.read_csv(io.StringIO(downloaded(page).read_text("utf-8")), comment="#")
    largest = (0.0, "", "")
    for name in COMPARED:
        then, now = shares(name, "2001-2010"), shares(name, "2011-2020")
        own = facts[facts["entity"] == name].set_index("partner")
        assert set(own.index) == {*then, *now}
        for partner in own.index:
            before, after = then.get(partner, 0.0), now.get(partner, 0.0)
            assert abs(own.loc[partner, "share_then"] - before) < 0.01
            assert abs(own.loc[partner, "share_now"] - after) < 0.01
            assert abs(own.loc[partner, "points"] - (after - before)) < 0.02
            largest = max(largest, (abs(after - before), partner, name))
    _, partner, name = largest
    sentence = text(page.locator(".at-headline"))
    assert f"{partner}'s share of {name}'s imports" in sentence
    assert f"to {shares(name, '2011-2020')[partner]:.1f} %" in sentence


def test_one_supplier_stands_across_all_recipients_by_dependence(guarded, explorer):
    page = guarded
    page.goto(f"{explorer}/compare?{QUERY}&supplier=Russia&slope=Georgia")
    expect(page.get_by_role("heading", name="What Russia supplied, 2011-2020")).to_be_visible()
    settle(page)
    rows = rows_of("dependence", "--supplier", "Russia", "--years", "2011-2020")
    held = [(row["recipient"], row["share"]) for row in rows if row["recipient"] in COMPARED]
    supplied = [f"{name} {share:.1f}%" for name, share in held if share]
    said = alt(page, 2)
    assert supplied
    assert all(one in said for one in supplied), said
    assert [said.index(one) for one in supplied] == sorted(said.index(one) for one in supplied)


def test_a_link_brings_back_everything_that_was_chosen(guarded, explorer):
    page = guarded
    page.goto(f"{explorer}/compare?{QUERY}")
    expect(page.locator(".at-headline")).to_contain_text("The largest change")
    slopes = page.locator(".stPlotlyChart").nth(1)
    choose(page, "Recipient", "Georgia")
    expect(slopes).to_have_attribute("aria-label", re.compile("share of Georgia's imports"))
    choose(page, "Supplier", "Israel")
    expect(page.get_by_role("heading", name="What Israel supplied, 2011-2020")).to_be_visible()
    link = copied_link(page)
    for part in ("recipients=Georgia", "slope=Georgia", "supplier=Israel", "then=2001", "lines=6"):
        assert part in link
    page.goto(link)
    expect(page.get_by_role("heading", name="What Israel supplied, 2011-2020")).to_be_visible()
    expect(slopes).to_have_attribute("aria-label", re.compile("share of Georgia's imports"))
    expect(page.locator(".stAlert")).to_have_count(0)


def test_suppliers_are_compared_by_whom_they_supply(guarded, whole_explorer):
    page = guarded
    page.goto(
        f"{whole_explorer}/compare?edition=2021&side=suppliers&suppliers=France&suppliers=Israel"
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare suppliers")
    settle(page)
    assert "France" in alt(page)
    assert "Israel" in alt(page)
