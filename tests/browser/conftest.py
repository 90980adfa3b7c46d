"""A real server and a real browser. Without Chromium these tests are skipped, and say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from made_up import made_up_register
from playwright.sync_api import Page
from serving import served

from armstransfers.library import store
from armstransfers.readers import read

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
KNOWN_404S = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit asks for these below the page's path first when a page is opened directly."""


@pytest.fixture(scope="session")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, with the data that ship with it."""
    with served(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture(scope="session")
def whole_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds a made-up register of all the world's deliveries."""
    home = tmp_path_factory.mktemp("register")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ARMSTRANSFERS_HOME", str(home))
        store.keep(read(made_up_register().encode()))
    return home


@pytest.fixture(scope="session")
def whole_explorer(whole_home: Path) -> Iterator[str]:
    """The address of the app, with that register besides."""
    with served(whole_home) as url:
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium instead of a browser of Playwright's own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """The window that the views are made for first."""
    return browser_context_args | {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def guarded(page) -> Iterator:
    """An empty page that fails its test on any console error or request to a foreign host."""
    faults: list[str] = []

    def on_console(message) -> None:
        known = message.location["url"].endswith(KNOWN_404S)
        if message.type == "error" and not known:
            faults.append(f"console: {message.text}")

    def on_request(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            faults.append(f"foreign host: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    yield page
    assert faults == []


@pytest.fixture
def watched(guarded, explorer) -> Page:
    """A guarded page that shows the view Suppliers."""
    guarded.goto(f"{explorer}/suppliers")
    guarded.get_by_role("heading", level=1).wait_for()
    return guarded
