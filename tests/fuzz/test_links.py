"""Links as strangers write them: whatever one says, a page is shown and the rest is one sentence."""

import random

import pytest

from armstransfers.web import links, params

NAMES = [*params.BY_NAME, "edition", "release", "v", "nonsense", ""]
PIECES = [
    "2011", "2020", "-", "²", "³", "٢٠١١", "\u09ed", "Ⅷ", "½", "9" * 5000, "1" * 400 + "-" + "2" * 400,
    "\0", "", " ", "\ud800", "\ufffd", "-5", "+7", "1_000", "1e9", "0x10", "2011.5", "nan", "inf",
    "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "$\\href{javascript:1}{x}$",
    "A" * 10_000, "{0.__class__}", "%s%n", "\u202eabc", "\r\nX: y", "true", "TRUE", "İ", "ß",
    "Georgia", "georgia", "Turkey", "unknown recipient(s)", "SIPRI", "2025 extract", "sipri-2025-0",
    "5", "100 %", "tiv", "one by one", "region", "share", "imports", "aircraft", "a | b\nc",
    "\u00a0", "\uff12\uff10\uff11\uff11", "2011\N{EN DASH}2020", "2020-2011", "1950-2011",
]  # fmt: skip


def made_up(chance):
    """A link of one to four parameters, each with one to three values of one to three pieces."""
    return {
        chance.choice(NAMES): [
            "".join(chance.choices(PIECES, k=chance.choice([1, 1, 1, 2, 3])))
            for _ in range(chance.choice([1, 1, 2, 3]))
        ]
        for _ in range(chance.choice([1, 1, 2, 4]))
    }


def test_every_link_opens_a_page_and_says_what_it_left_out(cases):
    chance = random.Random(13)
    for _ in range(cases):
        raw = made_up(chance)
        settled = links.settle(raw)
        again = links.settle(settled.query)
        assert again.query == settled.query, raw
        assert again.complaints == (), raw
        left_out = raw.keys() - settled.query.keys() - {"edition", "release", "v"}
        assert len(settled.complaints) >= len(left_out), raw
        assert len("".join(settled.complaints)) < 4000, raw


@pytest.mark.parametrize(
    "text",
    ["²", "٢٠١١", "", " 7", "7 ", "7\n", "+7", "-7", "1_0", "7.0", "Ⅷ", "9" * 10, "9" * 5000],
)
def test_only_a_few_digits_are_a_number(text):
    assert params.number(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("2011", 2011)])
def test_digits_are(text, number):
    assert params.number(text) == number


def test_a_link_of_very_many_values_is_short_in_what_it_says():
    settled = links.settle({f"nonsense{i}": ["A" * 1000] * 100 for i in range(1000)})
    assert len(settled.complaints) <= links.MOST_COMPLAINTS + 1
    assert "990 more" in settled.complaints[-1]
    assert len("".join(settled.complaints)) < 10_000
