"""What only the owner of this computer may do, asked for by others with forged messages."""

import pytest
from builders import c2_file, c2_row
from serving import PUBLIC
from streamlit import config
from viewing import Viewer

from armstransfers.web import authority

KEEP = "Keep it on this computer"


def register(value):
    """A made-up register; a release of another id for each value."""
    row = c2_row(1, supplier="Iran", year=2014, value=value)
    return c2_file(row, generated="3 May 2024 1:00:00 PM", years=("2000", "2023")).encode()


@pytest.mark.parametrize("url", ["http://localhost/", "http://127.0.0.1:8501/", "http://[::1]/"])
def test_an_address_that_a_viewer_says_gives_no_authority(public, url):
    with Viewer(public.url, host=PUBLIC) as viewer:
        viewer.url = url
        viewer.bring("register.csv", register(10))
        assert "Read: SIPRI" in viewer.says()
        assert KEEP not in viewer.labels()


FORGED = [
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Host": "localhost"},
    {"Forwarded": "for=127.0.0.1"},
    {"Via": "1.1 proxy"},
    {"X-Real-Ip": "127.0.0.1"},
    {"Cf-Connecting-Ip": "127.0.0.1"},
    {"Armstransfers-Owner": "1"},
    {"X-Request-Id": "7"},
]


@pytest.mark.parametrize("headers", FORGED, ids=lambda one: "".join(one))
def test_whoever_comes_through_a_proxy_is_not_the_owner(own, headers):
    with Viewer(own.url, headers=headers) as viewer:
        viewer.bring("register.csv", register(30))
        assert KEEP not in viewer.labels()


def test_the_owner_is_asked_again_when_it_is_done(own):
    """A session that the owner began, gone on with by another through a proxy."""
    with Viewer(own.url) as owner:
        keep = owner.bring("register.csv", register(40)).button(KEEP)
    before = own.kept()
    with Viewer(own.url, headers={"Via": "1.1 proxy"}, session=owner.session) as stranger:
        stranger.press(keep, "data")
        assert "Read: SIPRI" in stranger.says()  # it is the same session
        assert "Only at the computer that runs the explorer" in stranger.says()
    assert own.kept() == before


def test_the_owner_keeps_a_release(own):
    before = own.kept()
    with Viewer(own.url, origin=own.url) as owner:
        keep = owner.bring("register.csv", register(50)).button(KEEP)
        owner.press(keep, "data")
        assert "Read: SIPRI" not in owner.says()
    assert own.kept() != before


@pytest.fixture
def listens(monkeypatch):
    """Say what the server listens on, and who opened the port."""

    def at(address, mode="starlette-app"):
        monkeypatch.setattr(config, "_server_mode", mode)
        monkeypatch.setattr(config, "get_option", {"server.address": address}.get)
        return authority.serves_this_computer_alone()

    return at


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_a_loopback_address_serves_this_computer_alone(listens, address):
    assert listens(address)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.0.2.7", None, "", "teacher", "localhost.example", "127.1"]
)
def test_any_other_serves_a_network(listens, address):
    assert not listens(address)


@pytest.mark.parametrize("mode", ["asgi-server", "asgi-mounted", None])
def test_what_another_server_listens_on_is_not_known(listens, mode):
    assert not listens("127.0.0.1", mode)


DIRECT = {"client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8501), "headers": []}


@pytest.mark.parametrize(
    "difference",
    [
        {"client": ("192.0.2.7", 5000)},
        {"client": None},
        {"client": ("", 0)},
        {"server": ("192.0.2.7", 8501)},
        {"server": ("/run/socket", None)},
        {"headers": [(b"X-Anything", b"1")]},
    ],
)
def test_a_connection_with_anything_between_is_not_direct(difference):
    assert authority._is_direct(DIRECT)
    assert not authority._is_direct(DIRECT | difference)
