"""The workers as the program sees them: started when there is work, ended when they break a limit."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from weakref import WeakValueDictionary

from armstransfers.confined import limits, passing
from armstransfers.core.errors import ReadError
from armstransfers.readers.foreign import foreign

WORKERS = 2  # at once; whoever comes third waits
_TICK = 0.25  # seconds between two looks at a worker
_STARTING = 60.0  # seconds that a worker may take to import its libraries
_LONGEST_WAIT = 60.0  # seconds for a worker that is free
_OTHERS = "the files of others are being read; try again in a minute."
_OWN = "other files of yours are being read; try again in a minute."
_MOST_ANSWERED = limits.MEMORY

log = logging.getLogger("armstransfers")


class _Died(Exception):
    """A worker ended, or what it said made no sense."""


class Pool:
    """At most `WORKERS` processes, each at one reading, and no two for one viewer."""

    def __init__(self) -> None:
        self._free = threading.Semaphore(WORKERS)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._viewers: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()
        atexit.register(self.close)

    def ask(
        self,
        request: passing.Message,
        name: str,
        progress: Callable[[str, float], None],
        waiting: Callable[[], None],
        viewer: str = "",
    ) -> passing.Message:
        """Return a worker's answer.

        Parameters
        ----------
        request
            What it is asked.
        name : str
            The file that a message names as long as the worker has named none.
        progress, waiting, viewer
            As for `armstransfers.confined.read_all`.

        Raises
        ------
        ReadError
            If the worker met one, or could not read the files within its limits.
        """
        with _turn(self._turn_of(viewer), _OWN, waiting), _turn(self._free, _OTHERS, waiting):
            try:
                worker = self._take()
            except OSError as error:
                raise ReadError("the computer is too busy to read files; try again.") from error
            try:
                return worker.ask(request, name, progress, waiting)
            finally:
                self._put_back(worker)

    def warm(self) -> None:
        """Start a worker where none is idle."""
        with self._lock:
            if not self._idle and not self._busy:
                self._idle.append(_Worker())

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            workers = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in workers:
            worker.end()

    def _turn_of(self, viewer: str) -> threading.Semaphore:
        """Return what lets in one reading of a viewer; nobody in particular need not wait."""
        if not viewer:
            return threading.Semaphore()
        with self._lock:
            return self._viewers.setdefault(viewer, threading.Semaphore())

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    break
                worker.end()
            else:
                worker = _Worker()
            self._busy.add(worker)
            return worker

    def _put_back(self, worker: _Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            if worker.is_fit:
                self._idle.append(worker)
        if not worker.is_fit:
            worker.end()


@contextlib.contextmanager
def _turn(turn: threading.Semaphore, refusal: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until a reading may begin, and let the next in when it has ended."""
    latest = time.monotonic() + _LONGEST_WAIT
    while not turn.acquire(timeout=_TICK):
        waiting()
        if time.monotonic() > latest:
            raise ReadError(refusal)
    try:
        yield
    finally:
        turn.release()


class _Worker:
    """One process, and the thread that takes in what it says."""

    def __init__(self) -> None:
        self.is_fit = True  # for another reading
        self._said: SimpleQueue[passing.Message | None] = SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "armstransfers.confined.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's last words; the program has its own
            env=os.environ | environment(),
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self._is_ready = False

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whatever it does."""
        self.is_fit = False
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what was not sent any more
                    stream.close()

    def ask(
        self,
        request: passing.Message,
        name: str,
        progress: Callable[[str, float], None],
        waiting: Callable[[], None],
    ) -> passing.Message:
        """Return the answer to a request. Without one the process is fit for no other."""
        self.is_fit = False
        try:
            if not self._is_ready:
                self._next(time.monotonic() + _STARTING, waiting)
                self._is_ready = True
            until = time.monotonic() + limits.SECONDS
            threading.Thread(target=self._send, args=(request,), daemon=True).start()
            while step := self._step(answer := self._next(until, waiting)):
                name, _ = step
                progress(*step)
        except _Died as error:
            raise ReadError(
                f"the file cannot be read within {limits.IN_WORDS}; keep the table alone in it, or "
                "save it as CSV.",
                file=name or None,
            ) from error
        words, _ = answer
        self.is_fit = not words.pop("last", True)
        if "error" in words:
            with foreign("what was found makes no sense; save it again, or as CSV.", file=name):
                found = passing.error(words)
            raise found
        if "mistake" in words:
            log.error("a file could not be read: %s", words["mistake"])
            raise ReadError(
                "the file is damaged in a way that this program does not know; save it again, or "
                "as CSV.",
                file=name or None,
            )
        return answer

    def _send(self, request: passing.Message) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError, ValueError):  # it has ended, as others notice
            passing.send(self._process.stdin, request)

    def _listen(self) -> None:
        assert self._process.stdout
        try:
            while message := passing.receive(self._process.stdout, _MOST_ANSWERED):
                self._said.put(message)
        except (OSError, ValueError):  # the stream is closed, or what came is no message
            log.exception("what a worker said made no sense")
        finally:
            self._said.put(None)  # whoever waits hears that no more comes

    def _next(self, until: float, waiting: Callable[[], None]) -> passing.Message:
        """Return what the process says next."""
        while True:
            if time.monotonic() > until or self._uses_too_much():
                raise _Died
            try:
                message = self._said.get(timeout=_TICK)
            except Empty:
                waiting()
                continue
            if message is None:
                raise _Died
            return message

    def _step(self, answer: passing.Message) -> tuple[str, float] | None:
        """Return which file is being read, and what part was read before; None in an answer."""
        try:
            return passing.progress(answer)
        except ValueError as error:
            raise _Died from error

    def _uses_too_much(self) -> bool:
        if limits.SYSTEM_HOLDS_MEMORY:
            return False
        import psutil

        try:
            used: int = psutil.Process(self._process.pid).memory_info().rss
        except psutil.Error:
            return False
        return used > limits.MEMORY


def environment() -> dict[str, str]:
    """Return what keeps libraries from setting memory aside for threads, and where this package is."""
    here = str(Path(__file__).parents[2])
    return {
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH")))),
    }
