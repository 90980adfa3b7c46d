"""The extracts of SIPRI's database that ship with the project."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.measure import tiv
from armstransfers.core.origin import Origin
from armstransfers.core.report import Report
from armstransfers.model.release import Release
from armstransfers.readers.names import Names, reported
from armstransfers.reference.shipped import package, shipped_path


@cache
def shipped_releases() -> tuple[Release, ...]:
    """Return the extracts that ship as releases, newest edition first.

    Examples
    --------
    >>> [(release.edition, release.coverage.years) for release in shipped_releases()]
    [(2026, (2000, 2025)), (2025, (2000, 2024)), (2022, (2000, 2021))]
    """
    extracts = [resource for resource in package()["resources"] if "release" in resource]
    releases = [_release(resource) for resource in extracts]
    return tuple(sorted(releases, key=lambda release: release.edition or 0, reverse=True))


def _release(resource: dict[str, Any]) -> Release:
    about = resource["release"]
    names = Names()
    parts = [name for name, meaning in about["columns"].items() if meaning.startswith("value_")]
    # an empty part is not known; a name is a name, whatever it looks like
    table = pd.read_csv(
        shipped_path(resource["path"]),
        keep_default_na=False,
        na_values={part: [""] for part in parts},
    )
    table = table.rename(columns=about["columns"])
    for side in ("recipient", "supplier"):
        table[side] = names.column(table[side])
    table["value"] = table["value"].astype("float64")
    day = date.fromisoformat(about["generated"])
    return Release(
        table,
        origin=Origin(
            edition=about["edition"],
            generated=(day, day),
            format=about["format"],
            extract=about["extract"],
        ),
        measure=tiv(about["precision"]),
        coverage=Coverage(tuple(_block(block, about["exactness"]) for block in about["coverage"])),
        report=Report(unknown_names=reported([names]), renamed=names.renamed),
    )


def _block(block: dict[str, Any], exactness: Any) -> Block:
    first, last = block["years"]
    recipients, suppliers = _named(block["recipients"]), _named(block["suppliers"])
    return Block(first, last, recipients, suppliers, exactness)


def _named(names: str | list[str]) -> frozenset[str] | None:
    return None if names == "all" else frozenset(names)
