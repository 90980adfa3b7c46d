"""How much viewers may bring: an upload is refused before it fills the memory of the server.

What counts is what is there: uploads, read or not, those that are on their way, and the releases
that were read from them.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from armstransfers.errors import BadRequest
from armstransfers.release import Release

FOR_ONE = 200 * 2**20  # bytes of one viewer; the complete register has 6 million
FOR_ALL = 1000 * 2**20  # bytes of all viewers
LONGEST = 300.0  # seconds that an upload may take
_RECORD = 2_000  # bytes that a file takes beside its own
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+/?")

_coming: Counter[str] = Counter()  # bytes on their way, by session
_releases: WeakKeyDictionary[Release, str] = WeakKeyDictionary()


def hold(release: Release, session: str) -> None:
    """Count a release that a viewer has brought.

    Raises
    ------
    BadRequest
        If the viewer, or all viewers together, would hold too much.
    """
    refusal = _refusal(session, _size(release))
    if refusal:
        raise BadRequest(refusal)
    _releases[release] = session


def held(session: str | None = None) -> int:
    """Return how many bytes a viewer holds, or all viewers together."""
    files = _stored() if session is None else {session: _stored().get(session, {})}
    uploaded = sum(
        len(file.data) + _RECORD for each in list(files.values()) for file in list(each.values())
    )
    mine = [one for one, whose in list(_releases.items()) if session in (None, whose)]
    coming = _coming.total() if session is None else _coming[session]
    return uploaded + coming + sum(map(_size, mine))


class Uploads:
    """Middleware that refuses an upload for which there is no room, before any of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 413 and say on the page why."""
        upload = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if upload is None or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        session, size = upload[1], _declared(scope)
        if size is None:
            await PlainTextResponse("say how long it is", 411)(scope, receive, send)
            return
        refusal = _refusal(session, size + _RECORD)
        if refusal:
            await PlainTextResponse(refusal, 413)(scope, receive, send)
            _say(refusal, session)
            return
        _coming[session] += size
        try:
            async with asyncio.timeout(LONGEST):
                await self.app(scope, receive, send)
        except TimeoutError:
            await PlainTextResponse("it took too long", 408)(scope, receive, send)
        finally:
            _coming[session] -= size
            if not _coming[session]:
                del _coming[session]


def _refusal(session: str, more: int) -> str:
    """Return why a viewer may not bring so many bytes more; nothing if there is room."""
    if held(session) + more > FOR_ONE:
        return (
            f"You already have {_megabytes(held(session))} MB here, and the limit is "
            f"{_megabytes(FOR_ONE)} MB; remove a file or forget a release first."
        )
    if held() + more > FOR_ALL:
        return "This server has no room left for more files; try again later."
    return ""


def _megabytes(size: int) -> int:
    return -(-size // 2**20)


def _size(release: Release) -> int:
    tables = (release.transfers, release.margins, release.deals)
    return sum(int(table.memory_usage(deep=True).sum()) for table in tables)


def _declared(scope: Scope) -> int | None:
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
