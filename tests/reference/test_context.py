"""Blocs, embargoes and events. The numbers of members are public knowledge."""

from datetime import date

import pytest

from armstransfers.core.errors import BadRequest, UnknownEntity
from armstransfers.reference import context, entities
from armstransfers.reference.context import Event, blocs, embargoes_on, events_of, members
from armstransfers.reference.shipped import package


@pytest.mark.parametrize(
    ("bloc", "year", "number"),
    [
        ("NATO", 1949, 12),
        ("NATO", 1990, 16),
        ("NATO", 1999, 19),
        ("NATO", 2004, 26),
        ("NATO", 2020, 30),
        ("NATO", 2023, 31),
        ("NATO", 2024, 32),
        ("EU", 1958, 6),
        ("EU", 1995, 15),
        ("EU", 2004, 25),
        ("EU", 2013, 28),
        ("EU", 2020, 27),
        ("Warsaw Pact", 1955, 8),
        ("Warsaw Pact", 1968, 7),
        ("Warsaw Pact", 1991, 0),
        ("GCC", 2010, 6),
        ("ASEAN", 1999, 10),
        ("Arab League", 2010, 22),
        ("AUKUS", 2021, 3),
        ("SCO", 2017, 8),
        ("BRICS", 2010, 5),
    ],
)
def test_members_are_those_of_31_december(bloc, year, number):
    states = {name for name in members(bloc, year) if not name.endswith("**")}
    assert len(states) == number


def test_an_organisation_that_buys_arms_itself_is_among_its_members():
    assert "NATO**" in members("NATO", 1990)
    assert "European Union**" in members("EU", 2005)
    assert members("NATO", 1948) == frozenset()
    assert not any(name.endswith("**") for name in members("GCC", 2010))


def test_a_country_that_left_within_the_year_is_no_member_of_it():
    assert "United Kingdom" in members("EU", 2019)
    assert "United Kingdom" not in members("EU", 2020)


def test_observers_and_suspended_and_frozen_members_are_no_members():
    assert "India" not in members("SCO", 2016)
    assert "Mongolia" not in members("SCO", 2020)
    assert "Egypt" not in members("Arab League", 1985)
    assert "Syria" not in members("Arab League", 2015)
    assert "Armenia" in members("CSTO", 2023)
    assert "Armenia" not in members("CSTO", 2024)
    standings = {one.standing for one in context.memberships("CSTO") if one.entity == "Armenia"}
    assert standings == {"member", "frozen"}


def test_a_bloc_as_it_is_now():
    assert {"Finland", "Sweden", "NATO**"} < context.bloc_as_now("NATO")
    assert context.bloc_as_now("Warsaw Pact") == frozenset()
    assert context.bloc_as_now("EU") == members("EU", 2024)


def test_a_bloc_is_found_in_any_case_and_another_is_refused():
    assert members("arab league", 2010) == members("Arab League", 2010)
    with pytest.raises(BadRequest, match="there is no bloc 'OPEC'; take one of NATO"):
        members("OPEC", 2010)


def test_every_bloc_of_the_table_is_listed():
    described = next(r for r in package()["resources"] if r["name"] == "blocs")["description"]
    assert all(bloc in described for bloc in blocs())
    assert len(blocs()) == 11


def test_context_names_entities_alone():
    known = entities.entities().keys()
    named = {one.entity for bloc in blocs() for one in context.memberships(bloc)}
    named |= {e.target for name in known for e in embargoes_on(name, (1950, 2030))}
    named |= {n for name in known for e in events_of(name, (1940, 2030)) for n in e.entities}
    assert named <= known


def test_no_embargo_of_the_table_is_lost():
    found = [e for name in entities.entities() for e in embargoes_on(name, (1950, 2030))]
    assert len(found) == 88


def test_an_embargo_says_whom_it_binds_and_whether_it_only_asks():
    russia = embargoes_on("Russia", (2014, 2024))
    assert [(e.imposer, e.binds) for e in russia] == [("EU", "binds the member states of the EU")]
    osce, un = embargoes_on("Azerbaijan", (1995, 2000))
    assert (osce.imposer, un.imposer) == ("OSCE", "UN")
    assert osce.is_voluntary
    assert un.is_voluntary
    assert osce.partial
    assert un.binds == "asks all states"
    assert "853" in un.instrument


def test_an_embargo_without_an_end_is_one_whose_end_was_not_found():
    (osce,) = embargoes_on("Armenia", (2015, 2020))
    assert osce.last_day is None
    assert embargoes_on("South Africa", (1995, 2020)) == ()
    assert len(embargoes_on("South Africa", (1977, 1977))) == 2


def test_an_embargo_counts_if_it_held_on_any_day_of_the_window():
    assert embargoes_on("Haiti", (1994, 1994))[0].last_day == date(1994, 10, 15)
    assert embargoes_on("Haiti", (1995, 2000)) == ()


def test_events_concern_the_entities_that_they_name():
    titles = [e.title for e in events_of("Azerbaijan", (2011, 2020))]
    assert titles == [
        "Four-day war in Nagorno-Karabakh",
        "Azerbaijan shows Polonez rockets from Belarus",
        "Second Nagorno-Karabakh war",
    ]
    assert "Azerbaijan shows Polonez rockets from Belarus" in [
        e.title for e in events_of(["Weißrussland", "India"], (2018, 2018))
    ]


def test_a_period_counts_in_every_year_that_it_touches():
    assert events_of("Afghanistan", (1985, 1985))[0].title == "Soviet war in Afghanistan"


def test_own_events_that_name_nobody_concern_everyone():
    mine = Event(date(2015, 1, 1), None, "A new law")
    other = Event(date(2015, 1, 1), None, "A law in India", ("India",))
    found = events_of("Azerbaijan", (2015, 2015), own=[mine, other])
    assert found == (mine,)


def test_nobodys_events_are_refused():
    with pytest.raises(UnknownEntity):
        events_of("Atlantis", (2000, 2010))
    with pytest.raises(UnknownEntity):
        embargoes_on("Atlantis", (2000, 2010))
