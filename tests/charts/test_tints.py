from itertools import pairwise

import pytest
from seeing import DEFICIENCIES, contrast, distance, lightness

from armstransfers.charts.grid import muted
from armstransfers.charts.page import Page
from armstransfers.charts.tints import DEPENDENCE, OF_THE_WORLD, colours, ink


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_larger_the_share_the_further_from_the_page(dark, deficiency):
    seen = [lightness(colour, deficiency) for colour in colours(dark)]
    steps = [after - before for before, after in pairwise(seen)]
    assert all(step > 8 for step in steps) if dark else all(step < -8 for step in steps)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_neighbouring_classes_are_told_apart(dark, deficiency):
    assert min(distance(a, b, deficiency) for a, b in pairwise(colours(dark))) > 7


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_written_on_a_class_can_be_read(dark):
    assert min(contrast(colour, ink(colour)) for colour in colours(dark)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_written_in_an_empty_cell_can_be_read(dark):
    page = Page(dark)
    assert contrast(muted(page), page.background) >= 4.5


def test_a_class_begins_at_its_step():
    assert [OF_THE_WORLD.place(s) for s in (0, 0.0999, 0.1, 4.99, 5, 100)] == [0, 0, 1, 4, 5, 5]


def test_nothing_from_a_supplier_is_not_the_same_as_little():
    assert [DEPENDENCE.place(s) for s in (0, 0.001, 9.99, 10, 75, 100)] == [0, 1, 1, 2, 5, 5]


def test_every_class_is_said_in_words():
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in DEPENDENCE.words] == [
        "0%", "under 10%", "10 to 25%", "25 to 50%", "50 to 75%", "75% and more",
    ]  # fmt: skip
    assert len(OF_THE_WORLD.words) == 6
