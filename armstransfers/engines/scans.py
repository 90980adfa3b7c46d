"""The engines, and how each comes by the rows of some Parquet files."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd
import pyarrow.parquet as pq

from armstransfers.errors import BadRequest

Engine = Literal["duckdb", "polars", "pyspark", "pandas"]
DUCKDB_MEMORY = "640MiB"


Scan = Callable[[tuple[str, ...], list[str]], Any]
"""Takes paths and the names of columns, and returns a frame of the engine's own."""


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


def _duckdb(files: tuple[str, ...], columns: list[str]) -> Any:
    # a cursor of its own, for viewers ask from several threads
    del columns  # it reads no column that is not asked for
    return _connection().cursor().read_parquet(list(files))


@cache
def _connection() -> Any:
    import duckdb

    return duckdb.connect(
        config={
            "memory_limit": DUCKDB_MEMORY,
            "preserve_insertion_order": "false",
            "temp_directory": str(Path(tempfile.gettempdir()) / "armstransfers-duckdb"),
        }
    )


def _polars(files: tuple[str, ...], columns: list[str]) -> Any:
    import polars as pl

    return pl.scan_parquet(list(files)).select(columns)


def _pyspark(files: tuple[str, ...], columns: list[str]) -> Any:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("armstransfers").getOrCreate()
    return session.read.parquet(*files).select(*columns)


@cache
def _pandas(files: tuple[str, ...], columns: tuple[str, ...]) -> pd.DataFrame:
    # no schema of folders: what stands in their names is no column
    table = pq.read_table(list(files), columns=list(columns), partitioning=None)
    read: pd.DataFrame = table.to_pandas()
    return read


_SCANS: dict[str, Scan] = {
    "duckdb": _duckdb,
    "polars": _polars,
    "pyspark": _pyspark,
    "pandas": lambda files, columns: _pandas(files, tuple(columns)),
}
