"""Format C3: import or export values of SIPRI's new site, a column for each year.

Whole numbers: blank is no delivery, ``0`` is more than nothing and under 0.5. Only a table of
the suppliers of one recipient, who is named in its last line, holds transfers; the others hold
margins.
"""

from __future__ import annotations

import re

from armstransfers.coverage import Block, Side
from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import yeartable
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.release import NO_MARGINS, NO_TRANSFERS

FORMAT = "C3"
_HEADS = ("Recipient", "Exports by", "Supplier")
_MARGINS: dict[tuple[str, str], Side] = {
    ("Recipient", "Total world import"): "recipient",
    ("Exports by", "Total world export"): "supplier",
}
_ONE_RECIPIENT = re.compile(r"Total exports to (?P<name>.+)")


def recognises(file: File) -> bool:
    """Whether a header of this format goes on with years and a column ``Percentage``."""
    return yeartable.recognises(file, _HEADS, "Percentage")


def parse(file: File) -> Part:
    """Return what a file of this format holds.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly, or if the last line tells
        neither that these are the world's totals nor whose suppliers they are.
    """
    table = yeartable.parse(file, _HEADS, "Total ")
    day, edition = table.dated()
    names = Names()
    transfers, margins = NO_TRANSFERS, NO_MARGINS
    blocks: tuple[Block, ...] = ()
    recipient = _ONE_RECIPIENT.fullmatch(table.total_name)
    side = _MARGINS.get((table.head, table.total_name))
    if table.head == "Supplier" and recipient:
        own = names.entity(recipient["name"])
        transfers = table.transfers("recipient", own, names)
        years = min(table.years), table.last_year(edition)
        blocks = (Block(*years, recipients=frozenset({own}), exactness="rounded"),)
    elif side:
        margins = table.margins(side, names)
    else:
        raise ReadError(
            f"the last line reads {table.total_name!r}, which does not tell whose totals a table "
            f"headed {table.head!r} holds; download the file again.",
            file=file.name,
            line=table.total_line,
        )
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(1),
        generated=day,
        edition=edition,
        transfers=transfers,
        margins=margins,
        blocks=blocks,
        names=names,
        checks=(yeartable.check_totals(table, file),),
    )
