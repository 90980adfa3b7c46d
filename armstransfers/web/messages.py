"""What pages say to the server: only what pages of the explorer say is heard, at a person's pace.

Streamlit acts on more: any viewer could have the caches of all emptied, or be told which files of a
checkout were changed. It also writes a traceback for what it cannot read. And it starts a thread
for each rerun that a page asks for, and reads without a pause while there is more: a few hundred
messages of 15 bytes hold up all other viewers.
"""

from __future__ import annotations

import asyncio
import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armstransfers.web.waiting import Pace, Unexpected, Waiting

BURST = 30.0  # messages of a page that are heard at once after a pause
RATE = 10.0  # and each second from then on
MOST_WAITING = 200.0  # who lets more wait is no person
_READ_BURST, _READ_RATE = 50.0, 5_000.0  # of a thousand bytes, before any is left out
_PROTOCOL_ERROR = 1002  # of RFC 6455


class Messages:
    """Middleware that passes on what pages say, in order and in time, and hangs up at all else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with the messages that are heard."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        page = _Page(receive)
        try:
            await self.app(scope, page.receive, send)
        finally:
            page.stop()
        if page.is_refused:  # only now, when nobody sends any more
            await send({"type": "websocket.close", "code": _PROTOCOL_ERROR})


class _Page:
    """A page's connection: what comes is read as it comes, and passed on when it is time."""

    def __init__(self, receive: Receive) -> None:
        self.is_refused = False
        self._receive = receive
        self._waiting = Waiting()
        self._pace = Pace(RATE, BURST)
        self._changed = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._end: Message | None = None

    async def receive(self) -> Message:
        """Return the next message when it is time for it, or that the page has left."""
        if self._reading is None:
            opened = await self._receive()
            self._reading = asyncio.create_task(self._read())
            return opened
        await asyncio.sleep(0)  # others come between two messages
        while True:
            pause = self._pace.pause() if self._waiting else None
            if pause == 0:
                sent = self._waiting.take()
                self._pace.spend(sent.weight)
                return {"type": "websocket.receive", "bytes": sent.data}
            if self._end is not None:
                return self._end
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), pause)

    async def _read(self) -> None:
        """Read until the page leaves, or says what no page says."""
        pace = Pace(_READ_RATE, _READ_BURST)
        end: Message = {"type": "websocket.disconnect", "code": _PROTOCOL_ERROR}
        try:
            while (event := await self._receive())["type"] == "websocket.receive":
                data = event.get("bytes")
                if data is None:
                    raise Unexpected("a text")
                self._waiting.add(data)
                if self._waiting.weight > MOST_WAITING:
                    raise Unexpected("more than a person can say")
                self._changed.set()
                pace.spend(1 + len(data) / 1_000)
                if pause := pace.pause():
                    await asyncio.sleep(pause)
            end = event
        except Unexpected:
            self.is_refused = True
        finally:
            self._end = end
            self._changed.set()

    def stop(self) -> None:
        """Read no more."""
        if self._reading is not None:
            self._reading.cancel()
