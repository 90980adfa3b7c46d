"""To which step the volumes of a register were rounded, where neither a title nor a column says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from armstransfers.core.measure import REGISTER_STEP
from armstransfers.core.report import Skipped
from armstransfers.readers.part import File

_FEWEST = {1.0: 1, 0.1: 100}
"""How many volumes tell of a coarser step: no party of SIPRI's registers of 1950-2023 has more than three that
are all whole numbers, and one has 57 of one decimal at most."""
_NOISE = 1e-6


def step_of(values: npt.ArrayLike, *, borne_out: bool = False) -> float:
    """Return the step to which the volumes of a register are known.

    SIPRI prints hundredths, and half of its volumes are whole numbers. Where all of them are, they
    were rounded, or it cannot be told.

    Parameters
    ----------
    values : array-like of float
        The volumes; NaN where there is none.
    borne_out : bool, optional
        Whether units and the TIV of one unit bear out each of them, as they stand.

    Examples
    --------
    >>> step_of([12.25, 3]), step_of([12, 3]), step_of([12, 3], borne_out=True)
    (0.01, 1.0, 0.01)
    """
    there = np.asarray(values, dtype="float64")
    there = there[np.isfinite(there)]
    if borne_out or not len(there):
        return REGISTER_STEP
    for step, fewest in _FEWEST.items():
        if len(there) >= fewest and (np.abs(there - np.round(there / step) * step) < _NOISE).all():
            return step
    return REGISTER_STEP


def notes(step: float, file: File) -> Iterator[Skipped]:
    """Yield a note where the volumes count as rounded."""
    if step > REGISTER_STEP:
        more = "no decimals" if step == 1 else "one decimal"
        yield Skipped(
            file.name,
            f"its volumes have {more} where SIPRI's registers have two, and no units stand beside them "
            f"that would bear them out, so they count as rounded to {step:g} million TIV",
        )
