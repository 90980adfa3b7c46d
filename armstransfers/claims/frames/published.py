"""What the day on which a sentence was published says of its years: ``in the past five years``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armstransfers.claims.quantities.windows import Years
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest

_RELEASED = {2021: 15, 2022: 14, 2023: 13, 2024: 11, 2025: 10, 2026: 9}
"""Day of March on which SIPRI's edition of a year came out."""
_AS_A_RULE = 11


def day(published: date | str | None) -> date | None:
    """Return a day, or None for none.

    Raises
    ------
    BadRequest
        If it is written in another way than ``2024-03-11``.
    """
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published.strip()) if published.strip() else None
    except ValueError:
        raise BadRequest(f"{published[:40]!r} is no day; write it as 2024-03-11.") from None


@dataclass(frozen=True)
class Published:
    """The day of a sentence, and the last year of the data at hand.

    Attributes
    ----------
    on : date or None
        The day, where it is known.
    latest : int
        Last year of the data.
    """

    on: date | None
    latest: int

    @property
    def last_year(self) -> int | None:
        """The last year that SIPRI's edition of the day covers."""
        if self.on is None:
            return None
        out = date(self.on.year, 3, _RELEASED.get(self.on.year, _AS_A_RULE))
        return self.on.year - (1 if self.on >= out else 2)

    def window(self, item: Years) -> Window | None:
        """Return the years that words mean by themselves or from that day on, else None."""
        if item.sort == "window":
            return item.window
        if item.sort == "open" and item.window:
            first = item.window[0]
            return (first, self.latest) if first <= self.latest else None
        last = self.last_year
        if item.sort != "vague" or self.on is None or last is None:
            return None
        if item.ago is not None:
            return self.on.year - item.ago, self.on.year - item.ago
        if item.length:
            return last - item.length + 1, last
        if item.decade:
            return last - last % 10, last
        return None
