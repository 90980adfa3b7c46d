"""The world's largest exporters and importers as SIPRI published them, where no data are at hand."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.published_shares import published_of_world
from armstransfers.core.coverage import Side, Window
from armstransfers.reference import entities

PUBLISHED_WINDOW: Window = (2021, 2025)
"""The window whose tables are complete: 25 exporters, 40 importers."""

COLUMNS = (
    "entity", "kind", "share", "rank", "printed_decimals", "edition", "source_title",
    "source_date", "source_url",
)  # fmt: skip


def published_traders(*, side: Side = "supplier") -> pd.DataFrame:
    """Return SIPRI's published table of the largest exporters, or importers, of 2021-25.

    Parameters
    ----------
    side : {"supplier", "recipient"}, optional
        Exporters or importers.

    Returns
    -------
    pandas.DataFrame
        One row a country, in SIPRI's order: its share of the world's exports or imports as it
        was printed, its rank, and the edition and the publication. Whoever is not in SIPRI's
        table is not in this one; the shares do not add up to 100. Sums of groups of countries
        are left out. Where ``printed_decimals`` is blank, 1 may stand for 1 or 1.0.

    Examples
    --------
    >>> table = published_traders(side="recipient")
    >>> table["entity"][0], float(table["share"][0]), int(table["edition"][0])
    ('Ukraine', 9.7, 2026)
    """
    table = published_of_world(side).rename(
        columns={"partner": "entity", "printed": "share", "rank_printed": "rank"}
    )
    first, last = PUBLISHED_WINDOW
    table = table[(table["first_year"] == first) & (table["last_year"] == last)]
    table = table.assign(kind=[entities.kind_of(name) for name in table["entity"]])
    return table.sort_values("rank").reset_index(drop=True)[list(COLUMNS)]
