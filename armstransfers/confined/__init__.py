"""Files from outside, read in a process that they cannot hurt.

A worker process with limits of memory and time does what `armstransfers.readers` does in this one.
A file that breaks a limit, or a library, ends the worker; here it becomes a `ReadError`. Nothing of
what a worker answers is unpickled: it is JSON, and tables in Arrow's format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from armstransfers.confined import passing
from armstransfers.confined.pool import Pool
from armstransfers.readers import Reading
from armstransfers.readers.foreign import foreign

__all__ = ["Toml", "Upload", "close", "header_of", "read_all", "warm"]

_POOL = Pool()
_Answer = TypeVar("_Answer")


class Upload(NamedTuple):
    """A file that is in memory: its name and its bytes."""

    name: str
    content: bytes


class Toml(NamedTuple):
    """A description that is in memory: its text, and what messages call it."""

    text: str
    name: str


def read_all(
    sources: Iterable[Upload | Path],
    *,
    description: Toml | Path | None = None,
    source_key: str | None = None,
    set_aside: bool = False,
    progress: Callable[[str, float], None] | None = None,
    waiting: Callable[[], None] | None = None,
    viewer: str = "",
) -> Reading:
    """Read exports of any editions into one release an edition, in a worker.

    Parameters
    ----------
    sources : iterable of Upload or path
        Files, folders and zip archives, as for `armstransfers.read_all`.
    description : Toml or path, optional
        What the files do not say themselves.
    source_key : str, optional
        The source of a table whose form is known, as for `armstransfers.read_all`.
    set_aside : bool, optional
        Leave out single lines that cannot be read, as for `armstransfers.read_all`.
    progress : callable, optional
        Called with the name of each file before it is read, and the part of the files that was
        read before; it stays 0 where paths are read.
    waiting : callable, optional
        Called several times a second. If it or `progress` raises, the reading is given up.
    viewer : str, optional
        Who asks; files of one viewer are read one after the other, so that others find a worker.

    Raises
    ------
    ReadError
        As by `armstransfers.read_all`; also if the files cannot be read within the limits.
    UnreadableLines
        A `ReadError`, where the files can be read without the lines that it names.
    """
    request = {
        "task": "read",
        "description": _described(description),
        "source_key": source_key,
        "set_aside": set_aside,
    }
    return _ask(request, list(sources), passing.reading, progress, waiting, viewer)


def header_of(
    sources: Iterable[Upload], *, waiting: Callable[[], None] | None = None, viewer: str = ""
) -> list[str]:
    """Return the names of the columns of the first table in the files, found in a worker.

    Raises
    ------
    ReadError
        If there is no table, or the files cannot be read within the limits.
    """
    return _ask({"task": "header"}, list(sources), passing.header, None, waiting, viewer)


def warm() -> None:
    """Start a worker, so that the first file need not wait for it."""
    _POOL.warm()


def close() -> None:
    """End the workers, whatever they do. The next file starts another."""
    _POOL.close()


def _described(description: Toml | Path | None) -> dict[str, str] | None:
    if isinstance(description, Toml):
        return {"text": description.text, "name": description.name}
    return {"path": str(description)} if description else None


def _ask(
    request: dict[str, Any],
    sources: Sequence[Upload | Path],
    understand: Callable[[passing.Message], _Answer],
    progress: Callable[[str, float], None] | None,
    waiting: Callable[[], None] | None,
    viewer: str,
) -> _Answer:
    request["folder"] = str(Path.cwd())  # a worker began in another, perhaps
    request["sources"] = [
        {"name": one.name} if isinstance(one, Upload) else {"path": str(one)} for one in sources
    ]
    contents = [one.content for one in sources if isinstance(one, Upload)]
    first = sources[0].name if sources else ""
    answer = _POOL.ask(
        (request, contents), first, progress or _nothing, waiting or _nothing, viewer
    )
    with foreign("what was read of it makes no sense; save it again, or as CSV.", file=first):
        return understand(answer)


def _nothing(*_: object) -> None:
    pass
