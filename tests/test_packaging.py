"""A wheel in an environment of its own: it holds the data, answers, and starts the app."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from serving import free_port, wait_until_healthy

import armstransfers
from armstransfers.reference.shipped import package

ROOT = Path(__file__).parent.parent


def build(kind, source, folder):
    """Build a wheel or a source distribution by what is installed here, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of the commands of an environment in which the wheel alone is installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    # what the wheel depends on is taken from this environment; the editable project is not, for
    # path files are not followed from a path file
    own = sysconfig.get_path("purelib", vars={"base": str(folder / "env")})
    (Path(own) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    return python.parent


@pytest.fixture
def elsewhere(tmp_path):
    """An environment and a folder that know nothing of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {"cwd": tmp_path, "env": kept | {"ARMSTRANSFERS_HOME": str(tmp_path / "home")}}


def test_the_wheel_holds_the_types_the_data_the_texts_and_the_terms(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "armstransfers/py.typed",
        "armstransfers/web/method.md",
        "armstransfers/web/style.css",
        "armstransfers/_data/datapackage.json",
    } <= held
    assert {f"armstransfers/_data/{one['path']}" for one in package()["resources"]} <= held
    own = f"armstransfers-{armstransfers.__version__}.dist-info"
    assert {f"{own}/licenses/LICENSE", f"{own}/licenses/NOTICE"} <= held
    assert not [name for name in held if name.startswith("tests")]


def test_a_source_distribution_makes_the_same_wheel(wheel, tmp_path):
    packed = build("sdist", ROOT, tmp_path)
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / packed.name.removesuffix(".tar.gz")
    again = build("wheel", source, tmp_path / "again")
    one, other = (
        {info.filename: info.CRC for info in zipfile.ZipFile(built).infolist()}
        for built in (wheel, again)
    )
    assert one == other
    for name in ("Makefile", "mkdocs.yml", "CONTRIBUTING.md", "CITATION.cff", "requirements.lock"):
        assert (source / name).is_file()


def printed(where, *command):
    done = subprocess.run(command, capture_output=True, text=True, check=True, **where)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        # counted in SIPRI's own files: golden_shares.csv
        ("2026", [("Russia", 59.34, 1), ("Israel", 25.47, 2), ("Belarus", 7.03, 3)]),
        ("2025", [("Russia", 59.73, 1), ("Israel", 25.88, 2), ("Belarus", 6.96, 3)]),
        ("2022", [("Russia", 60.02, 1), ("Israel", 26.61, 2), ("Belarus", 7.11, 3)]),
    ],
)
def test_the_wheel_answers_from_the_data_in_it(installed, elsewhere, edition, expected):
    words = f"shares --recipient Azerbaijan --years 2011-2020 --edition {edition} --format json"
    answer = json.loads(printed(elsewhere, installed / "armstransfers", *words.split()))
    assert answer["edition"] == int(edition)
    rows = [(row["partner"], row["share"], row["rank"]) for row in answer["rows"][:3]]
    assert rows == expected


def test_it_is_the_wheel_that_answers_and_it_tells_its_version(installed, elsewhere):
    where = "import armstransfers; print(armstransfers.__file__)"
    assert str(installed.parent) in printed(elsewhere, installed / "python", "-c", where)
    version = f"armstransfers {armstransfers.__version__}"
    assert printed(elsewhere, installed / "armstransfers", "--version") == version
    about = "import importlib.metadata as m; print('armstransfers', m.version('armstransfers'))"
    assert printed(elsewhere, installed / "python", "-c", about) == version


def test_the_command_completes_its_words(installed, elsewhere):
    with_path = elsewhere["env"] | {"PATH": f"{installed}{os.pathsep}{os.environ['PATH']}"}

    def in_bash(command, **variables):
        bash = ["bash", "-c", f"{command}; true"]  # so that the shell is bash, and is found to be
        return printed(elsewhere | {"env": with_path | variables}, *bash)

    assert "complete -o default" in in_bash("armstransfers --show-completion")
    asked = {"_ARMSTRANSFERS_COMPLETE": "complete_bash"}
    words = {"COMP_WORDS": "armstransfers shares --re", "COMP_CWORD": "2"}
    completed = in_bash("armstransfers", **asked, **words)
    assert completed.split() == ["--recipient", "--release"]


def test_the_wheel_starts_the_app(installed, elsewhere):
    port = free_port()
    command = [installed / "armstransfers", "app", "--port", str(port)]
    starts(command, port, elsewhere)


@pytest.mark.parametrize(
    "command", ["streamlit run app.py --server.port={port}"], ids=["streamlit run"]
)
def test_a_checkout_starts_the_app_by_streamlit_too(command, elsewhere):
    port = free_port()
    words = command.format(port=port).split()
    starts([sys.executable, "-m", *words], port, elsewhere | {"cwd": ROOT})


def starts(command, port, where):
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **where
    )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)
