"""A download that ended early goes on where it stopped, with what still belongs together."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date

import pytest
from conftest import ROOT
from fetching import DECADES, YEARS, get
from sipri_site import half, never, register, send_file, served

from armstransfers.core.errors import NotFetched
from armstransfers.fetch import pieces
from armstransfers.library import store


def test_what_came_before_a_failure_is_not_asked_for_again(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    sipri.asked.clear()
    assert get(sipri).transfers["value"].sum() == 1.25 * YEARS
    assert sipri.registers == DECADES[2:]


def test_decades_of_two_editions_are_not_put_together(sipri, run):
    def updated(handler):
        handler.server.last_year = 1993
        send_file(register(1990, 1992))(handler)

    sipri.answers[1990, 1992] = [updated]
    code, _, err = run("--yes")
    assert code == 1
    assert "was updated meanwhile" in err
    assert "are kept" not in err
    assert store.kept() == []
    sipri.asked.clear()
    sipri.generated = "3 May 1994 9:14:21 AM"
    assert get(sipri).edition == 1994
    assert sipri.registers == [*DECADES[:-1], (1990, 1993)]


def test_decades_from_before_an_update_are_not_taken_up(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    sipri.last_year, sipri.generated = 1993, "3 May 1994 9:14:21 AM"
    sipri.asked.clear()
    get(sipri)
    assert sipri.registers[:2] == DECADES[:2]


@pytest.mark.parametrize(("day", "asked"), [(10, DECADES[2:]), (11, DECADES)])
def test_decades_of_another_week_are_asked_for_again(sipri, monkeypatch, day, asked):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    sipri.asked.clear()
    sipri.generated = f"{day} May 1993 9:14:21 AM"
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, day))
    release = get(sipri)
    assert sipri.registers == asked
    first = 3 if len(asked) < len(DECADES) else day
    assert release.origin.generated == (date(1993, 5, first), date(1993, 5, day))


def test_a_damaged_decade_is_asked_for_again(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    (file,) = (store.home() / "fetch").rglob("*1950-1959.csv")
    file.write_bytes(file.read_bytes()[:-20])
    sipri.asked.clear()
    get(sipri)
    assert sipri.registers == [DECADES[0], *DECADES[2:]]


def test_decades_of_another_site_are_not_taken_up(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    with served() as mirror:
        get(mirror)
        assert mirror.registers == DECADES


def test_what_a_site_is_called_leads_out_of_no_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path))
    (tmp_path / "releases").mkdir()
    pieces.Pieces("..", 1992)
    assert (tmp_path / "releases").is_dir()


COMMAND = """
import sys
from datetime import date
from armstransfers import cli, fetch
from armstransfers.fetch import pieces
pieces.today = lambda: date(1993, 5, 3)
fetch.PATIENCE = fetch.Patience(pause=0)
sys.argv = ["armstransfers", "fetch", "sipri", "--yes"]
cli.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_a_download_that_was_stopped_continues(sipri, run, kill):
    end, asked = threading.Event(), threading.Event()

    def busy(handler):
        asked.set()
        never(end)(handler)

    sipri.answers[1970, 1979] = [busy]
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert asked.wait(60)
    process.send_signal(kill)
    _, err = process.communicate(timeout=20)
    end.set()
    if kill == signal.SIGINT:
        assert process.returncode == 130
        assert err.splitlines() == [
            "armstransfers: stopped. 2 of 5 decades are kept; the same command asks for the others."
        ]
    assert store.kept() == []
    sipri.asked.clear()
    code, out, _ = run("--yes", "--format", "json")
    assert code == 0
    assert sipri.registers == DECADES[2:]
    assert json.loads(out)["releases"][0]["total"] == 1.25 * YEARS
