"""The site is built without a warning, asks no foreign host, and its examples run."""

import os
import re
import subprocess
import sys
import unicodedata

import pytest
from conftest import ROOT
from documents import AT_THE_ROOT, DOCS, blocks, text_of


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "-d", folder]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True)
    warnings = [line for line in built.stderr.splitlines() if not line.startswith("INFO")]
    assert (warnings, built.returncode) == ([], 0)
    return folder


def test_links_anchors_and_snippets_are_all_there_and_every_page_is_in_the_menu(site):
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("[!_]*.md")}
    built = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert {page.replace("README", "index") for page in pages} <= built


def test_a_page_loads_nothing_from_a_foreign_host(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?([^\"' >]+)", html)
        loaded += re.findall(r"<link\b[^>]*\brel=[\"']?(?:stylesheet|icon|preconnect)[^>]*>", html)
        assert [one for one in loaded if re.search(r"https?://|href=[\"']?//", one)] == [], (
            path.name
        )
        assert "repo_url" not in html  # its figures would be asked for at a foreign host
        assert 'class="mermaid"' not in html  # its script would be, too
    for path in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import )[\"']?https?://", path.read_text("utf-8")), path.name


def test_the_examples_of_the_page_on_python_run(capsys):
    known = {}
    for block in blocks(text_of("how-to/python.md"), "python"):
        exec(block, known)
    printed = capsys.readouterr().out
    assert "Belarus" in printed
    assert "holds all suppliers of Algeria for 2021-2025 only" in printed
    assert "as published, revised since" in printed


@pytest.mark.parametrize("page", AT_THE_ROOT, ids=lambda page: page.name)
def test_links_of_the_pages_at_the_root_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def anchors(path):
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    plain = (unicodedata.normalize("NFKD", one).lower() for one in headings)
    return {re.sub(r"[^\w]+", "-", one).strip("-") for one in plain}
