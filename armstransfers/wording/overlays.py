"""Events and embargoes beside a chart, in words."""

from __future__ import annotations

from collections.abc import Sequence

from armstransfers import wording
from armstransfers.core.origin import written_day
from armstransfers.reference.context import Embargo, Event
from armstransfers.wording.charts import years

NO_CAUSE = "Events are dates, not causes. A delivery during an embargo does not prove a breach."
"""What stands below every chart with events or embargoes."""
_EVERYTHING = "whole country"  # in the table of embargoes


def event_years(event: Event) -> str:
    """Return the year or years of an event: ``1992-1994``."""
    return years((event.first_day.year, (event.last_day or event.first_day).year))


def event(one: Event) -> str:
    """Return an event with its days."""
    days = written_day(one.first_day) + (f" to {written_day(one.last_day)}" if one.last_day else "")
    return f"{one.title} ({days})"


def embargo_years(embargo: Embargo) -> str:
    """Return the years of an embargo: ``2006-2020``, or ``from 2013`` where no end was found."""
    if embargo.last_day is None:
        return f"from {embargo.first_day.year}"
    return years((embargo.first_day.year, embargo.last_day.year))


def embargo_briefly(embargo: Embargo) -> str:
    """Return when an embargo held, whom it binds or asks, and what it covers if not everything."""
    covers = f", {_scope(embargo)}" if embargo.partial else ""
    return f"{embargo.imposer} {embargo_years(embargo)}, {embargo.binds}{covers}"


def embargo(one: Embargo) -> tuple[str, ...]:
    """Return what there is to say of an embargo, in lines: who, when, whom it binds, by what."""
    kind = "voluntary arms embargo" if one.is_voluntary else "arms embargo"
    end = f" to {written_day(one.last_day)}" if one.last_day else ", no end of it was found"
    return (
        f"{one.imposer} {kind}: {one.binds}",
        f"{written_day(one.first_day)}{end}; {_scope(one)}",
        one.instrument,
    )


def overlays(events: Sequence[Event], embargoes: Sequence[Embargo]) -> str:
    """Return the sentences on the events and embargoes that a chart shows; empty for none."""
    sentences = []
    if events:
        named = "; ".join(f"{event_years(one)} {one.title}" for one in events)
        sentences.append(f"Marked, {wording.counted(len(events), 'event')}: {named}.")
    if embargoes:
        named = "; ".join(embargo_briefly(one) for one in embargoes)
        noun = "embargo" if len(embargoes) == 1 else "embargoes"
        sentences.append(f"Below the years, {len(embargoes)} arms {noun}: {named}.")
    return " ".join([*sentences, NO_CAUSE]) if sentences else ""


def _scope(embargo: Embargo) -> str:
    if embargo.scope == _EVERYTHING:
        return "some arms or uses only" if embargo.partial else embargo.scope
    return f"{embargo.scope}{' only' if embargo.partial else ''}"
