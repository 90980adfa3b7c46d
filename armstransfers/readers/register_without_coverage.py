"""Format B2: a register of 22 columns of SIPRI's old site.

It does not say which countries and years it was asked for, so its TIV make no shares. Its deals are
kept for lists.
"""

from __future__ import annotations

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.readers import headers, text
from armstransfers.readers.deals import Deal, frame
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part

FORMAT = "B2"
_NEEDED = (
    "buyer",
    "seller",
    "odat",
    "odai",
    "onum",
    "desig2",
    "desc",
    "nrdel",
    "nrdelai",
    "delyears",
)
_ESTIMATED = "X"
_UNTOLD = ("", "N/A")


def parse(file: File) -> Part:
    """Return the deals that a file of this format lists.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    found = headers.recognised(file.text)
    rows = text.rows(file.text, file.name, file.first_line)
    header_line, header = rows[found.line]
    for missing in (name for name in _NEEDED if name not in header):
        raise ReadError(
            f"the column {missing!r} is missing; download the register by delivery year from "
            "SIPRI's new site.",
            file=file.name,
            line=header_line,
        )
    names = Names()
    deals = []
    for line, cells in rows[found.line + 1 :]:
        if text.is_blank(cells):
            continue
        if len(cells) != len(header):
            raise text.wrong_width(len(cells), len(header), file=file.name, line=line)
        deals.append(_deal(dict(zip(header, cells, strict=True)), file.name, line))
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(0.01),
        names=names,
        deals=frame(deals, names),
    )


def _deal(row: dict[str, str], file: str, line: int) -> Deal:
    def whole(column: str) -> int | None:
        if row[column] in _UNTOLD:
            return None
        return int(text.number(row[column], text.WHOLE_NUMBER, file=file, line=line, column=column))

    return Deal(
        recipient=row["buyer"],
        supplier=row["seller"],
        order_year=whole("odat"),
        order_year_estimated=row["odai"] == _ESTIMATED,
        ordered=whole("onum"),
        designation=row["desig2"],
        description=row["desc"],
        units=whole("nrdel"),
        number_estimated=row["nrdelai"] == _ESTIMATED,
        delivery_years=row["delyears"],
        comments="",
    )
