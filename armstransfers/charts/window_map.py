"""One partner's share or rank in every window, on a map of first years and lengths."""

from __future__ import annotations

import math
from typing import Any, Literal

import pandas as pd

from armstransfers import wording
from armstransfers.analysis.window_map import Flow
from armstransfers.charts import labels
from armstransfers.charts.cells import keyed, legend, painted, pointed
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.lines import little
from armstransfers.charts.page import CLEAR, Page
from armstransfers.charts.scale import colour_scale, few_shade, shades, steps
from armstransfers.core.coverage import Window
from armstransfers.core.measure import Measure
from armstransfers.wording import charts as in_words

Show = Literal["share", "rank"] | int

_HEIGHT, _BELOW = {True: 300, False: 360}, 44  # pixels of the map, and of its years below
_WIDTH = 440  # pixels that it has at least: half a wide page
_KEY_LINE = 20  # pixels
_MOST_RANKS = 5  # that have a colour of their own or share the last one
_FINE = 40  # years from which squares stand without a gap
_STEP = 10  # per cent: the scale of shares ends at a multiple


def every_window(
    table: pd.DataFrame,
    *,
    recipient: str,
    supplier: str,
    of: Flow,
    measure: Measure,
    show: Show = "share",
    chosen: Window | None = None,
    claimed: Window | None = None,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return a map of one partner's share or rank in every window.

    A click on a square returns ``(first year, last year)``.

    Parameters
    ----------
    table : pandas.DataFrame
        As `armstransfers.analysis.window_map.window_map` returns it.
    recipient, supplier : str
        The pair, by the names of the release.
    of : {"imports", "exports"}
        Whether shares are of the recipient's imports or of the supplier's exports.
    measure : Measure
        What is counted.
    show : {"share", "rank"} or int, optional
        Shares, ranks, or the windows in which the partner has this rank.
    chosen : (int, int), optional
        The window of the view, which is outlined.
    claimed : (int, int), optional
        The window of a claim, which is marked.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.
    """
    page = Page(dark, narrow)
    drawn = _since_first_delivery(table, chosen, claimed)
    few = drawn["total"] < measure.few
    drawing = Drawing(_coloured(drawn[~few], show, page))
    if (few & (drawn["total"] > 0)).any():
        grey = few_shade(dark)
        rows = drawn[few & (drawn["total"] > 0)]
        drawing.trace(_squares(rows, rows["total"], [(0, grey), (1, grey)], 0, 1))
        drawing.trace(keyed(grey, little(measure), page))
    drawing.trace(
        pointed(
            drawn["first_year"],
            drawn["length"],
            list(zip(drawn["first_year"].tolist(), drawn["last_year"].tolist(), strict=True)),
            [_said(row, measure) for row in drawn.to_dict("records")],
            name="windows",
        )
    )
    if chosen:
        _outline(drawing, chosen, page)
        drawing.trace(keyed(page.text, labels.years(chosen), page, symbol="square-open"))
    if claimed:
        drawing.trace(_claim(claimed, page))
    title = in_words.window_map_title(recipient, supplier, of, measure, show) + in_words.mark(table)
    room = (page.width if narrow else _WIDTH) - page.left - 26  # between its margins
    top, below = page.room_for(title, width=room), _BELOW
    if _key_is_below(show, page):
        below += _KEY_LINE * sum(bool(trace.get("showlegend")) for trace in drawing.traces)
    page.frame(
        drawing,
        height=top + _HEIGHT[narrow] + below,
        margin={"l": page.left + 12, "r": 14, "t": top, "b": below},
        legend=_place_of_legend(show, page),
        xaxis=_axis("Period begins in", drawn["first_year"], page),
        yaxis=_axis("Years in the period", drawn["length"], page),
    )
    page.title(drawing, title, top=1.0, width=room)
    return Chart(
        drawing.pieces(), in_words.every_window(table, recipient, supplier, of, measure), table
    )


def _since_first_delivery(
    table: pd.DataFrame, chosen: Window | None, claimed: Window | None
) -> pd.DataFrame:
    """Return the windows that begin with the first delivery or later, or with one asked about."""
    drawn = table.assign(length=table["last_year"] - table["first_year"] + 1)
    delivered = drawn.loc[(drawn["length"] == 1) & (drawn["value"] > 0), "first_year"]
    if delivered.empty:
        return drawn
    first = min([int(delivered.min()), *(window[0] for window in (chosen, claimed) if window)])
    return drawn[drawn["first_year"] >= first]


def _coloured(drawn: pd.DataFrame, show: Show, page: Page) -> list[Any]:
    """Return the coloured squares, and the legend of those whose colours are not a scale."""
    if drawn.empty:
        return []
    found = shades(page.dark)
    if show == "share":
        most = max(_STEP * math.ceil(drawn["share"].max() / _STEP), _STEP)
        return [_squares(drawn, drawn["share"], colour_scale(page.dark), 0, most, _bar(most, page))]
    if show == "rank":
        colours = [*reversed(found[2:]), found[0]]
        names = [f"rank {place}" for place in range(1, _MOST_RANKS)]
        names.append(f"rank {_MOST_RANKS} or lower")
        amounts = drawn["rank"].astype("Float64").clip(upper=_MOST_RANKS) - 1
    else:
        colours, names = [found[0], found[4]], [f"not rank {show}", f"rank {show}"]
        amounts = (drawn["rank"] == show).fillna(False).astype("Float64")
    squares = _squares(drawn, amounts, steps(colours), -0.5, len(colours) - 0.5)
    keys = [keyed(*key, page) for key in zip(colours, names, strict=True)]
    return [squares, *(keys[int(n)] for n in sorted(amounts.dropna().unique()))]


def _squares(
    rows: pd.DataFrame,
    amounts: pd.Series,
    scale: list[tuple[float, str]],
    least: float,
    most: float,
    bar: dict[str, Any] | None = None,
) -> Trace:
    own = {"showscale": True, "colorbar": bar} if bar else {}
    return painted(
        rows["first_year"], rows["length"], amounts.astype("float64"), scale=scale, least=least,
        most=most, gap=1 if rows["length"].max() < _FINE else 0, **own,
    )  # fmt: skip


def _bar(most: float, page: Page) -> dict[str, Any]:
    """Return the key of a scale of shares, in the corner where there are no windows."""
    step = 20 if most > 4 * _STEP else 10 if most > _STEP else 5
    ticks = list(range(0, int(most) + 1, step))
    return {
        "orientation": "h",
        "x": 1.0,
        "xanchor": "right",
        "y": 1.0,
        "yanchor": "top",
        "len": 0.42,
        "thickness": 12,
        "outlinewidth": 0,
        "tickvals": ticks,
        "ticktext": [f"{tick}%" for tick in ticks],
        "tickfont": page.font(1),
    }


def _said(row: dict[Any, Any], measure: Measure) -> str:
    """Return what hovering says of a window."""
    years = row["first_year"], row["last_year"]
    when = f"{labels.years(years)} ({wording.counted(row['length'], 'year')})"
    if not row["total"] > 0:
        return f"<b>{when}</b><br>nothing was delivered"
    rank = "" if pd.isna(row["rank"]) else f", rank {row['rank']}"
    decimals = measure.decimals
    lines = [
        f"<b>{labels.per_cent(row['share'])}</b>{rank}, in {when}",
        f"{row['value']:,.{decimals}f} of {row['total']:,.{decimals}f} {measure.unit}",
    ]
    if row["exactness"] == "rounded":
        band = f"{row['share_low']:.2f} to {row['share_high']:.2f}%"
        ranks = "" if pd.isna(row["rank"]) else in_words.ranks(row["rank_low"], row["rank_high"])
        lines.append(f"rounding band {band}{ranks}")
    if row["exactness"] == "estimated":
        lines.append(wording.ESTIMATED)
    if row["total"] < measure.few:
        lines.append(f"{wording.capital(little(measure))}: this share says little.")
    return "<br>".join(lines)


def _outline(drawing: Drawing, window: Window, page: Page) -> None:
    length = window[1] - window[0] + 1
    drawing.shape(
        type="rect", x0=window[0] - 0.5, x1=window[0] + 0.5, y0=length - 0.5, y1=length + 0.5,
        line={"color": page.text, "width": 3}, fillcolor=CLEAR,
    )  # fmt: skip


def _claim(window: Window, page: Page) -> Trace:
    return trace(
        "scatter",
        x=[window[0]], y=[window[1] - window[0] + 1], mode="markers",
        name=f"the claim, {labels.years(window)}", hoverinfo="skip",
        marker={"symbol": "diamond", "size": 10, "color": page.background,
                "line": {"color": page.text, "width": 2}},
    )  # fmt: skip


def _key_is_below(show: Show, page: Page) -> bool:
    """Whether the legend is too long for the corner without windows."""
    return page.narrow and show == "rank"


def _place_of_legend(show: Show, page: Page) -> dict[str, Any]:
    if _key_is_below(show, page):
        below = -_BELOW / _HEIGHT[page.narrow]
        return legend(page, x=0, xanchor="left", y=below, yanchor="top")
    return legend(page, x=1, xanchor="right", y=0.8 if show == "share" else 1, yanchor="top")


def _axis(words: str, numbers: pd.Series, page: Page) -> dict[str, Any]:
    return page.axis(
        title={"text": words, "font": page.font(), "standoff": 6},
        range=[numbers.min() - 0.6, numbers.max() + 0.6],
        showgrid=False,
        tickformat="d",
        nticks=6 if page.narrow else 10,
        tickangle=0,
    )
