"""A port to serve on, and the wait until the explorer answers there."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, process: subprocess.Popen) -> None:
    """Return when the explorer answers; fail when it ended or takes a minute."""
    for _ in range(240):
        assert process.poll() is None, "the explorer ended before it answered"
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
                if b'"ok"' in answer.read():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail("the explorer did not answer within a minute")
