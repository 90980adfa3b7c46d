"""The deliveries behind a figure, one by one, as a register lists them."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.rows import is_of
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.model.release import Release

COLUMNS = (
    "year", "supplier", "recipient", "category", "designation", "description", "status", "units",
    "number_estimated", "year_estimated", "local_production", "order_year", "value", "deal",
)  # fmt: skip


@sourced
def deliveries(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    years: Window | int,
) -> pd.DataFrame:
    """Return the deliveries to a recipient, from a supplier, or between the two, in a window.

    Parameters
    ----------
    release : Release
        A release of a register, which lists deliveries.
    recipient, supplier : str, list of str or Group
        One or both, in any spelling, or groups as for `shares`.
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
        remedy = (
            f"SIPRI's trade register lists them: {q.WHOLE_DATABASE}"
            if release.measure.is_tiv
            else "look into the table that it was read from"
        )
        raise Refused(f"this release holds yearly sums and does not list deliveries; {remedy}.")
    rows = rows[rows["year"].between(*years)]
    for one in (
        {"recipient": recipient, "supplier": None},
        {"recipient": None, "supplier": supplier},
    ):
        if any(name is not None for name in one.values()):
            rows = rows[is_of(q.question(release, **one).until(years[1]), rows)]
    listed = rows[[column for column in COLUMNS if column in rows]]
    return listed.sort_values(
        ["year", "value", "deal"], ascending=[False, False, True]
    ).reset_index(drop=True)
