"""Colours, dashes and markers: fixed for some suppliers, handed out in order to the others."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

from armstransfers.shipped import shipped_path

OPEN = "-open"
"""Ends the name of a marker that is not filled."""

_FURTHER = "Further "


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

    Suppliers of the palette keep theirs in every view; others take the further ones in turn,
    and where these run out their colours again, with open markers and another dash.
    """
    palette = _palette()
    further = [look for name, look in palette.items() if name.startswith(_FURTHER)]
    found: dict[str, Look] = {}
    taken = 0
    for partner in partners:
        if partner in palette:
            found[partner] = palette[partner]
        else:
            found[partner] = _further(further, taken)
            taken += 1
    return found


def _further(further: list[Look], taken: int) -> Look:
    look = further[taken % len(further)]
    if taken < len(further):
        return look
    another = further[(taken + 1) % len(further)]
    return replace(look, dash=another.dash, marker=look.marker + OPEN)


@cache
def _palette() -> dict[str, Look]:
    with shipped_path("palette.csv").open(encoding="utf-8", newline="") as lines:
        return {row.pop("entity"): Look(**row) for row in csv.DictReader(lines)}
