"""Sentences whose reading is known: those of the tests, and those of claims_varied.csv."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_NAME = re.compile(r"\s+")


@dataclass
class Known:
    """One part that a sentence states."""

    kind: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    of: str | None
    years: tuple[int, int] | None
    base: tuple[int, int] | None
    stated: str
    value: float | None = None
    others: tuple[str, ...] = ()
    refused: bool = False
    asked: bool = False


def tested() -> list[tuple[str, str, list[Known]]]:
    """Return the sentences of the tests with their parts."""
    found: dict[str, list[Known]] = {}
    for line in (HERE / "sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("> "):
            parts = found.setdefault(line[2:], [])
        elif line.startswith("  ") and line.strip() != "-":
            part = _described(line.strip())
            if part:
                parts.append(part)
    return [(text, "", parts) for text, parts in found.items()]


def _described(line: str) -> Known | None:
    asked, refused = "[asked]" in line, "[different measure]" in line or "[cannot be told]" in line
    line = re.sub(r" \[.*?\]", "", line)
    if line.endswith(", implied"):
        return None
    line = line.removesuffix(", denied")
    kind, route, of, rest = line.split(", ", 3)
    of = of.removeprefix("of ")
    pieces = rest.split(", ")
    years = _window(pieces.pop(0))
    base = (
        _window(pieces.pop(0).removeprefix("against "))
        if pieces and pieces[0].startswith("against ")
        else None
    )
    others: tuple[str, ...] = ()
    if pieces and re.match(r"(than|after|ahead) ", pieces[0]):
        others = tuple(pieces.pop(0).split(" ", 1)[1].split(" + "))
    stated = ", ".join(pieces)
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    if " to " in route:
        a, b = route.split(" to ")
        supplier = () if a == "all" else tuple(a.split(" + "))
        recipient = () if b == "all" else tuple(b.split(" + "))
    return Known(kind, supplier, recipient, of, years, base, stated, None, others, refused, asked)


def _window(words: str) -> tuple[int, int] | None:
    if words == "no years":
        return None
    years = [int(year) for year in re.findall(r"\d{4}", words)]
    return (years[0], years[-1])


def varied() -> list[tuple[str, str, list[Known]]]:
    """Return the sentences of claims_varied.csv with their parts."""
    with (HERE / "claims_varied.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        (row["text"], row["published"], [_expected(one) for one in json.loads(row["expected"])])
        for row in rows
    ]


def _names(value) -> tuple[str, ...]:
    return () if value is None else tuple([value] if isinstance(value, str) else value)


def _expected(one: dict) -> Known:
    kind = {"world_share": "share", "group_share": "share", "topn": "ranking"}.get(
        one["kind"], one["kind"]
    )
    if one.get("way") == "times":
        kind = "ratio"
    if one["unit"] == "points":
        kind = "points"
    value = one["value"]
    if kind == "change" and one["unit"] == "times":
        value = 100 * (value - 1)
    return Known(
        kind,
        _names(one["supplier"]),
        _names(one["recipient"]),
        one["of"],
        tuple(one["years"]) if one["years"] else None,
        tuple(one["base"]) if one["base"] else None,
        one["stated"],
        value,
        tuple(one.get("others", ())),
    )
