"""What a stranger sends costs work in proportion to its length, at every entry and for every text.

Work is CPU time, and its measure the time that the csv module takes in the same run for as much
text. A reader may take many times as long, but not the longer the worse.
"""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import random
import time

import pytest
from builders import (
    C2_HEADER,
    a1_file,
    b3_file,
    b3_row,
    c1_file,
    c1_row,
    c2_file,
    c2_row,
    c3_file,
    c4_file,
)
from customs import described

from armstransfers import read, read_claim, shipped_releases
from armstransfers.claims import Claim, check, mending
from armstransfers.claims.batch import check_file
from armstransfers.cli.answers import parse_years
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.readers.description_toml import from_toml
from armstransfers.reference import entities
from armstransfers.reference.own_events import read_events
from armstransfers.web import links

LENGTH = 100_000
AT_MOST = 150  # times as long as parsing 100 KB of CSV
DOUBLED_TWICE = 6  # times as long for four times the text: 4 is linear, 16 quadratic
ROUNDS = 5  # a busy machine disturbs some of them; what grows too fast does so in each
SPARE = 0.03  # seconds of CPU that a clock cannot tell apart

C2, C1 = c2_file(c2_row()), c1_file(c1_row())
A1 = a1_file("Georgia", {"Russia": ["4", "2"], "Israel": ["", "3"]})
C3 = c3_file("Supplier", {"Russia": ["4", "2"]}, "Total exports to Georgia")
B3 = b3_file(b3_row())
C4 = c4_file({"Europe": {"Russia": ["4", "2"]}})
EXPORTS = {"C2": C2, "C1": C1, "C3": C3, "C4": C4, "A1": A1, "B3": B3}
LONG_TABLE = "importer,exporter,year,worth\nGeorgia,France,2012,10\n"


def _read(text):
    read(text.encode("utf-8", "replace"))


def _above(name):
    return lambda text: _read(f"{text}\n{EXPORTS[name]}")


def _in_first_line(name):
    first, _, rest = EXPORTS[name].partition("\n")
    half = len(first) // 2
    return lambda text: _read(f"{first[:half]}{text}{first[half:]}\n{rest}")


def _in_header(name):
    above, header, below = _parted(name)
    return lambda text: _read(f"{above}{header},{text}\n{below}")


def _in_table(name):
    above, header, below = _parted(name)
    return lambda text: _read(f"{above}{header}\n{text}\n{below}")


def _in_cell(name):
    return lambda text: _read(EXPORTS[name].replace("Russia", f"Russia{text}"))


def _parted(name):
    lines = EXPORTS[name].splitlines(keepends=True)
    at = next(
        i
        for i, line in enumerate(lines)
        if line.startswith(
            ("SIPRI AT", "Recipient,", ",2000", ",,2000", "Supplier,", "Deal ID", '"Deal ID')
        )
    )
    return "".join(lines[:at]), lines[at].rstrip("\n"), "".join(lines[at + 1 :])


def _described(text):
    read(
        f"{LONG_TABLE}{text}\n".encode("utf-8", "replace"), description=from_toml(described(), "x")
    )


def _rtf(text):
    read(b"{\\rtf1 Information generated: 3 May 2021\\par " + text.encode("utf-8", "replace"))


def _judged(text):
    check(read_claim(text, latest=2024), shipped_releases()[:1])


