"""Tables as CSV, with their provenance above, and as rows for JSON."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from armstransfers.core.fields import FIELDS
from armstransfers.core.measure import Measure
from armstransfers.export import safe
from armstransfers.reference.codes import with_codes

SHARE_DECIMALS = 2
_AS_NEEDED: Literal[0] = csv.QUOTE_MINIMAL
_QUOTED: Literal[2] = csv.QUOTE_NONNUMERIC


def rounded(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return a table with shares to two decimals and volumes to the measure's precision."""
    decimals = {
        name: measure.decimals if FIELDS[name].unit == FIELDS["value"].unit else SHARE_DECIMALS
        for name in table.columns
        if FIELDS[name].type == "number"
    }
    return table.round(decimals)


def to_csv(
    table: pd.DataFrame,
    measure: Measure,
    provenance: dict[str, str],
    codes: Sequence[str] = (),
) -> str:
    """Return a table as CSV below lines that begin with ``#`` and say where it comes from.

    pandas reads it with ``read_csv(file, comment="#")``. A text that a spreadsheet could run as a
    formula has an apostrophe before it, and a line above then says so. Behind names stand their
    codes in the schemes of `armstransfers.reference.codes` that are asked for.
    """
    return with_notes(with_codes(rounded(table, measure), codes), provenance)


def with_notes(table: pd.DataFrame, notes: dict[str, str]) -> str:
    """Return a table as it is, with lines above, as `to_csv` has them."""
    rows, changed = as_csv(table)
    notes = notes | ({"Names": safe.NOTE} if changed else {})
    return "".join(f"# {name}: {_on_one_line(text)}\n" for name, text in notes.items()) + rows


def as_csv(table: pd.DataFrame) -> tuple[str, bool]:
    """Return a table as CSV, and whether a text in it was changed to stay text."""
    shown = safe.kept_as_text(table)
    texts = shown.select_dtypes(exclude=["number", "bool"]).astype("str")
    # else a # would begin a comment in the middle of a line
    hashed = texts.map(_has_hash).any(axis=None) or any("#" in str(name) for name in shown)
    quoting: Literal[0, 2] = _QUOTED if hashed else _AS_NEEDED
    written = shown.to_csv(index=False, lineterminator="\n", quoting=quoting)
    same = list(shown) == list(table) and shown.equals(table.astype(shown.dtypes.to_dict()))
    return written, not same


def _has_hash(text: str) -> bool:
    return "#" in text


def _on_one_line(text: str) -> str:
    return safe.as_text(" ".join(text.splitlines()))


def to_rows(
    table: pd.DataFrame, measure: Measure, codes: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return a table as rows that JSON can hold, with codes as in `to_csv`; blanks are None."""
    return to_records(with_codes(rounded(table, measure), codes))


def to_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as it is as rows that JSON can hold; blanks are None."""
    rows = table.to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
