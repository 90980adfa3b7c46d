"""What a benchmark measures: a figure, its yardstick, and whether its limit holds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes
    ----------
    name : str
        What was measured.
    measured : float
        What the program took, in `unit`.
    unit : str
        Unit of `measured`.
    yardstick : float or None
        What was measured beside it in the same run; None where the limit is no ratio.
    limit : float or None
        Largest (or, with `at_least`, smallest) ratio, or value where there is no yardstick; None
        where the figure is reported only.
    at_least : bool
        Whether more is better.
    remark : str
        What else belongs to it.
    """

    name: str
    measured: float
    unit: str
    yardstick: float | None = None
    limit: float | None = None
    at_least: bool = False
    remark: str = ""

    @property
    def judged(self) -> float:
        """The ratio, or the value itself where there is no yardstick."""
        return self.measured / self.yardstick if self.yardstick else self.measured

    @property
    def holds(self) -> bool | None:
        """Whether the limit holds; None where there is none."""
        if self.limit is None:
            return None
        return self.judged >= self.limit if self.at_least else self.judged <= self.limit


def interleaved(
    *each: Callable[[], float], repeats: int, warm: int = 1
) -> tuple[tuple[float, ...], ...]:
    """Return what several functions measured, called in turn, so that all see the same weather."""
    found: list[list[float]] = [[] for _ in each]
    for i in range(warm + repeats):
        for measure, results in zip(each, found, strict=True):
            result = measure()
            if i >= warm:
                results.append(result)
    return tuple(map(tuple, found))


def seconds_of(do: Callable[[], object]) -> Callable[[], float]:
    """Return what does something and tells the seconds that it took."""

    def measure() -> float:
        began = time.perf_counter()
        do()
        return time.perf_counter() - began

    return measure


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which a part of the values lies, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


HEAD = ("figure", "measured", "yardstick", "ratio", "limit", "holds")


def as_table(figures: Sequence[Figure]) -> str:
    """Return figures as a table for people."""
    rows = [HEAD, *map(_cells, figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    remarks = [f"  {one.name}: {one.remark}" for one in figures if one.remark]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], *remarks])


def as_line(one: Figure) -> str:
    """Return a figure as one line, for who waits for the table."""
    cells = zip(HEAD[1:], _cells(one)[1:], strict=True)
    return f"{one.name}: {', '.join(f'{head} {cell}' for head, cell in cells if cell)}"


def _cells(one: Figure) -> tuple[str, ...]:
    sign = ">=" if one.at_least else "<="
    return (
        one.name,
        f"{_number(one.measured)} {one.unit}",
        f"{_number(one.yardstick)} {one.unit}" if one.yardstick else "",
        f"{one.judged:.2f}" if one.yardstick else "",
        f"{sign} {one.limit:g}" if one.limit is not None else "",
        {True: "yes", False: "NO", None: ""}[one.holds],
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
