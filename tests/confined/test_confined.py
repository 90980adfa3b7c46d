"""A reading in a worker is as one in this process, and nothing that the worker meets reaches here."""

import gzip
import logging
import os
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import psutil
import pytest
from builders import a1_file, c2_file, c2_row, c3_file
from customs import COUNTS_LICENCES
from resaving import WAYS, archive

from armstransfers import ReadError, confined, read_all
from armstransfers.confined import Toml, Upload, limits
from armstransfers.confined.pool import Pool, _Worker, environment
from armstransfers.readers.sources import named

GEORGIA = a1_file("Georgia", {"Israel": ["3", "4"]})
REGISTER = c2_file(c2_row(1, value="12.25"), c2_row(22, "Turkey", "Ruritania", 2011, "140"))
TITLE = "Total exports from Israel"
TABLES = c3_file("Recipient", {"Turkey": ["5", "", "0"], "Ruritania": ["1", "", "2"]}, TITLE)
NO_DATA = "<!DOCTYPE html><html>No data</html>"
DESCRIPTION = (
    """
title = "Made up"
[columns]
recipient = "to"
supplier = "from"
year = "year"
value = "licences"
"""
    + COUNTS_LICENCES
)
LICENCES = "from,to,year,licences\nIsrael,Georgia,2012,3\n"


def upload(text, name="table.csv"):
    return Upload(name, text.encode())


def workers():
    return [one for one in psutil.Process().children() if "confined.worker" in str(one.cmdline())]


def refusal(*uploads, **options):
    with pytest.raises(ReadError) as caught:
        confined.read_all(uploads, **options)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [GEORGIA, REGISTER, TABLES], ids=["A1", "C2", "C3"])
def test_a_reading_is_the_same_in_a_worker(text, way):
    content = WAYS[way](text)
    here = read_all(named("table", content))
    there = confined.read_all([Upload("table", content)])
    assert there.skipped == here.skipped
    for one, other in zip(here.releases, there.releases, strict=True):
        assert other.id == one.id
        assert (other.origin, other.measure) == (one.origin, one.measure)
        assert (other.coverage, other.report) == (one.coverage, one.report)
        for table in ("transfers", "margins", "deals"):
            pd.testing.assert_frame_equal(getattr(other, table), getattr(one, table))


def test_what_holds_no_data_is_reported():
    there = confined.read_all([upload(GEORGIA), upload(NO_DATA, "empty.csv")])
    assert [(one.file, one.line) for one in there.skipped] == [("empty.csv", None)]
    assert there.releases[0].report.skipped[: len(there.skipped)] == there.skipped


def test_files_of_this_computer_are_read_where_they_are(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "georgia.csv").write_text(GEORGIA)
    (tmp_path / "table.csv").write_text(LICENCES)
    (tmp_path / "table.toml").write_text(DESCRIPTION)
    monkeypatch.chdir(tmp_path)
    path = type(tmp_path)
    assert confined.read_all([path("folder")]).releases[0].names("recipient") == ["Georgia"]
    told = confined.read_all([path("table.csv")], description=path("table.toml"))
    assert told.releases[0].measure.name == "licences"
    with pytest.raises(
        ReadError, match=r"^none\.csv: no such file or directory; check the path\.$"
    ):
        confined.read_all([path("none.csv")])


def test_an_error_keeps_its_place():
    bad = REGISTER.replace("12.25", "12,25.1")
    error = refusal(upload(bad))
    with pytest.raises(ReadError) as here:
        read_all(named("table.csv", bad.encode()))
    assert str(error) == str(here.value)
    assert (error.file, error.line, error.column) == (
        here.value.file,
        here.value.line,
        here.value.column,
    )
    assert error.line is not None


def test_a_table_of_another_source_is_read_as_it_is_described():
    assert confined.header_of([upload(LICENCES)]) == ["from", "to", "year", "licences"]
    packed = Upload("licences.csv.gz", gzip.compress(upload(LICENCES).content))
    assert confined.header_of([packed]) == ["from", "to", "year", "licences"]
    with pytest.raises(ReadError, match="a PDF document"):
        confined.header_of([Upload("licences.pdf", b"%PDF-1.7")])
    reading = confined.read_all([upload(LICENCES)], description=Toml(DESCRIPTION, "the form"))
    assert reading.releases[0].transfers["value"].tolist() == [3.0]
    error = refusal(upload(LICENCES), description=Toml("a = " + "[" * 15_000, "the form"))
    assert error.file == "the form"
    assert "is longer than" in str(
        refusal(upload(LICENCES), description=Toml("#" * 100_001, "the form"))
    )


def test_progress_names_each_file_and_may_give_up():
    confined.close()  # a worker that has read much ends after its next reading
    steps = []
    confined.read_all(
        [upload(GEORGIA, "a.csv"), upload(GEORGIA, "b.csv")],
        progress=lambda *step: steps.append(step),
    )
    assert steps == [("a.csv", 0.0), ("b.csv", 0.5)]

    class ViewerLeftError(Exception):
        pass

    def leave(*_):
        raise ViewerLeftError

    before = workers()
    with pytest.raises(ViewerLeftError):
        confined.read_all([upload(GEORGIA)], progress=leave)
    assert not any(one.is_running() for one in before)
    assert confined.read_all([upload(GEORGIA)]).releases


def wide(rows):
    """A table that takes much more memory than its bytes: one letter makes all of them wide."""
    line = "Israel,Georgia,2012,3,,,,\n"
    return f"from,to,year,licences,\N{GRINNING FACE},,,\n{line * rows}"


