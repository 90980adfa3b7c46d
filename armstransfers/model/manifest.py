"""What a release says of itself, beside its tables, as plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin, SourceFile
from armstransfers.core.report import Check, Report, SetAside, Skipped
from armstransfers.core.wholeness import Wholeness
from armstransfers.model.release import Release


def described(release: Release) -> dict[str, Any]:
    """Return origin, measure, coverage and report of a release."""
    origin = asdict(release.origin)
    days = release.origin.generated
    origin["generated"] = [day.isoformat() for day in days] if days else None
    return {
        "origin": origin,
        "measure": asdict(release.measure),
        "coverage": [
            {
                **asdict(block),
                "recipients": _names(block.recipients),
                "suppliers": _names(block.suppliers),
            }
            for block in release.coverage.blocks
        ],
        "report": asdict(release.report),
    }


def release_of(
    said: Mapping[str, Any], tables: Mapping[str, pd.DataFrame | None], id: str | None = None
) -> Release:
    """Return the release that said this of itself.

    Parameters
    ----------
    said : mapping
        What `described` returned.
    tables : mapping of str to pandas.DataFrame or None
        Its ``transfers``, ``margins`` and ``deals``.
    id : str, optional
        Its id, where the content is known to be the same.

    Raises
    ------
    LookupError, TypeError, ValueError
        If it was not said by `described`.
    """
    origin, report = dict(said["origin"]), dict(said["report"])
    days = origin["generated"]
    origin["generated"] = tuple(map(date.fromisoformat, days)) if days else None
    origin["joined"] = tuple(origin.get("joined", ()))
    origin["files"] = tuple(SourceFile(**file) for file in origin["files"])
    report["unknown_names"] = {k: tuple(v) for k, v in report["unknown_names"].items()}
    report["checks"] = tuple(Check(**check) for check in report["checks"])
    report["skipped"] = tuple(Skipped(**skipped) for skipped in report["skipped"])
    report["set_aside"] = tuple(map(set_aside_of, report.get("set_aside", ())))
    report["wholeness"] = tuple(map(_wholeness, report.get("wholeness", ())))
    blocks = []
    for block in said["coverage"]:
        sides = {side: _frozen(block[side]) for side in ("recipients", "suppliers")}
        blocks.append(Block(**{**block, **sides}))
    transfers = tables["transfers"]
    assert transfers is not None, "only margins and deals may be missing"
    return Release(
        transfers,
        origin=Origin(**origin),
        measure=Measure(**said["measure"]),
        coverage=Coverage(tuple(blocks)),
        margins=tables["margins"],
        deals=tables["deals"],
        report=Report(**report),
        id=id,
    )


def set_aside_of(said: Mapping[str, Any]) -> SetAside:
    """Return a line that was set aside, from what `dataclasses.asdict` made of it."""
    years = said.get("years")
    return SetAside(**{**said, "years": None if years is None else (int(years[0]), int(years[1]))})


def _wholeness(said: Mapping[str, Any]) -> Wholeness:
    years = {name: tuple(said[name]) for name in ("years", "lacking", "differing")}
    return Wholeness(**{**said, **years})


def _names(names: frozenset[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _frozen(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)
