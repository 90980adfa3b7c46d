"""Sentences in the constructions of real ones: what they do not say gets no verdict."""

import pytest
from claims.varied import ROWS, read


@pytest.fixture(scope="module")
def found():
    return {row["id"]: read(row) for row in ROWS}


def test_there_are_as_many_as_were_written():
    assert len(ROWS) == 170


def test_hardly_any_gets_a_verdict_on_what_it_does_not_say(found):
    false = {name: row.false for name, row in found.items() if row.outcome == "false verdict"}
    assert len(false) <= 2, false


def test_nothing_that_was_read_right_is_lost_without_a_question(found):
    lost = {
        row["id"]: found[row["id"]].outcome for row in ROWS
        if row["seen_today"] == "right" and found[row["id"]].outcome not in ("right", "question")
    }  # fmt: skip
    assert lost == {}


def test_questions_do_not_take_the_place_of_verdicts(found):
    assert sum(row.outcome == "right" for row in found.values()) >= 44
