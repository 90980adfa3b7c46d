"""What is said of the data that are here, and of an edition that should be."""

from builders import release

from armstransfers import shipped_releases
from armstransfers.core.coverage import Block
from armstransfers.wording.data_here import what_is_here, what_should_be_out

CELLS = {("Italy", "France", 2020): 10.0}


def whole(edition, first=1950):
    return release(CELLS, blocks=(Block(first, edition - 1),), edition=edition)


def test_what_ships_is_called_an_extract_and_less_than_a_tenth():
    first, others, rest = what_is_here(shipped_releases())
    assert first.startswith("Edition 2026 of the SIPRI Arms Transfers Database (9 March 2026): all")
    assert first.endswith("not an original SIPRI file.")
    assert others == "Editions 2025 and 2022 are here, too, to compare."
    assert "less than 10 per cent" in rest


def test_a_complete_release_is_called_complete_with_its_years():
    assert what_is_here([whole(2026)]) == [
        "Edition 2026 of the SIPRI Arms Transfers Database (9 March 2026): complete, 1950-2025."
    ]


def test_an_older_complete_release_beside_a_newer_extract_is_told_of():
    sentences = what_is_here([*shipped_releases(), whole(2024)])
    assert sentences[1] == (
        "Edition 2024 of the SIPRI Arms Transfers Database (11 March 2024): complete, 1950-2023."
    )
    assert sentences[2] == "Editions 2025 and 2022 are here, too, to compare."


def test_one_other_edition_is_one():
    assert what_is_here([whole(2026), shipped_releases()[-1]])[1:] == [
        "Edition 2022 is here, too, to compare."
    ]


def test_an_edition_that_nobody_knows_has_no_day():
    assert what_is_here([whole(2026), release(CELLS, edition=None)])[1:] == [
        "An unknown edition of the SIPRI Arms Transfers Database: complete, 2000-2020."
    ]


def test_an_edition_that_should_be_out_is_named_with_its_day():
    assert what_should_be_out(2027, shipped_releases()) == (
        "SIPRI should have published edition 2027 on 8 March 2027. The newest here is edition 2026."
    )
