"""What tells one release from another: a digest of its content, from which its id is made."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from armstransfers.core.coverage import Coverage
from armstransfers.core.measure import Measure
from armstransfers.core.origin import Origin
from armstransfers.core.report import Report


def fingerprint(
    tables: Sequence[pd.DataFrame],
    origin: Origin,
    measure: Measure,
    coverage: Coverage,
    report: Report,
) -> str:
    """Return a digest of everything that a figure of a release could depend on.

    The order of rows does not count, nor does what a release does not have, so that a new kind of
    table changes no old id.
    """
    content = hashlib.sha256()
    for frame in filter(len, tables):
        table = frame.sort_values(_sort_keys(list(frame.columns)), kind="stable")
        lines = io.BytesIO()
        pyarrow.csv.write_csv(_plain(table), lines)
        content.update(lines.getvalue())
    blocks = sorted(
        (
            b.first_year,
            b.last_year,
            b.exactness + ("" if b.grain == "year" else f" {b.grain}"),
            sorted(b.recipients or ()),
            sorted(b.suppliers or ()),
        )
        for b in coverage.blocks
    )
    days = [day.isoformat() for day in origin.generated or ()]
    counted = f"{measure.name}, {measure.unit}, {measure.precision:g}"
    if not measure.is_tiv:
        counted += f", {measure.basis}, {measure.goods}, {measure.additive}, {origin.title}"
    content.update(repr((counted, days, blocks)).encode())
    content.update(origin.selection.encode())
    for one in report.set_aside:  # a file without these lines says that it is whole
        content.update(repr((one.line, one.written)).encode())
    return content.hexdigest()


def _sort_keys(columns: Sequence[str]) -> list[str]:
    keys = ["recipient", "supplier", "side", "entity", "year", "deal", "value", "order_year"]
    return [key for key in keys if key in columns]


def _plain(frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    plain = [
        pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(plain))
