"""The page on claims says what the program finds."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def maker():
    spec = importlib.util.spec_from_file_location("make_claims", ROOT / "docs" / "make_claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_made_from_the_tables_of_claims():
    made = maker()
    assert made.PAGE.read_text("utf-8") == made.page(), "run: python docs/make_claims.py"


def test_the_page_documents_every_option_of_the_command():
    from armstransfers.cli.check import check

    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    options = set(check.__annotations__) - {"return", "format", "output", "edition", "text", "file"}
    told = set(re.findall(r"`(?:--)?([a-z_-]+)`", page.replace("ahead-of", "ahead_of")))
    assert options - told == set()
