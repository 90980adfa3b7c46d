"""How much a site may send, and how slowly: whoever answers may have broken, or be another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from urllib3 import BaseHTTPResponse

_CHUNK = 65_536
_SLOWEST = 1_000  # bytes a second
_BLINK = 0.5  # seconds after which Ctrl+C, or the wish to stop, is seen on every system

T = TypeVar("T")


class TooLarge(Exception):
    """The answer is larger than any that was asked for."""


class TooSlow(Exception):
    """The answer comes in drops."""


class Stopped(Exception):
    """Whoever asked wants no more."""


def body_of(reply: BaseHTTPResponse, largest: int, until: float, drip: float) -> bytes:
    """Return the body of an answer, unpacked.

    Parameters
    ----------
    reply : urllib3.BaseHTTPResponse
        The answer, of which only the head has been read.
    largest : int
        Bytes that it may have, packed or unpacked.
    until : float
        Moment of the monotonic clock at which it must be there.
    drip : float
        Seconds for which it may come at less than a kilobyte a second.

    Raises
    ------
    TooLarge, TooSlow, TimeoutError
        If it does not keep to one of them.
    """
    content, began = bytearray(), time.monotonic()
    while piece := reply.read1(_CHUNK, decode_content=True):
        content += piece
        now, sent = time.monotonic(), reply.tell()
        if max(len(content), sent) > largest:
            raise TooLarge
        if now > until:
            raise TimeoutError
        if now - began > drip and sent < _SLOWEST * (now - began):
            raise TooSlow("sends less than a kilobyte a second")
    return bytes(content)


def in_time(until: float, work: Callable[[], T], stop: threading.Event) -> T:
    """Return what `work` returns. What is not done in time is left to itself, on its own thread.

    No limit of a socket is enough: each byte of a head that comes in drops is in time.

    Raises
    ------
    TimeoutError
        If it is not done by this moment of the monotonic clock.
    Stopped
        If `stop` is set meanwhile.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    while True:
        left = until - time.monotonic()
        try:
            return done.result(timeout=min(_BLINK, max(left, 0)))
        except TimeoutError:
            if done.done() or left <= 0:
                raise
            if stop.is_set():
                raise Stopped from None
