"""Every column of every analysis is in the dictionary of fields."""

import importlib
import pkgutil

import pytest

from armstransfers import analysis
from armstransfers.core.fields import FIELDS

MODULES = [
    importlib.import_module(f"armstransfers.analysis.{module.name}")
    for module in pkgutil.iter_modules(analysis.__path__)
]
TABLES = [
    (f"{module.__name__.rpartition('.')[2]}.{name}", columns)
    for module in MODULES
    for name, columns in vars(module).items()
    if name.endswith("COLUMNS")
]


@pytest.mark.parametrize(("table", "columns"), TABLES, ids=[table for table, _ in TABLES])
def test_every_column_of_an_analysis_is_a_field(table, columns):
    assert [column for column in columns if column not in FIELDS] == []


def test_every_field_says_what_it_means_in_sentences():
    assert all(field.meaning.endswith(".") for field in FIELDS.values())
    assert all(field.unit for field in FIELDS.values() if field.type == "number")


_CALLED = {
    "groups": "grouped_shares",
    "series": "share_series",
    "concentration.SERIES_COLUMNS": "concentration_series",
    "published_tables": "published_traders",
}


@pytest.mark.parametrize(("table", "columns"), TABLES, ids=[table for table, _ in TABLES])
def test_every_field_names_the_analyses_that_compute_it(table, columns):
    module = table.partition(".")[0]
    name = _CALLED.get(table) or _CALLED.get(module, module)
    assert [c for c in columns if name not in FIELDS[c].tables.split(", ")] == []
