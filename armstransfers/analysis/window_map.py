"""One partner's share and rank in every window: cherry-picked years show at a glance."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.shares import partner_sums
from armstransfers.analysis.windows import Windows
from armstransfers.coverage import Window
from armstransfers.release import Release

Flow = Literal["imports", "exports"]

COLUMNS = (
    "first_year", "last_year", "value", "total", "share", "share_low", "share_high", "rank",
    "rank_low", "rank_high", "exactness",
)  # fmt: skip


def window_map(
    release: Release,
    *,
    recipient: str,
    supplier: str,
    of: Flow = "imports",
    years: Window | None = None,
    exact: bool = False,
) -> pd.DataFrame:
    """Return the share and rank of one supplier at one recipient in every window.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str
        The pair, in any spelling.
    of : {"imports", "exports"}, optional
        Whether the share is the supplier's part of the recipient's imports (dependence), or the
        recipient's part of the supplier's exports (exposure).
    years : (int, int), optional
        Years in which windows lie; all that are covered by default.
    exact
        As for `shares`: of all windows.

    Returns
    -------
    pandas.DataFrame
        One row for every first and last year with all years between them covered, by first
        year: ``value`` and ``total``, the share with its rounding band, the rank with its own.
        The share is blank where nothing was delivered at all; the rank is blank where the
        partner has no delivery, and for Unknown. "Is it second?" is ``rank == 2``.

    Raises
    ------
    Refused
        If no year of the denominator is covered, or one of `years` is not.
    UnknownEntity, BadRequest
        As for `shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> old = shipped_releases()[-1]
    >>> table = window_map(old, recipient="Azerbaijan", supplier="Belarus")
    >>> second = table[table["rank"] == 2]
    >>> int(second.loc[second["first_year"] >= 2000, "last_year"].max())
    2015
    """
    buyer = q.question(release, recipient=recipient, supplier=None)
    seller = q.question(release, recipient=None, supplier=supplier)
    asked, partner = (buyer, seller.entity) if of == "imports" else (seller, buyer.entity)
    covered = release.coverage.years_of(asked.side, asked.entity)
    if years is not None or not covered:
        span = q.window(years or release.coverage.years or (0, 0))
        q.require_covered(release, asked, span)
        covered = list(range(span[0], span[1] + 1))
    if exact:
        require_exact(release, asked, *((year, year) for year in covered))
    runs = (partner_sums(release, asked, run, by_year=True) for run in _runs(covered))
    sums = pd.concat(runs, ignore_index=True)
    partners = sorted({*sums["partner"].unique(), partner})
    table = _of_partner(Windows(sums, partners, covered, release.measure.decimals), partner)
    table["exactness"] = _exactness(release, asked, table)
    return table[list(COLUMNS)]


def _runs(years: list[int]) -> list[Window]:
    """Return the first and last of those years that follow each other without a gap."""
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    return list(zip(firsts, lasts, strict=True))


def _of_partner(windows: Windows, partner: str) -> pd.DataFrame:
    mine = np.array([windows.partners.index(partner)])
    low, high = windows.share_band_of(mine)
    table = pd.DataFrame(
        {
            "first_year": windows.first_year,
            "last_year": windows.last_year,
            "value": windows.value[mine][0],
            "total": windows.total,
            "share": windows.share_of(mine)[0],
            "share_low": low[0],
            "share_high": high[0],
        }
    )
    unranked = ~windows.is_ranked(mine)[0]
    names = ("rank", "rank_low", "rank_high")
    for name, ranks in zip(names, windows.ranks_of(mine), strict=True):
        table[name] = pd.arrays.IntegerArray(ranks[0].astype("int64"), unranked)
    return table


def _exactness(release: Release, asked: q.Question, table: pd.DataFrame) -> list[str]:
    blocks = release.coverage.blocks
    if all(block.grain == "year" for block in blocks) and len({b.exactness for b in blocks}) == 1:
        return [blocks[0].exactness] * len(table)
    spans = zip(table["first_year"].tolist(), table["last_year"].tolist(), strict=True)
    return [release.coverage.exactness_of(asked.side, asked.entity, span) for span in spans]
