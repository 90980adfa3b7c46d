"""Ranks with ties, what rounding leaves open of them, and what Unknown leaves open."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]


def ranks(values: Numbers) -> Ranks:
    """Return 1 for the largest value; equal values share a rank (1, 2, 2, 4)."""
    found: Ranks = 1 + (values[None, :] > values[:, None]).sum(axis=1)
    return found


def rank_band(low: Numbers, high: Numbers) -> tuple[Ranks, Ranks]:
    """Return the best and the worst rank that bands of values allow.

    The best is 1 + those whose lowest exceeds my highest; the worst is 1 + the others whose
    highest exceeds my lowest.
    """
    best = 1 + (low[None, :] > high[:, None]).sum(axis=1)
    mine = high > low  # a band of some width counts itself
    worst = 1 + (high[None, :] > low[:, None]).sum(axis=1) - mine
    return best, worst


def best_rank_if_known(values: Numbers, unknown: float) -> Ranks:
    """Return the rank of each if all of Unknown were its own."""
    best: Ranks = 1 + (values[None, :] > values[:, None] + unknown).sum(axis=1)
    return best


def worst_rank_if_known(values: Numbers, unknown: float, step: float) -> Ranks:
    """Return the rank of each if Unknown lifted as many rivals as possible above it.

    The cheapest rivals to lift are the nearest below; when all are lifted, the rest of Unknown
    may be suppliers that are not in the list at all. To be above takes one `step` more.
    """
    worst = ranks(values)
    for i, value in enumerate(values):
        left = unknown
        below = np.sort(value - values[(values <= value) & (np.arange(len(values)) != i)])
        for gap in below:
            cost = gap + step
            if cost > left:
                break
            left -= cost
            worst[i] += 1
        else:
            worst[i] += int(left // (value + step))
    return worst
