"""Bars of the world's largest exporters or importers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import UNKNOWN
from armstransfers.charts import grid, labels, tints
from armstransfers.charts.bars import fill
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import Page
from armstransfers.charts.palette import looks
from armstransfers.core.coverage import Side, Window
from armstransfers.core.measure import Measure

_MOST = 25
_ROW = 21  # pixels
_LETTER = 0.56  # of its height
_ROOM = {True: 1.75, False: 1.35}  # of the longest bar: its share and its change stand behind it
_STRIPE = "rgba(128,128,128,0.09)"
_SAID = 5  # traders in the words for the chart


@dataclass(frozen=True)
class _Bar:
    """One bar: whose it is, and what is written at its left, at its end, and on hovering."""

    entity: str
    name: str
    share: float
    low: float
    high: float
    end: str
    change: str
    said: str


def traders(
    table: pd.DataFrame,
    *,
    side: Side,
    years: Window,
    measure: Measure,
    then: Window | None = None,
    most: int = _MOST,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return bars of the largest exporters or importers, with the change of their volume.

    Parameters
    ----------
    table : pandas.DataFrame
        As `world` returns it, or `published_traders`, where only shares and ranks are known.
    side : {"supplier", "recipient"}
        Exporters or importers.
    years : (int, int)
        The window.
    measure : Measure
        What was counted.
    then : (int, int), optional
        The earlier window; by default the one of the same length just before.
    most : int, optional
        Bars of named traders. The others are counted below; Unknown has its own, hatched.
    dark, narrow : bool, optional
        How the page is.
    """
    page = Page(dark, narrow)
    length = years[1] - years[0] + 1
    then = then or (years[0] - length, years[0] - 1)
    published = "value" not in table
    ranked = table[table["rank"].notna() & table["share"].notna()]
    bars = [_bar(row, then, measure) for row in ranked.head(most).to_dict("records")]
    bars += _unknown(table[(table["kind"] == "unknown") & table["share"].notna()], measure)
    title = f"Share of {_whole(side, measure)}, {labels.years(years)}"
    if published:
        title += f", as SIPRI published it in {table['edition'].max()}"
    else:
        title += wording.if_estimated(table)
    above, below = grid.wrapped(title, page), grid.wrapped(_others(ranked[most:]), page)
    changes = any(bar.change for bar in bars)
    drawing = Drawing(_drawn(bars, page))
    left = 18 + round(max((len(bar.name) for bar in bars), default=0) * _LETTER * page.size)
    if changes:
        _write_changes(
            drawing, bars, f"Change of {measure.quantity} from {labels.years(then)}", page
        )
    _stripe(drawing, len(bars))
    away = _ROW if changes else 4
    grid.write(drawing, above, page, below=False, away=away, left=left - 4)
    grid.write(drawing, below, page, below=True, away=4, left=left - 4)
    margin = {
        "l": left,
        "r": 8,
        "t": 6 + away + grid.room_for(above, page),
        "b": 10 + grid.room_for(below, page),
    }
    page.frame(
        drawing,
        height=margin["t"] + _ROW * max(len(bars), 1) + margin["b"],
        margin=margin,
        bargap=0.25,
        xaxis=page.axis(
            range=[0, max((bar.high for bar in bars), default=1.0) * _ROOM[narrow]],
            showgrid=False, showticklabels=False,
        ),
        yaxis=page.axis(
            range=[len(bars) - 0.5, -0.5], showgrid=False, tickvals=list(range(len(bars))),
            ticktext=[bar.name for bar in bars], ticklabelstandoff=5,
        ),
    )  # fmt: skip
    return Chart(
        drawing.pieces(), _in_words(title, bars, _others(ranked[most:]), then, measure), table
    )


def _bar(row: Mapping[Any, Any], then: Window, measure: Measure) -> _Bar:
    name, share = str(row["entity"]), float(row["share"])
    low, high = (float(row.get(c, share)) for c in ("share_low", "share_high"))
    shown = f"{row['rank']}  {labels.short_name(name)}"
    said = [f"<b>{labels.short_name(name)}</b>, rank {row['rank']}", labels.share_of(row)]
    if low < high:
        said.append(f"Rounding band: {labels.per_cent(low)} to {labels.per_cent(high)}")
    change = ""
    if "value" in row:
        volume = f",.{measure.decimals}f"
        said[1] += f": {row['value']:{volume}} of {row['total']:{volume}} {measure.unit}"
        if pd.notna(row["value_then"]):
            change = _signed(row["change"])
            said.append(f"{labels.years(then)}: {row['value_then']:{volume}} {measure.unit}")
    return _Bar(name, shown, share, low, high, labels.share_of(row), change, "<br>".join(said))


