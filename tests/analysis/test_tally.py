"""Every analysis says of any release what a few lines of plain pandas find in its rows."""

import numpy as np
import pandas as pd
import pytest
from builders import release
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstransfers import (
    change,
    compare,
    concentration,
    concentration_series,
    dependence,
    flows,
    share_series,
    shares,
    window_map,
    world,
)

RECIPIENTS = ("Georgia", "India", "Poland")
SUPPLIERS = ("Israel", "Poland", "Russia", "unknown supplier(s)")
UNKNOWN = SUPPLIERS[-1]
quick = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
windows = st.tuples(st.integers(2000, 2014), st.integers(0, 5)).map(lambda w: (w[0], sum(w)))
PRINTED = {"exact": (0.01, 0.0), "rounded": (1, 0.5)}


@st.composite
def printed(draw):
    """A release, and its rows with the lowest and highest value that each number stands for."""
    exactness = draw(st.sampled_from(list(PRINTED)))
    step, half = PRINTED[exactness]
    keys = st.tuples(
        st.sampled_from(RECIPIENTS), st.sampled_from(SUPPLIERS), st.integers(2000, 2020)
    )
    steps = st.integers(0, 40) if step == 1 else st.integers(0, 4000)
    cells = draw(st.dictionaries(keys, steps.map(lambda n: round(n * step, 2)), max_size=25))
    rows = [(*key, value) for key, value in cells.items()]
    frame = pd.DataFrame(rows, columns=["recipient", "supplier", "year", "value"])
    frame = frame.astype({"year": "int64", "value": "float64"})
    frame["low"], frame["high"] = (frame["value"] - half).clip(lower=0), frame["value"] + half
    return release(cells, exactness=exactness), frame


def sums(rows, years, by="supplier", **whose):
    """What was delivered in a window, added up by name."""
    for side, name in whose.items():
        rows = rows[rows[side] == name]
    rows = rows[rows["year"].between(*years)]
    return rows.groupby(by)[["value", "low", "high"]].sum().round(3)


def shared(part, whole):
    """Share in per cent, lowest and highest: the part is lowest while all else is highest."""
    rest_low, rest_high = whole["low"] - part["low"], whole["high"] - part["high"]
    low = 100 * part["low"] / (part["low"] + rest_high)
    high = 100 * part["high"] / (part["high"] + rest_low)
    total = whole["value"] if whole["value"] > 0 else np.nan
    return pd.DataFrame(
        {"share": 100 * part["value"] / total, "share_low": low, "share_high": high}
    )


def same(found, expected):
    names = sorted(expected.index)
    assert sorted(found.index) == names
    found = found.loc[names, list(expected)].astype("float64")
    np.testing.assert_allclose(found, expected.loc[names].astype("float64"), atol=1e-6)


@quick
@given(data=printed(), years=windows)
def test_shares_and_ranks_of_a_window(data, years):
    one, rows = data
    expected = sums(rows, years, recipient="Georgia")
    expected = expected.join(shared(expected, expected.sum()))
    named = expected.drop(UNKNOWN, errors="ignore")
    expected["rank"] = named["value"].rank(method="min", ascending=False)
    expected["rank_low"] = [1 + (named["low"] > h).sum() for h in expected["high"]]
    worst = [(named["high"] > row.low).sum() - (row.high > row.low) for row in named.itertuples()]
    expected["rank_high"] = 1 + pd.Series(worst, index=named.index, dtype="float64")
    expected.loc[expected.index == UNKNOWN, "rank_low"] = np.nan
    found = shares(one, recipient="Georgia", years=years).set_index("partner")
    same(found, expected.drop(columns=["low", "high"]))


@quick
@given(data=printed(), window=st.sampled_from([1, 3, 5, 10]))
def test_shares_of_every_trailing_window(data, window):
    one, rows = data
    found = share_series(one, supplier="Russia", window=window).set_index("partner")
    for last in range(2000 + window - 1, 2021):
        mine = sums(rows, (last - window + 1, last), by="recipient", supplier="Russia")
        expected = mine.join(shared(mine, mine.sum()))
        row = found[found["last_year"] == last]
        same(row[row.index.isin(expected.index)], expected.drop(columns=["low", "high"]))
        assert row["total"].tolist() == pytest.approx([mine["value"].sum()] * len(row))
        assert (row.loc[~row.index.isin(expected.index), "value"] == 0).all()


