"""The shares and changes that SIPRI published, as they were read."""

from __future__ import annotations

from functools import cache

import pandas as pd

from armstransfers.shipped import package, shipped_path

_TYPES = {"integer": "Int64", "number": "float64", "string": "str"}


def published_figures() -> pd.DataFrame:
    """Return the table of published figures, typed, with the columns of its file.

    Blank texts are empty; blank numbers are missing: where ``printed_decimals`` is blank, 7 may
    stand for 7 or 7.0. ``datapackage.json`` says what each column means.
    """
    return _table().copy(deep=False)


@cache
def _table() -> pd.DataFrame:
    described = next(r for r in package()["resources"] if r["name"] == "published-figures")
    types = {field["name"]: _TYPES[field["type"]] for field in described["schema"]["fields"]}
    numbers = [name for name, kind in types.items() if kind != "str"]
    return pd.read_csv(
        shipped_path(described["path"]),
        dtype=types,
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
