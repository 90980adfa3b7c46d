"""Tables on the page: names that people know, thousands in groups, nothing where nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from armstransfers.core.measure import Measure
from armstransfers.reference import entities

_NAMES = ("partner", "entity", "recipient", "supplier")
_LISTED = (
    "year", "category", "designation", "description", "status", "units", "number_estimated",
    "year_estimated", "local_production", "order_year", "value",
)  # fmt: skip


def draw(
    rows: pd.DataFrame, key: str, columns: Mapping[str, Any] | None = None, **options: Any
) -> None:
    """Draw a table; a cell without a value is empty.

    Parameters
    ----------
    rows : pandas.DataFrame
        What it shows.
    key : str
        Its name among the page's elements.
    columns : dict, optional
        Label or configuration of columns, as Streamlit takes them.
    **options
        Other arguments of `streamlit.dataframe`.
    """
    options = {"placeholder": "", **options}
    st.dataframe(rows, hide_index=True, key=key, column_config=columns, **options)


def deliveries(rows: pd.DataFrame, measure: Measure, key: str) -> None:
    """Draw a list of deliveries, with what the source estimated."""
    number = st.column_config.NumberColumn
    draw(
        for_people(rows[[column for column in _LISTED if column in rows]]),
        key,
        {
            "year": number(format="%d"),
            "order_year": number("ordered in", format="%d"),
            "number_estimated": "number estimated",
            "year_estimated": "year estimated",
            "local_production": "licensed",
            "value": number(measure.unit, format=volumes(measure)),
        },
        placeholder="not stated",
    )


def volumes(measure: Measure, sign: str = "") -> str:
    """Return the format of numbers of a measure; with a plus as `sign`, one before gains too."""
    return f"%{sign},.{measure.decimals}f"


def for_people(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the names of entities that people know."""
    shown = {
        column: [entities.display_name(str(name)) for name in rows[column]]
        for column in _NAMES
        if column in rows
    }
    return rows.assign(**shown)
