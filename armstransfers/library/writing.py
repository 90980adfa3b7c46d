"""Files that are written whole or not at all, and are on the disk before anything relies on them."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from uuid import uuid4


def write(path: Path, content: bytes | str) -> None:
    """Write a file whole: on a full disk, or killed half-way, what was there before stays.

    What is no file, such as a pipe, is written to as it is. Text is written as UTF-8.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left beside it then.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()  # what a link points to is replaced, not the link
    draft = path.with_name(f".{uuid4().hex}.part")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_names(path.parent)


def flush(folder: Path) -> None:
    """Wait until the files in a folder, and their names, are on the disk.

    Raises
    ------
    OSError
        If one cannot be written after all.
    """
    for path in folder.iterdir():
        with path.open("rb+") as file:  # Windows flushes only what is open for writing
            os.fsync(file.fileno())
    flush_names(folder)


def flush_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    with contextlib.suppress(OSError):  # Windows opens no folder, and some network disks flush none
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
