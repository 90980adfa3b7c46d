"""The deliveries behind a figure, one by one, as a register lists them."""

from __future__ import annotations

import pandas as pd

from armstransfers import entities
from armstransfers.analysis import question as q
from armstransfers.coverage import Window
from armstransfers.errors import Refused
from armstransfers.release import Release

COLUMNS = (
    "year", "supplier", "recipient", "category", "designation", "description", "status", "units",
    "number_estimated", "year_estimated", "local_production", "order_year", "value", "deal",
)  # fmt: skip


def deliveries(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
) -> pd.DataFrame:
    """Return the deliveries to a recipient, from a supplier, or between the two, in a window.

    Parameters
    ----------
    release : Release
        A release of a register, which lists deliveries.
    recipient, supplier : str
        One or both, in any spelling.
    years : (int, int) or int
        The window.

    Returns
    -------
    pandas.DataFrame
        One row a delivery, latest first and then by volume. Columns that a register does not
        have are left out. Nothing is added up, so the list need not be complete.

    Raises
    ------
    Refused
        If the release holds sums and lists no deliveries.
    UnknownEntity, BadRequest
        As for `shares`.
    """
    years = q.window(years)
    rows = release.transfers
    if "deal" not in rows:
        raise Refused(
            "this release holds yearly sums and does not list deliveries; SIPRI's trade register "
            f"lists them: {q.WHOLE_DATABASE}."
        )
    rows = rows[rows["year"].between(*years)]
    for side, name in (("recipient", recipient), ("supplier", supplier)):
        if name is not None:
            rows = rows[rows[side] == _name(release, name)]
    listed = rows[[column for column in COLUMNS if column in rows]]
    return listed.sort_values(
        ["year", "value", "deal"], ascending=[False, False, True]
    ).reset_index(drop=True)


def _name(release: Release, name: str) -> str:
    return name if name in release.report.unknown_names else entities.find(name).name
