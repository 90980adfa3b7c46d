"""A wheel in an environment of its own: it holds the data, answers, and starts the app."""

import json
import os
import site
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from serving import free_port, wait_until_healthy

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of the commands of an environment in which the wheel alone is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    # what the wheel depends on is taken from this environment; the editable project is not, for
    # path files are not followed from a path file
    purelib = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    (purelib / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    assert site.getsitepackages()
    return python.parent


@pytest.fixture
def elsewhere(tmp_path):
    """An environment and a folder that know nothing of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {"cwd": tmp_path, "env": kept | {"ARMSTRANSFERS_HOME": str(tmp_path / "home")}}


def test_the_wheel_answers_from_the_data_in_it(installed, elsewhere):
    words = "shares --recipient Azerbaijan --years 2011-2020 --edition 2022 --format json"
    done = subprocess.run(
        [installed / "armstransfers", *words.split()],
        capture_output=True,
        text=True,
        check=True,
        **elsewhere,
    )
    belarus = json.loads(done.stdout)["rows"][2]
    assert (belarus["partner"], belarus["share"], belarus["rank"]) == ("Belarus", 7.11, 3)
    where = "import armstransfers; print(armstransfers.__file__)"
    done = subprocess.run(
        [installed / "python", "-c", where], capture_output=True, text=True, check=True, **elsewhere
    )
    assert str(installed.parent) in done.stdout


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
