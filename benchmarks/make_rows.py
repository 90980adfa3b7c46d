"""A made-up customs-like table of any size, written as Parquet by DuckDB.

``python benchmarks/make_rows.py FOLDER ROWS`` writes one. A row is a parcel: who imports, who
exports, the year, a heading, and its worth to the cent. A few hundred pairs hold most of the rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

from armstransfers.reference import entities

ROWS_OF_A_FILE = 25_000_000
YEARS = (1990, 2023)
DESCRIPTION = """\
title = "Made-up customs"
edition = 2024
[columns]
recipient = "importer"
supplier = "exporter"
year = "year"
value = "worth"
add_rows = true
[measure]
name = "Customs value"
unit = "euro"
basis = "import"
goods = "made-up goods"
additive = true
[covers]
recipients = "all"
suppliers = "all"
years = [1990, 2023]
"""


def make_rows(folder: Path, rows: int) -> None:
    """Write a table of some rows, and its description, into a folder."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "description.toml").write_text(DESCRIPTION, "utf-8")
    connection = duckdb.connect(
        config={"memory_limit": "1GiB", "preserve_insertion_order": "false"}
    )
    names = [(one.name,) for one in entities.entities().values() if one.kind == "state"]
    connection.execute("create table names (i integer, name varchar)")
    connection.executemany(
        "insert into names values (?, ?)", [(i, *n) for i, n in enumerate(names)]
    )
    last = len(names) - 1
    for first in range(0, rows, ROWS_OF_A_FILE):
        until = min(first + ROWS_OF_A_FILE, rows)
        path = folder / f"part-{first // ROWS_OF_A_FILE:03}.parquet"
        # a hash of the row's number stands for chance: every run writes the same table
        connection.execute(
            f"""
            copy (
                select buyer.name as importer, seller.name as exporter, year, heading, worth
                from (
                    select cast({last} * pow(hash(i * 4 + 1) / 18446744073709551616.0, 2) as integer) as b,
                        cast({last} * pow(hash(i * 4 + 2) / 18446744073709551616.0, 3) as integer) as s,
                        cast({YEARS[0]} + hash(i * 4 + 3) % {YEARS[1] - YEARS[0] + 1} as integer) as year,
                        cast(9301 + hash(i * 4) % 7 as integer) as heading,
                        (hash(i * 4 + 5) % 10000000) / 100.0 as worth
                    from range({first}, {until}) as numbers (i)
                ) as parcels
                join names as buyer on buyer.i = b join names as seller on seller.i = s
            ) to '{path}' (format parquet, compression zstd)
            """  # noqa: S608  # numbers of our own
        )
    connection.close()


if __name__ == "__main__":
    make_rows(Path(sys.argv[1]), int(sys.argv[2]))
