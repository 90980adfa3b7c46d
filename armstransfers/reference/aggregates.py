"""Sums that tables list beside countries: regions, income groups, unions, the world."""

from __future__ import annotations

import csv
from functools import cache

from armstransfers.reference.entities import name_key
from armstransfers.reference.shipped import shipped_path


def is_aggregate(name: str) -> bool:
    """Whether a name, or a code of the World Bank, stands for several countries together.

    In tables of other sources than SIPRI's: there the European Union is a recipient.

    Examples
    --------
    >>> is_aggregate("IDA & IBRD total"), is_aggregate("OED"), is_aggregate("South Africa")
    (True, True, False)
    """
    return name_key(name) in _names() or name.strip() in _codes()


@cache
def _names() -> frozenset[str]:
    return frozenset(name_key(row["name"]) for row in _rows())


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in _rows() if row["code"])


def _rows() -> list[dict[str, str]]:
    with shipped_path("aggregates.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
