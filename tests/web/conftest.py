"""Explorers as different viewers meet them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from serving import PUBLIC, served, started


@dataclass(frozen=True)
class Explorer:
    """A running explorer: its address, the folder that it keeps releases in, its log."""

    url: str
    home: Path
    log: Path

    def kept(self) -> set[str]:
        """The ids of the releases that it keeps."""
        return {one.name for one in self.home.glob("releases/*")}


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """An explorer that serves this computer alone, as it is started without options."""
    folder = tmp_path_factory.mktemp("own")
    with served(folder / "home", log=folder / "log") as url:
        yield Explorer(url, folder / "home", folder / "log")


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """An explorer that a proxy serves under a public name."""
    folder = tmp_path_factory.mktemp("public")
    with served(folder / "home", "--host", PUBLIC, log=folder / "log") as url:
        yield Explorer(url, folder / "home", folder / "log")


BRIEF = """
import sys
import streamlit as st
from armstransfers.web.server import MAIN, SETTINGS, lifespan, middleware, routes
app = st.App(MAIN, lifespan=lifespan, routes=routes, middleware=middleware)
quick = {"server.port": int(sys.argv[2]), "server.disconnectedSessionTTL": 1}
app.run(config={**SETTINGS, **quick})
"""


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """An explorer that forgets who left after a second."""
    folder = tmp_path_factory.mktemp("brief")
    with started([sys.executable, "-c", BRIEF], folder / "home", log=folder / "log") as url:
        yield Explorer(url, folder / "home", folder / "log")
