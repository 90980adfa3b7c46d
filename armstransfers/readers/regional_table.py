"""Format C4: SIPRI's regional table, the imports of regions and organisations by supplier.

Its 43 groups overlap: a country is in a region, a subregion and several organisations. They are
margins, and are never added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.core.report import Check
from armstransfers.readers import headers, text
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.yearline import (
    SPAN,
    check_sum,
    check_width,
    require_blanks,
    twice,
    values_of,
    years_of,
)
from armstransfers.readers.yeartable import margins, out_of_order

FORMAT = "C4"
_TITLE = "by region broken down by suppliers"
_TOTAL = "Regional total"
_PARTS = (
    "Africa",
    "Americas",
    "Asia and Oceania",
    "Europe",
    "Middle East",
    "International organization",
    "Unknown/not applicable",
)
"""Groups that hold every recipient once."""

_KEYS = 2  # columns before the years
Values = dict[int, float]


@dataclass
class Group:
    """A region or organisation: the line of its total, and the values of each supplier.

    `lines` and `printed` tell where a supplier stands, by its name and as the file spells it.
    """

    name: str
    line: int
    totals: Values
    suppliers: dict[str, Values] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)


def parse(file: File) -> Part:
    """Return what a file of this format holds: margins by group.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header = headers.recognised(file.text)
    rows = text.rows(file.text, file.name, file.first_line)
    preamble = "\n".join(",".join(cells) for _, cells in rows[: header.line])
    if _TITLE not in preamble:
        raise ReadError(
            f"the title does not say '{_TITLE}', so nobody can tell what the lines are; restore it "
            "or download the file again.",
            file=file.name,
            line=file.first_line,
        )
    names = Names()
    years = years_of(rows[header.line], file.name, keys=_KEYS)
    groups = _groups(rows[header.line :], years, names, file)
    check = _check(groups, years, file.name)
    suppliers = [values for group in groups for values in group.suppliers.values()]
    require_blanks(suppliers, years, file.name, rows[header.line][0])
    totals = margins(_margins(groups))
    day = text.generated(preamble, file.name, file.first_line)
    last_filled = None if totals.empty else int(totals["year"].max())
    is_world = day is not None and max(years.values()) >= day.year - 1
    return Part(
        file=file,
        format=FORMAT,
        measure=tiv(1),
        generated=day,
        edition=text.edition(day, last_filled, is_world=is_world),
        margins=totals,
        world=_world(groups, years),
        world_precision=len(_PARTS),
        names=names,
        checks=(check,),
        skipped=tuple(
            note
            for group in groups
            for note in out_of_order(group.printed, group.printed.values(), file.name)
        ),
    )


def _groups(rows: list[text.Row], years: dict[int, int], names: Names, file: File) -> list[Group]:
    """Return the groups of a table; each begins with the line of its total."""
    (header_line, header), *below = rows
    sums = next((i for i, cell in enumerate(header) if SPAN.fullmatch(cell)), None)
    groups: dict[str, Group] = {}
    for line, cells in below:
        if text.is_blank(cells):
            continue
        check_width(cells, len(header), max(years.values()), file.name, line)
        values = values_of(cells, years, file.name, line)
        check_sum(cells, values, sums, file.name, line)
        region, supplier = cells[:_KEYS]
        if bool(region) != (supplier == _TOTAL) or not (supplier and (region or groups)):
            raise ReadError(
                f"the region or the supplier is not named; a region's first line is its "
                f"{_TOTAL!r}, and the others name a supplier each, so complete the line or download "
                "the file again.",
                file=file.name,
                line=line,
            )
        if region:
            if region in groups:
                raise twice(region, groups[region].line, file.name, line)
            groups[region] = Group(region, line, values)
            continue
        group, entity = list(groups.values())[-1], names.entity(supplier)
        if entity in group.suppliers:
            raise twice(entity, group.lines[entity], file.name, line)
        group.suppliers[entity], group.lines[entity] = values, line
        group.printed[supplier] = line
    if not groups:
        raise text.no_lines(file=file.name, line=header_line)
    return list(groups.values())


def _margins(groups: list[Group]) -> Iterator[tuple[str, str, str, int, float]]:
    for group in groups:
        for year, value in group.totals.items():
            yield "recipient", group.name, group.name, year, value
        for entity, values in group.suppliers.items():
            for year, value in values.items():
                yield "supplier", entity, group.name, year, value


def _world(groups: list[Group], years: dict[int, int]) -> Values:
    """Return the totals of all countries; nothing where one of the groups is missing."""
    parts = [group.totals for group in groups if group.name in _PARTS]
    if len(parts) < len(_PARTS):
        return {}
    return {year: sum(values.get(year, 0.0) for values in parts) for year in years}


def _check(groups: list[Group], years: dict[int, int], file: str) -> Check:
    """Hold the suppliers of each group against its total.

    Raises
    ------
    ReadError
        If a total differs by more than rounding explains.
    """
    cells, largest = 0, 0.0
    for group in groups:
        for year in years:
            column = [values[year] for values in group.suppliers.values() if year in values]
            total = group.totals.get(year, 0.0)
            difference = abs(sum(column) - total)
            if difference > text.slack(len(column)):
                raise ReadError(
                    f"the suppliers of {group.name} in {year} add up to {sum(column):g} and the "
                    f"printed total is {total:g}, more than rounding explains; a line was changed "
                    "or is missing, so download the file again.",
                    file=file,
                    line=group.line,
                    column=str(year),
                )
            cells += bool(column) or year in group.totals
            largest = max(largest, difference)
    return Check(f"the totals of the groups in {file}", cells, largest)
