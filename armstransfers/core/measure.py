"""What the values of a release count."""

from __future__ import annotations

from dataclasses import dataclass

TIV_NAME = "Trend-indicator value"
TIV_QUOTED = "TIV, quoted elsewhere"
"""SIPRI's measure as somebody else has passed it on, rounded or changed: no edition of SIPRI's."""
MAJOR_ARMS = "major arms"
REGISTER_STEP = 0.01
"""Million TIV, to which SIPRI prints its registers; what is coarser was rounded."""
FEW_TIV = 20.0  # million TIV; the shares of a smaller whole say little
_PROMISED = (
    "licence", "license", "authoris", "authoriz", "permit", "order", "agreement", "contract",
    "notif", "allocat", "commit", "pledge",
)  # fmt: skip
"""What a basis speaks of where nothing was delivered yet."""


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
        Whether values may be added over years and partners. Else there are no shares: stocks and
        percentages are never summed.
    goods : str
        What was transferred, as in "imports of major arms".
    few : float
        A smaller whole says little, for one delivery more would change its shares. 0 where the
        source gives no such limit.
    """

    name: str
    unit: str
    basis: str
    precision: float
    additive: bool = True
    goods: str = MAJOR_ARMS
    few: float = 0.0

    @property
    def decimals(self) -> int:
        """Decimals that a sum of values is rounded to."""
        if self.precision >= 1:
            return 0
        return len(f"{self.precision:.15f}".rstrip("0").partition(".")[2])

    @property
    def is_rounded(self) -> bool:
        """Whether values were rounded further than those of SIPRI's registers."""
        return self.precision > REGISTER_STEP

    @property
    def is_tiv(self) -> bool:
        """Whether it is SIPRI's measure."""
        return self.name == TIV_NAME

    @property
    def is_received(self) -> bool:
        """Whether the values count what arrived, and not what was licensed or promised."""
        return not any(word in self.basis.casefold() for word in _PROMISED)

    @property
    def quantity(self) -> str:
        """What a sum of values is called: a volume of deliveries, or else a value."""
        return "volume" if self.is_tiv or self.name == TIV_QUOTED else "value"

    @property
    def meaning(self) -> str:
        """What the values say, in a sentence."""
        if self.is_tiv:
            return "TIV counts the volume of deliveries of major arms. It is not money."
        if self.name == TIV_QUOTED:
            return (
                "TIV as others have passed it on, perhaps rounded or changed. It is not money, and "
                "no edition of SIPRI's."
            )
        return f"{self.name} counts {self.goods} by year of {self.basis}. It is not TIV."


def tiv(precision: float) -> Measure:
    """Return SIPRI's trend-indicator value, a volume of deliveries, never money."""
    return Measure(TIV_NAME, "million TIV", "delivery", precision, few=FEW_TIV)
