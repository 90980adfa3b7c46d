"""What one file holds: the common form that every reader of a format answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from armstransfers.core.coverage import Block, Exactness
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin, SourceFile
from armstransfers.core.report import Check, SetAside, Skipped
from armstransfers.core.wholeness import Wholeness
from armstransfers.model.release import DYAD_YEAR, NO_DEALS, NO_MARGINS, NO_TRANSFERS
from armstransfers.readers.names import Names

FAMILIES = (
    "register by delivery year",
    "TIV tables of the old site",
    "value tables",
    "register by deal",
    "deals without coverage",
    "tables of other sources",
)
"""Families of formats, most exact first. One family alone makes a release's transfers."""

FAMILY_OF = {
    "C2": FAMILIES[0],
    "B3": FAMILIES[0],
    "A1": FAMILIES[1],
    "C3": FAMILIES[2],
    "C4": FAMILIES[2],
    "C1": FAMILIES[3],
    "B1": FAMILIES[4],
    "B2": FAMILIES[4],
    "table": FAMILIES[5],
}
"""The family of each format."""

_DELIVERY = ["deal", "year"]
KEYS = dict(
    zip(FAMILIES, (_DELIVERY, DYAD_YEAR, DYAD_YEAR, _DELIVERY, _DELIVERY, DYAD_YEAR), strict=True)
)
"""The columns that name a record, by family."""


@dataclass(frozen=True)
class File:
    """A file, a sheet of a workbook, or one of several tables in either.

    Attributes
    ----------
    name : str
        What messages call it.
    content : bytes
        The bytes of the whole file.
    text : str
        Its text, or that of the sheet or the table.
    first_line : int
        On which line of the file or the sheet the text begins.
    workbook : str
        Name of the workbook that it is a sheet of; empty where it is none.
    left_out : str
        Why nothing of it is read; empty where it is read.
    forgiven : tuple of str
        Sentences on what was passed over before its table was read.
    """

    name: str
    content: bytes
    text: str
    first_line: int = 1
    workbook: str = ""
    left_out: str = ""
    forgiven: tuple[str, ...] = ()

    def line_at(self, position: int) -> int:
        """Return the line on which a character of the text stands."""
        return self.first_line + self.text.count("\n", 0, position)

    def origin(self) -> SourceFile:
        """Return the name and the digest of the whole file."""
        return SourceFile(self.workbook or self.name, hashlib.sha256(self.content).hexdigest())


@dataclass(frozen=True)
class Part:
    """What one file holds.

    Attributes
    ----------
    file : File
        The file.
    format : str
        Format, as the documentation numbers them: C2, A1, C3.
    measure : Measure
        What its values count.
    names : Names
        The names that it uses.
    generated : date or None
        Day of the download; None where it does not say.
    edition : int or None
        Year of the source's update that it shows; None where it does not say.
    transfers, margins, deals : pandas.DataFrame
        As in `Release`. Transfers also have a column ``line``, where the record stood.
    blocks : tuple of Block
        For what the file is complete; empty where it does not say.
    checks : tuple of Check
        Rows held against the totals printed in the file.
    skipped : tuple of Skipped
        What was left out or mended, and where.
    set_aside : tuple of SetAside
        Lines that could not be read, left out by consent.
    world : mapping of int to float
        Totals of all countries by year, where a table without transfers prints them.
    world_precision : float
        Step to which these are known.
    wholeness : Wholeness or None
        What it holds of the world's deliveries; None where that was not looked at.
    unfinished : int or None
        Its last year, where the days in it end before that year does.
    origin : Origin
        The source, its citation and its terms; editions, dates and files come from the above.
    """

    file: File
    format: str
    measure: Measure
    names: Names
    generated: date | None = None
    edition: int | None = None
    transfers: pd.DataFrame = field(default_factory=lambda: NO_TRANSFERS)
    blocks: tuple[Block, ...] = ()
    margins: pd.DataFrame = field(default_factory=lambda: NO_MARGINS)
    deals: pd.DataFrame = field(default_factory=lambda: NO_DEALS)
    checks: tuple[Check, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    world: Mapping[int, float] = field(default_factory=dict)
    world_precision: float = 1
    wholeness: Wholeness | None = None
    unfinished: int | None = None
    origin: Origin = field(default_factory=Origin)

    @property
    def family(self) -> str:
        """The family of its format, one of `FAMILIES`."""
        return FAMILY_OF[self.format]

    @property
    def exactness(self) -> Exactness:
        """How exact its volumes are: as the source prints its registers, or rounded further."""
        return "rounded" if self.measure.is_rounded else "exact"

    @property
    def is_excerpt(self) -> bool:
        """Whether it lists transfers or deals and does not say what it is complete for."""
        return not self.blocks and bool(len(self.transfers) or len(self.deals))
