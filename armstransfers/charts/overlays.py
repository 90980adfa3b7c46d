"""Events and embargoes over a chart of years: labels in a strip above, lines and shades below.

Events are thin lines, with their titles where they are few and with numbers and a key where they
are many. Embargoes are shades with a head that names the imposer: with a dashed outline where it
binds nobody, paler where it leaves out much.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from armstransfers.charts.drawing import Drawing, Trace, trace
from armstransfers.charts.page import Domain, Page
from armstransfers.charts.strip import Label, Years, in_rows
from armstransfers.context import Embargo, Event
from armstransfers.coverage import Window
from armstransfers.wording import charts as in_words

_STRIP = "y9"  # the axis of the strip: rows from the top
_LEAST_WIDTH = {True: 190, False: 440}  # pixels for all years, on a narrow page and on a wide one
_ROW, _NUMBER = 16, 18  # pixels
_MOST_TITLED = 3  # events that have room for their titles
_KEY_LINE, _KEY_LETTERS = 15, {True: 56, False: 48}
_SECOND_COLUMN = 300  # pixels from the first column of the key
_SHADE = {True: "150,155,245", False: "91,94,166"}  # on a dark page and on a light one
_VOLUNTARY, _PARTIAL, _WHOLE = 0.05, 0.07, 0.15  # opacity


@dataclass(frozen=True)
class Overlays:
    """Events and embargoes, each with its label, and the lines of the key in columns."""

    events: list[tuple[Event, Label]]
    embargoes: list[tuple[Embargo, Label]]
    key: list[list[str]]
    numbered: bool
    years: Years
    page: Page

    @property
    def rows(self) -> int:
        """Rows of the strip."""
        return _rows(label for _, label in [*self.events, *self.embargoes])

    @property
    def height(self) -> int:
        """Pixels that the strip needs."""
        return _ROW * self.rows

    @property
    def key_height(self) -> int:
        """Pixels that the key below needs."""
        return _KEY_LINE * (1 + max(map(len, self.key))) if self.key else 0

    def shades(self) -> list[Trace]:
        """Return the shades of the embargoes and their heads, to be drawn before all else."""
        return [
            shade
            for embargo, head in self.embargoes
            for shade in (
                self._shade(embargo, "y", 0.0, 100.0),
                self._shade(embargo, _STRIP, head.row + 0.08, head.row + 0.92, stronger=2),
            )
        ]

    def draw(self, drawing: Drawing, *, strip: Domain, below: int) -> None:
        """Write the labels and the key, and draw the lines of the events.

        Parameters
        ----------
        drawing : Drawing
            A figure with shares on ``y`` and, below them, volumes on ``y2``.
        strip : (float, float)
            Part of the height for the labels.
        below : int
            Pixels between the lowest panel and the key.
        """
        if not self.rows:
            return
        drawing.lay_out(
            yaxis9={"domain": strip, "range": [self.rows, 0], "visible": False, "fixedrange": True}
        )
        for event, label in self.events:
            self._line(drawing, self.years.at(event.first_day), label.row)
        if self.events:
            drawing.trace(self._markers())
        for label in self._written():
            self._write(drawing, label)
        for column, lines in enumerate(self.key):
            drawing.write(
                text="<br>".join(lines), x=0, xref="paper", y=0, yref="paper", xanchor="left",
                yanchor="top", xshift=column * _SECOND_COLUMN, yshift=-below, align="left",
                showarrow=False, font=self.page.font(1),
            )  # fmt: skip

    def _shade(
        self, embargo: Embargo, axis: str, low: float, high: float, *, stronger: int = 1
    ) -> Trace:
        first, last = _period(embargo, self.years)
        opacity = _PARTIAL if embargo.partial else _WHOLE
        opacity = stronger * (_VOLUNTARY if embargo.is_voluntary else opacity)
        colour = _SHADE[self.page.dark]
        outline = {"color": f"rgba({colour},0.9)", "width": 1, "dash": "dash"}
        return trace(
            "scatter",
            x=[first, last, last, first, first],
            y=[low, low, high, high, low],
            yaxis=axis,
            name=_plain(in_words.embargo_briefly(embargo)),
            mode="lines",
            line=outline if embargo.is_voluntary else {"width": 0},
            fill="toself",
            fillcolor=f"rgba({colour},{opacity:.2f})",
            hoveron="fills",
            hoverinfo="text",
            text="<br>".join(_lines(in_words.embargo(embargo), _KEY_LETTERS[self.page.narrow])),
            showlegend=False,
        )

    def _line(self, drawing: Drawing, x: float, row: int) -> None:
        line = {"color": self.page.text, "width": 1, "dash": "dot"}
        ends = ((_STRIP, self.rows, row + 0.5), ("y domain", 0, 1), ("y2 domain", 0, 1))
        for yref, low, high in ends:
            drawing.shape(
                type="line",
                x0=x,
                x1=x,
                y0=low,
                y1=high,
                yref=yref,
                line=line,
                opacity=0.6,
                layer="below",
            )

    def _markers(self) -> Trace:
        number = {
            "size": _NUMBER - 3,
            "color": self.page.background,
            "line": {"color": self.page.text, "width": 1},
        }
        return trace(
            "scatter",
            x=[self.years.at(event.first_day) for event, _ in self.events],
            y=[label.row + 0.5 for _, label in self.events],
            yaxis=_STRIP,
            name="Events",
            mode="markers+text" if self.numbered else "markers",
            marker=number if self.numbered else {"size": 5, "color": self.page.text},
            text=[label.text for _, label in self.events] if self.numbered else None,
            textfont=self.page.font(2),
            hovertext=[_plain(in_words.event(event)) for event, _ in self.events],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            showlegend=False,
        )

    def _written(self) -> list[Label]:
        titles = [] if self.numbered else [label for _, label in self.events]
        return [*titles, *(label for _, label in self.embargoes)]

    def _write(self, drawing: Drawing, label: Label) -> None:
        x, side, shift = (label.last, "right", -4) if label.at_last else (label.first, "left", 4)
        drawing.write(
            text=label.text, x=x, y=label.row + 0.5, yref=_STRIP, xanchor=side, yanchor="middle",
            xshift=shift, showarrow=False, font=self.page.font(1), borderpad=0,
        )  # fmt: skip


def overlays(
    events: Sequence[Event], embargoes: Sequence[Embargo], span: Window, page: Page
) -> Overlays:
    """Return events and embargoes laid out over the years of a chart.

    Parameters
    ----------
    events, embargoes : sequence
        What is shown, as `armstransfers.context` lists it.
    span : (int, int)
        First and last year on the axis.
    page : Page
        Where it stands.
    """
    years = Years(span, _LEAST_WIDTH[page.narrow])
    numbered = page.narrow or len(events) > _MOST_TITLED
    days = [years.at(event.first_day) for event in events]
    if numbered:
        marks = [years.around(str(n), day, _NUMBER) for n, day in enumerate(days, start=1)]
    else:
        marks = [
            years.along(_plain(event.title), day, day)
            for event, day in zip(events, days, strict=True)
        ]
    marks = in_rows(marks)
    heads = [years.along(_head(one), *_period(one, years)) for one in embargoes]
    heads = in_rows(heads, above=_rows(marks))
    return Overlays(
        events=list(zip(events, marks, strict=True)),
        embargoes=list(zip(embargoes, heads, strict=True)),
        key=_key(events if numbered else (), embargoes, page.narrow) if marks or heads else [],
        numbered=numbered,
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


def _key(numbered: Sequence[Event], embargoes: Sequence[Embargo], narrow: bool) -> list[list[str]]:
    """Return the lines of the key: in one column on a narrow page, else in two."""
    letters = _KEY_LETTERS[narrow]
    entries = [
        _entry(str(n), f"{in_words.event_years(event)} {event.title}", letters)
        for n, event in enumerate(numbered, start=1)
    ]
    entries += [
        _entry(one.imposer, in_words.embargo_briefly(one).removeprefix(one.imposer), letters)
        for one in embargoes
    ]
    half = len(entries) if narrow else -(-len(entries) // 2)
    columns = [list(chain.from_iterable(some)) for some in (entries[:half], entries[half:])]
    columns[0 if narrow else 1] += _lines([in_words.NO_CAUSE], letters)
    return [column for column in columns if column]


def _entry(mark: str, words: str, letters: int) -> list[str]:
    first, *others = _lines([f"{mark} {words.strip()}"], letters)
    return [f"<b>{mark}</b>{first.removeprefix(mark)}", *others]


def _lines(sentences: Iterable[str], letters: int) -> list[str]:
    return [_plain(line) for words in sentences for line in textwrap.wrap(words, letters)]


def _plain(words: str) -> str:
    """Return words in which Plotly finds no tags."""
    return html.escape(words, quote=False)
