"""How cost grows with rows: a made-up table of customs, by each engine and by hand."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figure import Figure
from ground import HERE, ROOT, Ground
from make_rows import make_rows

SIZES = (60_000, 1_000_000, 10_000_000, 100_000_000, 250_000_000)
LARGEST_IN_MEMORY = 10_000_000
BYTES_OF_A_ROW = 16  # on disk, about
SPARE = 4 * 2**30
PLOT = HERE / "rows.svg"
DUCKDB, BY_HAND = "DuckDB", "DuckDB by hand"


def rows(ground: Ground) -> Iterator[Figure]:
    """Measure one question on tables of growing size, each engine in a process of its own."""
    found: dict[str, dict[int, float]] = {}
    for size in (size for size in SIZES if size <= ground.most_rows):
        if shutil.disk_usage(ground.folder).free < size * BYTES_OF_A_ROW + SPARE:
            print(f"left out: {size:,} rows need more room on the disk")
            continue
        folder = ground.folder / f"rows-{size}"
        try:
            make_rows(folder, size)
            yield from _of_size(folder, size, found)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _draw(found)


def _of_size(folder: Path, size: int, found: dict[str, dict[int, float]]) -> Iterator[Figure]:
    repeats = 7 if size <= LARGEST_IN_MEMORY else 3
    both = _asked(folder, repeats, "duckdb", "sql")["ways"]
    alone = _asked(folder, 1, "duckdb")
    ours, by_hand = both["duckdb"], both["sql"]
    found.setdefault(DUCKDB, {})[size] = ours["seconds"]
    found.setdefault(BY_HAND, {})[size] = by_hand["seconds"]
    _require_same(ours["table"], by_hand["table"], f"DuckDB on {size:,} rows")
    yield Figure(
        f"shares on {size:,} rows, DuckDB against SQL by hand",
        ours["seconds"], "s", by_hand["seconds"], 1.2,
        remark=f"opening it, with all checks, took {alone['ways']['duckdb']['opened']:.2g} s",
    )  # fmt: skip
    yield Figure(f"memory of DuckDB at its peak, {size:,} rows", alone["peak"], "MiB", limit=1024)
    others = {"Polars": "polars", "pandas": "pandas"} if size <= LARGEST_IN_MEMORY else {}
    if size == LARGEST_IN_MEMORY:
        others |= {"PySpark": "pyspark"}
    for name, way in others.items():
        if _is_there(way):
            told = _asked(folder, repeats, way)
            answer = told["ways"][way]
            _require_same(answer["table"], by_hand["table"], f"{name} on {size:,} rows")
            found.setdefault(name, {})[size] = answer["seconds"]
            yield Figure(
                f"shares on {size:,} rows, {name}", answer["seconds"], "s", by_hand["seconds"],
                remark=f"the same result; {told['peak']:,.0f} MiB at its peak",
            )  # fmt: skip


def _require_same(one: object, other: object, where: str) -> None:
    if one != other:
        raise RuntimeError(f"{where} has another result than the SQL by hand")


def _is_there(way: str) -> bool:
    if way != "pyspark":
        return way == "sql" or importlib.util.find_spec(way) is not None
    missing = [
        name
        for name, there in (
            ("PySpark", importlib.util.find_spec("pyspark")),
            ("Java", shutil.which("java")),
        )
        if not there
    ]
    if missing:
        print(f"left out: {' and '.join(missing)} is not installed")
    return not missing


def _asked(folder: Path, repeats: int, *ways: str) -> dict[str, Any]:
    """Return what a process of its own tells, so that each has its own peak of memory."""
    done = subprocess.run(
        [sys.executable, str(HERE / "ask_rows.py"), str(folder), str(repeats), *ways],
        capture_output=True, text=True, check=False, timeout=1800, env=_environment(),
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{', '.join(ways)} ended: {done.stderr[-1500:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _environment() -> dict[str, str]:
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _draw(found: dict[str, dict[int, float]]) -> None:
    """Write a plot of cost by rows beside this file."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for name, points in found.items():
        figure.add_scatter(
            x=list(points), y=list(points.values()), name=name, mode="lines+markers",
            line={"dash": "dot" if name == BY_HAND else "solid"},
        )  # fmt: skip
    figure.update_layout(
        template="plotly_white",
        title="Shares of one importer in ten years, by rows of the table",
        xaxis={"type": "log", "title": "rows"},
        yaxis={"type": "log", "title": "seconds"},
        width=800,
        height=480,
    )
    try:
        figure.write_image(PLOT)
    except (ValueError, RuntimeError, OSError) as error:
        print(f"no plot was written: {error}")
