"""The engines that are at hand, and a folder of made-up customs that each can open."""

import shutil

import numpy as np
import pandas as pd
import pytest
from customs import described

ENGINES = ["pandas", "polars", "duckdb", pytest.param("pyspark", marks=pytest.mark.spark)]
BUYERS = ["Georgia", "Armenia", "Turkey", "Türkiye", "Freedonia", "World"]
SELLERS = ["Russia", "Israel", "Turkey", "Türkiye", "unknown supplier(s)", "Germany"]


@pytest.fixture(scope="session")
def parcels():
    """Several of a pair in a year, in values that add up exactly to hundredths."""
    random = np.random.default_rng(7)
    count = 4000
    return pd.DataFrame(
        {
            "importer": random.choice(BUYERS, count),
            "exporter": random.choice(SELLERS, count, p=[0.4, 0.2, 0.1, 0.1, 0.05, 0.15]),
            "year": random.integers(2001, 2021, count),
            "worth": random.integers(1, 100_000, count) / 100,
        }
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory, parcels):
    """A folder of three Parquet files, with a description."""
    folder = tmp_path_factory.mktemp("customs")
    for i in range(3):
        parcels.iloc[i::3].to_parquet(folder / f"part-{i}.parquet", index=False)
    (folder / "description.toml").write_text(described(), "utf-8")
    return folder


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    if request.param == "pyspark":
        pytest.importorskip("pyspark", reason="PySpark is not installed: pip install pyspark")
        if shutil.which("java") is None:
            pytest.skip("PySpark needs Java, which is not on this machine")
    return request.param