def _unknown(rows: pd.DataFrame, measure: Measure) -> list[_Bar]:
    """Return the bar of what cannot be told, if there is any; it has no rank."""
    if rows.empty:
        return []
    share, value = float(rows["share"].sum()), float(rows["value"].sum())
    said = f"<b>{UNKNOWN}</b><br>{labels.per_cent(share)}: {value:,.{measure.decimals}f} {measure.unit}"
    return [_Bar(UNKNOWN, UNKNOWN, share, share, share, labels.per_cent(share), "", said)]


def _others(rows: pd.DataFrame) -> str:
    """Return a sentence on the named traders that have no bar of their own."""
    if rows.empty:
        return ""
    together = " together" if len(rows) > 1 else ""
    share = labels.per_cent(float(rows["share"].sum()))
    return f"Not shown: {wording.counted(len(rows), 'other')} with {share}{together}."


def _drawn(bars: list[_Bar], page: Page) -> list[Trace]:
    """Return the bars: named traders in one colour, Unknown hatched."""
    placed = list(enumerate(bars))
    named = [(at, bar) for at, bar in placed if bar.entity != UNKNOWN]
    unknown = [(at, bar) for at, bar in placed if bar.entity == UNKNOWN]
    traces = [_trace(named, page, {"color": tints.plain(page.dark)})]
    if unknown:
        traces.append(_trace(unknown, page, fill(looks([UNKNOWN])[UNKNOWN], page)))
    return traces


def _trace(placed: list[tuple[int, _Bar]], page: Page, marker: dict[str, Any]) -> Trace:
    bars = [bar for _, bar in placed]
    banded = any(bar.low < bar.high for bar in bars)
    return trace(
        "bar",
        orientation="h",
        y=[at for at, _ in placed],
        x=[bar.share for bar in bars],
        # with a whisker, the share stands behind its end
        text=[("\N{NO-BREAK SPACE}" * 2 if banded else "") + bar.end for bar in bars],
        textposition="outside",
        textfont=page.font(),
        cliponaxis=False,
        error_x={
            "array": [bar.high - bar.share for bar in bars],
            "arrayminus": [bar.share - bar.low for bar in bars],
            "symmetric": False,
            "color": page.text,
            "thickness": 1,
            "width": 3,
            "visible": banded,
        },
        customdata=[bar.entity for bar in bars],
        hovertext=[bar.said for bar in bars],
        hovertemplate="%{hovertext}<extra></extra>",
        marker=marker,
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _write_changes(drawing: Drawing, bars: list[_Bar], head: str, page: Page) -> None:
    """Write a column of changes at the right, under its head."""
    column = {"x": 1, "xref": "paper", "xanchor": "right", "showarrow": False, "font": page.font()}
    drawing.write(text=head, y=-0.5, yanchor="bottom", yshift=2, **column)
    for at, bar in enumerate(bars):
        if bar.change:
            drawing.write(text=bar.change, y=at, yanchor="middle", **column)


def _stripe(drawing: Drawing, rows: int) -> None:
    """Shade every second row, so that the eye finds the change that belongs to a bar."""
    for at in range(1, rows, 2):
        drawing.shape(
            type="rect", xref="paper", x0=0, x1=1, y0=at - 0.5, y1=at + 0.5, fillcolor=_STRIPE,
            line={"width": 0}, layer="below",
        )  # fmt: skip


def _signed(change: float) -> str:
    """Return a change of volume; ``from 0`` where there was nothing to divide by."""
    if pd.isna(change):
        return "from 0"
    return f"{change:+,.0f}%".replace("-", "\N{MINUS SIGN}")


def _whole(side: Side, measure: Measure) -> str:
    return f"the world's {q.Question(side, '').flow} of {measure.goods}"


def _in_words(title: str, bars: list[_Bar], others: str, then: Window, measure: Measure) -> str:
    if not bars:
        return f"{title}. No deliveries are recorded."
    named = [bar for bar in bars if bar.entity != UNKNOWN]
    told = ", ".join(
        f"{labels.short_name(bar.entity)} {bar.end}" + (f" ({bar.change})" if bar.change else "")
        for bar in named[:_SAID]
    )
    unknown = "".join(f" {UNKNOWN}: {bar.end}." for bar in bars if bar.entity == UNKNOWN)
    brackets = f", in brackets the change of {measure.quantity} from {labels.years(then)}"
    brackets = brackets if any(bar.change for bar in bars) else ""
    return (f"{title}. Bars, the largest first{brackets}: {told}.{unknown} {others}").strip()
