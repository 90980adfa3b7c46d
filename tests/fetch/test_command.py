"""The command ``fetch sipri``: its report, its terms, the addresses it takes, and who loads it."""

import ast
import json
import subprocess
import sys

import pytest
from conftest import ROOT
from fetching import DECADES, YEARS

from armstransfers import fetch
from armstransfers.core.errors import BadRequest
from armstransfers.fetch import Site


def test_the_report_is_that_of_an_import(sipri, run):
    code, out, err = run("--yes", "--format", "json")
    (report,) = json.loads(out)["releases"]
    assert (code, err) == (0, "")
    assert (report["recognised"], report["edition"], report["files"]) == ("C2", 1993, 5)
    assert (report["years"], report["rows"]) == ([1950, 1992], YEARS)
    code, out, _ = run("--yes")
    assert f"kept as {report['release']}" in out
    assert "all suppliers with all recipients, 1950-1992" in out
    assert run("--yes", "--format", "csv")[1].splitlines()[0].startswith("release,recognised")


def test_a_program_must_agree_to_the_terms(sipri, run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "--yes" in err
    assert "less than 10 per cent" in err
    assert sipri.asked == []


class Terminal:
    """Somebody at a keyboard who gives one answer."""

    def __init__(self, answer):
        self.answer = answer

    def isatty(self):
        return True

    def readline(self, *_):
        return self.answer


@pytest.mark.parametrize(
    ("answer", "code", "asked"),
    [("y\n", 0, DECADES), ("n\n", 1, []), ("\n", 1, []), ("", 130, [])],
    ids=["yes", "no", "no word", "end of input"],
)
def test_a_person_is_asked_and_told_the_terms(sipri, run, answer, code, asked):
    found, out, err = run(stdin=Terminal(answer))
    said = " ".join(err.split())
    assert found == code
    assert sipri.registers == asked
    assert "less than 10 per cent of a published data set" in said
    assert "not documented by SIPRI" in said
    assert bool(out) == (code == 0)


@pytest.mark.parametrize(
    "address",
    [
        "http://atbackend.sipri.org/api/p", "ftp://127.0.0.1/", "atbackend.sipri.org", "https://",
        "https://a:b@example.org", "http://[::1", "https://example.org/?a=b", "http://127.0.0.1.org",
        "https://example.org:port/",
    ],
)  # fmt: skip
def test_an_address_is_encrypted_or_of_this_computer(run, address):
    with pytest.raises(BadRequest):
        Site(address)
    code, out, err = run("--yes", "--site", address)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (fetch.ADDRESS, "atbackend.sipri.org"),
        ("http://localhost:8000/api/p/", "localhost:8000"),
        ("http://[::1]:8000", "::1:8000"),
    ],
)
def test_messages_call_a_site_by_its_host(address, name):
    assert Site(address).name == name


def test_only_what_asks_for_consent_knows_how_to_fetch():
    knows = set()
    for path in (ROOT / "armstransfers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [f"{a.name}" for a in getattr(node, "names", []) if isinstance(a, ast.alias)]
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{name}" for name in names]
            if any(
                n.startswith("armstransfers.fetch") or n.split(".")[0] == "requests" for n in names
            ):
                knows.add(path.relative_to(ROOT / "armstransfers").parts[0])
    assert knows == {"fetch", "cli", "web"}


def test_neither_the_library_nor_the_web_app_loads_it_before_it_is_wanted():
    code = (
        "import sys, armstransfers, armstransfers.web.server; "
        "print([name for name in sys.modules if name.startswith('armstransfers.fetch')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
