"""SIPRI's own site, as a program meets it: two questions, asked one at a time and without haste.

The interface (format D of the documentation) is what the site's pages themselves call. SIPRI has
not documented it, and may change it on any day. An answer takes it 10 to 40 seconds.
"""

from __future__ import annotations

import base64
import ipaddress
import json
import threading
import time
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    ProtocolError,
    ReadTimeoutError,
)

from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest, NotFetched
from armstransfers.fetch.bounds import Stopped, TooLarge, TooSlow, body_of, in_time
from armstransfers.fetch.patience import PATIENCE, Patience, session
from armstransfers.readers import text

ADDRESS = "https://atbackend.sipri.org/api/p"
_LARGEST = {"GET": 10_000, "POST": 16_000_000}  # bytes; a decade of 2020 had a million
_MOST_PARTS = 100  # of an answer in JSON, which is a year, or a file and little beside it
_WEB_PAGE = (b"<!doctype html", b"<html")


class Site:
    """SIPRI's site, or one that answers as it does.

    Parameters
    ----------
    address : str
        Where the interface is. Without encryption only on this computer.
    patience : Patience
        How it is treated.
    stop : threading.Event, optional
        Set by another thread, it ends what is asked, and the rest between two questions, with
        `Stopped`.

    Attributes
    ----------
    name : str
        Host, and port where the address names one: what messages call the site.

    Raises
    ------
    BadRequest
        If the address is none.
    """

    def __init__(
        self,
        address: str = ADDRESS,
        patience: Patience = PATIENCE,
        stop: threading.Event | None = None,
    ) -> None:
        self.name = host_of(address)
        self._stop = stop or threading.Event()
        self._address, self._patience = address.rstrip("/"), patience
        self._free_from = 0.0
        self._until = float("inf")  # the first question starts the clock
        self._session = session(patience)

    def __enter__(self) -> Site:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._session.close()

    def last_year(self) -> int:
        """Return the last year with published deliveries.

        Raises
        ------
        NotFetched
            If the site does not answer, or with something else.
        """
        year = self._ask("GET", "/trades/getMaxYear")
        if not text.is_year(str(year)):
            raise self._changed("named no last year")
        return int(year)

    def register(self, years: Window, last_year: int) -> bytes:
        """Return the file that the site gives for deliveries in `years`, not yet checked.

        Parameters
        ----------
        years : (int, int)
            First and last year of delivery.
        last_year : int
            Last year of order.

        Raises
        ------
        NotFetched
            If the site does not answer, or with something else than a file.
        """
        reply = self._ask("POST", "/trades/trade-register-csv/", json=_question(years, last_year))
        coded = reply.get("bytes") if isinstance(reply, dict) else None
        if not isinstance(coded, str):
            raise self._changed("answered without a file")
        try:
            return base64.b64decode(coded, validate=True)
        except ValueError as error:
            raise self._changed("answered with a file that cannot be decoded") from error

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        if self._stop.wait(max(0.0, self._free_from - time.monotonic())):
            raise Stopped
        patience, began = self._patience, time.monotonic()
        self._until = min(self._until, began + patience.whole)
        until = min(self._until, began + patience.question)
        try:
            content = in_time(
                until, lambda: self._content(method, self._address + path, until, body), self._stop
            )
        except TooLarge as error:
            raise self._changed(f"sent more than {_LARGEST[method]:,} bytes") from error
        except TooSlow as error:
            raise NotFetched(f"{self.name} {error}; wait a while.") from error
        except TimeoutError as error:
            taken = time.monotonic() - began
            raise NotFetched(
                f"{self.name} gave no whole answer within {taken:.2g} seconds; wait a while."
            ) from error
        except (requests.RequestException, HTTPError) as error:
            raise NotFetched(f"{self.name} {_failure(error, patience)}.") from error
        finally:
            self._free_from = time.monotonic() + patience.pause
        if sum(content.count(sign) for sign in (b"[", b"{", b",")) > _MOST_PARTS:
            raise self._changed(f"answered with {_kind(content, 'more than a file')}")
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self._changed(
                f"answered with {_kind(content, 'something else than JSON')}"
            ) from error

    def _content(self, method: str, address: str, until: float, body: dict[str, Any]) -> bytes:
        patience = self._patience
        with self._session.request(
            method,
            address,
            timeout=(patience.connect, patience.answer),
            allow_redirects=False,  # a POST that is sent elsewhere arrives there as a GET
            stream=True,
            **body,
        ) as reply:
            self._require_success(reply)
            return body_of(reply.raw, _LARGEST[method], until, patience.drip)

    def _require_success(self, reply: requests.Response) -> None:
        state = reply.status_code
        if state == requests.codes.ok:
            return
        if state == requests.codes.too_many_requests or "Retry-After" in reply.headers:
            raise NotFetched(f"{self.name} asks not to be asked so often ({state}); wait a while.")
        if state >= requests.codes.server_error:
            raise NotFetched(f"{self.name} is out of order ({state}); wait a while.")
        raise self._changed(f"turned the question down ({state})")

    def _changed(self, what: str) -> NotFetched:
        return NotFetched(f"{self.name} {what}; its undocumented interface may have changed.")


def _question(years: Window, last_year: int) -> dict[str, Any]:
    """Return the form that asks for deliveries of `years`, by delivery year (format C2)."""
    return {
        "filters": [
            _filter("Delivery year", "contains", *years),
            _filter("Order year", "contains", 0, last_year),
            _filter("opendeals"),
            _filter("exportOption"),  # makes it a register by delivery year
        ],
        "logic": "AND",
    }


def _filter(
    field: str, condition: str = "", value1: int | str = "", value2: int | str = ""
) -> dict[str, Any]:
    return {
        "field": field,
        "oldField": "",
        "condition": condition,
        "value1": value1,
        "value2": value2,
        "listData": [],
    }


def host_of(address: str) -> str:
    """Return host and port of a site: what messages call it.

    Raises
    ------
    BadRequest
        If the address is none, or is not encrypted and of another computer.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise BadRequest(f"{address!r} is not the address of a site, such as {ADDRESS}.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_computer(host)):
        raise BadRequest(f"{address!r} does not begin with https://; take one that does.")
    return f"{host}:{port}" if port else host


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _kind(content: bytes, otherwise: str) -> str:
    is_page = content[:200].lstrip().lower().startswith(_WEB_PAGE)
    return "a web page" if is_page else otherwise


def _failure(error: requests.RequestException | HTTPError, patience: Patience) -> str:
    """Return what went wrong between here and the site, for people."""
    match error:
        case requests.exceptions.SSLError():
            return "has no certificate that this computer accepts"
        case requests.ConnectTimeout():
            return f"took no connection within {patience.connect:g} seconds; wait a while"
        case (
            requests.Timeout()
            | requests.ConnectionError(args=[ReadTimeoutError(), *_])
            | ReadTimeoutError()
        ):
            return f"gave no answer within {patience.answer:g} seconds; wait a while"
        case ProtocolError() | DecodeError():
            return "broke off in the middle of its answer; wait a while"
        case requests.ConnectionError(args=[ProtocolError(), *_]):
            return "ended the connection without an answer; wait a while"
        case requests.ConnectionError():
            return "cannot be reached; check the connection of this computer"
        case _:
            return "answered in a way that cannot be understood"
