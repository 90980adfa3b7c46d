"""What is public, asked in odd ways: an answer, or one sentence, and never a traceback."""

from __future__ import annotations

import random
from datetime import date

import pytest

import armstransfers as at
from armstransfers.core.errors import ArmsTransfersError

ODD = [
    None, "", " ", "x", "\x00", "\n", "²", "-", "2011-2020", "9" * 5000, "x" * 100_000, "Russia", "russia ",
    "World", "unknown supplier(s)", "Bundesrepublik", 0, 1, -1, 5, 2015, 10**6, 10**30, 1.5, float("nan"),
    float("inf"), -float("inf"), True, b"Russia", (), (2011,), (2011, 2020), (2020, 2011), (2011, 2020, 2021),
    (None, None), ("2011", "2020"), (2011.5, 2020), (0, 10**12), (-(10**9), 0), [2011, 2020], [], {}, {"a": 1},
    ["Russia", "Russia"], [None], ["x"] * 50, set(), object(), date(2011, 1, 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def calls():
    """Calls that give an answer, by what they call."""
    release, older = at.shipped_releases()[:2]
    pair = {"recipient": "Azerbaijan", "supplier": None}
    years = {"years": (2011, 2020)}
    windows = {"then": (2001, 2010), "now": (2011, 2020)}
    return [
        (at.find, (), {"name": "Russia"}),
        (at.shares, (release,), {**pair, **years}),
        (at.share_series, (release,), {**pair, "window": 5}),
        (at.concentration, (release,), {**pair, **years}),
        (at.concentration_series, (release,), {**pair, "window": 5}),
        (at.grouped_shares, (release,), {**pair, **years, "by": "region"}),
        (at.grouped_series, (release,), {**pair, "window": 5, "by": "region"}),
        (at.change, (release,), {**pair, **windows}),
        (at.solidity, (release,), {**pair, **years}),
        (at.revisions, (older, release), {**pair}),
        (at.compare, (release,), {"recipients": ["Azerbaijan"], **windows}),
        (at.window_map, (release,), {"recipient": "Azerbaijan", "supplier": "Russia"}),
        (at.choose, (), {"edition": 2025, "release": None}),
        (at.read_claim, (), {"text": "Russia had 60 % of India's arms imports.", "latest": 2020}),
        (at.check, (), {"claim": "Russia had 60 % of Azerbaijan's arms imports in 2011-2020."}),
        (
            at.Claim,
            (),
            {"supplier": "Russia", "recipient": "India", "years": 2015, "share": 7.1, "rank": 2},
        ),
        (at.read, (), {"source": b"x", "description": None}),
    ]


def test_odd_arguments_end_in_an_answer_or_a_sentence(calls, cases):
    dice = random.Random(13)
    for _ in range(cases):
        function, given, named = dice.choice(calls)
        odd = {**named, dice.choice([*named]): dice.choice(ODD)}
        try:
            function(*given, **odd)
        except ArmsTransfersError as error:
            assert "\n" not in str(error), (function, odd)  # noqa: PT017  # either is right
