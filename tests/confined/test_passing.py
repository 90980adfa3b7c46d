"""What passes between this process and a worker: taken apart before it is believed."""

import io
import os

import pytest
from builders import a1_file

from armstransfers import read_all
from armstransfers.confined import passing

GEORGIA = a1_file("Georgia", {"Israel": ["3", "4"]})


def messages(content):
    read, write = os.pipe()
    with os.fdopen(write, "wb") as stream:
        stream.write(content)
    with os.fdopen(read, "rb") as stream:
        return passing.receive(stream, 1000)


SIZED = b'{"sizes": [%d]}'


@pytest.mark.parametrize(
    "content",
    [
        b"\xff" * 8,
        b"\0" * 7 + b"\x02" + b"{]",
        b"\0" * 7 + b"\x02" + b"[]",
        b"\0" * 7 + b"\x02" + b"{}",
        b"\0" * 7 + b"\x18" + SIZED % 10**11,
        b"\0" * 7 + b"\x0f" + SIZED % -1,
        b"\0" * 7 + b"\x0f" + SIZED % 99 + b"short",
        b"\0" * 7 + b"\x11" + b'{"sizes": ["9"]}x',
        (100_000).to_bytes(8, "big") + b"[" * 100_000,
    ],
)
def test_a_message_that_makes_no_sense_is_an_error(content):
    with pytest.raises(ValueError, match=r"message|Expecting|decode|Extra data"):
        passing.receive(io.BytesIO(content), 200_000)


@pytest.mark.parametrize(
    "words",
    [
        {"progress": 5, "done": 0.5},
        {"progress": "a.csv"},
        {"progress": "a.csv", "done": float("nan")},
    ],
)
def test_progress_that_makes_no_sense_is_an_error(words):
    assert passing.progress(({"progress": "a.csv", "done": 0.5}, ())) == ("a.csv", 0.5)
    assert passing.progress(({"last": False}, ())) is None
    with pytest.raises(ValueError, match="progress"):
        passing.progress((words, ()))


def test_the_end_of_messages_is_none():
    assert messages(b"") is None


def test_what_a_worker_says_of_a_release_is_not_believed_blindly():
    release = read_all(GEORGIA.encode()).releases[0]
    words, tables = passing.of_reading(read_all(GEORGIA.encode()))
    words["releases"][0]["id"] = "../../elsewhere"
    assert passing.reading((words, tables)).releases[0].id == release.id
