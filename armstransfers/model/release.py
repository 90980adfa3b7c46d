"""A release: one immutable copy of one edition of a source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from importlib import import_module
from types import MethodType

import pandas as pd

from armstransfers.core.coverage import Coverage, Side, Window
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin, written_day
from armstransfers.core.report import Report
from armstransfers.model.fingerprint import fingerprint
from armstransfers.model.ledger import Ledger
from armstransfers.model.tally import Tally, banded
from armstransfers.reference.parties import Group


def _empty(**types: str) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


DYAD_YEAR = ["recipient", "supplier", "year"]

NO_TRANSFERS = _empty(
    recipient="category",
    supplier="category",
    year="int64",
    value="float64",
)
"""Transfers of a release that holds margins or deals alone."""

NO_DEALS = _empty(
    recipient="str",
    supplier="str",
    order_year="Int64",
    order_year_estimated="boolean",
    ordered="float64",
    designation="str",
    description="str",
    units="float64",
    number_estimated="boolean",
    delivery_years="str",
    comments="str",
)
"""Deals of a release that lists none."""

NO_MARGINS = _empty(
    side="str",
    entity="str",
    group="str",
    year="int64",
    value="float64",
)
"""Margins of a release that holds transfers alone."""


class _Analysis:
    """An analysis of the package as a method: ``release.shares(...)`` is ``shares(release, ...)``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, release: Release | None, owner: type) -> Callable[..., pd.DataFrame]:
        analysis: Callable[..., pd.DataFrame] = getattr(import_module("armstransfers"), self._name)
        return analysis if release is None else MethodType(analysis, release)


