"""A release whose rows stay in files, where an engine adds them up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from armstransfers.core.coverage import Coverage, Side, Window, other_side
from armstransfers.core.errors import Refused
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin
from armstransfers.core.report import Report
from armstransfers.library.engines.schemas import FLAGS
from armstransfers.library.engines.table import Table
from armstransfers.model.release import DYAD_YEAR, NO_TRANSFERS, Release
from armstransfers.model.tally import BAND, Tally
from armstransfers.reference.parties import Group

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

    def tally(self, side: Side, whom: str | Group, years: Window, *, by_year: bool = True) -> Tally:
        """Return one party's transfers in a window, added up by the engine."""
        if "_transfers" in self.__dict__ or (isinstance(whom, Group) and whom.kind == "world"):
            return super().tally(side, whom, years)
        across, half, value = other_side(side), self.half_step, nw.col("value")
        is_dated = isinstance(whom, Group) and whom.is_dated
        keys = [across, *(["year"] if by_year or is_dated else []), *([side] if is_dated else [])]

        def sums(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
            rows = rows.filter(
                _is_one_of(nw.col(side), self._spellings(side, whom, years)),
                nw.col("year").is_between(*years),
            )
            rows = self._with_names(rows, across, *([side] if is_dated else []))
            if half:
                low = nw.when(value > 0).then(value - half).otherwise(0.0 * value)
                rows = rows.with_columns(low=low, high=value + half)
            return rows.group_by(*keys).agg(
                *(nw.col(one).sum() for one in BAND[: 3 if half else 1])
            )

        found = self._table.answer(sums)
        if isinstance(whom, Group) and is_dated:
            members = {year: whom.members(year) or () for year in found["year"].unique().tolist()}
            inside = [
                name in members[y] for name, y in zip(found[side], found["year"], strict=True)
            ]
            found = found[np.array(inside, dtype=bool)]
        if not half:  # exact values are their own bounds
            found = found.assign(low=found["value"], high=found["value"])
        if "year" not in found:
            found = found.assign(year=years[0])
        return Tally.of(found, across, years, self.measure.decimals)

    def _spellings(self, side: Side, whom: str | Group, years: Window) -> tuple[str, ...]:
        """Return how the rows spell a party, or all that are members in any year of a window."""
        spelled = self._spelled[side]
        if isinstance(whom, str):
            return spelled.get(whom, (whom,))
        span = range(years[0], years[1] + 1)
        names = sorted(set().union(*(whom.members(year) or () for year in span)))
        return tuple(one for name in names for one in spelled.get(name, (name,)))

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