ENTRIES = {
    "any file": _read,
    **{f"above {name}": _above(name) for name in EXPORTS},
    **{f"in the first line of {name}": _in_first_line(name) for name in EXPORTS},
    **{f"in the header of {name}": _in_header(name) for name in EXPORTS},
    **{f"in the table of {name}": _in_table(name) for name in EXPORTS},
    **{f"in a name of {name}": _in_cell(name) for name in EXPORTS},
    "a described table": _described,
    "a document": _rtf,
    "a description": lambda text: from_toml(text, "x.toml"),
    "a value of a description": lambda text: from_toml(f"title = {text}", "x.toml"),
    "a title of a description": lambda text: from_toml(described() + f"\n# {text}", "x.toml"),
    "a claim": _judged,
    "a short claim": lambda text: _judged(text[: len(text) // 20]),
    "a phrase": lambda text: Claim("Russia", "India", 2015, share=text),
    "a rank": lambda text: Claim("Russia", "India", 2015, rank=text),
    "names of a claim": lambda text: Claim(text, "India", 2015, share=7),
    "years of a claim": lambda text: Claim("Russia", "India", text, share=7),
    "parts of a claim": lambda text: mending.parts_of(mending.rows_from(text)),
    "one part": lambda text: mending.parts_of(mending.rows_from(f"share | Russia | {text}")),
    "claims": lambda text: check_file(f"claim\n{text[:5000]}".encode("utf-8", "replace")),
    "a row of claims": lambda text: check_file(f'claim,x\n"{text}",1'.encode("utf-8", "replace")),
    "columns of claims": lambda text: check_file(
        f"claim,{text[:5000]}\n1".encode("utf-8", "replace")
    ),
    "a name": entities.find,
    "a name in a file": entities.in_file,
    "a name looked for": entities.suggest,
    "events": lambda text: read_events(text.encode("utf-8", "replace")),
    "a title of events": lambda text: read_events(
        f"date_from,title\n2016-04-02,{text}".encode("utf-8", "replace")
    ),
    "a window": parse_years,
    **{
        f"a link's {name}": lambda text, name=name: links.settle({name: [text]})
        for name in (
            "recipient",
            "recipients",
            "category",
            "edition",
            "sentence",
            "parts",
            "c_share",
        )
    },
    "names in a link": lambda text: links.settle({"recipients": text.split(" ")}),
}
"""What a stranger's text meets, by what it is there."""

OF_LIMITED_LENGTH = {"a claim", "a short claim", "claims", "a row of claims", "columns of claims"}
"""Where what is read has at most 5,000 characters: that alone bounds the work."""

PIECES = [
    "1", "0", "1,", "1.", "1,111,", "2011", "2011-", "2011 ", "2011,", " ", "\t", "\n", "\r", " \n",
    '"', "'", '""', '","', ",", ";", ".", ":", "|", "-", "_", "+", "=", "#", "(", ")", "[", "]", "{",
    "}", "[[", "<", "<!--", "&", "\\", "\\par ", "\\'e4", "\\u8364", "{\\b ", "a", "a ", "a,", "a-", "a.",
    "a.b", "A.", "a\n", "a=1\n", "é", "İ", "\u00ad", "\ufffd", "\ufffda", "\N{CJK UNIFIED IDEOGRAPH-4E2D}",
    "\x00", "generated: ", "Data generated: ", "\ngenerated:", "(created: ", "(created:  1 (",
    "Transfers of major conventional arms from ", " from ", " to ", " to a . ", ". Deals with ",
    "Deals with deliveries made for year range '2000' to ", "for buyer 'a' and seller ",
    "for buyer 'a' and seller 'b' and the years from ", "TIV of arms exports to ",
    "TIV of arms exports to a, 2000-", ", 2000 - ", "TIV of arms exports to a\n", "database ",
    "SIPRI AT Database ID,", f"{C2_HEADER}\n", "Recipient,", "recipient (R)\t", "R: \t", "total,",
    ",2000,Total\n", "Total\n", "All countries,", "Russia ", "Russia, ", "Russia,", "Russia+", "Russia;",
    "Russland\n", "one ", "one hundred and ", "one, ", "94% ", "94, ", "94 and 60, ", "top three ",
    "top three a-", "second ", "second, ", "second largest ", "the largest supplier ", "between 2011 and ",
    "in the ", "among the ", "more than ", "more arms than Turkey ", "60% Russia, ", "Russia (60%), ",
    "Armenia got 94% of its weapons from Russia in 2016-20. ", "about ", "most ", "$1 ", "$1m ",
    "led a a a a a a ", "share | Russia | India | 2015 | imports | 7 %\n", "share | ", "2016-04-02,a\n",
    "date_from,", "title,", "x = [", "x.", "x = {", '"""', "[a]\n", "title = ",
]  # fmt: skip
"""What a hostile text repeats: among them what the program itself looks for."""


def _cpu(entry, text):
    gc.disable()  # a collection walks all that the tests hold, which is not the work of this text
    try:
        before = time.process_time()
        with contextlib.suppress(ArmsTransfersError):
            entry(text)
        return time.process_time() - before
    finally:
        gc.enable()


def _text(piece, length):
    return (piece * (length // len(piece) + 1))[:length]


@pytest.fixture(scope="module")
def measure():
    """Seconds for 100 KB of CSV."""
    for entry in ENTRIES.values():  # tables are read and patterns made when they are first needed
        _cpu(entry, "94% of 2011 Russia, ")
    table = _text("Georgia,France,2012,10\n", LENGTH)
    return min(_cpu(lambda text: list(csv.reader(io.StringIO(text))), table) for _ in range(5))


def test_work_grows_with_the_length_of_a_text_and_no_faster(measure, cases):
    every = [(name, piece) for name in ENTRIES for piece in PIECES]
    for name, piece in random.Random(13).sample(every, min(cases, len(every))):
        _require_linear(name, piece, measure)


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("above C2", "\n"),
        ("above C2", "(created: "),
        ("above A1", "TIV of arms exports to "),
        ("in the first line of C2", " to "),
        ("in the first line of C2", " "),
        ("in the header of C1", ","),
        ("any file", "database "),
        ("in a name of C2", "\ufffda"),
        ("a short claim", "1"),
        ("a short claim", "top three a-"),
        ("a short claim", "60% Russia, "),
        ("a short claim", "94, "),
        ("a description", "x."),
        ("a description", "x = ["),
        ("a value of a description", "1"),
        ("a row of claims", "1"),
    ],
)
def test_texts_that_once_cost_seconds_or_hours_do_so_no_more(name, piece, measure):
    _require_linear(name, piece, measure)


def test_many_sentences_cost_no_more_than_their_length():
    sentence = "Belarus supplied 7.1 % of Azerbaijan's arms imports in 2011-2020. "
    texts = _text(sentence, 5_000), _text(sentence, 1_250)
    pairs = [[_cpu(read_claim, text) for text in texts] for _ in range(ROUNDS)]
    assert any(more <= DOUBLED_TWICE * less + SPARE for more, less in pairs), pairs


def _require_linear(name, piece, measure):
    entry, most = ENTRIES[name], AT_MOST * measure
    for part in (16, 4, 1):  # a bad one is found before it takes hours
        text = _text(piece, LENGTH // part)
        spent = _cpu(entry, text)
        if spent <= most / part + SPARE:
            continue
        spent = min(spent, _cpu(entry, text), _cpu(entry, text))
        assert spent <= 10 * most, (name, piece, part, spent / measure)
        if name in OF_LIMITED_LENGTH:
            continue
        quarter = _text(piece, LENGTH // part // 4)
        pairs = ((_cpu(entry, text), _cpu(entry, quarter)) for _ in range(ROUNDS))
        assert any(more <= DOUBLED_TWICE * less + SPARE for more, less in pairs), (
            name, piece, part, spent / measure
        )  # fmt: skip
