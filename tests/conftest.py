"""What all tests share: a store of their own, and the real exports where they are at hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest
from builders import c2_file, c2_row

from armstransfers import Release, cli, read
from armstransfers.library import store

ROOT = Path(__file__).parent.parent
NO_TOTALS = Path(__file__).parent / "no_world_totals.csv"
os.environ["ARMSTRANSFERS_WORLD_TOTALS"] = str(
    NO_TOTALS
)  # made-up registers hold none of the world
hypothesis.settings.register_profile("any machine", deadline=None)  # a busy one is not wrong
hypothesis.settings.load_profile("any machine")
REAL = ROOT.parent / "shared" / "sipri"
OTHERS = ROOT.parent / "shared" / "others"


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _totals_for_real_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if {"real", "register", "import_tables"} & set(request.fixturenames):
        monkeypatch.delenv("ARMSTRANSFERS_WORLD_TOTALS", raising=False)


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real exports of SIPRI's database."""
    if not REAL.is_dir():
        pytest.skip("SIPRI's real exports are not on this machine")
    return REAL


@pytest.fixture(scope="session")
def others() -> Path:
    """The folder of real tables of other statistics."""
    if not OTHERS.is_dir():
        pytest.skip("the tables of other statistics are not on this machine")
    return OTHERS


@pytest.fixture(scope="session")
def register(real: Path) -> Release:
    """The whole of edition 2024, from SIPRI's registers by delivery year."""
    names = ("1950-1989", "1990-2023")
    return read([real / f"register-by-delivery-year_{years}_2024-04.csv" for years in names])


@pytest.fixture(scope="session")
def register_2025(real: Path) -> Release:
    """The register of edition 2025, 1995-2024."""
    return read(real / "register-by-delivery-year_1995-2024_2026-02_padded.csv")


@pytest.fixture(scope="session")
def import_tables(real: Path) -> Release:
    """The whole of edition 2022, from 260 tables of SIPRI's old site."""
    return read(real / "tiv-import-tables_1950-2021_2022-04.zip")


@pytest.fixture
def kept() -> Release:
    """A made-up release in the store."""
    one = read(c2_file(c2_row(1, supplier="Turkey"), c2_row(2)).encode())
    store.keep(one)
    return one


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command; return its exit code, what it printed, and its errors."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["armstransfers", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return command
