"""What the core chart is about, and how it is to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.groups import Grouping
from armstransfers.analysis.leading import FOREMOST
from armstransfers.charts import bars, labels, pointing, ranked
from armstransfers.charts.drawing import Drawing, Trace
from armstransfers.charts.matrix import Matrix
from armstransfers.charts.page import Page, per_cent_ticks
from armstransfers.charts.palette import Look, looks
from armstransfers.charts.possible import IN_TITLE, Errors, total_bands
from armstransfers.charts.published import said
from armstransfers.core.coverage import Window
from armstransfers.reference.context import Embargo, Event
from armstransfers.wording import charts as in_words

_TOP_OF_PARTS = 150.0  # per cent on an axis of parts: 100 and room for the upright volumes


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What the core chart is about, and how it is to be drawn.

    Attributes
    ----------
    asked : Question
        Whose partners.
    shares, volumes : Matrix
        Trailing windows and single years, within the frame.
    shown : list of str
        The partners that speak, the foremost first.
    window : int
        Years in a trailing window.
    marked, span : (int, int)
        The window that is asked for; first and last year of the frame.
    as_parts : bool
        Whether bars show parts of 100 %.
    grouping : Grouping or None
        The system of groups, where partners are groups.
    hollow : pandas.DataFrame or None
        Published shares of windows that are not in the series.
    year_errors, window_errors : mapping of int to float
        By how much totals may be off, by the last year of their window.
    events, embargoes : sequence
        What is marked.
    page : Page
        The page.
    """

    asked: q.Question
    shares: Matrix
    volumes: Matrix
    shown: list[str]
    window: int
    marked: Window
    span: Window
    as_parts: bool
    grouping: Grouping | None
    hollow: pd.DataFrame | None
    year_errors: Errors
    window_errors: Errors
    events: Sequence[Event]
    embargoes: Sequence[Embargo]
    page: Page

    @property
    def has_lines(self) -> bool:
        """Whether there are windows to join by a line, or to set beside published ones."""
        return len(self.shares.last) > 1 or self.hollow is not None

    @cached_property
    def looks(self) -> dict[str, Look]:
        """How each partner that speaks is drawn."""
        return looks(self.shown)

    @property
    def foremost(self) -> set[str]:
        """Who has a thick line and a bold name."""
        return set(self.shown[:FOREMOST])

    @property
    def held(self) -> Window:
        """The window that is asked for; all years that are held, where none of it is."""
        years = [int(year) for year in self.volumes.last]
        first, last = self.marked
        if not years or any(first <= year <= last for year in years):
            return self.marked
        return years[0], years[-1]

    @cached_property
    def ranked(self) -> list[tuple[str, float, Look]]:
        """The ranking of the window, as `ranked.rows` returns it."""
        return ranked.rows(self.volumes, self.shown, self.looks, self.held, self.asked.across)

    @property
    def estimated(self) -> str:
        """What stands behind a title where anything is only estimated."""
        if not (self.shares.estimated.any() or self.volumes.estimated.any()):
            return ""
        return f" ({wording.ESTIMATED})"

    @property
    def note(self) -> str:
        """What stands below the title: the sum of those who have no name, and Unknown."""
        inside = self.volumes.within(self.marked)
        total = float(self.volumes.total[inside].sum())
        if not total > 0:
            return ""
        _, others = self.volumes.parted(self.shown)
        rest = others.value[:, inside].sum(axis=1)
        unknown = float(self.volumes.unknown[inside].sum())
        words = in_words.others_note(
            int((rest > 0).sum()), 100 * float(rest.sum()) / total, 100 * unknown / total,
            self.marked, self.asked.across,
        )  # fmt: skip
        return labels.written(words)

    @property
    def title_of_bars(self) -> str:
        """The title of the panel of bars."""
        title = in_words.volume_title(self.asked.measure, as_parts=self.as_parts)
        crossed = IN_TITLE if self.year_errors and not self.as_parts else ""
        return labels.headed(title, self.estimated + crossed)

    @property
    def scale_of_bars(self) -> dict[str, Any]:
        """The scale of the bars."""
        if self.as_parts:
            return {"range": [0, _TOP_OF_PARTS], **per_cent_ticks(0, 50, 100)}
        return {"nticks": 4, "tickformat": ","}

    def draw_bars(self, drawing: Drawing, yaxis: str) -> None:
        """Draw the bars of each year, and by how much their totals may be off."""
        strong = bars.asked_for(self.volumes, self.marked)
        axes = {"yaxis": yaxis}
        drawing.trace(
            bars.stacked_bars(
                self.volumes, self.shown, self.looks, strong, self.page, as_parts=self.as_parts,
                axes=axes,
            )
        )  # fmt: skip
        if self.as_parts:
            bars.write_totals(drawing, self.volumes, yaxis, self.page)
        elif self.year_errors:
            totals = pd.DataFrame({"last_year": self.volumes.last, "total": self.volumes.total})
            drawing.trace(
                total_bands(totals, self.year_errors, self.asked.measure, self.page) | axes
            )

    def pointing(self) -> Trace:
        """Return what each year says when it is pointed at."""
        return pointing.years(
            self.shares, self.volumes, self.shown, self.looks, self.asked.measure, self.page,
            noun=self.asked.across, span=self.span, also=said(self.hollow),
        )  # fmt: skip
