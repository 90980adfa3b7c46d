"""Names in files, and the entities that they mean."""

import pytest
from builders import a1_file, b3_file, b3_row, c1_file, c1_row, c2_file, c2_row, c3_file, c4_file

from armstransfers.core.errors import ReadError
from armstransfers.readers import read
from armstransfers.readers.names import is_total
from armstransfers.reference.entities import in_file


@pytest.mark.parametrize(
    ("damaged", "name"),
    [
        ("T\N{REPLACEMENT CHARACTER}rkiye", "Turkiye"),
        ("T\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}rkiye", "Turkiye"),
        ("C\N{REPLACEMENT CHARACTER}te d'Ivoire", "Cote d'Ivoire"),
        ("C\N{REPLACEMENT CHARACTER}te d\N{REPLACEMENT CHARACTER}Ivoire", "Cote d'Ivoire"),
        ("Nig\N{REPLACEMENT CHARACTER}r", "Niger"),
    ],
)
def test_a_lost_letter_is_any_letter_where_one_entity_fits(damaged, name):
    assert in_file(damaged).name == name


@pytest.mark.parametrize(
    "damaged",
    [
        "Ira\N{REPLACEMENT CHARACTER}",  # Iran or Iraq
        "\N{REPLACEMENT CHARACTER}",
        "U\N{REPLACEMENT CHARACTER}",
        "R\N{REPLACEMENT CHARACTER}ritania",
    ],
)
def test_a_name_with_lost_letters_that_fits_none_or_two_is_unknown(damaged):
    assert in_file(damaged) is None


def test_a_name_with_lost_letters_is_reported_as_renamed():
    damaged = "T\N{REPLACEMENT CHARACTER}rkiye"
    report = read(c2_file(c2_row(1, supplier=damaged), c2_row(2)).encode()).report
    assert report.renamed == {damaged: "Turkiye"}
    assert report.unknown_names == {}


def test_a_name_with_lost_letters_that_nobody_fits_is_kept_and_listed():
    damaged = "Ira\N{REPLACEMENT CHARACTER}"
    release = read(c2_file(c2_row(1, supplier=damaged), c2_row(2)).encode())
    assert damaged in release.names("supplier")
    assert list(release.report.unknown_names) == [damaged]


def test_signs_that_cannot_be_printed_become_blanks():
    for sign in ("\t", "\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH SPACE}"):
        text = a1_file("Georgia", {f"Ruri{sign} tania": ["3", "4"]})
        assert read(text.encode()).names("supplier") == ["Ruri tania"]


IMPORTS = {"Turkey": ["5", "", "0"], "World": ["0", "", "0"], "Israel": ["", "", "140"]}


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (c2_file(c2_row(1), c2_row(2, "Total", "Total", value=12.5)), "Total", 7),
        (c2_file(c2_row(1), c2_row(2, recipient="World")), "World", 7),
        (b3_file(b3_row(1), b3_row(2, buyer="All countries")), "All countries", 7),
        (c1_file(c1_row(), c1_row("Total", "Total")), "Total", 5),
        (c1_file(c1_row(), c1_row(supplier="Insgesamt")), "Insgesamt", 5),
        (c3_file("Recipient", IMPORTS, "Total world import"), "World", 8),
        (c4_file({"Africa": IMPORTS}), "World", 7),
        (a1_file("Sudan", IMPORTS), "World", 8),
    ],
)
def test_a_sum_of_all_is_no_country_in_any_format(text, name, line):
    with pytest.raises(ReadError, match=f"'{name}' is no country but a sum") as refusal:
        read(text.encode())
    assert refusal.value.line == line


@pytest.mark.parametrize(
    "name",
    ["TOTAL", "Grand total", "Others and total", "Summe", "Alle Länder", "Monde", "Dünya", "世界"],
)
def test_sums_are_known_in_the_languages_of_tables(name):
    assert is_total(name)


@pytest.mark.parametrize("name", ["Sumatra", "Somalia", "Allied forces", "Malta", "Gesamtkunst"])
def test_a_name_that_only_begins_like_a_sum_is_none(name):
    assert not is_total(name)
