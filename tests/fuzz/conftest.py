"""How many hostile inputs each entry meets: a few hundred in every run, ten thousand by `make fuzz`."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def cases() -> int:
    """The number of inputs that a test makes up."""
    return int(os.environ.get("ARMSTRANSFERS_CASES", "200"))
