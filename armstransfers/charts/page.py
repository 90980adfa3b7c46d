"""The page that a chart stands on, and what all figures on it have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armstransfers.charts import labels, lettering
from armstransfers.charts.drawing import Drawing
from armstransfers.core.coverage import Window

CLEAR = "rgba(0,0,0,0)"
FADED = 0.45  # of what stands for a small whole, or for years that were not asked for
PALE_TEXT = 0.65  # of the numbers of a small whole: still readable on both pages
SHADE = "rgba(128,128,128,0.16)"
_LINE = 1.3  # of the size of letters, as Plotly sets its lines
_OVER = 1.012  # of an axis of shares, so that a line at its top is seen whole
_YEAR = 44  # pixels of a year under an axis, with the room beside it
_STEPS = (1, 2, 5, 10, 20)  # years between two ticks

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
    def muted(self) -> str:
        """Colour of text that stands back: axes, notes."""
        return "#A9B2BF" if self.dark else "#5B6472"

    @property
    def background(self) -> str:
        """Colour behind it."""
        return "#0E1117" if self.dark else "#FFFFFF"

    @property
    def window(self) -> str:
        """Colour behind the years that are asked for."""
        return "#1A202B" if self.dark else "#EFF3F9"

    @property
    def context(self) -> str:
        """Colour of lines that do not speak."""
        return "#434B58" if self.dark else "#CFD5DC"

    @property
    def grid(self) -> str:
        """Colour of the lines that help to read a scale."""
        return "#262C36" if self.dark else "#E7EAEE"

    @property
    def base(self) -> str:
        """Colour of the line at the bottom of a scale."""
        return "#6B7480" if self.dark else "#A8B0BA"

    @property
    def accent(self) -> str:
        """Colour of what belongs to no partner."""
        return "#A9B6C9" if self.dark else "#475569"

    @property
    def size(self) -> int:
        """Size of text, in pixels."""
        return 12 if self.narrow else 13

    @property
    def width(self) -> int:
        """Pixels that a figure has at least."""
        return 340 if self.narrow else 600

    @property
    def left(self) -> int:
        """Pixels at the left that ticks of shares and volumes need."""
        return 42 if self.narrow else 48

    def font(self, smaller: int = 0, *, colour: str = "", bold: bool = False) -> dict[str, Any]:
        """Return the font of labels, some pixels smaller than usual."""
        font = {"size": self.size - smaller, "color": colour or self.text}
        return font | ({"weight": 700} if bold else {})

    def axis(self, **own: Any) -> dict[str, Any]:
        """Return an axis with its own settings, on which nothing zooms."""
        return {
            "gridcolor": self.grid,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": self.font(1, colour=self.muted),
            **own,
        }

    def scale(self, **own: Any) -> dict[str, Any]:
        """Return an upright axis that begins at 0, on a line."""
        return self.axis(
            **{
                "rangemode": "tozero",
                "zeroline": True,
                "zerolinecolor": self.base,
                "zerolinewidth": 1.5,
                **own,
            }
        )

    def years(self, span: Window, *, width: float = 0, **own: Any) -> dict[str, Any]:
        """Return an axis of years, with half a year and a bit beside the first and the last.

        Its ticks stand at round years and at the last one, in the pixels that it has at least.
        """
        width = width or self.width - self.left - 100
        return self.axis(
            range=[span[0] - 0.6, span[1] + 0.6],
            showgrid=False,
            tickvals=_ticks(span, width),
            tickformat="d",
            tickangle=0,
            ticks="outside",
            ticklen=3,
            tickcolor=CLEAR,
            **own,
        )

    def pointed_at(self) -> dict[str, Any]:
        """Return what an axis shows of the year that is pointed at: a thin line over all panels."""
        return {
            "showspikes": True, "spikemode": "across", "spikethickness": 1,
            "spikecolor": self.muted, "spikedash": "solid", "spikesnap": "data",
        }  # fmt: skip

    def frame(self, drawing: Drawing, *, height: int, margin: dict[str, int], **own: Any) -> None:
        """Lay out a figure: its height and margins in pixels, and its own settings."""
        drawing.lay_out(
            height=height,
            margin=margin,
            hovermode=own.pop("hovermode", "closest"),
            hoverlabel={
                "bgcolor": self.background,
                "font": {"color": self.text, "size": self.size},
                "bordercolor": self.base,
                "align": "left",
                "namelength": -1,
            },
            dragmode=False,
            plot_bgcolor=CLEAR,
            paper_bgcolor=CLEAR,
            font={"family": lettering.FAMILY},
            **own,
        )

    def wrapped(self, words: str, *, width: float = 0, smaller: int = 0) -> list[str]:
        """Return words in lines that fit on the page, or into some pixels."""
        return lettering.wrapped(words, width or self.width - 8, self.size - smaller)

    def room_for(self, title: str, note: str = "", *, width: float = 0) -> int:
        """Return the pixels that a panel's title needs above the panel, with a note below it."""
        lines = len(self.wrapped(title, width=width)) * self.size
        lines += len(self.wrapped(note, width=width, smaller=1)) * (self.size - 1) if note else 0
        return 12 + round(_LINE * lines)

    def title(
        self,
        drawing: Drawing,
        words: str,
        *,
        top: float,
        note: str = "",
        left: float = 0.0,
        shift: int = 0,
        up: int = 4,
        width: float = 0,
    ) -> None:
        """Write a panel's title over its upper left corner, given in parts of the figure.

        A note stands below it, smaller. `shift` moves both to the right by some pixels, `up`
        upwards.
        """
        lines = ["<br>".join(self.wrapped(words, width=width))]
        if note:
            small = "<br>".join(self.wrapped(note, width=width, smaller=1))
            lines.append(
                f'<span style="font-size:{self.size - 1}px;color:{self.muted}">{small}</span>'
            )
        drawing.write(
            text="<br>".join(lines), x=left, xref="paper", y=top, yref="paper",
            xanchor="left", yanchor="bottom", xshift=shift, yshift=up, align="left",
            showarrow=False, font=self.font(), borderpad=0,
        )  # fmt: skip


