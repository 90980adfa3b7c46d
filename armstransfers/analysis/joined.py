"""What the rows of an excerpt change in the release that they are joined to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from armstransfers.model.release import Release

COLUMNS = ("recipient", "supplier", "value_before", "value_after", "share_before", "share_after")
_DYAD = ["recipient", "supplier"]
_NOISE = 1e-6  # sums of hundredths differ in their last bits


@dataclass(frozen=True)
class Joined:
    """What differs between a release and the same with more rows.

    Attributes
    ----------
    before, after : str
        Ids of the two.
    rows : int
        Rows that came new.
    total_before, total_after : float
        Sums of all values, in the unit of the measure.
    changes : pandas.DataFrame
        Pairs whose sum over all years is another now, the largest difference first: the sums, and
        the shares of all that the recipient has there, in percent; a share is NaN where the
        recipient had nothing.
    """

    before: str
    after: str
    rows: int
    total_before: float
    total_after: float
    changes: pd.DataFrame

    def as_dict(self) -> dict[str, Any]:
        """Return all of it, as JSON can hold it."""
        changes = self.changes.astype("object").where(self.changes.notna(), None)
        return vars(self) | {"changes": changes.to_dict("records")}


def what_joining_changes(before: Release, after: Release) -> Joined:
    """Return what differs between a release and the same after an excerpt was joined to it.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> one = shipped_releases()[0]
    >>> found = what_joining_changes(one, one)
    >>> (found.rows, len(found.changes))
    (0, 0)
    """
    sides = [_sums(release) for release in (before, after)]
    sums = sides[0].add_suffix("_before").join(sides[1].add_suffix("_after"), how="outer")
    for when in ("before", "after"):
        sums[f"value_{when}"] = sums[f"value_{when}"].fillna(0)
        whole = sums.groupby("recipient")[f"value_{when}"].transform("sum")
        sums[f"share_{when}"] = (100 * sums[f"value_{when}"] / whole).where(whole > 0)
    sums["difference"] = (sums["value_after"] - sums["value_before"]).abs()
    changed = sums[sums["difference"] > _NOISE].sort_values("difference", ascending=False)
    return Joined(
        before=before.id,
        after=after.id,
        rows=len(after.transfers) - len(before.transfers),
        total_before=float(before.transfers["value"].sum()),
        total_after=float(after.transfers["value"].sum()),
        changes=changed.reset_index()[list(COLUMNS)],
    )


def _sums(release: Release) -> pd.DataFrame:
    rows = release.transfers.astype(dict.fromkeys(_DYAD, "str"))
    return rows.groupby(_DYAD)[["value"]].sum()
