"""One country's partners as SIPRI published them: for windows that no release at hand holds."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import pandas as pd

from armstransfers.analysis.published import Statement, published, statements
from armstransfers.core.coverage import Side, Window, other_side
from armstransfers.reference.parties import WORLD

COLUMNS = (
    "partner", "first_year", "last_year", "printed", "printed_decimals", "rank_printed",
    "edition", "in_own_words", "sources", "agreement", "all_values", "source_title",
    "source_publisher", "source_date", "source_url", "read_via",
)  # fmt: skip


def published_shares(side: Side, entity: str) -> pd.DataFrame:
    """Return every published share of one country's imports, or exports.

    Parameters
    ----------
    side : {"recipient", "supplier"}
        Whether shares of its imports are wanted, or of its exports.
    entity : str
        The country, by its name in releases.

    Returns
    -------
    pandas.DataFrame
        One row a figure, latest window first and in it the largest share: the partner, the window,
        the figure as it was printed, the edition that it is of and where it was read. Figures of
        one window may be of several editions. Whoever is missing was not published or not read;
        that says nothing of a share, least of all that it was nothing.

    Examples
    --------
    >>> table = published_shares("recipient", "India")
    >>> of_2015 = table[(table["partner"] == "Russia") & (table["last_year"] == 2015)]
    >>> of_2015[["first_year", "printed", "edition", "in_own_words"]].to_dict("records")
    [{'first_year': 2011, 'printed': 70.0, 'edition': 2026, 'in_own_words': False}]
    """
    across = other_side(side)
    return _listed(lambda said: said.is_share and (said.side, said.of) == (across, entity))


def published_of_world(side: Side) -> pd.DataFrame:
    """Return every published share of the world's exports, or imports.

    Parameters
    ----------
    side : {"supplier", "recipient"}
        Whether exporters are wanted, or importers: they stand where partners do in
        `published_shares`, whose rows and order these have.
    """
    return _listed(lambda said: said.is_share and (said.side, said.of) == (side, WORLD.name))


def outside(table: pd.DataFrame, years: Collection[int]) -> pd.DataFrame:
    """Return those published shares whose windows do not lie within some years."""
    held = set(years)
    windows = zip(table["first_year"], table["last_year"], strict=True)
    keep = [not set(range(first, last + 1)) <= held for first, last in windows]
    return table[np.array(keep, dtype=bool)].reset_index(drop=True)


def near(table: pd.DataFrame, years: Window) -> pd.DataFrame:
    """Return the published shares of the windows that share years with another, the nearest first.

    Where none does, those of the nearest window.
    """
    first, last = years
    common = _common(table, years)
    if not (common > 0).any():
        common = common.where(common == common.max(), 0).abs()
    length = table["last_year"] - table["first_year"] + 1
    apart = (length - common) + (last - first + 1 - common)  # years that only one of them has
    ordered = table.assign(apart=apart)[common > 0].sort_values(
        ["apart", "last_year", "first_year", "printed"],
        ascending=[True, False, False, False],
        kind="stable",
    )
    return ordered.drop(columns="apart").reset_index(drop=True)


def _listed(wanted: Callable[[Statement], bool]) -> pd.DataFrame:
    """Return published shares in their order; several countries counted together are no partner."""
    found = [(row.Index, said.subject) for row, said in statements() if wanted(said)]
    partners = {at: name for at, name in found if isinstance(name, str)}
    table = published().loc[list(partners)]
    return (
        table.assign(partner=pd.Series(partners, dtype="str"))
        .sort_values(
            ["last_year", "first_year", "printed", "edition"], ascending=False, kind="stable"
        )[list(COLUMNS)]
        .reset_index(drop=True)
    )


def _common(table: pd.DataFrame, years: Window) -> pd.Series:
    """Return how many years windows share with another; a negative number of those between them."""
    return table["last_year"].clip(upper=years[1]) - table["first_year"].clip(lower=years[0]) + 1
