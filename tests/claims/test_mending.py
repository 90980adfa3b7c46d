"""Parts of a claim in words: mended cell by cell, and written as lines that a link can hold."""

from pathlib import Path

import pytest

from armstransfers import ArmsTransfersError, BadRequest, check, read_claim
from armstransfers.claims import mending

SENTENCES = [
    line[2:]
    for line in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    if line.startswith("> ")
]
CLAIM = "Belarus was Azerbaijan's second-largest arms supplier in 2011-20, with about 7.1 %."


def test_every_part_that_is_read_can_be_written_and_read_again():
    count = 0
    for sentence in SENTENCES:
        try:
            parts = read_claim(sentence, latest=2024).parts
        except ArmsTransfersError:
            continue
        rows = [mending.cells_from(mending.line_of(mending.cells_of(part))) for part in parts]
        assert mending.parts_of(rows, parts) == parts
        for part, cells in zip(parts, rows, strict=True):
            alone = mending.part_of(cells)
            assert (alone.subject, alone.whole, alone.others) == (
                part.subject,
                part.whole,
                part.others,
            )
            if part.stated:  # without its sentence, too
                assert alone.stated.low == pytest.approx(part.stated.low)
                assert alone.stated.high == pytest.approx(part.stated.high)
            count += 1
    assert count > 1000


def test_a_fall_stays_a_fall_without_its_sentence():
    (part,) = read_claim(
        "Russia's exports to Azerbaijan fell by 88 % between 2011-15 and 2016-20.", latest=2024
    ).parts
    assert mending.line_of(mending.cells_of(part)) == (
        "change | Russia | Azerbaijan | 2016-2020 | imports | fell by 88 % | | 2011-2015"
    )


def test_a_cell_that_is_mended_changes_its_own_part_alone():
    reading = read_claim(CLAIM, latest=2024)
    rows = [mending.cells_of(part) for part in reading.parts]
    rows[0]["years"], rows[1]["stated"] = "2011-2015", "7"
    mended = reading.with_parts(mending.parts_of(rows, reading.parts))
    assert mended.by_hand
    assert [part.describe() for part in mended.parts] == [
        "rank, Belarus to Azerbaijan, of imports, 2011-2015, second-largest",
        "share, Belarus to Azerbaijan, of imports, 2011-2020, 7",
    ]
    assert {one.key: one.verdict for one in check(mended).each} == {
        "rank": "supported",
        "share": "supported",
    }
    assert not reading.with_parts(reading.parts).by_hand


def test_a_part_without_judgement_keeps_its_reason():
    (part,) = read_claim("Israel delivered 90 % of Azerbaijan's drones in 2016-20.").parts
    cells = mending.cells_of(part)
    assert cells["flags"] == "not judged"
    (same,) = mending.parts_of([cells | {"years": "2015"}], [part])
    assert "drones" in same.needs
    (judged,) = mending.parts_of([cells | {"flags": ""}], [part])
    assert judged.needs == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("purchase | Russia", "part 1, part: 'purchase' is none of share"),
        (
            "share | Ruritania | Azerbaijan | 2011-2020 | imports | 7",
            "part 1, supplier:.*Ruritania",
        ),
        ("share | Russia | Azerbaijan | 2020-2011 | imports | 7", "part 1, years:.*2020-2011"),
        ("share | Russia | Azerbaijan | 2011 | gifts | 7", "part 1, of:.*write imports"),
        ("share | Russia | Azerbaijan | 2011 | imports | much", "part 1, stated:.*as a share"),
        ("share | Russia | Azerbaijan | 2011 | imports", "states nothing"),
        ("rank | Russia | Azerbaijan | 2011 | imports | 1 | | | odd", "'odd' is none of denied"),
        ("comparison | Russia | Iran | 2011 | imports | | after X", "part 1, compared with"),
        (" | ".join("abcdefghijk"), "more than 9 pieces"),
        ("\n".join(["rank | Russia | Iran | 2011 | imports | 1"] * 41), "at most 40 parts"),
        ("|", "no part is left"),
    ],
)
def test_a_line_that_is_not_understood_says_which_part_and_which_cell(line, reason):
    with pytest.raises(BadRequest, match=reason):
        mending.parts_of(mending.rows_from(line))


@pytest.mark.parametrize(
    ("words", "way"),
    [("after Israel", "after"), ("behind Israel", "after"), ("ahead of Israel", "ahead"), ("Israel", "after")],
)  # fmt: skip
def test_a_comparison_says_its_way_in_words(words, way):
    (row,) = mending.rows_from(f"comparison|Belarus|Azerbaijan|2011-2020|imports||{words}")
    part = mending.part_of(row)
    assert (part.way, part.others) == (way, ("Israel",))


def test_a_bar_or_a_line_end_in_a_cell_cannot_make_another_cell():
    line = mending.line_of({"part": "share", "supplier": "Rus|sia\nIsrael"})
    assert line == "share | Rus/sia Israel"
