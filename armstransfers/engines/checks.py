"""What is found when all rows are looked through once, before anything is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from armstransfers import entities
from armstransfers.coverage import Side
from armstransfers.engines.large import Spelled
from armstransfers.engines.rows import SIDES
from armstransfers.errors import ReadError, UnknownEntity
from armstransfers.readers.names import Names, is_total


def looked_through(rows: Callable[[], nw.LazyFrame[Any]], file: str) -> pd.DataFrame:
    """Return the pairs of names in the rows, all of which were looked at once.

    Raises
    ------
    ReadError
        If a cell is blank, or a value negative.
    """
    value, year = nw.col("value"), nw.col("year")
    pairs = (
        rows()
        .with_columns(
            (value.is_null() | value.is_nan()).cast(nw.Int64).alias("no_value"),
            year.is_null().cast(nw.Int64).alias("no_year"),
        )
        .group_by(*SIDES)
        .agg(
            nw.len().alias("rows"),
            nw.col("no_value").sum(),
            nw.col("no_year").sum(),
            value.min().alias("least"),
        )
        .collect()
        .to_pandas()
    )
    blank = {str(side): pairs.loc[pairs[side].isna(), "rows"].sum() for side in SIDES}
    blank |= {"year": pairs["no_year"].sum(), "value": pairs["no_value"].sum()}
    for name, cells in blank.items():
        if cells:
            raise ReadError(
                f"{int(cells):,} cells are blank; complete them, or leave their rows out.",
                file=file,
                column=name,
            )
    if (pairs["least"] < 0).any():
        raise ReadError(
            "a value is negative; leave such rows out, for a share of them has no meaning.",
            file=file,
            column="value",
        )
    return pairs


def names_in(pairs: pd.DataFrame, file: str, *, in_file: bool) -> tuple[Names, Spelled]:
    """Return the names, and how the rows of each side spell them.

    Parameters
    ----------
    pairs : pandas.DataFrame
        The pairs of names in the rows, as `looked_through` returns them.
    file : str
        Where they stand, for people.
    in_file : bool
        Whether the names are those of entities already.

    Raises
    ------
    ReadError
        If one looks like a total.
    """
    names = Names() if in_file else Names(find=_entity)
    spelled: dict[Side, dict[str, tuple[str, ...]]] = {}
    for side in SIDES:
        spelled[side] = {}
        for spelling in sorted(pairs[side].astype(str).unique()):
            if is_total(spelling):
                raise ReadError(
                    f"{spelling[:40]!r} looks like a total, which would be counted beside its "
                    "parts; name it under 'leave_out'.",
                    file=file,
                    column=side,
                )
            entity = names.entity(spelling)
            spelled[side][entity] = (*spelled[side].get(entity, ()), spelling)
    return names, spelled


def _entity(name: str) -> entities.Entity | None:
    try:
        return entities.find(name) if name.strip() else None
    except UnknownEntity:
        return None
