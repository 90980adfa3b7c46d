"""The pages of the documentation, and what stands in their blocks of code."""

from __future__ import annotations

import importlib.util
import re

from conftest import ROOT

DOCS = ROOT / "docs"
AT_THE_ROOT = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
WRITTEN = [*AT_THE_ROOT, *sorted(DOCS.rglob("*.md"))]


def text_of(name):
    """A page below docs/, with what it includes."""
    text = (DOCS / name).read_text("utf-8")
    for included in re.findall(r'--8<-- "(.+?)"', text):
        own = (ROOT / "armstransfers" / "web" / included).read_text("utf-8")
        text = text.replace(f'--8<-- "{included}"', own)
    return text


def blocks(text, language=""):
    """The fenced blocks of a page in a language; those without one by default."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def make_reference():
    """The script that makes pages from the code."""
    path = DOCS / "make_reference.py"
    spec = importlib.util.spec_from_file_location("make_reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
