"""Cells of a grid: bars one unit wide and high, which keep their place at every width of a page.

Squares of scatter markers have a size in pixels: they overlap on a smaller page. Bars do not, and
a click on one returns its customdata too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armstransfers.charts import tints
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import CLEAR, Page

_SIDE = 0.92  # of a unit: the rest is the gap between two cells
_SWATCH = 14  # pixels
_KEY_LINE = 20
_LINE = 1.32  # of the size of its text
_LETTERS = {True: 58, False: 130}  # that fit into a line on a narrow page and on a wide one
_KEYS = {True: 3, False: 7}  # entries of a key beside each other


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    x, y : float
        Its middle; rows are counted downwards.
    text : str
        What is written in it.
    said : str
        What hovering says of it.
    whose : object
        What a click on it returns.
    colour : str or None
        Its colour; None leaves it empty, with an outline.
    """

    x: float
    y: float
    text: str
    said: str
    whose: str | tuple[str, str]
    colour: str | None


def drawn(cells: Sequence[Cell], page: Page, *, size: int) -> Trace:
    """Return the bars that draw the cells; what is written in them shrinks with them."""
    return trace(
        "bar",
        x=[cell.x for cell in cells],
        base=[cell.y - _SIDE / 2 for cell in cells],
        y=[_SIDE] * len(cells),
        width=_SIDE,
        text=[cell.text for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",
        insidetextfont={
            "size": size,
            "color": [tints.ink(c.colour) if c.colour else muted(page) for c in cells],
        },
        customdata=[cell.whose for cell in cells],
        hovertext=[cell.said for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": [cell.colour or CLEAR for cell in cells],
            "line": {
                "width": [0 if cell.colour else 1 for cell in cells],
                "color": outline(page),
            },
        },
        # a click must not fade the others: their colours are what the chart says
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def muted(page: Page) -> str:
    """Return the colour of what is written in an empty cell."""
    return "#A3ACBA" if page.dark else "#5B6472"


def outline(page: Page) -> str:
    """Return the colour of an empty cell's outline."""
    return "#4A5361" if page.dark else "#C3C9D2"


def grid(page: Page, columns: float, rows: float) -> dict[str, Any]:
    """Return axes without ticks for a grid of so many columns and rows."""
    bare = {"showgrid": False, "showticklabels": False, "ticks": ""}
    return {
        "xaxis": page.axis(range=[-0.5, columns - 0.5], **bare),
        "yaxis": page.axis(range=[rows - 0.5, -0.5], **bare),
        "barmode": "overlay",
        "uniformtext": {"minsize": 5, "mode": "show"},
    }


def wrapped(words: str, page: Page) -> list[str]:
    """Return a text in lines that fit on the page."""
    return textwrap.wrap(words, _LETTERS[page.narrow])


def write(
    drawing: Drawing,
    lines: Sequence[str],
    page: Page,
    *,
    below: bool,
    away: int = 0,
    left: int = 0,
) -> None:
    """Write lines above or below the axes, some pixels away and to the left of their corner."""
    if not lines:
        return
    drawing.write(
        text="<br>".join(lines), x=0, xref="paper", y=0 if below else 1, yref="paper",
        xanchor="left", align="left", yanchor="top" if below else "bottom",
        xshift=-left, yshift=-away if below else away, showarrow=False, font=page.font(),
    )  # fmt: skip


def room_for(lines: Sequence[str], page: Page) -> int:
    """Return the pixels that lines need."""
    return round(_LINE * page.size * len(lines))


def write_key(drawing: Drawing, entries: Sequence[tuple[str | None, str]], page: Page) -> None:
    """Write a key of colours above the axes; an entry without a colour is an empty cell."""
    across = _KEYS[page.narrow]
    rows = -(-len(entries) // across)
    for place, (colour, words) in enumerate(entries):
        row, column = divmod(place, across)
        left = column / across
        height = 8 + (rows - 1 - row) * _KEY_LINE
        drawing.shape(
            type="rect", xref="paper", yref="paper", xsizemode="pixel", ysizemode="pixel",
            xanchor=left, yanchor=1, x0=0, x1=_SWATCH, y0=height, y1=height + _SWATCH,
            fillcolor=colour or CLEAR, line={"width": 0 if colour else 1, "color": outline(page)},
        )  # fmt: skip
        drawing.write(
            text=words, x=left, xref="paper", y=1, yref="paper", xanchor="left", yanchor="middle",
            xshift=_SWATCH + 4, yshift=height + _SWATCH / 2, showarrow=False, font=page.font(1),
        )  # fmt: skip


def room_for_key(entries: Sequence[tuple[str | None, str]], page: Page) -> int:
    """Return the pixels that a key needs."""
    return 12 + -(-len(entries) // _KEYS[page.narrow]) * _KEY_LINE
