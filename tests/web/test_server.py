"""The server as the network sees it, without a browser."""

import ast
import asyncio
import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import ROOT
from serving import free_port, wait_until_healthy
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from armstransfers.core.errors import ReadError
from armstransfers.library import catalogue
from armstransfers.web import server

HOST = "arms.example"
SCRIPT = "from armstransfers.cli import main; main()"


class Serving:
    """The explorer in a process of its own, served under one name alone."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SCRIPT, "app", "--port", str(self.port), "--host", HOST],
                cwd=ROOT,
                env=os.environ | {"ARMSTRANSFERS_HOME": str(folder / "home")},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        wait_until_healthy(self.url, self.process)

    def get(self, path, **headers):
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    one = Serving(tmp_path_factory.mktemp("serving"))
    yield one
    one.process.kill()
    one.process.wait()


def run_apart(coroutine):
    """Run a coroutine in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def told_by_main(name):
    """What the app's script, which runs when it is imported, says under a name."""
    tree = ast.parse((ROOT / "armstransfers" / "web" / "main.py").read_text("utf-8"))
    (value,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == name
    )
    return value


def paths():
    return [f"/{path}" for members in told_by_main("MENU").values() for path in members]


@pytest.mark.parametrize("path", ["/", *paths(), "/healthz", "/_stcore/health", "/nowhere.js"])
def test_every_answer_forbids_foreign_hosts_frames_and_guessed_types(serving, path):
    _, headers, _ = serving.get(path)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_name_under_which_it_is_not_served_is_refused(serving):
    assert serving.get("/", Host=HOST)[0] == 200
    assert serving.get("/", Host="rebound.example")[0] == 400


def test_health_tells_of_the_data(serving):
    status, _, body = serving.get("/healthz")
    assert status == 200
    assert json.loads(body) == {"status": "ok", "releases": 3}  # the extracts that ship


def broken():
    raise ReadError("the release is damaged")


def mistaken():
    raise KeyError("a mistake of the program")


async def health(monkeypatch):
    """What is answered on health, before the releases are loaded and after."""
    loading = asyncio.create_task(server._load())
    monkeypatch.setattr(server, "_loading", loading)
    before = await server.healthz(None)
    await asyncio.wait([loading])
    after = await server.healthz(None)
    return [(one.status_code, json.loads(one.body)["status"]) for one in (before, after)]


@pytest.mark.parametrize(
    ("releases", "status", "told"),
    [
        (list, "no data", "serving 0 releases"),
        (broken, "no data", "the release is damaged"),
        (mistaken, "failed", "a mistake of the program"),
    ],
)
def test_without_data_it_is_not_healthy_and_the_log_says_why(
    monkeypatch, caplog, releases, status, told
):
    caplog.set_level("INFO")
    monkeypatch.setattr(catalogue, "releases", releases)
    assert run_apart(health(monkeypatch)) == [(503, "loading"), (503, status)]
    assert told in caplog.text


def test_the_first_viewer_waits_until_the_data_are_loaded(monkeypatch):
    passed = []

    async def app(scope, receive, send):
        passed.append(scope["type"])

    async def first_viewer():
        end = asyncio.Event()
        monkeypatch.setattr(server, "_loading", asyncio.create_task(end.wait()))
        waiting = asyncio.create_task(server.AfterLoading(app)({"type": "websocket"}, None, None))
        await server.AfterLoading(app)({"type": "http"}, None, None)
        await asyncio.sleep(0)
        assert passed == ["http"]
        end.set()
        await waiting

    run_apart(first_viewer())
    assert passed == ["http", "websocket"]


def test_a_viewer_who_leaves_early_does_not_end_the_loading(monkeypatch):
    async def app(scope, receive, send):
        pytest.fail("there is nothing to show yet")

    async def leaving():
        end = asyncio.Event()
        loading = asyncio.create_task(end.wait())
        monkeypatch.setattr(server, "_loading", loading)
        waiting = asyncio.create_task(server.AfterLoading(app)({"type": "websocket"}, None, None))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        end.set()
        return await loading

    assert run_apart(leaving()) is True


def test_a_stop_ends_it_within_seconds_though_a_viewer_is_there(tmp_path):
    one = Serving(tmp_path)
    with (
        contextlib.suppress(ConnectionClosed),
        connect(f"ws://127.0.0.1:{one.port}/_stcore/stream"),
    ):
        began = time.monotonic()
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(timeout=10)
        assert time.monotonic() - began < 10
    lines = [json.loads(line) for line in one.log.read_text().splitlines() if line[:1] == "{"]
    assert [line["message"] for line in lines] == ["serving 3 releases", "stopped"]


def logged(script):
    """The one line that a script logs."""
    begun = "import streamlit.logger\nfrom armstransfers.web.log import write_json_lines\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{begun}write_json_lines()\n{script}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = done.stderr.splitlines()
    return json.loads(line)


def test_the_log_says_where_an_error_arose_and_quotes_nobody():
    told = logged("""
try:
    try:
        int("what a viewer wrote")
    except ValueError as error:
        raise KeyError("what a viewer wrote") from error
except KeyError as error:
    log = streamlit.logger.get_logger("streamlit.made.up")
    log.error("Uncaught error\\nof a viewer, in %s", "what a viewer wrote", exc_info=error)
""")
    assert (told["level"], told["logger"]) == ("error", "streamlit.made.up")
    assert (told["error"], told["message"]) == ("KeyError", "Uncaught error")
    assert told["traceback"].startswith("Traceback (most recent call last)")
    assert [line for line in told["traceback"].splitlines() if line.endswith("Error")] == [
        "ValueError",
        "KeyError",
    ]
    assert "viewer" not in json.dumps(told)


def test_what_is_wrong_with_its_own_data_is_said_whole():
    told = logged("""
import logging
try:
    raise OSError("the disk is full")
except OSError:
    logging.getLogger("armstransfers").exception("the releases %s", "cannot be loaded")
""")
    assert told["message"] == "the releases cannot be loaded"
    assert told["traceback"].endswith("OSError: the disk is full")


def test_who_comes_and_what_they_look_at_is_not_logged(serving):
    serving.get("/suppliers?recipient=Georgia")
    with connect(f"ws://127.0.0.1:{serving.port}/_stcore/stream"):
        log = serving.log.read_text()
    assert not any(word in log for word in ("Georgia", "GET", "WebSocket", "127.0.0.1:"))


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/?recipient=India&years=2011-2020", "./suppliers?recipient=India&years=2011-2020"),
        ("/?edition=2022,%20extract", "./suppliers?edition=2022,%20extract"),
        ("/?recipient=C%C3%B4te%20d%27Ivoire&v=1", "./suppliers?recipient=C%C3%B4te%20d%27Ivoire&v=1"),
        ("/?recipient=Poland%0d%0aSet-Cookie:%20a=b", "./suppliers?recipient=Poland%0d%0aSet-Cookie:%20a=b"),
        ("/", None),
        ("/?", None),
        ("/suppliers?recipient=India", None),
        ("/pair?recipient=India", None),
    ],
)  # fmt: skip
def test_a_link_from_before_there_was_a_start_page_opens_suppliers(serving, asked, sent_to):
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", asked)
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (
            (307, sent_to) if sent_to else (200, None)
        )


def test_a_page_says_at_once_what_draws_its_charts(serving):
    _, headers, _ = serving.get("/")
    address, relation, *_ = headers["Link"].split("; ")
    status, there, _ = serving.get(address.strip("<>").removeprefix("."))
    assert (relation, status) == ("rel=modulepreload", 200)
    assert "javascript" in there["Content-Type"]
    assert "Link" not in there
