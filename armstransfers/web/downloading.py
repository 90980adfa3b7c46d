"""The download of the complete register, on a thread of its own: one for all pages of this computer.

Pages look at how far it is, and say that it shall begin or stop. None of them waits for it, and it goes on
when they are closed.
"""

from __future__ import annotations

import logging
import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import Literal

from armstransfers.core.coverage import Window
from armstransfers.core.errors import ArmsTransfersError, BadRequest, Refused
from armstransfers.reference.environment import SIPRI_ADDRESS_VARIABLE

LOOK = 1.0  # seconds between two looks of a page at how far it is
_UNFORESEEN = "the download failed for a reason that nobody foresaw; the log has it."

Phase = Literal["not begun", "running", "stopping", "stopped", "failed", "done"]


@dataclass(frozen=True)
class State:
    """How far the download is.

    Attributes
    ----------
    phase : str
        What it is at.
    there, total : int
        Decades that are there, and in all; no total before the site has named its last year.
    asked : (int, int) or None
        The decade that is asked for; None while it begins or is put together.
    began : float
        Moment of the monotonic clock at which this try began.
    there_before : int
        Decades that were there then.
    reason : str
        Why it failed, in a sentence.
    release_id : str
        The release that it made.
    number : int
        How many tries there were, with this one.
    """

    phase: Phase = "not begun"
    there: int = 0
    total: int = 0
    asked: Window | None = None
    began: float = 0.0
    there_before: int = 0
    reason: str = ""
    release_id: str = ""
    number: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether the thread is at work."""
        return self.phase in ("running", "stopping")

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take if it goes on as it went; None before the first decade."""
        came = self.there - self.there_before
        if not came:
            return None
        return (time.monotonic() - self.began) / came * (self.total - self.there)


class Download:
    """The one download, and how far it is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = State()
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        return self._state

    def begin(self) -> None:
        """Begin, or go on; whoever comes second finds it begun."""
        with self._lock:
            if self._state.is_busy:
                return
            self._stop = Event()
            number = self._state.number + 1
            self._state = State("running", began=time.monotonic(), number=number)
            self._thread = Thread(target=self._run, args=(self._stop,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop soon; what came stays."""
        with self._lock:
            if self._state.phase == "running":
                self._state = replace(self._state, phase="stopping")
            self._stop.set()

    def _run(self, stop: Event) -> None:
        from armstransfers import fetch  # requests takes a quarter of a second to import

        logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it quotes what a site sent
        try:
            with fetch.Site(address(), fetch.PATIENCE, stop) as site:
                release = fetch.complete_register(site, self._progress)
            with suppress(Refused):
                release.prepare()
        except fetch.Stopped:
            self._change(phase="stopped", asked=None)
        except ArmsTransfersError as error:
            self._change(phase="failed", asked=None, reason=str(error))
        else:
            self._change(phase="done", asked=None, release_id=release.id)
        finally:
            if (
                self._state.is_busy
            ):  # by a mistake of this program, which ends the thread and is logged
                self._change(phase="failed", asked=None, reason=_UNFORESEEN)

    def _progress(self, there: int, total: int, decade: Window | None) -> None:
        before = self._state.there_before if self._state.total else there
        self._change(there=there, total=total, asked=decade, there_before=before)

    def _change(self, **changes: object) -> None:
        with self._lock:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # its fields


DOWNLOAD = Download()


def address() -> str:
    """Return where SIPRI's interface is asked."""
    from armstransfers import fetch

    return os.environ.get(SIPRI_ADDRESS_VARIABLE) or fetch.ADDRESS


def came_today() -> bool:
    """Whether the whole register came from the site today."""
    from armstransfers.fetch import daily, site

    with suppress(BadRequest):  # whoever begins is told what is wrong with the address
        return daily.came_today(site.host_of(address()))
    return False


def so_far() -> tuple[int, int]:
    """Return how many decades are there of a download that was not finished, and of how many."""
    from armstransfers.fetch import pieces, site

    with suppress(BadRequest):
        return pieces.so_far(site.host_of(address()))
    return 0, 0
