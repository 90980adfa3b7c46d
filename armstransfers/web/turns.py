"""Whose turn it is: the pages of many viewers are drawn one after the other.

Threads of Python share one interpreter. Where fifty pages are drawn at once, all of them end late,
and the loop that sends and receives waits behind each; in turn, most are done soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_TURN = Lock()
_LOOK = 0.2  # seconds until a page that waits looks whether anyone still waits for it


@contextmanager
def taken() -> Iterator[None]:
    """Draw while no other page is drawn; a page that the viewer has since changed gives up."""
    while not _TURN.acquire(timeout=_LOOK):
        still_wanted()
    try:
        yield
    finally:
        _TURN.release()


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
