"""Who a viewer is: whoever sends the cookie that the page was sent with, in each tab, after a reload.

What a viewer has brought lies on a shelf. The viewer's sessions hold it, and nothing else does: it ends
with the last of them, two minutes after the last tab was closed. Nobody finds it without the cookie,
which no script can read and no other site can send.
`docs/decisions/0024-nothing-is-lost.md` says why.
"""

from __future__ import annotations

import re
import secrets
from weakref import WeakValueDictionary

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

from armstransfers.model.release import Release
from armstransfers.reference.context import Event

SHELF = "shelf"
_ID = re.compile(r"[0-9a-f]{32}")
_PORT = re.compile(r":([0-9]{1,5})$")

_by_viewer: WeakValueDictionary[str, Shelf] = WeakValueDictionary()
_by_session: WeakValueDictionary[str, Shelf] = WeakValueDictionary()


class Shelf:
    """What one viewer has brought.

    Attributes
    ----------
    viewer : str
        Whose it is; no page and no log ever names it.
    releases : dict of str to Release
        The releases, by id.
    events : tuple of Event
        The viewer's own events.
    events_file : str
        Name of the file that they were in; empty where there are none.
    """

    def __init__(self, viewer: str) -> None:
        self.viewer = viewer
        self.releases: dict[str, Release] = {}
        self.drop_events()

    def drop_events(self) -> None:
        """Forget the viewer's own events."""
        self.events: tuple[Event, ...] = ()
        self.events_file = ""


def shelf() -> Shelf:
    """Return the shelf of the viewer whose page is being drawn."""
    found: Shelf | None = st.session_state.get(SHELF)
    if found is None:
        context = get_script_run_ctx()
        session = context.session_id if context else secrets.token_hex(16)
        # whoever takes no cookie is known by the session alone
        viewer = _viewer(st.context.headers.get("Host", ""), dict(st.context.cookies)) or session
        found = _by_viewer.setdefault(viewer, Shelf(viewer))
        st.session_state[SHELF] = _by_session[session] = found
    return found


def of_session(session: str) -> str:
    """Return whose a session is; before its first page was drawn it stands for itself."""
    found = _by_session.get(session)
    return found.viewer if found else session


class Viewers:
    """Middleware that gives each browser a cookie by which its viewer is known again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; with a page goes a cookie, where the browser sent none."""
        if scope["type"] != "http" or not _wants_a_page(scope):
            await self.app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        host = request.headers.get("host", "")
        if _viewer(host, request.cookies):
            await self.app(scope, receive, send)
            return
        encrypted = "https" in (scope["scheme"], request.headers.get("x-forwarded-proto"))
        cookie = f"{_cookie(host)}={secrets.token_hex(16)}; Path=/; HttpOnly; SameSite=Lax"
        cookie += "; Secure" if encrypted else ""

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [one for one in message["headers"] if one[0].lower() != b"cache-control"]
                own = (b"set-cookie", cookie.encode()), (b"cache-control", b"no-store")
                message["headers"] = [*kept, *own]
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _wants_a_page(scope: Scope) -> bool:
    accepted = [value for name, value in scope["headers"] if name == b"accept"]
    return scope["method"] == "GET" and any(b"text/html" in one for one in accepted)


def _viewer(host: str, cookies: dict[str, str]) -> str:
    """Return the id that a browser sent; nothing for none, and for what no page gave it."""
    sent = cookies.get(_cookie(host), "")
    return sent if _ID.fullmatch(sent) else ""


def _cookie(host: str) -> str:
    """Return the cookie's name: browsers send the cookies of a computer to all of its ports."""
    port = _PORT.search(host)
    return f"armstransfers-viewer-{port[1]}" if port else "armstransfers-viewer"
