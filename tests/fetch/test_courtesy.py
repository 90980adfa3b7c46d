"""What the site is spared: a second download on one day, two at once, and a question nobody waits for."""

import threading
import time
from datetime import date

import pytest
from fetching import DECADES, QUICK, get
from sipri_site import half, never, served

from armstransfers.core.errors import NotFetched
from armstransfers.fetch import Patience, Site, Stopped, complete_register, daily, pieces
from armstransfers.library import store


def test_the_register_that_came_today_is_not_asked_for_again(sipri):
    first = get(sipri)
    assert daily.came_today(f"127.0.0.1:{sipri.server_port}")
    sipri.asked.clear()
    assert get(sipri).id == first.id
    assert sipri.asked == []


def test_it_is_asked_for_again_tomorrow(sipri, monkeypatch):
    get(sipri)
    sipri.asked.clear()
    sipri.generated = "4 May 1993 9:14:21 AM"
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, 4))
    get(sipri)
    assert sipri.registers == DECADES


def test_who_has_removed_it_is_told_to_wait(sipri, run):
    store.remove(get(sipri).id)
    sipri.asked.clear()
    code, _, err = run("--yes")
    assert code == 1
    assert "gave the whole register today" in err.splitlines()[0]
    assert sipri.asked == []


def test_a_failure_does_not_count(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    assert pieces.so_far(f"127.0.0.1:{sipri.server_port}") == (2, 5)
    get(sipri)
    assert pieces.so_far(f"127.0.0.1:{sipri.server_port}") == (0, 0)


@pytest.mark.parametrize("rests", [False, True], ids=["in a question", "in a rest"])
def test_whoever_stops_waits_neither_for_an_answer_nor_for_a_rest(sipri, rests):
    stop, end = threading.Event(), threading.Event()
    sipri.answers[1970, 1979] = [] if rests else [never(end)]
    patience = Patience(pause=30 if rests else 0)

    def progress(there, total, decade):
        if there == (0 if rests else 2):
            threading.Timer(0.05, stop.set).start()

    began = time.monotonic()
    with Site(sipri.address, patience, stop) as site, pytest.raises(Stopped):
        complete_register(site, progress)
    end.set()
    assert time.monotonic() - began < 10
    sipri.asked.clear()
    get(sipri)
    assert sipri.registers == (DECADES if rests else DECADES[2:])


def test_two_programs_do_not_ask_at_once(sipri):
    asked, end = threading.Event(), threading.Event()

    def busy(handler):
        asked.set()
        never(end)(handler)

    sipri.answers[1970, 1979] = [busy]
    stop = threading.Event()

    def first():
        with Site(sipri.address, QUICK, stop) as site, pytest.raises(Stopped):
            complete_register(site)

    thread = threading.Thread(target=first)
    thread.start()
    assert asked.wait(30)
    with pytest.raises(NotFetched, match="is being asked by another program"):
        get(sipri)
    stop.set()
    thread.join(30)
    end.set()
    get(sipri)


def test_what_is_said_of_the_day_may_be_damaged(sipri):
    get(sipri)
    (note,) = (store.home() / "fetch").glob("*.json")
    for damaged in ("", "[]", '{"day": 5}', '{"day": "soon", "release": ""}'):
        note.write_text(damaged)
        assert not daily.came_today(f"127.0.0.1:{sipri.server_port}")


def test_nobody_is_asked_at_another_site(sipri):
    get(sipri)
    with served() as mirror:
        get(mirror)
        assert mirror.registers == DECADES
