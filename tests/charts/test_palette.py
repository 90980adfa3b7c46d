"""One colour a country, which people tell apart whatever their colour vision."""

from collections import Counter
from functools import cache
from itertools import combinations

import pytest
from seeing import DEFICIENCIES, ciede2000, contrast, distance

from armstransfers.charts.palette import looks
from armstransfers.reference import context, entities

# by how often each is among the first six of a recipient in five years since 1992
EIGHT = [
    "United States", "Russia", "France", "Germany", "Italy", "United Kingdom", "Israel", "China",
]  # fmt: skip
TWELVE = [*EIGHT, "Netherlands", "Ukraine", "Sweden", "Spain"]
SUPPLIERS = [
    *TWELVE, "Switzerland", "Canada", "South Korea", "Turkiye", "Belarus", "Czechia",
    "South Africa", "Norway", "Finland", "Brazil", "Poland", "UAE", "Belgium", "Bulgaria",
    "Soviet Union",
]  # fmt: skip
FURTHER = ["Chile", "Peru", "Chad", "Mali", "Fiji", "Cuba"]  # they take the further ones in turn
REGIONS = ["Africa", "Americas", "Asia and Oceania", "Europe", "Middle East"]
PAGES = {False: ("#FFFFFF", "#F3F6FA"), True: ("#0E1117", "#171B23")}  # and the shade of a window


def colours(partners, dark):
    return [look.colour(dark) for look in looks(list(partners)).values()]


def nearest(one, other, dark):
    """How far two are apart for those who see least of the difference."""
    pair = colours((one, other), dark)
    return min(distance(*pair, deficiency) for deficiency in DEFICIENCIES)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("partners", "least"),
    [(EIGHT, 12), (TWELVE, 9), (REGIONS, 12), (["NATO", "Not a member"], 12), (FURTHER, 4)],
    ids=["eight", "twelve", "regions", "bloc", "further"],
)
def test_colours_of_a_view_differ_in_every_kind_of_colour_vision(partners, least, dark):
    apart = {pair: nearest(*pair, dark) for pair in combinations(partners, 2)}
    assert min(apart.values()) >= least, min(apart, key=apart.get)


OFTEN = ((150, 7.9), (50, 6.8), (15, 5.3), (1, 2.9))
"""Windows in which two suppliers stand together, from which on their colours differ so much."""


@pytest.mark.parametrize("dark", [False, True])
def test_suppliers_that_often_stand_together_differ_more(register, dark):
    wrong = []
    for pair, times in together(register).items():
        least = next(enough for often, enough in OFTEN if times >= often)
        if nearest(*pair, dark) < least:
            wrong.append((pair, times, round(nearest(*pair, dark), 1)))
    assert wrong == []


@cache
def together(register):
    """In how many windows two suppliers are among the first six of one recipient."""
    rows = register.transfers[register.transfers["year"] >= 1992]
    rows = rows[~rows["supplier"].map(entities.is_unknown).astype(bool)]
    sums = rows.pivot_table(
        index=["recipient", "supplier"], columns="year", values="value", aggfunc="sum",
        fill_value=0.0, observed=True,
    )  # fmt: skip
    windows = sums.T.rolling(5).sum().T.iloc[:, 4:]
    found = Counter()
    for _, own in windows.groupby(level="recipient", observed=True):
        for year in own:
            largest = own[year][own[year] > 1e-9].nlargest(6).index.get_level_values(1)
            found.update(combinations(sorted(set(largest) & set(SUPPLIERS)), 2))
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_stands_out_from_the_page_and_every_name_can_be_read(dark):
    everyone = [*SUPPLIERS, "Other", "Unknown", *FURTHER, *REGIONS, "EU", "Not a member"]
    for name, look in looks(everyone).items():
        assert contrast(look.colour(dark), PAGES[dark][0]) >= 3, name
        assert min(contrast(look.ink(dark), page) for page in PAGES[dark]) >= 4.5, name


def test_a_country_has_one_colour_whoever_stands_beside_it():
    for name in SUPPLIERS:
        assert looks([name])[name] == looks(["Chile", *reversed(SUPPLIERS)])[name]


def test_others_take_further_colours_in_turn():
    many = sorted(set(entities.entities()) - {*SUPPLIERS})[:7]
    found = looks(many)
    assert len({look.light for look in found.values()}) == 6
    assert found[many[0]] == found[many[6]]


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
