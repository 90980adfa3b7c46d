"""Releases on Parquet files larger than memory, by the engine that adds them up."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from armstransfers.core.measure import tiv
from armstransfers.core.report import Report
from armstransfers.library.engines.checks import looked_through, names_in
from armstransfers.library.engines.files import description_beside, digest, parquet_files
from armstransfers.library.engines.large import LargeRelease
from armstransfers.library.engines.meaning import coverage_of, measure_of, origin_of, require_plain
from armstransfers.library.engines.scans import Engine, scan_by
from armstransfers.library.engines.schemas import schemas_of
from armstransfers.library.engines.table import Table
from armstransfers.model.release import Release
from armstransfers.readers.description import Columns, Description
from armstransfers.readers.description_toml import describe
from armstransfers.readers.names import reported
from armstransfers.reference.environment import DATA_VARIABLE, ENGINE_VARIABLE

__all__ = ["Engine", "open", "point_at", "pointed_at"]

_SIPRIS = Columns(recipient="recipient", supplier="supplier", year="year", value="value")


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
    >>> import pandas as pd
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
    scan_by(engine)
    path = Path(path)
    files = parquet_files(path)
    described = describe(description or description_beside(path))
    require_plain(described)
    columns = described.columns or _SIPRIS
    schemas = schemas_of(files, columns)
    table = Table(engine, files, schemas, columns)
    digested = digest(files, described)
    measure = measure_of(described, (schema.field(columns.value).type for schema in schemas))
    looked = looked_through(schemas, columns, measure.precision)
    table.require_unchanged()
    names, spelled = names_in(looked.spelled, in_file=described.columns is None)
    if described.counted is None:  # SIPRI prints hundredths
        measure = tiv(max(measure.precision, looked.step))
    source = described.source if described.columns else "sipri"
    return LargeRelease(
        table,
        spelled=spelled,
        origin=origin_of(described),
        measure=measure,
        coverage=coverage_of(described, measure),
        report=Report(
            unknown_names=reported([names]), renamed=names.renamed, skipped=files.passed_over
        ),
        id=f"{source}-{described.edition or 'unknown'}-{digested}",
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
    return open(Path(os.path.expanduser(path)), engine=engine)  # noqa: PTH111  # never an error
