"""What the world delivered in all, by edition and year: known totals to hold files against."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from armstransfers.reference.environment import TOTALS_VARIABLE
from armstransfers.reference.shipped import shipped_path


@dataclass(frozen=True)
class WorldTotal:
    """The volume of all deliveries in a year, or in several, as one edition counts them.

    Attributes
    ----------
    edition : int
        The edition.
    first_year, last_year : int
        The years; the same where it is the total of one.
    value : float
        The total, in million TIV.
    precision : float
        Step to which it is known.
    recipients, suppliers : int
        How many have a delivery in these years.
    counted_from : str
        What it was summed from: ``deliveries``, ``deals`` or ``tables``.
    source : str
        Which files those were.
    """

    edition: int
    first_year: int
    last_year: int
    value: float
    precision: float
    recipients: int
    suppliers: int
    counted_from: str
    source: str = ""

    @property
    def is_yearly(self) -> bool:
        """Whether it is the total of one year."""
        return self.first_year == self.last_year


def world_totals() -> tuple[WorldTotal, ...]:
    """Return the totals that are known, oldest edition first."""
    return _read(Path(os.environ.get(TOTALS_VARIABLE) or shipped_path("world_totals.csv")))


@cache
def _read(path: Path) -> tuple[WorldTotal, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            WorldTotal(
                edition=int(row["edition"]),
                first_year=int(row["first_year"]),
                last_year=int(row["last_year"]),
                value=float(row["tiv_million"]),
                precision=float(row["precision"]),
                recipients=int(row["recipients"]),
                suppliers=int(row["suppliers"]),
                counted_from=row["counted_from"],
                source=row["source"],
            )
            for row in csv.DictReader(lines)
        )
