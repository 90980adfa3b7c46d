"""What is found while files are opened, by any engine."""

import sys

import pandas as pd
import pytest
from customs import described, written

import armstransfers as at
from armstransfers import BadRequest, ReadError

WHOLE = {"importer": ["Georgia"], "exporter": ["Russia"], "year": [2011], "worth": [1.0]}


def test_all_engines_give_one_id(engine, folder):
    other = "polars" if engine == "pandas" else "pandas"
    release = at.open(folder, engine=engine)
    assert release.id == at.open(folder, engine=other).id
    assert release.id.startswith("made-up-customs-2024-")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (WHOLE | {"year": pd.array([None], "Int64")}, "'year': 1 cell is blank"),
        (WHOLE | {"exporter": pd.array([None], "str")}, "'exporter': 1 cell is blank"),
        (WHOLE | {"worth": pd.array([None], "Float64")}, "'worth': 1 cell is blank"),
        (WHOLE | {"worth": [-1.0]}, "negative"),
        (WHOLE | {"worth": ["1"]}, "'worth': it holds (large_)?string, and must hold numbers"),
        (WHOLE | {"importer": ["Total"]}, "looks like a total"),
        ({"importer": ["Georgia"], "year": [2011], "worth": [1.0]}, "'exporter' is not in"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_in_one_sentence(engine, tmp_path, rows, sentence):
    path = written(tmp_path, rows)
    with pytest.raises(ReadError, match=sentence):
        at.open(path, engine=engine)


def test_files_that_are_no_parquet_or_not_described_are_refused(tmp_path):
    with pytest.raises(ReadError, match=r"write rows\.toml beside"):
        at.open(written(tmp_path, WHOLE, description=""))
    with pytest.raises(ReadError, match="no Parquet file here"):
        at.open(tmp_path / "nowhere.parquet")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and no more")
    (tmp_path / "broken.toml").write_text(described(), "utf-8")
    with pytest.raises(ReadError, match=r"broken\.parquet: this is no Parquet file"):
        at.open(broken)


def test_an_engine_that_is_unknown_or_missing_is_named(tmp_path, monkeypatch):
    path = written(tmp_path, WHOLE)
    with pytest.raises(BadRequest, match="take one of duckdb, polars, pyspark, pandas"):
        at.open(path, engine="abacus")
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadRequest, match=r"polars is not installed"):
        at.open(path, engine="polars")
