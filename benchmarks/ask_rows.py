"""Ask one question of a table in Parquet by one engine, and print what it took.

``python benchmarks/ask_rows.py FOLDER duckdb|polars|pandas|pyspark|sql REPEATS``
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

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
    folder, way, repeats = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    began = time.perf_counter()
    ask = _by_hand(folder) if way == "sql" else _opened(folder, way)
    opened = time.perf_counter() - began
    seconds, table = [], ask()  # once for the files to be at hand
    for _ in range(repeats):
        began = time.perf_counter()
        table = ask()
        seconds.append(time.perf_counter() - began)
    print(
        json.dumps(
            {
                "seconds": statistics.median(seconds),
                "opened": opened,
                "peak": _peak(),
                "table": table,
            }
        )
    )


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
