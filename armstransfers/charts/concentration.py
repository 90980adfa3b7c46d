"""Concentration over time: the largest share above, the number of equal partners below."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER
from armstransfers.charts import labels, lettering
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.lines import little, unbroken
from armstransfers.charts.page import FADED, SHADE, Page, per_cent_ticks, shade, stacked
from armstransfers.charts.palette import Look, looks
from armstransfers.charts.strip import Label, Years, apart
from armstransfers.core.coverage import Window
from armstransfers.wording import charts as in_words

_SHARES, _EQUALS, _BELOW = 170, 110, 31  # pixels of the panels, and of the years below them
_TOP_OF_SHARES = 115.0  # per cent: 100, and a name above it
_OF_WINDOW = 18  # pixels for the years above their shade
_LEAST_WIDTH = {True: 280, False: 560}  # pixels for all years, on a narrow page and on a wide one


def concentration_over_time(
    series: pd.DataFrame,
    *,
    asked: q.Question,
    window: int,
    marked: Window,
    span: Window,
    shown: Sequence[str] = (),
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return how concentrated a country's partners were in every trailing window.

    Parameters
    ----------
    series : pandas.DataFrame
        As `armstransfers.concentration_series` returns it.
    asked : Question
        Whose partners.
    window : int
        Years in a trailing window.
    marked, span : (int, int)
        The window that the headline speaks of; first and last year on the axis.
    shown : sequence of str, optional
        Partners of the view's main chart, so that they have the same colours.
    dark, narrow : bool, optional
        Whether the page is dark, and whether it is as narrow as a phone.
    """
    page = Page(dark, narrow)
    series = series[series["last_year"].between(*span)].reset_index(drop=True)
    alone = [name for name in series["largest"].unique() if ";" not in name]
    found = looks(list(dict.fromkeys([*shown, *alone, OTHER])))
    drawing = Drawing()
    for rows in unbroken(series):
        drawing.trace(_thread(rows, page))
        for largest in rows["largest"].unique():
            look = found.get(largest, found[OTHER])
            for few in (True, False):
                small = (rows["total"] < asked.measure.few) == few
                part = rows.where((rows["largest"] == largest) & small)
                if part["largest_share"].notna().any():
                    drawing.trace(_largest(part, _names(largest), look, asked, page, few=few))
        drawing.trace(_equal_partners(rows, asked, page))
    above, below = (
        labels.headed(title, in_words.mark(series))
        for title in in_words.concentration_titles(asked, window)
    )
    top, gap = page.room_for(above) + _OF_WINDOW, 10 + page.room_for(below)
    upper, lower = stacked(_SHARES, _EQUALS, gaps=[gap])
    page.frame(
        drawing,
        height=top + _SHARES + gap + _EQUALS + _BELOW,
        margin={"l": page.left, "r": 24, "t": top, "b": _BELOW},
        xaxis=page.years(span, anchor="y2"),
        yaxis=page.scale(
            domain=upper, range=[0, _TOP_OF_SHARES], **per_cent_ticks(0, 25, 50, 75, 100)
        ),
        yaxis2=page.scale(domain=lower, range=[0, _top(series)], nticks=5),
    )
    _name(drawing, series, span, page)
    shade(drawing, marked, page, yref="y domain")
    shade(drawing, marked, page, name=False, yref="y2 domain")
    page.title(drawing, above, top=upper[1], shift=2 - page.left, up=4 + _OF_WINDOW)
    page.title(drawing, below, top=lower[1], shift=2 - page.left)
    return Chart(drawing.pieces(), in_words.concentration_over_time(series, asked, window), series)


def _names(largest: str) -> str:
    return ", ".join(labels.short_name(name) for name in largest.split("; "))


def _thread(rows: pd.DataFrame, page: Page) -> Trace:
    """Return the thin line that leads from one largest partner to the next."""
    return trace(
"scatter",
        x=rows["last_year"], y=rows["largest_share"], mode="lines", hoverinfo="skip",
        line={"color": page.accent, "width": 1}, name="largest share", showlegend=False,
    )  # fmt: skip


def _largest(
    rows: pd.DataFrame, names: str, look: Look, asked: q.Question, page: Page, *, few: bool
) -> Trace:
    note = f"<br>{wording.capital(little(asked.measure))}: this share says little." if few else ""
    colour = look.colour(page.dark)
    return trace(
        "scatter",
        x=rows["last_year"],
        y=rows["largest_share"],
        customdata=_windows(rows),
        name=names,
        mode="lines+markers",
        line={"color": colour, "width": 3},
        marker={
            "color": colour,
            "size": 4,
        },
        opacity=FADED if few else 1.0,
        hovertemplate=f"<b>{names}</b> %{{y:.1f}}% in %{{customdata}}{note}<extra></extra>",
        showlegend=False,
    )


def _equal_partners(series: pd.DataFrame, asked: q.Question, page: Page) -> list[Trace]:
    """Return the lowest and the highest number of equal partners, and the band between them."""
    noun = f"{asked.across}s"
    said = [
        f"<b>Like {in_words.between(low, high)} equal {noun}</b> in {when}"
        f"<br>HHI {in_words.between(hhi_low, hhi_high, decimals=0)}"
        for low, high, hhi_low, hhi_high, when in zip(
            *(series[c] for c in ("effective_low", "effective_high", "hhi_low", "hhi_high")),
            _windows(series),
            strict=True,
        )
    ]
    return [
        trace(
            "scatter",
            x=series["last_year"],
            y=series[column],
            name=f"equal {noun}",
            hovertext=said,
            mode="lines+markers" if len(series) == 1 else "lines",
            line={"color": page.accent, "width": 2},
            fill=fill,
            fillcolor=SHADE,
            hovertemplate="%{hovertext}<extra></extra>",
            yaxis="y2",
            showlegend=False,
        )
        for column, fill in (("effective_low", None), ("effective_high", "tonexty"))
    ]


def _windows(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["first_year"], rows["last_year"], strict=True)
    return [
        "" if first != first else labels.years((int(first), int(last))) for first, last in pairs
    ]


def _top(series: pd.DataFrame) -> float:
    return 1.15 * float(series["effective_high"].max()) if len(series) else 1.0


def _name(drawing: Drawing, series: pd.DataFrame, span: Window, page: Page) -> None:
    """Write who is the largest over the middle of each stretch; the last one comes first."""
    years = Years(span, _LEAST_WIDTH[page.narrow])
    changed = series["largest"] != series["largest"].shift()
    stretch = (changed | (series["last_year"].diff() != 1)).cumsum()
    written: list[Label] = []
    stretches = [rows for _, rows in series.groupby(stretch)]
    for rows in [*stretches[-1:], *sorted(stretches[:-1], key=len, reverse=True)]:
        name = ", ".join(labels.short_name(one) for one in rows["largest"].iloc[0].split("; "))
        middle = float(rows["last_year"].iloc[[0, -1]].mean())
        label = years.around(name, middle, lettering.width(name, page.size) + 6)
        if all(apart(label, other) for other in written):
            written.append(label)
            near = series["last_year"].between(label.first, label.last)
            drawing.write(
                text=name, x=(label.first + label.last) / 2, yref="y",
                y=series.loc[near, "largest_share"].max(), yanchor="bottom", yshift=5,
                showarrow=False, font=page.font(),
            )  # fmt: skip
