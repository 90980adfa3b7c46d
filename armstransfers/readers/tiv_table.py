"""Format A1: a TIV table of SIPRI's old site, for one recipient or one supplier.

Whole numbers: blank is no delivery, ``0`` is more than nothing and under 0.5. The table "to
all" lists the imports of each recipient, and one by weapon category says nothing of partners: both
are margins, not transfers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ReadError
from armstransfers.readers import yeartable
from armstransfers.readers.names import CATEGORIES
from armstransfers.readers.part import File, Part

FORMAT = "A1"
_TITLE = re.compile(
    r"^(?>.*?TIV of arms exports (?P<way>to|from) )"
    r"(?P<name>.+), (?P<first>\d{4})\s*+-\s*+(?P<last>\d{4})",
    re.MULTILINE,
)
_ALL = "all"


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    table = yeartable.parse(file, "Total")
    title = _title(table)
    side: Side = "recipient" if title["way"] == "to" else "supplier"
    is_all = title["name"].casefold() == _ALL
    part = table.part(FORMAT, is_world=is_all)
    if CATEGORIES.intersection(table.lines):
        own = "" if is_all else title["name"]
        return replace(part, margins=table.margins_by_category(side, own, part.names))
    if is_all:
        return replace(part, margins=table.margins(side, part.names))
    apart = yeartable.out_of_order(table.lines, table.lines.values(), file.name)
    part = replace(part, skipped=(*part.skipped, *apart))
    return table.with_partners(part, side, title["name"])


def _title(table: yeartable.YearTable) -> re.Match[str]:
    """Return the title, which names whose partners these are and for which years."""
    file = table.file
    title = _TITLE.search(table.text_above)
    if title is None:
        raise ReadError(
            "the line 'TIV of arms exports to ...' above the table is missing, so nobody can "
            "tell whose imports or exports these are; restore it or download the file again.",
            file=file.name,
            line=file.first_line,
        )
    if (int(title["first"]), int(title["last"])) != (min(table.years), max(table.years)):
        raise ReadError(
            f"the title speaks of {title['first']}-{title['last']} and the columns hold "
            f"{min(table.years)}-{max(table.years)}; download the file again.",
            file=file.name,
            line=file.first_line,
        )
    return title
