"""A table in Parquet files: the rows that count, and answers to questions about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import pyarrow as pa

from armstransfers.core.errors import ReadError
from armstransfers.library.engines.files import Files, names_of
from armstransfers.library.engines.rows import rows_that_count
from armstransfers.library.engines.scans import errors_of, scan_by
from armstransfers.library.engines.schemas import DEAL, Schemas, finer
from armstransfers.readers.description import Columns


class Table:
    """The rows that count in some files, as an engine reads them.

    Parameters
    ----------
    engine : str
        Which engine.
    files, schemas, columns
        Where the rows are, and under which names.
    """

    def __init__(self, engine: str, files: Files, schemas: Schemas, columns: Columns) -> None:
        self._scan, self._engine = scan_by(engine), engine
        self._files, self._schemas, self._columns = files, schemas, columns
        self._marks = files.marks()
        schema = next(iter(schemas))
        self._finer = finer(schema, columns)
        self.lists_deals = DEAL in schema.names

    def answer(self, question: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]) -> pd.DataFrame:
        """Return what the engine answers to a question about the rows that count.

        Raises
        ------
        ReadError
            If the files have changed since the table was opened, or the engine fails.
        """
        self.require_unchanged()
        try:
            rows = self._in_memory.lazy() if self._engine == "pandas" else self._rows()
            return question(rows).collect().to_pandas()
        except errors_of(self._engine) as error:
            self.require_unchanged()
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200].rstrip(".")
            raise ReadError(
                f"{self._engine} cannot read or add up the rows: {reason}; take another engine, or "
                "write the files again.",
                file=self._files.path.name,
            ) from error

    def require_unchanged(self) -> None:
        """Raise if the files are no longer those that were opened.

        Raises
        ------
        ReadError
            If one was written since, or is gone.
        """
        if self._files.marks() != self._marks:
            raise ReadError(
                "the files have changed since they were opened; open them again.",
                file=self._files.path.name,
            )

    def _rows(self) -> nw.LazyFrame[Any]:
        columns = [*dict.fromkeys([*self._columns.wanted, *self._finer])]
        scanned = self._scan([names_of(files) for files in self._schemas.values()], columns)
        rows = [rows_that_count(frame, self._columns, self._finer) for frame in scanned]
        return nw.concat(rows) if len(rows) > 1 else rows[0]

    @cached_property
    def _in_memory(self) -> nw.DataFrame[Any]:
        table: pa.Table = self._rows().collect().to_native()
        # kinds of pandas' own that have a place for what is not stated
        frame = table.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
        if "status" in frame:
            frame["status"] = frame["status"].astype("string")
        return nw.from_native(frame, eager_only=True)
