"""Colours, dashes and markers: fixed for some suppliers and for groups, else handed out in turn."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

from armstransfers import context, entities
from armstransfers.analysis.groups import NO_REGION, NOT_LISTED
from armstransfers.analysis.leading import OTHER
from armstransfers.shipped import shipped_path

OPEN = "-open"
"""Ends the name of a marker that is not filled."""

_FURTHER = "Further "
_MEMBER = "Member"
_SECOND_DASH = "5px,2px,1px,2px,1px,2px"


@dataclass(frozen=True)
class Look:
    """How a partner is drawn: `dash`, `marker` and `hatch` repeat what the colour says."""

    light: str
    dark: str
    dash: str
    marker: str
    hatch: str

    def colour(self, dark: bool) -> str:
        """Return the colour on a dark or a light page."""
        return self.dark if dark else self.light


def looks(partners: list[str]) -> dict[str, Look]:
    """Return a look for each partner of a view, the same for the same list.

    Suppliers of the palette, and groups of suppliers or recipients, keep theirs in every view;
    others take the further ones in turn, and where these run out their colours again, with open
    markers and another dash.
    """
    fixed = _palette() | _groups()
    others = [partner for partner in partners if partner not in fixed]
    further = [look for name, look in _palette().items() if name.startswith(_FURTHER)]
    in_turn = {partner: _turn(further, place) for place, partner in enumerate(others)}
    return {partner: fixed.get(partner) or in_turn[partner] for partner in partners}


def _turn(of: list[Look], place: int) -> Look:
    """Return the look at a place; beyond the last one, with another dash."""
    look = of[place % len(of)]
    if place < len(of):
        return look
    return replace(look, dash=_SECOND_DASH, marker=(look.marker or "circle") + OPEN)


@cache
def _groups() -> dict[str, Look]:
    """Return the looks of groups that the palette does not name."""
    palette = _palette()
    single = [look for name, look in palette.items() if _is_single(name)]
    names = {one.subregion for one in entities.entities().values()}
    found = {
        name: _turn(single, place)
        for place, name in enumerate(sorted(name for name in names if name and name not in palette))
    }
    found |= dict.fromkeys(context.blocs(), palette[_MEMBER])
    return found | dict.fromkeys((NO_REGION, NOT_LISTED), replace(palette[OTHER], dash="dot"))


def _is_single(name: str) -> bool:
    return name.startswith(_FURTHER) or name in entities.entities()


@cache
def _palette() -> dict[str, Look]:
    with shipped_path("palette.csv").open(encoding="utf-8", newline="") as lines:
        return {row.pop("entity"): Look(**row) for row in csv.DictReader(lines)}
