"""How a site is treated: how long it is waited for, when it is asked again, and when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import InvalidHeader, MaxRetryError, ResponseError

from armstransfers import __version__

LONGEST_WAIT = 300  # seconds; a site that asks for more is left alone
_PASSING = (429, 500, 502, 503, 504)  # HTTP states that may be over in a minute


@dataclass(frozen=True)
class Patience:
    """How the site is treated, in seconds.

    Attributes
    ----------
    pause : float
        Rest between two requests.
    connect, answer : float
        Longest wait for a connection, and for an answer to begin or to go on.
    drip : float
        How long an answer may come at less than a kilobyte a second.
    question, whole : float
        Longest time for one question with its repeats and rests, and for all questions together.
    repeats : int
        How often a request is repeated that the site turned down for the moment.
    back_off : float
        Wait before the first repeat, doubled before each further one, unless the site names
        another.
    """

    pause: float = 5
    connect: float = 15
    answer: float = 180
    drip: float = 30
    question: float = 900
    whole: float = 5400
    repeats: int = 3
    back_off: float = 15


PATIENCE = Patience()


def session(patience: Patience) -> requests.Session:
    """Return a session that repeats what a site turned down for the moment, as patience has it."""
    made = _Session()
    made.headers["User-Agent"] = f"armstransfers/{__version__}"
    repeats = _Repeats(
        total=patience.repeats,
        connect=0,  # a computer that is off line shall be told at once
        read=False,  # the site may still be at work on a question that it left open
        status_forcelist=_PASSING,
        allowed_methods=None,  # the site's POST asks, too, and changes nothing
        backoff_factor=patience.back_off,
        raise_on_status=False,
    )
    for scheme in ("http://", "https://"):
        made.mount(scheme, HTTPAdapter(max_retries=repeats))
    return made


class _Session(requests.Session):
    """A session that looks at no redirection: it would read the whole body of one, however long."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class _Repeats(Retry):
    """Repeats that are never made at once, and not at all where the site asks for a long rest."""

    def get_backoff_time(self) -> float:
        return max(super().get_backoff_time(), self.backoff_factor)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> _Repeats:
        if response is not None:
            response.close()  # else its whole body is read before the repeat, however long
            if (self.get_retry_after(response) or 0) > LONGEST_WAIT:
                assert _pool is not None, "a response comes out of a pool"
                raise MaxRetryError(_pool, url or "", ResponseError("the rest is too long"))
        return super().increment(method, url, response, error, _pool, _stacktrace)
