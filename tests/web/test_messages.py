"""What viewers send instead of what a page would: it changes nothing for others."""

import time

import pytest
from builders import c2_file, c2_row
from streamlit.proto.BackMsg_pb2 import BackMsg
from viewing import Viewer, asked
from websockets.exceptions import ConnectionClosed

REGISTER = c2_file(
    c2_row(1, supplier="Iran", year=2014, value=60),
    generated="3 May 2024 1:00:00 PM",
    years=("2000", "2023"),
).encode()


def test_no_viewer_empties_the_caches_of_all(own):
    """Streamlit would; it also forgets what the viewer brought, and that is seen here."""
    with Viewer(own.url) as viewer:
        viewer.bring("register.csv", REGISTER)
        viewer.socket.send(BackMsg(clear_cache=True).SerializeToString())
        assert "Read: SIPRI" in viewer.open("data").says()


@pytest.mark.parametrize("broken", ["a text", b"\xff\xff\xff", b"\x00"])
def test_what_is_no_message_ends_the_connection_without_a_line_in_the_log(own, broken):
    before = own.log.read_text()
    with Viewer(own.url) as viewer:
        viewer.socket.send(broken)
        with pytest.raises(ConnectionClosed):
            list(viewer.socket)
        assert viewer.socket.close_code == 1002
    assert own.log.read_text() == before


def downloads(viewer):
    """The addresses of the files that a page offers."""
    return [one.url for one in viewer.found("download_button") if one.url]


def test_downloads_are_not_stored_on_the_way_and_are_gone_with_the_session(brief):
    with Viewer(brief.url) as viewer:
        address = downloads(viewer.bring("register.csv", REGISTER))[0]
        status, headers, content = asked(brief.url, address)
        assert (status, headers["Cache-Control"]) == (200, "no-store")
        assert b"sipri-2024" in content
    deadline = time.monotonic() + 30
    while asked(brief.url, address)[0] == 200 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert asked(brief.url, address)[0] == 404
