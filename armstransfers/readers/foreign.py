"""What libraries raise for files that they cannot read: anything at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from armstransfers.core.errors import ArmsTransfersError, ReadError

_PANIC = (
    "PanicException"  # of libraries written in Rust; no `Exception`, and with no name to import
)


@contextmanager
def foreign(reason: str, *, file: str) -> Iterator[None]:
    """Let a library read, and say `reason` of the file whatever it raises.

    Raises
    ------
    ReadError
        If the library raises anything but a want of memory.
    """
    try:
        yield
    except (ArmsTransfersError, MemoryError):
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == _PANIC:
            raise ReadError(reason, file=file) from error
        raise
