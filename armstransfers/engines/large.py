"""A release whose rows stay in files, where an engine adds them up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from armstransfers.coverage import Coverage, Side, Window, other_side
from armstransfers.engines.schemas import FLAGS
from armstransfers.engines.table import Table
from armstransfers.errors import Refused
from armstransfers.measure import Measure
from armstransfers.origin import Origin
from armstransfers.release import NO_TRANSFERS, Release
from armstransfers.report import Report

DYAD_YEAR = ["recipient", "supplier", "year"]
_BAND = ("value", "low", "high")
_MOST_SUMS = 8_000_000  # dyad-years that fit into some hundred megabytes
_UNSAID = "not_stated"  # how many rows of a sum leave a flag empty

Spelled = Mapping[Side, Mapping[str, tuple[str, ...]]]
"""The names on each side, and how the rows spell them."""


class LargeRelease(Release):
    """A release whose rows stay in files, where an engine adds them up.

    `armstransfers.open` makes it. Shares, series, concentration and change are added up by the
    engine, from the rows of the party that is asked for. All other analyses take `transfers`,
    which are sums by recipient, supplier and year, with the parts that the rows tell of; the
    engine makes them once, at first use, and from then on everything is answered from them.

    Parameters
    ----------
    table : Table
        The rows: ``recipient, supplier, year, value``, and finer columns of `armstransfers.FIELDS`.
    spelled : dict
        The names on each side, and how the rows spell them.
    origin, measure, coverage, report, id
        As for `Release`.
    """

    def __init__(
        self,
        table: Table,
        *,
        spelled: Spelled,
        origin: Origin,
        measure: Measure,
        coverage: Coverage,
        report: Report,
        id: str,
    ) -> None:
        super().__init__(
            NO_TRANSFERS, origin=origin, measure=measure, coverage=coverage, report=report, id=id
        )
        self._table, self._spelled = table, spelled

    def sums_of(
        self, side: Side, entity: str, years: Window, *, half: float = 0.0, by_year: bool = False
    ) -> pd.DataFrame:
        """Return one party's transfers in a window, added up by partner, by the engine."""
        if "_transfers" in self.__dict__:
            return super().sums_of(side, entity, years, half=half, by_year=by_year)
        across, value = other_side(side), nw.col("value")
        year = ["year"] if by_year else []

        def sums(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
            rows = rows.filter(
                _is_one_of(nw.col(side), self._spelled[side].get(entity, (entity,))),
                nw.col("year").is_between(*years),
            )
            rows = self._with_names(rows, across)
            if half:
                low = nw.when(value > 0).then(value - half).otherwise(0.0 * value)
                rows = rows.with_columns(low=low, high=value + half)
            summed = [nw.col(name).sum() for name in (_BAND if half else _BAND[:1])]
            return rows.group_by(across, *year).agg(*summed)

        found = self._table.answer(sums).rename(columns={across: "partner"})
        found["value"] += 0.0  # -0 is 0
        if not half:  # exact values are their own bounds
            found = found.assign(low=found["value"], high=found["value"])
        return found[["partner", *year, *_BAND]]

    def names(self, side: Side) -> list[str]:
        """Return the recipients, or the suppliers, that have a transfer, sorted."""
        return sorted(self._spelled[side])

    def describe_content(self) -> str:
        """Return for what the release is complete, as a phrase for people."""
        if not self.coverage.blocks:
            return "deliveries of unknown coverage: no shares can be taken"
        return super().describe_content()

    def __repr__(self) -> str:
        return f"<LargeRelease {self.id}: {self.describe_origin()}>"

    @cached_property
    def _transfers(self) -> pd.DataFrame:
        sums = self._table.answer(self._dyad_years)
        return self._as_transfers(sums, deals=self._table.lists_deals)

    def _dyad_years(self, rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        has = rows.collect_schema().names()
        parts = [nw.col("value").sum(), nw.len().alias("deliveries")]
        conditions = {flag: nw.col(flag) for flag in FLAGS if flag in has}
        if "status" in has:
            conditions["second_hand"] = nw.col("status") != "New"
        for what, holds in conditions.items():
            part = nw.when(holds).then(nw.col("value")).otherwise(nw.lit(0.0))
            unsaid = nw.when(holds.is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
            rows = rows.with_columns(part.alias(f"value_{what}"), unsaid.alias(f"{_UNSAID}_{what}"))
            parts += [nw.col(f"value_{what}").sum(), nw.col(f"{_UNSAID}_{what}").sum()]
        named = self._with_names(rows, "recipient", "supplier")
        return named.group_by(DYAD_YEAR).agg(*parts).head(_MOST_SUMS + 1)

    def _as_transfers(self, sums: pd.DataFrame, *, deals: bool) -> pd.DataFrame:
        if len(sums) > _MOST_SUMS:
            raise Refused(
                f"the rows make more than {_MOST_SUMS:,} sums by recipient, supplier and year; ask "
                "for shares, series, concentration or change, which are added up by the engine."
            )
        rounded = any(block.exactness == "rounded" for block in self.coverage.blocks)
        if rounded and (sums["deliveries"] > 1).any():
            raise Refused(
                "the values are rounded, and several rows make up a year of one pair, so this "
                "cannot be told with its rounding band; ask for shares, series, concentration or "
                "change."
            )
        sums = sums.sort_values(DYAD_YEAR, ignore_index=True).astype({"year": "int64"})
        for unsaid in [name for name in map(str, sums) if name.startswith(_UNSAID)]:
            part = unsaid.replace(_UNSAID, "value")
            sums[part] = sums[part].astype("float64").mask(sums.pop(unsaid) > 0)
        values = [column for column in map(str, sums) if column.startswith("value")]
        sums[values] = sums[values].astype("float64").round(self.measure.decimals) + 0.0
        for side in ("recipient", "supplier"):
            sums[side] = sums[side].astype("category")
        return sums if deals else sums.drop(columns="deliveries")

    def _with_names(self, rows: nw.LazyFrame[Any], *sides: Side) -> nw.LazyFrame[Any]:
        """Return rows in which sides have names as entities have them, whatever the rows call them."""
        for side in sides:
            name: nw.Expr | None = None
            for entity, spellings in self._spelled[side].items():
                others = [spelling for spelling in spellings if spelling != entity]
                if others:
                    other = nw.when(nw.col(side).is_in(others)).then(nw.lit(entity))
                    name = other.otherwise(nw.col(side) if name is None else name)
            if name is not None:
                rows = rows.with_columns(name.alias(side))
        return rows


def _is_one_of(name: nw.Expr, spellings: tuple[str, ...]) -> nw.Expr:
    # not is_in, which keeps DuckDB from skipping rows while it reads them
    return reduce(or_, (name == spelling for spelling in spellings))
