"""Bars of yearly volumes, stacked: leaders, others, and hatched what nobody can name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.drawing import Drawing, Trace
from armstransfers.charts.matrix import Flags, Matrix, Numbers
from armstransfers.charts.page import CLEAR, FADED, Page
from armstransfers.charts.palette import Look, looks, mixed
from armstransfers.core.coverage import Window

GAP = 0.2  # of a year, between two bars
_MOST_TOTALS = {True: 16, False: 32}  # bars that have room for their own total


def fill(look: Look, page: Page) -> dict[str, object]:
    """Return the filling of a bar: a plain colour, or a hatch for a look that has one."""
    colour = look.colour(page.dark)
    if not look.hatch:
        return {"color": colour, "line": {"width": 0}}
    return {
        "color": CLEAR,
        "line": {"width": 1, "color": colour},
        "pattern": {"shape": look.hatch, "fgcolor": colour, "size": 5, "solidity": 0.3},
    }


def _marker(look: Look, strong: Flags, page: Page) -> dict[str, object]:
    """Return the filling of bars, pale where they were not asked for; no grid shines through."""
    plain = fill(look, page)
    if look.hatch:
        return {**plain, "opacity": np.where(strong, 1.0, FADED)}
    colour = look.colour(page.dark)
    pale = mixed(colour, page.background, FADED)
    return {**plain, "color": [colour if one else pale for one in strong.tolist()]}


def stacked_bars(
    volumes: Matrix,
    shown: list[str],
    found: dict[str, Look],
    strong: Flags,
    page: Page,
    *,
    as_parts: bool = False,
    axes: Mapping[str, str],
) -> Iterator[Trace]:
    """Return the bars of each year: those who speak, from the bottom, then others, then Unknown.

    Parameters
    ----------
    volumes : Matrix
        Single years.
    shown : list of str
        Who speaks, in order.
    found : dict of str to Look
        How each is drawn.
    strong : array of bool
        Which years are asked for; the others are pale.
    page : Page
        The page.
    as_parts : bool, optional
        Whether a bar shows parts of 100 % instead of volumes.
    axes : mapping of str to str
        ``xaxis`` and ``yaxis``, where they are not the first.
    """
    some, others = volumes.parted(shown)
    rest = looks([OTHER, UNKNOWN])
    rows = [
        *(
            (name, found[name], values)
            for name, values in zip(some.partners, some.value, strict=True)
        ),
        (OTHER, rest[OTHER], others.value.sum(axis=0)),
        (UNKNOWN, rest[UNKNOWN], volumes.unknown),
    ]
    for name, look, values in rows:
        if not (values > 0).any():
            continue
        there = values > 0
        yield {
            "type": "bar",
            "x": volumes.last[there],
            "y": (_parts(values, volumes.total) if as_parts else values)[there],
            "name": labels.short_name(name),
            "marker": _marker(look, strong[there], page),
            "hoverinfo": "skip",
            "showlegend": False,
            **axes,
        }


def write_totals(drawing: Drawing, volumes: Matrix, yref: str, page: Page) -> None:
    """Write each year's volume over its bar of 100 %, upright, for the bars are narrow.

    Where there are too many bars, every fifth year has its volume.
    """
    there = volumes.total > 0
    if there.sum() > _MOST_TOTALS[page.narrow]:
        there &= volumes.last % 5 == 0
    for year, total in zip(volumes.last[there], volumes.total[there], strict=True):
        drawing.write(
            text=labels.volume(total), x=int(year), y=103, yref=yref,
            yanchor="bottom", textangle=-90, showarrow=False,
            font=page.font(3, colour=page.muted),
        )  # fmt: skip


def asked_for(volumes: Matrix, marked: Window) -> Flags:
    """Return which years are asked for; all of them, where nothing was delivered in those."""
    inside = volumes.within(marked)
    return inside if (volumes.total[inside] > 0).any() else np.ones_like(inside)


def _parts(values: Numbers, total: Numbers) -> Numbers:
    with np.errstate(invalid="ignore", divide="ignore"):
        parts: Numbers = np.nan_to_num(100 * values / total)
    return parts
