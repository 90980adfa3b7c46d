import ast
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from builders import C2_HEADER, c2_file, c2_row
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
    served,
)

from armstransfers import catalogue, cli, fetch, store
from armstransfers.coverage import Block
from armstransfers.errors import ArmsTransfersError, BadRequest, NotFetched
from armstransfers.fetch import Patience, Site, complete_register, pieces
from armstransfers.readers import read_all

ROOT = Path(__file__).parent.parent
QUICK = Patience(pause=0, connect=5, answer=5, repeats=2, back_off=0)
DECADES = [(1950, 1959), (1960, 1969), (1970, 1979), (1980, 1989), (1990, 1992)]
YEARS = 43  # 1950-1992
HTML = "<!DOCTYPE html>\n<html><body>Down for maintenance</body></html>"


@pytest.fixture
def sipri(monkeypatch):
    """A site of edition 1993, on the day of its files."""
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, 3))
    monkeypatch.setattr(fetch, "PATIENCE", QUICK)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served() as site:
        monkeypatch.setenv("ARMSTRANSFERS_SIPRI_ADDRESS", site.address)
        yield site


@pytest.fixture
def run(monkeypatch, capsys):
    """Run ``fetch sipri``; return its exit code, what it printed, and its errors."""

    def command(*words, stdin=None):
        monkeypatch.setattr(sys, "argv", ["armstransfers", "fetch", "sipri", *words])
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return command


def get(sipri, patience=QUICK, **options):
    with Site(sipri.address, patience) as site:
        return complete_register(site, **options)


def test_the_complete_register_comes_by_one_request_a_decade(sipri):
    release = get(sipri)
    assert sipri.registers == DECADES
    assert [words for words in sipri.asked if words not in DECADES] == [
        "/api/p/trades/getMaxYear",
        "/api/p/trades/getMaxYear",
    ]
    assert store.kept() == [release.id]
    assert (release.edition, release.generated) == (1993, date(1993, 5, 3))
    assert release.coverage.blocks == (Block(1950, 1992),)
    assert release.transfers["value"].sum() == 1.25 * YEARS


def test_what_is_fetched_is_what_an_import_of_the_files_gives(sipri):
    files = [register(*decade).encode() for decade in DECADES]
    (imported,) = read_all(files).releases
    assert get(sipri).id == imported.id


def test_the_real_register_is_whole_when_it_comes_in_decades(sipri, real, monkeypatch):
    """59,157 rows and 2,065,055.41 million TIV, counted in the two files of April 2024."""
    rows = []
    for file in real.glob("register-by-delivery-year_*.csv"):
        table = file.read_text("ascii").split(C2_HEADER)[1]
        rows += [(int(row.split(",")[10]), row) for row in table.strip().splitlines()]

    def decade(first, last, generated):
        inside = (row for year, row in rows if first <= year <= last)
        return c2_file(*inside, generated=generated, years=(str(first), str(last)))

    monkeypatch.setattr(pieces, "today", lambda: date(2024, 4, 16))
    sipri.last_year, sipri.generated, sipri.register = 2023, "16 Apr 2024 10:05:18 PM", decade
    release = get(sipri)
    assert release.coverage.blocks == (Block(1950, 2023),)
    assert len(release.transfers) == 59_157
    assert release.transfers["value"].sum() == pytest.approx(2_065_055.41, abs=0.001)


def test_it_joins_what_is_kept_of_the_edition(sipri):
    (imported,) = read_all(register(1980, 1992).encode()).releases
    catalogue.keep(imported)
    fetched = get(sipri)
    assert store.kept() == [fetched.id]
    assert fetched.coverage.blocks == (Block(1950, 1992),)


def test_nothing_is_left_beside_the_release(sipri):
    get(sipri)
    assert [path for path in (store.home() / "fetch").rglob("*") if path.is_file()] == []


def test_in_march_all_decades_belong_to_the_edition_of_the_last(sipri, monkeypatch):
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 3, 20))
    sipri.generated = "20 Mar 1993 9:14:21 AM"
    assert get(sipri).edition == 1993
    assert len(store.kept()) == 1


def test_the_site_is_asked_politely(sipri):
    began = time.monotonic()
    get(sipri, Patience(pause=0.03))
    assert time.monotonic() - began >= 0.03 * (len(sipri.asked) - 1)
    assert {headers["User-Agent"].split("/")[0] for headers in sipri.headers} == {"armstransfers"}


def test_progress_tells_what_is_there_and_what_is_asked_for(sipri):
    told = []
    get(sipri, progress=lambda *words: told.append(words))
    assert told == [*((i, 5, decade) for i, decade in enumerate(DECADES)), (5, 5, None)]


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
    "nested without end": ([send(200, "[" * 200_000)], "answered with something else than JSON"),
    "no file": ([send_json({"message": "ok"})], "answered without a file"),
    "a file that is null": ([send_json({"bytes": None})], "answered without a file"),
    "a bare list": ([send_json([1, 2])], "answered without a file"),
    "bad base64": ([send_json({"bytes": "###"})], "a file that cannot be decoded"),
    "not even ASCII": ([send_json({"bytes": "é"})], "a file that cannot be decoded"),
    "half a reply": ([half], "broke off in the middle of its answer"),
    "broken packing": ([send(200, "no gzip", Content_Encoding="gzip")], "broke off in the middle"),
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
        "is not among those that the first lines of the file speak of",
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


def test_what_came_before_a_failure_is_not_asked_for_again(sipri):
    sipri.answers[1970, 1979] = [half]
    with pytest.raises(NotFetched):
        get(sipri)
    sipri.asked.clear()
    assert get(sipri).transfers["value"].sum() == 1.25 * YEARS
    assert sipri.registers == DECADES[2:]


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


def test_the_report_is_that_of_an_import(sipri, run):
    code, out, err = run("--yes", "--format", "json")
    (report,) = json.loads(out)["releases"]
    assert (code, err) == (0, "")
    assert (report["recognised"], report["edition"], report["files"]) == ("C2", 1993, 5)
    assert (report["years"], report["rows"]) == ([1950, 1992], YEARS)
    code, out, _ = run("--yes")
    assert f"kept as {report['release']}" in out
    assert "all recipients x all suppliers, 1950-1992" in out
    assert run("--yes", "--format", "csv")[1].splitlines()[0].startswith("release,recognised")


def test_a_program_must_agree_to_the_terms(sipri, run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "--yes" in err
    assert "less than 10 per cent" in err
    assert sipri.asked == []


class Terminal:
    """Somebody at a keyboard who gives one answer."""

    def __init__(self, answer):
        self.answer = answer

    def isatty(self):
        return True

    def readline(self, *_):
        return self.answer


@pytest.mark.parametrize(
    ("answer", "code", "asked"),
    [("y\n", 0, DECADES), ("n\n", 1, []), ("\n", 1, []), ("", 130, [])],
    ids=["yes", "no", "no word", "end of input"],
)
def test_a_person_is_asked_and_told_the_terms(sipri, run, monkeypatch, answer, code, asked):
    found, out, err = run(stdin=Terminal(answer))
    said = " ".join(err.split())
    assert found == code
    assert sipri.registers == asked
    assert "less than 10 per cent of a published data set" in said
    assert "not documented by SIPRI" in said
    assert bool(out) == (code == 0)


@pytest.mark.parametrize(
    "address",
    [
        "http://atbackend.sipri.org/api/p", "ftp://127.0.0.1/", "atbackend.sipri.org", "https://",
        "https://a:b@example.org", "http://[::1", "https://example.org/?a=b", "http://127.0.0.1.org",
        "https://example.org:port/",
    ],
)  # fmt: skip
def test_an_address_is_encrypted_or_of_this_computer(run, address):
    with pytest.raises(BadRequest):
        Site(address)
    code, out, err = run("--yes", "--site", address)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (fetch.ADDRESS, "atbackend.sipri.org"),
        ("http://localhost:8000/api/p/", "localhost:8000"),
        ("http://[::1]:8000", "::1:8000"),
    ],
)
def test_messages_call_a_site_by_its_host(address, name):
    assert Site(address).name == name


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

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ArmsTransfersError, match="no space left on device"):
        get(sipri)


def test_nothing_but_the_command_line_knows_how_to_fetch():
    knows = set()
    for path in (ROOT / "armstransfers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [f"{a.name}" for a in getattr(node, "names", []) if isinstance(a, ast.alias)]
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{name}" for name in names]
            if any(
                n.startswith("armstransfers.fetch") or n.split(".")[0] == "requests" for n in names
            ):
                knows.add(path.relative_to(ROOT / "armstransfers").parts[0])
    assert knows == {"fetch", "cli"}


def test_neither_the_library_nor_the_web_app_loads_it():
    code = (
        "import sys, armstransfers, armstransfers.web.server; "
        "print([name for name in sys.modules if name.startswith('armstransfers.fetch')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
