"""Shares over time above, yearly volumes below, on one axis of years."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import FEW_TIV, OTHER, UNKNOWN
from armstransfers.charts import labels
from armstransfers.charts.chart import Chart
from armstransfers.charts.palette import Look, looks
from armstransfers.coverage import Window

SHARES_ABOVE, VOLUMES_BELOW = (0.36, 1.0), (0.0, 0.29)  # parts of the height
HEIGHT = 470
TOP_OF_SHARES = 114.0  # per cent on the axis above: 100 and room for the bracket of the window
TOP_OF_PARTS = 150.0  # per cent on the axis below: 100 and room for the upright volumes
_BRACKET = 106.0
_SHADE = "rgba(128,128,128,0.16)"
_GRID = "rgba(128,128,128,0.22)"
_FADED = 0.5
_CLEAR = "rgba(0,0,0,0)"
_HALF_POINT = 0.35  # years that the hatch reaches to either side of a window


@dataclass(frozen=True)
class Page:
    """The page that a chart stands on."""

    dark: bool = False

    @property
    def text(self) -> str:
        """Colour of its text."""
        return "#F2F4F8" if self.dark else "#1B1F27"

    @property
    def background(self) -> str:
        """Colour behind it."""
        return "#0E1117" if self.dark else "#FFFFFF"


def partners_over_time(
    shares: pd.DataFrame,
    volumes: pd.DataFrame,
    *,
    asked: q.Question,
    window: int,
    marked: Window,
    span: Window,
    decimals: int = 2,
    as_parts: bool = False,
    dark: bool = False,
) -> Chart:
    """Return the main chart of the views Suppliers and Recipients.

    Parameters
    ----------
    shares : pandas.DataFrame
        Folded series of trailing windows, for the lines above.
    volumes : pandas.DataFrame
        Folded series of single years, for the bars below.
    asked : Question
        Whose partners.
    window : int
        Years in a trailing window.
    marked : (int, int)
        The window that the headline speaks of.
    span : (int, int)
        First and last year on the axis.
    decimals : int, optional
        Decimals of volumes.
    as_parts : bool, optional
        Whether the bars show parts of 100 % instead of volumes.
    dark : bool, optional
        Whether the page is dark.
    """
    page = Page(dark)
    shares = shares[shares["last_year"].between(*span)]
    volumes = volumes[volumes["last_year"].between(*span)]
    partners = list(dict.fromkeys([*shares["partner"], *volumes["partner"]]))
    drawn = looks(partners)
    figure = go.Figure()
    for partner in partners:
        rows = shares[shares["partner"] == partner]
        for trace in _above(rows, partner, drawn[partner], decimals, page):
            figure.add_trace(trace)
    for partner in partners:
        rows = volumes[volumes["partner"] == partner]
        if (rows["value"] > 0).any():
            figure.add_trace(_bars(rows, partner, drawn[partner], decimals, as_parts, page))
    _mark(figure, marked, page)
    room = labels.name_lines(figure, shares, span[1], page.text, page.background)
    if as_parts:
        labels.write_totals(figure, volumes, page.text)
    _arrange(figure, span, as_parts, room, page)
    above, below = _titles(asked, window, as_parts)
    _title(figure, above + _mark_of(shares), SHARES_ABOVE[1], page)
    _title(figure, below + _mark_of(volumes), VOLUMES_BELOW[1], page)
    return Chart(figure, _in_words(shares, asked, window), shares)


def key(shares: pd.DataFrame, asked: q.Question) -> str:
    """Return the key of what carries no name in the chart; empty if all of it does."""
    drawn = shares[shares["value"] > 0]
    there = set(drawn["partner"])
    parts = []
    if OTHER in there:
        parts.append(f"Grey: other {asked.across}s together.")
    if UNKNOWN in there:
        parts.append(f"Hatched: unknown {asked.across}s.")
    if (drawn["total"] < FEW_TIV).any():
        parts.append(f"Pale: under {FEW_TIV:g} million TIV in all, so shares say little.")
    return " ".join(parts)


def _above(
    rows: pd.DataFrame, partner: str, look: Look, decimals: int, page: Page
) -> list[go.Scatter]:
    if partner == UNKNOWN:
        return [_hatch(run, look, decimals, page) for run in _unbroken(rows)]
    rows = _without_idle_years(rows)
    parts = []
    for few in (True, False):
        part = rows.where((rows["total"] < FEW_TIV) == few)
        if part["share"].notna().any():
            parts.append(_line(part, partner, look, decimals, few=few, page=page))
    return parts


def _without_idle_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a partner's windows without those of 0 whose neighbours are 0 too."""
    active = rows["value"] > 0
    near = active | active.shift(1, fill_value=False) | active.shift(-1, fill_value=False)
    return rows.assign(share=rows["share"].where(near))