@quick
@given(data=printed(), then=windows)
def test_changes_of_volumes_and_points_of_shares(data, then):
    one, rows = data
    now = then[1] + 1, 2020
    a, b = (sums(rows, years, recipient="India") for years in (then, now))
    names = a.index.union(b.index)
    both = pd.DataFrame({"value_then": a["value"], "value_now": b["value"]}, names).fillna(0.0)
    shares_of = [shared(x.reindex(names).fillna(0.0), x.sum())["share"] for x in (a, b)]
    both["points"] = shares_of[1] - shares_of[0]
    before = both["value_then"].where(both["value_then"] > 0)
    both["change"] = 100 * (both["value_now"] / before - 1)
    found = change(one, recipient="India", then=then, now=now).set_index("partner")
    same(found, both)
    beside = compare(one, recipients=["India"], then=then, now=now).set_index("partner")
    same(beside, both)


@quick
@given(data=printed(), of=st.sampled_from(["imports", "exports"]))
def test_a_pair_in_every_window(data, of):
    one, rows = data
    whose = {"recipient": "India"} if of == "imports" else {"supplier": "Israel"}
    partner, by = ("Israel", "supplier") if of == "imports" else ("India", "recipient")
    found = window_map(one, recipient="India", supplier="Israel", of=of)
    assert len(found) == 21 * 22 / 2
    for row in found[found["first_year"] % 4 == 0].itertuples():
        mine = sums(rows, (row.first_year, row.last_year), by=by, **whose)
        part = mine.reindex([partner]).fillna(0.0)
        expected = shared(part, mine.sum()).iloc[0]
        np.testing.assert_allclose(
            [row.value, row.total, row.share, row.share_low, row.share_high],
            [part["value"].iloc[0], mine["value"].sum(), *expected],
            atol=1e-6,
        )
        rank = mine.drop(UNKNOWN, errors="ignore")["value"].rank(method="min", ascending=False)
        assert (row.rank is pd.NA) == (partner not in rank.index)
        assert row.rank is pd.NA or row.rank == rank[partner]


@quick
@given(data=printed(), years=windows, side=st.sampled_from(["supplier", "recipient"]))
def test_the_worlds_exporters_and_importers(data, years, side):
    one, rows = data
    expected = sums(rows, years, by=side)
    expected = expected.join(shared(expected, expected.sum()))
    found = world(one, side=side, years=years).set_index("entity")
    same(found, expected.drop(columns=["low", "high"]))


@quick
@given(data=printed(), years=windows)
def test_dependence_on_a_supplier(data, years):
    one, rows = data
    found = dependence(one, supplier="Russia", years=years, at_least=0).set_index("recipient")
    for name in RECIPIENTS:
        mine = sums(rows, years, recipient=name)
        part = mine.reindex(["Russia"]).fillna(0.0)
        if mine["value"].sum() == 0:
            assert name not in found.index
            continue
        same(found.loc[[name]], shared(part, mine.sum()).set_axis([name]))
        assert found.loc[name, "total"] == pytest.approx(mine["value"].sum())


@quick
@given(data=printed(), years=windows)
def test_flows_between_regions_are_parts_of_the_world(data, years):
    one, rows = data
    region = {
        "Georgia": "Europe",
        "Poland": "Europe",
        "Russia": "Europe",
        "India": "Asia and Oceania",
    }
    region |= {"Israel": "Middle East", UNKNOWN: "Unknown"}
    from_to = [rows[side].map(region).astype("str") for side in ("supplier", "recipient")]
    placed = rows.assign(pair=from_to[0] + " to " + from_to[1])
    expected = sums(placed, years, by="pair")
    expected = expected.join(shared(expected, expected.sum()))
    found = flows(one, years=years)
    found = found.set_index(found["supplier_group"] + " to " + found["recipient_group"])
    same(found, expected.drop(columns=["low", "high"]))


@quick
@given(data=printed(), years=windows)
def test_concentration_is_the_sum_of_squared_shares(data, years):
    one, rows = data
    mine = sums(rows, years, recipient="Georgia")
    known = mine.drop(UNKNOWN, errors="ignore")
    found = concentration(one, recipient="Georgia", years=years)
    if not len(known) or not mine["value"].sum():
        assert found.empty
        return
    part = shared(mine, mine.sum()).loc[known.index]
    assert found["hhi_low"].iloc[0] == pytest.approx((part["share_low"] ** 2).sum())
    assert found["largest_share"].iloc[0] == pytest.approx(part["share"].max())
    assert found["partners"].iloc[0] == len(known)
    length = years[1] - years[0] + 1
    if length in (1, 3, 5, 10):
        series = concentration_series(one, recipient="Georgia", window=length)
        same_window = series[series["last_year"] == years[1]]
        assert same_window["hhi_low"].iloc[0] == pytest.approx(found["hhi_low"].iloc[0])
        assert same_window["hhi_high"].iloc[0] == pytest.approx(found["hhi_high"].iloc[0])
