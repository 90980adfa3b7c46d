import csv

import pytest

from armstransfers.core.errors import UnknownEntity
from armstransfers.reference import entities
from armstransfers.reference.entities import find, in_file, suggest
from armstransfers.reference.shipped import shipped_path


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Türkiye", "Turkiye"),
        ("Turkey", "Turkiye"),
        ("TUR", "Turkiye"),
        ("Türkei", "Turkiye"),
        ("Турция", "Turkiye"),
        ("土耳其", "Turkiye"),
        ("Weißrussland", "Belarus"),
        ("weissrussland", "Belarus"),
        ("Biélorussie", "Belarus"),
        ("Беларусь", "Belarus"),
        ("CHE", "Switzerland"),
        ("UK", "United Kingdom"),
        ("USSR", "Soviet Union"),
        ("Azərbaycan", "Azerbaijan"),
        ("ադրբեջան", "Azerbaijan"),
        ("Polen", "Poland"),
        ("Vietnam", "Viet Nam"),
        ("  south   korea ", "South Korea"),
        ("NA", "Namibia"),
    ],
)
def test_any_spelling_code_or_language_finds_one_entity(spelling, name):
    assert find(spelling).name == name


@pytest.mark.parametrize(
    ("spelling", "never"),
    [
        ("Hezbollah", "Lebanon"),
        ("Czechoslovakia", "Czechia"),
        ("South Yemen", "Yemen"),
        ("Northern Cyprus", "Cyprus"),
        ("East Germany", "Germany"),
        ("South Vietnam", "Viet Nam"),
        ("Soviet Union", "Russia"),
        ("PKK (Turkey)", "Turkiye"),
        ("CHE", "Chile"),
        ("AU", "African Union**"),
    ],
)
def test_a_name_never_stands_for_its_neighbour_or_successor(spelling, never):
    assert find(spelling).name != never


@pytest.mark.parametrize(
    "nobody", ["Korea", "by", "tr", "Yemens", "Transnistria", "Kurdistan", "", "*"]
)
def test_a_name_that_nobody_has_is_refused(nobody):
    with pytest.raises(UnknownEntity):
        find(nobody)


def test_a_slip_of_the_pen_is_suggested_and_not_taken():
    with pytest.raises(UnknownEntity, match="did you mean Azerbaijan"):
        find("Azerbejan")
    assert "Belarus" in suggest("Belaruss")


def test_a_suggestion_is_by_the_words_that_tell_countries_apart():
    assert suggest("Republic of Azerbeidjan") == ("Azerbaijan",)
    assert suggest("Kingdom of Swedn")[0] == "Sweden"
    assert set(suggest("Democratic Republic of Cogno")) == {"Congo", "DR Congo"}


def test_every_listed_alias_finds_its_entity():
    with shipped_path("aliases.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 800
    scheme = {"sipri_code": "sipri"}
    found = [(row, find(row["alias"], scheme=scheme.get(row["scheme"]))) for row in rows]
    assert [row["alias"] for row, entity in found if entity.name != row["entity"]] == []


def test_every_entity_is_found_by_its_own_and_its_display_name():
    known = entities.entities()
    assert len(known) == 268
    assert [e.name for e in known.values() if find(e.name) != e or find(e.display_name) != e] == []


def test_codes_of_the_old_site_never_override_iso_codes():
    with shipped_path("alias_clashes.csv").open(encoding="utf-8", newline="") as lines:
        clashes = list(csv.DictReader(lines))
    assert {r["alias"]: find(r["alias"]).name for r in clashes} == {
        r["alias"]: r["clashes_with"] for r in clashes
    }


def test_a_file_names_countries_and_never_codes():
    assert in_file("Turkey").name == "Turkiye"
    assert in_file("TUR") is None
    assert in_file("Türkei") is None


def test_an_empty_supplier_is_the_unknown_one():
    assert in_file(" ").is_unknown


def test_names_are_understood_in_at_least_ten_languages():
    from babel import Locale

    missed = {
        language
        for language in entities.LANGUAGES
        if find(Locale.parse(language).territories["AM"]).name != "Armenia"
    }
    assert len(entities.LANGUAGES) >= 10
    assert missed == set()
