"""A made-up table of customs in Parquet, with what is to be said of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

_DESCRIPTION = """\
title = "Made-up customs"
edition = 2024
[columns]
recipient = "importer"
supplier = "exporter"
year = "year"
value = "worth"
leave_out = ["World"]
[measure]
name = "Customs value"
unit = "thousand euro"
basis = "import"
goods = "arms and ammunition"
additive = true
{precision}
[covers]
recipients = "all"
suppliers = "all"
years = [2001, 2020]
"""

COUNTS_LICENCES = """\
[measure]
name = "licences"
unit = "licences"
basis = "licence"
goods = "small arms"
additive = true
"""
"""What a made-up table counts that holds numbers of licences."""


def described(precision: str = "") -> str:
    """Return a description of columns importer, exporter, year and worth, complete for 2001-2020."""
    return _DESCRIPTION.format(precision=precision)


def written(folder: Path, rows: object, description: str | None = None) -> Path:
    """Write rows into a file, and their description beside it; an empty one is left out."""
    path = folder / "rows.parquet"
    pd.DataFrame(rows).to_parquet(path, index=False)
    description = described() if description is None else description
    if description:
        path.with_suffix(".toml").write_text(description, "utf-8")
    return path
