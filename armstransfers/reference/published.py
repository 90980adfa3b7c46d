"""What SIPRI published itself: shares and changes from its fact sheets and yearbooks."""

from __future__ import annotations

from functools import cache

import pandas as pd

from armstransfers.reference.shipped import shipped_path

_INTEGERS = ["start_year", "end_year", "edition", "printed_decimals", "rank", "n_sources", "n_primary"]  # fmt: skip


def published_figures() -> pd.DataFrame:
    """Return every figure of SIPRI's own that ships with the project.

    Returns
    -------
    pandas.DataFrame
        One row a figure, with the columns that ``data/datapackage.json`` describes. ``kind``
        says what ``value_pct`` is a percentage of, and names are SIPRI's. ``edition`` is the year
        of publication. ``printed_decimals`` is missing where 7 may mean 7 or 7.0, and ``rank``
        where none was published. The frame may be changed freely.

    Examples
    --------
    >>> figures = published_figures()
    >>> one = figures[(figures["reporter"] == "Azerbaijan") & (figures["partner"] == "Belarus")]
    >>> one[["start_year", "end_year", "edition", "value_pct", "rank"]].to_dict("records")[0]
    {'start_year': 2011, 'end_year': 2015, 'edition': 2021, 'value_pct': 8.0, 'rank': 2}
    """
    return _figures().copy(deep=False)


@cache
def _figures() -> pd.DataFrame:
    table = pd.read_csv(
        shipped_path("published_figures.csv"),
        keep_default_na=False,
        dtype=dict.fromkeys(_INTEGERS, "str"),
    )
    for column in _INTEGERS:
        table[column] = pd.to_numeric(table[column].replace("", None)).astype("Int64")
    return table
