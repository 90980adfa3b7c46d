"""What a viewer uploads has its bounds, and reading it hurts nobody."""

import asyncio
import io
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from builders import a1_file, c2_file, c2_row
from resaving import workbook
from serving import started
from starlette.middleware.exceptions import ExceptionMiddleware
from streamlit.proto.BackMsg_pb2 import BackMsg
from viewing import Viewer

from armstransfers import BadRequest, read
from armstransfers.web import uploads

GEORGIA = a1_file("Georgia", {"Israel": ["3", "4"]}).encode()
SMALL = """
import sys
import streamlit as st
from armstransfers.web import uploads
from armstransfers.web.server import MAIN, SETTINGS, lifespan, middleware, routes
uploads.FOR_ONE = 500_000
app = st.App(MAIN, lifespan=lifespan, routes=routes, middleware=middleware)
app.run(config={**SETTINGS, "server.port": int(sys.argv[2])})
"""


def _run(coroutine):
    """Run it in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The address of an explorer in which a viewer may bring half a megabyte."""
    folder = tmp_path_factory.mktemp("small")
    with started([sys.executable, "-c", SMALL], folder / "home", log=folder / "log") as url:
        yield url


def far_corner():
    """A workbook of 5 KB that claims all cells of a sheet, in a way that a pattern does not see."""
    source = zipfile.ZipFile(io.BytesIO(workbook("Supplier,2020\nx,5\n")))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            member = source.read(name)
            packed.writestr(name, member.replace(b'<c r="B2"', b'<c t2=" r=\'A1\'" r="XFD1048576"'))
    return content.getvalue()


def test_a_file_that_would_fill_the_memory_is_refused_and_others_are_served(small):
    with Viewer(small) as viewer:
        button = viewer.bring("bomb.xlsx", far_corner()).button("Read the files")
        assert "5,000,000 cells" in viewer.press(button, "data").says()
    with Viewer(small) as other:
        assert "Read: SIPRI" in other.bring("georgia.csv", GEORGIA).says()


def test_uploads_of_a_viewer_have_a_bound_that_the_page_tells(small):
    with Viewer(small) as viewer:
        viewer.open("data")
        address = f"/_stcore/upload_file/{viewer.session}"
        assert viewer.put(f"{address}/one", "a.csv", b"x" * 300_000) == 204
        assert viewer.put(f"{address}/two", "b.csv", b"x" * 300_000) == 413
        assert (
            "remove a file or forget a release first"
            in viewer.send(BackMsg(app_heartbeat=True)).says()
        )
        assert viewer.put(f"{address}/two", "b.csv", b"x" * 100_000) == 204
    with Viewer(small) as other:
        other.open("data")
        address = f"/_stcore/upload_file/{other.session}"
        assert other.put(f"{address}/one", "a.csv", b"x" * 300_000) == 204


def test_a_worker_stands_ready_after_the_first_page_and_ends_with_the_server(tmp_path):
    with started([sys.executable, "-c", SMALL], tmp_path / "home") as url:
        (server,) = (
            one
            for one in psutil.Process().children()
            if any(url.rpartition(":")[2] == word for word in one.cmdline())
        )
        assert server.children() == []
        with Viewer(url) as viewer:
            viewer.open("data")
            waited = threading.Event()
            for _ in range(200):
                if server.children() or waited.wait(0.1):
                    break
            (worker,) = server.children()
    worker.wait(30)
    assert not worker.is_running()


class Asked:
    """The middleware around an app that takes a body in, as a server would call it."""

    def __init__(self):
        self.answers = []
        self.read = 0

    def upload(self, *size, **how):
        _run(self.uploading(*size, **how))
        return self.answers[-1]

    async def uploading(self, size, session="a", headers=None, body=True):
        if headers is None:
            headers = [(b"content-length", b"%d" % size)]
        path = f"/_stcore/upload_file/{session}/1"
        scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}

        async def receive():
            if callable(body):
                return await body()
            return {"type": "http.request", "body": b"x" * size, "more_body": False}

        async def send(message):
            if message["type"] == "http.response.start":
                self.answers.append(message["status"])

        async def app(scope, receive, send):
            more = True
            while more:
                message = await receive()
                self.read += len(message["body"])
                more = message.get("more_body", False)
            await send({"type": "http.response.start", "status": 204, "headers": []})

        await uploads.Uploads(ExceptionMiddleware(app))(scope, receive, send)


