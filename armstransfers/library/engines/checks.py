"""What is found when all rows are looked through once, before anything is asked.

Arrow looks, whichever engine answers later, so that all engines accept the same files. It reads
the columns that count, piece by piece, and holds each piece against what its file says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ReadError, UnknownEntity
from armstransfers.core.measure import REGISTER_STEP
from armstransfers.library.engines.footers import statistics
from armstransfers.library.engines.large import Spelled
from armstransfers.library.engines.meaning import FINEST_DECIMALS, step_of
from armstransfers.library.engines.rows import SIDES, counting
from armstransfers.library.engines.schemas import Schemas, finer, is_text
from armstransfers.readers.description import Columns
from armstransfers.readers.names import Names, is_total
from armstransfers.readers.steps import step_of as step_of_volumes
from armstransfers.reference import entities

_PIECE = 1_000_000  # rows
_YEARS = (1900, 2099)
_STATUS = re.compile("New|Second hand.*")
_LONGEST_NAME, _MOST_NAMES = 300, 20_000
_DIGITS = {pa.float16(): 11, pa.float32(): 24}  # binary ones, that a value of a kind has
_DIGITS_OF_A_SUM = 53

Spellings = dict[Side, dict[str, str]]
"""How the rows spell the names on each side, and a file in which each stands."""


class Looked(NamedTuple):
    """What was found in the rows: how they spell the names, and to which step values are written."""

    spelled: Spellings
    step: float


@dataclass
class _Column:
    """A column of a file, for what is complained of."""

    name: str
    file: str

    def refuse(self, reason: str) -> ReadError:
        return ReadError(reason, file=self.file, column=self.name)

    def require_no_blanks(self, cells: int) -> None:
        if cells == 1:
            raise self.refuse("1 cell is blank; complete it, or leave its row out.")
        if cells:
            raise self.refuse(f"{cells:,} cells are blank; complete them, or leave their rows out.")


@dataclass
class _Extent:
    """The least and the greatest values that pieces of a column have."""

    ends: list[Any] = field(default_factory=list)

    def add(self, *values: Any) -> None:
        # what is no number has no place in an order, and statistics pass over it
        self.ends += [value for value in values if value is not None and value == value]

    def is_within(self, said: Any) -> bool:
        if not self.ends or said is None or not said.has_min_max:
            return True
        try:
            return bool(said.min <= min(self.ends) and max(self.ends) <= said.max)
        except (TypeError, UnicodeError, NotImplementedError, pa.ArrowException):
            return True  # no order that Arrow and the file have in common


def looked_through(schemas: Schemas, columns: Columns, step: float) -> Looked:
    """Return what the rows hold, once each of them was looked at.

    Parameters
    ----------
    schemas : dict
        The files, by their schemas.
    columns : Columns
        The columns that count.
    step : float
        The step to which values are exact.

    Raises
    ------
    ReadError
        If a cell is blank, a year is none, a value is negative, not finite, or not exact to the
        step once it is added up, a name is none, no row counts, or a file says of its values what
        is not true.
    """
    spelled: Spellings = {side: {} for side in SIDES}
    finest: set[float] = set()
    rows = 0
    for schema, files in schemas.items():
        for file in files:
            try:
                rows += _looked_through(file, schema, columns, step, spelled, finest)
            except (OSError, UnicodeError, pa.ArrowException) as error:
                raise ReadError(
                    "its rows cannot be read: the file is damaged; write it again.", file=file.name
                ) from error
    if not rows:
        first = next(iter(schemas.values()))[0]
        where = first.parent if sum(map(len, schemas.values())) > 1 else first
        raise ReadError(
            "no row counts; check the files, and 'only' and 'leave_out' in their description.",
            file=where.name,
        )
    return Looked(spelled, min(finest, default=REGISTER_STEP))


def _looked_through(
    file: Path,
    schema: pa.Schema,
    columns: Columns,
    step: float,
    spelled: Spellings,
    finest: set[float],
) -> int:
    """Look at the rows of a file, add what they say to what was found, and return how many count."""
    wanted = [*dict.fromkeys([*columns.wanted, *finer(schema, columns)])]
    texts = [name for name in wanted if is_text(schema.field(name).type)]
    named = {side: name for side in SIDES if (name := getattr(columns, side))}
    numbers = (columns.year, columns.value)
    count = counting(columns)
    found = 0
    with pq.ParquetFile(file, read_dictionary=texts, page_checksum_verification=True) as opened:
        for i in range(opened.num_row_groups):
            extents = {name: _Extent() for name in (*numbers, *named.values())}
            rows = 0
            for batch in opened.iter_batches(_PIECE, row_groups=[i], columns=wanted):
                piece = pa.table(batch).select(wanted)
                rows += len(piece)
                for name in numbers:
                    extents[name].add(*_ends(piece[name]))
                for name in named.values():
                    extents[name].add(*_different(piece[name]))
                if count is not None:
                    piece = nw.from_native(piece).filter(count).to_native()
                found += len(piece)
                _require_numbers(piece, columns, step, file.name)
                if len(piece) and REGISTER_STEP not in finest:
                    finest.add(step_of_volumes(piece[columns.value].cast(pa.float64())))
                _require_doubts(piece, finer(schema, columns), file.name)
                for side, name in named.items():
                    _add_names(spelled[side], piece[name], _Column(name, file.name))
            _require_true(opened, i, rows, extents, file.name)
    for side in SIDES:
        if side not in named:
            spelled[side][columns.fixed[side]] = file.name
    return found


def _require_true(
    opened: pq.ParquetFile, group: int, rows: int, extents: dict[str, _Extent], file: str
) -> None:
    """Hold what a file says of some rows against them: engines skip rows by it."""
    said = opened.metadata.row_group(group).num_rows
    if said != rows:
        raise ReadError(
            f"it says that it has {said:,} rows in a place where {rows:,} are; write it again.",
            file=file,
        )
    for name, ends in statistics(opened, group):
        if name in extents and not extents[name].is_within(ends):
            raise ReadError(
                "what the file says of the least and the greatest is not so: it is damaged, or "
                "was written by a program with a fault; write it again.",
                file=file,
                column=name,
            )


def _require_numbers(piece: pa.Table, columns: Columns, step: float, file: str) -> None:
    year, value = piece[columns.year], piece[columns.value]
    at = _Column(columns.year, file)
    at.require_no_blanks(year.null_count)
    for end in _ends(year):
        if end is not None and not _YEARS[0] <= end <= _YEARS[1]:
            raise at.refuse(f"{end} is not a year such as 2015; correct it, or leave its row out.")
    at = _Column(columns.value, file)
    at.require_no_blanks(value.null_count)
    floats = pa.types.is_floating(value.type)
    if floats:
        value = value.cast(pa.float64())
        at.require_no_blanks(pc.sum(pc.is_nan(value)).as_py() or 0)
    least, greatest = _ends(value)
    if least is None:
        return
    if abs(least) == float("inf") or greatest == float("inf"):
        raise at.refuse("a value is infinite; correct it, or leave its row out.")
    if least < 0:
        raise at.refuse(
            "a value is negative; leave such rows out, for a share of them has no meaning."
        )
    kind = piece[columns.value].type
    exact = max(step, step_of(kind)) if floats else min(step, step_of(kind))
    if greatest >= 2 ** _DIGITS.get(kind, _DIGITS_OF_A_SUM) * exact:
        raise at.refuse(
            f"{greatest:.6g} is too large to be exact to {exact:g} as {kind}; write the column in "
            "a larger unit, or as double, or name the 'precision' of its measure."
        )
    if floats:
        exact = step
        too_fine = pc.and_(pc.greater(value, 0.0), pc.less(value, step / 2))
    elif pa.types.is_decimal(kind) and kind.scale > FINEST_DECIMALS:
        too_fine = pc.not_equal(pc.round(value, FINEST_DECIMALS), value)
    else:
        return
    if pc.any(too_fine).as_py():
        raise at.refuse(
            f"a value is finer than {exact:g}, to which values of the kind {kind} are added up; "
            f"write the column as decimal of up to {FINEST_DECIMALS} places, or in a smaller unit."
        )


def _require_doubts(piece: pa.Table, names: list[str], file: str) -> None:
    for name in names:
        if name == "status":  # a flag, too, may be left empty: then it is not stated
            at = _Column(name, file)
            for status in _different(piece[name]):
                if not _STATUS.fullmatch(status):
                    raise at.refuse(
                        f"{status[:40]!r} is no status; write 'New', or 'Second hand' and what "
                        "was done to it."
                    )


def _add_names(spelled: dict[str, str], cells: pa.ChunkedArray, at: _Column) -> None:
    at.require_no_blanks(cells.null_count)
    for spelling in _different(cells):
        if spelling in spelled:
            continue
        if not spelling.strip():
            raise at.refuse("a name is empty; complete it, or leave its rows out.")
        if len(spelling) > _LONGEST_NAME:
            raise at.refuse(
                f"a name has {len(spelling):,} characters, and {_LONGEST_NAME} are the most; check "
                "whether the column holds names."
            )
        if is_total(spelling):
            raise at.refuse(
                f"{spelling[:40]!r} looks like a total, which would be counted beside its "
                "parts; name it under 'leave_out'."
            )
        spelled[spelling] = at.file
        if len(spelled) > _MOST_NAMES:
            raise at.refuse(
                f"there are more than {_MOST_NAMES:,} names; check whether the column holds names."
            )


def _ends(cells: pa.ChunkedArray) -> Iterator[Any]:
    if cells.type == pa.float16():
        cells = cells.cast(pa.float32())
    ends = pc.min_max(cells)
    return (ends[end].as_py() for end in ("min", "max"))


def _different(cells: pa.ChunkedArray) -> list[str]:
    return [text for text in cells.unique().cast(pa.string()).to_pylist() if text is not None]


def names_in(spellings: Spellings, *, in_file: bool) -> tuple[Names, Spelled]:
    """Return the names, and how the rows of each side spell them.

    Parameters
    ----------
    spellings : dict
        How the rows spell the names on each side.
    in_file : bool
        Whether the names are those of entities already.
    """
    names = Names() if in_file else Names(find=_entity)
    spelled: dict[Side, dict[str, tuple[str, ...]]] = {}
    for side in SIDES:
        found: dict[str, list[str]] = {}
        for spelling in sorted(spellings[side]):
            entity = names.entity(spelling)
            found.setdefault(entity, []).append(spelling)
        spelled[side] = {entity: tuple(same) for entity, same in found.items()}
    return names, spelled


def _entity(name: str) -> entities.Entity | None:
    try:
        return entities.find(name) if name.strip() else None
    except UnknownEntity:
        return None
