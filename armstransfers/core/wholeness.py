"""What a file holds of the world's deliveries, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["proved", "near", "part"]
_MOST_NAMED = 5  # stretches of years


@dataclass(frozen=True)
class Wholeness:
    """What a file holds, held against an edition's known totals of the world.

    Attributes
    ----------
    verdict : {"proved", "near", "part"}
        ``proved`` where every total agrees, within rounding; ``near`` where each year holds about what
        the world's does; ``part`` where years do not.
    edition : int
        Whose totals they are.
    is_own : bool
        Whether the file is of that edition.
    says_all : bool
        Whether the file says that it holds all recipients and suppliers.
    years : (int, int)
        First and last year that were compared.
    totals, agreeing : int
        How many totals of its own edition were compared, and how many agree.
    held : float
        The file's volume in these years, in percent of the world's.
    lacking : tuple of int
        Years that do not hold what the world's do.
    category : str
        The weapon category, where it holds one alone.
    differing : tuple of int
        Years whose totals are not those of its own edition.
    """

    verdict: Verdict
    edition: int
    is_own: bool
    says_all: bool
    years: tuple[int, int]
    totals: int
    agreeing: int
    held: float
    lacking: tuple[int, ...] = ()
    category: str = ""
    differing: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """What was found, as a sentence without its end."""
        first, last = self.years
        if self.verdict == "proved":
            each = "total is that" if self.totals == 1 else "totals are those"
            return f"its {each} of edition {self.edition}, {_span(first, last)}"
        if self._differs:
            return (
                f"not every total of {_span(first, last)} is as known of edition {self.edition}: "
                f"{self.totals - self.agreeing} of {self.totals} differ ({_listed(self.differing)}), "
                "and "
                f"it holds {self.held:.6g} % of the volume, so lines may be missing or added, or the "
                "source has changed some"
            )
        return f"{self._share}{self._lacks}"

    @property
    def beside(self) -> str:
        """What must stand beside every figure; empty where the file holds what it says."""
        if not self.says_all:
            return ""
        if self._differs:
            count, of = self.totals - self.agreeing, self.totals
            return f"{count} of {of} totals not as known of edition {self.edition}"
        return f"{self._share}{self._lacks}" if self.verdict == "part" else ""

    @property
    def looks(self) -> str:
        """What the file seems to be, where nobody says what it holds: a question to its user."""
        if self.verdict != "near" or self.says_all:
            return ""
        return f"looks whole for {_span(*self.years)} of edition {self.edition}"

    @property
    def _differs(self) -> bool:
        return self.verdict == "near" and self.is_own and self.agreeing < self.totals

    @property
    def _share(self) -> str:
        held = f"{self.held:.0f}" if self.held >= 1 else f"{self.held:.2g}"
        only = f": {self.category.lower()} only" if self.category else ""
        return (
            f"holds {held} % of the world's deliveries of {_span(*self.years)} as edition "
            f"{self.edition} counts them{only}"
        )

    @property
    def _lacks(self) -> str:
        years = list(runs(self.lacking))
        if not years or not self.says_all or years == [self.years]:
            return ""
        return f", without those of {_listed(self.lacking)}"


def runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last year of each stretch of years that follow each other.

    Examples
    --------
    >>> list(runs([1990, 1991, 1993]))
    [(1990, 1991), (1993, 1993)]
    """
    first = last = None
    for year in sorted(years):
        if last is not None and first is not None and year > last + 1:
            yield first, last
            first = year
        first, last = year if first is None else first, year
    if first is not None and last is not None:
        yield first, last


def _listed(years: Iterable[int]) -> str:
    stretches = list(runs(years))
    named = ", ".join(_span(*one) for one in stretches[:_MOST_NAMED])
    return f"{named} and others" if len(stretches) > _MOST_NAMED else named


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
