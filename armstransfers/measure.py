"""What the values of a release count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What the values count.

    Attributes
    ----------
    name, unit : str
        As in "Trend-indicator value" and "million TIV".
    basis : str
        What is counted at which moment: ``delivery``.
    precision : float
        Step of the printed values: 1 for tables, 0.01 for registers.
    additive : bool
        Whether values may be added over years and partners. Else there are no shares.
    """

    name: str
    unit: str
    basis: str
    precision: float
    additive: bool = True

    @property
    def decimals(self) -> int:
        """Decimals that a sum of values is rounded to."""
        return 0 if self.precision >= 1 else len(f"{self.precision:g}".partition(".")[2])


def tiv(precision: float) -> Measure:
    """Return SIPRI's trend-indicator value, a volume of deliveries, never money."""
    return Measure("Trend-indicator value", "million TIV", "delivery", precision)
