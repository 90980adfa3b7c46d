"""Colours, dashes and markers: fixed for some suppliers, handed out in order to the others."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from armstransfers.shipped import shipped_path

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

    Suppliers of the palette keep theirs in every view; others take the further ones in turn.
    """
    palette = _palette()
    further = [look for name, look in palette.items() if name.startswith(_FURTHER)]
    found: dict[str, Look] = {}
    taken = 0
    for partner in partners:
        if partner in palette:
            found[partner] = palette[partner]
        else:
            found[partner] = further[taken % len(further)]
            taken += 1
    return found


@cache
def _palette() -> dict[str, Look]:
    with shipped_path("palette.csv").open(encoding="utf-8", newline="") as lines:
        return {row.pop("entity"): Look(**row) for row in csv.DictReader(lines)}
