"""Where the data that ship with the project lie, and what ``datapackage.json`` says of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def shipped_path(name: str) -> Path:
    """Return the path of a file that ships, installed or in a checkout."""
    package = Path(__file__).parent
    installed = package / "_data"
    return (installed if installed.is_dir() else package.parent / "data") / name


@cache
def package() -> dict[str, Any]:
    """Return the description of the data that ship (a Frictionless data package)."""
    described: dict[str, Any] = json.loads(shipped_path("datapackage.json").read_text("utf-8"))
    return described
