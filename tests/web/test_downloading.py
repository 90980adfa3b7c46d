"""The one download of this computer: begun once, stopped, gone on with, and never a traceback."""

import threading
import time

import pytest
from fetching import DECADES, asked_site
from sipri_site import never, send

from armstransfers import fetch
from armstransfers.library import store
from armstransfers.web.downloading import Download, came_today, so_far


@pytest.fixture
def sipri(monkeypatch):
    with asked_site(monkeypatch) as site:
        yield site


def ended(download):
    deadline = time.monotonic() + 60
    while download.state.is_busy:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return download.state


def test_whoever_comes_second_finds_it_begun(sipri):
    download = Download()
    for _ in range(3):
        download.begin()
    state = ended(download)
    assert (state.phase, state.there, state.total, state.number) == ("done", 5, 5, 1)
    assert sipri.registers == DECADES
    assert store.kept() == [state.release_id]
    assert came_today()


def test_it_stops_in_the_middle_and_goes_on(sipri):
    download, asked, end = Download(), threading.Event(), threading.Event()

    def busy(handler):
        asked.set()
        never(end)(handler)

    sipri.answers[1970, 1979] = [busy]
    download.begin()
    assert asked.wait(60)
    download.stop()
    assert download.state.phase == "stopping"
    assert ended(download).phase == "stopped"
    end.set()
    assert so_far() == (2, 5)
    assert not came_today()
    sipri.asked.clear()
    download.begin()
    assert ended(download).phase == "done"
    assert sipri.registers == DECADES[2:]


def test_a_failure_is_a_sentence(sipri):
    download = Download()
    sipri.answers[1970, 1979] = [send(404, "gone")]
    download.begin()
    state = ended(download)
    assert state.phase == "failed"
    assert "turned the question down (404)" in state.reason


def test_so_is_what_nobody_foresaw_and_the_log_of_ended_threads_has_it(sipri, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    logged = []
    monkeypatch.setattr(threading, "excepthook", logged.append)

    monkeypatch.setattr(fetch, "complete_register", broken)
    download = Download()
    download.begin()
    state = ended(download)
    assert state.reason == "the download failed for a reason that nobody foresaw; the log has it."
    download._thread.join(10)
    assert [one.exc_type for one in logged] == [ZeroDivisionError]


def test_an_address_that_is_none_is_a_sentence(monkeypatch):
    monkeypatch.setenv("ARMSTRANSFERS_SIPRI_ADDRESS", "http://example.org/")
    assert (came_today(), so_far()) == (False, (0, 0))
    download = Download()
    download.begin()
    assert "does not begin with https://" in ended(download).reason


def test_how_long_it_will_take_is_told_from_what_came_in_this_try(sipri):
    sipri.answers[1960, 1969] = [send(404, "gone")]
    download = Download()
    assert download.state.seconds_left is None
    download.begin()
    assert ended(download).seconds_left is not None
    sipri.answers[1960, 1969] = [send(404, "gone")]
    download.begin()  # nothing came in this one
    assert ended(download).seconds_left is None
