"""How concentrated a country's suppliers or recipients are."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.shares import shares
from armstransfers.coverage import Window
from armstransfers.release import Release

COLUMNS = (
    "hhi_low", "hhi_high", "effective_low", "effective_high", "largest", "largest_share",
    "partners",
)  # fmt: skip


def concentration(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
) -> pd.DataFrame:
    """Return how concentrated the partners of a country are in a window.

    The Herfindahl-Hirschman index is the sum of squared percentage shares, from near 0 (many
    small partners) to 10,000 (a single one). It is low with Unknown as many small partners and
    high with Unknown as part of the largest; rounding widens the band. 10,000 divided by it is
    the number of equal partners that would be as concentrated.

    Parameters
    ----------
    release, recipient, supplier, years
        As for `shares`.

    Returns
    -------
    pandas.DataFrame
        One row: ``hhi_low, hhi_high, effective_low, effective_high, largest, largest_share,
        partners``; no row where no known partner delivered or received anything.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`.
    """
    table = shares(release, recipient=recipient, supplier=supplier, years=years)
    named = table[table["kind"] != "unknown"]
    if named.empty or not table["total"].iloc[0]:
        return pd.DataFrame(columns=list(COLUMNS))
    unknown_share = float(table.loc[table["kind"] == "unknown", "share_high"].sum())
    hhi_low = float((named["share_low"] ** 2).sum())
    highest = named["share_high"].clip(upper=100)
    largest_high = min(float(highest.max()) + unknown_share, 100.0)
    others = float((highest**2).sum() - highest.max() ** 2)
    hhi_high = min(largest_high**2 + others, 10_000.0)
    first = named[named["rank"] == 1]
    row = {
        "hhi_low": hhi_low,
        "hhi_high": hhi_high,
        "effective_low": 10_000 / hhi_high,
        "effective_high": 10_000 / hhi_low if hhi_low else float("nan"),
        "largest": "; ".join(first["partner"]),
        "largest_share": float(first["share"].iloc[0]),
        "partners": len(named),
    }
    return pd.DataFrame([row])[list(COLUMNS)]
