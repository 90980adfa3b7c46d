import pytest
from builders import release

from armstransfers import shipped_releases
from armstransfers.analysis import question as q
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.analysis.groups import Grouping
from armstransfers.core.coverage import Block
from armstransfers.core.measure import tiv
from armstransfers.export.provenance import (
    CHANGE_FORMULA,
    how_exact,
    provenance,
    provenance_of_change,
    provenance_of_groups,
    provenance_of_pair,
    provenance_of_view,
    provenance_of_world,
)

NEWEST, _, OLDEST = shipped_releases()


def of_azerbaijan(data, **options):
    return provenance(
        data, q.question(data, recipient="AZE", supplier=None), (2011, 2020), **options
    )


def test_a_table_says_what_was_asked_of_what_how_and_on_which_terms():
    lines = of_azerbaijan(NEWEST)
    assert lines["Question"] == "Who supplies Azerbaijan?"
    assert lines["Window"] == "2011-2020"
    assert lines["Source"] == "SIPRI Arms Transfers Database, edition 2026 (downloaded 18 May 2026)"
    assert lines["Release"] == NEWEST.id
    assert "not an original SIPRI file" in lines["Extract"]
    assert lines["Calculation"] == (
        "Arms Transfer Explorer; share = 100 x value / total, "
        "total = Azerbaijan's imports of major arms"
    )
    assert lines["Unit"].startswith("million TIV, by year of delivery")
    assert lines["Exactness"] == "unrounded, to 0.01 million TIV"
    assert lines["Cite"].startswith("Stockholm International Peace Research Institute")
    assert "less than 10 per cent" in lines["Terms"]


def test_a_series_names_the_length_of_its_windows():
    assert of_azerbaijan(NEWEST, window=5)["Window"] == "5-year windows ending 2011-2020"


def test_whole_numbers_are_said_to_be_rounded_and_equal_splits_to_be_estimated():
    assert of_azerbaijan(OLDEST)["Exactness"].startswith("rounded to 1 million TIV")
    assert how_exact("estimated", tiv(0.01)).startswith("estimated")


def of_view(data, **options):
    return provenance_of_view(
        data, question="?", window="-", formula=CHANGE_FORMULA, exactness="exact", **options
    )


def test_every_filter_has_a_line_and_without_one_there_is_none():
    whole = release({("Georgia", "Israel", 2010): 5}, blocks=(Block(2000, 2020),))
    assert not {"Filter", "Extract"} & set(of_view(whole))
    licensed = filtered(NEWEST, Filter(local_production=True))
    lines = of_view(licensed, filters=["recipients with 20 million TIV or more"])
    assert lines["Filter"] == (
        "only made under licence in the recipient; recipients with 20 million TIV or more"
    )


def test_a_name_cannot_begin_a_line_of_its_own():
    data = release({("Rurita\nnia", "Israel", 2010): 5})
    lines = provenance(data, q.Question("recipient", "Rurita\nnia"), (2010, 2010))
    assert all("\n" not in text for text in lines.values())


def asked_of(data, **side):
    return q.question(data, **({"recipient": None, "supplier": None} | side))


def test_a_pair_names_both_denominators_as_far_as_the_release_holds_them():
    buyer, seller = asked_of(NEWEST, recipient="AZE"), asked_of(NEWEST, supplier="Belarus")
    lines = provenance_of_pair(NEWEST, buyer, seller, (2011, 2020))
    assert lines["Question"] == "What does Belarus deliver to Azerbaijan?"
    assert lines["Calculation"].endswith(
        "dependence = 100 x value / Azerbaijan's imports of major arms; "
        "exposure = 100 x value / Belarus's exports of major arms"
    )
    assert lines["Exactness"] == "unrounded, to 0.01 million TIV"
    old = provenance_of_pair(OLDEST, buyer, seller, (2011, 2020))
    assert "exposure" not in old["Calculation"]
    assert old["Exactness"].startswith("rounded")


def test_a_comparison_names_its_countries_and_both_windows():
    every = [asked_of(NEWEST, recipient=name) for name in ("AZE", "ARM")]
    lines = provenance_of_change(NEWEST, every, (2005, 2014), (2015, 2024))
    assert lines["Question"] == "Who supplies Azerbaijan? Who supplies Armenia?"
    assert lines["Window"] == "2005-2014 and 2015-2024"
    assert "points = share now - share then" in lines["Calculation"]


@pytest.mark.parametrize(
    ("system", "words"),
    [
        (Grouping("region"), "suppliers by region"),
        (Grouping("NATO"), "suppliers that are members of NATO on 31 December of each year"),
        (Grouping("NATO", "now"), "suppliers that are members of NATO today, and all others"),
    ],
)
def test_groups_say_who_counts_where(system, words):
    buyer = asked_of(OLDEST, recipient="AZE")
    lines = provenance_of_groups(OLDEST, buyer, (2011, 2020), system, "rounded")
    assert words in lines["Calculation"]


def test_a_table_of_the_world_names_the_worlds_exports_and_who_is_left_out():
    data = release({("Georgia", "Israel", 2010): 5})
    least = "recipients with 20 million TIV or more"
    lines = provenance_of_world(data, "supplier", (2010, 2010), "exact", filters=[least])
    assert lines["Question"] == "Who supplies the most major arms?"
    assert lines["Calculation"].endswith("total = the world's exports of major arms")
    assert lines["Filter"] == least
