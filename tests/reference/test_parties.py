"""Several countries as one recipient or supplier: who is in them, and when."""

import pytest

from armstransfers import BadRequest, UnknownEntity, group
from armstransfers.reference.context import members
from armstransfers.reference.entities import entities
from armstransfers.reference.parties import WORLD, named, offered


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Europe", "Europe"),
        ("sub-Saharan Africa", "Sub-Saharan Africa"),
        ("the Middle East", "Middle East"),
        ("Southeast Asia", "South East Asia"),
        ("European states", "Europe"),
        ("NATO", "NATO members"),
        ("NATO members", "NATO members"),
        ("EU member states combined", "EU members"),
        ("European Union", "EU members"),
        ("GCC states", "GCC members"),
        ("Arab states of the Gulf", "GCC members"),
        ("European NATO members", "European NATO members"),
        ("the world", "World"),
    ],
)
def test_a_group_is_named_as_people_write_it(name, meant):
    assert group(name).name == meant


def test_every_region_has_the_entities_that_sipri_places_there():
    regions = {r for one in entities().values() for r in (one.region, one.subregion) if r}
    assert len(regions) == 18
    for region in regions:
        placed = {n for n, one in entities().items() if region in (one.region, one.subregion)}
        assert group(region).members(2020) == placed


def test_countries_in_any_spelling_are_a_list_and_regions_in_it_stand_for_theirs():
    both = group(["Weißrussland", "RUS"])
    assert both.members(1999) == {"Belarus", "Russia"}
    assert both == group("Belarus + Russia")
    assert group("Middle East + North Africa").members(2020) == (
        group("Middle East").members(2020) | group("North Africa").members(2020)
    )


def test_a_bloc_has_the_members_of_a_day():
    assert "Finland" in group("NATO", as_of=2023).members(2000)
    assert "Finland" not in group("NATO", as_of=2022).members(2024)
    then = group("NATO", as_of="then")
    assert ["Finland" in then.members(year) for year in (2022, 2023)] == [False, True]
    assert group("EU", as_of="now").members(1990) == members("EU", 2026)
    assert group("NATO").until(2022) == group("NATO", as_of=2022)


def test_european_nato_members_are_those_in_sipris_region_europe():
    inside = group("European NATO members", as_of=2025).members(2025)
    assert {"Poland", "Sweden"} <= inside
    assert inside.isdisjoint({"Turkiye", "United States", "Canada", "NATO**"})


def test_the_world_is_everyone():
    assert group("World") is WORLD
    assert WORLD.members(2020) is None


@pytest.mark.parametrize("name", ["MENA", "Gulf states", "West Africa", "Asia"])
def test_what_sipri_does_not_define_is_asked_back(name):
    with pytest.raises(BadRequest, match="SIPRI does not say who is in"):
        group(name)


def test_what_is_no_group_is_refused():
    with pytest.raises(BadRequest, match="there is no group 'Atlantis'"):
        group("Atlantis")
    with pytest.raises(UnknownEntity):
        group("Russia + Atlantis")
    with pytest.raises(BadRequest, match="NATO members cannot stand in a list"):
        group("NATO + Japan")


def test_no_group_takes_the_name_of_a_country():
    """But for the organisations whose own purchases SIPRI lists: those are NATO** and the like."""
    takes = {name for name, one in entities().items() if named(one.display_name)}
    assert takes == {"NATO**", "European Union**"}


def test_those_to_choose_from_are_the_world_regions_and_blocs_that_last():
    names = [one.name for one in offered()]
    assert names[0] == "World"
    assert {"Europe", "South East Asia", "NATO members", "European NATO members"} <= set(names)
    assert "Warsaw Pact members" not in names
    assert all(group(name).name == name for name in names)
