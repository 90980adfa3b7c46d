"""Verdicts as tidy tables, whose columns are all in `armstransfers.FIELDS`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdicts
from armstransfers.claims.judge import Finding
from armstransfers.claims.part import Part
from armstransfers.core.coverage import Window
from armstransfers.core.fields import FIELDS

_PLUS = " + "


def edition_table(verdicts: Verdicts) -> pd.DataFrame:
    """Return one row a part and edition, the newest edition first."""
    rows = [
        {
            "part": one.key,
            **_computed(finding),
            "verdict": finding.verdict,
            "decides": finding is one.decided_by,
            "reason": finding.reason,
        }
        for one in verdicts.each
        for finding in one.by_edition
    ]
    return _table(rows, ("part", "edition", "release", "generated", "verdict", "computed", "low",
                         "high", "unit", "exactness", "decides", "reason"))  # fmt: skip


def near_table(verdicts: Verdicts) -> pd.DataFrame:
    """Return the windows near that of the claim in which a part would hold."""
    rows = []
    for one in verdicts.each:
        for near in one.nearest:
            finding = near.finding
            share = None
            if finding.order and finding.numerator and finding.denominator:
                share = 100 * finding.numerator.value / finding.denominator.value
            rows.append(
                {
                    "part": one.key,
                    "first_year": near.years[0],
                    "last_year": near.years[1],
                    "distance": near.distance,
                    **_computed(finding),
                    "share": share,
                    "sentence": say.near_words(one, near),
                }
            )
    return _table(rows, ("part", "first_year", "last_year", "distance", "computed", "unit", "share",
                         "edition", "sentence"))  # fmt: skip


def published_table(verdicts: Verdicts) -> pd.DataFrame:
    """Return what SIPRI published on the pairs of a claim, the same window first."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in verdicts.each:
        for figure in one.published:
            row = rows.setdefault(
                (figure.kind, figure.reporter, figure.partner, figure.years, figure.edition),
                {
                    "figure": figure.kind,
                    "reporter": figure.reporter,
                    "partner": figure.partner,
                    "first_year": figure.years[0],
                    "last_year": figure.years[1],
                    "edition": figure.edition,
                    "published": figure.value,
                    "decimals": figure.decimals,
                    "rank": figure.rank,
                    "same_window": False,
                    "bears_out": [],
                    "status": figure.status,
                    "source": figure.source,
                    "url": figure.url,
                    "sentence": f"{say.published_words(figure)}.",
                },
            )
            row["same_window"] = row["same_window"] or figure.same
            if figure.bears_out and one.part.sure:
                row["bears_out"].append(one.key)
    for row in rows.values():
        row["bears_out"] = "; ".join(row["bears_out"])
    return _table(list(rows.values()), ("figure", "reporter", "partner", "first_year", "last_year",
                                        "edition", "published", "decimals", "rank", "same_window",
                                        "bears_out", "status", "source", "url", "sentence"))  # fmt: skip


def _route(part: Part) -> dict[str, Any]:
    years: Window | tuple[None, None] = part.years or (None, None)
    return {
        "supplier": _PLUS.join(part.supplier),
        "recipient": _PLUS.join(part.recipient),
        "first_year": years[0],
        "last_year": years[1],
        "of": part.of,
    }


def _computed(finding: Finding) -> dict[str, Any]:
    day, computed = finding.release.generated, finding.computed
    digits = 2 if finding.part.kind != "rank" else 0
    ends = ("computed", "low", "high")
    values = (computed.value, computed.low, computed.high) if computed else (None, None, None)
    return {
        **{
            end: None if v is None else round(float(v), digits)
            for end, v in zip(ends, values, strict=True)
        },
        "unit": finding.part.stated.unit if finding.part.stated else "",
        "edition": finding.edition,
        "release": finding.release.id,
        "generated": day.isoformat() if day else "",
        "exactness": finding.exactness if finding.told else "",
    }


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(_integers(columns))


def _integers(columns: tuple[str, ...]) -> dict[str, str]:
    return {name: "Int64" for name in columns if FIELDS[name].type in ("year", "integer")}