_FIXED = frozenset({"origin", "measure", "coverage", "report", "_held", "_margins", "_deals"})


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
    id : str, optional
        Its id, where it is known already from the same content.

    Notes
    -----
    Analyses of one release are its methods, too: ``release.shares(recipient="India", years=2020)``.

    Examples
    --------
    One made by hand, complete for 2000-2004:

    >>> import pandas as pd
    >>> from armstransfers.core.coverage import Block, Coverage
    >>> from armstransfers.core.measure import tiv
    >>> from armstransfers.core.origin import Origin
    >>> cells = [("India", "Russia", 2004, 60.0), ("India", "France", 2003, 30.0)]
    >>> rows = pd.DataFrame(cells, columns=["recipient", "supplier", "year", "value"])
    >>> whole = Coverage((Block(2000, 2004),))
    >>> made_up = Release(rows, origin=Origin(), measure=tiv(0.01), coverage=whole)
    >>> from armstransfers import shares
    >>> table = shares(made_up, recipient="India", years=(2000, 2004))
    >>> table[["partner", "share"]].round(2)
      partner  share
    0  Russia  66.67
    1  France  33.33
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
        id: str | None = None,
    ) -> None:
        self._known_id = id
        self._is_made = False
        self._held = transfers
        self._margins = NO_MARGINS if margins is None else margins
        self._deals = NO_DEALS if deals is None else deals
        self.origin = origin
        self.measure = measure
        self.coverage = coverage
        self.report = report or Report()
        self._is_made = True

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute while the release is made; afterwards raise `AttributeError`."""
        if self.__dict__.get("_is_made") and name in _FIXED:
            raise AttributeError(f"a release does not change; make another with another {name}")
        super().__setattr__(name, value)

    def replaced(self, *, origin: Origin | None = None, report: Report | None = None) -> Release:
        """Return the same rows with another origin or report."""
        return Release(
            self._transfers,
            origin=origin or self.origin,
            measure=self.measure,
            coverage=self.coverage,
            margins=self._margins,
            deals=self._deals,
            report=report or self.report,
        )

    @property
    def _transfers(self) -> pd.DataFrame:
        return self._held

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
        if self._known_id:
            return self._known_id
        edition = self.origin.edition or "unknown"
        tables = (self._transfers, self._margins, self._deals)
        content = fingerprint(tables, self.origin, self.measure, self.coverage, self.report)
        return f"{self.origin.source}-{edition}-{content[:8]}"

    @property
    def reference(self) -> str:
        """The id for people; that of the whole, and the selection, where this is a part."""
        whole, selection = self.origin.selected_from, self.origin.selection
        return f"{whole}, {selection}" if selection else self.id

    @property
    def dyad_years(self) -> int:
        """Number of recipient, supplier, year triples with a transfer."""
        keys = self._transfers[["recipient", "supplier", "year"]]
        return len(keys.drop_duplicates())

    @property
    def half_step(self) -> float:
        """Half the step to which its values are rounded: 0.5 for whole numbers, 0 for a register."""
        is_rounded = any(block.exactness == "rounded" for block in self.coverage.blocks)
        return self.measure.precision / 2 if is_rounded else 0.0

    def tally(self, side: Side, whom: str | Group, years: Window, *, by_year: bool = True) -> Tally:
        """Return one party's transfers in a window, added up by partner and year.

        Nothing is asked about what the release covers: `armstransfers.analysis.question` does.

        Parameters
        ----------
        side, whom, years
            Whose transfers, and the window.
        by_year : bool, optional
            Whether years inside the window are told apart.
        """
        return self._ledgers[side].tally(whom, years)

    def dyads(self, years: Window | None = None) -> pd.DataFrame:
        """Return ``recipient, supplier, year, value, low, high`` of every dyad and year, added up."""
        rows = self._transfers
        rows = rows if years is None else rows[rows["year"].between(*years)]
        band = banded(rows["value"].to_numpy(dtype="float64"), self.half_step)
        keys = rows[DYAD_YEAR].astype({"recipient": "str", "supplier": "str"})
        return keys.assign(**band._asdict()).groupby(DYAD_YEAR, as_index=False).sum()

    def prepare(self) -> None:
        """Compute what every question needs, so that the first need not wait for it.

        Raises
        ------
        Refused
            If the rows stay with an engine, which then answers each question by itself.
        """
        _ = self.id, self._ledgers

    @cached_property
    def _ledgers(self) -> dict[Side, Ledger]:
        sides: tuple[Side, Side] = "recipient", "supplier"
        half, decimals = self.half_step, self.measure.decimals
        return {side: Ledger(self._transfers, side, half, decimals) for side in sides}

    shares, share_series, change, compare = _Analysis(), _Analysis(), _Analysis(), _Analysis()
    concentration, concentration_series = _Analysis(), _Analysis()
    grouped_shares, grouped_series, flows = _Analysis(), _Analysis(), _Analysis()
    window_map, dependence, world = _Analysis(), _Analysis(), _Analysis()

    def names(self, side: Side) -> list[str]:
        """Return the recipients, or the suppliers, that have a transfer, sorted."""
        return sorted(map(str, self._transfers[side].unique()))

    def __repr__(self) -> str:
        return f"<Release {self.id}: {len(self._transfers):,} rows, {self.describe_origin()}>"

    @property
    def can_be_compared(self) -> bool:
        """Whether its edition is known and can be compared with another: nothing is estimated."""
        covers = bool(self.coverage.blocks) and not self.coverage.is_by_deal
        return self.edition is not None and covers

    @property
    def is_excerpt(self) -> bool:
        """Whether it holds transfers or deals and nobody knows what it is complete for."""
        return not self.coverage.blocks and bool(len(self._transfers) or len(self._deals))

    @property
    def is_complete(self) -> bool:
        """Whether it is the whole database of its years: an extract may hold all the world in some."""
        return self.coverage.is_whole and not self.origin.extract

    @property
    def sole_reporter(self) -> tuple[Side, str] | None:
        """Side and name of the one party that reports in a table of another source, or None.

        Everybody else would have it at 100 per cent.
        """
        return None if self.measure.is_tiv else self.coverage.sole_reporter

    @property
    def looks(self) -> str:
        """What it seems to be complete for, where only its user can say so; empty otherwise.

        Its yearly totals are about those of an edition: ``looks whole for 1950-2023 of edition
        2024``. `armstransfers.readers.confirmed` takes the answer.
        """
        found = self.report.wholeness if self.is_excerpt else ()
        return next((one.looks for one in found if one.looks), "")

    def describe_content(self) -> str:
        """Return for what the release is complete, as a phrase for people."""
        if self.origin.extract:
            return self.origin.extract
        if not self.coverage.blocks:
            rows = "deliveries" if self.measure.is_tiv else "rows"
            kind = f"{rows} of unknown coverage" if len(self._transfers) else "totals"
            kind = "deals" if len(self._deals) and not len(self._transfers) else kind
            looks = f"; {self.looks}, which nobody has confirmed" if self.looks else ""
            return f"{kind}: no shares can be taken{looks}"
        parts = [block.describe() for block in self.coverage.blocks]
        return "; ".join(dict.fromkeys(parts))

    def describe_origin(self) -> str:
        """Return source, edition, download date and selection as one phrase for people."""
        edition, day = self.edition, self.generated
        which = f", edition {edition or 'unknown'}" if edition or self.measure.is_tiv else ""
        if day or self.measure.is_tiv:  # other sources have no editions that must be told apart
            which += f" (downloaded {written_day(day)})" if day else " (download date unknown)"
        parts = (self.origin.selection, self.origin.left_out)
        selection = "".join(f", {part}" for part in parts if part)
        beside = "".join(f", {said}" for one in self.report.wholeness if (said := one.beside))
        return f"{self.origin.title}{which}{selection}{beside}"
