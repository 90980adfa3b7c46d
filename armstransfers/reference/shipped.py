"""Where the data that ship with the project lie, and what ``datapackage.json`` says of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def shipped_path(name: str) -> Path:
    """Return the path of a file that ships, installed or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_data"
    return (installed if installed.is_dir() else package.parent / "data") / name


@cache
def package() -> dict[str, Any]:
    """Return the description of the data that ship (a Frictionless data package)."""
    described: dict[str, Any] = json.loads(shipped_path("datapackage.json").read_text("utf-8"))
    return described


def doubtful_recipients(edition: int | None) -> frozenset[str]:
    """Return the recipients of which sums in the extract of an edition may be off."""
    return frozenset(error["recipient"] for error in _possible_errors(edition))


def possible_error(edition: int | None, recipient: str, years: tuple[int, int]) -> float:
    """Return by how many million TIV a recipient's sum in the extract of an edition may be off.

    A single year may be uncertain where the sum of all its neighbours is not.
    """
    for error in _possible_errors(edition):
        first, last = error["years"]
        if error["recipient"] == recipient:
            apart = last < years[0] or years[1] < first
            whole = years[0] <= first and last <= years[1]
            return 0.0 if apart else float(error["of_all" if whole else "of_a_part"])
    return 0.0


@cache
def _possible_errors(edition: int | None) -> tuple[dict[str, Any], ...]:
    releases = [one["release"] for one in package()["resources"] if "release" in one]
    of_edition = (one for one in releases if one["edition"] == edition)
    return tuple(error for one in of_edition for error in one.get("possible_errors", ()))
