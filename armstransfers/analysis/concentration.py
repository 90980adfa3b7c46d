"""How concentrated a country's suppliers or recipients are, in one window or over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis import rounding
from armstransfers.analysis.series import yearly_sums
from armstransfers.analysis.shares import is_unknown, partner_sums
from armstransfers.coverage import Window
from armstransfers.measure import Measure
from armstransfers.release import Release

COLUMNS = (
    "hhi_low", "hhi_high", "effective_low", "effective_high", "largest", "largest_share",
    "partners", "exactness",
)  # fmt: skip
SERIES_COLUMNS = ("first_year", "last_year", "total", *COLUMNS)


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

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> found = concentration(newest, recipient="Azerbaijan", years=(2011, 2020)).iloc[0]
    >>> found["largest"], round(float(found["effective_high"]), 1)
    ('Russia', 2.4)
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    sums = partner_sums(release, asked, years)
    row = _concentrated(sums, release.measure)
    how = release.coverage.exactness_of(asked.side, asked.entity, years)
    return pd.DataFrame([row | {"exactness": how}] if row else [], columns=list(COLUMNS))


def concentration_series(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    window: int = 5,
    years: Window | None = None,
) -> pd.DataFrame:
    """Return how concentrated the partners of a country are in every trailing window.

    Parameters
    ----------
    release, recipient, supplier, window, years
        As for `share_series`.

    Returns
    -------
    pandas.DataFrame
        One row a window, by year: ``first_year, last_year, total``, the columns of
        `concentration`. A window in which no known partner delivered or received
        anything is left out.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `share_series`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = concentration_series(newest, recipient="Azerbaijan", years=(2018, 2019))
    >>> table[["last_year", "largest", "largest_share"]].round(1)
       last_year largest  largest_share
    0       2018  Russia           48.8
    1       2019  Israel           58.4
    """
    asked = q.question(release, recipient=recipient, supplier=supplier)
    yearly, span, visible = yearly_sums(release, asked, window, years)
    rows = []
    for last in range(max(visible[0], span[0] + window - 1), visible[1] + 1):
        ends = last - window + 1, last
        inside = yearly[yearly["year"].between(*ends)]
        sums = inside.groupby("partner", as_index=False)[["value", "low", "high"]].sum()
        row = _concentrated(sums, release.measure)
        if row:
            how = release.coverage.exactness_of(asked.side, asked.entity, ends)
            rows.append(row | {"first_year": ends[0], "last_year": ends[1], "exactness": how})
    return pd.DataFrame(rows, columns=list(SERIES_COLUMNS))


def _concentrated(sums: pd.DataFrame, measure: Measure) -> dict[str, Any]:
    """Return the concentration of partners by their sums; nothing where none of them is known."""
    decimals = measure.decimals
    value = sums["value"].to_numpy().round(decimals)
    low, high = (sums[end].to_numpy().round(decimals + 1) for end in ("low", "high"))
    known = ~np.array([is_unknown(partner) for partner in sums["partner"]], dtype=bool)
    total = round(float(value.sum()), decimals)
    if not known.any() or not total:
        return {}
    share_low, share_high = rounding.share_band(low, high, low.sum(), high.sum())
    hhi_low = float((share_low[known] ** 2).sum())
    highest = share_high[known].clip(max=100)
    largest_high = min(float(highest.max() + share_high[~known].sum()), 100.0)
    others = float((highest**2).sum() - highest.max() ** 2)
    hhi_high = min(largest_high**2 + others, 10_000.0)
    largest = known & (value == value[known].max())
    return {
        "total": total,
        "hhi_low": hhi_low,
        "hhi_high": hhi_high,
        "effective_low": 10_000 / hhi_high,
        "effective_high": 10_000 / hhi_low if hhi_low else float("nan"),
        "largest": "; ".join(sorted(sums["partner"][largest])),
        "largest_share": 100 * float(value[known].max()) / total,
        "partners": int(known.sum()),
    }
