"""The ranking of one window, for where there is no other window to draw a line to."""

from __future__ import annotations

from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts import labels, lettering
from armstransfers.charts.bars import fill
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import Page
from armstransfers.charts.palette import Look, looks
from armstransfers.core.coverage import Window
from armstransfers.wording import counted

ROW = 24  # pixels
_NAME = 8  # pixels between a name and its bar
_LETTERS = {True: 16, False: 24}


def rows(
    volumes: Matrix, shown: list[str], found: dict[str, Look], marked: Window, noun: str
) -> list[tuple[str, float, Look]]:
    """Return what is ranked: names, shares of the window, and looks.

    Who speaks comes in order of share, then the sum of the others, then Unknown.
    """
    inside = volumes.within(marked)
    total = float(volumes.total[inside].sum())
    if not total > 0:
        return []
    some, others = volumes.parted(shown)
    part = 100 / total
    named = [
        (name, part * float(values[inside].sum()), found[name])
        for name, values in zip(some.partners, some.value, strict=True)
    ]
    ranked = sorted((row for row in named if row[1] > 0), key=lambda row: -row[1])
    rest = others.value[:, inside].sum(axis=1)
    kept = looks([OTHER, UNKNOWN])
    if rest.sum() > 0:
        ranked.append(
            (counted(int((rest > 0).sum()), f"other {noun}"), part * rest.sum(), kept[OTHER])
        )
    unknown = part * float(volumes.unknown[inside].sum())
    return [*ranked, *([(UNKNOWN, unknown, kept[UNKNOWN])] if unknown > 0 else [])]


def draw(
    drawing: Drawing, ranked: list[tuple[str, float, Look]], page: Page, *, number: int
) -> float:
    """Draw the ranking on the axes of a number, and return the highest share on them."""
    top = max((share for _, share, _ in ranked), default=1.0)
    for at, (name, share, look) in enumerate(ranked):
        shown = labels.short_name(name, most=_LETTERS[page.narrow])
        drawing.trace(
            {
                "type": "bar",
                "orientation": "h",
                "x": [share],
                "y": [at],
                "name": labels.short_name(name),
                "marker": fill(look, page),
                "hoverinfo": "skip",
                "showlegend": False,
                "xaxis": f"x{number}",
                "yaxis": f"y{number}",
            }
        )
        ink = look.ink(page.dark)
        drawing.write(
            text=shown, x=0, xref=f"x{number}", y=at, yref=f"y{number}", xanchor="right",
            xshift=-_NAME, showarrow=False, font=page.font(colour=ink), borderpad=0,
        )  # fmt: skip
        drawing.write(
            text=labels.per_cent(share), x=share, xref=f"x{number}", y=at, yref=f"y{number}",
            xanchor="left", xshift=5, showarrow=False, borderpad=0,
            font=page.font(colour=ink if at < 3 else page.text),
        )  # fmt: skip
    return top


def room_for(ranked: list[tuple[str, float, Look]], page: Page) -> float:
    """Return the pixels at the left that the names need."""
    names = [labels.short_name(name, most=_LETTERS[page.narrow]) for name, _, _ in ranked]
    return _NAME + 4 + max((lettering.width(name, page.size) for name in names), default=0.0)
