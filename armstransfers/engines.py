"""Releases on Parquet files larger than memory, by the engine that adds them up."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, get_args

import narwhals.stable.v2 as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from armstransfers import entities
from armstransfers.coverage import Coverage, Side
from armstransfers.errors import BadRequest, ReadError, UnknownEntity
from armstransfers.large import LargeRelease
from armstransfers.measure import Measure, tiv
from armstransfers.origin import Origin
from armstransfers.readers.described import TOTAL
from armstransfers.readers.description import Columns, Description, describe
from armstransfers.readers.names import Names
from armstransfers.release import Release
from armstransfers.report import Report
from armstransfers.variables import DATA_VARIABLE, ENGINE_VARIABLE

Engine = Literal["duckdb", "polars", "pyspark", "pandas"]
FORMAT = "Parquet"
DUCKDB_MEMORY = "640MiB"
_FINER = ("deal", "status", "year_estimated", "number_estimated", "local_production")
_SIPRIS = Columns(recipient="recipient", supplier="supplier", year="year", value="value")
_REGISTER_STEP, _FINEST_FLOAT = 0.01, 0.01
_SIDES: tuple[Side, ...] = ("recipient", "supplier")


def open(  # noqa: A001  # at.open, as gzip.open
    path: str | Path,
    *,
    engine: Engine = "duckdb",
    description: Description | str | Path | None = None,
) -> Release:
    r"""Return a release on Parquet files, whose rows stay where they are.

    Parameters
    ----------
    path : path
        A Parquet file, or a folder of them, in which each row is a delivery, a part of a
        dyad-year, or a dyad-year.
    engine : {"duckdb", "polars", "pyspark", "pandas"}, optional
        What adds up. ``pandas`` reads all rows into memory.
    description : Description or path, optional
        What the files hold, as for `armstransfers.read`. By default ``description.toml`` in the
        folder, or beside the file the TOML file of its name. Without ``[columns]`` the columns
        are ``recipient, supplier, year, value``, and without ``[measure]`` values are TIV.

    Returns
    -------
    Release
        It answers as any other, with the same results. Its id is made from what the files say
        of themselves at their ends, and from the description.

    Raises
    ------
    ReadError
        If the files cannot be read exactly: no Parquet, a column that is missing or of another
        kind, a blank cell, a negative value, or no description.
    BadRequest
        If there is no such engine, or it is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from armstransfers import shares
    >>> folder = Path(tempfile.mkdtemp())
    >>> rows = {"recipient": ["Georgia", "Georgia"], "supplier": ["Israel", "France"],
    ...         "year": [2012, 2015], "value": [30.0, 10.0]}
    >>> pd.DataFrame(rows).to_parquet(folder / "rows.parquet")
    >>> covers = 'recipients = "all"\nsuppliers = "all"\nyears = [2011, 2020]'
    >>> told = f'title = "Made up"\nedition = 2021\n[covers]\n{covers}'
    >>> (folder / "description.toml").write_text(told) > 0
    True
    >>> made_up = open(folder, engine="pandas")
    >>> shares(made_up, recipient="Georgia", years=(2011, 2020))[["partner", "share"]]
      partner  share
    0  Israel   75.0
    1  France   25.0
    """
    if engine not in get_args(Engine):
        known = ", ".join(get_args(Engine))
        raise BadRequest(f"there is no engine {engine!r}; take one of {known}.")
    if importlib.util.find_spec(engine) is None:
        raise BadRequest(
            f"the engine {engine} is not installed; run: pip install 'armstransfers[scale]'."
        )
    path = Path(path)
    files = _files(path)
    described = describe(description or _beside(path))
    columns = described.columns or _SIPRIS
    schema = _schema(files, columns)
    scan = partial(_rows, _SCANS[engine], tuple(map(str, files)), columns, schema)
    pairs = _looked_through(scan, path.name)
    measure = _measure(described, schema.field(columns.value).type)
    names, spelled = _names(pairs, path.name, in_file=described.columns is None)
    coverage = _coverage(described, measure)
    source = described.source if described.columns else "sipri"
    return LargeRelease(
        scan,
        spelled=spelled,
        origin=_origin(described),
        measure=measure,
        coverage=coverage,
        report=Report(unknown_names=names.unknown, renamed=names.renamed),
        id=f"{source}-{described.edition or 'unknown'}-{_digest(path, files, described)}",
    )


def point_at(path: Path, engine: str) -> None:
    """Let a release be the one that comes first in this process.

    Raises
    ------
    ReadError, BadRequest
        As for `open`; then all stays as it is.
    """
    _pointed_at(str(path), engine)
    os.environ |= {DATA_VARIABLE: str(path), ENGINE_VARIABLE: engine}


def pointed_at() -> list[Release]:
    """Return the release that ``ARMSTRANSFERS_DATA`` names, if it names one.

    Raises
    ------
    ReadError, BadRequest
        As for `open`.
    """
    path = os.environ.get(DATA_VARIABLE)
    return [_pointed_at(path, os.environ.get(ENGINE_VARIABLE) or "duckdb")] if path else []


@cache
def _pointed_at(path: str, engine: Any) -> Release:
    return open(path, engine=engine)


def _files(path: Path) -> list[Path]:
    found = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not found or not path.exists():
        raise ReadError("there is no Parquet file here; check the path.", file=str(path))
    return found


def _beside(path: Path) -> Path:
    beside = path / "description.toml" if path.is_dir() else path.with_suffix(".toml")
    if not beside.is_file():
        raise ReadError(
            f"nothing says what the rows count and are complete for; write {beside.name} beside "
            "them, as docs/other-sources.md shows.",
            file=str(path),
        )
    return beside


def _schema(files: Sequence[Path], columns: Columns) -> pa.Schema:
    """Return the schema of the files, in which what is needed is there and of the right kind."""
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


def _rows(
    scanned: Callable[[tuple[str, ...], list[str]], Any],
    files: tuple[str, ...],
    columns: Columns,
    schema: pa.Schema,
) -> nw.LazyFrame[Any]:
    """Return the rows that count, under the names of `armstransfers.FIELDS`."""
    finer = [name for name in _FINER if name in schema.names and name not in columns.wanted]
    rows = nw.from_native(scanned(files, [*dict.fromkeys(columns.wanted), *finer])).lazy()
    for name, value in columns.only.items():
        rows = rows.filter(nw.col(name).cast(nw.String) == value)
    sides = {side: getattr(columns, side) for side in _SIDES}
    kinds = rows.collect_schema()
    return _without(
        rows.select(
            *(
                _text(name, kinds[name]).alias(side)
                if name
                else nw.lit(columns.fixed[side]).alias(side)
                for side, name in sides.items()
            ),
            nw.col(columns.year).alias("year"),
            nw.col(columns.value).cast(nw.Float64).alias("value"),
            *finer,
        ),
        columns.leave_out,
    )


def _text(name: str, kind: Any) -> nw.Expr:
    return nw.col(name) if kind == nw.String else nw.col(name).cast(nw.String)


def _without(rows: nw.LazyFrame[Any], totals: tuple[str, ...]) -> nw.LazyFrame[Any]:
    for side in _SIDES if totals else ():
        # a blank is no total: it stays, and is complained of
        rows = rows.filter(~nw.col(side).is_in(totals) | nw.col(side).is_null())
    return rows


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


_SCANS: dict[str, Callable[[tuple[str, ...], list[str]], Any]] = {
    "duckdb": _duckdb,
    "polars": _polars,
    "pyspark": _pyspark,
    "pandas": lambda files, columns: _pandas(files, tuple(columns)),
}


def _looked_through(scan: Callable[[], nw.LazyFrame[Any]], file: str) -> pd.DataFrame:
    """Return the pairs of names in the rows, all of which were looked at once.

    Raises
    ------
    ReadError
        If a cell is blank, or a value negative.
    """
    value, year = nw.col("value"), nw.col("year")
    pairs = (
        scan()
        .with_columns(
            (value.is_null() | value.is_nan()).cast(nw.Int64).alias("no_value"),
            year.is_null().cast(nw.Int64).alias("no_year"),
        )
        .group_by(*_SIDES)
        .agg(
            nw.len().alias("rows"),
            nw.col("no_value").sum(),
            nw.col("no_year").sum(),
            value.min().alias("least"),
        )
        .collect()
        .to_pandas()
    )
    blank = {str(side): pairs.loc[pairs[side].isna(), "rows"].sum() for side in _SIDES}
    blank |= {"year": pairs["no_year"].sum(), "value": pairs["no_value"].sum()}
    for name, cells in blank.items():
        if cells:
            raise ReadError(
                f"{int(cells):,} cells are blank; complete them, or leave their rows out.",
                file=file,
                column=name,
            )
    if (pairs["least"] < 0).any():
        raise ReadError(
            "a value is negative; leave such rows out, for a share of them has no meaning.",
            file=file,
            column="value",
        )
    return pairs


def _names(
    pairs: pd.DataFrame, file: str, *, in_file: bool
) -> tuple[Names, dict[Side, dict[str, tuple[str, ...]]]]:
    """Return the names on each side, and how the rows spell them."""
    names = Names() if in_file else Names(find=_entity)
    spelled: dict[Side, dict[str, tuple[str, ...]]] = {}
    for side in _SIDES:
        spelled[side] = {}
        for spelling in sorted(pairs[side].astype(str).unique()):
            if TOTAL.match(spelling):
                raise ReadError(
                    f"{spelling[:40]!r} looks like a total, which would be counted beside its "
                    "parts; name it under 'leave_out'.",
                    file=file,
                    column=side,
                )
            entity = names.entity(spelling)
            spelled[side][entity] = (*spelled[side].get(entity, ()), spelling)
    return names, spelled


def _entity(name: str) -> entities.Entity | None:
    try:
        return entities.find(name) if name.strip() else None
    except UnknownEntity:
        return None


def _measure(described: Description, kind: pa.DataType) -> Measure:
    counted = described.counted
    step = 1.0 if pa.types.is_integer(kind) else _FINEST_FLOAT
    if pa.types.is_decimal(kind):
        step = 10.0**-kind.scale
    if counted is None:
        return tiv(1.0 if pa.types.is_integer(kind) else _REGISTER_STEP)
    return Measure(
        counted.name,
        counted.unit,
        counted.basis,
        counted.precision or step,
        counted.additive,
        counted.goods,
    )


def _coverage(described: Description, measure: Measure) -> Coverage:
    covers = described.covers
    if covers is None:
        return Coverage()
    counted = described.counted
    rounded = counted.precision is not None if counted else measure.precision >= 1
    return Coverage((replace(covers, exactness="rounded") if rounded else covers,))


def _origin(described: Description) -> Origin:
    day = described.downloaded
    origin = Origin(edition=described.edition, generated=(day, day) if day else None, format=FORMAT)
    if described.columns is None:
        return origin
    return replace(
        origin,
        source=described.source,
        title=described.title,
        citation=described.citation or described.title,
        terms=described.terms or "The terms of the source apply.",
    )


def _digest(path: Path, files: Sequence[Path], described: Description) -> str:
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
