"""Shares over time above, yearly volumes below, on one axis of years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from armstransfers import entities, wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts.chart import Chart, spread
from armstransfers.charts.palette import Look, looks
from armstransfers.release import Window

SHARES_ABOVE, VOLUMES_BELOW = (0.36, 1.0), (0.0, 0.29)  # parts of the height
HEIGHT = 470
FEW_TIV = 20.0  # a year under it says little: its bar is faded in the view of 100 %
_LABEL_GAP = 6.5  # per cent of the axis of shares between two labels
_ROOM_FOR_LABELS = 128
_SHADE = "rgba(128,128,128,0.13)"
_GRID = "rgba(128,128,128,0.22)"
_FADED = 0.35
_LABELLED_PEAK = 10.0  # per cent; a lower line has its name in the ranking and on hovering
TEXT_ON_LIGHT, TEXT_ON_DARK = "#1B1F27", "#F2F4F8"


def partners_over_time(
    shares: pd.DataFrame,
    volumes: pd.DataFrame,
    *,
    asked: q.Question,
    window: int,
    shaded: Window,
    span: Window,
    as_shares: bool = False,
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
    shaded : (int, int)
        The window that the headline speaks of.
    span : (int, int)
        First and last year on the axis.
    as_shares : bool, optional
        Whether the bars show parts of 100 % instead of volumes.
    dark : bool, optional
        Whether the page is dark.
    """
    partners = list(dict.fromkeys([*shares["partner"], *volumes["partner"]]))
    drawn = looks(partners)
    figure = go.Figure()
    for partner in partners:
        lines = _without_idle_years(shares[shares["partner"] == partner])
        for few in (True, False):
            part = lines.where((lines["total"] < FEW_TIV) == few)
            if part["share"].notna().any():
                figure.add_trace(_line(part, partner, drawn[partner], few=few, dark=dark))
    for partner in partners:
        bars = volumes[volumes["partner"] == partner]
        if not bars.empty:
            figure.add_trace(_bars(bars, drawn[partner], as_shares, dark))
    figure.add_vrect(
        x0=shaded[0] - 0.5, x1=shaded[1] + 0.5, fillcolor=_SHADE, line_width=0, layer="below"
    )
    text = TEXT_ON_DARK if dark else TEXT_ON_LIGHT
    _label_lines(figure, shares, text)
    if as_shares:
        _write_totals(figure, volumes, text)
    _arrange(figure, asked, window, span, as_shares, text)
    return Chart(figure, _in_words(shares, asked, window), shares)


def shown_name(partner: str) -> str:
    """Return a partner's name in charts and tables."""
    return entities.display_name(partner)


def _without_idle_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a partner's windows without those of 0 whose neighbours are 0 too."""
    active = rows["value"] > 0
    near = active | active.shift(1, fill_value=False) | active.shift(-1, fill_value=False)
    return rows.assign(share=rows["share"].where(near))


def _line(rows: pd.DataFrame, partner: str, look: Look, *, few: bool, dark: bool) -> go.Scatter:
    windows = [_window_words(*w) for w in zip(rows["first_year"], rows["last_year"], strict=True)]
    note = f"<br>Under {FEW_TIV:g} million TIV in all: this share says little." if few else ""
    hover = (
        f"<b>{shown_name(partner)}</b> %{{y:.1f}} % in %{{customdata[0]}}"
        f"<br>%{{customdata[1]:,.2~f}} of %{{customdata[2]:,.2~f}} million TIV{note}<extra></extra>"
    )
    common = {
        "x": rows["last_year"],
        "y": rows["share"],
        "name": shown_name(partner),
        "customdata": list(zip(windows, rows["value"], rows["total"], strict=True)),
        "hovertemplate": hover,
        "showlegend": False,
        "opacity": _FADED if few else 1.0,
    }
    colour = look.colour(dark)
    if partner == UNKNOWN:
        hatch = {"shape": look.hatch, "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)", "size": 6}
        return go.Scatter(**common, mode="none", fill="tozeroy", fillpattern=hatch)
    thin = partner == OTHER
    return go.Scatter(
        **common,
        mode="lines" if thin else "lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 1 if thin else 2.25, "dash": look.dash},
        marker={"color": colour, "size": 6, "symbol": look.marker or "circle"},
    )


def _window_words(first: float, last: float) -> str:
    return "" if first != first else q.words((int(first), int(last)))


def _bars(rows: pd.DataFrame, look: Look, as_shares: bool, dark: bool) -> go.Bar:
    partner = rows["partner"].iloc[0]
    colour = look.colour(dark)
    unknown = partner == UNKNOWN
    marker: dict[str, object] = {
        "color": "rgba(0,0,0,0)" if unknown else colour,
        "line": {"width": 1 if unknown else 0, "color": colour},
    }
    if unknown:
        marker["pattern"] = {"shape": look.hatch, "fgcolor": colour, "size": 5, "solidity": 0.3}
    if as_shares:
        marker["opacity"] = [_FADED if few else 1.0 for few in rows["total"] < FEW_TIV]
    return go.Bar(
        x=rows["last_year"],
        y=rows["share"] if as_shares else rows["value"],
        name=shown_name(partner),
        customdata=list(zip(rows["value"], rows["total"], rows["share"], strict=True)),
        hovertemplate=(
            f"<b>{shown_name(partner)}</b> %{{x}}: %{{customdata[0]:,.2~f}} of "
            "%{customdata[1]:,.2~f} million TIV (%{customdata[2]:.1f} %)<extra></extra>"
        ),
        marker=marker,
        yaxis="y2",
        showlegend=False,
        legendgroup=partner,
    )


