"""Shares of one whole add up to it: for every country and window of the real register."""

import numpy as np
import pandas as pd
import pytest

from armstransfers.analysis import share_series, shares


@pytest.fixture(scope="module")
def plain(real):
    """Yearly sums of dyads, counted with plain pandas."""
    tables = [
        pd.read_csv(
            real / f"register-by-delivery-year_{years}_2024-04.csv",
            skiprows=11,
            encoding="latin-1",
            keep_default_na=False,
        )
        for years in ("1950-1989", "1990-2023")
    ]
    table = pd.concat(tables)
    table["value"] = pd.to_numeric(table["TIV delivery values"])
    return table


@pytest.mark.parametrize("window", [1, 5])
@pytest.mark.parametrize("side", ["recipient", "supplier"])
def test_shares_of_every_window_add_up_to_100(register, side, window):
    names = register.names(side)
    assert len(names) == {"recipient": 261, "supplier": 136}[side]
    for name in names:
        series = share_series(register, **{side: name}, window=window)
        sums = series.groupby("last_year").agg({"share": "sum", "value": "sum", "total": "first"})
        some = sums["total"] > 0
        np.testing.assert_allclose(sums.loc[some, "share"], 100, atol=1e-6, err_msg=name)
        np.testing.assert_allclose(sums["value"], sums["total"], atol=0.011, err_msg=name)
        assert (sums.loc[~some, "share"] == 0).all(), name  # all blank: a gap
        assert series.loc[series["total"] == 0, "share"].isna().all(), name


@pytest.mark.parametrize("years", [(1950, 2023), (2011, 2020)])
def test_totals_of_all_recipients_are_those_of_plain_pandas(register, plain, years):
    inside = plain[plain["Delivery year"].between(*years)]
    expected = inside.groupby("Recipient")["value"].sum()  # under the names of the file
    totals = []
    for name in register.names("recipient"):
        table = shares(register, recipient=name, years=years)
        totals.append(table["value"].sum())
        if len(table) and table["total"].iloc[0] > 0:
            assert table["share"].sum() == pytest.approx(100, abs=1e-6), name
    some = sorted(total for total in totals if total)
    np.testing.assert_allclose(some, sorted(expected[expected > 0]), atol=0.011)
