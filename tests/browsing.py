"""What a viewer does in a browser, and what the command line says of the same question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

_ALL_CHARTS = """() => !document.querySelector(".stSkeleton") &&
    [...document.querySelectorAll(".stPlotlyChart")].every((one) => one.ariaLabel)"""
_NBSP = "\N{NO-BREAK SPACE}"


def settle(page: Page) -> None:
    """Wait until the app has drawn all of its answer."""
    page.wait_for_timeout(150)  # a click has to reach the server first
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()


def choose(page: Page, label: str, typed: str) -> None:
    """Choose from a list by typing."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(typed)
    page.keyboard.press("Enter")
    settle(page)


def text(place: Locator) -> str:
    """Return the text of a place, with plain spaces."""
    return " ".join(place.inner_text().replace(_NBSP, " ").split())


def alt(page: Page, place: int = 0) -> str:
    """Return the words that stand for one of the page's charts, when all are there."""
    page.wait_for_function(_ALL_CHARTS)
    said = page.locator(".stPlotlyChart[aria-label]").nth(place).get_attribute("aria-label")
    return (said or "").replace(_NBSP, " ")


def command_line(*words: str, home: Path | None = None) -> str:
    """Return what a command prints."""
    command = [sys.executable, "-c", "from armstransfers.cli import main; main()", *words]
    environment = os.environ | ({"ARMSTRANSFERS_HOME": str(home)} if home else {})
    return subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    ).stdout


def rows_of(*words: str, home: Path | None = None) -> list[dict[str, Any]]:
    """Return the rows that a command prints as JSON."""
    return json.loads(command_line(*words, "--format", "json", home=home))["rows"]


def downloaded(page: Page, button: str = "Download CSV") -> Path:
    """Press a button that saves a file, and return the file."""
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path())


def copied_link(page: Page) -> str:
    """Return the link that the view offers to copy."""
    page.get_by_role("button", name="Copy link").click()
    code = page.locator("[data-testid=stPopoverBody] code")
    code.wait_for()
    link = code.inner_text()
    page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="hidden")
    return link
