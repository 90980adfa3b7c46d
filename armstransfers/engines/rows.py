"""The rows that count, whatever the files call their columns."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa

from armstransfers.coverage import Side
from armstransfers.engines.scans import Scan
from armstransfers.readers.description import Columns

SIDES: tuple[Side, ...] = ("recipient", "supplier")
_FINER = ("deal", "status", "year_estimated", "number_estimated", "local_production")


def rows_that_count(
    scan: Scan,
    files: tuple[str, ...],
    columns: Columns,
    schema: pa.Schema,
) -> nw.LazyFrame[Any]:
    """Return the rows that count, under the names of `armstransfers.FIELDS`."""
    finer = [name for name in _FINER if name in schema.names and name not in columns.wanted]
    rows = nw.from_native(scan(files, [*dict.fromkeys(columns.wanted), *finer])).lazy()
    for name, value in columns.only.items():
        rows = rows.filter(nw.col(name).cast(nw.String) == value)
    sides = {side: getattr(columns, side) for side in SIDES}
    kinds = rows.collect_schema()
    return _without(
        rows.select(
            *(
                _text(name, kinds[name]).alias(side)
                if name
                else nw.lit(columns.fixed[side]).alias(side)
                for side, name in sides.items()
            ),
            nw.col(columns.year).alias("year"),
            nw.col(columns.value).cast(nw.Float64).alias("value"),
            *finer,
        ),
        columns.leave_out,
    )


def _text(name: str, kind: Any) -> nw.Expr:
    return nw.col(name) if kind == nw.String else nw.col(name).cast(nw.String)


def _without(rows: nw.LazyFrame[Any], totals: tuple[str, ...]) -> nw.LazyFrame[Any]:
    for side in SIDES if totals else ():
        # a blank is no total: it stays, and is complained of
        rows = rows.filter(~nw.col(side).is_in(totals) | nw.col(side).is_null())
    return rows