async def nothing():
    """A body of which nothing comes."""
    await asyncio.sleep(60)


@pytest.fixture
def bounds(monkeypatch):
    monkeypatch.setattr(uploads, "FOR_ONE", 10_000)
    monkeypatch.setattr(uploads, "FOR_ALL", 15_000)
    monkeypatch.setattr(uploads, "LONGEST", 1.0)
    monkeypatch.setattr(uploads, "STILL", 0.1)
    monkeypatch.setattr(uploads, "_say", lambda *_: None)
    monkeypatch.setattr(uploads, "_declared", uploads.Counter())
    monkeypatch.setattr(uploads, "_arrived", uploads.Counter())
    monkeypatch.setattr(uploads, "_releases", uploads.WeakKeyDictionary())


def test_nothing_is_read_of_an_upload_without_room(bounds):
    asked = Asked()
    assert asked.upload(9_000) == 413
    assert asked.read == 0
    assert asked.upload(5_000) == 204
    assert asked.upload(5_000) == 204  # the first is no longer on its way


def test_an_upload_says_how_long_it_is_and_comes_in_time(bounds):
    asked = Asked()
    assert asked.upload(1, headers=[]) == 411
    assert asked.upload(1, headers=[(b"content-length", b"-1")]) == 411
    assert asked.upload(1, headers=[(b"content-length", b"\xb2")]) == 411
    assert asked.upload(1, headers=[(b"content-length", b"1")] * 2) == 411
    assert asked.upload(10, body=nothing) == 408
    assert uploads.held() == 0


def test_what_is_on_its_way_counts_for_one_and_for_all(bounds):
    uploads._declared["a"] = uploads._arrived["a"] = 9_000
    asked = Asked()
    assert asked.upload(2_000, "a") == 413
    assert asked.upload(2_000, "b") == 204
    assert asked.upload(7_000, "b") == 413
    assert asked.read == 2_000  # not a byte of what has no room is passed on
    assert uploads.held("b") == 0


def test_what_is_only_declared_takes_nobody_elses_room(bounds):
    async def honest_beside_silent_ones():
        silent = [
            asyncio.create_task(Asked().uploading(7_000, f"{n}", body=nothing)) for n in range(5)
        ]
        await asyncio.sleep(0.02)
        assert (uploads.held(), uploads.held("1")) == (0, 7_000)
        honest = Asked()
        await honest.uploading(7_000, "honest")
        await asyncio.gather(*silent)
        return honest.answers

    assert _run(honest_beside_silent_ones()) == [204]
    assert (uploads.held(), uploads.held("1")) == (0, 0)


def test_an_upload_that_moves_slowly_is_waited_for_and_one_that_stops_is_not(bounds):
    left = [True, True, True, True, False]

    async def slowly():
        await asyncio.sleep(0.06)
        return {"type": "http.request", "body": b"x", "more_body": left.pop(0)}

    assert Asked().upload(5, body=slowly) == 204


def test_uploads_of_one_viewer_wait_for_each_other(bounds):
    at_once = most = 0

    async def busy():
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.01)
        at_once -= 1
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def many():
        each = [Asked() for _ in range(3 * uploads.AT_ONCE)]
        await asyncio.gather(*(one.uploading(1, body=busy) for one in each))
        return [one.answers for one in each]

    assert _run(many()) == [[204]] * 3 * uploads.AT_ONCE
    assert most == uploads.AT_ONCE


def test_an_upload_that_its_viewer_breaks_off_is_no_error(bounds):
    async def left():
        return {"type": "http.disconnect"}

    asked = Asked()
    assert asked.upload(1_000, body=left) == 400  # which nobody hears
    assert (asked.read, uploads.held()) == (0, 0)


def test_nobody_is_shown_how_much_others_have_uploaded(small):
    for path in ("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?families=a"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(small + path)


def test_a_release_counts_by_its_memory_until_it_is_forgotten(bounds):
    release = read(c2_file(*(c2_row(i) for i in range(30))).encode())
    uploads.hold(release, "a")
    assert 2_000 < uploads.held("a") < 10_000
    assert uploads.held("b") == 0
    large = read(c2_file(*(c2_row(i) for i in range(300))).encode())
    with pytest.raises(BadRequest, match="the limit is"):
        uploads.hold(large, "a")
    with pytest.raises(BadRequest, match="the limit is"):
        uploads.hold(large, "b")
    del release
    assert uploads.held("a") == 0
