"""Sums of one party's transfers are those that pandas finds in all rows."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstransfers.sums import Sums

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["India", "Japan"]),
        st.sampled_from(["Russia", "France", "unknown supplier(s)"]),
        st.integers(2000, 2004),
        st.sampled_from([0.0, 1.0, 12.0, 300.0]),
    )
)


def table(rows):
    frame = pd.DataFrame(rows, columns=["recipient", "supplier", "year", "value"])
    return frame.astype({"year": "int64", "value": "float64"})


@given(rows=ROWS, by_year=st.booleans())
def test_sums_in_a_window_are_those_of_pandas(rows, by_year):
    transfers = table(rows)
    mine = transfers[(transfers["recipient"] == "India") & transfers["year"].between(2001, 2003)]
    keys = ["supplier", "year"] if by_year else ["supplier"]
    expected = mine.groupby(keys)["value"].sum().to_dict()
    found = Sums(transfers, "recipient").of("India", (2001, 2003), by_year=by_year)
    found = found.rename(columns={"partner": "supplier"}).set_index(keys)
    assert found["value"].to_dict() == expected
    assert (found["low"] == found["value"]).all()
    assert (found["high"] == found["value"]).all()


def test_each_printed_number_may_be_half_a_step_off_and_a_zero_is_not_less_than_nothing():
    rows = [("India", "Russia", 2000, 12.0), ("India", "Russia", 2001, 0.0)]
    found = Sums(table(rows), "recipient").of("India", (2000, 2001), half=0.5)
    assert found[["low", "high"]].iloc[0].tolist() == [11.5, 13.0]


@pytest.mark.parametrize("kind", ["str", "category"])
def test_whoever_received_nothing_has_no_sums(kind):
    rows = table([("India", "Russia", 2000, 12.0)]).astype({"recipient": kind, "supplier": kind})
    sums = Sums(rows, "recipient")
    for who, years in (("Japan", (2000, 2000)), ("India", (2001, 2004))):
        found = sums.of(who, years, by_year=True)
        assert list(found) == ["partner", "year", "value", "low", "high"]
        assert found.empty
