"""Ranks with ties, and what Unknown leaves open of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]


def ranks(values: Numbers) -> Ranks:
    """Return 1 for the largest value; equal values share a rank (1, 2, 2, 4)."""
    found: Ranks = 1 + (values[None, :] > values[:, None]).sum(axis=1)
    return found


def best_rank_if_known(values: Numbers, unknown: float, step: float) -> Ranks:
    """Return the rank of each if all of Unknown were its own.

    Values are counted in whole `step`s, for sums of hundredths differ in their last bits.
    """
    steps, spare = in_steps(values, step), int(in_steps(np.array([unknown]), step)[0])
    best: Ranks = 1 + (steps[None, :] > steps[:, None] + spare).sum(axis=1)
    return best


def worst_rank_if_known(values: Numbers, unknown: float, step: float) -> Ranks:
    """Return the rank of each if Unknown lifted as many rivals as possible above it.

    The cheapest rivals to lift are the nearest below; when all are lifted, the rest of Unknown
    may be suppliers that are not in the list at all. To be above takes one `step` more.
    """
    steps, spare = in_steps(values, step), int(in_steps(np.array([unknown]), step)[0])
    worst = ranks(values)
    if not spare:
        return worst
    for i, value in enumerate(steps):
        left = spare
        rivals = np.delete(steps, i)
        for gap in np.sort(value - rivals[rivals <= value]):
            if gap + 1 > left:
                break
            left -= int(gap) + 1
            worst[i] += 1
        else:
            worst[i] += left // (int(value) + 1)
    return worst


def in_steps(values: Numbers, step: float) -> Ranks:
    """Return values as whole numbers of steps of their measure."""
    whole: Ranks = np.rint(values / step).astype(np.int64)
    return whole
