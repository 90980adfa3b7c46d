"""How the server ends when it is asked to: in good order where it can, and soon in any case."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

log = logging.getLogger("armstransfers")

GRACE = 5.0  # seconds for what was begun
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def soon() -> Iterator[None]:
    """End within seconds of a signal to stop.

    The server waits for whoever is still sending or receiving, for as long as that takes: one slow
    upload, or a viewer who reads nothing, would keep it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are not ours there
        return
    before = {one: signal.getsignal(one) for one in _SIGNALS}

    def stop(number: int, frame: FrameType | None) -> None:
        last = threading.Timer(GRACE, _end)
        last.daemon = True
        last.start()
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for one in _SIGNALS:
        signal.signal(one, stop)
    yield


def _end() -> None:
    log.warning("stopped with work that was not done after %g seconds", GRACE)
    sys.stderr.flush()
    os._exit(0)
