"""One viewer cannot starve the others, whatever they send, nor keep the server from stopping."""

import asyncio
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit
from saying import rerun
from serving import free_port
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from armstransfers.web.messages import MOST_WAITING, Messages
from armstransfers.web.stopping import GRACE

BARE = "import streamlit as st\nst.title('One page')\nst.slider('Number', 0, 9)\n"
FLOOD = 600  # reruns that one viewer asks for at once
FILES = 100  # that the explorer may open when it starts; a viewer takes four
LONG = 6.0  # seconds after which others are not waited for


class Page:
    """A page's connection, by ASGI: what it sends, and what the app gets of it, and when."""

    def __init__(self, *sent, leaves=True):
        self.sent = [{"type": "websocket.connect"}, *({"type": "websocket.receive", "bytes": one} for one in sent)]  # fmt: skip
        self.leaves = leaves
        self.got, self.told, self.end = [], [], None

    async def receive(self):
        if self.sent:
            return self.sent.pop(0)
        if not self.leaves:
            await asyncio.Event().wait()
        return {"type": "websocket.disconnect", "code": 1001}

    async def send(self, message):
        self.told.append(message)

    async def app(self, scope, receive, send):
        assert (await receive())["type"] == "websocket.connect"
        while (one := await receive())["type"] == "websocket.receive":
            self.got.append(one["bytes"])
        self.end = one["code"]

    def pass_on(self):
        """Run it in a thread of its own: browser tests leave a loop running in this one."""
        passing = Messages(self.app)({"type": "websocket"}, self.receive, self.send)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, asyncio.wait_for(passing, 20)).result()
        return self


def test_who_presses_and_leaves_at_once_is_heard():
    page = Page(rerun(press="keep"), rerun(value=1)).pass_on()
    assert page.got == [rerun(press="keep"), rerun(value=1)]
    assert page.end == 1001


def test_a_person_at_their_fastest_is_not_held_up():
    presses = [rerun(press=f"button {number}") for number in range(25)]
    began = time.monotonic()
    assert Page(*presses).pass_on().got == presses
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("garbage", [None, b"\xfe" * 500], ids=["text", "bytes"])
def test_garbage_ends_its_connection(garbage):
    page = Page(rerun(value=1), garbage, leaves=False).pass_on()
    assert page.end == 1002
    assert page.told == [{"type": "websocket.close", "code": 1002}]


def test_who_sends_more_than_a_person_can_cause_is_shown_out():
    presses = [rerun(press=f"button {number}") for number in range(int(MOST_WAITING) + 50)]
    page = Page(*presses, leaves=False).pass_on()
    assert page.end == 1002
    assert page.got == presses[: len(page.got)]


class Server:
    """A server in a process of its own; `code` starts it on a port."""

    def __init__(self, folder, arguments, health):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, *(one.format(port=self.port) for one in arguments)],
            cwd=folder,
            env=os.environ | {"ARMSTRANSFERS_HOME": str(folder / "home")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not self.answers(health, 5):
            assert time.monotonic() < deadline
            assert self.process.poll() is None
            time.sleep(0.1)

    def answers(self, path, seconds):
        """Whether a path is found within some seconds."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        with contextlib.closing(asking), contextlib.suppress(OSError):
            asking.request("GET", path)
            return asking.getresponse().status == 200
        return False

    def viewer(self, seconds=60):
        return connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],
            proxy=None,
            max_size=None,
            open_timeout=seconds,
            close_timeout=0.1,
        )

    def page(self, seconds=60):
        """Seconds until a new viewer's page is drawn, and others' health is answered."""
        began = time.monotonic()
        with contextlib.suppress(TimeoutError), self.viewer(seconds) as viewer:
            viewer.send(rerun())
            answer = ForwardMsg()
            while answer.WhichOneof("type") != "script_finished":
                left = seconds - (time.monotonic() - began)
                answer.ParseFromString(viewer.recv(timeout=max(left, 0)))
            assert self.answers("/_stcore/health", max(left, 0.1))
        return time.monotonic() - began


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    run = f"""
import resource as r
r.setrlimit(r.RLIMIT_NOFILE, ({FILES}, r.getrlimit(r.RLIMIT_NOFILE)[1]))
from armstransfers.web.server import run
run(address='127.0.0.1', port={{port}})
"""
    yield from served(tmp_path_factory.mktemp("explorer"), ["-c", run], "/healthz")


@pytest.fixture
def bare(tmp_path):
    (tmp_path / "bare.py").write_text(BARE)
    options = {
        "address": "127.0.0.1",
        "port": "{port}",
        "headless": "true",
        "fileWatcherType": "none",
    }
    settings = [f"--server.{name}={value}" for name, value in options.items()]
    arguments = ["-m", "streamlit", "run", "bare.py", "--browser.gatherUsageStats=false"]
    yield from served(tmp_path, arguments + settings, "/_stcore/health")


def served(*how):
    one = Server(*how)
    yield one
    one.process.kill()
    one.process.wait()


@contextlib.contextmanager
def flooding(server, count):
    """One viewer asks for reruns, so many at once, and reads what comes."""

    def read(viewer):
        with contextlib.suppress(ConnectionClosed):
            for _ in viewer:
                pass

    with server.viewer() as flood:
        threading.Thread(target=read, args=(flood,), daemon=True).start()
        for _ in range(count):
            flood.send(rerun())
        yield flood


def test_one_viewer_does_not_starve_the_others_as_in_bare_streamlit(explorer, bare):
    assert max(explorer.page(), bare.page()) < LONG  # else the computer is too busy
    with flooding(bare, FLOOD):
        starved = bare.page(LONG)
        bare.process.kill()
    with flooding(explorer, FLOOD) as flood:
        waited = explorer.page(LONG)
        for press in range(3):  # and the viewer who did it is not forgotten
            flood.send(rerun(press=f"button {press}"))
        again = explorer.page(LONG)
    assert max(waited, again) < starved / 4


def test_more_viewers_are_let_in_than_files_may_be_open_when_it_starts(explorer):
    with contextlib.ExitStack() as viewers:
        for _ in range(FILES // 2):
            viewers.enter_context(explorer.viewer())
        assert explorer.page() < LONG
        assert explorer.answers("/healthz", LONG)


def test_a_stop_is_obeyed_though_one_viewer_floods_it_and_others_do_not_read(explorer):
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    largest = max(scripts, key=lambda script: script.stat().st_size)
    with contextlib.ExitStack() as open_ones, flooding(explorer, FLOOD):
        for _ in range(3):
            idle = open_ones.enter_context(socket.socket())
            idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            idle.connect(("127.0.0.1", explorer.port))
            idle.sendall(
                f"GET /static/js/{largest.name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            assert idle.recv(8) == b"HTTP/1.1"
        explorer.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        explorer.process.wait(timeout=3 * GRACE)
        assert time.monotonic() - began < GRACE + 3
