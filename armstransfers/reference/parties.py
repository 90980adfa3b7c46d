"""Several countries as one recipient or supplier: a region, a bloc, a list, the world.

What they deliver to each other counts, as in SIPRI's tables of regions. Regions are SIPRI's; Turkiye
is in its Middle East. A bloc's members are those of one day, held fixed in all years: so SIPRI counts
the changes that it publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from armstransfers.core.errors import BadRequest, UnknownEntity
from armstransfers.reference import context, entities
from armstransfers.reference.entities import name_key

AsOf = Literal["then", "now"] | int | None

_CALLED = {
    "southeast asia": "South East Asia",
    "west european countries": "Western Europe",
    "european": "Europe",
    "african": "Africa",
    "european union": "EU",
    "gulf cooperation council": "GCC",
    "arab states of the gulf": "GCC",
    "league of arab states": "Arab League",
}
_UNDEFINED = {
    "mena": "the Middle East + North Africa",
    "middle east and north africa": "the Middle East + North Africa",
    "gulf states": "the GCC",
    "west africa": "its countries",
    "asia": "Asia and Oceania",
    "latin america": "South America",
}
_COUNTED = re.compile(r"^the | (combined|member states|member countries|members|states|countries)$")
_EUROPE, _EUROPEAN = "Europe", "european "


@dataclass(frozen=True)
class Group:
    """Several countries that are asked for as one recipient or supplier.

    Attributes
    ----------
    name : str
        What it is called: ``Sub-Saharan Africa``, ``European NATO members``.
    kind : {"world", "region", "bloc", "list"}
        What makes its members one.
    listed : frozenset of str
        The entities of a region or a list; for a bloc, those among which its members are, or none
        for all.
    bloc : str
        The bloc.
    as_of : {"then", "now"}, int or None
        For a bloc, whether a delivery counts by membership on 31 December of its own year, by
        today's, or by that at the end of a given year. None leaves it to the question: the last
        year of its window, of the later one where two are compared.

    Examples
    --------
    >>> benelux = group(["Belgium", "NLD", "Luxembourg"])
    >>> benelux.name, benelux.kind
    ('Belgium + Netherlands + Luxembourg', 'list')
    >>> sorted(benelux.members(2020))
    ['Belgium', 'Luxembourg', 'Netherlands']
    """

    name: str
    kind: Literal["world", "region", "bloc", "list"]
    listed: frozenset[str] = frozenset()
    bloc: str = ""
    as_of: AsOf = None

    @property
    def is_dated(self) -> bool:
        """Whether a country may be a member in one year and none in the next."""
        return bool(self.bloc) and self.as_of in ("then", None)

    def until(self, year: int) -> Group:
        """Return the group with the members of the end of a year, where it does not say of when."""
        return replace(self, as_of=year) if self.bloc and self.as_of is None else self

    def members(self, year: int) -> frozenset[str] | None:
        """Return the entities that count in a year; None for everyone."""
        if self.kind == "world":
            return None
        if not self.bloc:
            return self.listed
        day = year if self.as_of in ("then", None) else self.as_of
        found = (
            context.bloc_as_now(self.bloc) if day == "now" else context.members(self.bloc, int(day))
        )
        return found & self.listed if self.listed else found

    @property
    def counted(self) -> str:
        """Who counts as a member, and by when, as a sentence or two for people."""
        if self.kind == "world":
            return "The world is everyone, parties that the source could not name included."
        if self.kind == "list":
            return f"{self.name} are taken together."
        turkey = " SIPRI places Türkiye in the Middle East."
        if not self.bloc:
            with_turkey = " Türkiye is in it." if self.name == "Middle East" else ""
            return (
                f"{self.name} is SIPRI's region.{turkey if self.name == _EUROPE else with_turkey}"
            )
        if self.is_dated:
            who = f"{self.name}: those of 31 December of a delivery's own year."
        else:
            members = self.members(0) or frozenset()
            itself = context.OWN_ENTITIES.get(self.bloc) in members
            when = "of today" if self.as_of == "now" else f"of 31 December {self.as_of}"
            also = ", and the organisation itself" if itself else ""
            who = f"{self.name}: the {len(members) - itself} {when}, in all years{also}."
        return who + (turkey if self.listed and self.bloc == "NATO" else "")


WORLD = Group("World", "world")


def group(name: str | Iterable[str] | Group, as_of: AsOf = None) -> Group:
    """Return several countries as one recipient or supplier, which every analysis takes.

    Parameters
    ----------
    name : str, iterable of str or Group
        A region or subregion of SIPRI's, a bloc of `armstransfers.reference.context.blocs`, ``European NATO
        members``, ``World``, or countries: several texts, or one that joins them by ``+``.
    as_of : {"then", "now"} or int, optional
        For a bloc, by when its members count; by default the end of the window that is asked for.

    Raises
    ------
    BadRequest
        If there is no such group, or SIPRI does not say who is in it.
    UnknownEntity
        If a name of a list is unknown.

    Examples
    --------
    >>> from armstransfers import shares, shipped_releases
    >>> newest = shipped_releases()[0]
    >>> table = shares(newest, recipient=group("European NATO members"), years=(2021, 2025))
    >>> table[["partner", "share"]].head(2).round(1)
             partner  share
    0  United States   57.6
    1    South Korea    8.6
    """
    if isinstance(name, Group):
        return name if as_of is None else replace(name, as_of=as_of)
    if isinstance(name, str):
        found = named(name)
        if found is None:
            raise BadRequest(
                f"there is no group {name!r:.40}; name a region, a bloc, or countries."
            )
    else:
        found = _listed(list(name))
    return replace(found, as_of=as_of) if found.bloc else found


@cache
def named(name: str) -> Group | None:
    """Return the group that a text names, or None.

    Raises
    ------
    BadRequest
        If the text names what SIPRI does not define.
    UnknownEntity
        If it is a list with a name that nobody has.
    """
    if "+" in name:
        return _listed(name.split("+"))
    whole = name_key(name)
    key = _COUNTED.sub("", _COUNTED.sub("", whole))
    for called in (whole, key):
        if called in ("world", "all countries"):
            return WORLD
        if called in _UNDEFINED:
            raise BadRequest(
                f"SIPRI does not say who is in {name.strip()!r:.40}; ask for {_UNDEFINED[called]}, or "
                "name countries, joined by +."
            )
        known = _named().get(name_key(_CALLED.get(called, called)))
        if known:
            return known
    if key.startswith(_EUROPEAN) and (bloc := _named().get(key.removeprefix(_EUROPEAN))):
        europe = _named()[name_key(_EUROPE)].listed
        return replace(bloc, name=f"{_EUROPE}an {bloc.name}", listed=europe)
    return None


@cache
def _named() -> dict[str, Group]:
    """Return regions and blocs by the key of their name."""
    regions: dict[str, set[str]] = {}
    for one in entities.entities().values():
        for region in {one.region, one.subregion} - {""}:
            regions.setdefault(region, set()).add(one.name)
    groups = [Group(name, "region", frozenset(inside)) for name, inside in regions.items()]
    found = {name_key(one.name): one for one in groups}
    for bloc in context.blocs():
        found[name_key(bloc)] = Group(f"{bloc} members", "bloc", bloc=bloc)
    return found


def offered() -> tuple[Group, ...]:
    """Return the groups to choose from: the world, regions, and blocs that have members today."""
    blocs = [one for one in _named().values() if one.bloc and replace(one, as_of="now").members(0)]
    regions = [one for one in _named().values() if not one.bloc]
    european = group(f"{_EUROPE}an NATO members")
    return (WORLD, *sorted((*regions, *blocs, european), key=lambda one: one.name))


def _listed(names: list[str]) -> Group:
    """Return the group of all countries of a list; regions in it stand for theirs."""
    inside: set[str] = set()
    shown = []
    for name in names:
        region = named(name) if isinstance(name, str) and name not in entities.entities() else None
        if region is not None and (region.bloc or region.kind == "world"):
            raise BadRequest(f"{region.name} cannot stand in a list; ask for it by itself.")
        if region is None:
            one = entities.find(name.strip() if isinstance(name, str) else name)
            inside.add(one.name)
            shown.append(one.display_name)
        else:
            inside |= region.listed
            shown.append(region.name)
    if not inside:
        raise UnknownEntity("")
    return Group(" + ".join(dict.fromkeys(shown)), "list", frozenset(inside))
