"""The complete register of the made-up site, how a test gets it, and every way in which that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from builders import C2_HEADER, c2_file, c2_row
from sipri_site import Site as Served
from sipri_site import half, hang_up, register, register_by_deal, send, send_file, send_json, served

from armstransfers import Release, fetch
from armstransfers.fetch import Patience, Site, complete_register, pieces

QUICK = Patience(pause=0, connect=5, answer=5, repeats=2, back_off=0)
DECADES = [(1950, 1959), (1960, 1969), (1970, 1979), (1980, 1989), (1990, 1992)]
YEARS = 43  # 1950-1992


@contextmanager
def asked_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A site of edition 1993, on the day of its files, asked without rests by whatever asks SIPRI's."""
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, 3))
    monkeypatch.setattr(fetch, "PATIENCE", QUICK)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served() as site:
        monkeypatch.setenv("ARMSTRANSFERS_SIPRI_ADDRESS", site.address)
        yield site


def get(sipri: Served, patience: Patience = QUICK, **options: Any) -> Release:
    with Site(sipri.address, patience) as site:
        return complete_register(site, **options)


HTML = "<!DOCTYPE html>\n<html><body>Down for maintenance</body></html>"
FAILURES = {
    "out of order": ([send(500, "oh")] * 3, "is out of order (500)"),
    "overloaded": ([send(503, HTML)] * 3, "is out of order (503)"),
    "throttled": ([send(429, "slow down")] * 3, "asks not to be asked so often (429)"),
    "throttled for an hour": (
        [send(429, "slow down", Retry_After="3600")],
        "asks not to be asked so often (429)",
    ),
    "throttled until soon": (
        [send(503, "", Retry_After="soon")] * 3,
        "asks not to be asked so often (503)",
    ),
    "gone": ([send(404, HTML)], "turned the question down (404)"),
    "moved": ([send(302, "", Location="/elsewhere")], "turned the question down (302)"),
    "forbidden": ([send(403, "no")], "turned the question down (403)"),
    "a web page": ([send(200, HTML, Content_Type="text/html")], "answered with a web page"),
    "an empty reply": ([send(200, "")], "answered with something else than JSON"),
    "nested without end": ([send(200, "[" * 200_000)], "answered with more than a file"),
    "no file": ([send_json({"message": "ok"})], "answered without a file"),
    "a file that is null": ([send_json({"bytes": None})], "answered without a file"),
    "a bare list": ([send_json([1, 2])], "answered without a file"),
    "bad base64": ([send_json({"bytes": "###"})], "a file that cannot be decoded"),
    "not even ASCII": ([send_json({"bytes": "é"})], "a file that cannot be decoded"),
    "half a reply": ([half], "broke off in the middle of its answer"),
    "broken packing": ([send(200, "no gzip", Content_Encoding="gzip")], "broke off in the middle"),
    "a file among thousands of things": (
        [send_json({"bytes": "", "more": [[]] * 1000})],
        "answered with more than a file",
    ),
    "a hang-up": ([hang_up], "ended the connection without an answer"),
    "a page in the file": ([send_file(HTML)], "an HTML page"),
    "an empty file": ([send_file("")], "answer for 1960-1969 cannot be used"),
    "a register by deal": ([send_file(register_by_deal(1960, 1969))], "has format C1, not C2"),
    "another decade": (
        [send_file(register(1970, 1979))],
        "the answer for 1960-1969 is about all suppliers with all recipients, 1970-1979",
    ),
    "years outside the decade": (
        [send_file(c2_file(c2_row(year=1975), years=("1960", "1969")))],
        "is about deliveries of unknown coverage",
    ),
    "some suppliers only": (
        [send_file(c2_file(c2_row(year=1960), years=("1960", "1969"), suppliers="Russia"))],
        "is about Russia with all recipients, 1960-1969",
    ),
    "an empty decade": ([send_file(c2_file(years=("1960", "1969")))], "no line follows the header"),
    "a decade cut within a line": (
        [send_file(register(1960, 1969)[:-40])],
        "the file may have been cut here",
    ),
    "a decade cut between lines": (
        [send_file("\n".join(register(1960, 1969).splitlines()[:-3]))],
        "has no delivery of 1967; it is not whole",
    ),
    "no preamble": (
        [send_file("\n".join([C2_HEADER, c2_row(year=1960)]))],
        "is about deliveries of unknown coverage",
    ),
}
"""Answers to the question for 1960-1969, and what is said of them."""
