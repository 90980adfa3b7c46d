import errno
import json
import os
import random
import subprocess
import sys
import threading
import time

import pytest
from builders import c1_file, c1_row, c2_file, c2_row, c3_file, release

from armstransfers import catalogue, store
from armstransfers.errors import ArmsTransfersError, UnknownRelease
from armstransfers.readers import read
from armstransfers.readers.combine import rejoined


@pytest.fixture
def kept():
    one = read(c2_file(c2_row(1, supplier="Turkey"), c2_row(2)).encode())
    store.keep(one)
    return one


def test_a_release_comes_back_as_it_was_kept(kept):
    back = store.load(kept.id)
    assert back.id == kept.id
    assert back.transfers.equals(kept.transfers)
    assert (back.origin, back.measure, back.coverage) == (kept.origin, kept.measure, kept.coverage)
    assert back.report == kept.report


def test_keeping_it_again_changes_nothing(kept):
    before = (store.home() / "releases" / kept.id / "manifest.json").stat().st_mtime_ns
    store.keep(kept)
    assert (store.home() / "releases" / kept.id / "manifest.json").stat().st_mtime_ns == before
    assert store.kept() == [kept.id]


def test_a_damaged_table_is_noticed_and_named(kept):
    path = store.home() / "releases" / kept.id / "transfers.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ArmsTransfersError, match=f"{kept.id} .* is damaged"):
        store.load(kept.id)


def test_a_manifest_that_claims_more_than_the_files_held_is_noticed(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["coverage"][0]["last_year"] += 1
    without_seal = {name: value for name, value in manifest.items() if name != "seal"}
    for changed in (manifest, without_seal):
        path.write_text(json.dumps(changed))
        with pytest.raises(ArmsTransfersError, match="is damaged"):
            store.load(kept.id)


def test_a_release_comes_back_with_its_totals_and_its_deals():
    totals = c3_file("Recipient", {"Georgia": ["5", "7"]}, "Total world import")
    for file in (totals, c1_file(c1_row())):
        one = read(file.encode())
        store.keep(one)
        back = store.load(one.id)
        assert back.margins.equals(one.margins)
        assert back.deals.equals(one.deals)
        assert len(back.margins) + len(back.deals)


def test_a_damaged_release_is_left_out_and_the_others_stay(kept, capsys, monkeypatch):
    other = release({("Georgia", "Israel", 2010): 5}, edition=2020)
    store.keep(other)
    path = store.home() / "releases" / kept.id / "manifest.json"
    for damage in ("", "{}", '{"manifest_version": 1}', "[" * 10_000, "null"):
        path.write_text(damage)
        assert store.damaged() == [kept.id]
        assert store.kept() == [other.id]
        assert other.id in [r.id for r in catalogue.releases()]


def test_importing_again_repairs_a_damaged_release(kept):
    (store.home() / "releases" / kept.id / "manifest.json").unlink()
    store.keep(kept)
    assert store.load(kept.id).id == kept.id


def test_a_release_of_a_newer_program_is_refused(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"manifest_version": 99}))
    with pytest.raises(ArmsTransfersError, match="newer version"):
        store.load(kept.id)


def test_a_release_kept_by_an_older_version_is_opened(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    for later in ("goods", "few"):  # what version 1 did not know
        del manifest["measure"][later]
    del manifest["seal"]
    path.write_text(json.dumps(manifest | {"manifest_version": 1}))
    assert store.load(kept.id).measure == kept.measure


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


def test_a_folder_that_cannot_be_written_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "file"))
    with pytest.raises(ArmsTransfersError, match=r"file cannot be changed: (not a|file)"):
        store.keep(release({}))


def test_a_home_that_begins_with_a_tilde_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("ARMSTRANSFERS_HOME", "~/arms")
    assert store.home() == tmp_path / "arms"
    monkeypatch.setenv("ARMSTRANSFERS_HOME", "~nobody-of-this-name/arms")
    with pytest.raises(ArmsTransfersError, match="'~nobody-of-this-name/arms', but no home"):
        store.home()


def test_what_a_user_puts_beside_the_releases_is_no_release(kept):
    folder = store.home() / "releases"
    (folder / "notes.txt").write_text("mine")
    (folder / "backup").mkdir()
    assert (store.kept(), store.damaged()) == ([kept.id], [])
    for name in ("notes.txt", "backup", "../releases.lock", ""):
        with pytest.raises(UnknownRelease):
            store.remove(name)
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "backup").is_dir()


def test_a_release_under_another_name_is_damaged(kept):
    folder = store.home() / "releases"
    (folder / kept.id).rename(folder / "sipri-2021-00000000")
    assert (store.kept(), store.damaged()) == ([], ["sipri-2021-00000000"])


@pytest.mark.parametrize("version", [1, 3])
def test_a_manifest_whose_seal_is_broken_is_damaged_not_old(kept, version):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text()) | {"manifest_version": version}
    manifest["origin"]["citation"] = "Somebody else"
    path.write_text(json.dumps(manifest))
    with pytest.raises(ArmsTransfersError, match="is damaged"):
        store.load(kept.id)


def test_a_disk_that_cannot_be_written_keeps_its_releases_and_says_so(kept, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("pathlib.Path.rename", read_only)
    with pytest.raises(ArmsTransfersError, match="cannot be changed: read-only file system"):
        store.remove(kept.id)
    assert store.kept() == [kept.id]
    monkeypatch.setattr("os.open", read_only)  # not even the lock can be taken
    with pytest.raises(ArmsTransfersError, match="cannot be changed: read-only file system"):
        store.remove(kept.id)
    assert store.keep(kept).name == kept.id


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
        "import sys\nfrom armstransfers import store\n"
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


def test_the_whole_database_is_chosen_before_an_extract_of_its_edition():
    whole = release({("Georgia", "Israel", 2010): 5}, edition=2026)
    store.keep(whole)
    assert catalogue.choose().id == whole.id
    assert catalogue.choose(edition=2022).origin.extract
    assert [r.edition for r in catalogue.releases()] == [2026, 2026, 2025, 2022]


def test_an_edition_that_is_not_at_hand_is_refused_with_those_that_are():
    with pytest.raises(UnknownRelease, match=r"edition 1999 is not .* \(edition 2022\)"):
        catalogue.choose(edition=1999)


def test_an_import_that_is_killed_leaves_the_store_readable(kept):
    """Whatever moment it is killed at, an import leaves a draft that nobody reads."""
    program = (
        "import sys, time, pathlib, json\n"
        "from armstransfers import store\n"
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
from armstransfers import catalogue, store
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


def test_a_full_disk_is_a_sentence_and_leaves_nothing(kept, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(ArmsTransfersError, match="no space left on device"):
        store.keep(release({("Georgia", "Israel", 2010): 5}))
    assert store.kept() == [kept.id]
    assert [p.name for p in (store.home() / "releases").iterdir()] == [kept.id]


def test_a_flag_that_is_not_stated_is_not_stated_after_it_was_kept():
    one = read(c2_file(c2_row(1, year_estimated=""), c2_row(2)).encode())
    store.keep(one)
    back = store.load(one.id)
    assert back.transfers.equals(one.transfers)
    assert back.transfers["year_estimated"].isna().tolist().count(True) == 1


def test_who_removes_what_was_never_kept_makes_no_store(monkeypatch, tmp_path):
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "store"))
    with pytest.raises(UnknownRelease, match="there is no release 'sipri-2025-00000000' kept"):
        store.remove("sipri-2025-00000000")
    assert not (tmp_path / "store").exists()
