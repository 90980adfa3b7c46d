"""What stands around the app's script: start-up, health, headers, names of hosts."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gc
import hashlib
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from armstransfers.core.errors import ArmsTransfersError, Refused
from armstransfers.reference.environment import HOSTS_VARIABLE
from armstransfers.web import stopping, viewers
from armstransfers.web.authority import Owner
from armstransfers.web.downloading import DOWNLOAD
from armstransfers.web.log import OWN, write_json_lines
from armstransfers.web.messages import Messages
from armstransfers.web.names import Names
from armstransfers.web.settings import SETTINGS
from armstransfers.web.uploads import Uploads
from armstransfers.web.viewers import Viewers

log = logging.getLogger(OWN)
MAIN = Path(__file__).with_name("main.py")
_PAUSE = 0.001  # seconds that a thread which computes may keep others from running
_FILES = 10_000  # that may be open; 1,024, as is usual, are used up by 250 sessions
_METRICS = "/_stcore/metrics"
SWEEP = 5.0  # seconds between two looks at who has left for good
_MANY = 20  # sessions whose remains may wait together until they are looked for


_loading: asyncio.Task[None] | None = None  # begun when the server starts


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load the releases once, while the first viewer's browser loads the page's own files."""
    global _loading
    del app
    write_json_lines()
    _open_many()
    sys.setswitchinterval(_PAUSE)  # for the thread that sends, beside those that draw pages
    _loading = asyncio.create_task(_load())
    sweeping = asyncio.create_task(_sweep())
    with stopping.soon():
        yield {}
    sweeping.cancel()
    _loading.cancel()
    DOWNLOAD.stop()
    _end_workers()
    log.info("stopped")


