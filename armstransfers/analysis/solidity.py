"""How solid a number is: what stands behind it, by value, for the selection itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.rows import rows_of
from armstransfers.core.coverage import Exactness, Window
from armstransfers.model.release import Release
from armstransfers.reference.entities import is_unknown

_WHAT = ("year_estimated", "number_estimated", "local_production", "second_hand")


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
        made under licence in the recipient, or second hand; None where the release says it of
        nothing. It is a least value where `not_stated` names it.
    not_stated : dict of str to float
        Percentage of the total of which the source does not say the above, by its name, where
        there is any.
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
    not_stated: dict[str, float] = field(default_factory=dict)

    def at_least(self, what: str) -> str:
        """Return ``at least`` where the source does not say `what` of the whole; else nothing."""
        return "at least " if what in self.not_stated else ""


def solidity(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
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
    >>> of_2025 = shipped_releases()[1]
    >>> found = solidity(of_2025, recipient="Azerbaijan", years=(2011, 2020))
    >>> found.deliveries, round(found.year_estimated, 1), round(found.number_estimated, 1)
    (144, 18.5, 70.7)
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    q.require_covered(release, asked, years)
    rows = rows_of(release, asked, years)
    total = float(rows["value"].sum())
    if not total:
        return None
    unknown = rows.loc[[is_unknown(str(p)) for p in rows[asked.across]], "value"].sum()
    parts = {what: _part(rows, what) for what in _WHAT}
    return Solidity(
        total=round(total, release.measure.decimals),
        exactness=asked.exactness(release, years),
        deliveries=_deliveries(rows),
        **{what: part[0] if part else None for what, part in parts.items()},
        unknown=100 * float(unknown) / total,
        not_stated={what: part[1] for what, part in parts.items() if part and part[1]},
    )


def _deliveries(rows: pd.DataFrame) -> int | None:
    if "deliveries" in rows:
        return int(rows["deliveries"].sum())
    return len(rows) if "deal" in rows else None


def _part(rows: pd.DataFrame, what: str) -> tuple[float, float] | None:
    """Return the percentage of the value for which something holds, and of which it is not stated.

    None where it is stated of nothing. A zero may stand for a volume under half a unit, so a part
    of the rows without any value counts as stated.
    """
    if f"value_{what}" in rows:
        part = rows[f"value_{what}"]
        holds, stated = part.fillna(0.0), part.notna()
    elif what in rows:
        holds, stated = rows["value"].where(rows[what].fillna(False), 0.0), rows[what].notna()
    elif what == "second_hand" and "status" in rows:
        holds, stated = rows["value"].where(rows["status"] != "New", 0.0), rows["status"].notna()
    else:
        return None
    total = float(rows["value"].sum())
    of_stated = float(rows.loc[stated, "value"].sum())
    if not of_stated:
        return None
    return 100 * float(holds.sum()) / total, 100 * (total - of_stated) / total
