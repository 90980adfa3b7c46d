"""How much viewers may bring: an upload is refused before it fills the memory of the server.

What counts is what is there: uploads, read or not, what has arrived of those on their way, and the
releases that were read from them. What is only declared counts for the viewer who declares it.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from armstransfers.core.errors import BadRequest
from armstransfers.model.release import Release
from armstransfers.web import viewers

FOR_ONE = 200 * 2**20  # bytes of one viewer; the complete register has 6 million
FOR_ALL = 1000 * 2**20  # bytes of all viewers
LONGEST = 300.0  # seconds that an upload may take
STILL = 10.0  # seconds for which nothing of it need come
AT_ONCE = 4  # uploads of one viewer; others of theirs wait
_RECORD = 2_000  # bytes that a file takes beside its own
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+/?")

_declared: Counter[str] = Counter()  # bytes of uploads on their way, by session
_arrived: Counter[str] = Counter()  # what has come of them
_turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()  # by session
_releases: WeakKeyDictionary[Release, tuple[str, int]] = WeakKeyDictionary()  # whose, and its bytes


def hold(release: Release, session: str) -> None:
    """Count a release that a session's viewer has brought.

    Raises
    ------
    BadRequest
        If the viewer, or all viewers together, would hold too much.
    """
    size = _size(release)
    refusal = _refusal(session, size) or _refusal_of_all(size)
    if refusal:
        raise BadRequest(refusal)
    _releases[release] = viewers.of_session(session), size


def held(session: str | None = None) -> int:
    """Return how many bytes a session and its viewer hold or have declared, or all together hold.

    A release counts in each of its viewer's sessions, and an upload in its own.
    """
    files = _stored() if session is None else {session: _stored().get(session, {})}
    uploaded = sum(
        len(file.data) + _RECORD for each in list(files.values()) for file in list(each.values())
    )
    viewer = None if session is None else viewers.of_session(session)
    read = sum(size for whose, size in list(_releases.values()) if viewer in (None, whose))
    return uploaded + read + (_arrived.total() if session is None else _declared[session])


class Uploads:
    """Middleware that refuses an upload for which there is no room, or that does not move."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 413 and say on the page why."""
        upload = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if upload is None or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        session, size = upload[1], _length(scope)
        if size is None:
            await PlainTextResponse("say how long it is", 411)(scope, receive, send)
            return
        refusal = _refusal(session, size + _RECORD) or _refusal_of_all(_RECORD)
        if refusal:
            await PlainTextResponse(refusal, 413)(scope, receive, send)
            _say(refusal, session)
            return
        coming = _Coming(session, receive)
        _add(_declared, session, size)
        try:
            async with asyncio.timeout(LONGEST), _turn(session):
                await self.app(scope, coming.receive, send)
        except TimeoutError:
            await PlainTextResponse(_TOO_LONG, 408)(scope, receive, send)
        finally:
            _add(_declared, session, -size)
            _add(_arrived, session, -coming.arrived)


_TOO_LONG = "it took too long"


class _Coming:
    """An upload on its way, and how many bytes of it have arrived."""

    def __init__(self, session: str, receive: Receive) -> None:
        self.session, self.arrived = session, 0
        self._receive = receive

    async def receive(self) -> Message:
        """Return what comes next.

        Raises
        ------
        HTTPException
            If nothing comes for a while, the viewer has left, or there is no room for it.
        """
        try:
            async with asyncio.timeout(STILL):
                message = await self._receive()
        except TimeoutError as error:
            raise _given_up(408, _TOO_LONG) from error
        if message["type"] == "http.disconnect":
            raise _given_up(400, "the viewer has left")
        more = len(message.get("body", b""))
        if refusal := _refusal_of_all(more):
            _say(refusal, self.session)
            raise _given_up(413, refusal)
        self.arrived += more
        _add(_arrived, self.session, more)
        return message


def _given_up(status: int, why: str) -> HTTPException:
    return HTTPException(status, why, {"connection": "close"})


def _turn(session: str) -> asyncio.Semaphore:
    """Return what lets in so many uploads of a viewer at once."""
    return _turns.setdefault(session, asyncio.Semaphore(AT_ONCE))


def _add(counter: Counter[str], session: str, more: int) -> None:
    counter[session] += more
    if not counter[session]:
        del counter[session]


def _refusal(session: str, more: int) -> str:
    """Return why a viewer may not bring so many bytes more; nothing if they may."""
    if held(session) + more > FOR_ONE:
        return (
            f"You already have {_megabytes(held(session))} MB here, and the limit is "
            f"{_megabytes(FOR_ONE)} MB; remove a file or forget a release first."
        )
    return ""


def _refusal_of_all(more: int) -> str:
    """Return why nobody may bring so many bytes more; nothing if there is room."""
    if held() + more > FOR_ALL:
        return "This server has no room left for more files; try again later."
    return ""


def _megabytes(size: int) -> int:
    return -(-size // 2**20)


def _size(release: Release) -> int:
    tables = (release.transfers, release.margins, release.deals)
    return sum(int(table.memory_usage(deep=True).sum()) for table in tables)


def _length(scope: Scope) -> int | None:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return (
        int(lengths[0]) if len(lengths) == 1 and re.fullmatch(b"[0-9]{1,15}", lengths[0]) else None
    )


def _stored() -> dict[str, dict[str, Any]]:
    """Return the uploads that Streamlit keeps, by session; there is no public way."""
    if not runtime.exists():
        return {}
    manager: Any = runtime.get_instance().uploaded_file_mgr
    stored: dict[str, dict[str, Any]] = manager.file_storage
    return dict(stored)


def _say(refusal: str, session: str) -> None:
    """Draw the viewer's page again with the reason: beside the file the browser names a number."""
    sessions: Any = runtime.get_instance()._session_mgr
    info = sessions.get_active_session_info(session)
    if info is not None:
        info.session.session_state["complaints"] = (refusal,)
        info.session.request_rerun(None)
