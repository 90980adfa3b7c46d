"""What fails, at the site or on this computer: what is waited out, and the sentence it ends in."""

import gzip
import threading
import time
import tracemalloc
from contextlib import suppress

import pytest
from fetching import FAILURES, HTML, YEARS, get
from serving import free_port
from sipri_site import (
    half,
    hang_up,
    never,
    send,
    send_json,
)

from armstransfers import fetch
from armstransfers.core.errors import ArmsTransfersError, NotFetched
from armstransfers.fetch import Patience
from armstransfers.library import store


@pytest.mark.parametrize("state", [429, 500, 503])
def test_a_passing_failure_is_waited_out(sipri, state):
    sipri.answers[1960, 1969] = [send(state, "busy"), send(state, "busy", Retry_After="0")]
    assert get(sipri).transfers["value"].sum() == 1.25 * YEARS
    assert sipri.registers.count((1960, 1969)) == 3


def test_the_site_says_how_long_to_wait(sipri):
    sipri.answers[1960, 1969] = [send(503, "busy", Retry_After="1")]
    began = time.monotonic()
    get(sipri)
    assert time.monotonic() - began >= 1


def test_a_repeat_is_never_made_at_once(sipri):
    sipri.answers[1960, 1969] = [send(503, "busy"), send(503, "busy")]
    began = time.monotonic()
    get(sipri, Patience(pause=0, repeats=2, back_off=0.1))
    assert time.monotonic() - began >= 0.1 + 0.2


@pytest.mark.parametrize(("answers", "sentence"), FAILURES.values(), ids=FAILURES)
def test_every_failure_ends_in_one_sentence_and_the_steps_by_hand(sipri, run, answers, sentence):
    sipri.answers[1960, 1969] = list(answers)
    code, out, err = run("--yes")
    first, heading, *steps = err.splitlines()
    assert (code, out) == (1, "")
    assert first.startswith("armstransfers: ")
    assert sentence in first
    assert first.endswith("1 of 5 decades are kept; the same command asks for the others.")
    assert heading == "By hand instead:"
    assert [step.split(".")[0].strip() for step in steps] == ["1", "2", "3", "4"]
    assert "deliveries by year" in err
    assert "armstransfers import" in err
    assert store.kept() == []


@pytest.mark.parametrize("answer", [send(200, HTML), send_json("soon"), send_json({}), half])
def test_a_site_that_names_no_last_year_has_changed(sipri, run, answer):
    sipri.answers["/api/p/trades/getMaxYear"] = [answer]
    code, out, err = run("--yes")
    assert (code, out) == (1, "")
    assert "By hand instead:" in err
    assert sipri.registers == []


def test_a_site_that_is_down_cannot_be_reached_and_is_not_waited_for(run, monkeypatch):
    monkeypatch.setattr(fetch, "PATIENCE", Patience(pause=0, back_off=30))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    began = time.monotonic()
    code, _, err = run("--yes", "--site", f"http://127.0.0.1:{free_port()}")
    assert code == 1
    assert time.monotonic() - began < 20
    assert "cannot be reached; check the connection" in err.splitlines()[0]


@pytest.mark.parametrize("begins", [False, True], ids=["not begun", "begun"])
def test_an_answer_that_takes_too_long_is_not_waited_for(sipri, begins):
    end = threading.Event()

    def stall(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b'{"bytes"')
        handler.wfile.flush()
        end.wait(30)

    sipri.answers[1950, 1959] = [stall if begins else never(end)]
    with pytest.raises(NotFetched, match=r"gave no answer within 0\.2 seconds"):
        get(sipri, Patience(pause=0, answer=0.2, repeats=3))
    end.set()
    assert sipri.registers == [(1950, 1959)]


def test_a_folder_that_cannot_be_written_is_one_sentence(sipri, run, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "file"))
    code, _, err = run("--yes")
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "ARMSTRANSFERS_HOME" in err


def test_a_full_disk_is_one_sentence(sipri, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ArmsTransfersError, match="no space left on device"):
        get(sipri)


def endless(state=200, piece=b"A" * 65_536, pause=0.0, **headers):
    """Send one piece after another until the client hangs up."""

    def answer(handler):
        handler.send_response(state)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(pause)
        handler.close_connection = True

    return answer


def endless_head(handler):
    """Begin an answer with headers that come in drops."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)


BOMB = gzip.compress(b"1" * 300_000_000, 9)
HOSTILE = {
    "without end": (endless(), "sent more than 16,000,000 bytes"),
    "300 MB in 300 kB": (send(200, BOMB, Content_Encoding="gzip"), "sent more than 16,000,000"),
    "packed twice": (
        send(200, gzip.compress(BOMB), Content_Encoding="gzip, gzip"),
        "sent more than 16,000,000",
    ),
    "packed, of nothing, without end": (
        endless(piece=gzip.compress(b"") * 1000, Content_Encoding="gzip"),
        "(sent more than 16,000,000 bytes|no whole answer within 2)",
    ),
    "in drops": (endless(piece=b" ", pause=0.02), "sends less than a kilobyte a second"),
    "with a head in drops": (endless_head, "no whole answer within 2 seconds"),
    "a redirection without end": (
        endless(302, Location="/else"),
        r"turned the question down \(302",
    ),
    "a failure without end": (endless(503), r"out of order \(503"),
}


@pytest.mark.parametrize(("answer", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_no_answer_is_read_without_end(sipri, answer, sentence):
    """Each of them took memory or time without a limit."""
    sipri.answers[1950, 1959] = [answer] * 3
    patience = Patience(pause=0, answer=5, drip=0.5, question=2, repeats=2, back_off=0)
    began = time.monotonic()
    tracemalloc.start()
    with pytest.raises(NotFetched, match=sentence):
        get(sipri, patience)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 10
    assert held < 60_000_000


def test_all_questions_together_have_a_limit_of_time(sipri):
    slow = [lambda handler: time.sleep(0.4) or hang_up(handler)]
    sipri.answers[1950, 1959] = [send(503, "busy", Retry_After="1")] * 3 + slow
    with pytest.raises(NotFetched, match=r"no whole answer within 0\.\d+ seconds"):
        get(sipri, Patience(pause=0, whole=0.5, repeats=3, back_off=0))


def test_the_site_names_a_last_year_in_few_bytes(sipri):
    sipri.answers["/api/p/trades/getMaxYear"] = [send(200, " " * 20_000 + "1992")]
    with pytest.raises(NotFetched, match="sent more than 10,000 bytes"):
        get(sipri)
