"""The names under which the explorer answers; a request for any other is refused.

Whoever owns a name can let it lead to this computer. A page of theirs, open in a browser here,
would then speak with the explorer as its own pages do, and read what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from armstransfers.web import authority

OF_THIS_COMPUTER = ("127.0.0.1", "localhost", "[::1]")
_NAME = re.compile(r"\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253}", re.I)
_HOST = re.compile(rf"(?P<name>{_NAME.pattern})(?::[0-9]{{1,5}})?", re.I)
_NOT_SERVED = (
    "The explorer does not answer under this name. Open it by its address, as "
    "http://127.0.0.1:8501, or start it with --host and the name.\n"
)
_FOREIGN = "A page of another address may not use the explorer.\n"


def is_name(text: str) -> bool:
    """Whether a text is the name of a host, without scheme, port or path."""
    return _NAME.fullmatch(text) is not None


class Names:
    """Middleware that refuses other names than its own, and pages of others.

    Where other computers can reach the server, addresses in digits are its own too: a container
    does not know under which it is reached, and no name can be made to look like one.

    Parameters
    ----------
    app : ASGI application
        What a request is passed on to.
    names : sequence of str
        Public names of the explorer, without ports.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app = app
        self.names = {name.casefold() for name in (*names, *OF_THIS_COMPUTER)}
        self.any_address = not authority.serves_this_computer_alone()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it: 400 for a name, 403 for a page and every WebSocket."""
        app: ASGIApp = self.app
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            hosts, origins = headers.getlist("host"), headers.getlist("origin")
            if len(hosts) != 1 or not self._answers_as(hosts[0]):
                app = PlainTextResponse(_NOT_SERVED, status_code=400)
            elif origins and origins not in ([f"http://{hosts[0]}"], [f"https://{hosts[0]}"]):
                app = PlainTextResponse(_FOREIGN, status_code=403)
            if app is not self.app and scope["type"] == "websocket":
                app = WebSocketClose()  # the server would log an error for any other answer
        await app(scope, receive, send)

    def _answers_as(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].casefold()
        return name in self.names or (self.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        IPv6Address(name[1:-1]) if name.startswith("[") else IPv4Address(name)
    except AddressValueError:
        return False
    return True
