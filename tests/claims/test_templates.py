"""Sentences made from templates: each is read as it was meant or asked, and noise never makes a sure part wrong."""

import random

import pytest
from claims.templates import TEMPLATES, made
from claims.varied import judged

from armstransfers import BadRequest, read_claim

AS = {"share": {"share"}, "rank": {"rank"}, "ranking": {"ranking"}, "change": {"change"}, "points": {"points"},
      "comparison": {"comparison"}, "ratio": {"ratio"}, "volume": {"volume"}}  # fmt: skip
BEFORE = (
    "According to SIPRI, ", "As the institute said in March 2025, ", "With 12,000 troops abroad, the government has critics. ",
    "After the war of 1973, much changed. ", "The defence minister, who is 54, was pleased: ",
)  # fmt: skip
BEHIND = (
    ", SIPRI says", ", according to a report of 38 pages", ", although its economy shrank by 3 per cent in 1998",
    ", while 20,000 troops from Canada were stationed there", ", a country of 5 million with 300 islands",
    ", and 14 tanks were lost in an accident", ", unlike in the Netherlands",
)  # fmt: skip


def states(part, known):
    """Whether a part is one that a template states."""
    sides = (set(known.supplier), set(known.recipient)) == (set(part.supplier), set(part.recipient))
    one = (
        part.kind in AS[known.kind]
        and part.years == known.years
        and set(part.others) == set(known.others)
    )
    if known.kind == "rank" and part.kind == "comparison":
        return False
    of = known.kind in ("change", "volume", "ratio", "comparison") or part.of == known.of
    base = part.kind not in ("change", "points") or part.base == known.base
    value = known.value is None or (part.stated is not None and abs(part.stated.value - known.value) < 0.02 * max(1, abs(known.value)))  # fmt: skip
    return sides and one and of and base and value


def wrongly_judged(sentence, parts):
    try:
        reading = read_claim(sentence, latest=2025)
    except BadRequest:
        return []
    return [
        part.describe() for part in reading.parts
        if judged(part) and not part.implied and part.kind != "comparison" and not any(states(part, one) for one in parts)
    ]  # fmt: skip


def test_there_are_many_templates():
    assert len(TEMPLATES) > 100


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_a_sentence_of_a_template_is_read_as_meant_or_asked(number):
    chance = random.Random(1000 + number)
    for _ in range(4):
        sentence, parts = made(TEMPLATES[number], chance)
        assert wrongly_judged(sentence, parts) == [], sentence


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_noise_never_makes_a_sure_part_wrong(number):
    chance = random.Random(2000 + number)
    for _ in range(3):
        sentence, parts = made(TEMPLATES[number], chance)
        noisy = chance.choice(BEFORE) + sentence.removesuffix(".") + chance.choice(BEHIND) + "."
        assert wrongly_judged(noisy, parts) == [], noisy


def test_most_are_judged_and_not_asked():
    chance = random.Random(3)
    told = [made(template, chance) for template in TEMPLATES]
    met = [
        any(judged(part) and states(part, one) for part in read_claim(sentence, latest=2025).parts)
        for sentence, parts in told
        for one in parts
        if one.kind != "comparison"
    ]
    assert sum(met) > 0.75 * len(met)
