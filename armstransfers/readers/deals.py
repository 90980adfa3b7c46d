"""Deals, as registers by deal describe them: for lists, never for shares."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from armstransfers.readers.names import Names
from armstransfers.release import NO_DEALS


class Deal(NamedTuple):
    """One deal. Numbers are None where the source gives none."""

    recipient: str
    supplier: str
    order_year: int | None
    order_year_estimated: bool
    ordered: float | None
    designation: str
    description: str
    units: float | None
    number_estimated: bool
    delivery_years: str
    comments: str


def frame(deals: list[Deal], names: Names) -> pd.DataFrame:
    """Return deals as a table, with the names of entities."""
    table = pd.DataFrame(deals, columns=list(Deal._fields))
    for side in ("recipient", "supplier"):
        table[side] = names.column(table[side]).astype("str")
    return table.astype(NO_DEALS.dtypes.to_dict())
