"""Parquet files in a folder: which they are, and whether they still are what they were."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from armstransfers.core.errors import ReadError
from armstransfers.core.report import Skipped
from armstransfers.readers.description import Description

_SUFFIX = ".parquet"
_LINK = "a link, and links are not followed; bring the file itself"
_HIDDEN = "hidden, as its name begins with a dot or an underscore; rename it if its rows count"
_CHANGELOGS = {"_delta_log": "Delta", ".hoodie": "Hudi"}


@dataclass(frozen=True)
class Files:
    """The files of a table, in order, and those beside them that are passed over."""

    path: Path
    all: tuple[Path, ...]
    passed_over: tuple[Skipped, ...] = ()

    def marks(self) -> list[tuple[int, int, int]]:
        """Return for each file what changes whenever somebody writes it.

        Raises
        ------
        ReadError
            If one is gone.
        """
        with readable(self.path):
            found = [file.stat() for file in self.all]
        return [(one.st_ino, one.st_size, one.st_mtime_ns) for one in found]


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say what the system says when a file cannot be read.

    Raises
    ------
    ReadError
        Instead of any OSError.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
        where = Path(getattr(error, "filename", None) or path)
        raise ReadError(f"{reason}; check the path.", file=_shown(where)) from error


def parquet_files(path: Path) -> Files:
    """Return the file, or all files of a folder and of those in it.

    As other readers of Parquet do, it passes over names that begin with a dot or an underscore;
    it follows no links, for a file would be counted again under each.

    Raises
    ------
    ReadError
        If there is none, if one cannot be read, if two are copies of each other, or if a folder
        is that of a table format whose files do not all count.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links
    with readable(path):
        found, passed_over = _inside(path) if path.is_dir() else ([path], [])
        if not found or not path.exists():
            raise ReadError("there is no Parquet file here; check the path.", file=_shown(path))
        for file in found:
            if not stat.S_ISREG(file.stat().st_mode):
                raise ReadError("this is no file; name a file or a folder.", file=_shown(file))
            if _shown(file) != str(file):
                raise ReadError("its name is no Unicode text; rename it.", file=_shown(file))
            if "\\" in (name := file.as_posix()) and set(name) & set("*?["):
                raise ReadError(
                    "not every engine can open a name with a backslash and one of * ? [; rename it.",
                    file=_shown(file),
                )
    return Files(path, tuple(found), tuple(passed_over))


def _inside(folder: Path) -> tuple[list[Path], list[Skipped]]:
    found: list[Path] = []
    passed_over: list[Skipped] = []
    for above, folders, names in os.walk(folder, onerror=_raise):
        for name in sorted([*folders, *names]):
            path = Path(above, name)
            if name in _CHANGELOGS or (above.endswith("metadata") and _is_iceberg(name)):
                kind = _CHANGELOGS.get(name, "Iceberg")
                raise ReadError(
                    f"this is a {kind} table, whose files do not all count; write its rows to a "
                    "folder of plain Parquet files.",
                    file=_shown(folder),
                )
            is_one = name.lower().endswith(_SUFFIX) or name in folders
            if path.is_symlink() and is_one:
                passed_over.append(Skipped(_shown(path.relative_to(folder)), _LINK))
            elif name in folders or not is_one:
                continue
            elif any(part.startswith((".", "_")) for part in path.relative_to(folder).parts):
                passed_over.append(Skipped(_shown(path.relative_to(folder)), _HIDDEN))
            else:
                found.append(path)
    return sorted(found), passed_over


def _is_iceberg(name: str) -> bool:
    return name.endswith(".metadata.json")


def _raise(error: OSError) -> None:
    raise error


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()


def description_beside(path: Path) -> Path:
    """Return the file that says what a file, or a folder of them, holds.

    Raises
    ------
    ReadError
        If there is none.
    """
    beside = path / "description.toml" if path.is_dir() else path.with_suffix(".toml")
    if not beside.is_file():
        raise ReadError(
            f"nothing says what the rows count and are complete for; write {beside.name} beside "
            "them, as docs/other-sources.md shows.",
            file=_shown(path),
        )
    return beside


def digest(files: Files, described: Description) -> str:
    """Return a short digest of the ends of the files, where Parquet says what they hold.

    Raises
    ------
    ReadError
        If two files are copies of each other, whose rows would count twice.
    """
    said = json.dumps(asdict(described), default=_plain, sort_keys=True)
    content = hashlib.sha256(said.encode())
    ends: dict[tuple[bytes, int], Path] = {}
    for file in files.all:
        with readable(file), file.open("rb") as stream:
            stream.seek(-8, 2)
            length = int.from_bytes(stream.read(4), "little")
            stream.seek(-8 - length, 2)
            end, size = stream.read(length), file.stat().st_size
        twin = ends.setdefault((end, size), file)
        if twin is not file and _whole(twin) == _whole(file):
            raise ReadError(
                f"it is a copy of {twin.name}, so its rows would count twice; remove one.",
                file=file.name,
            )
        content.update(end)
        where = file.relative_to(files.path).as_posix() if file != files.path else ""
        content.update(f"{where} {size}".encode())
    return content.hexdigest()[:8]


def _whole(file: Path) -> bytes:
    with readable(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def names_of(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the files as engines are handed them."""
    return tuple(map(str, files))


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)
