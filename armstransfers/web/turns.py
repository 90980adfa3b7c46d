"""Whose turn it is: the pages of many viewers are drawn one after the other.

Threads of Python share one interpreter. Where fifty pages are drawn at once, all of them end late,
and the loop that sends and receives waits behind each; in turn, most are done soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_TURN = Lock()
_LOOK = 0.2  # seconds until a page that waits looks whether anyone still waits for it
_of_thread = local()


@contextmanager
def taken() -> Iterator[None]:
    """Draw while no other page is drawn; a page that the viewer has since changed gives up."""
    while not _TURN.acquire(timeout=_LOOK):
        still_wanted()
    _of_thread.draws = True
    try:
        yield
    finally:
        _of_thread.draws = False
        _TURN.release()


@contextmanager
def taken_for_a_part() -> Iterator[None]:
    """Draw a part of a page: with the page in its turn, or later by itself in one of its own."""
    if getattr(_of_thread, "draws", False):
        yield
        return
    with taken():
        yield


def still_wanted() -> None:
    """End the script if its viewer has left or has changed the page: here Streamlit looks."""
    st.session_state.get("turn")


def viewer() -> str:
    """Return who looks on: the address of another computer, and on this one the session."""
    context = get_script_run_ctx()
    return st.context.ip_address or (context.session_id if context else "")


@contextmanager
def given_up() -> Iterator[None]:
    """Let others draw their pages while this one waits for something long."""
    _TURN.release()
    try:
        yield
    finally:
        _TURN.acquire()
