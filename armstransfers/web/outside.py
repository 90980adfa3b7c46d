"""What a view shows of years that are not at hand: those that are, and what SIPRI published of others."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from armstransfers.analysis import question as q
from armstransfers.analysis.published_shares import near
from armstransfers.charts.published import are_in
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.web import at_hand, complete_database, moving, page
from armstransfers.web.computed import Look, drawn, published_elsewhere
from armstransfers.web.controls import Controls
from armstransfers.wording import outside as in_words

_MOST_ROWS = 12
_FEW_YEARS = 10
_SAME = '<span class="at-same">{}</span>'  # a window that stands in the row above
_OWN = f"<small>{in_words.IN_OWN_WORDS}</small>"


def show(controls: Controls, asked: q.Question, release: Release, refusal: str, look: Look) -> None:
    """Draw a view whose window no release holds: the years that are held, and published shares.

    Parameters
    ----------
    controls : Controls
        What the controls stand at.
    asked : Question
        Whose partners.
    release : Release
        The release that answers best.
    refusal : str
        Why it does not answer.
    look : Look
        How the chart is to look.
    """
    years = controls.years
    held = moving.latest_held([release], asked.side, asked.entity)
    published = published_elsewhere(release.id, asked.side, asked.entity)
    if held is None or not release.measure.additive:
        page.refused(refusal, asked, years, release)
    else:
        covered = asked.covered(release)
        sentence = in_words.at_hand(asked, years, (covered[0], covered[-1]))
        page.headline(controls.head, sentence, release)
        offer_held(held, at_hand.that_cover(asked.side, asked.entity, years))
    if held is None:
        if published is not None:
            list_near(published, asked.across, in_words.whole(asked), years)
        return
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        chart = drawn(release.id, asked.side, asked.entity, years, look)
        page.plot(chart, "over_time")
        if are_in(chart):
            page.say(in_words.KEY, "at-source")
    with right:
        if published is None:
            page.say(in_words.nothing_published(asked), "at-source")
        else:
            list_near(published, asked.across, in_words.whole(asked), years)
    page.sources(release, offers_whole=False)


def is_short(release: Release, asked: q.Question) -> bool:
    """Whether an extract holds so few years of a country that there is little to see over time."""
    years = asked.covered(release)
    return bool(release.origin.extract) and len(years) < _FEW_YEARS


def offer_held(held: Window, able: list[Release]) -> None:
    """Draw the ways on: the years that are held, editions that hold the window, and all the data."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="ways on"):
        page.show_years(held)
        page.offer(able)
        complete_database.offer("ways on", unpin=True)


def list_near(published: pd.DataFrame, noun: str, whole: str, years: Window) -> None:
    """Draw the published shares of the windows near one, as a table.

    Parameters
    ----------
    published : pandas.DataFrame
        The shares.
    noun, whole : str
        What those who have them are, and what they are of.
    years : (int, int)
        The window.
    """
    found = near(published, years)
    st.html(
        listed_html(
            found.head(_MOST_ROWS),
            noun,
            f"{in_words.near(whole, years)}. {in_words.how_listed(found)}",
            more=len(found) - _MOST_ROWS,
        )
    )


def list_all(published: pd.DataFrame, asked: q.Question) -> None:
    """Draw all published shares of windows that are not at hand, in a place that is opened."""
    title, key = in_words.elsewhere(published, asked), f"published {asked.side}"
    with st.expander(title, on_change="rerun", key=key) as opened:
        if opened.open:
            st.html(listed_html(published, asked.across, in_words.how_listed(published)))


def listed_html(published: pd.DataFrame, noun: str, caption: str, *, more: int = 0) -> str:
    """Return published shares as a table of HTML that screen readers can read."""
    figures: list[Any] = list(published.itertuples())
    windows = [q.words((one.first_year, one.last_year)) for one in figures]
    first = [window != before for window, before in zip(windows, ["", *windows], strict=False)]
    rows = "".join(
        f"<tr><td>{window if is_first else _SAME.format(window)}</td>"
        f"<td>{escape(entities.display_name(one.partner))}{_OWN if one.in_own_words else ''}</td>"
        f'<td class="number">{in_words.printed(one)}</td><td class="number">{_edition(one)}</td></tr>'
        for one, window, is_first in zip(figures, windows, first, strict=True)
    )
    rest = f"<small>{more} more under Published figures.</small>" if more > 0 else ""
    return (
        f'<table class="at-table at-published"><caption>{escape(caption)}{rest}</caption>'
        f'<thead><tr><th scope="col">years</th><th scope="col">{noun}</th>'
        '<th scope="col" class="number">share</th><th scope="col" class="number">edition</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _edition(one: Any) -> str:
    """Return the edition of a figure, as the way to where it was published."""
    if not one.source_url.startswith("https://"):
        return str(one.edition)
    return (
        f'<a href="{escape(one.source_url)}" target="_blank" rel="noopener noreferrer" '
        f'title="{escape(one.source_title)}">{one.edition}</a>'
    )
