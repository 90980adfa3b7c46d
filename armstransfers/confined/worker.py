"""The worker: reads what it is sent, within its limits, until nobody sends any more.

Started by `armstransfers.confined.pool` as a program of its own. A copy of the parent (by fork)
would hold its locks and its sockets, and `multiprocessing` runs the parent's main module again,
which in the web app is the page.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

import pyarrow as pa
import python_calamine  # noqa: F401  # readers import it when they meet a workbook
import striprtf.striprtf  # noqa: F401  # readers import it when they meet a document

from armstransfers import readers
from armstransfers.confined import limits, passing
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.readers.description import Description
from armstransfers.readers.description_toml import describe, from_toml
from armstransfers.readers.sources import Source, files, named

MOST_SENT = 2**29  # bytes of the files of one request
_GROWN = 2**29  # bytes of memory after which a worker makes way for another


def main() -> None:
    """Answer requests from standard input until it is closed."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # libraries may print
    pa.set_cpu_count(1)
    limits.bind()
    requests: SimpleQueue[passing.Message] = SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    passing.send(answers, ({"ready": True}, ()))
    while True:
        words, contents = requests.get()
        limits.allow_time()
        passing.send(answers, _answer(words, contents, answers))


def _receive(requests: SimpleQueue[passing.Message]) -> None:
    """Take in requests, and end the process with its parent, also in the midst of its work."""
    while message := passing.receive(sys.stdin.buffer, MOST_SENT):
        requests.put(message)
    os._exit(0)


def _answer(words: dict[str, Any], contents: Sequence[bytes], stream: BinaryIO) -> passing.Message:
    try:
        answer, tables = _done(words, contents, stream)
    except ArmsTransfersError as error:
        answer, tables = passing.of_error(error), ()
    except MemoryError:
        os._exit(1)
    except Exception as error:
        # without its words, which may be the file's
        place = "".join(traceback.format_tb(error.__traceback__))
        answer, tables = {"mistake": f"{type(error).__name__}\n{place}"}, ()
    return answer | {"last": limits.most_memory_used() > _GROWN}, tables


def _done(words: dict[str, Any], contents: Sequence[bytes], stream: BinaryIO) -> passing.Message:
    os.chdir(words["folder"])
    sources: Iterable[Source] = _sources(words["sources"], contents)
    if words["task"] == "header":
        return {"header": readers.header_of(sources)}, ()
    if contents:  # so that their number is known; those of paths may be too many
        sources = list(files(sources))
    before = count()

    def progress(name: str) -> None:
        done = next(before) / len(sources) if isinstance(sources, list) else 0.0
        passing.send(stream, ({"progress": name, "done": done}, ()))

    return passing.of_reading(
        readers.read_all(
            sources,
            description=_description(words["description"]),
            source_key=words["source_key"],
            progress=progress,
            set_aside=bool(words["set_aside"]),
        )
    )


def _sources(words: list[dict[str, str]], contents: Sequence[bytes]) -> Iterator[Source]:
    """Yield what is to be read; a file is decoded when its turn comes."""
    sent = iter(contents)
    for one in words:
        yield Path(one["path"]) if "path" in one else named(one["name"], next(sent))


def _description(words: dict[str, str] | None) -> Description | None:
    if words is None:
        return None
    return describe(words["path"]) if "path" in words else from_toml(words["text"], words["name"])


if __name__ == "__main__":
    main()
