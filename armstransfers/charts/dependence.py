"""Who depends on one supplier: a dot for each recipient, at the share of its imports."""

from __future__ import annotations

import pandas as pd

from armstransfers import wording
from armstransfers.charts import labels
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import FADED, PALE_TEXT, Page, per_cent_ticks
from armstransfers.charts.palette import looks
from armstransfers.core.coverage import Window
from armstransfers.core.measure import Measure

MOST_ROWS = 40
_ROW, _LINE, _HEAD, _BELOW = 20, 18, 36, 26  # pixels; the head holds the scale
_TOTALS = 76  # pixels: width of their column
_LETTER, _LETTERS_NARROW = 6.7, 22  # pixels; letters of a name on a phone
_LEAST_BAND = 0.05  # percentage points; a narrower band is no wider than its dot
_NAMED_IN_WORDS = 3


def dependence_dots(
    table: pd.DataFrame,
    *,
    supplier: str,
    years: Window,
    measure: Measure,
    threshold: float = 0.0,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return one supplier's share of the imports of many recipients, the largest above.

    Parameters
    ----------
    table : pandas.DataFrame
        As `dependence` returns it.
    supplier : str
        The supplier.
    years : (int, int)
        The window.
    measure : Measure
        What is counted.
    threshold : float, optional
        Least share of the table, in per cent; a line marks it.
    dark, narrow : bool, optional
        Whether the page is dark, and as narrow as a phone.

    Returns
    -------
    Chart
        Up to `MOST_ROWS` recipients of whom the supplier delivered anything. Dots are filled
        where it was the largest supplier, whiskers are rounding bands, recipients with a small
        total are pale. A dot's ``customdata`` begins with the recipient.
    """
    page = Page(dark, narrow)
    supplied = table[table["value"] > 0]
    rows = supplied.head(MOST_ROWS)
    names = [
        labels.short_name(name, most=_LETTERS_NARROW if narrow else 0) for name in rows["recipient"]
    ]
    left = 14 + round(_LETTER * max(map(len, names), default=0))
    drawing = Drawing(_dots(rows, supplier, measure, page))
    _lead_to_dots(drawing, rows, looks([supplier])[supplier].colour(dark))
    if threshold > 0:
        drawing.shape(
            type="line", x0=threshold, x1=threshold, y0=0, y1=1, yref="y domain", layer="below",
            line={"color": page.text, "width": 1},
        )  # fmt: skip
    _write_totals(drawing, rows, measure, page)
    lines = _title(rows, supplier, years, page)
    page.title(drawing, "<br>".join(lines), top=1.0, shift=8 - left, up=_HEAD)
    more = len(supplied) - len(rows)
    if rows.empty:
        drawing.write(text="no recipient", x=50, y=0, showarrow=False, font=page.font())
    if more:
        drawing.write(
            text=f"and {more:,} more, with smaller shares",
            x=0, xref="paper", y=0, yref="paper", xanchor="left", yanchor="top", yshift=-4,
            showarrow=False, font=page.font(),
        )  # fmt: skip
    page.frame(
        drawing,
        height=_HEAD + _LINE * len(lines) + _ROW * max(len(rows), 1) + _BELOW,
        margin={"l": left, "r": _TOTALS, "t": _HEAD + _LINE * len(lines), "b": _BELOW},
        xaxis=page.axis(range=[0, 103], side="top", **per_cent_ticks(0, 50, 100)),
        yaxis=page.axis(
            range=[max(len(rows), 1) - 0.5, -0.5],
            tickvals=list(range(len(rows))),
            ticktext=names,
            showgrid=False,
        ),
    )
    return Chart(drawing.pieces(), _in_words(rows, more, supplier, years, measure), table)


def _dots(rows: pd.DataFrame, supplier: str, measure: Measure, page: Page) -> Trace:
    look = looks([supplier])[supplier]
    colour = look.colour(page.dark)
    first = rows["rank"] == 1
    banded = rows["share_high"] - rows["share_low"] >= _LEAST_BAND
    volume = f":,.{measure.decimals}f"
    said = ["recipient", "value", "total", "share_low", "share_high"]
    return trace(
        "scatter",
        x=rows["share"],
        y=list(range(len(rows))),
        mode="markers",
        name=labels.short_name(supplier),
        customdata=[
            (
                *values,
                labels.short_name(values[0]),
                f"<br>rounding band {low:.1f} to {high:.1f}%" * band,
            )
            for *values, low, high, band in zip(*(rows[c] for c in said), banded, strict=True)
        ],
        hovertemplate=(
            "<b>%{customdata[3]}</b> %{x:.1f}%<br>"
            f"%{{customdata[1]{volume}}} of %{{customdata[2]{volume}}} {measure.unit}"
            "%{customdata[4]}<extra></extra>"
        ),
        marker={
            "color": [colour if largest else page.background for largest in first],
            "size": 9,
            "opacity": [FADED if few else 1.0 for few in rows["total"] < measure.few],
            "line": {"color": colour, "width": 1.75},
        },
        error_x={
            "array": (rows["share_high"] - rows["share"]).where(banded),
            "arrayminus": (rows["share"] - rows["share_low"]).where(banded),
            "color": page.text,
            "thickness": 1,
            "width": 3,
            "visible": bool(banded.any()),
        },
        cliponaxis=False,
        showlegend=False,
    )


def _lead_to_dots(drawing: Drawing, rows: pd.DataFrame, colour: str) -> None:
    for height, share in enumerate(rows["share"]):
        drawing.shape(
            type="line", x0=0, x1=share, y0=height, y1=height, layer="below", opacity=FADED,
            line={"color": colour, "width": 1},
        )  # fmt: skip


def _write_totals(drawing: Drawing, rows: pd.DataFrame, measure: Measure, page: Page) -> None:
    """Write each recipient's imports at the right, pale where they are small."""
    at_right = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": _TOTALS - 8}
    drawing.write(
        text=f"Imports,<br>{measure.unit}", y=1, yref="paper", yanchor="bottom", yshift=2,
        align="right", showarrow=False, font=page.font(1), **at_right,
    )  # fmt: skip
    for height, total in enumerate(rows["total"]):
        drawing.write(
            text=labels.volume(total), y=height, showarrow=False, font=page.font(),
            opacity=PALE_TEXT if total < measure.few else 1.0, **at_right,
        )  # fmt: skip


def _title(rows: pd.DataFrame, supplier: str, years: Window, page: Page) -> list[str]:
    title = (
        f"{wording.capital(wording.possessive(supplier))} share of imports, {labels.years(years)}"
    )
    lines = [title + wording.if_estimated(rows)]
    ranks = rows["rank"] == 1
    if ranks.any() and not ranks.all():
        lines.append("Filled: the largest supplier. Open: not the largest.")
    return lines


def _in_words(rows: pd.DataFrame, more: int, supplier: str, years: Window, measure: Measure) -> str:
    if rows.empty:
        who = wording.called(supplier)
        return f"No recipient with such a share of imports from {who} in {labels.years(years)}."
    top = rows.head(_NAMED_IN_WORDS)
    largest = ", ".join(
        f"{labels.short_name(name)} {labels.per_cent(share)} of {labels.volume(total)}"
        for name, share, total in zip(top["recipient"], top["share"], top["total"], strict=True)
    )
    counted = wording.counted(len(rows) + more, "recipient")
    return (
        f"Dots at {wording.possessive(supplier)} share of the imports of {measure.goods} of "
        f"{counted} in {labels.years(years)}. The largest: {largest} {measure.unit}."
    )
