"""The engines, and how each comes by the rows of some Parquet files."""

from __future__ import annotations

import atexit
import importlib.util
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from armstransfers.core.errors import BadRequest
from armstransfers.library.engines.footers import statistics
from armstransfers.library.engines.schemas import is_text

Engine = Literal["duckdb", "polars", "pyspark", "pandas"]
DUCKDB_MEMORY = "640MiB"


Groups = list[tuple[str, ...]]
"""Paths of files, in groups that have one schema each."""

Scan = Callable[[Groups, list[str]], list[Any]]
"""Takes groups of files and the names of columns, and returns a frame for each group.

Names of files are taken as they are, whatever signs are in them, and those of folders say nothing.
"""


def scan_by(engine: str) -> Scan:
    """Return how an engine comes by the rows.

    Raises
    ------
    BadRequest
        If there is no such engine, or it is not installed.
    """
    if engine not in get_args(Engine):
        known = ", ".join(get_args(Engine))
        raise BadRequest(f"there is no engine {engine!r}; take one of {known}.")
    if importlib.util.find_spec(engine) is None:
        raise BadRequest(
            f"the engine {engine} is not installed; run: pip install 'armstransfers[scale]'."
        )
    return _SCANS[engine]


def errors_of(engine: str) -> tuple[type[BaseException], ...]:
    """Return what an engine raises when it cannot read or add up."""
    import narwhals.exceptions as nw

    common = (OSError, MemoryError, UnicodeError, pa.ArrowException, nw.NarwhalsError)
    return (*common, *_ERRORS[engine]())


def _duckdb(groups: Groups, columns: list[str]) -> list[Any]:
    # a cursor of its own, for viewers ask from several threads
    del columns  # it reads no column that is not asked for
    cursor = _connection().cursor()
    return [
        cursor.read_parquet([_literal(file) for file in files], hive_partitioning=False)
        for files in groups
    ]


def _literal(file: str) -> str:
    """Return a pattern that means one file alone."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in file)


@cache
def _connection() -> Any:
    import duckdb

    connection = duckdb.connect(
        config={
            "memory_limit": DUCKDB_MEMORY,
            "preserve_insertion_order": "false",
            "temp_directory": str(Path(tempfile.gettempdir()) / "armstransfers-duckdb"),
        }
    )
    atexit.register(connection.close)
    return connection


def _duckdb_errors() -> tuple[type[BaseException], ...]:
    import duckdb

    return (duckdb.Error,)


def _polars(groups: Groups, columns: list[str]) -> list[Any]:
    import polars as pl

    return [
        pl.scan_parquet(
            list(files),
            glob=False,
            hive_partitioning=False,
            use_statistics=all(
                _says_both_ends(file, tuple(columns), Path(file).stat().st_mtime_ns)
                for file in files
            ),
        ).select(columns)
        for files in groups
    ]


@lru_cache(maxsize=10_000)
def _says_both_ends(file: str, columns: tuple[str, ...], changed: int) -> bool:
    """Whether a file gives the least with the greatest of its values, so that both were looked at.

    Polars skips rows by one of them alone, as a damaged file may have.
    """
    del changed  # part of the key
    with pq.ParquetFile(file) as opened:
        return all(
            ends is None or ends.has_min_max
            for group in range(opened.num_row_groups)
            for name, ends in statistics(opened, group)
            if name in columns
        )


def _polars_errors() -> tuple[type[BaseException], ...]:
    import polars as pl

    return pl.exceptions.PolarsError, pl.exceptions.PanicException


def _pyspark(groups: Groups, columns: list[str]) -> list[Any]:
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import col

    session = SparkSession.builder.appName("armstransfers").getOrCreate()
    wanted = [col("`" + name.replace("`", "``") + "`") for name in columns]
    # a sign that could be part of a pattern stands for itself behind a backslash
    return [
        session.read.parquet(*("".join(_escaped(sign) for sign in file) for file in files)).select(
            *wanted
        )
        for files in groups
    ]


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in "*?[]{}\\" else sign


def _pyspark_errors() -> tuple[type[BaseException], ...]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError


def _pandas(groups: Groups, columns: list[str]) -> list[Any]:
    # as Arrow's tables, which pandas takes over once the rows that count are chosen
    return [pa.concat_tables([_arrow(file, columns) for file in files]) for files in groups]


def _arrow(file: str, columns: list[str]) -> pa.Table:
    table = pq.ParquetFile(file).read(columns).select(columns)
    plain = [
        pa.field(one.name, pa.large_string() if is_text(one.type) else one.type)
        for one in table.schema
    ]
    return table.cast(pa.schema(plain))


_SCANS: dict[str, Scan] = {
    "duckdb": _duckdb,
    "polars": _polars,
    "pyspark": _pyspark,
    "pandas": _pandas,
}
_ERRORS: dict[str, Callable[[], tuple[type[BaseException], ...]]] = {
    "duckdb": _duckdb_errors,
    "polars": _polars_errors,
    "pyspark": _pyspark_errors,
    "pandas": tuple,
}
