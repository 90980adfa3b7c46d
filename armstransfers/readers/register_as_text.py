"""Format B1: the register of SIPRI's old site as a text document (RTF).

Deals without TIV, and so without shares. They are grouped by supplier; brackets mean that SIPRI
estimated a number.
"""

from __future__ import annotations

import re

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.readers import text
from armstransfers.readers.deals import Deal, frame
from armstransfers.readers.foreign import foreign
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part

FORMAT = "B1"
_MAGIC = b"{\\rtf"
_HEAD = re.compile(r"recipient \(R\)\t")
_RECIPIENT = re.compile(r"R:|\s{3,}")
_CELLS = 8  # recipient, ordered, designation, description, order, delivery, delivered, comments


def recognises(file: File) -> bool:
    """Whether the file is a text document in RTF."""
    return file.content.lstrip().startswith(_MAGIC)


def parse(file: File) -> Part:
    """Return the deals that a document lists.

    Raises
    ------
    ReadError
        If it is no register grouped by supplier, or a deal cannot be taken apart.
    """
    from striprtf.striprtf import rtf_to_text

    content = file.content.decode("latin-1")
    with foreign("the document is damaged; download it again.", file=file.name):
        written = rtf_to_text(content, encoding="mac_roman", errors="replace")  # type: ignore[no-untyped-call]  # it has no types
    lines = written.split("\n")
    head = next((i for i, line in enumerate(lines) if _HEAD.search(line)), None)
    if head is None:
        raise ReadError(
            "the document is no register grouped by supplier; download the register by delivery "
            "year from SIPRI's new site.",
            file=file.name,
        )
    names = Names()
    day = text.generated("\n".join(lines[:head]).replace("Information g", "Data g"), file.name)
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(0.01),
        generated=day,
        edition=text.edition(day, None, is_world=False),
        names=names,
        deals=frame(_deals(lines[head + 1 :], file.name), names),
    )


def _deals(lines: list[str], file: str) -> list[Deal]:
    deals: list[Deal] = []
    supplier = recipient = ""
    for line in lines:
        if not line.strip():
            continue
        if "\t" not in line:
            supplier, recipient = line.strip(), ""
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        cells[0] = _RECIPIENT.sub("", cells[0]).strip() if line[0] in "R " else cells[0]
        if not cells[0] and len(cells) == _CELLS + 1:
            del cells[1]  # a deal with the same recipient as the one above
        recipient = cells[0] or recipient
        if len(cells) != _CELLS or not (supplier and recipient):
            raise ReadError(
                f"the deal {line.strip()[:60]!r} cannot be taken apart; download the register by "
                "delivery year from SIPRI's new site.",
                file=file,
            )
        ordered, order_year, units = (_number(cells[i]) for i in (1, 4, 6))
        deals.append(
            Deal(
                recipient=recipient,
                supplier=supplier,
                order_year=order_year,
                order_year_estimated=cells[4].startswith("("),
                ordered=ordered,
                designation=cells[2],
                description=cells[3],
                units=units,
                number_estimated=cells[6].startswith("("),
                delivery_years=cells[5],
                comments=cells[7],
            )
        )
    return deals


def _number(cell: str) -> int | None:
    digits = cell.strip("()")
    return int(digits) if digits.isascii() and digits.isdigit() else None
