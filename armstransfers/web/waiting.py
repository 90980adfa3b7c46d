"""What a page says, as it waits to be heard: in order, and at a pace that leaves room for others."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg

LARGEST = 2_000_000  # bytes of a message
MOST_NAMES = 1_000  # controls or files in a message
HEARD = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_PLAIN = "rerun in which nothing was pressed"


class Unexpected(ValueError):
    """No page sends this."""


class Pace:
    """How much may pass: a supply that grows with time, and that one message may overdraw.

    Parameters
    ----------
    rate : float
        What is added each second.
    most : float
        What there is after a long pause.
    clock : callable
        Seconds since some moment.
    """

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = monotonic) -> None:
        self.rate, self.most, self.clock = rate, most, clock
        self._left, self._at = most, clock()

    def pause(self) -> float:
        """Return the seconds until something may pass; zero if it may now."""
        now = self.clock()
        self._left = min(self.most, self._left + (now - self._at) * self.rate)
        self._at = now
        return max(0.0, round((1.0 - self._left) / self.rate, 6))

    def spend(self, weight: float) -> None:
        """Take from the supply what passes."""
        self._left -= weight


class Sent(NamedTuple):
    """A message of a page: what it is, what it weighs, and the message itself."""

    kind: str
    weight: float
    data: bytes


class Waiting:
    """The messages of a page that wait, in their order, without those that a later one replaces.

    A page sends the values of all its controls with each rerun. So of reruns in which nothing was
    pressed the last is enough. A press is sent once: nothing replaces it.
    """

    def __init__(self) -> None:
        self._all: list[Sent] = []

    def __bool__(self) -> bool:
        return bool(self._all)

    @property
    def weight(self) -> float:
        """What they weigh together."""
        return sum(one.weight for one in self._all)

    def add(self, data: bytes) -> None:
        """Add the message that came last.

        Raises
        ------
        Unexpected
            If no page sends this.
        """
        sent = _read(data)
        if sent is None:
            return
        if sent.kind in (_PLAIN, "app_heartbeat"):
            self._all = [one for one in self._all if one.kind != sent.kind]
        self._all.append(sent)

    def take(self) -> Sent:
        """Return the oldest, which waits no longer."""
        return self._all.pop(0)


def _read(data: bytes) -> Sent | None:
    """Return a message of a page; None for what is not heard.

    Those who develop an app with Streamlit can send more: to clear the caches of all viewers, to ask git, to install something.
    """
    if len(data) > LARGEST:
        raise Unexpected(f"more than {LARGEST:,} bytes")
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        raise Unexpected("bytes that are no message") from None
    kind: str | None = message.WhichOneof("type")
    weight = 1 + len(data) / 100_000
    if kind == "backend_operation_request":
        operation = message.backend_operation_request.WhichOneof("payload")
        if operation == "deferred_file":
            return Sent(kind, 10.0, data)  # a file is made for it
        return Sent(kind, weight, data) if operation == "dataframe_chunk" else None
    if kind not in HEARD:
        return None
    if kind == "rerun_script":
        rerun = message.rerun_script
        states = rerun.widget_states.widgets
        if len(states) > MOST_NAMES:
            raise Unexpected(f"more than {MOST_NAMES:,} controls")
        pressed = any(_is_press(state.WhichOneof("value")) for state in states)
        if not (pressed or rerun.fragment_id or rerun.is_history_navigation):
            kind = _PLAIN
    elif len(message.file_urls_request.file_names) > MOST_NAMES:
        raise Unexpected(f"more than {MOST_NAMES:,} files at once")
    return Sent(kind, weight, data)


def _is_press(value: str | None) -> bool:
    """Whether a control's value is one that Streamlit forgets once it was seen."""
    return value is not None and (value.endswith("trigger_value") or value == "chat_input_value")
