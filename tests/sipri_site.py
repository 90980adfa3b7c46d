"""A server on this computer that answers as SIPRI's own site does, with made-up registers."""

from __future__ import annotations

import base64
import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from builders import c1_file, c1_row, c2_file, c2_row

FORM = {"field", "oldField", "condition", "value1", "value2", "listData"}
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """The server, what it was asked, and how it answers out of the ordinary.

    Attributes
    ----------
    asked : list
        Each request for a register as its years, and each other one as its path.
    last_year : int
        Last year with deliveries.
    generated : str
        What stands in the files as the day of the download.
    register : callable
        Makes a register by delivery year of a first year, a last year, and the day.
    answers : dict of (int, int) or str to list of Answer
        Answers to the next requests for these years, or at this path; then come ordinary ones.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[int, int] | str] = []
        self.headers: list[dict[str, str]] = []
        self.last_year = 1992
        self.generated = "3 May 1993 9:14:21 AM"
        self.register = register
        self.answers: dict[tuple[int, int] | str, list[Answer]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/p"

    @property
    def registers(self) -> list[tuple[int, int]]:
        """The years of each register that was asked for."""
        return [years for years in self.asked if not isinstance(years, str)]

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is none of the server's business."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self.path, lambda: send_json(self.server.last_year))

    def do_POST(self) -> None:
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/api/p/trades/trade-register-csv/":
            self._answer(self.path, lambda: send(404, "<html>Not found</html>"))
            return
        assert form["logic"] == "AND"
        assert all(set(one) == FORM for one in form["filters"])
        filters = {one["field"]: one for one in form["filters"]}
        first, last = (filters["Delivery year"][f"value{i}"] for i in (1, 2))
        assert filters["Order year"]["value1"] == 0
        assert filters["Order year"]["value2"] >= last
        build = self.server.register if "exportOption" in filters else register_by_deal
        self._answer((first, last), lambda: send_file(build(first, last, self.server.generated)))

    def _answer(self, question: tuple[int, int] | str, ordinary: Callable[[], Answer]) -> None:
        self.server.asked.append(question)
        self.server.headers.append(dict(self.headers))
        prepared = self.server.answers.get(question, [])
        (prepared.pop(0) if prepared else ordinary())(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def register(first: int, last: int, generated: str = "3 May 1993 9:14:21 AM") -> str:
    """A register by delivery year with one delivery of 1.25 TIV a year.

    As the site's own files since 2025 it leaves some marks of estimates blank.
    """
    rows = [
        c2_row(year, year=year, value=1.25, year_estimated="" if year % 3 == 0 else "No")
        for year in range(first, last + 1)
    ]
    return c2_file(
        *rows,
        generated=generated,
        years=(str(first), str(last)),
        suppliers="All countries ",
        recipients="All countries ",
    )


def register_by_deal(first: int, last: int, generated: str = "") -> str:
    rows = [c1_row(years=str(y)).replace(",2002,", f",{y},") for y in range(first, last + 1)]
    return c1_file(*rows, years=(str(first), str(last)))


def send(state: int, body: str | bytes, **headers: str) -> Answer:
    content = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(state)
        given = {"Content-Length": str(len(content))}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def send_json(value: object) -> Answer:
    """JSON, packed as the real site packs it."""
    packed = gzip.compress(json.dumps(value).encode())
    return send(200, packed, Content_Type="application/json", Content_Encoding="gzip")


def send_file(text: str) -> Answer:
    return send_json({"bytes": base64.b64encode(text.encode()).decode()})


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """End the connection without a word."""
    handler.close_connection = True


def half(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    send(200, '{"bytes": "VHJhbnNmZXJz', Content_Length="5000")(handler)
    handler.close_connection = True


def never(until: threading.Event, then: Answer = hang_up) -> Answer:
    """Keep the client waiting."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        until.wait(30)
        then(handler)

    return answer


@contextmanager
def served() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()
