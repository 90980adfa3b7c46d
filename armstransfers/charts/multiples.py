"""Several countries side by side: a panel for each, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import FOREMOST, MOST_TOGETHER, UNKNOWN, folded, leading
from armstransfers.charts import bars, labels, lines, names, pointing
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import PALE_TEXT, Domain, Page, shade, shares_up_to, stacked
from armstransfers.charts.palette import Look, looks
from armstransfers.core.coverage import Window
from armstransfers.wording import charts as in_words

_PANEL, _PANEL_ALONE = 190, 300  # pixels
_GAP, _AXIS = 66, 24  # pixels: a gap holds years and names
_WIDE = 920  # pixels that two columns have at least
_BESIDE = 22  # pixels between two columns, after the names
_OVER = 1.05  # of the largest volume

Place = tuple[Domain, Domain]  # across, down


@dataclass(frozen=True)
class _Panel:
    """What one country's panel shows."""

    asked: q.Question
    shares: Matrix
    volumes: Matrix
    shown: list[str]
    total: float

    @property
    def foremost(self) -> set[str]:
        """Who has a thick line."""
        return set(self.shown[:FOREMOST])


def small_multiples(
    trailing: Mapping[str, pd.DataFrame],
    yearly: Mapping[str, pd.DataFrame],
    *,
    questions: Mapping[str, q.Question],
    window: int,
    span: Window,
    marked: Window,
    most: int = MOST_TOGETHER,
    as_volumes: bool = False,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the partners of several countries over time, a panel for each country.

    Parameters
    ----------
    trailing, yearly : mapping of str to pandas.DataFrame
        Each country's series of trailing windows and of single years, as `share_series` returns
        them, in the order of the panels: recipients only, or suppliers only.
    questions : mapping of str to Question
        Whose partners each panel shows.
    window : int
        Years in a trailing window.
    span : (int, int)
        First and last year of every panel.
    marked : (int, int)
        The window of the totals, shaded.
    most : int, optional
        How many partners a panel names at most.
    as_volumes : bool, optional
        Whether panels show yearly volumes instead of shares; they do where no panel has two
        windows to join by a line.
    dark, narrow : bool, optional
        Whether the page is dark, and as narrow as a phone.

    Returns
    -------
    Chart
        Its table has the columns of `folded`, after ``entity``.
    """
    page = Page(dark, narrow)
    panels = [
        _panel(asked, trailing[name], yearly[name], span, marked, most)
        for name, asked in questions.items()
    ]
    as_volumes = as_volumes or all(len(one.shares.last) < 2 for one in panels)
    found = looks(list(dict.fromkeys(name for one in panels for name in one.shown)))
    title, note = _titles(panels, found, window, marked, as_volumes, page)
    width = page.width if narrow else _WIDE
    above = page.room_for(title, note, width=width - 8) + 30
    columns = 1 if narrow or len(panels) == 1 else 2
    rows = math.ceil(len(panels) / columns)
    height = _PANEL_ALONE if len(panels) == 1 else _PANEL
    down = stacked(*[height] * rows, gaps=[_GAP] * (rows - 1))
    right = 14 if as_volumes else max(_room(one, found, page) for one in panels)
    across, inner = _across(columns, width - page.left, right)
    drawing = Drawing()
    scale = _volumes(panels) if as_volumes else _shares(panels)
    for at, one in enumerate(panels):
        number = at + 1
        place = across[at % columns], down[at // columns]
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"} if at else {}
        yref = f"y{number}" if at else "y"
        ticks = {} if at % columns == 0 else {"showticklabels": False}
        years = page.years(span, width=inner, domain=place[0], anchor=yref)
        shares = page.scale(domain=place[1], anchor=axes.get("xaxis", "x"), **scale, **ticks)
        drawing.lay_out(
            **{f"xaxis{number if at else ''}": years, f"yaxis{number if at else ''}": shares}
        )
        if as_volumes:
            strong = bars.asked_for(one.volumes, marked)
            drawing.trace(bars.stacked_bars(one.volumes, one.shown, found, strong, page, axes=axes))
        else:
            top = shares["range"][1]
            panel = names.Panel(axes.get("xaxis", "x"), yref, height, inner, top, span)
            _draw_lines(drawing, one, found, panel, page, axes)
        drawing.trace(
            pointing.years(
                one.shares, one.volumes, one.shown, found, one.asked.measure, page,
                noun=one.asked.across, span=span, axes=axes,
            )
        )  # fmt: skip
        shade(
            drawing, marked, page, name=at < columns and not narrow, xref=axes.get("xaxis", "x"),
            yref=f"{yref} domain",
        )  # fmt: skip
        _head(drawing, one, place, page)
        if not (one.volumes.total > 0).any():
            _say_nothing_delivered(drawing, place, span, page)
    page.title(drawing, title, note=note, top=1.0, shift=2 - page.left, up=34, width=width - 8)
    page.frame(
        drawing,
        height=above + height * rows + _GAP * (rows - 1) + _AXIS + 8,
        margin={"l": page.left, "r": 2, "t": above, "b": _AXIS + 8},
        barmode="stack",
        bargap=bars.GAP,
        hovermode="x",
    )
    table = _in_one_table(trailing, panels, span)
    return Chart(drawing.pieces(), _in_words(table, panels, marked, window), table)


def _panel(
    asked: q.Question,
    trailing: pd.DataFrame,
    yearly: pd.DataFrame,
    span: Window,
    marked: Window,
    most: int,
) -> _Panel:
    inside = yearly[yearly["last_year"].between(*marked)]
    return _Panel(
        asked,
        Matrix.of(trailing, span),
        Matrix.of(yearly, span),
        leading(yearly, trailing, marked, most=most),
        float(inside["value"].sum()),
    )


def _room(panel: _Panel, found: dict[str, Look], page: Page) -> int:
    some, _ = panel.shares.parted(panel.shown)
    ends = names.at_ends(lines.speaking(some), found, panel.foremost, page)
    return names.room_for(ends, page)


def _across(columns: int, width: float, right: float) -> tuple[list[Domain], float]:
    """Return the parts of the width that columns of panels take, and the pixels of one at least."""
    inner = (width - columns * right - (columns - 1) * _BESIDE) / columns
    step = inner + right + _BESIDE
    domains = [(at * step / width, (at * step + inner) / width) for at in range(columns)]
    return domains, inner


def _draw_lines(
    drawing: Drawing,
    one: _Panel,
    found: dict[str, Look],
    panel: names.Panel,
    page: Page,
    axes: dict[str, str],
) -> None:
    some, others = one.shares.parted(one.shown)
    some, others = lines.speaking(some), lines.speaking(others)
    drawing.trace(lines.context(others, page, top=panel.top, **axes))
    drawing.trace(lines.drawn(some, found, one.foremost, one.asked.measure, page, **axes))
    names.write_ends(drawing, names.at_ends(some, found, one.foremost, page), panel, page)
    pale = lines.pale(some.total, one.asked.measure)
    names.write_peaks(drawing, some, others, found, one.foremost, panel, page, pale=pale)


def _shares(panels: list[_Panel]) -> dict[str, object]:
    found = [float(np.nanmax(one.shares.known.share, initial=0.0)) for one in panels]
    return shares_up_to(max(found, default=0.0))


def _volumes(panels: list[_Panel]) -> dict[str, object]:
    most = max((float(one.volumes.total.max(initial=0.0)) for one in panels), default=0.0)
    return {"range": [0, (most or 1.0) * _OVER], "nticks": 4, "tickformat": ","}


def _in_one_table(
    trailing: Mapping[str, pd.DataFrame], panels: list[_Panel], span: Window
) -> pd.DataFrame:
    tables = []
    for (name, own), panel in zip(trailing.items(), panels, strict=True):
        table = folded(own[own["last_year"].between(*span)], panel.shown)
        table.insert(0, "entity", name)
        tables.append(table)
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _head(drawing: Drawing, one: _Panel, place: Place, page: Page) -> None:
    """Write a country's name over its panel, and its total behind it, pale if it is small."""
    across, down = place
    pale = one.total < one.asked.measure.few
    total = f"{labels.volume(one.total)} {one.asked.measure.unit}"
    drawing.write(
        text=f"<b>{labels.short_name(one.asked.entity)}</b>  "
        f'<span style="color:{page.muted}">{labels.written(total)}</span>',
        x=across[0], xref="paper", y=down[1], yref="paper", xanchor="left", yanchor="bottom",
        yshift=6, showarrow=False, font=page.font(), borderpad=0,
        opacity=PALE_TEXT if pale else 1.0,
    )  # fmt: skip


def _say_nothing_delivered(drawing: Drawing, place: Place, span: Window, page: Page) -> None:
    drawing.write(
        text=f"no deliveries recorded<br>in {labels.years(span)}", x=sum(place[0]) / 2,
        xref="paper", y=sum(place[1]) / 2, yref="paper", showarrow=False, font=page.font(),
    )  # fmt: skip


def _titles(
    panels: list[_Panel],
    found: dict[str, Look],
    window: int,
    marked: Window,
    as_volumes: bool,
    page: Page,
) -> tuple[str, str]:
    """Return the title of all panels, and below it what the totals are, or whose the colours are."""
    asked = panels[0].asked
    estimated = any(one.volumes.estimated.any() for one in panels)
    more = f" ({wording.ESTIMATED})" if estimated else ""
    total = f"Beside each name: all {asked.flow} in {labels.years(marked)}"
    if not as_volumes:
        return labels.headed(in_words.shares_title(asked, window), more), total
    keys = "   ".join(
        f'<span style="color:{look.colour(page.dark)}">\N{BLACK SQUARE}</span>'
        f"\N{NO-BREAK SPACE}{labels.short_name(name)}"
        for name, look in found.items()
    )
    title = labels.headed(in_words.volume_title(asked.measure), more)
    return title, f"{total}<br>{keys}"


def _in_words(table: pd.DataFrame, panels: list[_Panel], marked: Window, window: int) -> str:
    """Return each country's total, and its largest partners in the window that ends with it."""
    there = table["last_year"] == marked[1]
    ends = table[there & (table["value"] > 0)]
    asked = panels[0].asked
    when = labels.years((marked[1] - window + 1, marked[1]))
    sentences = [
        f"Each {asked.across}'s share of the {asked.flow} of "
        f"{wording.counted(len(panels), asked.side)}, a panel each. "
        f"Volume in {labels.years(marked)}, and largest shares in {when}:"
    ]
    for one in panels:
        own = ends[ends["entity"] == one.asked.entity]
        own = own[own["partner"].isin([*one.shown, UNKNOWN])].nlargest(2, "share")
        largest = ", ".join(
            f"{labels.short_name(partner)} {in_words.whole_per_cent(share)}"
            for partner, share in zip(own["partner"], own["share"], strict=True)
        )
        whole = f"{labels.short_name(one.asked.entity)}, {labels.volume(one.total)}"
        sentences.append(f"{whole} {asked.measure.unit}{': ' * bool(largest)}{largest}.")
    return " ".join(sentences)
