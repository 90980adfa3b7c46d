"""Sums of one party's transfers, or of a group's, are those that pandas finds in all rows."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstransfers.model.ledger import Ledger
from armstransfers.reference.context import members
from armstransfers.reference.parties import group

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["India", "Japan", "Finland", "Norway"]),
        st.sampled_from(["Russia", "Norway", "unknown supplier(s)"]),
        st.integers(2020, 2024),
        st.sampled_from([0.0, 1.0, 12.0, 300.0]),
    )
)


def table(rows):
    frame = pd.DataFrame(rows, columns=["recipient", "supplier", "year", "value"])
    return frame.astype({"year": "int64", "value": "float64"})


def counted(whom, rows):
    """Whether each row is a delivery to the one that is asked for, or to a member in its year."""
    if isinstance(whom, str):
        return rows["recipient"] == whom
    keys = zip(rows["recipient"], rows["year"], strict=True)
    return pd.Series([who in members("NATO", year) for who, year in keys], dtype=bool)


@given(rows=ROWS, whom=st.sampled_from(["India", group("NATO", as_of="then")]))
def test_sums_in_a_window_are_those_of_pandas(rows, whom):
    transfers = table(rows)
    mine = transfers[counted(whom, transfers) & transfers["year"].between(2021, 2023)]
    expected = mine.groupby("supplier")["value"].sum().to_dict()
    found = Ledger(transfers, "recipient", 0.0, 2).tally(whom, (2021, 2023)).over(2021, 2023)
    assert dict(zip(found.names, found.volume.value, strict=True)) == expected
    assert found.volume.low is found.volume.value is found.volume.high


def test_each_printed_number_may_be_half_a_step_off_and_a_zero_is_not_less_than_nothing():
    rows = [("India", "Russia", 2000, 12.0), ("India", "Russia", 2001, 0.0)]
    found = Ledger(table(rows), "recipient", 0.5, 0).tally("India", (2000, 2001)).over(2000, 2001)
    assert (found.volume.low, found.volume.high) == (11.5, 13.0)


@pytest.mark.parametrize("kind", ["str", "category"])
def test_whoever_received_nothing_has_no_sums(kind):
    rows = table([("India", "Russia", 2000, 12.0)]).astype({"recipient": kind, "supplier": kind})
    ledger = Ledger(rows, "recipient", 0.0, 2)
    for who, years in (("Japan", (2000, 2000)), ("India", (2001, 2004))):
        assert ledger.tally(who, years).over(*years).names.tolist() == []


def test_what_stands_once_for_each_year_comes_out_by_year():
    rows = [("India", "Russia", 2001, 12.0), ("India", "Russia", 2001, 1.0)]
    (row,) = Ledger(table(rows), "recipient", 0.0, 2).tally("India", (2000, 2002)).rows.itertuples()
    assert (row.partner, row.year, row.value) == ("Russia", 2001, 13.0)
