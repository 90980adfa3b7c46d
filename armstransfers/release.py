"""A release: one immutable copy of one edition of a source."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.csv

Exactness = Literal["exact", "rounded", "estimated"]
Side = Literal["recipient", "supplier"]
Grain = Literal["year", "window"]
Window = tuple[int, int]

SIPRI_TITLE = "SIPRI Arms Transfers Database"
SIPRI_CITATION = (
    "Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, "
    "https://doi.org/10.55163/SAFC1241"
)
SIPRI_TERMS = (
    "SIPRI's terms allow non-commercial use of less than 10 per cent of a published data set, "
    "with due reference."
)
FIRST_YEAR = 1950  # SIPRI's database begins with the deliveries of 1950


def other_side(side: Side) -> Side:
    """Return the side across: the supplier for the recipient."""
    return "supplier" if side == "recipient" else "recipient"


@dataclass(frozen=True)
class Measure:
    """What the values count.

    Attributes
    ----------
    name, unit : str
        As in "Trend-indicator value" and "million TIV".
    basis : str
        What is counted at which moment: ``delivery``.
    precision : float
        Step of the printed values: 1 for tables, 0.01 for registers.
    additive : bool
        Whether values may be added over years and partners. Else there are no shares.
    """

    name: str
    unit: str
    basis: str
    precision: float
    additive: bool = True

    @property
    def decimals(self) -> int:
        """Decimals that a sum of values is rounded to."""
        return 0 if self.precision >= 1 else len(f"{self.precision:g}".partition(".")[2])


def tiv(precision: float) -> Measure:
    """Return SIPRI's trend-indicator value, a volume of deliveries, never money."""
    return Measure("Trend-indicator value", "million TIV", "delivery", precision)


@dataclass(frozen=True)
class SourceFile:
    """A file that a release was read from: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Origin:
    """Where a release comes from.

    Attributes
    ----------
    source : str
        Short name, the first part of the release's id.
    title : str
        Name of the database.
    edition : int or None
        Year of the source's yearly update; None where the file does not tell.
    generated : tuple of date or None
        First and last day on which the files were downloaded.
    format : str
        Format of the files, as the documentation numbers them.
    files : tuple of SourceFile
        The files.
    citation, terms : str
        How to cite the source, and what it allows.
    extract : str
        What part of the database this is, where the project ships a part of it.
    """

    source: str = "sipri"
    title: str = SIPRI_TITLE
    edition: int | None = None
    generated: tuple[date, date] | None = None
    format: str = ""
    files: tuple[SourceFile, ...] = ()
    citation: str = SIPRI_CITATION
    terms: str = SIPRI_TERMS
    extract: str = ""


@dataclass(frozen=True)
class Block:
    """Recipients x suppliers x years for which a release holds every transfer.

    `recipients` or `suppliers` are None where the block holds all of them. At the grain
    ``window`` only the sum over all its years is exact; yearly values are estimates.
    """

    first_year: int
    last_year: int
    recipients: frozenset[str] | None = None
    suppliers: frozenset[str] | None = None
    exactness: Exactness = "exact"
    grain: Grain = "year"

    def exactness_within(self, years: Window) -> Exactness:
        """Return how exact a sum over those of its years is that lie in a window."""
        whole = years[0] <= self.first_year and self.last_year <= years[1]
        return self.exactness if self.grain == "year" or whole else "estimated"

    def describe(self) -> str:
        """Return what the block holds, as a phrase for people."""
        recipients = _described(self.recipients, "recipient")
        suppliers = _described(self.suppliers, "supplier")
        return f"{recipients} x {suppliers}, {self.first_year}-{self.last_year}"

    def holds_all_partners_of(self, side: Side, entity: str) -> bool:
        """Whether every partner of `entity` is inside, in the block's years."""
        own, across = self.recipients, self.suppliers
        if side == "supplier":
            own, across = across, own
        return across is None and (own is None or entity in own)


