"""The columns of registers, under whatever names a file has them.

``data/column_names.csv`` lists what the site's names of today were before, are called by people
who renamed them, or become in translation. Case, blanks, accents and punctuation do not count, so
that what programs make of a name is known too: ``Delivery_year``, ``delivery.year``.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from armstransfers.reference.entities import name_key
from armstransfers.reference.shipped import shipped_path

MARK = "?"  # in the nameless column to the right of a number, it says that it is estimated
# what programs call a column that has no name
_NAMELESS = re.compile(
    r"|unnamed[ _.:]*\d*|\.{2,3}\d+|(x|v|column|col|field|spalte)[ _.]?\d*", re.I
)


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of register, in the site's words and order.

    Attributes
    ----------
    columns : tuple of str
        All of them.
    needed : frozenset of str
        Those without which there is no share.
    marked : tuple of str
        Those with a nameless column of question marks at their right.
    """

    columns: tuple[str, ...]
    needed: frozenset[str]
    marked: tuple[str, ...] = ()


LAYOUTS = {
    "C2": Layout(
        (
            "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description",
            "Armament category", "Order date", "Order date is estimate", "Numbers delivered",
            "Numbers delivered is estimate", "Delivery year", "Delivery year is estimate", "Status",
            "SIPRI estimate", "TIV deal unit", "TIV delivery values", "Local production",
        ),
        frozenset({"Supplier", "Recipient", "Delivery year", "TIV delivery values"}),
    ),
    "C1": Layout(
        (
            "Recipient", "Supplier", "Year of order", "Year of order ?", "Number ordered",
            "Number ordered ?", "Weapon designation", "Weapon description", "Number delivered",
            "Number delivered ?", "Year(s) of delivery", "status", "Comments", "SIPRI TIV per unit",
            "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
        ),
        frozenset(
            {"Recipient", "Supplier", "Year(s) of delivery", "SIPRI TIV of delivered weapons"}
        ),
        ("Year of order", "Number ordered", "Number delivered"),
    ),
}  # fmt: skip
"""The registers of the new site: by delivery year (C2), which the old site's B3 resembles, by deal (C1)."""

# what the sites themselves have called columns, then or now
_OF_SITES = frozenset({
    "Deal ID", "Seller", "Buyer", "Number delivered", "Numbers delivered", "Number delivered is estimate",
    "Deliveries in the Year Range", "Year(s) of deliveries",
})  # fmt: skip
_OF_DEALS = ("Number ordered", "SIPRI TIV for total order")  # which no other register has


def named(cells: list[str], register: str) -> list[str]:
    """Return the site's name of each column; of one that it does not have, the file's own.

    Of several columns that may be meant by one name the one counts that has the site's own name,
    else the first.
    """
    known, own, layout = _known(register), _own(register), LAYOUTS[register]
    taken = {own[key] for key in map(_key, cells) if key in own}
    columns: list[str] = []
    for cell in cells:
        name = own.get(_key(cell))
        if name is None and (meant := known.get(_key(cell))) and meant not in taken:
            name = meant
            taken.add(meant)
        if name is None and _is_mark(cell, columns, layout, taken):
            name = f"{columns[-1]} {MARK}"
            taken.add(name)
        columns.append(name or cell.strip())
    return columns


def meant_twice(cells: list[str], register: str) -> tuple[str, list[str]] | None:
    """Return a column that several others may be meant by, and those; None where each is clear.

    Where one of them has the site's own name, that one is meant.
    """
    known, own = _known(register), _own(register)
    there = {own[key] for key in map(_key, cells) if key in own}
    for name in LAYOUTS[register].columns:
        meant = [cell.strip() for cell in cells if known.get(_key(cell)) == name]
        if len(meant) > 1 and name not in there:
            return name, meant
    return None


def renamed(cells: list[str], columns: list[str], register: str) -> list[tuple[str, str]]:
    """Return the file's name and the site's of each column that the file calls otherwise."""
    own = _own(register)
    return [
        (cell.strip(), name)
        for cell, name in zip(cells, columns, strict=True)
        if name in LAYOUTS[register].columns
        and own.get(_key(cell)) != name
        and cell.strip() not in _OF_SITES
        and not is_nameless(cell)
    ]


def is_nameless(cell: str) -> bool:
    """Whether a column has no name, or one that a program gave it for want of one."""
    return bool(_NAMELESS.fullmatch(cell.strip()))


def missing(columns: list[str], register: str) -> list[str]:
    """Return the needed columns that are not there, in the site's order."""
    layout = LAYOUTS[register]
    return [name for name in layout.columns if name in layout.needed and name not in columns]


def register_of(cells: list[str]) -> str:
    """Return the register whose needed columns a header has; nothing where it has none's."""
    if len(cells) < len(LAYOUTS["C2"].needed):
        return ""
    if not any("tiv" in cell.lower() for cell in cells):
        return ""
    # a register by deal has lost its years of delivery; its year of order must not stand for them
    by_deal = named(cells, "C1")
    if set(_OF_DEALS) & set(by_deal) and missing(by_deal, "C1") == ["Year(s) of delivery"]:
        return "C1"
    # by deal first, for the same reason
    return next((one for one in ("C1", "C2") if not missing(named(cells, one), one)), "")


def _is_mark(cell: str, before: list[str], layout: Layout, taken: set[str]) -> bool:
    left = before[-1] if before else ""
    return left in layout.marked and f"{left} {MARK}" not in taken and is_nameless(cell)


@cache
def _own(register: str) -> dict[str, str]:
    return {_key(name): name for name in LAYOUTS[register].columns}


@cache
def _known(register: str) -> dict[str, str]:
    with shipped_path("column_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["register"] == register]
    return {_key(row["also_called"]): row["column"] for row in rows}


def _key(name: str) -> str:
    # a share of TIV is no TIV
    signs = "".join(sign for sign in (MARK, "%") if sign in name)
    # the Turkish i without a dot is written as any other in capitals
    return name_key(name).replace("\N{LATIN SMALL LETTER DOTLESS I}", "i") + signs
