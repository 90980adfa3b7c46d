"""Classes of a share, and a colour for each: the larger the share, the further from the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_COLOURS = {
    False: ("#D7F2FA", "#9DDCF1", "#68BFE5", "#2D95D3", "#0B60B2", "#102C84"),
    True: ("#1A2D51", "#1F487C", "#2B6BA3", "#349BCF", "#5ECAED", "#B0F6FE"),
}
"""On a light page and on a dark one. The lightness runs one way in normal sight and in the three
common deficiencies, and every colour leaves one ink a contrast of at least 4.5."""

_DARK_INK, _LIGHT_INK = "#0E1117", "#FFFFFF"
_LIGHT_INK_ON = frozenset({"#0B60B2", "#102C84", "#1A2D51", "#1F487C", "#2B6BA3"})
_NOTHING = 1e-12  # a share above this is more than nothing


@dataclass(frozen=True)
class Scale:
    """Six classes of a share.

    Attributes
    ----------
    steps : tuple of float
        Where the second class and those after it begin, in per cent. A first step of 0 gives
        nothing at all a class of its own.

    Examples
    --------
    >>> OF_THE_WORLD.place(0.3), DEPENDENCE.place(0.0), DEPENDENCE.place(10.0)
    (1, 0, 2)
    """

    steps: tuple[float, float, float, float, float]

    def place(self, share: float) -> int:
        """Return the class of a share: 0 for the smallest, 5 for the largest."""
        return bisect_right([step or _NOTHING for step in self.steps], share)

    def colour(self, share: float, *, dark: bool) -> str:
        """Return the colour of a share's class on a dark or a light page."""
        return colours(dark)[self.place(share)]

    @property
    def words(self) -> list[str]:
        """Say for each class what it holds, in per cent."""
        first, *others = self.steps
        between = [f"{low:g} to {high:g}" for low, high in pairwise(others)]
        if first == 0:
            words = ["0", f"under {others[0]:g}", *between]
        else:
            words = [f"under {first:g}", f"{first:g} to {others[0]:g}", *between]
        return [*(f"{part}%" for part in words), f"{others[-1]:g}% and more"]


OF_THE_WORLD = Scale((0.1, 0.5, 1, 2, 5))
OF_ALL_FLOWS = Scale((0.5, 2, 5, 10, 20))
DEPENDENCE = Scale((0, 10, 25, 50, 75))


def colours(dark: bool) -> tuple[str, ...]:
    """Return the colours of the six classes, from the smallest."""
    return _COLOURS[dark]


def plain(dark: bool) -> str:
    """Return the colour of bars that differ in length alone."""
    return _COLOURS[dark][4]


def ink(colour: str) -> str:
    """Return the colour of what is written on a class."""
    return _LIGHT_INK if colour in _LIGHT_INK_ON else _DARK_INK
