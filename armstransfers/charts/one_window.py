"""A ranking over the bars of volumes, where there is one window alone and no line could be drawn."""

from __future__ import annotations

from armstransfers.charts import bars, labels, pointing, ranked
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.overlays import overlays
from armstransfers.charts.page import shade, stacked
from armstransfers.charts.subject import Subject
from armstransfers.wording import charts as in_words

_VOLUMES, _AXIS, _APART = 210, 24, 10  # pixels of the bars, of the years below, between panels
_RIGHT = 52  # pixels for the share beside the longest bar
_BELOW = 6  # pixels


def draw(subject: Subject) -> Drawing:
    """Return the chart of a subject that has one window alone."""
    page, span = subject.page, subject.span
    drawing, found = Drawing(), subject.ranked
    left = max(page.left, round(ranked.room_for(found, page)))
    width = page.width - left - _RIGHT
    highest = ranked.draw(drawing, found, page, number=2)
    subject.draw_bars(drawing, "y")
    drawing.trace(subject.pointing())
    title = in_words.ranking_title(subject.asked, subject.held, subject.grouping)
    above, below = labels.headed(title, subject.estimated), subject.title_of_bars
    over = overlays(subject.events, subject.embargoes, span, page, width=width)
    heights = ranked.ROW * len(found), _VOLUMES, over.height
    top = page.room_for(above if found else below)
    gap = _APART + page.room_for(below) if found else 0
    upper, lower, strip = stacked(*heights, gaps=(gap, _AXIS + over.away))
    bottom = _BELOW + over.key_height
    page.frame(
        drawing,
        height=top + sum(heights) + gap + _AXIS + over.away + bottom,
        margin={"l": left, "r": _RIGHT, "t": top, "b": bottom},
        barmode="stack",
        bargap=bars.GAP,
        **pointing.MODE,
        xaxis=page.years(span, width=width, anchor="y"),
        yaxis=page.scale(domain=lower, **subject.scale_of_bars),
        xaxis2={"range": [0, highest], "visible": False, "fixedrange": True, "anchor": "y2"},
        yaxis2={
            "domain": upper, "range": [len(found) - 0.5, -0.5], "visible": False,
            "fixedrange": True, "anchor": "x2",
        },
    )  # fmt: skip
    if subject.marked != span:
        shade(drawing, subject.marked, page, yref="y domain", name=False)
    over.draw(drawing, strip=strip, panels=("y",))
    if found:
        page.title(drawing, above, top=upper[1], shift=2 - left)
    page.title(drawing, below, top=lower[1], shift=2 - left)
    return drawing
