"""Whatever a site answers, `fetch` ends in one sentence, in time, and keeps nothing wrong."""

import base64
import gzip
import json
import random
import time
import zlib
from contextlib import suppress
from datetime import date

import pytest
from fetching import YEARS, get
from sipri_site import register, send, served

from armstransfers.core.errors import NotFetched
from armstransfers.fetch import Patience, pieces
from armstransfers.library import store

HURRIED = Patience(pause=0, connect=2, answer=0.5, drip=0.3, question=1, repeats=1, back_off=0)
STATES = (200, 200, 200, 200, 201, 204, 206, 301, 302, 307, 400, 418, 429, 500, 503, 999)
HEADERS = {
    "Content_Encoding": ("gzip", "deflate", "br", "gzip, gzip", "identity", "x", ""),
    "Content_Length": ("0", "5", "-1", "9" * 30, "x", "5, 7"),
    "Transfer_Encoding": ("chunked", "chunked, chunked", "x"),
    "Location": ("/else", "http://127.0.0.1:1/", "file:///etc/passwd", "\x1b[31m", "//"),
    "Retry_After": ("0", "-5", "soon", "999999", "Fri, 31 Dec 9999 23:59:59 GMT", "\u0665"),
    "Content_Type": ("application/json; charset=utf-7", "text/html", "charset=x"),
    "Set_Cookie": ("a=b; Domain=127.0.0.1", "=" * 5000),
}


def values(chance):
    """What may stand where a file or a year is wanted."""
    good = base64.b64encode(register(1950, 1959).encode()).decode()
    cut = chance.randrange(len(good))
    return chance.choice(
        (
            None,
            True,
            1992.0,
            [1992],
            10**400,
            "\u0661\u0669\u0669\u0662",
            "",
            {},
            {"bytes": [good]},
            {"bytes": good[:cut]},
            {"bytes": good[:cut] + chance.choice("A=-\n\0é") + good[cut + 1 :]},
            {"bytes": base64.b64encode(chance.randbytes(500)).decode()},
            {"bytes": base64.b64encode(register(1950, 1958).encode()).decode()},
            {"Bytes": good},
            [{"bytes": good}],
        )
    )


def hostile(chance):
    """Make an answer: a body, perhaps packed, perhaps torn, below headers that need not fit."""
    body = json.dumps(values(chance)).encode()
    if chance.random() < 0.3:
        start = chance.randrange(len(body))
        body = body[:start] + chance.randbytes(chance.choice((0, 1, 50))) + body[start + 1 :]
    if chance.random() < 0.3:
        body = chance.choice((gzip.compress, zlib.compress, lambda b: gzip.compress(b)[:-4]))(body)
    if chance.random() < 0.05:
        body = gzip.compress(bytes(30_000_000))
    headers = {name: chance.choice(HEADERS[name]) for name in HEADERS if chance.random() < 0.15}

    def answer(handler):
        handler.close_connection = True
        with suppress(OSError, UnicodeEncodeError):  # a client that hangs up, a header of no bytes
            send(chance.choice(STATES), body, **headers)(handler)

    return answer


@pytest.fixture
def sipri(monkeypatch):
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, 3))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served() as site:
        yield site


# a socket whose answer was broken off is closed when it is collected
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_hostile_answer_ends_in_a_sentence_and_the_next_call_goes_on(sipri, cases):
    chance = random.Random(1966)
    refused, sentences = 0, set()
    for _ in range(cases // 2):  # each asks five times
        question = chance.choice([(1950, 1959), "/api/p/trades/getMaxYear"])
        sipri.answers[question] = [hostile(chance)] * 2
        began = time.monotonic()
        try:
            kept = get(sipri, HURRIED)
        except NotFetched as error:
            refused += 1
            sentences.add(str(error))
        else:  # what it answered was no worse than the real site's
            assert kept.transfers["value"].sum() == 1.25 * YEARS
            store.remove(kept.id)
        assert time.monotonic() - began < 20
    assert refused > cases / 4
    assert all(sentence.isprintable() for sentence in sentences)
    sipri.answers.clear()
    assert get(sipri).transfers["value"].sum() == 1.25 * YEARS
