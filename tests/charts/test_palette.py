"""Colours that people tell apart, whatever their colour vision."""

from itertools import combinations

import pytest
from seeing import DEFICIENCIES, ciede2000, contrast, distance

from armstransfers import context, entities
from armstransfers.charts.palette import looks

SUPPLIERS = ["Russia", "United States", "China", "Israel", "Belarus", "Turkiye"]
FURTHER = ["Chile", "Peru", "Chad", "Mali", "Fiji", "Cuba"]  # they take the further ones in turn
REGIONS = ["Africa", "Americas", "Asia and Oceania", "Europe", "Middle East"]


def colours(partners, dark):
    return [look.colour(dark) for look in looks(partners).values()]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("partners", "least"),
    [
        ([*SUPPLIERS, "Other"], 16.8),
        ([*SUPPLIERS, "Other", *FURTHER], 10.2),
        ([*REGIONS, "Other"], 12.3),
        (["NATO", "Not a member", "Other"], 12.3),
    ],
)
def test_colours_of_a_view_differ_in_every_kind_of_colour_vision(partners, least, dark):
    for pair in combinations(colours(partners, dark), 2):
        for deficiency in DEFICIENCIES:
            assert distance(*pair, deficiency) >= least, (pair, deficiency)


@pytest.mark.parametrize(("dark", "page"), [(False, "#FFFFFF"), (True, "#0E1117")])
def test_every_colour_stands_out_from_the_page(dark, page):
    everyone = [*SUPPLIERS, "Other", "Unknown", *FURTHER, *REGIONS, "EU", "Not a member"]
    assert min(contrast(colour, page) for colour in colours(everyone, dark)) >= 3


def test_dash_and_marker_repeat_what_the_colour_says():
    for view in ([*SUPPLIERS, *FURTHER], REGIONS, ["ASEAN", "Not a member"]):
        marks = [(look.dash, look.marker) for look in looks(view).values()]
        assert len(set(marks)) == len(view)


def test_more_partners_than_colours_still_differ():
    many = sorted(set(entities.entities()) - {*SUPPLIERS})[:12]
    found = looks(many)
    assert found[many[0]].light == found[many[6]].light
    assert found[many[0]].dash != found[many[6]].dash


def test_groups_keep_their_look_in_every_view():
    assert looks(["Europe"])["Europe"] == looks(["Africa", "Europe"])["Europe"]
    assert looks(["South Asia"]) == {
        name: look for name, look in looks(["East Asia", "South Asia"]).items() if "South" in name
    }
    assert len({looks([bloc])[bloc] for bloc in context.blocs()}) == 1


def test_unknown_alone_is_hatched():
    found = looks([*SUPPLIERS, *REGIONS, "Other", "Unknown", "NATO", "No region"])
    assert [name for name, look in found.items() if look.hatch] == ["Unknown"]


# pairs 1, 17, 19 and 30 of the table of Sharma, Wu and Dalal (2005)
@pytest.mark.parametrize(
    ("one", "other", "printed"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_measure_of_these_tests_is_ciede2000(one, other, printed):
    assert ciede2000(one, other) == pytest.approx(printed, abs=5e-5)
