"""Where the labels of days and periods stand under a chart of years, without covering each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from armstransfers.charts import lettering
from armstransfers.core.coverage import Window

_BESIDE = 10  # pixels beside a text


@dataclass(frozen=True)
class Label:
    """A label in the strip.

    Attributes
    ----------
    text : str
        What it says.
    first, last : float
        The years that it covers.
    at_last : bool
        Whether it is written up to its last year instead of from its first on.
    row : int
        Its row, from the top.
    """

    text: str
    first: float
    last: float
    at_last: bool = False
    row: int = 0


@dataclass(frozen=True)
class Years:
    """An axis of years, on which each reaches half a year to either side of its number.

    Attributes
    ----------
    span : (int, int)
        First and last year.
    width : float
        Pixels that it has at least.
    """

    span: Window
    width: float

    @property
    def first(self) -> float:
        """Where the first year begins."""
        return self.span[0] - 0.5

    @property
    def last(self) -> float:
        """Where the last year ends."""
        return self.span[1] + 0.5

    def at(self, day: date) -> float:
        """Return where a day lies, or the end of the axis that it lies beyond."""
        part = (day - date(day.year, 1, 1)).days / 366
        return min(max(day.year - 0.5 + part, self.first), self.last)

    def of(self, pixels: float) -> float:
        """Return the years that pixels cover at most."""
        return pixels * (self.last - self.first) / self.width

    def around(self, text: str, year: float, pixels: float) -> Label:
        """Return a label with a day in its middle, or as near to it as the ends allow."""
        half = self.of(pixels) / 2
        middle = max(min(year, self.last - half), self.first + half)
        return Label(text, middle - half, middle + half)

    def along(self, text: str, first: float, last: float, size: float) -> Label:
        """Return a label that begins with a period, or ends with it where it would be cut."""
        width = self.of(lettering.width(text, size) + _BESIDE)
        if first + width > self.last:
            return Label(text, min(first, last - width), last, at_last=True)
        return Label(text, first, max(last, first + width))


def in_rows(labels: Iterable[Label], above: int = 0) -> list[Label]:
    """Return labels in the highest rows in which they do not cover each other.

    Parameters
    ----------
    labels : iterable of Label
        The labels; those before others get the higher rows.
    above : int, optional
        Rows that are taken already.
    """
    rows: list[list[Label]] = []
    placed = []
    for label in labels:
        free = (n for n, row in enumerate(rows) if all(apart(label, other) for other in row))
        n = next(free, len(rows))
        rows[n:n] = [[]] if n == len(rows) else []
        rows[n].append(label)
        placed.append(replace(label, row=above + n))
    return placed


def apart(one: Label, other: Label) -> bool:
    """Whether two labels could stand in one row."""
    return one.last <= other.first or other.last <= one.first
