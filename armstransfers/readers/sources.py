"""From what a caller hands in (paths, folders, archives, bytes) to single files."""

from __future__ import annotations

import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from armstransfers.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.dialect import is_workbook
from armstransfers.readers.part import File

LARGEST_FILE = 50 * 2**20  # bytes; the complete register has 6 million
LARGEST_UNPACKED = 200 * 2**20  # bytes in one archive
MOST_FILES = 2_000
_ZIP_MAGIC = b"PK\x03\x04"
# what Python's unpackers raise for damaged archives
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip

Source = str | os.PathLike[str] | bytes | bytearray | File
"""A path, the bytes of a file, or a `File`."""


def named(name: str, content: bytes) -> File:
    """Return the file of this name and content, decoded."""
    name = name.encode("utf-8", "replace").decode()  # a name that cannot be printed
    return File(name, content, "" if content.startswith(_ZIP_MAGIC) else text.decode(content))


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
    else:
        for one in source:
            yield from files(one)


def _at(path: Path) -> Iterator[File]:
    try:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.is_file() and _is_shown(p))
        elif path.exists() and not path.is_file():
            raise ReadError("this is no file; name a file, a folder or an archive.", file=str(path))
        elif path.stat().st_size > LARGEST_FILE:
            raise ReadError(f"the file is larger than {LARGEST_FILE // 2**20} MB.", file=path.name)
        else:
            yield from _members(named(path.name, path.read_bytes()))
            return
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
        name = str(path).encode("utf-8", "replace").decode()
        raise ReadError(f"{reason}; check the path.", file=name[:200]) from error
    for one in found:
        yield from _at(one)


def _members(file: File) -> Iterator[File]:
    if not file.content.startswith(_ZIP_MAGIC) or is_workbook(file.content):
        yield file
        return
    try:
        unpacked = list(_unpacked(file))
    except _DAMAGE as error:
        raise ReadError(
            "the archive is damaged or locked; pack it again without a password.", file=file.name
        ) from error
    yield from unpacked


def _unpacked(file: File) -> Iterator[File]:
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        members = [m for m in archive.infolist() if _is_data(m)]
        if len(members) > MOST_FILES:
            raise ReadError(f"it holds more than {MOST_FILES:,} files.", file=file.name)
        if sum(m.file_size for m in members) > LARGEST_UNPACKED:
            limit = LARGEST_UNPACKED // 2**20
            raise ReadError(f"it holds more than {limit} MB when unpacked.", file=file.name)
        for member in members:
            content = archive.read(member)
            if content.startswith(_ZIP_MAGIC) and not is_workbook(content):
                raise ReadError(
                    f"{member.filename} in it is an archive again; unpack it first.",
                    file=file.name,
                )
            yield named(Path(member.filename).name, content)


def _is_shown(path: Path) -> bool:
    return not path.name.startswith(".")


def _is_data(member: zipfile.ZipInfo) -> bool:
    path = Path(member.filename)
    return bool(path.name) and not (
        member.is_dir() or path.name.startswith(".") or path.parts[0] == "__MACOSX"
    )
