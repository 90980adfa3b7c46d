"""Sentences on what lies outside of what a release holds: which years it has, and what was published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.core.coverage import Side, Window, other_side
from armstransfers.reference import entities
from armstransfers.wording import called, capital, counted, listed, possessive
from armstransfers.wording import charts as in_charts
from armstransfers.wording.editions import printed_in_words

IN_OWN_WORDS, REPORTED = "in SIPRI's words", "reported as SIPRI's"
"""How a published figure was read here."""

KEY = (
    "Hollow points: shares that SIPRI published for earlier windows, each from an edition of its own, "
    "so no line joins them. Where there is no point, no figure was found."
)
IN_TITLE = "; hollow: as SIPRI published it"
"""What the title of a panel says of its hollow points."""

_SAID = 6  # published shares in the words for a chart


def not_held(years: Window, narrow: bool = False) -> str:
    """Return what stands where a chart has no volumes, in lines that have room there."""
    years_there = in_charts.years(years)
    if narrow or years[1] - years[0] < 6:
        return f"{years_there}:<br>not in<br>this extract"
    return f"Volumes of {years_there}<br>are not in this extract"


def how_read(row: Any) -> str:
    """Return how a published figure was read: in SIPRI's own words, or as others report them."""
    return IN_OWN_WORDS if row.in_own_words else REPORTED


def printed(row: Any) -> str:
    """Return a published share as it was printed, with its sign."""
    return f"{printed_in_words(row)}\N{NO-BREAK SPACE}%"


def point(row: Any) -> str:
    """Return what hovering says below a published share."""
    differ = f"<br>The reports differ: {row.all_values}" if row.agreement == "conflict" else ""
    return f"Published in edition {row.edition}, {how_read(row)}.{differ}"


def points(published: pd.DataFrame | None) -> str:
    """Return the sentence on the hollow points of a chart, for its alternative text."""
    if published is None or published.empty:
        return ""
    rows: list[Any] = list(published.itertuples())
    said = [
        f"{entities.display_name(row.partner)} {printed(row)} in {_window(row)} (edition {row.edition})"
        for row in rows[:_SAID]
    ]
    more = f" and {len(rows) - _SAID:,} more" if len(rows) > _SAID else ""
    return (
        f"Hollow points, not joined: {counted(len(rows), 'share')} that SIPRI published for other "
        f"windows, {_how_many_reported(rows)}: {', '.join(said)}{more}."
    )


def at_hand(asked: q.Question, years: Window, covered: Window) -> str:
    """Return the headline where a window lies outside of the years that are held."""
    return (
        f"These data hold {possessive(asked.entity)} {asked.across}s for {q.words(covered)}, not for "
        f"{q.words(years)}."
    )


def world_at_hand(years: Window, covered: Window) -> str:
    """Return the headline where a window of the world lies outside of the years that are held."""
    return f"These data hold the whole world for {q.words(covered)}, not for {q.words(years)}."


def pair_at_hand(recipient: str, supplier: str, years: Window, covered: Window) -> str:
    """Return the headline of a pair of which neither whole is held in a window."""
    return capital(
        f"what {called(supplier)} supplied to {called(recipient)} is in these data for "
        f"{q.words(covered)}, not for {q.words(years)}."
    )


def left_out(held: dict[str, Window | None], side: Side, years: Window) -> list[str]:
    """Return who is left out of a comparison, and which years are held of them: a sentence each."""
    by_years: dict[Window | None, list[str]] = {}
    for name, of_name in held.items():
        by_years.setdefault(of_name, []).append(called(name))
    return [
        f"Left out of {q.words(years)}: {listed(names)}. "
        + (
            f"These data hold {'its' if len(names) == 1 else 'their'} {other_side(side)}s for "
            f"{q.words(window)}."
            if window
            else f"These data do not hold all {other_side(side)}s."
        )
        for window, names in by_years.items()
    ]


def no_earlier(names: list[str], then: Window) -> str:
    """Return the word on those of whom an earlier window is not held."""
    whom = listed([called(name) for name in names])
    return f"No change is shown for {whom}: these data do not hold {q.words(then)}."


def moved(wanted: Window, shown: Window) -> str:
    """Return the quiet word on years that were moved to those that are held."""
    return f"Years set to {q.words(shown)}: these data do not hold {q.words(wanted)}."


def elsewhere(published: pd.DataFrame, asked: q.Question) -> str:
    """Return the heading of all published shares of windows that are not held."""
    shares = counted(len(published), "share")
    return (
        f"Published by SIPRI for other years: {shares} of {possessive(asked.entity)} {asked.flow}"
    )


def nothing_published(asked: q.Question) -> str:
    """Return the word where no published share of other years is known."""
    return (
        f"No share of {possessive(asked.entity)} {asked.flow} in other years was found among what "
        "SIPRI published."
    )


def near(whole: str, years: Window) -> str:
    """Return the heading of published shares near a window, of ``India's imports``."""
    return f"Published by SIPRI: shares of {whole} near {q.words(years)}"


def whole(asked: q.Question) -> str:
    """Return what shares are of: ``India's imports``."""
    return f"{possessive(asked.entity)} {asked.flow}"


def how_listed(published: pd.DataFrame) -> str:
    """Return what to know about a list of published shares."""
    rows: list[Any] = list(published.itertuples())
    return (
        f"Each is of the edition beside it, {_how_many_reported(rows)}. Not calculated here; who is "
        "missing was not published."
    )


def _how_many_reported(rows: list[Any]) -> str:
    """Return how published shares were read: by how many in SIPRI's own words."""
    own = sum(row.in_own_words for row in rows)
    if own in (0, len(rows)):
        return f"read {IN_OWN_WORDS}" if own else REPORTED
    return f"{REPORTED} but for {own:,} read {IN_OWN_WORDS}"


def _window(row: Any) -> str:
    return q.words((row.first_year, row.last_year))
