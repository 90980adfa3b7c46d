"""What a reading may use, and how a worker binds itself to it."""

from __future__ import annotations

import sys

MEMORY = 2**30  # bytes; the complete register takes 60 MB, and the libraries 110 MB
CPU_SECONDS = 60  # the complete register takes one, a zip archive of 260 tables ten
SECONDS = 180  # in all: longer, for others may be at work on the same processors
IN_WORDS = f"{MEMORY // 2**30} GB of memory and {CPU_SECONDS} seconds"
_OPEN_FILES = 64

SYSTEM_HOLDS_MEMORY = sys.platform == "linux"
"""Whether the system keeps a process to its limit of memory; elsewhere the parent looks."""


def bind() -> None:
    """Bind this process: to little memory, to no file that it writes. There is no way back."""
    try:
        import resource
    except ImportError:  # Windows: the parent looks
        return
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    if SYSTEM_HOLDS_MEMORY:
        # what is written to counts in the first; what libraries and threads only set aside, in the
        # second alone
        bounds |= {resource.RLIMIT_DATA: MEMORY, resource.RLIMIT_AS: 2 * MEMORY}
    for kind, most in bounds.items():
        _, highest = resource.getrlimit(kind)
        most = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (most, most))


def allow_time() -> None:
    """Allow this process `CPU_SECONDS` from now on; the system ends it then."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    until = until if highest == resource.RLIM_INFINITY else min(until, highest)
    resource.setrlimit(resource.RLIMIT_CPU, (until, highest))


def most_memory_used() -> int:
    """Return how many bytes this process has used at its height; 0 where nobody knows."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
