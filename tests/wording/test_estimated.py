"""Headlines say that they rest on an equal split."""

import pytest
from builders import release

from armstransfers import compare, dependence, shares, world
from armstransfers.analysis import question as q
from armstransfers.core.coverage import Block
from armstransfers.core.measure import tiv
from armstransfers.wording import views

THEN, NOW = (2001, 2004), (2005, 2008)
CELLS = {
    ("Georgia", "Russia", 2001): 60.0,
    ("Georgia", "Israel", 2003): 30.0,
    ("Georgia", "Russia", 2005): 20.0,
    ("Georgia", "Israel", 2006): 20.0,
}
PAIR = q.Question("recipient", "Georgia")


def headlines(data):
    table = world(data, years=NOW)
    yield views.world_headline(table, "supplier", tiv(0.01), NOW)
    yield views.dependence_sentence(
        dependence(data, supplier="Russia", years=NOW), "Russia", 0, NOW, 1
    )
    moved = compare(data, recipients=["Georgia"], then=THEN, now=NOW)
    yield views.compare_headline(moved, "recipient", THEN, NOW)
    found = shares(data, recipient="Georgia", years=NOW)
    yield views.pair_headline({PAIR: found[found["partner"] == "Russia"]}, "Russia", "Georgia", NOW)


@pytest.mark.parametrize(("grain", "marked"), [("window", True), ("year", False)])
def test_every_headline_says_that_it_is_estimated(grain, marked):
    data = release(CELLS, blocks=(Block(2000, 2020, grain=grain),))
    found = list(headlines(data))
    assert len(found) == 4
    assert [one.endswith("(estimated, equal split).") for one in found] == [marked] * 4
