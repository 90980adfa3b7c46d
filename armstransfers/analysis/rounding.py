"""How far a sum of printed values may be from the true one.

A printed 51 in a table of whole numbers stands for 50.5 to 51.5, a printed 0 for more than
nothing and under 0.5, and a blank for nothing. Bands are the worst case.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from armstransfers.coverage import Exactness
from armstransfers.measure import Measure

HALF_OF_TOTALS = 0.5  # printed totals are whole numbers, whatever the deliveries are


def half_step(measure: Measure, exactness: Exactness) -> float:
    """Return half the step of printed values, or 0 where they were not rounded."""
    return measure.precision / 2 if exactness == "rounded" else 0.0


def banded(rows: pd.DataFrame, half: float | pd.Series) -> pd.DataFrame:
    """Return rows with the ``low`` and ``high`` that each ``value`` stands for.

    Parameters
    ----------
    rows : pandas.DataFrame
        With a column ``value``.
    half : float or pandas.Series
        Half the step to which values are rounded: of all rows, or of each.
    """
    value = rows["value"]
    return rows.assign(low=(value - half).clip(lower=0), high=value + half)


def share_band(low: Any, high: Any, total_low: Any, total_high: Any) -> tuple[Any, Any]:
    """Return the lowest and highest share, in per cent, of a part in a whole.

    Parameters
    ----------
    low, high : number, array or expression
        Lowest and highest value of the part.
    total_low, total_high : number, array or expression
        Lowest and highest value of the whole, this part included.

    Notes
    -----
    The part is lowest while all others are highest: low / (low + total_high - high).
    """
    rest_low, rest_high = total_low - low, total_high - high
    return 100 * low / (low + rest_high), 100 * high / (high + rest_low)