def _unbroken(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the runs of windows with a share above 0: a hatch must not bridge a gap."""
    some = rows[rows["value"] > 0]
    run = (some["last_year"].diff() != 1).cumsum()
    return [part for _, part in some.groupby(run)]


def _hover(partner: str, decimals: int, note: str = "") -> str:
    volume = f":,.{decimals}f"
    return (
        f"<b>{_name(partner)}</b> %{{y:.1f}} % in %{{customdata[0]}}"
        f"<br>%{{customdata[1]{volume}}} of %{{customdata[2]{volume}}} million TIV{note}"
        "<extra></extra>"
    )


def _name(partner: str) -> str:
    return labels.written(labels.short_name(partner))


def _said(rows: pd.DataFrame) -> list[tuple[str, float, float]]:
    """Return what hovering says of each window: its years, its value, its total."""
    windows = [
        "" if first != first else q.words((int(first), int(last)))
        for first, last in zip(rows["first_year"], rows["last_year"], strict=True)
    ]
    return list(zip(windows, rows["value"], rows["total"], strict=True))


def _hatch(rows: pd.DataFrame, look: Look, decimals: int, page: Page) -> go.Scatter:
    said = _said(rows)
    years, shares = list(rows["last_year"]), list(rows["share"])
    colour = look.colour(page.dark)
    return go.Scatter(
        x=[years[0] - _HALF_POINT, *years, years[-1] + _HALF_POINT],
        y=[shares[0], *shares, shares[-1]],
        customdata=[said[0], *said, said[-1]],
        name=UNKNOWN,
        mode="lines",
        line={"width": 1, "color": colour},
        fill="tozeroy",
        fillpattern={"shape": look.hatch, "fgcolor": colour, "bgcolor": _CLEAR, "size": 6},
        hovertemplate=_hover(UNKNOWN, decimals),
        showlegend=False,
    )


def _line(
    rows: pd.DataFrame, partner: str, look: Look, decimals: int, *, few: bool, page: Page
) -> go.Scatter:
    note = f"<br>Under {FEW_TIV:g} million TIV in all: this share says little." if few else ""
    colour = look.colour(page.dark)
    thin = partner == OTHER
    return go.Scatter(
        x=rows["last_year"],
        y=rows["share"],
        customdata=_said(rows),
        name=_name(partner),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 1 if thin else 2.25, "dash": look.dash},
        marker={"color": colour, "size": 3 if thin else 6, "symbol": look.marker or "circle"},
        opacity=_FADED if few else 1.0,
        hovertemplate=_hover(partner, decimals, note),
        showlegend=False,
    )


def _bars(
    rows: pd.DataFrame, partner: str, look: Look, decimals: int, as_parts: bool, page: Page
) -> go.Bar:
    colour = look.colour(page.dark)
    unknown = partner == UNKNOWN
    marker: dict[str, object] = {
        "color": _CLEAR if unknown else colour,
        "line": {"width": 1 if unknown else 0.5, "color": colour if unknown else page.background},
    }
    if unknown:
        marker["pattern"] = {"shape": look.hatch, "fgcolor": colour, "size": 5, "solidity": 0.3}
    if as_parts:
        marker["opacity"] = [_FADED if few else 1.0 for few in rows["total"] < FEW_TIV]
    volume = f":,.{decimals}f"
    return go.Bar(
        x=rows["last_year"],
        y=rows["share"] if as_parts else rows["value"],
        name=_name(partner),
        customdata=list(zip(rows["value"], rows["total"], rows["share"], strict=True)),
        hovertemplate=(
            f"<b>{_name(partner)}</b> %{{x}}: %{{customdata[0]{volume}}} of "
            f"%{{customdata[1]{volume}}} million TIV (%{{customdata[2]:.1f}} %)<extra></extra>"
        ),
        marker=marker,
        yaxis="y2",
        showlegend=False,
    )


def _mark(figure: go.Figure, marked: Window, page: Page) -> None:
    """Shade the bars of the headline's window, and put a bracket over its years above."""
    ends = {"x0": marked[0] - 0.5, "x1": marked[1] + 0.5}
    figure.add_shape(
        type="rect", **ends, y0=0, y1=1, yref="y2 domain", fillcolor=_SHADE, line_width=0,
        layer="below",
    )  # fmt: skip
    line = {"color": page.text, "width": 1}
    figure.add_shape(type="line", **ends, y0=_BRACKET, y1=_BRACKET, yref="y", line=line)
    for x in ends.values():
        tick = {"x0": x, "x1": x, "y0": _BRACKET - 2.5, "y1": _BRACKET}
        figure.add_shape(type="line", **tick, yref="y", line=line)
    figure.add_annotation(
        text=q.words(marked), x=sum(marked) / 2, y=_BRACKET, yref="y", yanchor="bottom",
        showarrow=False, font={"size": 11, "color": page.text},
    )  # fmt: skip


def _arrange(figure: go.Figure, span: Window, as_parts: bool, room: int, page: Page) -> None:
    text = {"color": page.text}
    grid = {"gridcolor": _GRID, "zeroline": False, "fixedrange": True, "tickfont": text}
    parts = {"range": [0, TOP_OF_PARTS], **_ticks(0, 50, 100)}
    figure.update_layout(
        height=HEIGHT,
        barmode="stack",
        bargap=0.18,
        margin={"l": 44, "r": room, "t": 26, "b": 28},
        hovermode="closest",
        hoverlabel={"bgcolor": page.background, "font": text, "bordercolor": page.text},
        dragmode=False,
        plot_bgcolor=_CLEAR,
        paper_bgcolor=_CLEAR,
        xaxis={
            "range": [span[0] - 0.7, span[1] + 0.7],
            "anchor": "y2",
            "showgrid": False,
            "fixedrange": True,
            "tickformat": "d",
            "nticks": 12,
            "tickangle": 0,
            "tickfont": text,
        },
        yaxis={
            "domain": SHARES_ABOVE,
            "range": [0, TOP_OF_SHARES],
            **_ticks(0, 20, 40, 60, 80, 100),
            **grid,
        },
        yaxis2={
            "domain": VOLUMES_BELOW,
            "rangemode": "tozero",
            "nticks": 4,
            "tickformat": ",",
            **grid,
            **(parts if as_parts else {}),
        },
    )


def _titles(asked: q.Question, window: int, as_parts: bool) -> tuple[str, str]:
    above = f"Share of {asked.flow}, {_in_letters(window)} up to each year"
    above = f"Share of {asked.flow}, year by year" if window == 1 else above
    below = "Parts of each year, million TIV above" if as_parts else "Volume by year, million TIV"
    return above, below


def _mark_of(rows: pd.DataFrame) -> str:
    return f" ({wording.ESTIMATED})" if (rows["exactness"] == "estimated").any() else ""


def _title(figure: go.Figure, words: str, top: float, page: Page) -> None:
    figure.add_annotation(
        text=words, x=0, xref="paper", y=top, yref="paper", xanchor="left", yanchor="bottom",
        yshift=4, showarrow=False, font={"size": 12, "color": page.text},
    )  # fmt: skip


def _ticks(*shares: int) -> dict[str, list[int] | list[str]]:
    return {"tickvals": list(shares), "ticktext": [f"{share} %" for share in shares]}


def _in_letters(window: int) -> str:
    return {3: "three years", 5: "five years", 10: "ten years"}.get(window, f"{window} years")


def _in_words(shares: pd.DataFrame, asked: q.Question, window: int) -> str:
    drawn = shares.dropna(subset="share")
    if drawn.empty:
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    last = drawn[drawn["last_year"] == drawn["last_year"].max()]
    ends = ", ".join(
        f"{labels.short_name(partner)} {share:.0f} %"
        for partner, share in zip(last["partner"], last["share"], strict=True)
    )
    years = q.words((int(last["first_year"].iloc[0]), int(last["last_year"].iloc[0])))
    return (
        f"Lines of each {asked.across}'s share of {wording.denominator(asked)} in {window}-year "
        f"windows, above bars of the volume in each year. In the last window, {years}: {ends}."
    )
