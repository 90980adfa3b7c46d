"""Parquet files in a folder: which they are, and what they say of themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstransfers.errors import BadRequest, ReadError
from armstransfers.readers.description import Columns, Description


def parquet_files(path: Path) -> list[Path]:
    """Return the file, or all files of a folder and of those in it.

    Raises
    ------
    ReadError
        If there is none.
    """
    found = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not found or not path.exists():
        raise ReadError("there is no Parquet file here; check the path.", file=str(path))
    return found


def description_beside(path: Path) -> Path:
    """Return the file that says what a file, or a folder of them, holds.

    Raises
    ------
    ReadError
        If there is none.
    """
    beside = path / "description.toml" if path.is_dir() else path.with_suffix(".toml")
    if not beside.is_file():
        raise ReadError(
            f"nothing says what the rows count and are complete for; write {beside.name} beside "
            "them, as docs/other-sources.md shows.",
            file=str(path),
        )
    return beside


def schema_of(files: Sequence[Path], columns: Columns) -> pa.Schema:
    """Return the schema of the files, in which what is needed is there and of the right kind.

    Raises
    ------
    ReadError
        If a file is no Parquet, or a column is missing or of another kind.
    BadRequest
        If the description names no column of years, or of values.
    """
    if not columns.year:
        raise BadRequest("the description must name the columns 'year' and 'value' of the rows.")
    kinds = {
        columns.year: (pa.types.is_integer, "whole numbers"),
        columns.value: (_is_number, "numbers"),
    }
    kinds |= {name: (_is_text, "text") for name in (columns.recipient, columns.supplier) if name}
    first: pa.Schema | None = None
    for file in files:
        try:
            schema = pq.read_schema(file)
        except (OSError, pa.ArrowException) as error:
            raise ReadError(
                "this is no Parquet file, or it is cut off; write it again.", file=file.name
            ) from error
        for name in columns.wanted:
            if name not in schema.names:
                there = ", ".join(schema.names)
                raise ReadError(
                    f"the column {name!r} is not in the table; there are {there}.", file=file.name
                )
        for name, (is_kind, words) in kinds.items():
            if not is_kind(schema.field(name).type):
                raise ReadError(f"it must hold {words}.", file=file.name, column=name)
        first = first or schema
    assert first is not None, "there is a file"
    return first


def _is_number(kind: pa.DataType) -> bool:
    return any(
        is_kind(kind)
        for is_kind in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    )


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def digest(path: Path, files: Sequence[Path], described: Description) -> str:
    """Return a short digest of the ends of the files, where Parquet says what they hold."""
    said = json.dumps(asdict(described), default=_plain, sort_keys=True)
    content = hashlib.sha256(said.encode())
    for file in files:
        with file.open("rb") as stream:
            stream.seek(-8, 2)
            length = int.from_bytes(stream.read(4), "little")
            stream.seek(-8 - length, 2)
            content.update(stream.read(length))
        where = file.relative_to(path).as_posix() if path.is_dir() else ""
        content.update(f"{where} {file.stat().st_size}".encode())
    return content.hexdigest()[:8]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)
