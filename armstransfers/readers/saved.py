"""Tables as other programs save them: JSON of records, Parquet, Stata, and what gzip has packed.

Each becomes the text of a table, as sheets of a workbook do. How large it becomes is counted while
it is unfolded, for a short text that all rows share would fill all memory.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from armstransfers.core.errors import ReadError
from armstransfers.readers.foreign import foreign
from armstransfers.readers.part import File

MOST_CELLS = 5_000_000  # the complete register has a million
MOST_TEXT = 50_000_000  # characters; as much as a file may have
_PARQUET = b"PAR1"
_STATA = (b"<stata_dta>", *(bytes([version]) for version in (113, 114, 115)))
_ROWS_AT_ONCE = 20_000
_DAMAGED = "the file is damaged or of an unusual kind; save it again, or as CSV."


def text_of(file: File) -> str | None:
    """Return the table in a file as CSV, or None where the file is of no kind that is read here.

    Floating-point numbers are written with as many digits as tell them apart from all others,
    values that are missing as nothing, truth as Yes and No.

    Raises
    ------
    ReadError
        If the file is damaged, or its table is too large.
    """
    if file.content.startswith(_PARQUET):
        read = _parquet
    elif _is_stata(file.content):
        read = _stata
    elif file.text.lstrip()[:1] in ("[", "{"):
        return _json(file)
    else:
        return None
    with foreign(_DAMAGED, file=file.name):
        return _Written(file.name).table(read(file.content))


def _is_stata(content: bytes) -> bool:
    # before version 117 a file began with its version, the order of bytes, and a 1
    if content.startswith(_STATA[0]):
        return True
    return (
        content[:1] in _STATA[1:] and content[1:2] in (b"\x01", b"\x02") and content[2:3] == b"\x01"
    )


class _Written:
    """The text of a table, and how large it has become."""

    def __init__(self, file: str) -> None:
        self.file, self.cells = file, 0
        self.text = io.StringIO()

    def table(self, rows: Iterable[Sequence[object]]) -> str:
        """Return rows as CSV, the first of which is the header."""
        line = csv.writer(self.text, lineterminator="\n")
        for row in rows:
            self.cells += len(row)
            line.writerow(map(cell, row))
            if self.cells > MOST_CELLS or self.text.tell() > MOST_TEXT:
                raise ReadError(
                    f"the table has more than {MOST_CELLS:,} cells or {MOST_TEXT:,} characters; "
                    "split it by years.",
                    file=self.file,
                )
        return self.text.getvalue()


def cell(value: object) -> str:
    """Return a value as the site would have printed it, on one line."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isprintable() else " ".join(value.splitlines())
    if isinstance(value, bool | np.bool_):
        return "Yes" if value else "No"
    if isinstance(value, float | np.floating):
        if math.isnan(value):
            return ""
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value == value else ""  # NaT is unlike itself
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if str(value) in ("<NA>", "NaT") else str(value)


def _parquet(content: bytes) -> Iterator[Sequence[object]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(pa.BufferReader(content)) as file:
        yield list(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            # numpy keeps the precision of each column, so that 0.1 in 32 bits is 0.1
            columns = [_column(column) for column in batch.columns]
            yield from zip(*columns, strict=True)


def _column(column: Any) -> list[object]:
    import pyarrow as pa

    if pa.types.is_float32(column.type) or pa.types.is_float16(column.type):
        return list(column.to_numpy(zero_copy_only=False))
    found: list[object] = column.to_pylist()
    return found


def _stata(content: bytes) -> Iterator[Sequence[object]]:
    import pandas as pd

    with pd.read_stata(io.BytesIO(content), chunksize=_ROWS_AT_ONCE) as chunks:
        header = True
        for chunk in chunks:
            if header:
                yield [str(name) for name in chunk.columns]
                header = False
            columns = [list(chunk[name].array) for name in chunk.columns]
            yield from zip(*columns, strict=True)


def _json(file: File) -> str | None:
    """Return the records of a JSON file as CSV, or None where it holds none.

    Numbers are taken as they are written.
    """
    try:
        found = _loads(file.text)
    except (ValueError, RecursionError):
        return None
    records = _records(found)
    if records is None:
        return None
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = ([_plain(record.get(name)) for name in names] for record in records)
    return _Written(file.name).table([names, *rows])


def _loads(text: str) -> object:
    """Return what a JSON text says; one value on each line is a list of them."""

    def load(written: str) -> object:
        return json.loads(written, parse_float=str, parse_int=str, parse_constant=lambda _: None)

    try:
        return load(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
            raise
        return list(map(load, lines))


def _records(found: object) -> list[dict[str, object]] | None:
    """Return the list of records that a JSON text is, or that alone stands in it.

    Also of the forms in which pandas writes a table: its columns beside its lines, or column by column.
    """
    if isinstance(found, dict):
        names, lines = found.get("columns"), found.get("data")
        if isinstance(names, list) and isinstance(lines, list) and _are_lines(lines, len(names)):
            return [dict(zip(map(str, names), line, strict=True)) for line in lines]
        columns = list(found.values())
        if columns and all(isinstance(one, dict) for one in columns):
            places = [str(at) for at in range(len(columns[0]))]
            if all(list(one) == places for one in columns):
                return [{name: found[name][at] for name in found} for at in places]
        lists = [value for value in found.values() if isinstance(value, list) and value]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not found:
        return None
    return found if all(isinstance(record, dict) for record in found) else None


def _are_lines(lines: list[object], width: int) -> bool:
    return all(isinstance(line, list) and len(line) == width for line in lines)


def _plain(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
