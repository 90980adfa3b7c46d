"""From the lines of a register to its columns, however a program has saved them again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers.core.errors import ReadError
from armstransfers.core.report import SetAside, Skipped
from armstransfers.readers import layout, text
from armstransfers.readers.column import Column
from armstransfers.readers.faults import Faults
from armstransfers.reference import entities

Record = tuple[int, list[str]]
"""The line on which a record begins, and its cells."""


@dataclass(frozen=True)
class Place:
    """Which register is read, from which file, and what takes note of its faults."""

    register: str
    file: str
    faults: Faults

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that the site has."""
        return layout.LAYOUTS[self.register].columns


@dataclass
class Cells:
    """The columns of a register.

    Attributes
    ----------
    columns : dict of str to Column
        Columns that the site has too, by the site's name.
    passed_over : list of str
        Names of columns that it does not have.
    lines : numpy.ndarray
        On which line of the file each record stands.
    faults : Faults
        Lines that cannot be read.
    forgiven : list of str
        Sentences on what was brought to the site's form.
    """

    columns: dict[str, Column]
    passed_over: list[str]
    lines: npt.NDArray[np.int64]
    faults: Faults
    forgiven: list[str] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def notes(self, file: str, register: str) -> Iterator[Skipped]:
        """Yield what was passed over, what is missing, and what was forgiven."""
        if self.passed_over:
            names = ", ".join(repr(name[:40]) for name in self.passed_over[:8])
            yield Skipped(file, f"columns that the site does not have are passed over: {names}")
        lacking = [name for name in layout.LAYOUTS[register].columns if name not in self]
        if lacking:
            names = ", ".join(repr(name) for name in lacking)
            yield Skipped(file, f"columns of the site that are not there, and not stated: {names}")
        yield from (Skipped(file, sentence) for sentence in self.forgiven)

    def note_names(self, header: list[str], columns: list[str], register: str) -> None:
        """Take note of each column that the file calls otherwise than the site."""
        read_as = [
            f"{was[:30]!r} as {name!r}" for was, name in layout.renamed(header, columns, register)
        ]
        if read_as:
            self.forgiven.append(f"columns read by another name: {', '.join(read_as)}")

    def set_aside(self, body: str, header_line: int, legible: pd.DataFrame) -> tuple[SetAside, ...]:
        """Return the lines that could not be read, with what stands there.

        Parameters
        ----------
        body, header_line
            Header and lines of the table, and where the header stands.
        legible : pandas.DataFrame
            ``line, recipient, supplier, value, first_year, last_year`` as far as they could be
            read; a year of 0 is none.

        Raises
        ------
        ReadError
            If there are too many of them.
        """
        if not self.faults.lines:
            return ()
        written = body.split("\n")
        at = {line: written[line - header_line] for line in self.faults.lines}
        is_aside = legible["line"].isin(self.faults.lines)
        rows = legible[is_aside].set_index("line")
        parties = {
            side: {*entities.entities(), *legible.loc[~is_aside, side].unique()}
            for side in ("recipient", "supplier")
        }
        return tuple(
            _with_legible(one, rows, parties) if self.faults.is_alone(one.line) else one
            for one in self.faults.set_aside(at, len({*self.lines.tolist(), *at}))
        )


def _with_legible(one: SetAside, rows: pd.DataFrame, parties: dict[str, set[str]]) -> SetAside:
    """Return a line that was set aside with the parties, years and volume that can be read on it.

    Where it names somebody whom nobody knows, its cells may have come from other columns.
    """
    if one.line not in rows.index:
        return one
    row: dict[Any, Any] = rows.loc[one.line].to_dict()
    named = {side: str(row[side]) for side in parties if one.column != side.capitalize()}
    if any(name not in parties[side] for side, name in named.items()):
        return one
    is_dated = "year" not in one.column.lower() and row["first_year"] > 0
    has_value = "TIV" not in one.column and not np.isnan(row["value"])
    return replace(
        one,
        recipient=named.get("recipient", ""),
        supplier=named.get("supplier", ""),
        years=(int(row["first_year"]), int(row["last_year"])) if is_dated else None,
        value=float(row["value"]) if has_value else None,
    )


