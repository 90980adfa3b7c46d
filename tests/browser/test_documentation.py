"""The documentation in a browser: its search works, and it asks no foreign host."""

import functools
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from playwright.sync_api import expect


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the documentation, built and served on a free port."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q", "-d", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )
    serve = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_reader_searches_and_nothing_is_asked_of_a_foreign_host(page, site):
    faults = []
    page.on("request", lambda r: faults.append(r.url) if foreign(r.url, site) else None)
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(f"{site}/index.html")
    page.get_by_role("textbox", name="Search").press_sequentially("rounding band")
    found = page.locator(".md-search-result__item")
    expect(found.first).to_contain_text("Rounding band", timeout=15_000)
    page.goto(f"{site}/tutorial.html")
    page.wait_for_load_state("networkidle")
    assert faults == []


def foreign(url, site):
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(site).netloc
