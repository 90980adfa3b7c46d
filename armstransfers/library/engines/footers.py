"""What a Parquet file says of its values, without looking at them: engines skip rows by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


def statistics(opened: pq.ParquetFile, group: int) -> Iterator[tuple[str, Any]]:
    """Yield the path of each column, and what the file says of its values in a group of rows.

    Raises
    ------
    pyarrow.ArrowInvalid
        If what is said is of values of another type. Arrow itself would end the process.
    """
    said = opened.metadata.row_group(group)
    for i in range(said.num_columns):
        column, chunk = opened.schema.column(i), said.column(i)
        if chunk.physical_type != column.physical_type:
            raise pa.ArrowInvalid("the types of a column differ")
        yield column.path, chunk.statistics
