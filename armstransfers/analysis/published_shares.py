"""One country's partners as SIPRI published them: for windows that no release at hand holds."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np
import pandas as pd

from armstransfers import entities
from armstransfers.analysis.published import published
from armstransfers.coverage import Side, Window
from armstransfers.errors import UnknownEntity

COLUMNS = (
    "partner", "first_year", "last_year", "printed", "printed_decimals", "rank_printed",
    "edition", "in_own_words", "sources", "agreement", "all_values", "source_title",
    "source_publisher", "source_date", "source_url", "read_via",
)  # fmt: skip
_KINDS: dict[Side, str] = {
    "recipient": "recipient_supplier_share",
    "supplier": "supplier_recipient_share",
}
_OF_WORLD: dict[Side, str] = {
    "recipient": "global_import_share",
    "supplier": "global_export_share",
}


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
    table = published()
    table = table[table["statement"] == _KINDS[side]]
    of_entity = [_single(name) == entity for name in table["reporter"]]
    return _listed(table[of_entity], "partner")


def published_of_world(side: Side) -> pd.DataFrame:
    """Return every published share of the world's exports, or imports.

    Parameters
    ----------
    side : {"supplier", "recipient"}
        Whether exporters are wanted, or importers: they stand where partners do in
        `published_shares`, whose rows and order these have.
    """
    table = published()
    table = table[table["statement"] == _OF_WORLD[side]]
    return _listed(table, "reporter")


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


def _listed(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return published shares in their order; several countries counted together are no partner."""
    names = pd.Series([_single(name) for name in table[column]], index=table.index, dtype="str")
    table = table.assign(partner=names)
    return (
        table[table["partner"] != ""]
        .sort_values(
            ["last_year", "first_year", "printed", "edition"], ascending=False, kind="stable"
        )[list(COLUMNS)]
        .reset_index(drop=True)
    )


def _common(table: pd.DataFrame, years: Window) -> pd.Series:
    """Return how many years windows share with another; a negative number of those between them."""
    return table["last_year"].clip(upper=years[1]) - table["first_year"].clip(lower=years[0]) + 1


@cache
def _single(name: str) -> str:
    """Return the one entity that a published name means; nothing for a region, a bloc or a list."""
    try:
        return entities.find(name).name
    except UnknownEntity:
        return ""
