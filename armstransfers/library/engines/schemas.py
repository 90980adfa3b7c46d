"""What Parquet files say of their columns: each file of itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from armstransfers.core.errors import BadRequest, ReadError
from armstransfers.library.engines.files import Files
from armstransfers.readers.description import Columns

FLAGS = ("year_estimated", "number_estimated", "local_production")
FINER = ("status", *FLAGS)
DEAL = "deal"

Schemas = dict[pa.Schema, list[Path]]
"""The files, by their schemas."""


def schemas_of(files: Files, columns: Columns) -> Schemas:
    """Return the schemas of the files, in which what is needed is there and of the right kind.

    Raises
    ------
    ReadError
        If a file is no Parquet, if a column is missing, there twice, or of a kind that cannot be
        read exactly, or if a column that says more of each row is not in all files.
    BadRequest
        If the description names no column of years, or of values.
    """
    if not columns.year:
        raise BadRequest("the description must name the columns 'year' and 'value' of the rows.")
    found: Schemas = {}
    for file in files.all:
        schema = _schema(file)
        _require_names(schema, columns, file.name)
        _require_kinds(schema, columns, file.name)
        found.setdefault(schema, []).append(file)
    _require_the_same_doubts(found)
    return found


def finer(schema: pa.Schema, columns: Columns) -> list[str]:
    """Return the columns that say more of each row, beside those that a description names."""
    return [name for name in FINER if name in schema.names and name not in columns.wanted]


def _schema(file: Path) -> pa.Schema:
    try:
        return pq.read_schema(file).remove_metadata()
    except (OSError, pa.ArrowException, ValueError) as error:
        raise ReadError(
            "this is no Parquet file, or it is cut off; write it again.", file=file.name
        ) from error


def _require_names(schema: pa.Schema, columns: Columns, file: str) -> None:
    # DuckDB and Spark do not tell capitals apart, and would take the first
    called = Counter(name.casefold() for name in schema.names)
    for name in schema.names:
        if called[name.casefold()] > 1:
            raise ReadError(
                f"two columns are called {name[:40]!r}, capitals aside; rename one.", file=file
            )
    for name in columns.wanted:
        if name not in schema.names:
            there = ", ".join(schema.names)[:400]
            raise ReadError(
                f"the column {name!r} is not in the table; there are {there}.", file=file
            )


def _require_kinds(schema: pa.Schema, columns: Columns, file: str) -> None:
    kinds = dict.fromkeys(finer(schema, columns), (_is_flag, "true or false"))
    if "status" in kinds:
        kinds["status"] = (is_text, "text")
    kinds |= dict.fromkeys(columns.only, (_is_word, "text or whole numbers"))
    kinds |= {name: (is_text, "text") for name in (columns.recipient, columns.supplier) if name}
    kinds |= {
        columns.year: (pa.types.is_integer, "whole numbers, such as 2015"),
        columns.value: (_is_number, "numbers of at most 38 digits"),
    }
    for name, (is_kind, words) in kinds.items():
        kind = schema.field(name).type
        if not is_kind(kind):
            raise ReadError(
                f"it holds {str(kind)[:60]}, and must hold {words}; write it so.",
                file=file,
                column=name,
            )


def _require_the_same_doubts(schemas: Schemas) -> None:
    first, *others = schemas
    for other in others:
        for name in (DEAL, *FINER):
            if (name in first.names) != (name in other.names):
                has, lacks = (first, other) if name in first.names else (other, first)
                raise ReadError(
                    f"it is in {schemas[has][0].name}, and not here; write it to all files, or to "
                    "none.",
                    file=schemas[lacks][0].name,
                    column=name,
                )


def _is_number(kind: pa.DataType) -> bool:
    if pa.types.is_decimal(kind):
        return bool(kind.precision <= 38)  # as many as every engine reads
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _is_flag(kind: pa.DataType) -> bool:
    return bool(pa.types.is_boolean(kind))


def _is_word(kind: pa.DataType) -> bool:
    return is_text(kind) or bool(pa.types.is_integer(kind))


def is_text(kind: pa.DataType) -> bool:
    """Whether values of a kind are text, however they are kept."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any(
        is_kind(kind)
        for is_kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    )
