"""The page that a chart stands on, and what all figures on it have in common."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armstransfers.analysis import question as q
from armstransfers.charts.drawing import Drawing
from armstransfers.coverage import Window

CLEAR = "rgba(0,0,0,0)"
FADED = 0.5  # of what stands for a small whole
PALE_TEXT = 0.65  # of its numbers: still readable on both pages
SHADE = "rgba(128,128,128,0.16)"
GRID = "rgba(128,128,128,0.22)"
_LINE, _TICK = 15, 6  # pixels
_LETTERS = {True: 52, False: 90}  # in a line of a panel's title

Domain = tuple[float, float]


@dataclass(frozen=True)
class Page:
    """The page that a chart stands on.

    Attributes
    ----------
    dark : bool
        Whether it is dark.
    narrow : bool
        Whether it is as narrow as a phone.
    """

    dark: bool = False
    narrow: bool = False

    @property
    def text(self) -> str:
        """Colour of its text."""
        return "#F2F4F8" if self.dark else "#1B1F27"

    @property
    def background(self) -> str:
        """Colour behind it."""
        return "#0E1117" if self.dark else "#FFFFFF"

    @property
    def accent(self) -> str:
        """Colour of what belongs to no partner."""
        return "#A9B6C9" if self.dark else "#475569"

    @property
    def size(self) -> int:
        """Size of text, in pixels."""
        return 11 if self.narrow else 12

    @property
    def left(self) -> int:
        """Pixels at the left that ticks of shares and volumes need."""
        return 38 if self.narrow else 44

    def font(self, smaller: int = 0) -> dict[str, Any]:
        """Return the font of labels, some pixels smaller than usual."""
        return {"size": self.size - smaller, "color": self.text}

    def axis(self, **own: Any) -> dict[str, Any]:
        """Return an axis with its own settings, on which nothing zooms."""
        return {
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": self.font(),
            **own,
        }

    def years(self, span: Window, **own: Any) -> dict[str, Any]:
        """Return an axis of years, with half a year and a bit beside the first and the last."""
        few = span[1] - span[0] < (6 if self.narrow else 12)  # else Plotly marks halves of years
        return self.axis(
            range=[span[0] - 0.7, span[1] + 0.7],
            showgrid=False,
            tickformat="d",
            **({"dtick": 1} if few else {"nticks": 6 if self.narrow else 12}),
            tickangle=0,
            ticks="outside",
            ticklen=4,
            tickcolor=CLEAR,
            **own,
        )

    def frame(self, drawing: Drawing, *, height: int, margin: dict[str, int], **own: Any) -> None:
        """Lay out a figure: its height and margins in pixels, and its own settings."""
        drawing.lay_out(
            height=height,
            margin=margin,
            hovermode="closest",
            hoverlabel={
                "bgcolor": self.background,
                "font": {"color": self.text},
                "bordercolor": self.text,
            },
            dragmode=False,
            plot_bgcolor=CLEAR,
            paper_bgcolor=CLEAR,
            **own,
        )

    def wrapped(self, words: str) -> list[str]:
        """Return a panel's title in lines that a narrow page does not cut."""
        lines = [textwrap.wrap(line, _LETTERS[self.narrow]) for line in words.split("<br>")]
        return list(itertools.chain.from_iterable(lines)) or [""]

    def room_for(self, title: str) -> int:
        """Return the pixels that a panel's title needs above the panel."""
        return 11 + _LINE * len(self.wrapped(title))

    def title(
        self,
        drawing: Drawing,
        words: str,
        *,
        top: float,
        left: float = 0.0,
        shift: int = 0,
        up: int = 4,
    ) -> None:
        """Write a panel's title over its upper left corner, given in parts of the figure.

        `shift` moves it to the right by some pixels, `up` upwards.
        """
        drawing.write(
            text="<br>".join(self.wrapped(words)), x=left, xref="paper", y=top, yref="paper",
            xanchor="left", yanchor="bottom", xshift=shift, yshift=up, align="left",
            showarrow=False, font=self.font(),
        )  # fmt: skip


def stacked(*heights: float, gaps: Sequence[float]) -> list[Domain]:
    """Return the parts of a figure's height that panels take, from the top down.

    Parameters
    ----------
    *heights : float
        Height of each panel, in pixels.
    gaps : sequence of float
        Pixels below each panel but the last.

    Examples
    --------
    >>> stacked(30, 60, gaps=[10])
    [(0.7, 1.0), (0.0, 0.6)]
    """
    top = total = sum(heights) + sum(gaps)
    domains = []
    for height, gap in zip(heights, [*gaps, 0.0], strict=True):
        domains.append((max(top - height, 0.0) / total, top / total))
        top -= height + gap
    return domains


def per_cent_ticks(*shares: int) -> dict[str, Any]:
    """Return the ticks of an axis of shares."""
    return {"tickvals": list(shares), "ticktext": [f"{share} %" for share in shares]}


def bracket(drawing: Drawing, years: Window, page: Page, *, height: float, yref: str) -> None:
    """Put a bracket over the years of a window, with the window above it."""
    line = {"color": page.text, "width": 1}
    ends = (years[0] - 0.5, years[1] + 0.5)
    drawing.shape(type="line", x0=ends[0], x1=ends[1], y0=height, y1=height, yref=yref, line=line)
    for x in ends:
        drawing.shape(
            type="line", x0=x, x1=x, y0=0, y1=-_TICK, ysizemode="pixel", yanchor=height,
            yref=yref, line=line,
        )  # fmt: skip
    drawing.write(
        text=q.words(years), x=sum(years) / 2, y=height, yref=yref, yanchor="bottom",
        showarrow=False, font=page.font(1),
    )  # fmt: skip
