"""Events and embargoes under a chart of years, where they are asked for.

An event is a thin line through the panels with a number under the axis of years; what it was stands
in the key. An embargo is a bar under the axis with the name of the imposer: hollow where it binds
nobody, paler where it leaves out much.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from armstransfers.charts import lettering
from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import CLEAR, Page
from armstransfers.charts.strip import Label, Years, in_rows
from armstransfers.core.coverage import Window
from armstransfers.reference.context import Embargo, Event
from armstransfers.wording import overlays as in_words

_STRIP = "y9"  # the axis of the strip: rows from the top
_ROW, _NUMBER = 19, 19  # pixels
_KEY_LINE = 16
_SHADE = {True: "150,155,245", False: "91,94,166"}  # on a dark page and on a light one
_PARTIAL, _WHOLE = 0.16, 0.34  # opacity


@dataclass(frozen=True)
class Overlays:
    """Events and embargoes, each with its label, and the lines of the key in columns."""

    events: list[tuple[Event, Label]]
    embargoes: list[tuple[Embargo, Label]]
    key: list[list[str]]
    years: Years
    page: Page

    @property
    def rows(self) -> int:
        """Rows under the axis."""
        return _rows(label for _, label in [*self.events, *self.embargoes])

    @property
    def height(self) -> int:
        """Pixels that the rows under the axis need."""
        return _ROW * self.rows

    @property
    def away(self) -> int:
        """Pixels between the years under the axis and the rows."""
        return 8 if self.rows else 0

    @property
    def key_height(self) -> int:
        """Pixels that the key below needs."""
        return 8 + _KEY_LINE * max(map(len, self.key)) if self.key else 0

    def draw(self, drawing: Drawing, *, strip: tuple[float, float], panels: Sequence[str]) -> None:
        """Draw lines, numbers and bars, and write the key below.

        Parameters
        ----------
        drawing : Drawing
            The figure; its first axis of years is that of the strip.
        strip : (float, float)
            Part of the height for the rows under the axis.
        panels : sequence of str
            The upright axes of the panels, through which the lines of events run.
        """
        if not self.rows:
            return
        drawing.lay_out(
            yaxis9={"domain": strip, "range": [self.rows, 0], "visible": False, "fixedrange": True}
        )
        for event, _ in self.events:
            x = self.years.at(event.first_day)
            for panel in panels:
                drawing.shape(
                    type="line", x0=x, x1=x, y0=0, y1=1, yref=f"{panel} domain", layer="below",
                    line={"color": self.page.muted, "width": 1}, opacity=0.5,
                )  # fmt: skip
        if self.events:
            drawing.trace(self._numbers())
        for embargo, label in self.embargoes:
            self._bar(drawing, embargo, label)
        for column, lines in enumerate(self.key):
            drawing.write(
                text="<br>".join(lines), x=column / len(self.key), xref="paper", y=strip[0],
                yref="paper", xanchor="left", yanchor="top", yshift=-8, align="left",
                showarrow=False, font=self.page.font(1, colour=self.page.muted), borderpad=0,
            )  # fmt: skip

    def _numbers(self) -> Trace:
        return trace(
            "scatter",
            x=[self.years.at(event.first_day) for event, _ in self.events],
            y=[label.row + 0.5 for _, label in self.events],
            yaxis=_STRIP,
            name="Events",
            mode="markers+text",
            marker={
                "size": _NUMBER - 3,
                "color": self.page.background,
                "line": {"color": self.page.muted, "width": 1},
            },
            text=[label.text for _, label in self.events],
            textfont=self.page.font(2),
            hovertext=[_plain(in_words.event(event)) for event, _ in self.events],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            showlegend=False,
        )

    def _bar(self, drawing: Drawing, embargo: Embargo, label: Label) -> None:
        first, last = _period(embargo, self.years)
        colour = _SHADE[self.page.dark]
        opacity = _PARTIAL if embargo.partial else _WHOLE
        drawing.shape(
            type="rect", x0=first, x1=last, y0=label.row + 0.1, y1=label.row + 0.9, yref=_STRIP,
            fillcolor=CLEAR if embargo.is_voluntary else f"rgba({colour},{opacity:.2f})",
            line={"width": 1 if embargo.is_voluntary else 0, "color": f"rgba({colour},0.9)"},
            name=_plain(in_words.embargo_briefly(embargo)),
        )  # fmt: skip
        x, side, shift = (label.last, "right", -4) if label.at_last else (label.first, "left", 4)
        drawing.write(
            text=label.text, x=x, y=label.row + 0.5, yref=_STRIP, xanchor=side, yanchor="middle",
            xshift=shift, showarrow=False, font=self.page.font(2), borderpad=0,
            hovertext="<br>".join(_plain(line) for line in in_words.embargo(embargo)),
        )  # fmt: skip


def overlays(
    events: Sequence[Event],
    embargoes: Sequence[Embargo],
    span: Window,
    page: Page,
    *,
    width: float,
) -> Overlays:
    """Return events and embargoes laid out over the years of a chart.

    Parameters
    ----------
    events, embargoes : sequence
        What is shown, as `armstransfers.reference.context` lists it.
    span : (int, int)
        First and last year on the axis.
    page : Page
        Where it stands.
    width : float
        Pixels that the axis of years has at least.
    """
    years = Years(span, width)
    days = [years.at(event.first_day) for event in events]
    marks = in_rows([years.around(str(n), day, _NUMBER) for n, day in enumerate(days, start=1)])
    heads = [years.along(_head(one), *_period(one, years), page.size - 2) for one in embargoes]
    heads = in_rows(heads, above=_rows(marks))
    return Overlays(
        events=list(zip(events, marks, strict=True)),
        embargoes=list(zip(embargoes, heads, strict=True)),
        key=_key(events, embargoes, page) if marks or heads else [],
        years=years,
        page=page,
    )


def _rows(labels: Iterable[Label]) -> int:
    return max((label.row + 1 for label in labels), default=0)


def _period(embargo: Embargo, years: Years) -> tuple[float, float]:
    last = years.at(embargo.last_day) if embargo.last_day else years.last
    return years.at(embargo.first_day), last


def _head(embargo: Embargo) -> str:
    asks = " asks" if embargo.is_voluntary else ""
    return f"{embargo.imposer}{asks}{', in part' if embargo.partial else ''}"


def _key(events: Sequence[Event], embargoes: Sequence[Embargo], page: Page) -> list[list[str]]:
    """Return the lines of the key: in one column on a narrow page, else in two."""
    pixels = page.width - 8 if page.narrow else page.width / 2 - 16
    entries = [
        _entry(str(n), f"{in_words.event_years(event)} {event.title}", pixels, page)
        for n, event in enumerate(events, start=1)
    ]
    entries += [
        _entry(one.imposer, in_words.embargo_briefly(one).removeprefix(one.imposer), pixels, page)
        for one in embargoes
    ]
    half = len(entries) if page.narrow else -(-len(entries) // 2)
    columns = [list(chain.from_iterable(some)) for some in (entries[:half], entries[half:])]
    columns[0 if page.narrow else 1] += _lines(in_words.NO_CAUSE, pixels, page)
    return [column for column in columns if column]


def _entry(mark: str, words: str, pixels: float, page: Page) -> list[str]:
    first, *others = _lines(f"{mark} {words.strip()}", pixels, page)
    return [f"<b>{mark}</b>{first.removeprefix(mark)}", *others]


def _lines(words: str, pixels: float, page: Page) -> list[str]:
    return lettering.wrapped(_plain(words), pixels, page.size - 1)


def _plain(words: str) -> str:
    """Return words in which Plotly finds no tags."""
    return html.escape(words, quote=False)
