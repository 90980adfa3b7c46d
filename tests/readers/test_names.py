"""Names in files, and the entities that they mean."""

import pytest
from builders import a1_file, c2_file, c2_row

from armstransfers.entities import in_file
from armstransfers.readers import read


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
