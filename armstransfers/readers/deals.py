"""Deals, as registers by deal describe them: for lists, never for shares."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple

import pandas as pd

from armstransfers.model.release import NO_DEALS
from armstransfers.readers.names import Names


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


def numbers_of_deals(records: pd.DataFrame) -> pd.Series:
    """Return names for deals to which their source gives no number, made of all that is said of them.

    They are the same in every file that lists the deal, so that none counts twice. The second of
    two equal deals in one file has another name.

    Parameters
    ----------
    records : pandas.DataFrame
        One row a deal; where they stand in a file, ``line``, does not count.
    """
    said = [[_said(value) for value in records[name]] for name in records if name != "line"]
    equal: Counter[str] = Counter()
    found = []
    for row in zip(*said, strict=True):
        name = hashlib.sha256("\n".join(row).encode()).hexdigest()[:12]
        equal[name] += 1
        found.append(name if equal[name] == 1 else f"{name}-{equal[name]}")
    return pd.Series(found, index=records.index, dtype="str")


def _said(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return f"{value:.12g}" if isinstance(value, int | float) else str(value)
