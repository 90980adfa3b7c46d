"""The rows that count, whatever the files call their columns."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals.stable.v2 as nw

from armstransfers.core.coverage import Side
from armstransfers.readers.description import Columns

SIDES: tuple[Side, ...] = ("recipient", "supplier")


def counting(columns: Columns) -> nw.Expr | None:
    """Return which rows count, or None if all do."""
    conditions = [_has_one(name, values) for name, values in columns.only.items()]
    named = [columns.recipient, columns.supplier] if columns.leave_out else []
    conditions += [
        # a blank is no total: it stays, and is complained of
        ~_text(name).is_in(columns.leave_out) | nw.col(name).is_null()
        for name in filter(None, named)
    ]
    return reduce(and_, conditions) if conditions else None


def rows_that_count(frame: Any, columns: Columns, finer: list[str]) -> nw.LazyFrame[Any]:
    """Return the rows that count, under the names of `armstransfers.FIELDS`.

    Each column has one type, whichever it had in the file: names are text, years are whole
    numbers, values are floating-point numbers. `armstransfers.library.engines.checks` makes sure that
    nothing is lost by that.
    """
    rows: nw.LazyFrame[Any] = nw.from_native(frame).lazy()
    count = counting(columns)
    if count is not None:
        rows = rows.filter(count)
    kinds = rows.collect_schema()
    return rows.select(
        *(
            _as(nw.String, name, kinds).alias(side)
            if (name := getattr(columns, side))
            else nw.lit(columns.fixed[side]).alias(side)
            for side in SIDES
        ),
        _as(nw.Int64, columns.year, kinds).alias("year"),
        _as(nw.Float64, columns.value, kinds).alias("value"),
        *(_as(nw.String, name, kinds) if name == "status" else nw.col(name) for name in finer),
    )


def _as(kind: Any, name: str, kinds: Any) -> nw.Expr:
    return nw.col(name) if kinds[name] == kind else nw.col(name).cast(kind)


def _has_one(name: str, values: tuple[str, ...]) -> nw.Expr:
    """Return whether a column has one of some values, of which * ends the beginnings."""
    fitting = [
        _text(name).str.starts_with(value[:-1]) if value.endswith("*") else _text(name) == value
        for value in values
    ]
    return reduce(or_, fitting)


def _text(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.String)
