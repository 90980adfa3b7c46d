"""Colours: fixed for the suppliers that matter and for groups, else handed out in turn."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from armstransfers.analysis.groups import NO_REGION, NOT_LISTED
from armstransfers.analysis.leading import OTHER
from armstransfers.reference import context, entities
from armstransfers.reference.shipped import shipped_path

_FURTHER = "Further "
_MEMBER = "Member"


@dataclass(frozen=True)
class Look:
    """How a partner is drawn.

    Attributes
    ----------
    light, dark : str
        Colour of its lines and bars on a light and on a dark page.
    light_name, dark_name : str
        Colour of its name: the same one, as far from the page as text must be.
    hatch : str
        Hatch of its bars; empty for plain ones.
    """

    light: str
    dark: str
    light_name: str
    dark_name: str
    hatch: str

    def colour(self, dark: bool) -> str:
        """Return the colour of lines and bars on a dark or a light page."""
        return self.dark if dark else self.light

    def ink(self, dark: bool) -> str:
        """Return the colour of the name on a dark or a light page."""
        return self.dark_name if dark else self.light_name


def looks(partners: list[str]) -> dict[str, Look]:
    """Return a look for each partner of a view, the same for the same list.

    Suppliers of the palette, and groups of suppliers or recipients, keep theirs in every view;
    others take the further ones in turn, and where these run out theirs again.
    """
    fixed = _palette() | _groups()
    others = [partner for partner in partners if partner not in fixed]
    further = [look for name, look in _palette().items() if name.startswith(_FURTHER)]
    in_turn = {partner: further[at % len(further)] for at, partner in enumerate(others)}
    return {partner: fixed.get(partner) or in_turn[partner] for partner in partners}


def mixed(colour: str, ground: str, part: float) -> str:
    """Return a colour as if it were drawn on a ground, let through in part."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part * one + (1 - part) * below):02X}" for one, below in pairs)


@cache
def _groups() -> dict[str, Look]:
    """Return the looks of groups that the palette does not name."""
    palette = _palette()
    single = [look for name, look in palette.items() if name in entities.entities()]
    names = {one.subregion for one in entities.entities().values()}
    found = {
        name: single[at % len(single)]
        for at, name in enumerate(sorted(name for name in names if name and name not in palette))
    }
    found |= dict.fromkeys(context.blocs(), palette[_MEMBER])
    return found | dict.fromkeys((NO_REGION, NOT_LISTED), palette[OTHER])


@cache
def _palette() -> dict[str, Look]:
    with shipped_path("palette.csv").open(encoding="utf-8", newline="") as lines:
        return {row.pop("entity"): Look(**row) for row in csv.DictReader(lines)}
