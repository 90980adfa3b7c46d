"""The windows nearest to that of a claim in which a part of it would hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from armstransfers.analysis.volumes import Volumes
from armstransfers.claims.judge import SUPPORTED, Finding, judge
from armstransfers.claims.part import Part
from armstransfers.core.coverage import Side, Window
from armstransfers.core.measure import FEW_TIV

MOST_OFFERED = 3
USUAL_LENGTHS = (5, 10)  # SIPRI's window, and twice it: offered where a claim names no years


@dataclass(frozen=True)
class NearWindow:
    """A window in which a part would hold.

    Attributes
    ----------
    years : (int, int)
        The window.
    distance : int
        Years by which its two ends are away from those of the claim.
    finding : Finding
        What the release says of the part in it: always ``supported``.
    """

    years: Window
    distance: int
    finding: Finding


def nearest_windows(part: Part, volumes: Volumes, most: int = MOST_OFFERED) -> list[NearWindow]:
    """Return the nearest windows in which a release supports a part, the claim's own left out.

    Windows with a denominator under 20 million TIV are passed over: their shares say little. A
    change keeps its distance to the earlier window.

    Parameters
    ----------
    part : Part
        The part; without years, the latest windows of 5 and of 10 years are tried.
    volumes : Volumes
        The volumes of the release that decides.
    most : int
        How many to return at most.
    """
    if part.needs or part.kind in ("money", "other"):
        return []
    offered: list[NearWindow] = []
    for years in _candidates(part, volumes):
        moved = replace(part, years=years, base=_moved_base(part, years))
        finding = judge(moved, volumes)
        if finding.verdict == SUPPORTED and _solid(finding):
            offered.append(NearWindow(years, _distance(years, part), finding))
            if len(offered) == most:
                break
    return offered


def _candidates(part: Part, volumes: Volumes) -> Iterator[Window]:
    covered = _covered(part, volumes)
    if not covered:
        return
    first, last = covered[0], covered[-1]
    if part.years is None:
        for end in range(last, first, -1):
            for length in USUAL_LENGTHS:
                if end - length + 1 >= first:
                    yield end - length + 1, end
        return
    windows = [(i, j) for i in range(first, last + 1) for j in range(i, last + 1)]
    if part.base is not None:
        length = part.years[1] - part.years[0]
        windows = [(i, j) for i, j in windows if j - i == length]
    windows.sort(key=lambda years: (_distance(years, part), -years[0]))
    yield from (years for years in windows if years != part.years)


def _covered(part: Part, volumes: Volumes) -> list[int]:
    """Return the years in which a release may tell something of the part."""
    sides: list[tuple[Side, str]] = []
    if part.of == "world":
        sides.append((part.side, ""))
    else:
        sides += [("recipient", name) for name in part.recipient]
        sides += [("supplier", name) for name in part.supplier]
    years: set[int] = set()
    for side, name in sides:
        years.update(volumes.yearly(side, name).covered)
    return sorted(years)


def _moved_base(part: Part, years: Window) -> Window | None:
    if part.base is None or part.years is None:
        return part.base
    shift = years[0] - part.years[0]
    return part.base[0] + shift, part.base[1] + shift


def _distance(years: Window, part: Part) -> int:
    if part.years is None:
        return 0
    return abs(years[0] - part.years[0]) + abs(years[1] - part.years[1])


def _solid(finding: Finding) -> bool:
    return finding.denominator is None or finding.denominator.value >= FEW_TIV
