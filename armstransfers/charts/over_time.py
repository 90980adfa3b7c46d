"""Lines of shares over the bars of volumes, framed by the question."""

from __future__ import annotations

import numpy as np
import pandas as pd

from armstransfers.charts import bars, labels, lines, names, pointing
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.overlays import overlays
from armstransfers.charts.page import shade, shares_up_to, stacked
from armstransfers.charts.possible import share_whiskers
from armstransfers.charts.published import hollow_points, mark_not_held, name_points
from armstransfers.charts.subject import Subject
from armstransfers.wording import charts as in_words
from armstransfers.wording import outside

_SHARES, _VOLUMES = {True: 230, False: 272}, {True: 104, False: 124}  # pixels of the panels
_AXIS, _APART = 24, 22  # pixels of the years below, and between the upper panel and a title
_OF_WINDOW = 18  # pixels for the years above their shade
_BELOW = 6  # pixels


def draw(subject: Subject) -> Drawing:
    """Return the chart of a subject that has windows to join."""
    page, span, measure = subject.page, subject.span, subject.asked.measure
    drawing = Drawing()
    some, others = subject.shares.parted(subject.shown)
    some, others = lines.speaking(some), lines.speaking(others)
    ends = names.at_ends(some, subject.looks, subject.foremost, page)
    right = names.room_for(ends, page)
    width = page.width - page.left - right
    scale = shares_up_to(_highest(subject, some, others))
    panel = names.Panel("x", "y", _SHARES[page.narrow], width, scale["range"][1], span)
    drawing.trace(lines.context(others, page, top=panel.top))
    drawing.trace(lines.drawn(some, subject.looks, subject.foremost, measure, page))
    if subject.window_errors:
        drawing.trace(share_whiskers(_rows(some), subject.window_errors, page))
    names.write_ends(drawing, ends, panel, page)
    pale = lines.pale(some.total, measure)
    names.write_peaks(
        drawing, some, others, subject.looks, subject.foremost, panel, page, pale=pale
    )
    subject.draw_bars(drawing, "y2")
    if subject.hollow is not None:
        _draw_published(drawing, subject, some, subject.hollow)
    drawing.trace(subject.pointing())
    more = subject.estimated + (outside.IN_TITLE if subject.hollow is not None else "")
    title = in_words.shares_title(subject.asked, subject.window, subject.grouping)
    above, below = labels.headed(title, more), subject.title_of_bars
    top, gap = page.room_for(above, subject.note) + _OF_WINDOW, _APART + page.room_for(below)
    over = overlays(subject.events, subject.embargoes, span, page, width=width)
    heights = panel.height, _VOLUMES[page.narrow], over.height
    upper, lower, strip = stacked(*heights, gaps=(gap, _AXIS + over.away))
    bottom = _BELOW + over.key_height
    page.frame(
        drawing,
        height=top + sum(heights) + gap + _AXIS + over.away + bottom,
        margin={"l": page.left, "r": right, "t": top, "b": bottom},
        barmode="stack",
        bargap=bars.GAP,
        **pointing.MODE,
        xaxis=page.years(span, width=width, anchor="y2", **page.pointed_at()),
        yaxis=page.scale(domain=upper, **scale),
        yaxis2=page.scale(domain=lower, **subject.scale_of_bars),
    )
    shade(drawing, subject.marked, page, yref="y domain")
    shade(drawing, subject.marked, page, yref="y2 domain", name=False)
    over.draw(drawing, strip=strip, panels=("y", "y2"))
    shift = 2 - page.left
    page.title(drawing, above, note=subject.note, top=upper[1], shift=shift, up=_OF_WINDOW + 4)
    page.title(drawing, below, top=lower[1], shift=shift)
    return drawing


def _highest(subject: Subject, some: Matrix, others: Matrix) -> float:
    shares = [some.share, others.share]
    if subject.hollow is not None:
        shares.append(subject.hollow["printed"].to_numpy(dtype=float))
    return max(float(np.nanmax(part, initial=0.0)) for part in shares)


def _rows(lines_there: Matrix) -> pd.DataFrame:
    """Return a matrix as a table: a row a partner and window."""
    count, windows = lines_there.value.shape
    return pd.DataFrame(
        {
            "last_year": np.tile(lines_there.last, count),
            "value": lines_there.value.ravel(),
            "total": np.tile(lines_there.total, count),
            "share": lines_there.share.ravel(),
        },
        index=range(count * windows),
    )


def _draw_published(drawing: Drawing, subject: Subject, some: Matrix, hollow: pd.DataFrame) -> None:
    """Draw published shares as hollow points, and say which years have no volumes."""
    page, looks = subject.page, subject.looks
    drawing.trace(hollow_points(hollow, looks, page))
    active = np.flatnonzero((some.value > 0).any(axis=1))
    named = {some.partners[int(at)] for at in active}
    name_points(drawing, hollow, named, looks, page)
    first = int(subject.volumes.last.min(initial=subject.span[1] + 1))
    mark_not_held(drawing, (subject.span[0], first - 1), page, "y2")
