"""What never goes into the project, and which room may know which."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "armstransfers"

LAYERS = [
    {"core"},
    {"reference"},
    {"model"},
    {"testing"},
    {"readers"},
    {"confined", "library"},
    {"analysis"},
    {"wording"},
    {"claims"},
    {"charts", "export"},
    {"fetch"},
    {"web", "cli"},
]
"""Layers, the lowest first. A module imports from its own layer and from those below."""


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def room_of(parts):
    return next((i for i, room in enumerate(LAYERS) if parts[0] in room), None)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            yield from (name[1:] for name in names if name[0] == "armstransfers" and name[1:])
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("armstransfers"):
            for alias in node.names:
                yield ".".join([node.module, alias.name]).split(".")[1:]


def test_a_room_knows_only_rooms_to_its_left():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts == ("__init__",):
            continue  # the door
        mine = room_of(parts)
        assert mine is not None, f"{path.name} stands in no room"
        wrong += [(path.name, ".".join(i)) for i in imports(path) if (room_of(i) or 0) > mine]
    assert wrong == []


def test_newcomers_are_told_of_the_rooms_in_their_order():
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (line,) = re.findall(r"^core → .+$", told, re.MULTILINE)
    rooms = [room.split(", ") for room in line.replace(", ...", "").split(" → ")]
    places = [{room_of([name]) for name in room} for room in rooms]
    assert all(len(place) == 1 for place in places)
    assert sorted(places, key=min) == places


@pytest.mark.parametrize(
    ("library", "rooms"), [("streamlit", {"web"}), ("plotly", {"charts", "export", "web"})]
)
def test_a_library_of_the_page_is_known_to_its_rooms_alone(library, rooms):
    knows = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(rf"^\s*(import|from) {library}\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert knows <= rooms


def test_the_library_imports_neither_streamlit_nor_plotly():
    code = "import armstransfers, sys; print({'streamlit', 'plotly', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def configs():
    kinds = (".lock", ".toml", ".yaml", ".yml", ".cfg", ".ini")
    return [
        p
        for p in tracked()
        if p.suffix in kinds or p.name == "Makefile" or p.parent == ROOT / ".ci"
    ]


def test_no_lock_or_config_names_the_address_of_an_index():
    assert {"requirements.lock", "pyproject.toml", "Makefile"} <= {p.name for p in configs()}
    for path in configs():
        text = path.read_text("utf-8")
        assert not re.search(r"https?://(?!127\.0\.0\.1)", text), path.name
        flags = re.findall(r"--(?:index-url|find-links|extra-index-url)\b", text)
        assert flags == [], path.name


def test_the_locks_are_hashed():
    for path in ROOT.glob("*.lock"):
        text = path.read_text("utf-8")
        assert text.count("--hash=sha256:") > text.count("==") > 30


def test_the_set_up_brings_a_current_pip_and_setuptools():
    """An environment begins with those of its Python, which are years old and have known holes."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    for tool, since in (("pip", 26), ("setuptools", 80)):
        (major,) = re.findall(rf"^{tool}==(\d+)", text, re.MULTILINE)
        assert int(major) >= since


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
