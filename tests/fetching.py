"""The complete register of the made-up site, its decades and its size, and how a test gets it."""

from __future__ import annotations

from typing import Any

from sipri_site import Site as Served

from armstransfers import Release
from armstransfers.fetch import Patience, Site, complete_register

QUICK = Patience(pause=0, connect=5, answer=5, repeats=2, back_off=0)
DECADES = [(1950, 1959), (1960, 1969), (1970, 1979), (1980, 1989), (1990, 1992)]
YEARS = 43  # 1950-1992


def get(sipri: Served, patience: Patience = QUICK, **options: Any) -> Release:
    with Site(sipri.address, patience) as site:
        return complete_register(site, **options)
