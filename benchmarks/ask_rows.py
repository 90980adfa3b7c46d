"""Ask one question of a table in Parquet by some engines in turn, and print what it took.

``python benchmarks/ask_rows.py FOLDER REPEATS duckdb|polars|pandas|pyspark|sql ...``
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from figure import interleaved, median, seconds_of

ASKED, YEARS = "India", (2011, 2020)
Table = list[tuple[str, float, float]]

SQL = """
    select exporter, round(sum(worth), 2) as value
    from read_parquet(?)
    where importer = ? and year between ? and ?
    group by exporter
    order by value desc, exporter
"""


def main() -> None:
    """Ask, and print seconds, memory and the answer as JSON."""
    folder, repeats, ways = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    asks: list[Callable[[], Table]] = []
    told: dict[str, dict[str, Any]] = {}
    for way in ways:
        began = time.perf_counter()
        asks.append(_by_hand(folder) if way == "sql" else _opened(folder, way))
        told[way] = {"opened": time.perf_counter() - began}
    # once for the files to be at hand
    for way, ask in zip(ways, asks, strict=True):
        told[way]["table"] = ask()
    seconds = interleaved(*(seconds_of(ask) for ask in asks), repeats=repeats, warm=0)
    for way, found in zip(ways, seconds, strict=True):
        told[way]["seconds"] = median(found)
    print(json.dumps({"ways": told, "peak": _peak()}))


def _peak() -> float:
    """Return the largest resident memory of this process in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # what the system counts for a process begins with its parent's
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _opened(folder: Path, engine: str) -> Callable[[], Table]:
    import armstransfers

    release = armstransfers.open(folder, engine=engine)  # type: ignore[arg-type]  # it says so if not

    def ask() -> Table:
        table = armstransfers.shares(release, recipient=ASKED, years=YEARS)
        named = zip(table["partner"], table["value"], table["share"].round(9), strict=True)
        return sorted(named, key=lambda row: (-row[1], row[0]))

    return ask


def _by_hand(folder: Path) -> Callable[[], Table]:
    import duckdb

    connection = duckdb.connect()
    files = str(folder / "*.parquet")

    def ask() -> Table:
        rows = connection.execute(SQL, [files, ASKED, *YEARS]).fetchall()
        total = round(sum(value for _, value in rows), 2)
        return [(name, value, round(100 * value / total, 9)) for name, value in rows]

    return ask


if __name__ == "__main__":
    main()
