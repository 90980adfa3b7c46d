"""Who may do what: only the owner of this computer may change what it keeps.

Nothing that a browser says makes anyone the owner: not the address of the page, not ``Host``, not
``Origin``. It follows from the server and the connection alone. The server listens on this
computer alone and has no public name; the connection comes from this computer, and nothing stands
between. `docs/decisions/0014-who-may-do-what.md` says why.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Sequence

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

_MARK = "armstransfers-owner"
_SEAL = secrets.token_hex(16)  # made anew by every process, so that nobody else can write it
_LISTENED_BY_STREAMLIT = ("starlette-app", "starlette-app-direct")
_OF_A_BROWSER = frozenset(
    b"accept accept-encoding accept-language cache-control connection cookie dnt host origin "
    b"pragma priority upgrade user-agent".split()
)
"""Headers that a browser itself sends when it opens a connection, beside those of ``sec-``."""


def is_owner() -> bool:
    """Whether this viewer may do what only the owner of this computer may do.

    Ask when something is offered, and again when it is done: whoever sends messages of their own
    needs no button.
    """
    return _SEAL in st.context.headers.get_all(_MARK)


def sees_what_is_kept() -> bool:
    """Whether this viewer may see what the owner keeps of a database that must not be passed on."""
    return is_owner() or config._server_mode is None  # a script that nobody is served by


def serves_this_computer_alone() -> bool:
    """Whether the server listens where no other computer can reach it, as far as is known."""
    # what another server than Streamlit's own listens on, as `uvicorn app:app`, is not known
    known = config._server_mode in _LISTENED_BY_STREAMLIT
    address = str(config.get_option("server.address") or "")
    return known and (address == "localhost" or _is_loopback(address))


class Owner:
    """Middleware that marks the connections of the owner of this computer.

    Parameters
    ----------
    app : ASGI application
        What a connection is passed on to.
    names : sequence of str
        Public names of the explorer. Where there are any a proxy stands before it, and nobody is
        the owner.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app = app
        self.may_come = serves_this_computer_alone() and not names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with the mark if it is the owner's."""
        if scope["type"] == "websocket" and self.may_come and _is_direct(scope):
            mark = _MARK.encode(), _SEAL.encode()
            scope = {**scope, "headers": [*scope["headers"], mark]}
        await self.app(scope, receive, send)


def _is_direct(scope: Scope) -> bool:
    """Whether a connection leads from this computer to itself, with nothing between."""
    ends = scope.get("client"), scope.get("server")
    names = [name.lower() for name, _ in scope["headers"]]
    return all(end and _is_loopback(end[0]) for end in ends) and all(
        name in _OF_A_BROWSER or name.startswith(b"sec-") for name in names
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
