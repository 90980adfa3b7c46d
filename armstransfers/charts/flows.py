"""Volumes between groups: a matrix on a wide page, bars on a narrow one."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from armstransfers import wording
from armstransfers.analysis.groups import (
    BY_REGION,
    BY_SUBREGION,
    NO_REGION,
    NOT_A_MEMBER,
    NOT_LISTED,
    UNKNOWN,
)
from armstransfers.charts import grid, labels, tints
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, trace
from armstransfers.charts.grid import Cell
from armstransfers.charts.page import Page
from armstransfers.core.coverage import Window
from armstransfers.core.measure import Measure

_LAST = (NOT_A_MEMBER, NO_REGION, NOT_LISTED, UNKNOWN)
_HOW_TO_READ = (
    "Rows: groups of suppliers. Columns: groups of recipients. The stronger the colour, the larger "
    "the share of all."
)
_SAID = 5  # leading flows in the words for the chart
_ROW = 34  # pixels
_LETTER = 0.56  # of its height
_LETTERS_OF_A_ROW = 24
_FEW = 8  # columns whose heads fit on one or two lines of this many letters; more stand upright
_LETTERS_OF_A_COLUMN = 13
_BARS = 12  # on a narrow page
_TOTALS = 6  # groups whose totals are named there
_BAR = 36  # pixels, with the words over it


@dataclass(frozen=True)
class _Flow:
    """What went from one group to another, and its share of everything."""

    supplier: str
    recipient: str
    value: float
    share: float

    @property
    def arrow(self) -> str:
        """Its two ends, for a chart."""
        return html.escape(f"{self.supplier} \N{RIGHTWARDS ARROW} {self.recipient}", quote=False)

    @property
    def ends(self) -> tuple[str, str]:
        """Its two ends, as a click returns them."""
        return self.supplier, self.recipient

    def said(self, measure: Measure) -> str:
        """Return what hovering says of it."""
        volume = f"{self.value:,.{measure.decimals}f} {measure.unit}"
        return f"<b>{self.arrow}</b><br>{volume}, {labels.per_cent(self.share)} of all"


def flows_chart(
    table: pd.DataFrame,
    *,
    years: Window,
    by: str,
    measure: Measure,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the volumes between groups of suppliers and groups of recipients.

    Parameters
    ----------
    table : pandas.DataFrame
        As `flows` returns it.
    years : (int, int)
        The window.
    by : str
        ``region``, ``subregion`` or a bloc.
    measure : Measure
        What was counted.
    dark, narrow : bool, optional
        How the page is. A wide one has a row for each group of suppliers and a column for each
        group of recipients, with totals at the margins; a narrow one has bars of the largest
        flows and of each group's total.
    """
    page = Page(dark, narrow)
    title = f"{measure.quantity.capitalize()} {_between(by)}, {labels.years(years)}, {measure.unit}"
    title += wording.if_estimated(table)
    columns = ("supplier_group", "recipient_group", "value", "share")
    flows = [_Flow(*row) for row in zip(*(table[c] for c in columns), strict=True)]
    if not flows:
        drawing = Drawing()
        page.frame(drawing, height=60, margin={"l": 4, "r": 4, "t": 30, "b": 4})
        grid.write(drawing, [title], page, below=False)
        return Chart(drawing.pieces(), f"{title}. No deliveries are recorded.", table)
    draw = _bars if narrow else _matrix
    return Chart(draw(flows, title, measure, page).pieces(), _in_words(flows, title), table)


def _matrix(flows: list[_Flow], title: str, measure: Measure, page: Page) -> Drawing:
    """Return rows of suppliers and columns of recipients, with their totals at the margins."""
    rows, columns = _totals(flows, "supplier"), _totals(flows, "recipient")
    row_of, column_of = ({name: at for at, name in enumerate(sums)} for sums in (rows, columns))
    drawn = [
        Cell(
            column_of[flow.recipient],
            row_of[flow.supplier],
            _volume(flow.value),
            flow.said(measure),
            flow.ends,
            tints.OF_ALL_FLOWS.colour(flow.share, dark=page.dark),
        )
        for flow in flows
    ]
    drawing = Drawing(grid.drawn(drawn, page, size=page.size))
    upright = len(columns) > _FEW
    heads = [_broken(name, 22 if upright else _LETTERS_OF_A_COLUMN) for name in columns]
    names = [_broken(name, _LETTERS_OF_A_ROW) for name in rows]
    font = page.font(1 if upright else 0)
    for at, head in enumerate([*heads, "<b>All</b>"]):
        drawing.write(
            text=head, x=at, y=1, yref="paper", yanchor="bottom", yshift=4, showarrow=False,
            textangle=-90 if upright else 0, font=font, align="left" if upright else "center",
        )  # fmt: skip
    for at, total in enumerate(rows.values()):
        _write_total(drawing, len(columns), at, total, page)
    for at, total in enumerate([*columns.values(), sum(rows.values())]):
        _write_total(drawing, at, len(rows), total, page)
    letters = max(len(part) for name in names for part in name.split("<br>"))
    lines = max(head.count("<br>") + 1 for head in heads)
    longest = max(len(part) for head in heads for part in head.split("<br>"))
    room = round(longest * _LETTER * page.size) if upright else 16 * lines
    left = 16 + round(letters * _LETTER * page.size)
    above = grid.wrapped(title, page)
    above += grid.wrapped(_HOW_TO_READ, page)
    grid.write(drawing, above, page, below=False, away=room + 12, left=left - 4)
    margin = {"l": left, "r": 4, "t": room + 18 + grid.room_for(above, page), "b": 6}
    axes = grid.grid(page, len(columns) + 1, len(rows) + 1)
    axes["yaxis"] |= {
        "showticklabels": True,
        "tickvals": list(range(len(rows) + 1)),
        "ticktext": [*names, "<b>All</b>"],
        "ticklabelstandoff": 4,
    }
    height = margin["t"] + _ROW * (len(rows) + 1) + margin["b"]
    page.frame(drawing, height=height, margin=margin, **axes)
    return drawing


