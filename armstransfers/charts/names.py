"""Names at their lines, in their colour, where they cover neither each other nor a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from armstransfers.charts import labels, lettering
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.matrix import Flags, Matrix, Numbers, joined
from armstransfers.charts.page import Page
from armstransfers.charts.palette import Look

LEADER = 20  # pixels between the end of a line and its name
_BESIDE = 6  # pixels at the right of the longest name
_APART = 3  # pixels between two names
_LEAST_PEAK = 0.04  # of the axis; a lower line that ended has its name when it is pointed at
_LEAST_GREY_PEAK, _MOST_GREY = 0.3, 4  # and one that does not speak; how many of those have names
_NEAR_PEAK = 0.6  # of its highest share: a name stands at no lower point of a line
_GRAIN = 4  # pixels in which it is looked where lines run
_CROSSING, _COVERING, _LOWER = 1.0, 50.0, 3.0
"""What it costs a name to stand on a line, on another name, and not at its line's highest point."""
_TOO_MUCH, _TOO_MUCH_GREY = 3.5, 0.9  # from which on a name is left out


Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top of what is written, in pixels of its panel."""


@dataclass(frozen=True)
class Name:
    """A name at the end of a line.

    Attributes
    ----------
    text : str
        What it says.
    share : float
        Where the line ends.
    colour : str
        Its colour.
    bold : bool
        Whether it is one of the foremost.
    """

    text: str
    share: float
    colour: str
    bold: bool

    def width(self, page: Page) -> float:
        """Return its pixels."""
        return lettering.width(self.text, page.size, bold=self.bold)


@dataclass(frozen=True)
class Panel:
    """A panel of shares: its axes, its height and least width in pixels, its highest share."""

    xref: str
    yref: str
    height: int
    width: float
    top: float
    span: tuple[int, int]

    @property
    def a_year(self) -> float:
        """Pixels of a year."""
        return self.width / (self.span[1] - self.span[0] + 1.2)

    def pixels(self, share: float) -> float:
        """Return how high a share stands."""
        return share / self.top * self.height


def room_for(names: Sequence[Name], page: Page) -> int:
    """Return the pixels at the right of a panel that names at the ends of its lines need."""
    if not names:
        return 14
    return LEADER + _BESIDE + round(max(name.width(page) for name in names))


def at_ends(lines: Matrix, looks: dict[str, Look], foremost: set[str], page: Page) -> list[Name]:
    """Return the names of the lines that reach the last window, each with its share there."""
    return [
        Name(
            f"{labels.short_name(partner)} {labels.whole_per_cent(shares[-1])}",
            float(shares[-1]),
            looks[partner].ink(page.dark),
            partner in foremost,
        )
        for partner, shares in zip(lines.partners, lines.share, strict=True)
        if len(shares) and not np.isnan(shares[-1])
    ]


def write_ends(drawing: Drawing, names: Sequence[Name], panel: Panel, page: Page) -> None:
    """Write names at the right, moved apart, each with a thin leader to the end of its line."""
    wanted = [panel.pixels(name.share) for name in names]
    gap = page.size * 1.25 + _APART
    moved = spread(wanted, gap, min(gap / 2, panel.height), panel.height)
    for name, at, high in zip(names, wanted, moved, strict=True):
        drawing.write(
            text=f"<b>{name.text}</b>" if name.bold else name.text,
            x=panel.span[1], xref=panel.xref, y=name.share, yref=panel.yref,
            ax=LEADER, ay=at - high, xanchor="left", yanchor="middle", align="left",
            showarrow=True, arrowhead=0, arrowwidth=1, arrowcolor=name.colour, standoff=5,
            borderpad=1, font=page.font(colour=name.colour),
        )  # fmt: skip


def write_peaks(
    drawing: Drawing,
    lines: Matrix,
    others: Matrix,
    looks: dict[str, Look],
    foremost: set[str],
    panel: Panel,
    page: Page,
    *,
    pale: Flags,
) -> None:
    """Write the names of lines that ended before, where they were high and nothing is in the way.

    So have grey lines that were high once, in grey.
    """
    everybody = joined(lines, others)
    heights = _heights(everybody, panel)
    taken: list[Box] = []
    grey = 0
    for at, partner in enumerate(everybody.partners):
        shares = everybody.share[at]
        speaks = partner in looks
        if speaks and not np.isnan(shares[-1:]).all():
            continue  # its name stands at its end
        peak = np.nanmax(np.where(pale, 0.0, shares), initial=0.0)
        if peak < panel.top * (_LEAST_PEAK if speaks else _LEAST_GREY_PEAK):
            continue
        if not speaks and grey == _MOST_GREY:
            continue
        text, bold = labels.short_name(partner), partner in foremost
        size = lettering.width(text, page.size, bold=bold) + 4, page.size * 1.25
        too_much = _TOO_MUCH if speaks else _TOO_MUCH_GREY
        place = _place(everybody, at, size, panel, heights, taken, pale, too_much)
        if place is None:
            continue
        grey += not speaks
        x, y, box = place
        taken.append(box)
        ink = looks[partner].ink(page.dark) if speaks else page.muted
        drawing.write(
            text=f"<b>{text}</b>" if bold else text, x=x, xref=panel.xref, y=y, yref=panel.yref,
            yanchor="middle", showarrow=False, borderpad=0, font=page.font(colour=ink),
        )  # fmt: skip


def _place(
    lines: Matrix,
    at: int,
    size: tuple[float, float],
    panel: Panel,
    heights: Numbers,
    taken: list[Box],
    pale: Flags,
    too_much: float,
) -> tuple[float, float, Box] | None:
    """Return where a name stands best: near a high point of its line, off all lines and names."""
    width, height = size
    shares = lines.share[at]
    best: tuple[float, Any] | None = None
    for column in np.flatnonzero(shares >= np.nanmax(shares) * _NEAR_PEAK):
        x = (lines.last[column] - panel.span[0] + 0.6) * panel.a_year
        y = panel.pixels(shares[column])
        above, beside = height / 2 + 4, width / 2 + 6
        # rather above its line than below or beside it, and rather where that is high
        for preference, (right, up) in enumerate(
            ((0.0, above), (0.0, -above), (beside, 0.0), (-beside, 0.0))
        ):
            middle = min(max(x + right, width / 2), panel.width - width / 2)
            high = y + up
            box = middle - width / 2, high - height / 2, middle + width / 2, high + height / 2
            if box[1] < 0 or box[3] > panel.height:
                continue
            cost = _COVERING * sum(_cover(box, other) for other in taken)
            cost += _CROSSING * _crossed(heights, box)
            cost += _LOWER * (1 - shares[column] / np.nanmax(shares)) + 0.1 * preference
            cost += 0.8 * bool(pale[column])
            if best is None or cost < best[0]:
                best = cost, (middle, high, box)
    if best is None or best[0] >= too_much:
        return None
    middle, high, box = best[1]
    return (
        panel.span[0] - 0.6 + middle / panel.a_year,
        high / panel.height * panel.top,
        box,
    )


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _heights(lines: Matrix, panel: Panel) -> Numbers:
    """Return how high each line stands in steps across the panel, in pixels."""
    years = np.arange(0, panel.width, _GRAIN) / panel.a_year + panel.span[0] - 0.6
    ends = lines.last.astype(float)
    rows = [_between(years, ends, shares) for shares in lines.share]
    found: Numbers = np.array(rows).reshape(len(rows), len(years)) / panel.top * panel.height
    return found


def _crossed(heights: Numbers, box: Box) -> int:
    """Return how many lines run through a box."""
    inside = heights[:, int(box[0] // _GRAIN) : int(box[2] // _GRAIN) + 1]
    return int(((inside > box[1] - 2) & (inside < box[3] + 2)).any(axis=1).sum())


def _between(years: Numbers, ends: Numbers, shares: Numbers) -> Numbers:
    """Return a line's shares between its points; far away where it has none."""
    known = ~np.isnan(shares)
    if not known.any():
        return np.full(len(years), -1e9)
    found: Numbers = np.interp(years, ends[known], shares[known], left=-1e9, right=-1e9)
    return found


def spread(positions: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions moved as little as needed to stand at least `gap` apart.

    Parameters
    ----------
    positions : list of float
        Wanted positions, in any order.
    gap : float
        Smallest distance between two.
    low, high : float
        Where the lowest and the highest may stand; `low` gives way where there is no room.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    moved = list(positions)
    floor = low
    for i in order:
        moved[i] = max(positions[i], floor)
        floor = moved[i] + gap
    ceiling = high
    for i in reversed(order):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved
