"""What fails, at the site or on this computer: what is waited out, and the sentence it ends in."""

import gzip
import threading
import time
import tracemalloc
from contextlib import suppress

import pytest
from builders import C2_HEADER, c2_file, c2_row
from fetching import YEARS, get
from serving import free_port
from sipri_site import (
    half,
    hang_up,
    never,
    register,
    register_by_deal,
    send,
    send_file,
    send_json,
)

from armstransfers import fetch, store
from armstransfers.errors import ArmsTransfersError, NotFetched
from armstransfers.fetch import Patience

HTML = "<!DOCTYPE html>\n<html><body>Down for maintenance</body></html>"


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


FAILURES = {
    "out of order": ([send(500, "oh")] * 3, "is out of order (500)"),
    "overloaded": ([send(503, HTML)] * 3, "is out of order (503)"),
    "throttled": ([send(429, "slow down")] * 3, "asks not to be asked so often (429)"),
    "throttled for an hour": (
        [send(429, "slow down", Retry_After="3600")],
        "asks not to be asked so often (429)",
    ),
    "throttled until soon": (
        [send(503, "", Retry_After="soon")] * 3,
        "asks not to be asked so often (503)",
    ),
    "gone": ([send(404, HTML)], "turned the question down (404)"),
    "moved": ([send(302, "", Location="/elsewhere")], "turned the question down (302)"),
    "forbidden": ([send(403, "no")], "turned the question down (403)"),
    "a web page": ([send(200, HTML, Content_Type="text/html")], "answered with a web page"),
    "an empty reply": ([send(200, "")], "answered with something else than JSON"),
    "nested without end": ([send(200, "[" * 200_000)], "answered with more than a file"),
    "no file": ([send_json({"message": "ok"})], "answered without a file"),
    "a file that is null": ([send_json({"bytes": None})], "answered without a file"),
    "a bare list": ([send_json([1, 2])], "answered without a file"),
    "bad base64": ([send_json({"bytes": "###"})], "a file that cannot be decoded"),
    "not even ASCII": ([send_json({"bytes": "é"})], "a file that cannot be decoded"),
    "half a reply": ([half], "broke off in the middle of its answer"),
    "broken packing": ([send(200, "no gzip", Content_Encoding="gzip")], "broke off in the middle"),
    "a file among thousands of things": (
        [send_json({"bytes": "", "more": [[]] * 1000})],
        "answered with more than a file",
    ),
    "a hang-up": ([hang_up], "ended the connection without an answer"),
    "a page in the file": ([send_file(HTML)], "an HTML page"),
    "an empty file": ([send_file("")], "answer for 1960-1969 cannot be used"),
    "a register by deal": ([send_file(register_by_deal(1960, 1969))], "has format C1, not C2"),
    "another decade": (
        [send_file(register(1970, 1979))],
        "the answer for 1960-1969 is about all recipients x all suppliers, 1970-1979",
    ),
    "years outside the decade": (
        [send_file(c2_file(c2_row(year=1975), years=("1960", "1969")))],
        "is about deliveries of unknown coverage",
    ),
    "some suppliers only": (
        [send_file(c2_file(c2_row(year=1960), years=("1960", "1969"), suppliers="Russia"))],
        "is about all recipients x Russia, 1960-1969",
    ),
    "an empty decade": ([send_file(c2_file(years=("1960", "1969")))], "no line follows the header"),
    "a decade cut within a line": (
        [send_file(register(1960, 1969)[:-40])],
        "the file may have been cut here",
    ),
    "a decade cut between lines": (
        [send_file("\n".join(register(1960, 1969).splitlines()[:-3]))],
        "has no delivery of 1967; it is not whole",
    ),
    "no preamble": (
        [send_file("\n".join([C2_HEADER, c2_row(year=1960)]))],
        "is about deliveries of unknown coverage",
    ),
}


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