def _label_lines(figure: go.Figure, shares: pd.DataFrame, colour: str) -> None:
    """Write the names in the colour of text: at the right end, or at the peak of earlier lines."""
    drawn = shares[(shares["partner"] != UNKNOWN) & (shares["share"] > 0)]
    if drawn.empty:
        return
    font = {"size": 12, "color": colour}
    last = drawn[drawn["last_year"] == drawn["last_year"].max()]
    heights = spread(list(last["share"]), _LABEL_GAP, 0.0, 100.0)
    for partner, share, height in zip(last["partner"], last["share"], heights, strict=True):
        figure.add_annotation(
            text=f"{shown_name(partner)} {_whole(share)}", x=1, xref="paper", y=height, yref="y",
            xanchor="left", xshift=8, showarrow=False, font=font,
        )  # fmt: skip
    earlier = drawn[~drawn["partner"].isin(last["partner"]) & (drawn["total"] >= FEW_TIV)]
    for partner in earlier["partner"].unique():
        rows = earlier[earlier["partner"] == partner]
        peak = rows.sort_values("share", kind="stable").iloc[-1]
        if peak["share"] >= _LABELLED_PEAK and partner != OTHER:
            figure.add_annotation(
                text=shown_name(partner), x=peak["last_year"], y=peak["share"], yshift=11,
                showarrow=False, font=font,
            )  # fmt: skip


def _whole(share: float) -> str:
    return "under 1 %" if share < 0.5 else f"{share:.0f} %"


def _write_totals(figure: go.Figure, volumes: pd.DataFrame, colour: str) -> None:
    """Write each year's volume over its bar of 100 %, upright, for the bars are narrow."""
    totals = volumes.drop_duplicates("last_year").query("total > 0")
    for year, total in zip(totals["last_year"], totals["total"], strict=True):
        figure.add_annotation(
            text=f"{total:,.0f}", x=year, y=103, yref="y2", yanchor="bottom", textangle=-90,
            showarrow=False, font={"size": 9, "color": colour},
        )  # fmt: skip


def _arrange(
    figure: go.Figure, asked: q.Question, window: int, span: Window, as_shares: bool, text: str
) -> None:
    above = f"Share of {asked.flow}, {window}-year windows by last year"
    above = f"Share of {asked.flow}, year by year" if window == 1 else above
    below = "Parts of each year, million TIV above" if as_shares else "Volume by year, million TIV"
    grid = {"gridcolor": _GRID, "zeroline": False, "fixedrange": True, "tickfont": {"color": text}}
    figure.update_layout(
        height=HEIGHT,
        barmode="stack",
        bargap=0.18,
        margin={"l": 44, "r": _ROOM_FOR_LABELS, "t": 26, "b": 28},
        hovermode="closest",
        dragmode=False,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis={
            "range": [span[0] - 0.7, span[1] + 0.7],
            "anchor": "y2",
            "showgrid": False,
            "fixedrange": True,
            "tickformat": "d",
            "nticks": 12,
            "tickfont": {"color": text},
        },
        yaxis={"domain": SHARES_ABOVE, "range": [0, 112], "ticksuffix": " %", "dtick": 20, **grid},
        yaxis2={
            "domain": VOLUMES_BELOW,
            "rangemode": "tozero",
            "nticks": 4,
            "tickformat": ",",
            **grid,
            **(
                {"range": [0, 150], "tickvals": [0, 50, 100], "ticksuffix": " %"}
                if as_shares
                else {}
            ),
        },
    )
    for words, top in ((above, SHARES_ABOVE[1]), (below, VOLUMES_BELOW[1])):
        figure.add_annotation(
            text=words, x=0, xref="paper", y=top, yref="paper", xanchor="left", yanchor="bottom",
            yshift=4, showarrow=False, font={"size": 12, "color": text},
        )  # fmt: skip


def _in_words(shares: pd.DataFrame, asked: q.Question, window: int) -> str:
    drawn = shares.dropna(subset="share")
    if drawn.empty:
        return f"No deliveries are recorded in {wording.denominator(asked)}."
    last = drawn[drawn["last_year"] == drawn["last_year"].max()]
    ends = ", ".join(
        f"{shown_name(partner)} {share:.0f} %"
        for partner, share in zip(last["partner"], last["share"], strict=True)
    )
    years = q.words((int(last["first_year"].iloc[0]), int(last["last_year"].iloc[0])))
    return (
        f"Lines of each {asked.across}'s share of {wording.denominator(asked)} in {window}-year windows, "
        f"above bars of the volume in each year. In the last window, {years}: {ends}."
    )
