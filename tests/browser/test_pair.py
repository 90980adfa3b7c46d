"""The view Pair shows what the command line says of the same pair."""

import json
import subprocess
import sys

from playwright.sync_api import expect

expect.set_options(timeout=20_000)

NBSP = "\N{NO-BREAK SPACE}"


def shares(*words):
    command = [sys.executable, "-c", "from armstransfers.cli import main; main()", "shares", *words]
    found = subprocess.run(
        [*command, "--format", "json"], capture_output=True, text=True, check=True
    )
    return {row["partner"]: row["share"] for row in json.loads(found.stdout)["rows"]}


def test_dependence_and_exposure_are_those_of_the_command_line(watched, explorer):
    page = watched
    page.goto(f"{explorer}/pair?recipient=Azerbaijan&supplier=Belarus&years=2011&years=2020")
    imports = shares("--recipient", "Azerbaijan", "--years", "2011-2020")["Belarus"]
    exports = shares("--supplier", "Belarus", "--years", "2011-2020")["Azerbaijan"]
    headline = page.locator(".at-headline")
    expect(headline).to_contain_text(f"{imports:.1f}{NBSP}% of Azerbaijan's imports")
    expect(headline).to_contain_text(f"{exports:.1f}{NBSP}% of Belarus's exports")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("does not list deliveries")


def test_the_map_of_windows_shows_where_a_rank_holds(watched, explorer):
    page = watched
    page.goto(f"{explorer}/pair?recipient=Azerbaijan&supplier=Belarus&map=rank+is&rank=2")
    chart = page.locator(".js-plotly-plot").nth(1)
    expect(chart).to_be_visible()
    expect(page.get_by_role("radio", name="rank is")).to_be_checked()
