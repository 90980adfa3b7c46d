"""Format C3: import or export values of SIPRI's new site, a column for each year.

Whole numbers: blank is no delivery, ``0`` is more than nothing and under 0.5. A table of the
suppliers of one recipient, or of the recipients of one supplier, who is named in its last line,
holds transfers. The totals of each country, and tables by weapon category, are margins.
"""

from __future__ import annotations

import re
from dataclasses import replace

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ReadError
from armstransfers.readers import headers, yeartable
from armstransfers.readers.part import File, Part

FORMAT = "C3"
_TOTALS: dict[tuple[str, str], Side] = {
    ("recipient", "Total world import"): "recipient",
    ("exports by", "Total world export"): "supplier",
}
"""Whose totals the lines are, by the name of the first column and the last line."""

_OF_ONE = re.compile(r"Total (?:exports|imports) (?P<way>to|from) (?P<name>.+)")
_OWNERS: dict[tuple[str, str], Side] = {
    ("supplier", "to"): "recipient",
    ("recipient", "from"): "supplier",
}
"""Whose partners the lines are, by the name of the first column and the way in the last line."""

_CATEGORIES = ""  # the name of the first column of a table by weapon category
_WORLD: dict[str, Side] = {"Total world import": "recipient", "Total world export": "supplier"}
_IN_TITLE: dict[Side, re.Pattern[str]] = {
    "recipient": re.compile(r"\bto (.+?)(?= from |,|$)"),
    "supplier": re.compile(r"\bfrom (.+?)(?= to |,|$)"),
}
_ALL = ("all", "all countries")


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly, or if nothing tells whether these
        are the world's totals or whose partners they are.
    """
    table = yeartable.parse(file, "Total")
    part = table.part(FORMAT, is_world=table.total_name in _WORLD)
    of_one = _OF_ONE.fullmatch(table.total_name)
    owner = _OWNERS.get((table.head, of_one["way"])) if of_one else None
    if owner and of_one:
        return table.with_partners(part, owner, of_one["name"])
    side = _TOTALS.get((table.head, table.total_name))
    if side:
        return replace(part, margins=table.margins(side, part.names), world=table.totals)
    whose = _whose(table) if table.head == _CATEGORIES else None
    if whose:
        return replace(part, margins=table.margins_by_category(*whose, part.names))
    raise ReadError(
        f"the last line reads {table.total_name!r}, which does not tell whose totals a table "
        f"headed {table.head!r} holds; download the file again.",
        file=file.name,
        line=table.total_line,
    )


def _whose(table: yeartable.YearTable) -> tuple[Side, str] | None:
    """Return the side and the name of whom a table by weapon category is: no name for the world.

    The last line tells, or the title.
    """
    of_one = _OF_ONE.fullmatch(table.total_name)
    if of_one:
        return ("recipient" if of_one["way"] == "to" else "supplier"), of_one["name"]
    lines = (cells[0] for _, cells in table.preamble if cells)
    title = next(filter(headers.is_title, lines), "")
    found = [(side, match[1]) for side, form in _IN_TITLE.items() if (match := form.search(title))]
    named = [(side, name) for side, name in found if name.casefold() not in _ALL]
    if len(named) == 1:
        return named[0]
    world = _WORLD.get(table.total_name)
    return (world, "") if world and not named else None
