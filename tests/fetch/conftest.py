"""A site that answers as SIPRI's does, and the command that asks it."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from fetching import QUICK
from sipri_site import served

from armstransfers import fetch
from armstransfers.fetch import pieces


@pytest.fixture
def sipri(monkeypatch):
    """A site of edition 1993, on the day of its files."""
    monkeypatch.setattr(pieces, "today", lambda: date(1993, 5, 3))
    monkeypatch.setattr(fetch, "PATIENCE", QUICK)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served() as site:
        monkeypatch.setenv("ARMSTRANSFERS_SIPRI_ADDRESS", site.address)
        yield site


@pytest.fixture
def run(run, monkeypatch):
    """Run ``fetch sipri``; return its exit code, what it printed, and its errors."""

    def command(*words, stdin=None):
        monkeypatch.setattr(sys, "stdin", stdin)
        return run("fetch", "sipri", *words)

    return command
