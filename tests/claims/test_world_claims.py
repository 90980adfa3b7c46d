"""Claims on shares of the world's arms trade, judged by the real register of the edition that
SIPRI counted its own figures from."""

import pytest

from armstransfers import check, read_claim
from armstransfers.claims.judge import NOT_SUPPORTED, SUPPORTED
from armstransfers.readers import read
from armstransfers.reference.published import published_figures

SENTENCES = {
    "global_export_share": "{} accounted for {} per cent of global arms exports in 2019-23 and was the "
    "world's number {} exporter.",
    "global_import_share": "{} accounted for {} per cent of global arms imports in 2019-23 and was the "
    "world's number {} importer.",
}


@pytest.fixture(scope="module")
def register(real):
    names = ("1950-1989", "1990-2023")
    return read([real / f"register-by-delivery-year_{years}_2024-04.csv" for years in names])


def printed():
    """World shares with a rank that SIPRI published of 2019-23 in 2024, as sentences."""
    rows = published_figures()
    rows = rows[
        rows["kind"].isin(SENTENCES)
        & (rows["start_year"] == 2019)
        & (rows["end_year"] == 2023)
        & (rows["edition"] == 2024)
        & rows["rank"].notna()
    ]
    for row in rows.itertuples():
        value = f"{row.value_pct:.{int(row.printed_decimals)}f}"
        yield SENTENCES[row.kind].format(row.reporter, value, int(row.rank))


def test_there_are_figures_on_both_sides():
    assert len(list(printed())) > 12


@pytest.mark.parametrize("sentence", list(printed()))
def test_what_sipri_printed_of_the_world_is_borne_out_by_its_own_edition(register, sentence):
    found = {one.key: one.verdict for one in check(sentence, [register]).each}
    assert found == {"share": SUPPORTED, "rank": SUPPORTED}


def test_a_share_of_the_world_is_read_as_one_and_not_as_one_of_a_partner():
    share, rank = read_claim(next(printed()), latest=2023).parts
    assert (share.of, rank.of, share.whole) == ("world", "world", "")


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("The USA accounted for 42 per cent of global arms exports in 2019-23, followed by France (11 per "
         "cent) and Russia (11 per cent).", [SUPPORTED] * 4),
        ("In 2019-23 Russia (11 per cent) was ahead of France among the world's exporters.",
         [SUPPORTED, NOT_SUPPORTED]),
        ("India was the world's largest arms importer in 2019-23, with 9.8 per cent of global imports.",
         [SUPPORTED, SUPPORTED]),
        ("Saudi Arabia and Qatar together received 16 per cent of the world's arms imports in 2019-23.",
         [SUPPORTED]),
        ("China was the world's largest arms importer in 2019-23.", [NOT_SUPPORTED]),
        ("Israel was not among the five largest exporters of the world in 2019-23.", [SUPPORTED]),
    ],
)  # fmt: skip
def test_sentences_on_the_world_are_judged_by_its_register(register, sentence, verdicts):
    assert [one.verdict for one in check(sentence, [register]).stated] == verdicts
