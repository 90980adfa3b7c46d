"""Whom a published figure speaks of: a country, a region, a bloc, or a list of countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from armstransfers import context, entities
from armstransfers.errors import UnknownEntity

_WORLD = "World"
_SPELLED = {"Southeast Asia": "South East Asia", "Europe combined": "Europe"}
_BLOCS = {
    "EU member states combined": "EU",
    "European NATO members": "NATO",
    "GCC states": "GCC",
    "Arab states of the Gulf": "GCC",
}
_WEST_EUROPE = "West European countries"
_LIST = re.compile(r".*\((?P<names>[^)]+)\)")
_TOP = re.compile(r"Top (?P<number>\d+) (exporters|importers|suppliers)")


@dataclass(frozen=True)
class Parties:
    """Recipients or suppliers that are counted together.

    Attributes
    ----------
    names : frozenset of str or None
        Entities; None for everyone.
    top : int
        How many of the largest in the world are meant, where they are not named.
    """

    names: frozenset[str] | None = None
    top: int = 0

    @property
    def single(self) -> str:
        """The one entity that is meant, or nothing."""
        alone = self.names is not None and len(self.names) == 1
        return next(iter(self.names)) if alone and self.names else ""


EVERYONE = Parties()


@cache
def parties(name: str, edition: int) -> Parties | None:
    """Return whom a published figure of an edition means, or None if that is not known.

    A bloc means its members at the end of the edition's last year, in earlier years of the
    window too: so SIPRI counts (52 % from the United States in the imports of European NATO
    members in 2015-19, in edition 2025, holds with Finland and Sweden). Turkiye is in SIPRI's
    region Middle East.

    Examples
    --------
    >>> sorted(parties("United States + Russia", 2019).names)
    ['Russia', 'United States']
    >>> "Sweden" in parties("European NATO members", 2025).names
    True
    """
    if name == _WORLD:
        return EVERYONE
    name = _SPELLED.get(name, name)
    if name in _BLOCS:
        members = context.members(_BLOCS[name], edition - 1)
        return Parties(members & _of_region("Europe") if name.startswith("European") else members)
    region = _of_region(name)
    return Parties(region) if region else _listed(name)


def _listed(name: str) -> Parties | None:
    alone = _one(name)
    if alone:
        return Parties(alone)
    in_brackets, top = _LIST.fullmatch(name), _TOP.fullmatch(name)
    if top:
        return Parties(frozenset(), int(top["number"]))
    written = in_brackets["names"].split(",") if in_brackets else name.split("+")
    found = [_one(part.strip()) for part in written]
    return None if frozenset() in found else Parties(frozenset().union(*found))


def _one(name: str) -> frozenset[str]:
    if name == _WEST_EUROPE:
        return _of_region("Western Europe")
    try:
        return frozenset({entities.find(name).name})
    except UnknownEntity:
        return frozenset()


def _of_region(name: str) -> frozenset[str]:
    known = entities.entities().values()
    return frozenset(one.name for one in known if name in (one.region, one.subregion))
