"""What a table does not say of itself, written down by the person who brings it.

A table of another source needs all of it: which columns hold what, what the values count, what
the table is complete for. An export of SIPRI's database whose first lines were cut off needs
its edition and what it covers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from armstransfers.core.coverage import Block, Window
from armstransfers.reference.entities import name_key

ALL = "all"
AGGREGATES = "aggregates"
FOUND = "found"
"""What [covers] says of years where the table holds whole years and no others are meant."""


@dataclass(frozen=True)
class Columns:
    """Where a table has what.

    Attributes
    ----------
    recipient, supplier : str
        Names of columns; empty where all rows have one, which `fixed` names.
    year, value : str
        Names of columns; empty where each year has a column of its own.
    fixed : dict of str to str
        The one recipient or the one supplier of all rows, by side.
    only : dict of str to tuple of str
        Values of which a column must have one for a row to count: ``{"Flow": ("Import",)}``; a
        value that ends with * fits whatever begins so.
    leave_out : tuple of str
        Names of totals, whose rows are left out: ``World``; `AGGREGATES` for all that are known.
    totals_of : str
        ``recipient`` or ``supplier`` where the table has totals of that side without a partner.
    scheme : str
        The scheme of `armstransfers.reference.codes` whose codes stand in the columns of names.
    several : str
        A mark that parts the names of several parties in one cell, which then name nobody alone.
    numbered : bool
        Whether the table has no header, and columns are named by their numbers from 1.
    count_rows : bool
        Whether each row counts 1, for a table without values.
    month : str
        Name of a column of months, which tells whether the last year is whole.
    set_aside : bool
        Whether lines that cannot be read are left out, and named in the report.
    add_rows : bool
        Whether several rows of one recipient, supplier and year are parts to be added up.
    decimal, thousands : str
        The marks in numbers; `decimal` is empty where that is not said.
    """

    recipient: str = ""
    supplier: str = ""
    year: str = ""
    value: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    totals_of: str = ""
    scheme: str = ""
    several: str = ""
    numbered: bool = False
    count_rows: bool = False
    month: str = ""
    set_aside: bool = False
    add_rows: bool = False
    decimal: str = ""
    thousands: str = ""

    @property
    def wanted(self) -> list[str]:
        """Names of the columns that the table must have."""
        named = (self.recipient, self.supplier, self.year, self.value, self.month, *self.only)
        return [name for name in named if name]


@dataclass(frozen=True)
class Counted:
    """What the values of a table of another source count.

    Attributes
    ----------
    name, unit, basis, goods, additive
        As in `armstransfers.core.measure.Measure`.
    precision : float or None
        Step to which the source rounds its values; None where they are exact.
    """

    name: str
    unit: str
    basis: str
    goods: str
    additive: bool
    precision: float | None = None


@dataclass(frozen=True)
class Covered:
    """What a table is said to be complete for.

    Attributes
    ----------
    recipients, suppliers : frozenset of str or None
        Whose rows are all there; None for everybody's.
    years : (int, int) or None
        In which years; None for those that the table holds.
    at_least : dict of str to int
        How many recipients or suppliers the whole table has at the least: one with fewer is part.
    """

    recipients: frozenset[str] | None
    suppliers: frozenset[str] | None
    years: Window | None
    at_least: dict[str, int] = field(default_factory=dict)

    def block(self, found: Window | None = None) -> Block | None:
        """Return the block of a table that holds the years `found`."""
        years = self.years or found
        return Block(*years, self.recipients, self.suppliers) if years else None


@dataclass(frozen=True)
class Description:
    """What a table does not say of itself.

    Attributes
    ----------
    title : str
        Name of the source.
    edition : int or None
        Year of the source's update.
    downloaded : date or None
        Day of the download.
    citation, terms : str
        How to cite the source, and what it allows.
    columns, counted : Columns, Counted or None
        For a table of another source, and None for an export of SIPRI's database.
    covers : Covered or None
        What the table is complete for; without it no shares are taken.
    names : dict of str to str
        Whom names of the table mean, where the program cannot know.
    cannot_show : str
        What the source leaves out, in a sentence or two.
    key : str
        Name of a source that is known; empty for a description of somebody's own.
    header : tuple of str
        The columns by which a table of the source is recognised; empty where it is not.
    """

    title: str = ""
    edition: int | None = None
    downloaded: date | None = None
    citation: str = ""
    terms: str = ""
    columns: Columns | None = None
    counted: Counted | None = None
    covers: Covered | None = None
    names: dict[str, str] = field(default_factory=dict)
    cannot_show: str = ""
    key: str = ""
    header: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Short name of the source, the first part of a release's id."""
        return "-".join(re.findall("[a-z0-9]+", name_key(self.title)))[:24] or "table"
