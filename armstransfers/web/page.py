"""What views share: their head, their notes, what they say when they cannot answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.exact import concerning_any
from armstransfers.charts import Chart
from armstransfers.core.coverage import Window
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.provenance import source_line
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.web import at_hand, complete_database, moving
from armstransfers.web.plain import plain
from armstransfers.web.sent import sent
from armstransfers.wording.set_aside import left_out

Clicked = TypeVar("Clicked")

PLOT = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
_MOST_OFFERED = 3  # releases that a refusal offers instead


def heading(place: DeltaGenerator, title: str) -> None:
    """Write the title of a view."""
    with place:
        st.title(plain(title), anchor=False)


def headline(place: DeltaGenerator, sentence: str, release: Release) -> None:
    """Write the sentence that a view was made for, of which edition it is, and of which years."""
    with place:
        say(sentence, "at-headline", " ".join(filter(None, (caption(release), moving.note()))))


def caption(release: Release) -> str:
    """Return which edition a view shows, when it was downloaded, and what part of it."""
    day = release.generated
    when = f", downloaded {day.day} {day:%B %Y}" if day else ""
    edition = f"edition {release.edition or 'unknown'}"
    if release.measure.is_tiv:
        whose = f"SIPRI's {edition}"
    else:
        whose = f"{release.origin.title}{f', {edition}' if release.edition else ''}"
    part = " An extract." if release.origin.extract else ""
    selection = f" Filter: {release.origin.selection}." if release.origin.selection else ""
    return f"{whose}{when}.{part}{selection}"


def say(words: str, style: str, below: str = "") -> None:
    """Write words as they are, in one of the page's styles."""
    small = f'<p class="at-source">{escape(below)}</p>' if below else ""
    st.html(f'<p class="{style}">{escape(words)}</p>{small}')


def plot(chart: Chart, key: str) -> None:
    """Draw a chart with its words for those who cannot see it."""
    st.plotly_chart(sent(chart), key=f"chart of {key}", config=PLOT, alt=chart.alt)


def clicked(event: Mapping[str, Any], read: Callable[[Any], Clicked]) -> Clicked | None:
    """Return what was clicked in a chart; None for nothing, and for what is not of the chart.

    Parameters
    ----------
    event : mapping
        What the browser says of the chart, which may be anything.
    read : callable
        Makes of a point's own data what is returned.
    """
    try:
        points = event["selection"]["points"]
        return read(points[0]["customdata"]) if points else None
    except (ArithmeticError, ArmsTransfersError, LookupError, TypeError, ValueError):
        return None


def notes(sentences: Iterable[str], title: str = "How solid is this?") -> None:
    """Write sentences as a list."""
    st.header(title, anchor=False)
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    st.html(f'<ul class="at-notes">{items}</ul>')


def missing(release: Release, every: Iterable[q.Question] | None, *windows: Window) -> None:
    """Say which lines were set aside and may belong to what is shown.

    Parameters
    ----------
    release : Release
        The data.
    every : iterable of Question or None
        Whose partners are shown, in all years; None for all the world, in the windows alone.
    *windows : (int, int)
        The windows of the figures.
    """
    if not release.report.set_aside:
        return
    everyone = None if every is None else list(every)
    here = concerning_any(release, everyone, *windows)
    for sentence in left_out(here, release.measure):
        st.warning(plain(sentence), icon=":material/playlist_remove:")
    if everyone is not None and release.coverage.years:
        there = concerning_any(release, everyone, release.coverage.years)
        others = [line for line in there if line not in here]
        for sentence in left_out(others, release.measure):
            say(f"In other years of the chart: {sentence}", "at-source")


def sources(release: Release, *, offers_whole: bool = True) -> None:
    """Write the line that stands under every figure, and offer the whole where this is a part."""
    say(source_line(release), "at-source")
    if release.origin.extract and offers_whole:
        complete_database.offer("below")


def refused(
    refusal: str,
    asked: q.Question | None = None,
    years: Window | None = None,
    release: Release | None = None,
) -> None:
    """Say why there is no answer, and offer what has one."""
    st.info(plain(wording.capital(refusal)), icon=":material/block:")
    if asked and years and asked.measure.is_tiv:
        offer(at_hand.that_cover(asked.side, asked.entity, years))
    if asked and release:
        complete = release.coverage.entities(asked.side)
        if complete and release.measure.additive:
            names = ", ".join(sorted(entities.display_name(name) for name in complete))
            st.markdown(f"This release can answer for {plain(names)}.")
    complete_database.offer("refusal", unpin=True)


def show_years(years: Window) -> None:
    """Draw the button that opens the view in other years."""
    st.button(
        f"Show {q.words(years)}",
        on_click=lambda: st.session_state.update(years=years),
        type="primary",
    )


def offer(able: Sequence[Release]) -> None:
    """Draw buttons that open the view in other releases."""
    for one in able[:_MOST_OFFERED]:
        label = at_hand.label_of(one)
        st.button(f"Show it in edition {plain(label)}", on_click=_open_edition, args=(label,))


def is_dark() -> bool:
    """Whether the viewer's page is dark."""
    return bool(st.context.theme.type == "dark")


def _open_edition(label: str) -> None:
    st.session_state["edition"] = label
