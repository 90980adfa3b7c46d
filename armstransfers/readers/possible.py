"""What cannot be, whatever a file says: deliveries of states that are gone, and parties on a wrong side.

SIPRI's files hold neither: a state that ended has no delivery in a later year, and each side has
an unknown party of its own.
"""

from __future__ import annotations

from functools import cache

import pandas as pd

from armstransfers.core.coverage import Side, other_side
from armstransfers.core.errors import ReadError
from armstransfers.readers.part import Part
from armstransfers.reference import entities

_REMEDY = (
    "names may have been replaced, sorted by themselves or swapped, so download the file again"
)
_MOST = (
    20_000  # million TIV; the largest line of SIPRI's has under 2,000, a year of the world 45,000
)
_UNKNOWN: dict[Side, str] = {side: f"unknown {side}(s)" for side in ("recipient", "supplier")}


def require_possible(part: Part) -> None:
    """Refuse a file with a delivery to or from a state that had ended, with swapped sides, or too large.

    Raises
    ------
    ReadError
        At the first such line, where it is known.
    """
    values = part.transfers["value"]
    if len(values) and part.measure.is_tiv and values.max() > _MOST:
        row = part.transfers[values == values.max()]
        raise _refused(
            part,
            row,
            f"{values.max():,.0f} million TIV in one line is more than half of what the world delivers in "
            "a year",
            "the values may be TIV and not millions: divide them, or download the file again",
        )
    sides: tuple[Side, Side] = "recipient", "supplier"
    for side in sides:
        _check(part, part.transfers[side], part.transfers, side)
    for side in sides:
        margins = part.margins[part.margins["side"] == side]
        _check(part, margins["entity"].astype("category"), margins, side)


def _check(part: Part, names: pd.Series, rows: pd.DataFrame, side: Side) -> None:
    if not len(rows):
        return
    codes, years = names.cat.codes.to_numpy(), rows["year"].to_numpy()
    places = dict(zip(names.cat.categories, range(len(names.cat.categories)), strict=True))
    wrong_side = _UNKNOWN[other_side(side)]
    if wrong_side in places and (wrong := codes == places[wrong_side]).any():
        raise _refused(part, rows[wrong], f"{wrong_side} is no {side}")
    for name, end in _ended().items():
        if name in places and (late := (codes == places[name]) & (years > end)).any():
            year = years[late][0]
            raise _refused(part, rows[late], f"{name} ended in {end}, before {year}")


def _refused(part: Part, rows: pd.DataFrame, reason: str, remedy: str = _REMEDY) -> ReadError:
    line = int(rows["line"].iloc[0]) if "line" in rows else None
    return ReadError(f"{reason}; {remedy}.", file=part.file.name, line=line)


@cache
def _ended() -> dict[str, int]:
    """Return the last year of each state that is gone."""
    return {
        name: int(one.valid_to[:4]) for name, one in entities.entities().items() if one.valid_to
    }
