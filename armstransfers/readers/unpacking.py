"""Zip archives unpacked with care: none becomes larger than it says, and none larger than allowed."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from armstransfers.core.errors import ReadError
from armstransfers.readers.foreign import foreign

ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"
LARGEST_UNPACKED = 200 * 2**20  # bytes in one archive
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a limit
_LOCKED = 1  # flag of a member that needs a password


@contextmanager
def opened(content: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive.

    Raises
    ------
    ReadError
        If it turns out to be damaged, also while it is open.
    """
    with (
        foreign("the archive is damaged; pack it again.", file=name),
        zipfile.ZipFile(io.BytesIO(content)) as archive,
    ):
        yield archive


def unpacked(
    archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], name: str
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield members of an archive with their content.

    Raises
    ------
    ReadError
        If they are larger than `LARGEST_UNPACKED` together, locked, or not what they declare.
    """
    members = list(members)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // 2**20
        raise ReadError(f"it holds more than {limit} MB when unpacked; split it.", file=name)
    for member in members:
        if member.flag_bits & _LOCKED:
            raise ReadError("it is locked with a password; pack it again without one.", file=name)
        if member.compress_type not in _PACKED:
            raise ReadError(
                f"{member.filename} in it is packed in an unusual way; pack it again as a plain "
                "zip archive.",
                file=name,
            )
        with archive.open(member) as packed:
            content = packed.read(member.file_size)
        if len(content) != member.file_size:
            raise zipfile.BadZipFile("a member is shorter than it declares")
        yield member, content


def gunzipped(content: bytes, name: str, most: int) -> bytes:
    """Return what gzip has packed.

    Raises
    ------
    ReadError
        If it is damaged, or becomes larger than `most`.
    """
    with (
        foreign("the archive is damaged; pack it again.", file=name),
        gzip.GzipFile(fileobj=io.BytesIO(content)) as packed,
    ):
        unpacked = packed.read(most + 1)
    if len(unpacked) > most:
        raise ReadError(
            f"it holds more than {most // 2**20} MB when unpacked; split it.", file=name
        )
    return unpacked
