"""One country's partners in two windows: a line for each, from its share then to its share now."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels, lettering, names
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import PALE_TEXT, Page
from armstransfers.charts.palette import Look, looks
from armstransfers.core.coverage import Window
from armstransfers.wording import charts as in_words

_HEIGHT, _ABOVE, _BELOW = 340, 48, 16  # pixels
_LABEL = 19  # pixels: height of a name
_LEADER = 24  # pixels between the end of a line and its name
_HEAD = 112  # pixels: width of a window's volume
_MOST_SHOWN, _LEAST_SHOWN = 8, 1.0  # partners, per cent
_HEADROOM = 1.04
_NAMED_IN_WORDS = 3
_COLUMNS = ["partner", "value_then", "value_now", "share_then", "share_now"]


def slope(
    table: pd.DataFrame,
    *,
    question: q.Question,
    then: Window,
    now: Window,
    shown: Sequence[str] = (),
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return how the shares of one country's partners changed between two windows.

    Parameters
    ----------
    table : pandas.DataFrame
        As `change` returns it.
    question : Question
        Whose partners.
    then, now : (int, int)
        The two windows, the earlier one first.
    shown : sequence of str, optional
        Partners that another chart of the view shows: here they look as there.
    dark, narrow : bool, optional
        Whether the page is dark, and as narrow as a phone.

    Returns
    -------
    Chart
        Partners with the largest share in either window have a line, the others are Other. Who
        comes or goes has an open marker at 0 and a name at one end. A window without deliveries
        has no shares, and the lines are single points.
    """
    page = Page(dark, narrow)
    rows = _folded(table)
    drawn = looks(list(dict.fromkeys([*shown, *rows["partner"]])))
    drawing = Drawing()
    highest = rows[["share_then", "share_now"]].max().max() if len(rows) else math.nan
    top = _HEADROOM * (100.0 if math.isnan(highest) else highest)
    for row in rows.to_dict("records"):
        drawing.trace(_line(row, drawn[row["partner"]], question, (then, now), page))
    margins = []
    for at, end, years in ((0, "then", then), (1, "now", now)):
        _head(drawing, at, years, float(table[f"value_{end}"].sum()), question, page)
        margins.append(_name_ends(drawing, rows, at, drawn, page, top))
    left, right = margins
    page.frame(
        drawing,
        height=_ABOVE + _HEIGHT + _BELOW,
        margin={"l": left, "r": right, "t": _ABOVE, "b": _BELOW},
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [0, top], "visible": False, "fixedrange": True},
    )
    return Chart(drawing.pieces(), _in_words(rows, question, then, now), table)


