"""A site that answers as SIPRI's does, and the command that asks it."""

from __future__ import annotations

import sys

import pytest
from fetching import asked_site


@pytest.fixture
def sipri(monkeypatch):
    """A site of edition 1993, on the day of its files."""
    with asked_site(monkeypatch) as site:
        yield site


@pytest.fixture
def run(run, monkeypatch):
    """Run ``fetch sipri``; return its exit code, what it printed, and its errors."""

    def command(*words, stdin=None):
        monkeypatch.setattr(sys, "stdin", stdin)
        return run("fetch", "sipri", *words)

    return command
