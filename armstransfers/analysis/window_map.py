"""One partner's share and rank in every window: cherry-picked years show at a glance."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.exact import require_exact
from armstransfers.analysis.rows import is_of
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.model.tally import Tally, blank_but, windows_within

Flow = Literal["imports", "exports"]

COLUMNS = (
    "first_year", "last_year", "value", "total", "share", "share_low", "share_high", "rank",
    "rank_low", "rank_high", "exactness",
)  # fmt: skip


@sourced
def window_map(
    release: Release,
    *,
    recipient: q.Whom,
    supplier: q.Whom,
    of: Flow = "imports",
    years: Window | None = None,
    exact: bool = False,
) -> pd.DataFrame:
    """Return the share and rank of one supplier at one recipient in every window.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str, list of str or Group
        The pair, in any spelling; groups as for `shares`. A group that is the partner has no rank.
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
    span = None if years is None else q.window(years)
    until = (span or release.coverage.years or (0, 0))[1]
    buyer = q.question(release, recipient=recipient, supplier=None).until(until)
    seller = q.question(release, recipient=None, supplier=supplier).until(until)
    asked, partner = (buyer, seller) if of == "imports" else (seller, buyer)
    covered = asked.covered(release)
    if span is not None or not covered:
        span = span or release.coverage.years or (0, 0)
        q.require_covered(release, asked, span)
        covered = list(range(span[0], span[1] + 1))
    if exact:
        require_exact(release, asked, *((year, year) for year in covered))
    q.require_additive(release.measure)
    tally = release.tally(asked.side, asked.whom, (covered[0], covered[-1]))
    first, last = windows_within(covered)
    sums = _with_a_row_for(partner, tally).over(first, last)
    mine = np.flatnonzero(sums.names == partner.entity)
    ranked = sums.known[mine, None] & sums.there[mine] & (partner.group is None)
    ranks = zip(("rank", "rank_low", "rank_high"), sums.ranks(mine), strict=True)
    table = pd.DataFrame(
        {
            "first_year": first,
            "last_year": last,
            **sums.columns(mine),
            **{name: blank_but(ranked, end) for name, end in ranks},
            "exactness": pd.Series(
                asked.how_exact(release, first.tolist(), last.tolist()), dtype="str"
            ),
        }
    )
    return table[list(COLUMNS)]


def _with_a_row_for(partner: q.Question, tally: Tally) -> Tally:
    """Return the partners with a row for one that may have no value, or for a group of them."""
    if partner.group is None and partner.entity in tally.names:
        return tally
    rows = tally.rows.rename(columns={"partner": partner.side})
    if partner.group is not None:
        rows[partner.side] = rows[partner.side].mask(is_of(partner, rows), partner.entity)
    names = dict.fromkeys([*rows[partner.side], partner.entity])
    return Tally.of(rows, partner.side, tally.years, tally.decimals, [*names])