def columns_of(header: list[str], register: str, *, file: str, line: int) -> list[str]:
    """Return the site's names of the columns of a header.

    Raises
    ------
    ReadError
        If a needed column is missing, or one appears twice.
    """
    columns = layout.named(header, register)
    if absent := layout.missing(columns, register):
        kind = "by deal" if register == "C1" else "by delivery year"
        found = ", ".join(repr(name[:30]) for name in columns if name)
        raise ReadError(
            f"the column {absent[0]!r} of a register {kind} is missing; the columns are {found}. "
            "Restore its name, or download the file again with all columns.",
            file=file,
            line=line,
        )
    if twice := layout.meant_twice(header, register):
        name, meant = twice
        raise ReadError(
            f"{len(meant)} columns may be the {name!r} of the register: "
            f"{', '.join(repr(one[:30]) for one in meant)}; give the right one that name, or remove the "
            "others.",
            file=file,
            line=line,
        )
    for name in layout.LAYOUTS[register].columns:
        if columns.count(name) > 1:
            raise ReadError(
                "the column appears twice; remove one of the two.",
                file=file,
                line=line,
                column=name,
            )
    return columns


def quickly(lines: str, columns: list[str], first_line: int, place: Place) -> Cells | None:
    """Return the columns of lines that are all alike, read on several threads; None where not."""
    if "\n\n" in lines:  # a blank line is no record
        return None
    own = [name if columns.count(name) == 1 else f"{at} {name}" for at, name in enumerate(columns)]
    known = [name for name in own if name in place.known]
    try:
        table = pa.csv.read_csv(
            io.BytesIO(lines.encode()),
            read_options=pa.csv.ReadOptions(column_names=own),
            parse_options=pa.csv.ParseOptions(ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(own, pa.dictionary(pa.int32(), pa.string())),
                include_columns=known,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if len(table) <= lines.count("\n"):
        return None
    at = np.arange(first_line, first_line + len(table))
    return _cells(((name, table.column(name)) for name in known), columns, at, place)


def one_by_one(records: Iterable[Record], columns: list[str], place: Place) -> Cells:
    """Return the columns of records that are read one after the other.

    A record with other cells than the header has is a fault, empty cells at its end are not.
    """
    lines: list[int] = []
    rows: list[list[str]] = []
    longer = 0
    for line, cells in records:
        if len(cells) > len(columns) and not any(map(str.strip, cells[len(columns) :])):
            cells = cells[: len(columns)]
            longer += 1
        if len(cells) != len(columns):
            place.faults.note(
                text.wrong_width(len(cells), len(columns), file=place.file, line=line)
            )
            continue
        lines.append(line)
        rows.append(cells)
    by_column = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = (
        (name, pa.array(cells, pa.string()).dictionary_encode())
        for name, cells in zip(columns, by_column, strict=True)
        if name in place.known
    )
    found = _cells(arrays, columns, np.array(lines, dtype=np.int64), place)
    if longer:
        count = "1 line" if longer == 1 else f"{longer:,} lines"
        found.forgiven.append(f"{count} with empty cells at the end, as a spreadsheet adds them")
    return found


def records(lines: str, first_line: int, file: str) -> Iterator[Record]:
    """Yield the records of lines separated by commas; blank lines are passed over.

    Raises
    ------
    ReadError
        If a quotation mark opens and is not closed on its line: two lines might become one.
    """
    reader = csv.reader(io.StringIO(lines, newline=""))
    before = 0
    try:
        for cells in reader:
            line = first_line + before
            if reader.line_num > before + 1:
                raise text.open_quotation(file=file, line=line)
            before = reader.line_num
            if any(map(str.strip, cells)):
                yield line, cells
    except csv.Error as error:
        raise text.not_parted(
            error, file=file, line=first_line + before, lines=reader.line_num - before
        ) from error


def _cells(
    arrays: Iterable[tuple[str, pa.ChunkedArray | pa.Array]],
    columns: list[str],
    lines: npt.NDArray[np.int64],
    place: Place,
) -> Cells:
    forgiven: list[str] = []
    found = {
        name: Column.of(
            cells,
            name=name,
            file=place.file,
            lines=lines,
            faults=place.faults,
            forgiven=forgiven,
        )
        for name, cells in arrays
    }
    others = (name for name in columns if name not in place.known)
    extra = [name for name in others if not layout.is_nameless(name)]
    return Cells(found, extra, lines, place.faults, forgiven)
