import itertools

import numpy as np
import pytest

from armstransfers.analysis import ranking


def by_brute_force(values, unknown):
    """Best and worst ranks in whole steps, by trying every way to hand Unknown out."""
    best, worst = [], []
    for i, mine in enumerate(values):
        others = [value for j, value in enumerate(values) if j != i]
        best.append(1 + sum(other > mine + unknown for other in others))
        most = 0
        slots = [*others, *([0] * (unknown + 1))]  # suppliers that the list does not name
        for lifted in itertools.product((False, True), repeat=len(slots)):
            cost = sum(max(0, mine + 1 - v) for v, up in zip(slots, lifted, strict=True) if up)
            if cost <= unknown:
                above = sum(up or v > mine for v, up in zip(slots, lifted, strict=True))
                most = max(most, above)
        worst.append(1 + most)
    return best, worst


@pytest.mark.parametrize("step", [1, 0.01])
@pytest.mark.parametrize("unknown", [0, 1, 3, 6])
@pytest.mark.parametrize("steps", [[7, 6], [5], [1, 1], [8, 1, 1], [4, 4, 2, 1], [80, 10, 3]])
def test_what_unknown_leaves_open_is_what_brute_force_finds(steps, unknown, step):
    values = np.array(steps) * step
    best, worst = by_brute_force(steps, unknown)
    assert ranking.best_rank_if_known(values, unknown * step, step).tolist() == best
    assert ranking.worst_rank_if_known(values, unknown * step, step).tolist() == worst


def test_noise_in_the_last_bit_lifts_nobody_and_drops_nobody():
    assert ranking.best_rank_if_known(np.array([0.8, 0.1]), 0.7, 0.01).tolist() == [1, 1]
    assert ranking.worst_rank_if_known(np.array([0.07, 0.06]), 0.02, 0.01).tolist() == [2, 2]
    assert ranking.worst_rank_if_known(np.array([0.05]), 0.06, 0.01).tolist() == [2]


def test_equal_values_share_a_rank():
    assert ranking.ranks(np.array([9.0, 5, 5, 1])).tolist() == [1, 2, 2, 4]
