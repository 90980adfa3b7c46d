"""Tables as CSV, with their provenance above, and as rows for JSON."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from armstransfers.fields import FIELDS
from armstransfers.measure import Measure

SHARE_DECIMALS = 2


def rounded(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return a table with shares to two decimals and volumes to the measure's precision."""
    decimals = {
        name: measure.decimals if FIELDS[name].unit == measure.unit else SHARE_DECIMALS
        for name in table.columns
        if FIELDS[name].type == "number"
    }
    return table.round(decimals)


def to_csv(table: pd.DataFrame, measure: Measure, provenance: dict[str, str]) -> str:
    """Return a table as CSV below lines that begin with ``#`` and say where it comes from.

    pandas reads it with ``read_csv(file, comment="#")``.
    """
    header = "".join(f"# {name}: {text}\n" for name, text in provenance.items())
    return header + rounded(table, measure).to_csv(index=False, lineterminator="\n")


def to_rows(table: pd.DataFrame, measure: Measure) -> list[dict[str, Any]]:
    """Return a table as rows that JSON can hold; blanks are None."""
    return to_records(rounded(table, measure))


def to_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as it is as rows that JSON can hold; blanks are None."""
    rows = table.to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
