"""Imports at once, and imports that are killed: the store holds whole releases alone."""

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from builders import c2_file, c2_row, release

from armstransfers.core.errors import ArmsTransfersError
from armstransfers.library import catalogue, store
from armstransfers.readers import read
from armstransfers.readers.combine import rejoined


def test_two_imports_at_once_keep_one_whole_release():
    one = release({("Georgia", "Israel", 2010): 5})
    threads = [threading.Thread(target=store.keep, args=(one,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.kept() == [one.id]
    assert store.load(one.id).id == one.id
    assert [p.name for p in (store.home() / "releases").iterdir()] == [one.id]


def test_files_imported_at_once_become_one_release_each_time():
    decades = [(1950, 1959), (1960, 1969), (1970, 1979)]
    files = [
        c2_file(c2_row(first, year=first), years=(str(first), str(last))) for first, last in decades
    ]
    parts = [read(file.encode()) for file in files]
    together = read([file.encode() for file in files]).id
    for _ in range(5):
        threads = [threading.Thread(target=catalogue.keep, args=(part,)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.kept() == [together]
        store.remove(together)


def test_nobody_changes_a_store_that_another_program_is_changing(kept, monkeypatch):
    program = (
        "import sys\nfrom armstransfers.library import store\n"
        "with store.locked():\n    print('locked', flush=True)\n    sys.stdin.read()\n"
    )
    monkeypatch.setattr(store, "_LONGEST_WAIT", 0.1)
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "locked\n"
        for change in (lambda: store.remove(kept.id), lambda: store.keep(release({}))):
            with pytest.raises(ArmsTransfersError, match="another program has been changing"):
                change()
        assert store.kept() == [kept.id]  # who only reads need not wait
        other.kill()  # and a program that dies holds no lock
    store.remove(kept.id)


def test_what_dead_imports_left_goes_and_what_a_living_one_writes_stays(kept):
    """Whatever the clock says: what a running import writes, its lock protects."""
    left = store.home() / "releases" / ".draft-left"
    left.mkdir()
    os.utime(left, (time.time() + 1e6,) * 2)
    store.keep(release({("Georgia", "Israel", 2010): 5}))
    assert not left.exists()


def test_a_release_is_on_the_disk_before_what_it_replaces_goes(kept, monkeypatch):
    later = read(c2_file(c2_row(9, year=1995), years=("1990", "1999")).encode())
    done = []
    monkeypatch.setattr(os, "fsync", lambda number: done.append("flush"))
    rename = type(store.home()).rename
    monkeypatch.setattr(
        "pathlib.Path.rename", lambda *two: (done.append(two[1].name[:5]), rename(*two))[1]
    )
    joined = catalogue.keep(later)
    # three tables, the manifest, their folder; then the name of the folder; then the old one goes
    assert done == [*["flush"] * 5, joined.id[:5], "flush", ".gone"]


def test_an_import_that_is_killed_leaves_the_store_readable(kept):
    """Whatever moment it is killed at, an import leaves a draft that nobody reads."""
    program = (
        "import sys, time, pathlib, json\n"
        "from armstransfers.library import store\n"
        "from armstransfers.readers import read\n"
        "pathlib.Path.rename = lambda *_: time.sleep(60)\n"
        "release = read(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "store.keep(release)\n"
    )
    register = store.home() / "late.csv"
    register.write_text(c2_file(c2_row(9)))
    process = subprocess.Popen(
        [sys.executable, "-c", program, register], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    folder = store.home() / "releases"
    for _ in range(200):
        if any((draft / "manifest.json").is_file() for draft in folder.glob(".draft-*")):
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdout.close()
    assert any(folder.glob(".draft-*"))
    assert (store.kept(), store.damaged()) == ([kept.id], [])
    store.keep(read(register))
    assert len(store.kept()) == 2


TO_THE_END = -1.0
KILLER = """
import os, signal, sys, tempfile, time
from armstransfers.library import catalogue, store
from armstransfers.readers import read
from armstransfers.readers.combine import rejoined

late, home = read(sys.argv[1]), os.environ["ARMSTRANSFERS_HOME"]
with tempfile.TemporaryDirectory() as os.environ["ARMSTRANSFERS_HOME"]:
    store.keep(late)  # what is done for the first time takes longer
    store.remove(late.id)
os.environ["ARMSTRANSFERS_HOME"] = home
work = {
    "keep": lambda: store.keep(late),
    "keep beside": lambda: catalogue.keep(late),
    "remove": lambda: store.remove(late.id),
}
for line in sys.stdin:
    what, delay = line.rsplit(",", 1)
    begun = time.monotonic()
    child = os.fork()
    if not child:
        work[what]()
        os._exit(0)
    if float(delay) < 0:
        os.waitpid(child, 0)
    else:
        time.sleep(float(delay))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print(time.monotonic() - begun, flush=True)
"""
"""A process that is ready to import, so that only its children are killed, and at once."""


@pytest.fixture
def killer(tmp_path):
    """Do something to the store in a process that is killed after some seconds."""
    register = tmp_path / "late.csv"
    register.write_text(c2_file(c2_row(9, year=1995), years=("1990", "1999")))
    process = subprocess.Popen(
        [sys.executable, "-c", KILLER, register],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def do(what, delay):
        process.stdin.write(f"{what},{delay}\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    do.late = read(register)
    yield do
    process.stdin.close()
    process.wait()
    process.stdout.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_whenever_an_import_is_killed_the_store_holds_only_sound_releases(kept, killer):
    """200 times: at any moment of keeping, of joining with a release kept before, of removing."""
    other = release({("Georgia", "Israel", 2010): 5}, edition=2020)
    store.keep(other)
    folder = store.home() / "releases" / other.id
    untouched = {path: path.read_bytes() for path in folder.iterdir()}
    joined = rejoined([killer.late, kept]).id
    chance = random.Random(2021)
    outcomes = set()
    for what in ("keep", "keep beside", "remove"):
        delays = [0.0, TO_THE_END]
        for delay in delays:
            if what == "remove":
                store.keep(killer.late)
            taken = killer(what, delay)
            if delay == TO_THE_END:
                delays += [chance.uniform(0, 1.1 * taken) for _ in range(66)]
            assert store.damaged() == []
            held = set(store.kept())
            assert {store.load(one).id for one in held} == held
            assert other.id in held
            assert kept.id in held or joined in held
            assert held <= {kept.id, other.id, killer.late.id, joined}
            assert {path: path.read_bytes() for path in folder.iterdir()} == untouched
            outcomes.add((what, killer.late.id in held, kept.id in held, joined in held))
            set_back(kept, other)
    assert {("keep", done, True, False) for done in (True, False)} <= outcomes
    assert {("remove", done, True, False) for done in (True, False)} <= outcomes
    assert ("keep beside", False, True, False) in outcomes
    assert ("keep beside", False, False, True) in outcomes


def set_back(*releases):
    """Leave in the store these releases and nothing else."""
    for one in releases:
        store.keep(one)
    for name in set(store.kept()) - {one.id for one in releases}:
        store.remove(name)
