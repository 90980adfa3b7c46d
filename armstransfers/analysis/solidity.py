"""How solid a number is: what stands behind it, by value, for the selection itself."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.shares import is_unknown
from armstransfers.coverage import Exactness, Window
from armstransfers.release import Release


@dataclass(frozen=True)
class Solidity:
    """What stands behind a denominator.

    Attributes
    ----------
    total : float
        The denominator, in the unit of the measure.
    exactness : {"exact", "rounded", "estimated"}
        How exactly the source gives its values.
    deliveries : int or None
        Delivery records behind it; None where the release does not tell.
    year_estimated, number_estimated, local_production, second_hand : float or None
        Percentage of the total with an estimated delivery year, an estimated number delivered,
        made under licence in the recipient, or second hand; None where the release does not tell.
    unknown : float
        Percentage of the total from or to parties that the source could not name.
    """

    total: float
    exactness: Exactness
    deliveries: int | None
    year_estimated: float | None
    number_estimated: float | None
    local_production: float | None
    second_hand: float | None
    unknown: float


def solidity(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
) -> Solidity | None:
    """Return how solid the denominator of `shares` is; None where nothing was delivered.

    Parameters
    ----------
    release, recipient, supplier, years
        As for `shares`.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> found = solidity(newest, recipient="Azerbaijan", years=(2011, 2020))
    >>> found.deliveries, round(found.year_estimated, 1), round(found.number_estimated, 1)
    (144, 18.5, 70.7)
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    q.require_covered(release, asked, years)
    rows = release.transfers
    rows = rows[(rows[asked.side] == asked.entity) & rows["year"].between(*years)]
    total = float(rows["value"].sum())
    if not total:
        return None
    unknown = rows.loc[[is_unknown(str(p)) for p in rows[asked.across]], "value"].sum()
    return Solidity(
        total=round(total, release.measure.decimals),
        exactness=release.coverage.exactness_of(asked.side, asked.entity, years),
        deliveries=_deliveries(rows),
        year_estimated=_part(rows, "year_estimated"),
        number_estimated=_part(rows, "number_estimated"),
        local_production=_part(rows, "local_production"),
        second_hand=_part(rows, "second_hand"),
        unknown=100 * float(unknown) / total,
    )


def _deliveries(rows: pd.DataFrame) -> int | None:
    if "deliveries" in rows:
        return int(rows["deliveries"].sum())
    return len(rows) if "deal" in rows else None


def _part(rows: pd.DataFrame, what: str) -> float | None:
    """Return the percentage of the value for which something holds, if the release tells."""
    if f"value_{what}" in rows:
        part = rows[f"value_{what}"].sum()
    elif what in rows:
        part = rows.loc[rows[what], "value"].sum()
    elif what == "second_hand" and "status" in rows:
        part = rows.loc[rows["status"] != "New", "value"].sum()
    else:
        return None
    return 100 * float(part) / float(rows["value"].sum())