@dataclass(frozen=True)
class Coverage:
    """The blocks of a release. What lies outside them is not known to be complete."""

    blocks: tuple[Block, ...] = ()

    def years_of(self, side: Side, entity: str) -> list[int]:
        """Return the years for which every partner of `entity` is covered, sorted."""
        years: set[int] = set()
        for block in self.blocks:
            if block.holds_all_partners_of(side, entity):
                years.update(range(block.first_year, block.last_year + 1))
        return sorted(years)

    def holds(self, block: Block) -> bool:
        """Whether everything in `block` is inside one of these blocks."""
        return any(
            own.first_year <= block.first_year
            and block.last_year <= own.last_year
            and (own.recipients is None or block.recipients is not None)
            and (own.recipients is None or own.recipients >= (block.recipients or set()))
            and (own.suppliers is None or block.suppliers is not None)
            and (own.suppliers is None or own.suppliers >= (block.suppliers or set()))
            for own in self.blocks
        )

    def entities(self, side: Side) -> frozenset[str] | None:
        """Return those whose partners are covered in some year; None means all."""
        found: set[str] = set()
        for block in self.blocks:
            own, across = block.recipients, block.suppliers
            if side == "supplier":
                own, across = across, own
            if across is None:
                if own is None:
                    return None
                found |= own
        return frozenset(found)

    def exactness_of(self, side: Side, entity: str, years: Window) -> Exactness:
        """Return the least exact of the blocks behind a denominator."""
        order: tuple[Exactness, ...] = ("exact", "rounded", "estimated")
        used = {
            block.exactness_within(years)
            for block in self.blocks
            if block.holds_all_partners_of(side, entity)
            and block.first_year <= years[1]
            and block.last_year >= years[0]
        }
        return max(used, key=order.index, default="exact")

    @property
    def all_years(self) -> set[int]:
        """Every year of every block."""
        return {y for b in self.blocks for y in range(b.first_year, b.last_year + 1)}

    @property
    def years(self) -> Window | None:
        """First and last year of all blocks, or None where there are none."""
        if not self.blocks:
            return None
        return min(b.first_year for b in self.blocks), max(b.last_year for b in self.blocks)

    @property
    def is_whole(self) -> bool:
        """Whether one block holds all recipients and all suppliers."""
        return any(b.recipients is None and b.suppliers is None for b in self.blocks)

    @classmethod
    def joined(cls, blocks: Iterable[Block]) -> Coverage:
        """Return a coverage in which blocks that differ in one side alone are one."""
        recipients: dict[tuple[Any, ...], list[Block]] = {}
        for block in dict.fromkeys(blocks):
            key = (block.first_year, block.last_year, block.suppliers, block.exactness, block.grain)
            recipients.setdefault(key, []).append(block)
        suppliers: dict[tuple[Any, ...], list[Block]] = {}
        for group in recipients.values():
            block = replace(group[0], recipients=_union(b.recipients for b in group))
            key = (
                block.first_year,
                block.last_year,
                block.recipients,
                block.exactness,
                block.grain,
            )
            suppliers.setdefault(key, []).append(block)
        return cls(
            tuple(
                replace(group[0], suppliers=_union(b.suppliers for b in group))
                for group in suppliers.values()
            )
        )


def _described(names: frozenset[str] | None, noun: str) -> str:
    if names is None:
        return f"all {noun}s"
    return next(iter(names)) if len(names) == 1 else f"{len(names)} {noun}s"


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    union: frozenset[str] = frozenset()
    for one in sets:
        if one is None:
            return None
        union |= one
    return union


@dataclass(frozen=True)
class Check:
    """A comparison of the rows with totals that the source printed.

    Attributes
    ----------
    against : str
        What the rows were compared with.
    cells : int
        How many totals were compared.
    largest_difference : float
        Largest difference found, in the unit of the measure.
    outside_rounding : int
        How many totals differ by more than rounding explains.
    """

    against: str
    cells: int
    largest_difference: float
    outside_rounding: int = 0


@dataclass(frozen=True)
class Skipped:
    """Something that was left out of a release, where it stood, and why."""

    file: str
    reason: str
    line: int | None = None


@dataclass(frozen=True)
class Report:
    """What was found while a release was read.

    Attributes
    ----------
    unknown_names : dict of str to tuple of str
        Names that no entity has, each with suggestions. They stay as they are.
    renamed : dict of str to str
        Spellings of the file, and the names used instead.
    checks : tuple of Check
        The rows held against printed totals.
    skipped : tuple of Skipped
        What was left out.
    doubled : int
        Records that stood in more than one place and were counted once.
    """

    unknown_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    doubled: int = 0


NO_TRANSFERS = pd.DataFrame(
    {
        "recipient": pd.Series(dtype="category"),
        "supplier": pd.Series(dtype="category"),
        "year": pd.Series(dtype="int64"),
        "value": pd.Series(dtype="float64"),
    }
)
"""Transfers of a release that holds margins alone."""

NO_DEALS = pd.DataFrame(
    {
        "recipient": pd.Series(dtype="str"),
        "supplier": pd.Series(dtype="str"),
        "order_year": pd.Series(dtype="Int64"),
        "order_year_estimated": pd.Series(dtype="bool"),
        "ordered": pd.Series(dtype="float64"),
        "designation": pd.Series(dtype="str"),
        "description": pd.Series(dtype="str"),
        "units": pd.Series(dtype="float64"),
        "number_estimated": pd.Series(dtype="bool"),
        "delivery_years": pd.Series(dtype="str"),
        "comments": pd.Series(dtype="str"),
    }
)
"""Deals of a release that lists none."""

NO_MARGINS = pd.DataFrame(
    {
        "side": pd.Series(dtype="str"),
        "entity": pd.Series(dtype="str"),
        "group": pd.Series(dtype="str"),
        "year": pd.Series(dtype="int64"),
        "value": pd.Series(dtype="float64"),
    }
)
"""Margins of a release that holds transfers alone."""


