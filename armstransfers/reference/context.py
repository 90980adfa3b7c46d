"""What to know beside a figure: blocs, arms embargoes and events, by date and with sources.

A bloc's members of a year are those of 31 December, its own entity included (``NATO**`` in NATO),
which is how SIPRI's regional table counts NATO, the EU, ASEAN and the GCC. Observers, suspended
members and those who froze their membership are no members. No embargo and no event is given as
the cause of anything.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest
from armstransfers.reference import entities
from armstransfers.reference.shipped import shipped_path

Standing = Literal["member", "observer", "suspended", "frozen"]
Binding = Literal["mandatory", "voluntary"]

OWN_ENTITIES = {"NATO": "NATO**", "EU": "European Union**"}
"""The blocs that receive or supply arms themselves, and the entity that stands for each."""

_ADDRESSED = {
    "UN": "all states",
    "EU": "the member states of the EU",
    "OSCE": "the participating states of the OSCE",
}


@dataclass(frozen=True)
class Membership:
    """A standing in a bloc, from one day to another.

    Attributes
    ----------
    bloc, entity : str
        The bloc, and who stands in it.
    first_day : date
        First day.
    last_day : date or None
        Last day; None while it lasts.
    standing : {"member", "observer", "suspended", "frozen"}
        Only ``member`` counts in `members`.
    source, note : str
        Where it was read, and what to know about it.
    """

    bloc: str
    entity: str
    first_day: date
    last_day: date | None
    standing: Standing
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Embargo:
    """An arms embargo of the UN, the EU or the OSCE. A delivery under one is no finding.

    Attributes
    ----------
    imposer, target : str
        Who imposed it, and on whom.
    first_day : date
        First day.
    last_day : date or None
        Last day; None where no end was found, which does not say that it lasts.
    kind : {"mandatory", "voluntary"}
        Whether it binds those to whom it is addressed.
    scope : str
        What it covers: ``whole country``, ``non-governmental forces`` and the like.
    partial : bool
        Whether it leaves out the government, or weapons that matter.
    instrument : str
        The decisions.
    source, note : str
        Where it was read, and what to know about it.
    """

    imposer: str
    target: str
    first_day: date
    last_day: date | None
    kind: Binding
    scope: str
    partial: bool
    instrument: str
    source: str = ""
    note: str = ""

    @property
    def is_voluntary(self) -> bool:
        """Whether it asks and does not bind."""
        return self.kind == "voluntary"

    @property
    def binds(self) -> str:
        """Whom it binds, or whom it asks without binding them."""
        return f"{'asks' if self.is_voluntary else 'binds'} {_ADDRESSED[self.imposer]}"


@dataclass(frozen=True)
class Event:
    """A dated event, to be written beside a figure.

    Attributes
    ----------
    first_day : date
        The day, or the first of a period.
    last_day : date or None
        The last day of a period.
    title : str
        What happened.
    entities : tuple of str
        Whom it concerns; empty for everyone.
    source, note : str
        Where it was read, and what to know about it.
    """

    first_day: date
    last_day: date | None
    title: str
    entities: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


def blocs() -> tuple[str, ...]:
    """Return the names of the blocs whose membership is known by date.

    Examples
    --------
    >>> blocs()[:4]
    ('NATO', 'Warsaw Pact', 'EU', 'CST')
    """
    return tuple(dict.fromkeys(one.bloc for one in _memberships()))


def bloc_named(name: str) -> str:
    """Return the bloc that a name means, in any case.

    Raises
    ------
    BadRequest
        If there is none; the error lists the blocs.
    """
    for bloc in blocs():
        if isinstance(name, str) and bloc.casefold() == name.strip().casefold():
            return bloc
    raise BadRequest(f"there is no bloc {name!r:.40}; take one of {', '.join(blocs())}.")


def memberships(bloc: str) -> tuple[Membership, ...]:
    """Return every standing in a bloc, with its dates, as the table lists them.

    Raises
    ------
    BadRequest
        If there is no such bloc.
    """
    name = bloc_named(bloc)
    return tuple(one for one in _memberships() if one.bloc == name)


@cache
def members(bloc: str, year: int) -> frozenset[str]:
    """Return the members of a bloc on 31 December of a year, its own entity included.

    Raises
    ------
    BadRequest
        If there is no such bloc.

    Examples
    --------
    >>> "Finland" in members("NATO", 2022), "Finland" in members("NATO", 2023)
    (False, True)
    """
    day = date(year, 12, 31)
    return _members(bloc, lambda one: _spans(one, day, day))


@cache
def bloc_as_now(bloc: str) -> frozenset[str]:
    """Return the members of a bloc today: those whose membership has no last day.

    Raises
    ------
    BadRequest
        If there is no such bloc.
    """
    return _members(bloc, lambda one: one.last_day is None)


def embargoes_on(entity: str, years: Window) -> tuple[Embargo, ...]:
    """Return the embargoes on an entity that held on any day of a window, by first day.

    Those without a last day are taken to last: no end of them was found.

    Raises
    ------
    UnknownEntity
        If nobody has this name.
    """
    target = entities.find(entity).name
    found = (one for one in _embargoes() if one.target == target and _within(one, years))
    return tuple(sorted(found, key=lambda one: (one.first_day, one.imposer)))


def events_of(
    concerned: str | Iterable[str], years: Window, own: Iterable[Event] = ()
) -> tuple[Event, ...]:
    """Return the events of a window that concern any of some entities, by date.

    Parameters
    ----------
    concerned : str or iterable of str
        Names of entities, in any spelling.
    years : (int, int)
        First and last year.
    own : iterable of Event, optional
        Further events, as `armstransfers.reference.own_events.read_events` returns them; those that
        name nobody concern everyone.

    Raises
    ------
    UnknownEntity
        If nobody has one of the names.
    """
    names = [concerned] if isinstance(concerned, str) else concerned
    wanted = {entities.find(name).name for name in names}
    found = (
        one
        for one in (*_events(), *own)
        if _within(one, years) and (not one.entities or wanted.intersection(one.entities))
    )
    return tuple(sorted(found, key=lambda one: (one.first_day, one.title)))


def _spans(one: Membership | Embargo | Event, first: date, last: date) -> bool:
    """Whether something that may last shares a day with a period."""
    return one.first_day <= last and (one.last_day is None or one.last_day >= first)


def _within(one: Embargo | Event, years: Window) -> bool:
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    if isinstance(one, Event) and one.last_day is None:  # an event without an end is a day
        return first <= one.first_day <= last
    return _spans(one, first, last)


def _members(bloc: str, holds: Callable[[Membership], bool]) -> frozenset[str]:
    found = {o.entity for o in memberships(bloc) if o.standing == "member" and holds(o)}
    own = OWN_ENTITIES.get(bloc_named(bloc))
    return frozenset(found | {own}) if found and own else frozenset(found)


@cache
def _memberships() -> tuple[Membership, ...]:
    return tuple(
        Membership(
            bloc=row["bloc"],
            entity=row["entity"],
            first_day=date.fromisoformat(row["from_date"]),
            last_day=_day(row["to_date"]),
            standing=row["status"],  # type: ignore[arg-type]  # the data package's test holds it
            source=row["source_url"],
            note=row["note"],
        )
        for row in _rows("blocs.csv")
    )


@cache
def _embargoes() -> tuple[Embargo, ...]:
    return tuple(
        Embargo(
            imposer=row["imposer"],
            target=row["target"],
            first_day=date.fromisoformat(row["from_date"]),
            last_day=_day(row["to_date"]),
            kind=row["kind"],  # type: ignore[arg-type]  # the data package's test holds it
            scope=row["scope"],
            partial=row["partial"] == "yes",
            instrument=row["instrument"],
            source=row["source_url"],
            note=row["note"],
        )
        for row in _rows("embargoes.csv")
    )


@cache
def _events() -> tuple[Event, ...]:
    return tuple(
        Event(
            first_day=date.fromisoformat(row["date_from"]),
            last_day=_day(row["date_to"]),
            title=row["title"],
            entities=tuple(row["entities"].split(";")),
            source=row["source_url"],
            note=row["note"],
        )
        for row in _rows("events.csv")
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _rows(table: str) -> Iterator[dict[str, str]]:
    with shipped_path(table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
