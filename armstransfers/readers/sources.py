"""From what a caller hands in (paths, folders, archives, bytes) to single files."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath

from armstransfers.core.errors import ReadError
from armstransfers.readers import refusals, text
from armstransfers.readers.part import File
from armstransfers.readers.unpacking import GZIP_MAGIC, ZIP_MAGIC, gunzipped, opened, unpacked
from armstransfers.readers.workbook import is_workbook

LARGEST_FILE = 50 * 2**20  # bytes; the complete register has 6 million
MOST_FILES = 2_000
MOST_LINES = 2_000_000  # the complete register has 60,000
_LINK = "a link, and links are not followed; bring the file itself"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")

Source = str | os.PathLike[str] | bytes | bytearray | File
"""A path, the bytes of a file, or a `File`."""


def named(name: str, content: bytes) -> File:
    """Return the file of this name and content, decoded.

    Raises
    ------
    ReadError
        If it is too large to be decoded.
    """
    name = _UNPRINTABLE.sub("?", name.encode("utf-8", "replace").decode())
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    if content.startswith(GZIP_MAGIC):
        content = gunzipped(content, name, LARGEST_FILE)
        name = name.removesuffix(".gz")
    if content.startswith(ZIP_MAGIC):
        return File(name, content, "")
    if len(content) > MOST_LINES and max(map(content.count, (b"\n", b"\r"))) > MOST_LINES:
        raise ReadError(
            f"the table has more than {MOST_LINES:,} lines, too many to be read here; split it by "
            "years.",
            file=name,
        )
    return File(name, content, text.decode(content))


def files(source: Source | Iterable[Source]) -> Iterator[File]:
    """Yield every file in `source`: of a list, a folder and a zip archive, each member.

    Raises
    ------
    ReadError
        If a path does not exist, or a file or an archive is too large.
    """
    if isinstance(source, bytes | bytearray):
        yield from _members(named("(bytes)", bytes(source)))
    elif isinstance(source, File):
        yield from _members(source)
    elif isinstance(source, str | os.PathLike):
        yield from _at(Path(source))
    elif isinstance(source, Iterable):
        for one in source:
            yield from files(one)
    else:
        raise ReadError(f"a file is named by its path, and {source!r:.40} is none.")


def _at(path: Path) -> Iterator[File]:
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists() and not path.is_file():
            raise ReadError("this is no file; name a file, a folder or an archive.", file=str(path))
        elif path.stat().st_size > LARGEST_FILE:
            raise _too_large(path.name)
        else:
            yield from _members(named(path.name, path.read_bytes()))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
        name = " ".join(str(path).encode("utf-8", "replace").decode().split())
        raise ReadError(f"{reason}; check the path.", file=name[:200]) from error


def _in_folder(folder: Path) -> Iterator[File]:
    inside = (path for path in folder.rglob("*") if _is_shown(path.relative_to(folder)))
    found = sorted(islice((p for p in inside if p.is_symlink() or p.is_file()), MOST_FILES + 1))
    if len(found) > MOST_FILES:
        raise ReadError(
            f"the folder holds more than {MOST_FILES:,} files; name the right ones.",
            file=str(folder),
        )
    for path in found:
        if path.is_symlink():
            yield replace(named(path.name, b""), left_out=_LINK)
        else:
            yield from _at(path)


def _members(file: File) -> Iterator[File]:
    if not file.content.startswith(ZIP_MAGIC) or is_workbook(file.content):
        yield file
        return
    with opened(file.content, file.name) as archive:
        members = [
            member
            for member in archive.infolist()
            if not member.is_dir() and _is_shown(PurePosixPath(member.filename))
        ]
        if says := refusals.of_members({member.filename for member in members}):
            raise ReadError(says, file=file.name)
        if len(members) > MOST_FILES:
            raise ReadError(f"it holds more than {MOST_FILES:,} files; split it.", file=file.name)
        found = [_member(*one, file) for one in unpacked(archive, members, file.name)]
    yield from found


def _member(member: zipfile.ZipInfo, content: bytes, archive: File) -> File:
    name = PurePosixPath(member.filename).name
    if stat.S_ISLNK(member.external_attr >> 16):
        return replace(named(name, b""), left_out=_LINK)
    if content.startswith(ZIP_MAGIC) and not is_workbook(content):
        raise ReadError(f"{name} in it is an archive again; unpack it first.", file=archive.name)
    return named(name, content)


def _is_shown(path: PurePath) -> bool:
    """Whether a file is the user's, and not one that a system keeps beside it."""
    hidden = (part for part in path.parts if part.startswith(".") and part != "..")
    return bool(path.name) and path.parts[0] != "__MACOSX" and not any(hidden)


def _too_large(name: str) -> ReadError:
    limit = LARGEST_FILE // 2**20
    return ReadError(f"the file is larger than {limit} MB; split it by years.", file=name)
