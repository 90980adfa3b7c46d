"""Viewers without a browser: WebSocket clients that speak Streamlit's own messages.

Their number and their time are bounded, and they talk to this machine alone.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any
from urllib.parse import urlparse

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_LONGEST = 60.0  # seconds after which an answer is given up
_WIDGETS = ("selectbox", "slider")


class Viewer:
    """One viewer of one app.

    Parameters
    ----------
    url : str
        Where the app is served.
    link : str
        What the viewer opens there: the path of a page, and what stands behind its question mark.
    host : str, optional
        Name under which a proxy serves the app.
    """

    def __init__(self, url: str, link: str = "", host: str | None = None) -> None:
        if urlparse(url).hostname != "127.0.0.1":
            raise ValueError("viewers talk to this machine alone")
        self.url, self.host = url, host
        self.path, _, self.query = link.partition("?")
        self.ids: dict[str, str] = {}
        self.session = self.cookie = self.page = ""
        self.title = ""
        self.received = 0
        self._socket: ClientConnection | None = None

    async def open(self) -> float:
        """Connect, as a page does that is opened or comes back; return the seconds of its run."""
        await self.close()
        parsed = urlparse(self.url)
        named = self.host or parsed.netloc
        headers = {"Origin": f"http://{named}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        self._socket = await connect(
            f"ws://{named}/_stcore/stream",
            host=parsed.hostname,
            port=parsed.port,
            subprotocols=["streamlit", "none", *([self.session] if self.session else [])],  # type: ignore[list-item]  # plain words
            additional_headers=headers,
            max_size=None,
            open_timeout=_LONGEST,
            compression=None,
        )
        assert self._socket.response is not None
        for cookie in self._socket.response.headers.get_all("Set-Cookie"):
            if cookie.startswith("arms_process="):
                self.cookie = cookie.partition(";")[0]
        return await self._run({})

    async def choose(self, label: str, value: str | tuple[int, int]) -> float:
        """Set a control, and return the seconds until the page is drawn anew."""
        return await self._run({label: value})

    async def close(self) -> None:
        """Leave."""
        if self._socket:
            await self._socket.close()
        self._socket = None

    @property
    def is_open(self) -> bool:
        """Whether the connection stands."""
        return self._socket is not None and self._socket.close_code is None

    async def _run(self, chosen: dict[str, Any]) -> float:
        assert self._socket, "the viewer is there"
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page
        state.page_name = "" if self.page else self.path
        for label, value in chosen.items():
            widget = state.widget_states.widgets.add(id=self.ids[label])
            if isinstance(value, str):
                widget.string_value = value
            else:
                widget.double_array_value.data.extend(map(float, value))
        began = time.perf_counter()
        async with asyncio.timeout(_LONGEST):
            await self._socket.send(asked.SerializeToString())
            await self._drawn()
        return time.perf_counter() - began

    async def _drawn(self) -> None:
        assert self._socket, "the viewer is there"
        while True:
            content = await self._socket.recv()
            assert isinstance(content, bytes), "Streamlit sends bytes"
            self.received += len(content)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
                self.page = message.new_session.page_script_hash
            elif kind == "delta":
                self._remember(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished == 0:
                return

    def _remember(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in _WIDGETS:
            widget = getattr(element, kind)
            self.ids[widget.label] = widget.id
        elif kind == "heading" and element.heading.tag == "h1":
            self.title = element.heading.body
        elif kind == "exception":
            raise RuntimeError(f"the page shows an error: {element.exception.type}")