def _folded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the partners to draw, Other and Unknown last; their shares still add up to 100."""
    unknown = table[table["kind"] == "unknown"]
    known = table[table["kind"] != "unknown"]
    peak = known[["share_then", "share_now"]].max(axis=1)
    large = peak[peak >= _LEAST_SHOWN].nlargest(_MOST_SHOWN).index
    if len(known) - len(large) == 1:
        large = known.index
    parts = [known.loc[known.index.isin(large), _COLUMNS]]
    for name, rest in ((OTHER, known[~known.index.isin(large)]), (UNKNOWN, unknown)):
        if len(rest):
            sums = rest[_COLUMNS[1:]].sum(min_count=1).to_frame().T
            parts.append(sums.assign(partner=name)[_COLUMNS])
    return pd.concat(parts, ignore_index=True)


def _line(
    row: dict[Hashable, Any],
    look: Look,
    asked: q.Question,
    windows: tuple[Window, Window],
    page: Page,
) -> Trace:
    partner, ends = str(row["partner"]), ("then", "now")
    colour = look.colour(page.dark)
    shares = [row[f"share_{end}"] for end in ends]
    there = [row[f"value_{end}"] > 0 for end in ends]
    plain = partner in (OTHER, UNKNOWN)
    return trace(
        "scatter",
        x=[0, 1],
        y=shares,
        name=labels.short_name(partner),
        mode="lines+markers",
        line={
            "color": colour,
            "width": 1.25 if plain else 2.25,
        },
        marker={
            "color": [colour if delivered else page.background for delivered in there],
            "size": 5 if plain else 8,
            "line": {"color": colour, "width": 1.5},
        },
        cliponaxis=False,
        customdata=[partner] * 2,
        hovertemplate=f"<b>{labels.short_name(partner)}</b><br>{_said(row, asked, windows)}"
        "<extra></extra>",
        showlegend=False,
    )


def _said(row: dict[Hashable, Any], asked: q.Question, windows: tuple[Window, Window]) -> str:
    """Return what hovering says: share and volume in each window, and the difference."""
    measure = asked.measure
    lines = []
    for end, years in zip(("then", "now"), windows, strict=True):
        share, value = row[f"share_{end}"], row[f"value_{end}"]
        part = "no deliveries at all"
        if not math.isnan(share):
            part = f"{labels.per_cent(share)}, {value:,.{measure.decimals}f} {measure.unit}"
        lines.append(f"{labels.years(years)}: {part}")
    difference = row["share_now"] - row["share_then"]
    if not math.isnan(difference):
        lines.append(f"{wording.points(difference)} percentage points")
    return "<br>".join(lines)


def _head(
    drawing: Drawing, at: int, years: Window, total: float, asked: q.Question, page: Page
) -> None:
    """Write a window and its volume over its end of the lines, the volume pale if it is small."""
    drawing.shape(
        type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", layer="below",
        line={"color": page.grid, "width": 1},
    )  # fmt: skip
    volume = f"{labels.volume(total)} {asked.measure.unit}"
    pale = total < asked.measure.few
    for words, shift, opacity in (
        (f"<b>{labels.years(years)}</b>", 22, 1.0),
        (volume, 6, PALE_TEXT if pale else 1.0),
    ):
        drawing.write(
            text=words, x=at, y=1, yref="paper", xanchor="left" if at else "right",
            yanchor="bottom", yshift=shift, showarrow=False, opacity=opacity, font=page.font(),
        )  # fmt: skip


def _name_ends(
    drawing: Drawing, rows: pd.DataFrame, at: int, drawn: dict[str, Look], page: Page, top: float
) -> int:
    """Write names and shares at one end, apart from each other; return the pixels they need.

    A phone has no room for names at both ends: the left one has those that have no right end.
    """
    end = ("then", "now")[at]
    there = rows[rows[f"value_{end}"] > 0]
    per_pixel = top / _HEIGHT
    heights = names.spread(list(there[f"share_{end}"]), _LABEL * per_pixel, 0.0, top)
    longest = 0.0
    for row, height in zip(there.to_dict("records"), heights, strict=True):
        partner, share = row["partner"], row[f"share_{end}"]
        text = labels.per_cent(share)
        if at == 1 or not page.narrow or not row["value_now"]:
            text = f"{labels.short_name(partner)} {text}"
        longest = max(longest, lettering.width(text, page.size))
        drawing.write(
            text=text, x=at, y=share, xanchor="left" if at else "right", yanchor="middle",
            ax=_LEADER if at else -_LEADER, ay=(share - height) / per_pixel, showarrow=True,
            arrowhead=0, arrowwidth=1, arrowcolor=drawn[partner].colour(page.dark), standoff=6,
            font=page.font(colour=drawn[partner].ink(page.dark)), borderpad=0,
        )  # fmt: skip
    return max(_LEADER + 8 + round(longest), _HEAD)


def _in_words(rows: pd.DataFrame, asked: q.Question, then: Window, now: Window) -> str:
    windows = f"{labels.years(then)} and {labels.years(now)}"
    ends = ((then, "value_then"), (now, "value_now"))
    idle = [years for years, column in ends if not rows[column].sum()]
    if len(idle) == len(ends):
        return f"No deliveries are recorded in {wording.denominator(asked)} in {windows}."
    named = rows[rows["partner"] != OTHER]
    peak = named[["share_then", "share_now"]].max(axis=1)
    named = named.loc[peak.nlargest(_NAMED_IN_WORDS).index]
    moved = [
        f"{labels.short_name(partner)} from {before} to {after}"
        for partner, before, after in zip(
            named["partner"],
            named["share_then"].map(_share),
            named["share_now"].map(_share),
            strict=True,
        )
    ]
    return (
        f"Lines from each {asked.across}'s share of {wording.denominator(asked)} in "
        f"{labels.years(then)} to its share in {labels.years(now)}: {', '.join(moved)}."
        + "".join(f" Nothing was delivered in {labels.years(years)}." for years in idle)
    )


def _share(share: float) -> str:
    if math.isnan(share):
        return "no share"
    return in_words.per_cent(share) if share else "none"
