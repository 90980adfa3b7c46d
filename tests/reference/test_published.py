import pandas as pd

from armstransfers.reference.published import published_figures
from armstransfers.reference.shipped import shipped_path


def test_the_table_is_typed_and_no_row_is_lost():
    table = published_figures()
    plain = pd.read_csv(shipped_path("published_figures.csv"), dtype=str, keep_default_na=False)
    assert list(table.columns) == list(plain.columns)
    assert len(table) == len(plain)
    assert pd.api.types.is_integer_dtype(table["start_year"])
    assert pd.api.types.is_float_dtype(table["value_pct"])
    assert table["printed_decimals"].isna().sum() == (plain["printed_decimals"] == "").sum()
    assert (table["partner"] == "").sum() == (plain["partner"] == "").sum()


def test_what_is_returned_may_be_changed():
    table = published_figures()
    table["kind"] = ""
    assert set(published_figures()["kind"]) != {""}
