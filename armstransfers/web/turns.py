"""Whose turn it is: the pages of many viewers are drawn one after the other.

Threads of Python share one interpreter. Where fifty pages are drawn at once, all of them end late,
and the loop that sends and receives waits behind each; in turn, most are done soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

TURN = Lock()


@contextmanager
def given_up() -> Iterator[None]:
    """Let others draw their pages while this one waits for something long."""
    TURN.release()
    try:
        yield
    finally:
        TURN.acquire()
