"""Reading the complete register, and opening it from the store."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pandas as pd
from figure import Figure, interleaved, median, seconds_of
from ground import Ground

import armstransfers
from armstransfers.library import store


def read(ground: Ground) -> Iterator[Figure]:
    """Measure `read` against `pandas.read_csv`, and the store against `pandas.read_parquet`."""
    contents = [path.read_bytes() for path in ground.files]
    tables = [_table_of(content) for content in contents]
    ours, bare = interleaved(
        seconds_of(lambda: armstransfers.read(ground.files)),
        seconds_of(
            lambda: [pd.read_csv(io.BytesIO(table), encoding="latin-1") for table in tables]
        ),
        repeats=9,
    )
    yield Figure("read() of the register, against read_csv", median(ours), "s", median(bare), 3)

    release_id = ground.release.id
    path = store.home() / "releases" / release_id / "transfers.parquet"
    opened, bare = interleaved(
        seconds_of(lambda: _opened(release_id)),
        seconds_of(lambda: pd.read_parquet(path)),
        repeats=15,
    )
    yield Figure(
        "opening it from the store, against read_parquet", median(opened), "s", median(bare), 1.5
    )


def _table_of(content: bytes) -> bytes:
    """Return the table of an export, without the lines above it."""
    return content[content.index(b"SIPRI AT Database ID,") :]


def _opened(release_id: str) -> None:
    store._open.cache_clear()  # what is remembered would take no time at all
    store.load(release_id)
