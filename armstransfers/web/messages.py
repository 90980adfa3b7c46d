"""What a page says to the server: only what pages of the explorer say is heard.

Streamlit acts on more: any viewer could have the caches of all emptied, or be told which files of a
checkout were changed. It also writes a traceback for what it cannot read.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

HEARD = frozenset(
    {
        "rerun_script",
        "stop_script",
        "app_heartbeat",
        "file_urls_request",
        "backend_operation_request",
    }
)
_PROTOCOL_ERROR = 1002  # of RFC 6455
_NONE = b"\0"  # what is no message, in place of a text


class Messages:
    """Middleware that drops messages which no page sends, and hangs up at what is none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with the messages that are heard."""
        unread = False

        async def heard() -> Message:
            nonlocal unread
            while True:
                event = await receive()
                if event["type"] != "websocket.receive":
                    return event
                try:
                    message = BackMsg.FromString(event.get("bytes") or _NONE)
                except DecodeError:
                    unread = True
                    return {"type": "websocket.disconnect", "code": _PROTOCOL_ERROR}
                if message.WhichOneof("type") in HEARD:
                    return event

        await self.app(scope, heard if scope["type"] == "websocket" else receive, send)
        if unread:  # only now, when nobody sends any more
            await send({"type": "websocket.close", "code": _PROTOCOL_ERROR})
