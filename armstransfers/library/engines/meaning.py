"""What the rows mean, by their description: what they count, cover, and come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa

from armstransfers.core.coverage import Coverage
from armstransfers.core.errors import ReadError
from armstransfers.core.measure import REGISTER_STEP, Measure, tiv
from armstransfers.core.origin import Origin
from armstransfers.readers.description import AGGREGATES, Description

FORMAT = "Parquet"
FINEST_DECIMALS = 6
_FOR_FILES = ("scheme", "several", "numbered", "totals_of", "count_rows", "month", "set_aside")
_FINEST_FLOAT = 0.01


def step_of(kind: pa.DataType) -> float:
    """Return the step to which values of a kind are taken to be exact."""
    if pa.types.is_integer(kind):
        return 1.0
    if pa.types.is_decimal(kind):
        return float(10.0 ** -min(kind.scale, FINEST_DECIMALS))
    return _FINEST_FLOAT


def measure_of(described: Description, kinds: Iterable[pa.DataType]) -> Measure:
    """Return what values of some kinds count, and to which step they are exact."""
    counted = described.counted
    step = min(map(step_of, kinds))
    if counted is None:
        return tiv(1.0 if step == 1.0 else min(step, REGISTER_STEP))
    return Measure(
        counted.name,
        counted.unit,
        counted.basis,
        counted.precision or step,
        counted.additive,
        counted.goods,
    )


def coverage_of(described: Description, measure: Measure) -> Coverage:
    """Return for what the rows are complete."""
    covers = described.covers.block() if described.covers else None
    if covers is None:
        return Coverage()
    counted = described.counted
    rounded = counted.precision is not None if counted else measure.is_rounded
    return Coverage((replace(covers, exactness="rounded") if rounded else covers,))


def require_plain(described: Description) -> None:
    """Raise `ReadError` where a description asks for what is done for files that are read alone."""
    columns, covers = described.columns, described.covers
    asked = {
        "names": described.names,
        "covers.at_least": covers and covers.at_least,
        'covers.years = "found"': covers and covers.years is None,
    }
    if columns:
        asked |= {f"columns.{key}": getattr(columns, key) for key in _FOR_FILES}
        asked |= {'leave_out = "aggregates"': AGGREGATES in columns.leave_out}
    for key, is_asked in asked.items():
        if is_asked:
            raise ReadError(
                f"the key {key} is for a table that is imported; rows in Parquet that stay where "
                "they are name countries and years plainly."
            )


def origin_of(described: Description) -> Origin:
    """Return where the rows come from."""
    day = described.downloaded
    origin = Origin(edition=described.edition, generated=(day, day) if day else None, format=FORMAT)
    if described.columns is None:
        return origin
    return replace(
        origin,
        source=described.source,
        title=described.title,
        citation=described.citation or described.title,
        terms=described.terms or "The terms of the source apply.",
    )
