"""Claims from anywhere: any text is read or refused in one sentence, and none ends in a traceback.

What is made up keeps the shape of claims: names, years, numbers and words of the field, thrown
together, cut, doubled and mixed with other scripts.
"""

from __future__ import annotations

import random

import pytest

from armstransfers import check, read_claim
from armstransfers.claims import mending
from armstransfers.claims.batch import check_file
from armstransfers.claims.judge import VERDICTS
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.claim_report import report, report_csv
from armstransfers.export.verdict_sheet import sheet
from armstransfers.export.verdicts import as_dict

NAMES = [
    "Russia",
    "Israel's",
    "Azerbaijan",
    "Armenia's",
    "Belarusian",
    "Baku",
    "Turkey",
    "the EU",
    "Africa",
    "Korea",
]
YEARS = [
    "in 2011-20",
    "2016\u2013\u201920",
    "between 2011 and 2015",
    "since 2014",
    "in 2020",
    "the past five years",
    "2020-2011",
]
NUMBERS = [
    "7.1%",
    "about two-thirds",
    "150 %",
    "-3 per cent",
    "twice",
    "20 points",
    "$137m",
    "12 tanks",
    "top three",
    "0",
    "½",
    "\u0667\u066a",
]
WORDS = [
    "supplied", "imported", "of its arms", "arms imports", "exports", "respectively", "while", "fell by",
    "rose from", "to", "than", "after", "ahead of", "second-largest", "supplier", "of the world's", "and", ",",
    ";", "(", ")", ".", "by value", "orders", "each", "not", "more", "compared with", "\u202e", "\x00", "🙂", "из", "|",
]  # fmt: skip


def claims(cases, seed):
    chance = random.Random(seed)
    for _ in range(cases):
        pieces = [
            chance.choice(chance.choice((NAMES, YEARS, NUMBERS, WORDS)))
            for _ in range(chance.randint(1, 18))
        ]
        text = " ".join(pieces)
        cut = chance.randint(0, len(text))
        yield chance.choice(
            (text, text[cut:], text + text[:cut], text.upper(), text.replace(" ", "\n"))
        )


def read_or_none(text):
    try:
        return read_claim(text, latest=2025)
    except ArmsTransfersError:
        return None


def test_any_text_is_read_or_refused_in_one_sentence(cases):
    read = 0
    for text in claims(cases, "read"):
        reading = read_or_none(text)
        if reading is None:
            with pytest.raises(ArmsTransfersError, match=r"\w+.*[.?]$"):
                read_claim(text, latest=2025)
            continue
        read += 1
        for part in reading.parts:
            assert part.sure or all(doubt.question.endswith(("?", ".")) for doubt in part.doubts), (
                repr(text)
            )
            assert all(text[piece.start : piece.end] == piece.text for piece in part.words), repr(
                text
            )
    assert read > cases / 10


def test_what_is_read_is_judged_and_an_unsure_part_never_is(cases):
    for text in claims(cases // 10, "judge"):
        reading = read_or_none(text)
        if reading is None:
            continue
        verdicts = check(reading)
        for one in verdicts.each:
            assert one.verdict in VERDICTS, repr(text)
            if not one.part.sure:
                assert one.verdict in ("needs your reading", "different measure"), repr(text)
        as_dict(verdicts, reading)
        sheet(verdicts, reading)


def test_an_answer_leaves_every_other_part_as_it_was(cases):
    for text in claims(cases // 10, "answer"):
        reading = read_or_none(text)
        parts = reading.parts if reading else ()
        for place, part in enumerate(parts[:40]):
            lines = mending.answered(parts, place, part).splitlines()
            assert len(lines) == len(parts), repr(text)
            for before, line in zip(parts, lines, strict=True):
                assert line.split(" | ")[0] == before.kind, repr(text)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_of_them_has_a_line_for_each(cases, separator):
    texts = [text.replace("\x00", "") for text in claims(cases // 20, separator)]
    rows = [separator.join(('"' + text.replace('"', '""') + '"', "yes")) for text in texts]
    batch = check_file("\n".join([separator.join(("claim", "confirmed")), *rows]).encode())
    assert len(batch.rows) == len(texts)
    report(batch)
    report_csv(batch)
