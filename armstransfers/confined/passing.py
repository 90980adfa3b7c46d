"""What passes between the program and a worker: JSON, and bytes that stand beside it.

A worker has read what a stranger sent, so its answers are strange too: they are taken apart here
by hand, and whatever is not as it should be is an error.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, Any

import pandas as pd
import pyarrow as pa

from armstransfers.core.errors import ArmsTransfersError, ReadError, UnreadableLines
from armstransfers.core.measure import Measure
from armstransfers.core.report import Skipped
from armstransfers.model.manifest import described, release_of, set_aside_of
from armstransfers.readers import Reading

Message = tuple[dict[str, Any], Sequence[bytes]]
"""What is said, and the bytes of files or tables that it speaks of, in their order."""

_TABLES = ("transfers", "margins", "deals")
_SIZE = struct.Struct(">Q")


def send(stream: IO[bytes], message: Message) -> None:
    """Write a message."""
    words, contents = message
    head = json.dumps(words | {"sizes": [len(one) for one in contents]}).encode()
    stream.write(_SIZE.pack(len(head)))
    stream.write(head)
    for content in contents:
        stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> Message | None:
    """Return the next message; None where there is none any more.

    Raises
    ------
    ValueError
        If it is no message, or larger than `most` bytes.
    """
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        return None
    try:
        words = json.loads(_exactly(stream, _SIZE.unpack(size)[0], most))
    except RecursionError as error:
        raise ValueError("the message stands too deep in itself") from error
    sizes = words.pop("sizes", None) if isinstance(words, dict) else None
    if not isinstance(sizes, list) or not all(type(one) is int and one >= 0 for one in sizes):
        raise ValueError("the message does not say what stands beside it")
    if sum(sizes) > most:
        raise ValueError("the message is too large")
    return words, [_exactly(stream, one, most) for one in sizes]


def _exactly(stream: IO[bytes], size: int, most: int) -> bytes:
    if size > most:
        raise ValueError("the message is too large")
    content = stream.read(size)
    if len(content) < size:
        raise ValueError("the message is cut")
    return content


def progress(message: Message) -> tuple[str, float] | None:
    """Return the file that a message says is being read, and what part was read before.

    None where the message is of something else.

    Raises
    ------
    ValueError
        If the file is no name, or the part is none.
    """
    words, _ = message
    if "progress" not in words:
        return None
    name, done = words["progress"], words.get("done")
    if not isinstance(name, str) or not isinstance(done, int | float) or not 0 <= done <= 1:
        raise ValueError("the progress makes no sense")
    return name, float(done)


def of_error(error: ArmsTransfersError) -> dict[str, Any]:
    """Return the words of an error that this package raises on purpose."""
    if isinstance(error, ReadError):
        place = {"file": error.file, "line": error.line, "column": error.column}
        unreadable = {}
        if isinstance(error, UnreadableLines):
            lines = [asdict(line) for line in error.lines]
            unreadable = {"lines": lines, "measure": asdict(error.measure)}
        return {"error": "ReadError", "reason": error.reason, **place, **unreadable}
    return {"error": "ArmsTransfersError", "reason": str(error)}


def error(words: dict[str, Any]) -> ArmsTransfersError:
    """Return the error that a worker met."""
    reason = str(words["reason"])
    if words["error"] != "ReadError":
        return ArmsTransfersError(reason)
    file, line, column = words["file"], words["line"], words["column"]
    found = ReadError(
        reason,
        file=None if file is None else str(file),
        line=None if line is None else int(line),
        column=None if column is None else str(column),
    )
    lines = tuple(map(set_aside_of, words.get("lines", ())))
    return UnreadableLines(found, lines, Measure(**words["measure"])) if lines else found


def of_reading(found: Reading) -> Message:
    """Return the message that holds a reading."""
    words = {
        "releases": [described(release) for release in found.releases],
        "skipped": [[one.file, one.reason, one.line] for one in found.skipped],
    }
    tables = [getattr(one, name) for one in found.releases for name in _TABLES]
    return words, [_packed(table) for table in tables]


def reading(message: Message) -> Reading:
    """Return the reading that a message holds."""
    words, contents = message
    tables = iter(contents)
    return Reading(
        # an id is computed from the content here: a worker could give it that of another release
        tuple(
            release_of(one, {name: _unpacked(next(tables)) for name in _TABLES})
            for one in words["releases"]
        ),
        tuple(Skipped(str(file), str(why), line) for file, why, line in words["skipped"]),
    )


def header(message: Message) -> list[str]:
    """Return the names of columns that a message holds."""
    return [str(name) for name in message[0]["header"]]


def _packed(table: pd.DataFrame) -> bytes:
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, arrow.schema) as written:
        written.write_table(arrow)
    return memoryview(stream.getvalue())  # type: ignore[return-value]  # as good as bytes


def _unpacked(content: bytes) -> pd.DataFrame:
    arrow = pa.ipc.open_stream(pa.py_buffer(content)).read_all()
    arrow.validate(full=True)
    table: pd.DataFrame = arrow.to_pandas()
    return table