def test_a_file_that_takes_too_much_memory_is_refused_in_a_sentence():
    error = refusal(upload(wide(1_900_000), "wide.csv"), description=Toml(DESCRIPTION, "form"))
    assert str(error) == (
        "wide.csv: the file cannot be read within 1 GB of memory and 60 seconds; keep the table "
        "alone in it, or save it as CSV."
    )
    assert confined.read_all([upload(GEORGIA)]).releases


@pytest.mark.parametrize("fatal", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_the_end_of_a_worker_is_a_sentence_that_names_the_file(fatal):
    def end(name, _):
        if name == "b.csv":
            for one in workers():
                one.send_signal(fatal)

    text = c2_file(*(c2_row(i) for i in range(20_000)))
    error = refusal(upload(GEORGIA, "a.csv"), upload(text, "b.csv"), progress=end)
    assert str(error).startswith("b.csv: the file cannot be read within")
    assert confined.read_all([upload(GEORGIA)]).releases


def test_a_worker_that_died_idle_is_replaced():
    confined.read_all([upload(GEORGIA)])
    for one in workers():
        one.kill()
        one.wait()
    assert confined.read_all([upload(GEORGIA)]).releases


def test_a_reading_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", -1)
    text = c2_file(*(c2_row(i) for i in range(30_000)))
    assert "cannot be read within" in str(refusal(upload(text)))


def test_where_the_system_holds_no_memory_the_parent_looks(monkeypatch):
    monkeypatch.setattr(limits, "SYSTEM_HOLDS_MEMORY", False)
    monkeypatch.setattr(limits, "MEMORY", 1_000_000)
    text = c2_file(*(c2_row(i) for i in range(30_000)))
    assert "cannot be read within" in str(refusal(upload(text)))


BOUND = "from armstransfers.confined import limits; limits.bind(); "


@pytest.mark.skipif(not limits.SYSTEM_HOLDS_MEMORY, reason="the parent looks here")
@pytest.mark.parametrize(
    ("code", "ends"),
    [
        ("bytearray(2**30)", "MemoryError"),
        ("[b'x' * i for i in range(10**9)]", "MemoryError"),
        ("open('left.txt', 'w').write('x' * 10**6)", "OSError"),
        ("[open('/dev/null') for _ in range(100)]", "OSError"),
    ],
)
def test_a_bound_process_takes_no_more_than_its_limits(code, ends, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", BOUND + code],
        env=os.environ | environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert ends in done.stderr.splitlines()[-1]


@pytest.mark.skipif(not limits.SYSTEM_HOLDS_MEMORY, reason="the parent looks here")
def test_a_bound_process_ends_when_its_time_is_over():
    code = "limits.CPU_SECONDS = 0; limits.allow_time()\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", BOUND + code], capture_output=True)
    assert done.returncode == -signal.SIGXCPU


def test_a_worker_ends_with_its_parent_however_that_ends():
    code = (
        "from armstransfers import confined; import psutil, os, signal; confined.warm();"
        "print(psutil.Process().children()[0].pid, flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    pid = int(done.stdout)
    until = time.monotonic() + 60  # it may still be importing
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)


def test_no_worker_is_left_when_they_are_closed():
    confined.close()  # a worker that has read much ends after its next reading
    confined.read_all([upload(GEORGIA)])
    confined.close()
    assert workers() == []
    assert confined.read_all([upload(GEORGIA)]).releases


def test_a_mistake_of_this_program_is_a_sentence_and_stands_in_the_log_without_values(caplog):
    answer = {"mistake": "KeyError\n  File reader.py, line 7", "last": False}
    with caplog.at_level(logging.ERROR):
        error = refusal_of(answer)
    assert "in a way that this program does not know" in error
    assert "reader.py" in caplog.text


def refusal_of(answer):
    """How a file is refused of which a worker says this."""
    pool = Pool()

    class Saying(_Worker):
        def _next(self, until, waiting):
            return dict(answer), ()

    pool._idle.append(Saying())
    with pytest.raises(ReadError) as caught:
        pool.ask(({}, ()), "table.csv", print, print)
    pool.close()
    return str(caught.value)


def test_an_archive_is_read_in_a_worker_too():
    packed = archive({"a.csv": GEORGIA, "b.csv": a1_file("Sudan", {"China": ["1", "1"]})})
    steps = []
    reading = confined.read_all(
        [Upload("both.zip", packed)], progress=lambda *step: steps.append(step)
    )
    assert steps == [("a.csv", 0.0), ("b.csv", 0.5)]
    assert reading.releases[0].names("recipient") == ["Georgia", "Sudan"]


def test_files_of_one_viewer_leave_a_worker_to_others():
    pool, may_end = Pool(), threading.Event()

    class Slow(_Worker):
        def _next(self, until, waiting):
            assert may_end.wait(60)
            return {"last": False}, ()

    pool._idle += [Slow(), Slow()]
    steps = []

    def read(viewer):
        pool.ask(({}, ()), f"{viewer}.csv", print, lambda: None, viewer)
        steps.append(viewer)

    greedy = [threading.Thread(target=read, args=("greedy",)) for _ in range(4)]
    for one in greedy:
        one.start()
    time.sleep(0.5)
    with pool._lock:
        assert (len(pool._busy), len(pool._idle)) == (1, 1)
    honest = threading.Thread(target=read, args=("honest",))
    honest.start()
    time.sleep(0.5)
    with pool._lock:
        assert (len(pool._busy), len(pool._idle)) == (2, 0)
    may_end.set()
    for one in (*greedy, honest):
        one.join(60)
    pool.close()
    assert sorted(steps) == ["greedy"] * 4 + ["honest"]
    assert not pool._viewers
