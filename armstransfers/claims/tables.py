"""Claims and verdicts as tidy tables, whose columns are all in `armstransfers.FIELDS`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdicts
from armstransfers.claims.claim import checked_of, names, window
from armstransfers.claims.judge import Finding
from armstransfers.claims.part import Part
from armstransfers.claims.phrases import read
from armstransfers.coverage import Window
from armstransfers.errors import BadRequest
from armstransfers.fields import FIELDS

PARTS = (
    "part", "supplier", "recipient", "first_year", "last_year", "of", "stated", "compared_with", "way",
    "base_first_year", "base_last_year", "denied", "implied", "needs", "words",
)  # fmt: skip
_PLUS = " + "


def parts_table(parts: Iterable[Part]) -> pd.DataFrame:
    """Return the parts of a claim as a table that a person can mend.

    Returns
    -------
    pandas.DataFrame
        One row a part. `parts_from_table` reads it again.
    """
    rows = [
        {
            "part": part.kind,
            **_route(part),
            "stated": part.stated.words if part.stated else "",
            "compared_with": _PLUS.join(part.others),
            "way": part.way,
            **dict(
                zip(("base_first_year", "base_last_year"), part.base or (None, None), strict=True)
            ),
            "denied": part.denied,
            "implied": part.implied,
            "needs": part.needs,
            "words": "; ".join(piece.text for piece in part.words),
        }
        for part in parts
    ]
    return pd.DataFrame(rows, columns=list(PARTS)).astype(_integers(PARTS))


def parts_from_table(table: pd.DataFrame) -> tuple[Part, ...]:
    """Return the parts that a table of them holds, as `parts_table` writes it.

    Raises
    ------
    BadRequest, UnknownEntity
        If a cell is not understood.
    """
    return tuple(_part(dict(row)) for row in table.to_dict("records"))  # type: ignore[arg-type]  # names are text


def verdict_table(verdicts: Verdicts) -> pd.DataFrame:
    """Return one row a part: what is stated, the verdict, the value and its band."""
    rows = [
        {
            "part": one.key,
            **_route(one.part),
            "stated": one.part.stated_words(),
            "verdict": one.verdict,
            **_computed(one.decided_by),
            "implied": one.part.implied,
        }
        for one in verdicts.each
    ]
    return _table(rows, ("part", "supplier", "recipient", "first_year", "last_year", "of", "stated",
                         "verdict", "computed", "low", "high", "unit", "edition", "release",
                         "exactness", "implied"))  # fmt: skip


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
            if figure.bears_out:
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


def _part(row: dict[str, Any]) -> Part:
    kind, stated = row["part"], str(row["stated"] or "")
    years, base = (
        _years(row, *ends)
        for ends in (("first_year", "last_year"), ("base_first_year", "base_last_year"))
    )
    number = stated and kind not in ("ranking", "other")
    if kind == "comparison" and number:
        told = read("rank", stated)
    else:
        told = read(kind, stated) if number else None  # type: ignore[assignment]
    return Part(
        kind,
        names(str(row["supplier"] or "")),
        names(str(row["recipient"] or "")),
        years,
        checked_of(str(row["of"] or "")) or "imports",
        told,
        names(str(row["compared_with"] or "")),
        row["way"] or "",
        base,
        bool(row["denied"]),
        bool(row["implied"]),
        str(row["needs"] or ""),
    )


def _years(row: dict[str, Any], first: str, last: str) -> Window | None:
    ends = [row[first], row[last]]
    if any(pd.isna(end) or end == "" for end in ends):
        return None
    try:
        return window((int(ends[0]), int(ends[1])))
    except ValueError as error:
        raise BadRequest(f"{ends[0]} to {ends[1]} is not a window.") from error
