"""Rows held against the extracts that ship: made-up extracts, and SIPRI's real files."""

import pytest
from builders import a1_file, c2_file, c2_row, release

from armstransfers import read, shipped_releases
from armstransfers.core.coverage import Block
from armstransfers.readers import alike

GEORGIA = frozenset({"Georgia"})


@pytest.fixture
def extracts(monkeypatch):
    """Two editions of Georgia's imports of 2001-2006, which differ in one year."""
    cells = {("Georgia", "Russia", 2000 + n): 10.0 * n for n in range(1, 7)}
    other = cells | {("Georgia", "Russia", 2003): 31.5}
    blocks = (Block(2001, 2006, recipients=GEORGIA),)
    both = tuple(
        release(held, blocks=blocks, edition=edition)
        for held, edition in ((other, 2022), (cells, 2021))
    )
    monkeypatch.setattr(alike, "shipped_releases", lambda: both)
    return both


def rows(values):
    return [c2_row(n, "Russia", "Georgia", 2000 + n, value) for n, value in values.items()]


def bare(values):
    text = c2_file(*rows(values))
    return text[text.index("SIPRI AT") :].encode()


def test_rows_without_first_lines_are_of_the_edition_in_which_they_stand(extracts):
    found = read(bare({n: 10 * n for n in range(1, 7)}))
    assert (found.edition, found.is_excerpt) == (2021, True)
    assert read(bare({n: 31.5 if n == 3 else 10 * n for n in range(1, 7)})).edition == 2022


@pytest.mark.parametrize(
    "values",
    [
        {n: 10 * n for n in (1, 2, 4, 5, 6)},  # in both editions
        {n: 10 * n + 1 for n in range(1, 7)},  # in none
        {1: 10, 3: 30},  # too few
    ],
)
def test_rows_that_more_than_one_edition_could_hold_or_none_tell_no_edition(extracts, values):
    assert read(bare(values)).edition is None


def test_a_file_that_differs_from_the_extract_of_its_edition_says_where(extracts):
    values = {n: 10 * n for n in (1, 2, 3, 5, 6)} | {4: 44}
    text = c2_file(*rows(values), years=("2001", "2006"), recipients="Georgia")
    (note,) = (one.reason for one in read(text.encode()).report.skipped)
    expected = "1 of 6 volumes are not those that edition 2021 has, as Russia to Georgia in 2004: 44 and 40"
    assert note == expected


def test_names_that_do_not_follow_the_alphabet_are_noticed():
    table = {"Russia": ["1", "2"], "France": ["3", "4"]}
    notes = [one.reason for one in read(a1_file("to Georgia", table).encode()).report.skipped]
    assert any(note.startswith("France stands behind Russia") for note in notes)


def test_no_real_file_contradicts_the_extract_of_its_edition(real):
    for name in (
        "register-by-delivery-year_1995-2024_2026-02_padded.csv",
        "DealsAndTIVs_2022-09.txt",
        "tiv-import-tables_1950-2021_2022-04.zip",
        "export-values_one-supplier_2026-07.csv",
        "import-values_one-recipient_2026-09_excerpt.csv",
        "regional-transfers_2024-04.csv",
    ):
        notes = [one.reason for one in read(real / name).report.skipped]
        assert [
            n for n in notes if "volumes are not" in n or "stands behind" in n or "ends with" in n
        ] == []


def test_the_extract_of_edition_2025_comes_out_of_the_register(real):
    whole = read(real / "register-by-delivery-year_1995-2024_2026-02_padded.csv").transfers
    extract = next(one for one in shipped_releases() if one.edition == 2025)
    key = ["recipient", "supplier", "year"]
    sums = whole.astype({"recipient": "str", "supplier": "str"}).groupby(key)["value"].sum()
    printed = extract.transfers.astype({"recipient": "str", "supplier": "str"}).set_index(key)[
        "value"
    ]
    assert len(printed) > 200
    assert (sums.reindex(printed.index) - printed).abs().max() < 0.005
    covered = [alike._volumes(whole, block) for block in extract.coverage.blocks]
    assert {pair for one in covered for pair in one[one > 0].index} == set(
        printed[printed > 0].index
    )