def _bars(flows: list[_Flow], title: str, measure: Measure, page: Page) -> Drawing:
    """Return bars of the largest flows with words over them, and each group's total below."""
    shown = flows[:_BARS]
    drawing = Drawing(
        trace(
            "bar",
            orientation="h",
            x=[flow.value for flow in shown],
            y=list(range(len(shown))),
            width=0.36,
            offset=0.02,
            text=[_volume(flow.value) for flow in shown],
            textposition="outside",
            textfont=page.font(),
            cliponaxis=False,
            customdata=[flow.ends for flow in shown],
            hovertext=[flow.said(measure) for flow in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"color": tints.plain(page.dark)},
            unselected={"marker": {"opacity": 1}},
            showlegend=False,
        )
    )
    for at, flow in enumerate(shown):
        drawing.write(
            text=flow.arrow, x=0, y=at, xanchor="left", yanchor="bottom", showarrow=False,
            xshift=-2, font=page.font(),
        )  # fmt: skip
    above = grid.wrapped(title, page)
    below = [
        f"From: {_told(_totals(flows, 'supplier'))}.",
        f"To: {_told(_totals(flows, 'recipient'))}.",
    ]
    if len(flows) > len(shown):
        together = labels.per_cent(sum(flow.share for flow in shown))
        below.insert(0, f"The {len(shown)} largest of {len(flows)} flows: {together} of all.")
    below = [line for words in below for line in grid.wrapped(words, page)]
    grid.write(drawing, above, page, below=False, away=4)
    grid.write(drawing, below, page, below=True, away=6)
    margin = {
        "l": 6,
        "r": 6,
        "t": 10 + grid.room_for(above, page),
        "b": 14 + grid.room_for(below, page),
    }
    bare = {"showgrid": False, "showticklabels": False}
    page.frame(
        drawing,
        height=margin["t"] + _BAR * len(shown) + margin["b"],
        margin=margin,
        xaxis=page.axis(range=[0, max(flow.value for flow in shown) * 1.22], **bare),
        yaxis=page.axis(range=[len(shown) - 0.5, -0.55], **bare),
    )
    return drawing


def _totals(flows: list[_Flow], side: Literal["supplier", "recipient"]) -> dict[str, float]:
    """Return the volume of each group on one side, largest first, and what is in no group last."""
    sums: dict[str, float] = {}
    for flow in flows:
        group: str = getattr(flow, side)
        sums[group] = round(sums.get(group, 0.0) + flow.value, 6)
    order = sorted(
        sums, key=lambda name: (_LAST.index(name) + 1 if name in _LAST else 0, -sums[name])
    )
    return {name: sums[name] for name in order}


def _write_total(drawing: Drawing, x: int, y: int, total: float, page: Page) -> None:
    drawing.write(text=_volume(total), x=x, y=y, showarrow=False, font=page.font())


def _told(sums: dict[str, float]) -> str:
    """Name the largest totals, and what is in no group; add up the others."""
    groups = [name for name in sums if name not in _LAST]
    named = [name for name in sums if name in groups[:_TOTALS] or name in _LAST]
    told = [f"{html.escape(name, quote=False)} {_volume(sums[name])}" for name in named]
    if others := groups[_TOTALS:]:
        rest = sum(sums[name] for name in others)
        told.append(f"{wording.counted(len(others), 'other')} {_volume(rest)}")
    return ", ".join(told)


def _volume(value: float) -> str:
    return "&lt;1" if 0 < value < 0.5 else f"{value:,.0f}"


def _broken(name: str, letters: int) -> str:
    return "<br>".join(textwrap.wrap(html.escape(name, quote=False), letters))


def _between(by: str) -> str:
    words = {BY_REGION: "between regions", BY_SUBREGION: "between subregions"}
    return words.get(by, f"between {by} and all others")


def _in_words(flows: list[_Flow], title: str) -> str:
    told = ", ".join(
        f"from {flow.supplier} to {flow.recipient} {_plain(flow.value)} "
        f"({labels.per_cent(flow.share)})"
        for flow in flows[:_SAID]
    )
    suppliers, recipients = _totals(flows, "supplier"), _totals(flows, "recipient")
    return (
        f"{title}. In all {_plain(sum(suppliers.values()))}. Largest: {told}. "
        f"From: {_each(suppliers.items())}. To: {_each(recipients.items())}."
    )


def _each(sums: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in sums)


def _plain(value: float) -> str:
    return "under 1" if 0 < value < 0.5 else f"{value:,.0f}"