def _open_many() -> None:
    """Let many files be open, as most computers allow when asked: each session takes four."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


async def _load() -> None:
    """Load the releases, and what the first view needs, in a thread of its own.

    What is wrong with them is logged, for the viewer can bring others. Any other failure is one of
    this program: it reaches everyone who waits for the end of this.
    """
    try:
        releases = await asyncio.to_thread(_releases)
        _collect()
        log.info("serving %s releases", releases)
    except (ArmsTransfersError, OSError):
        log.exception("the releases cannot be loaded")


def _releases() -> int:
    """Return the number of releases, all of them loaded."""
    from armstransfers.library import catalogue
    from armstransfers.web import partners  # noqa: F401  # its import would delay the first viewer

    releases = catalogue.releases()
    for release in releases:
        with contextlib.suppress(Refused):
            release.prepare()
    return len(releases)


def _warm() -> None:
    """Have a worker ready for the first upload."""
    from armstransfers import confined  # its import would delay the first viewer

    confined.warm()


def _end_workers() -> None:
    """End what is being read, for a page that waits for it would hold up the end of the server."""
    if "armstransfers.confined" in sys.modules:
        from armstransfers import confined

        confined.close()


async def _sweep() -> None:
    """Forget who left, again and again, and free what they held."""
    gone = 0  # sessions since all memory was looked through
    while True:
        await asyncio.sleep(SWEEP)
        if not runtime.exists():
            continue
        if runtime.get_instance()._session_mgr.num_active_sessions():  # a first page is there
            await asyncio.to_thread(_warm)
        left, brought = _forget_who_left()
        gone += left
        everything = brought or gone >= _MANY
        _collect(everything=everything)
        gone = 0 if everything else gone


def _forget_who_left() -> tuple[int, bool]:
    """Forget the sessions whose time is over; return how many, and whether they brought releases.

    Streamlit does so only when another viewer comes or goes, and its main loop holds the last
    session until the next.
    """
    sessions: Any = runtime.get_instance()._session_mgr  # there is no public way
    left = [info.session for _, info in sessions._session_storage._cache.expire()]
    states = [session.session_state for session in left]
    brought = any(one[viewers.SHELF].releases for one in states if viewers.SHELF in one)
    for session in left:
        session.shutdown()
        session.session_state.clear()
    if left:  # their downloads too: Streamlit marks them at first, and removes them the next time
        runtime.get_instance().media_file_mgr.remove_orphaned_files()
    return len(left), brought


def _collect(*, everything: bool = False) -> None:
    """Free what nobody holds, and set apart what is still held.

    Streamlit looks for garbage after every run. With fifty viewers that takes longer than the run,
    unless it may pass over what was there before.
    """
    if everything:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


async def healthz(request: Request) -> JSONResponse:
    """Answer whether the process has data: 503 while it loads them, and where that failed."""
    del request
    if _loading is None or not _loading.done():
        return JSONResponse({"status": "loading"}, status_code=503)
    if failure := _loading.exception():
        log.error("the releases were not loaded", exc_info=failure)
        return JSONResponse({"status": "failed"}, status_code=503)
    from armstransfers.library import catalogue

    try:
        releases = len(catalogue.releases())
    except (ArmsTransfersError, OSError):
        releases = 0
    if not releases:
        return JSONResponse({"status": "no data"}, status_code=503)
    return JSONResponse({"status": "ok", "releases": releases})


class Headers:
    """Middleware that adds the headers of a cautious site to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", _content_policy().encode()),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            (b"referrer-policy", b"same-origin"),
            (b"x-content-type-options", b"nosniff"),
        ]
        self.for_files = [(b"cache-control", b"no-store")]
        self.for_pages = [(b"link", link.encode()) for link in _wanted_soon()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_file = scope["path"].startswith("/media/")
                is_page = not is_file and any(
                    name == b"content-type" and kind.startswith(b"text/html")
                    for name, kind in message["headers"]
                )
                message["headers"] = [
                    *message["headers"],
                    *self.headers,
                    *(self.for_pages if is_page else ()),
                    *(self.for_files if is_file else ()),
                ]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class LinksToStart:
    """Middleware that opens *Suppliers* for a link to where the explorer opens.

    Links made before there was a start page lead there, with the values of that view.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or send it to the view."""
        query = scope.get("query_string", b"").decode("latin-1")
        asked = scope["type"] == "http" and scope["path"] in ("", "/") and query
        app = RedirectResponse(f"./suppliers?{query}") if asked else self.app
        await app(scope, receive, send)


class NoMetrics:
    """Middleware that serves nobody Streamlit's metrics: they say what others have uploaded."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 404."""
        asked = scope["type"] == "http" and scope["path"].rstrip("/").endswith(_METRICS)
        app = PlainTextResponse("Not Found", 404) if asked else self.app
        await app(scope, receive, send)


class AfterLoading:
    """Middleware that keeps a page's connection waiting until the releases are loaded."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, at once or when there is something to show."""
        if scope["type"] == "websocket" and _loading is not None:
            await asyncio.shield(_loading)  # who leaves while it loads does not end it
        await self.app(scope, receive, send)


def around(names: Sequence[str]) -> list[Middleware]:
    """Return what every request passes through.

    Parameters
    ----------
    names : sequence of str
        Public names under which the explorer is served, beside this computer's own.
    """
    return [
        Middleware(Headers),
        Middleware(Names, names=names),
        Middleware(Owner, names=names),
        Middleware(Viewers),
        Middleware(NoMetrics),
        Middleware(LinksToStart),
        Middleware(AfterLoading),
        Middleware(Uploads),
        Middleware(Messages),
    ]


routes = [Route("/healthz", healthz)]
middleware = around([name for name in os.environ.get(HOSTS_VARIABLE, "").split(",") if name])


def run(*, address: str, port: int, hosts: Sequence[str] = ()) -> None:
    """Start the explorer and block until it is stopped."""
    passed = around(hosts) if hosts else middleware
    app = st.App(MAIN, lifespan=lifespan, routes=routes, middleware=passed)
    app.run(config={**SETTINGS, "server.address": address, "server.port": port})


def _wanted_soon() -> list[str]:
    """Return what a page may load before Streamlit asks for it, with the first chart."""
    drawing = (Path(st.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js")
    return [f"<./static/js/{one.name}>; rel=modulepreload; crossorigin" for one in drawing]


def _content_policy() -> str:
    """Return a policy under which the page loads nothing from a foreign host."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in inline)
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
