"""A table with a line for each country and a column for each year (formats A1 and C3)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from armstransfers.core.coverage import Block, Side, other_side
from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.core.report import Check, Skipped
from armstransfers.model.release import NO_MARGINS
from armstransfers.readers import headers, text
from armstransfers.readers.names import CATEGORIES, Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.yearline import (
    check_sum,
    check_width,
    require_blanks,
    twice,
    values_of,
    years_of,
)
from armstransfers.reference import entities

MARGINS = list(NO_MARGINS.columns)
SIDES: tuple[Side, Side] = ("recipient", "supplier")
_SUMS = ("total", "sum total years")


@dataclass(frozen=True)
class YearTable:
    """The cells of such a table.

    Attributes
    ----------
    file : File
        The file.
    preamble : list of Row
        The lines above the header.
    head : str
        The first cell of the header.
    years : dict of int to int
        Position of each year's column.
    lines : dict of str to int
        The line on which each country stands.
    cells : dict of (str, int) to float
        Value by country and year. A blank cell is not there; a printed 0 is 0.
    total_name, total_line : str, int
        The first cell of the totals' line, and where it stands.
    totals : dict of int to float
        The printed total of each year.
    """

    file: File
    preamble: list[text.Row]
    head: str
    years: dict[int, int]
    lines: dict[str, int]
    cells: dict[tuple[str, int], float]
    total_name: str
    total_line: int
    totals: dict[int, float]

    @property
    def text_above(self) -> str:
        """The lines above the header."""
        return "\n".join(",".join(cells) for _, cells in self.preamble)

    @property
    def last_filled_year(self) -> int | None:
        """Last year with a value: later columns are not published yet."""
        return max((year for _, year in self.cells), default=None)

    def blocks(self, side: Side, own: str, part: Part) -> tuple[Block, ...]:
        """Return what a table of the partners of `own` covers; an edition ends the year before."""
        edition = part.edition
        if edition is None and part.generated:
            edition = text.editions_of(part.generated)[0]
        published = edition - 1 if edition is not None else self.last_filled_year
        first, last = min(self.years), min(max(self.years), published or 0)
        if first > last:
            return ()
        recipients, suppliers = (frozenset({own}) if side == s else None for s in SIDES)
        return (Block(first, last, recipients, suppliers, exactness="rounded"),)

    def part(self, format: str, *, is_world: bool) -> Part:
        """Return the part without its values: their day and edition, and that the lines add up.

        Parameters
        ----------
        format : str
            Format, as the documentation numbers them.
        is_world : bool
            Whether all the world's deliveries are in the table.

        Raises
        ------
        ReadError
            As `check_totals`.
        """
        day = text.generated(self.text_above, self.file.name, self.file.first_line)
        is_world &= day is not None and max(self.years) >= day.year - 1
        edition = text.edition(day, self.last_filled_year, is_world=is_world)
        return Part(
            file=self.file,
            format=format,
            measure=tiv(1),
            names=Names(),
            generated=day,
            edition=edition,
            checks=(check_totals(self),),
        )

    def with_partners(self, part: Part, side: Side, own: str) -> Part:
        """Return a part with the cells as all transfers of the `side` called `own`."""
        entity = part.names.entity(own)
        return replace(
            part,
            transfers=self.transfers(side, entity, part.names),
            blocks=self.blocks(side, entity, part),
        )

    def transfers(self, side: Side, own: str, names: Names) -> pd.DataFrame:
        """Return the cells as transfers of the `side` called `own`, with their lines."""
        cells = self._frame(names)
        cells[side], cells[other_side(side)] = own, cells["entity"]
        return cells[["recipient", "supplier", "year", "value", "line"]].astype(
            {"recipient": "category", "supplier": "category"}
        )

    def margins(self, side: Side, names: Names) -> pd.DataFrame:
        """Return the cells as totals of each `side`."""
        return self._frame(names).assign(side=side, group="")[MARGINS]

    def margins_by_category(self, side: Side, own: str, names: Names) -> pd.DataFrame:
        """Return the cells as totals of the `side` called `own`, or of all, by weapon category.

        Raises
        ------
        ReadError
            If the lines name countries: the name of the first column was lost.
        """
        for name, line in self.lines.items():
            if name not in CATEGORIES and (
                entities.in_file(name) or CATEGORIES.isdisjoint(self.lines)
            ):
                raise ReadError(
                    f"{name} is no weapon category, and the first column has no other name; restore "
                    "the names of the columns, or download the file again.",
                    file=self.file.name,
                    line=line,
                )
        entity = names.entity(own) if own else ""
        return margins(
            (side, entity, names.category(name), year, value)
            for (name, year), value in self.cells.items()
        )

    def _entities(self, names: Names) -> dict[str, str]:
        """Return the entity of each name; two names of one entity would be counted twice."""
        entity = {name: names.entity(name) for name in self.lines}
        first: dict[str, str] = {}
        for name, found in entity.items():
            if found in first:
                raise ReadError(
                    f"{name} and {first[found]} (line {self.lines[first[found]]}) are one; remove "
                    "one of the two lines or download the file again.",
                    file=self.file.name,
                    line=self.lines[name],
                )
            first[found] = name
        return entity

    def _frame(self, names: Names) -> pd.DataFrame:
        entity = self._entities(names)
        rows = [
            (entity[name], year, value, self.lines[name])
            for (name, year), value in self.cells.items()
        ]
        return pd.DataFrame(rows, columns=["entity", "year", "value", "line"]).astype(
            {"entity": "str", "year": "int64", "value": "float64", "line": "int64"}
        )


def margins(rows: Iterable[tuple[str, str, str, int, float]]) -> pd.DataFrame:
    """Return rows of side, entity, group, year and value as margins."""
    return pd.DataFrame(rows, columns=MARGINS).astype(NO_MARGINS.dtypes.to_dict())


def parse(file: File, total_prefix: str) -> YearTable:
    """Return the cells of the table in a file.

    Raises
    ------
    ReadError
        If a cell is no number, a country appears twice, or the totals' line is missing.
    """
    header = headers.recognised(file.text)
    start = header.line
    rows = text.rows(file.text, file.name, file.first_line)
    years = years_of(rows[start], file.name)
    named = map(headers.key, rows[start][1])
    sum_column = next((i for i, name in enumerate(named) if name in _SUMS), None)
    width = len(rows[start][1])
    lines: dict[str, int] = {}
    filled: list[dict[int, float]] = []
    cells: dict[tuple[str, int], float] = {}
    found: YearTable | None = None
    for line, row in rows[start + 1 :]:
        if text.is_blank(row):
            continue
        if found is not None:
            raise ReadError(
                "lines follow the totals; a second table begins with its title and the names of "
                "its columns, so download the file again.",
                file=file.name,
                line=line,
            )
        check_width(row, width, max(years.values()), file.name, line)
        values = values_of(row, years, file.name, line)
        check_sum(row, values, sum_column, file.name, line)
        if row[0].startswith(total_prefix):
            require_blanks(filled, years, file.name, rows[start][0])
            head = headers.key(rows[start][1][0])
            found = YearTable(file, rows[:start], head, years, lines, cells, row[0], line, values)
            continue
        if not row[0]:
            raise ReadError(
                "the country is not named; complete the line or download the file again.",
                file=file.name,
                line=line,
            )
        if row[0] in lines:
            raise twice(row[0], lines[row[0]], file.name, line)
        lines[row[0]] = line
        filled.append(values)
        cells.update({(row[0], year): value for year, value in values.items()})
    if found is None:
        raise ReadError(
            f"the line that begins with {total_prefix!r} is missing at the end; the file may have "
            "been cut, so download it again.",
            file=file.name,
            line=rows[-1][0],
        )
    return found


def out_of_order(names: Iterable[str], lines: Iterable[int], file: str) -> Iterator[Skipped]:
    """Yield a note on the first name that does not follow the alphabet, as the source's do."""
    listed = list(zip(names, lines, strict=True))
    for (before, _), (name, line) in itertools.pairwise(listed):
        if before.casefold() > name.casefold():
            note = f"{name} stands behind {before}; names may have been swapped or sorted apart"
            yield Skipped(file, note, line)
            return


def check_totals(table: YearTable) -> Check:
    """Hold the lines of a table against its totals' line.

    Raises
    ------
    ReadError
        If a total differs by more than rounding explains.
    """
    largest = 0.0
    for year in table.years:
        column = [value for (_, y), value in table.cells.items() if y == year]
        total = table.totals.get(year, 0.0)
        difference = sum(column) - total
        if abs(difference) > text.slack(len(column)):
            raise ReadError(
                f"the lines above add up to {sum(column):g} and the printed total is {total:g}, "
                "more than rounding explains; a line was changed or is missing, so download the "
                "file again.",
                file=table.file.name,
                line=table.total_line,
                column=str(year),
            )
        largest = max(largest, abs(difference))
    return Check(f"the totals' line of {table.file.name}", len(table.years), largest)
