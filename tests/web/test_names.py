"""Under which names the explorer answers, and whose pages may speak with it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import PUBLIC
from viewing import Viewer, asked
from websockets.exceptions import InvalidStatus

from armstransfers.web import authority
from armstransfers.web.names import Names


def answer(names=(), kind="http", **headers):
    """The status with which a request is answered; 200 where it is passed on."""
    sent = []

    async def app(scope, receive, send):
        sent.append(200)

    async def send(message):
        sent.append(403 if message["type"] == "websocket.close" else message.get("status"))

    scope = {
        "type": kind,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "extensions": {"websocket.http.response": {}},
    }
    with ThreadPoolExecutor(1) as pool:  # browser tests leave a loop running in this thread
        pool.submit(asyncio.run, Names(app, names)(scope, None, send)).result()
    return sent[0]


@pytest.fixture
def alone(monkeypatch):
    """A server that listens on this computer alone."""
    monkeypatch.setattr(authority, "serves_this_computer_alone", lambda: True)


@pytest.fixture
def in_a_network(monkeypatch):
    """A server that other computers can reach."""
    monkeypatch.setattr(authority, "serves_this_computer_alone", lambda: False)


OWN = ["127.0.0.1", "127.0.0.1:8501", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8501"]
FOREIGN = [
    "rebound.example", "rebound.example:8501", "localhost.rebound.example", "127.0.0.1.nip.io",
    "", "127.0.0.1:8501:1", "127.0.0.1@rebound.example", "[::1", "localhost:", "127.0.0.1/",
    "localhost\u00e9", "127.0.0.1:99999999", "[::1]rebound.example",
]  # fmt: skip


@pytest.mark.parametrize("host", OWN)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_the_names_of_this_computer_are_answered_with_any_port(alone, host, kind):
    assert answer(kind=kind, host=host) == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_no_other_name_is_answered(alone, host):
    assert answer(host=host) == 400
    assert answer(kind="websocket", host=host) == 403


def test_a_request_without_a_name_is_not_answered(alone):
    assert answer() == 400


def test_a_name_that_the_server_is_given_is_answered_besides(alone):
    assert answer([PUBLIC], host=PUBLIC) == 200
    assert answer([PUBLIC], host="127.0.0.1:8501") == 200
    assert answer([PUBLIC], host="rebound.example") == 400


@pytest.mark.parametrize("host", ["192.0.2.7:8501", "[2001:db8::7]:8501"])
def test_in_a_network_an_address_in_digits_is_answered_too(in_a_network, host):
    assert answer(host=host) == 200
    assert answer(host="teacher.example:8501") == 400


@pytest.mark.parametrize("host", ["192.0.2.7:8501", "[2001:db8::7]:8501", "[::1%25lo]"])
def test_on_this_computer_alone_no_other_address_is(alone, host):
    assert answer(host=host) == 400


@pytest.mark.parametrize(
    "origin",
    [
        "null", "", "https://rebound.example", "http://localhost:3000", "http://127.0.0.1:3000",
        "http://localhost:8501", "http://127.0.0.1:8501.rebound.example",
        "http://127.0.0.1:8501/", "file://127.0.0.1:8501",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_page_of_another_address_is_refused(alone, origin, kind):
    assert answer(kind=kind, host="127.0.0.1:8501", origin=origin) == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501", "https://127.0.0.1:8501"])
def test_its_own_pages_are_answered(alone, origin):
    assert answer(kind="websocket", host="127.0.0.1:8501", origin=origin) == 200


def test_a_rebound_page_gets_nothing_from_a_usual_start(own):
    port = own.url.rpartition(":")[2]
    assert asked(own.url, "/", Host=f"rebound.example:{port}")[0] == 400
    before = own.log.read_text()
    with pytest.raises(InvalidStatus, match="403"):
        Viewer(own.url, host=f"rebound.example:{port}", origin=f"http://rebound.example:{port}")
    with pytest.raises(InvalidStatus, match="403"):
        Viewer(own.url, origin="http://localhost:3000")
    assert own.log.read_text() == before
    with Viewer(own.url, origin=own.url) as viewer:
        assert "at-headline" in viewer.open().says()
