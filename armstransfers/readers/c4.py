"""Format C4: SIPRI's regional table, the imports of regions and organisations by supplier.

Its 43 groups overlap: a country is in a region, a subregion and several organisations. They are
margins, and are never added.
"""

from __future__ import annotations

import pandas as pd

from armstransfers.errors import ReadError
from armstransfers.measure import tiv
from armstransfers.readers import text
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.yeartable import MARGINS, check_width, years_of
from armstransfers.report import Check

FORMAT = "C4"
_TITLE = "by region broken down by suppliers"
_TOTAL = "Regional total"
_SEARCHED = 50_000  # characters in which the header must stand
_KEYS = 2  # columns before the years


def recognises(file: File) -> bool:
    """Whether years stand behind two empty cells."""
    return _header(text.rows(file.text[:_SEARCHED], file.name)) is not None


def parse(file: File) -> Part:
    """Return what a file of this format holds: margins by group.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    rows = text.rows(file.text, file.name)
    start = _header(rows)
    assert start is not None, "parse() is called for a file that recognises() accepts"
    preamble = "\n".join(",".join(cells) for _, cells in rows[:start])
    if _TITLE not in preamble:
        raise ReadError(
            f"the title does not say '{_TITLE}', so nobody can tell what the lines are; restore it "
            "or download the file again.",
            file=file.name,
            line=1,
        )
    header = rows[start]
    years = {position: year for year, position in years_of(header, file.name, keys=_KEYS).items()}
    width = len(header[1])
    names = Names()
    margins = pd.DataFrame(
        _margins(rows[start + 1 :], years, width, names, file.name), columns=MARGINS
    )
    day = text.generated(preamble, file.name)
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(1),
        generated=day,
        edition=text.edition(day, int(margins["year"].max())),
        transfers=pd.DataFrame(columns=["recipient", "supplier", "year", "value"]),
        margins=margins,
        blocks=(),
        names=names,
        checks=(_check(margins, file.name),),
    )


def _header(rows: list[text.Row]) -> int | None:
    for index, (_, cells) in enumerate(rows):
        years = [cell for cell in cells[_KEYS:] if text.is_year(cell)]
        if len(years) > 1 and not any(cells[:_KEYS]):
            return index
    return None


def _margins(
    rows: list[text.Row], years: dict[int, int], width: int, names: Names, file: str
) -> list[tuple[str, str, str, int, float]]:
    found = []
    group = ""
    for line, cells in rows:
        if text.is_blank(cells):
            continue
        check_width(cells, width, max(years), file, line)
        group = cells[0] or group
        if not (group and cells[1]):
            raise ReadError(
                "the region or the supplier is not named; complete the line or download the file "
                "again.",
                file=file,
                line=line,
            )
        total = cells[1] == _TOTAL
        side, entity = ("recipient", group) if total else ("supplier", names.entity(cells[1]))
        for position, year in years.items():
            if cells[position]:
                value = text.number(
                    cells[position], text.WHOLE_NUMBER, file=file, line=line, column=str(year)
                )
                found.append((side, entity, group, year, value))
    if not found:
        raise ReadError("no line follows the header; download the file again.", file=file)
    return found


def _check(margins: pd.DataFrame, file: str) -> Check:
    """Hold the suppliers of each group against its total.

    Raises
    ------
    ReadError
        If a total differs by more than rounding explains.
    """
    key = ["group", "year"]
    suppliers = margins[margins["side"] == "supplier"].groupby(key)["value"].agg(["sum", "size"])
    totals = margins[margins["side"] == "recipient"].set_index(key)["value"]
    both = suppliers.join(totals, how="outer").fillna(0)
    difference = (both["sum"] - both["value"]).abs()
    wrong = difference > text.HALF * (1 + both["size"])
    if wrong.any():
        group, year = difference.index[wrong][0]
        raise ReadError(
            f"the suppliers of {group} in {year} add up to {both['sum'][group, year]:g} and the "
            f"printed total is {both['value'][group, year]:g}, more than rounding explains; "
            "download the file again.",
            file=file,
        )
    return Check(f"the totals of the groups in {file}", len(both), float(difference.max()))
