"""Shares, ranks and volumes counted with plain pandas, without the library that is tested."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent.parent / "data"
UNKNOWN = ("unknown supplier(s)", "unknown recipient(s)", "Unknown country", "(multiple sellers)")


@cache
def cells(edition: int) -> pd.DataFrame:
    """Every cell of an extract, with SIPRI's names of today."""
    table = pd.read_csv(DATA / f"tiv_extract_edition-{edition}.csv", keep_default_na=False)
    return table.replace({"Turkey": "Turkiye", "Unknown supplier(s)": "unknown supplier(s)"})


def sums(edition: int, whole: str, years: tuple[int, int], side: str = "recipient") -> pd.Series:
    """What each partner of a country delivered to it, or received from it, in a window."""
    table = cells(edition)
    across = "supplier" if side == "recipient" else "recipient"
    mine = table[(table[side] == whole) & table["year"].between(*years)]
    return mine.groupby(across)["tiv_million"].sum()


def share(
    edition: int, whole: str, partner: str, years: tuple[int, int], side: str = "recipient"
) -> float:
    each = sums(edition, whole, years, side)
    return float(100 * each.get(partner, 0.0) / each.sum())


def rank(
    edition: int, whole: str, partner: str, years: tuple[int, int], side: str = "recipient"
) -> int:
    each = sums(edition, whole, years, side).round(2).drop(list(UNKNOWN), errors="ignore")
    return int(1 + (each > each.get(partner, 0.0)).sum())


def total(edition: int, whole: str, years: tuple[int, int], side: str = "recipient") -> float:
    return float(sums(edition, whole, years, side).sum())


def band(edition: int, whole: str, partner: str, years: tuple[int, int]) -> tuple[float, float]:
    """The worst case of rounding in a table of whole numbers: 51 is 50.5 to 51.5, 0 is 0 to 0.5."""
    table = cells(edition)
    mine = table[(table["recipient"] == whole) & table["year"].between(*years)]
    low = mine["tiv_million"].sub(0.5).clip(lower=0)
    high = mine["tiv_million"].add(0.5)
    own = mine["supplier"] == partner
    lowest, highest = low[own].sum(), high[own].sum()
    return (
        float(100 * lowest / (lowest + high[~own].sum())),
        float(100 * highest / (highest + low[~own].sum())),
    )