def _ticks(span: Window, width: float) -> list[int]:
    """Return the years under an axis: round ones as far apart as they need, and the last."""
    a_year = width / (span[1] - span[0] + 1.2)
    step = next((step for step in _STEPS if step * a_year >= _YEAR), _STEPS[-1])
    round_years = range(-(-span[0] // step) * step, span[1] + 1, step)
    return [*(year for year in round_years if (span[1] - year) * a_year >= _YEAR), span[1]]


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
    return {"tickvals": list(shares), "ticktext": [f"{share}%" for share in shares]}


def shares_up_to(highest: float) -> dict[str, Any]:
    """Return range and ticks of an axis of shares that begins at 0 and holds a highest one."""
    step = next((step for step in (5, 10, 20) if highest <= 5 * step), 20)
    top = max(step * -(-max(highest, 1e-9) // step), step)
    return {"range": [0, top * _OVER], **per_cent_ticks(*range(0, int(top) + 1, step))}


def shade(drawing: Drawing, years: Window, page: Page, *, name: bool = True, **where: Any) -> None:
    """Shade the years that are asked for, and write them above.

    Parameters
    ----------
    drawing : Drawing
        Where it is shaded.
    years : (int, int)
        The window.
    page : Page
        The page.
    name : bool, optional
        Whether the years are written.
    **where
        ``yref``, and ``xref`` where it is not the first axis of years.
    """
    x0, x1 = years[0] - 0.5, years[1] + 0.5
    place = {"yref": "paper", "xref": "x", **where}
    drawing.shape(
        type="rect", x0=x0, x1=x1, y0=0, y1=1, fillcolor=page.window, line={"width": 0},
        layer="below", **place,
    )  # fmt: skip
    if name:
        drawing.write(
            text=labels.years(years), x=(x0 + x1) / 2, y=1, yanchor="bottom", showarrow=False,
            font=page.font(1, colour=page.muted), borderpad=0, **place,
        )  # fmt: skip
