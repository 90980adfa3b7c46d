"""Shares of groups of suppliers or recipients: the members of one bloc, or regions.

Groups of one system never overlap, so their shares add up to 100: a partner is in the bloc or
not, and in one region alone. Unknown is a group of its own, for nobody knows where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.series import trailing_shares
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Exactness, Window
from armstransfers.model.release import Release
from armstransfers.model.tally import Sums, Tally
from armstransfers.reference import context, entities

AsOf = Literal["then", "now"]

BY_REGION, BY_SUBREGION = "region", "subregion"
NOT_A_MEMBER, NO_REGION, NOT_LISTED, UNKNOWN = (
    "Not a member", "No region", "Name not listed", "Unknown",
)  # fmt: skip
_KINDS = {
    NOT_A_MEMBER: "remainder",
    NO_REGION: "remainder",
    NOT_LISTED: "unlisted",
    UNKNOWN: "unknown",
}
COLUMNS = (
    "partner", "kind", "value", "total", "share", "share_low", "share_high", "rank", "rank_low",
    "rank_high", "exactness",
)  # fmt: skip


@dataclass(frozen=True)
class Grouping:
    """A system of groups that never overlap.

    Attributes
    ----------
    by : str
        ``region``, ``subregion``, or the name of a bloc.
    as_of : {"then", "now"}
        For a bloc, whether its members are those of 31 December of each year, or today's.
        Regions have no date.
    """

    by: str
    as_of: AsOf = "then"

    @property
    def is_dated(self) -> bool:
        """Whether an entity may be in one group in one year and in another in the next."""
        return self.by not in (BY_REGION, BY_SUBREGION) and self.as_of == "then"

    def group(self, name: str, year: int) -> str:
        """Return the group in which an entity is in a year."""
        known = entities.entities().get(name)
        if known is None:
            return NOT_LISTED
        if known.is_unknown:
            return UNKNOWN
        if self.by == BY_REGION:
            return known.region or NO_REGION
        if self.by == BY_SUBREGION:
            return known.subregion or known.region or NO_REGION
        inside = context.members(self.by, year) if self.is_dated else context.bloc_as_now(self.by)
        return self.by if name in inside else NOT_A_MEMBER

    def kind(self, group: str) -> str:
        """Return the kind of a group: region, bloc, remainder, unlisted or unknown."""
        undated = "region" if self.by in (BY_REGION, BY_SUBREGION) else "bloc"
        return _KINDS.get(group, undated)


def grouping(by: str, as_of: AsOf = "then") -> Grouping:
    """Return the system of groups that is asked for.

    Raises
    ------
    BadRequest
        If `by` is neither ``region``, ``subregion``, nor a bloc.
    """
    return Grouping(by if by in (BY_REGION, BY_SUBREGION) else context.bloc_named(by), as_of)


@sourced
def grouped_shares(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    years: Window | int,
    by: str,
    as_of: AsOf = "then",
) -> pd.DataFrame:
    """Return each group's share of one country's imports or exports in a window.

    Parameters
    ----------
    release, recipient, supplier, years
        As for `shares`.
    by : str
        ``region``, ``subregion``, or a bloc, as `armstransfers.reference.context.blocs` lists them.
    as_of : {"then", "now"}, optional
        For a bloc, whether a delivery counts by membership on 31 December of its own year, or
        by today's. Observers, suspended and frozen members are no members.

    Returns
    -------
    pandas.DataFrame
        One row a group that delivered or received something, as `shares` has them, with the
        group's name as ``partner``. Largest first; what is in no group, and Unknown, last and
        without a rank. A bloc has no rank, for there is only one.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`; BadRequest also if there is no such bloc.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = grouped_shares(newest, recipient="Azerbaijan", years=(2011, 2020), by="CSTO")
    >>> table[["partner", "value", "share"]].round(2)
            partner    value  share
    0          CSTO  2258.92  66.37
    1  Not a member  1140.71  33.51
    2       Unknown     4.00   0.12
    """
    years, system = q.window(years), grouping(by, as_of)
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    sums = regrouped(asked.tally(release, years), system).over(*years)
    return _ordered(sums, system, _exactness(release, asked, years, system))


@sourced
def grouped_series(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    window: int = 5,
    years: Window | None = None,
    by: str,
    as_of: AsOf = "then",
) -> pd.DataFrame:
    """Return each group's share in every trailing window.

    Parameters
    ----------
    release, recipient, supplier, window, years
        As for `share_series`.
    by, as_of
        As for `grouped_shares`.

    Returns
    -------
    pandas.DataFrame
        As `share_series` returns it, with the group's name as ``partner``.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `share_series`; BadRequest also if there is no such bloc.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = grouped_series(newest, recipient="Azerbaijan", years=(2015, 2025), by="CSTO")
    >>> table = table[table["partner"] == "CSTO"].set_index("last_year")
    >>> table["share"].round(1).loc[[2015, 2020, 2025]].tolist()
    [86.4, 21.3, 11.8]
    """
    system = grouping(by, as_of)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    table = trailing_shares(release, asked, window, years, lambda tally: regrouped(tally, system))
    spans = table[["first_year", "last_year"]].drop_duplicates().itertuples(index=False)
    how = {span[1]: _exactness(release, asked, (span[0], span[1]), system) for span in spans}
    return table.assign(exactness=table["last_year"].map(how).astype("str"))


def regrouped(tally: Tally, system: Grouping) -> Tally:
    """Return the tally of partners as one of groups of them."""
    rows = tally.rows
    of_pair = {
        pair: system.group(*pair) for pair in set(zip(rows["partner"], rows["year"], strict=True))
    }
    groups = [of_pair[pair] for pair in zip(rows["partner"], rows["year"], strict=True)]
    return Tally.of(rows.assign(partner=groups), "partner", tally.years, tally.decimals)


def _ordered(sums: Sums, system: Grouping, exactness: Exactness) -> pd.DataFrame:
    """Return groups with kind and rank: regions by volume, then the rest, Unknown last."""
    kinds = np.array([system.kind(group) for group in sums.names], dtype=object)
    columns = {
        "partner": pd.Series(sums.names, dtype="str"),
        "kind": pd.Series(kinds, dtype="str"),
        **sums.columns(),
        **sums.rank_columns(kinds == "region", among=kinds == "region"),
        "exactness": pd.Series([exactness] * len(kinds), dtype="str"),
    }
    last = pd.Series(kinds).map({"remainder": 1, "unlisted": 2, "unknown": 3}).fillna(0)
    table = pd.DataFrame(columns).assign(last=last)
    order = ["last", "value", "partner"]
    ordered = table.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return ordered[list(COLUMNS)]


def _exactness(release: Release, asked: q.Question, years: Window, system: Grouping) -> Exactness:
    """Return how exact groups are: dated ones need the year of each delivery."""
    spans = [years]
    if system.is_dated:
        spans += [(year, year) for year in range(years[0], years[1] + 1)]
    found = [asked.exactness(release, span) for span in spans]
    return "estimated" if "estimated" in found else found[0]
