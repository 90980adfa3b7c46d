"""How concentrated a country's suppliers or recipients are, in one window or over time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.series import trailing
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.model.tally import Numbers, Sums

COLUMNS = (
    "hhi_low", "hhi_high", "effective_low", "effective_high", "largest", "largest_share",
    "partners", "exactness",
)  # fmt: skip
SERIES_COLUMNS = ("first_year", "last_year", "total", *COLUMNS)


@sourced
def concentration(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
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
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    sums = asked.tally(release, years).over([years[0]], [years[1]])
    table = _concentrated(sums)
    table["exactness"] = asked.exactness(release, years)
    return table[list(COLUMNS)]


@sourced
def concentration_series(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
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
    asked, tally, last = trailing(release, asked, window, years)
    table = _concentrated(tally.over(last - window + 1, last))
    ends = last[table.index]
    table = table.assign(first_year=ends - window + 1, last_year=ends)
    table["exactness"] = asked.how_exact(release, table["first_year"], table["last_year"])
    return table[list(SERIES_COLUMNS)].reset_index(drop=True)


def _concentrated(sums: Sums) -> pd.DataFrame:
    """Return the concentration of each window in which a known partner stands, by its number."""
    known, total = sums.known[:, None] & sums.there, sums.total.value
    windows = np.flatnonzero(known.any(axis=0) & (total > 0))
    known, value = known[:, windows], sums.volume.value[:, windows]
    low, high = (np.nan_to_num(end[:, windows]) for end in sums.shares[1:])
    hhi_low = np.where(known, low**2, 0.0).sum(axis=0)
    highest = np.where(known, high.clip(max=100), 0.0)
    largest = highest.max(axis=0, initial=0.0)
    with_unknown = np.minimum(largest + np.where(known, 0.0, high).sum(axis=0), 100.0)
    others = (highest**2).sum(axis=0) - largest**2
    hhi_high = np.minimum(with_unknown**2 + others, 10_000.0)
    most = np.where(known, value, -1.0).max(axis=0, initial=-1.0)
    is_largest = known & (value == most)
    return pd.DataFrame(
        {
            "total": total[windows],
            "hhi_low": hhi_low,
            "hhi_high": hhi_high,
            "effective_low": 10_000 / hhi_high,
            "effective_high": _per(10_000, hhi_low),
            "largest": ["; ".join(sums.names[mine]) for mine in is_largest.T],
            "largest_share": 100 * most / total[windows],
            "partners": known.sum(axis=0),
        },
        index=windows,
    ).astype({"largest": "str"})


def _per(number: float, of: Numbers) -> Numbers:
    found: Numbers = np.divide(number, of, out=np.full(len(of), np.nan), where=of > 0)
    return found
