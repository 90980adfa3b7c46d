"""The real explorer in a process of its own, and the wait until it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PUBLIC = "arms.example.org"
"""A public name, under which a proxy would serve the explorer."""
PORTS = 3  # tried in turn: between its choice and its use another program may take a port


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str, process: subprocess.Popen) -> bool:
    """Wait until the explorer answers; False if it ended before, and a failure after a minute."""
    for _ in range(240):
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
                if b'"ok"' in answer.read():
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail("the explorer did not answer within a minute")


def wait_until_healthy(url: str, process: subprocess.Popen) -> None:
    """Return when the explorer answers; fail when it ended or takes a minute."""
    assert answers(url, process), "the explorer ended before it answered"


@contextmanager
def served(home: Path, *options: str, log: Path | None = None) -> Iterator[str]:
    """Serve the real app, started by its command, with a store of its own; give its address."""
    command = [sys.executable, "-c", "from armstransfers.cli import main; main()", "app"]
    with started(command, home, *options, log=log) as url:
        yield url


@contextmanager
def started(
    command: Sequence[str], home: Path, *options: str, log: Path | None = None
) -> Iterator[str]:
    """Start a command that serves on the port it is given; give the address."""
    with Path(log or os.devnull).open("w") as lines:
        for _ in range(PORTS):
            url = f"http://127.0.0.1:{free_port()}"
            process = subprocess.Popen(
                [*command, "--port", url.rpartition(":")[2], *options],
                env=os.environ | {"ARMSTRANSFERS_HOME": str(home)},
                stdout=subprocess.DEVNULL,
                stderr=lines,
            )
            try:
                if answers(url, process):
                    yield url
                    return
            finally:
                process.terminate()
                process.wait(timeout=20)
    pytest.fail("the explorer ended before it answered")