class Release:
    """One immutable copy of one edition of a source.

    Parameters
    ----------
    transfers : pandas.DataFrame
        Rows of ``recipient, supplier, year, value`` and, where the source has them, the finer
        columns of `armstransfers.FIELDS`. A row is a dyad-year or a delivery, never a total.
    origin, measure, coverage
        Where it comes from, what its values count, and for what it is complete.
    margins : pandas.DataFrame, optional
        Totals without the other side: ``side, entity, group, year, value``. Never added to
        transfers, nor to each other where they have a group: groups overlap.
    deals : pandas.DataFrame, optional
        Deals, for lists of what was ordered and delivered, as registers by deal describe them;
        some have no TIV. Nothing is computed from them.
    report : Report, optional
        What was found while it was read.
    """

    def __init__(
        self,
        transfers: pd.DataFrame,
        *,
        origin: Origin,
        measure: Measure,
        coverage: Coverage,
        margins: pd.DataFrame | None = None,
        deals: pd.DataFrame | None = None,
        report: Report | None = None,
    ) -> None:
        self._transfers = transfers
        self._margins = NO_MARGINS if margins is None else margins
        self._deals = NO_DEALS if deals is None else deals
        self.origin = origin
        self.measure = measure
        self.coverage = coverage
        self.report = report or Report()

    @property
    def transfers(self) -> pd.DataFrame:
        """The transfers; changing the frame that is returned leaves the release as it is."""
        return self._transfers.copy(deep=False)

    @property
    def margins(self) -> pd.DataFrame:
        """The totals without the other side, as a frame that may be changed freely."""
        return self._margins.copy(deep=False)

    @property
    def deals(self) -> pd.DataFrame:
        """The deals, as a frame that may be changed freely."""
        return self._deals.copy(deep=False)

    @property
    def edition(self) -> int | None:
        """Year of the source's yearly update, or None."""
        return self.origin.edition

    @property
    def generated(self) -> date | None:
        """Last day on which one of its files was downloaded, or None."""
        return self.origin.generated[1] if self.origin.generated else None

    @property
    def last_year(self) -> int | None:
        """Last year that is covered."""
        return self.coverage.years[1] if self.coverage.years else None

    @cached_property
    def id(self) -> str:
        """Readable name made from source, edition and content: ``sipri-2025-3f9a2c1b``."""
        edition = self.origin.edition or "unknown"
        return f"{self.origin.source}-{edition}-{self._content_hash()[:8]}"

    @property
    def dyad_years(self) -> int:
        """Number of recipient, supplier, year triples with a transfer."""
        keys = self._transfers[["recipient", "supplier", "year"]]
        return len(keys.drop_duplicates())

    def names(self, side: Side) -> list[str]:
        """Return the recipients, or the suppliers, that have a transfer, sorted."""
        return sorted(self._transfers[side].astype(str).unique())

    def __repr__(self) -> str:
        return f"<Release {self.id}: {len(self._transfers):,} rows, {self.describe_origin()}>"

    def describe_content(self) -> str:
        """Return for what the release is complete, as a phrase for people."""
        if self.origin.extract:
            return self.origin.extract
        if not self.coverage.blocks:
            kind = "deliveries of unknown coverage" if len(self._transfers) else "totals"
            kind = "deals" if len(self._deals) and not len(self._transfers) else kind
            return f"{kind}: no shares can be taken"
        parts = [block.describe() for block in self.coverage.blocks]
        return "; ".join(dict.fromkeys(parts))

    def describe_origin(self) -> str:
        """Return source, edition and download date as one phrase for people."""
        edition = f"edition {self.edition}" if self.edition else "edition unknown"
        day = self.generated
        when = f"downloaded {day.day} {day:%B %Y}" if day else "download date unknown"
        return f"{self.origin.title}, {edition} ({when})"

    def _content_hash(self) -> str:
        content = hashlib.sha256()
        # what a release does not have does not count, so that new tables change no old id
        for frame in filter(len, (self._transfers, self._margins, self._deals)):
            table = frame.sort_values(_sort_keys(list(frame.columns)), kind="stable")
            lines = io.BytesIO()
            pyarrow.csv.write_csv(_plain(table), lines)
            content.update(lines.getvalue())
        blocks = sorted(
            (
                b.first_year,
                b.last_year,
                b.exactness + ("" if b.grain == "year" else f" {b.grain}"),
                sorted(b.recipients or ()),
                sorted(b.suppliers or ()),
            )
            for b in self.coverage.blocks
        )
        days = [day.isoformat() for day in self.origin.generated or ()]
        measure = f"{self.measure.name}, {self.measure.unit}, {self.measure.precision:g}"
        content.update(repr((measure, days, blocks)).encode())
        return content.hexdigest()


def _sort_keys(columns: Sequence[str]) -> list[str]:
    keys = ["recipient", "supplier", "side", "entity", "year", "deal", "value", "order_year"]
    return [key for key in keys if key in columns]


def _plain(frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    plain = [
        pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(plain))
