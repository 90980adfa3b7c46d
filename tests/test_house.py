"""What never goes into the project, and which room may know which."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "armstransfers"

ROOMS = [
    {"errors", "fields", "shipped", "coverage", "measure", "origin", "report", "published"},
    {"entities"},
    {"context", "own_events", "published", "variables"},
    {"release", "large", "testing"},
    {"readers"},
    {"store"},
    {"engines"},
    {"catalogue"},
    {"analysis"},
    {"wording", "wording_verify", "sentences", "in_words"},
    {"claims"},
    {"charts", "export"},
    {"fetch"},
    {"web", "cli"},
]
"""Rooms from left to right. A module imports from its own room and from rooms to its left."""


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def room_of(parts):
    return next((i for i, room in enumerate(ROOMS) if parts[0] in room), None)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("armstransfers"):
            for alias in node.names:
                yield ".".join([node.module, alias.name]).split(".")[1:]


def test_a_room_knows_only_rooms_to_its_left():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts == ("__init__",) or path == PACKAGE / "cli.py":
            continue  # the door, and the command that starts the web app
        mine = room_of(parts)
        assert mine is not None, f"{path.name} stands in no room"
        wrong += [(path.name, ".".join(i)) for i in imports(path) if (room_of(i) or 0) > mine]
    assert wrong == []


def test_only_the_web_room_knows_streamlit():
    knows = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\s*(import|from) streamlit", path.read_text("utf-8"), re.MULTILINE)
    }
    assert knows == {"web"}


def test_no_lock_or_config_names_the_address_of_an_index():
    for path in [*ROOT.glob("*.lock"), ROOT / "pyproject.toml", ROOT / "Makefile"]:
        text = path.read_text("utf-8")
        assert not re.search(
            r"https?://(?!127\.0\.0\.1)|--index-url|--find-links|--extra-index", text
        ), path.name


def test_the_locks_are_hashed():
    for path in ROOT.glob("*.lock"):
        text = path.read_text("utf-8")
        assert text.count("--hash=sha256:") > text.count("==") > 30


def test_no_file_of_sipris_is_in_the_project():
    for path in tracked():
        if path.suffix in (".csv", ".txt", ".zip", ".rtf", ".json", ".xlsx", ".parquet"):
            head = path.read_bytes()[:3000]
            assert b"SIPRI AT Database ID,Supplier" not in head, path
            assert b"Source: SIPRI Arms Transfers Database (c) SIPRI" not in head, path


def test_no_path_of_a_machine_and_no_currency_beside_tiv():
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".json", ".css", ".ipynb", ".yml"):
            text = path.read_text("utf-8")
            assert not re.search(r"/(home|root|Users)/\w|[A-Z]:\\Users", text), path
            assert not re.search(r"[$€£]\s?[\d.,]+\s*(million|m)?\s*TIV", text), path
