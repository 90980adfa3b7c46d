import json

import pytest

from armstransfers import check, read_claim
from armstransfers.export.verdicts import as_dict, verdict_citation

SENTENCE = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1% of its arms imports between 2011 and 2020."
)


@pytest.fixture(scope="module")
def answer():
    reading = read_claim(SENTENCE)
    return json.loads(json.dumps(as_dict(check(reading), reading)))


def test_the_contract_of_the_answer(answer):
    assert set(answer) >= {
        "claim", "understood", "ambiguities", "not_understood", "headline", "verdicts", "by_edition",
        "nearest_windows", "published", "sentence", "cite",
    }  # fmt: skip
    assert set(answer["verdicts"]) == {"rank", "share", "comparison"}
    assert set(answer["verdicts"]["share"]) >= {
        "verdict", "stated", "computed", "low", "high", "unit", "rule", "supplier", "recipient", "years",
        "of", "edition", "release", "reasons", "remarks", "derivation", "words",
    }  # fmt: skip


def test_values_are_numbers_and_names_are_sipris(answer):
    share, rank = answer["verdicts"]["share"], answer["verdicts"]["rank"]
    assert (share["verdict"], share["stated"], share["computed"]) == (
        "supported",
        "about 7.1%",
        7.03,
    )
    assert (rank["verdict"], rank["computed"], rank["years"]) == ("not supported", 3, [2011, 2020])
    editions = [(row["part"], row["edition"], row["computed"]) for row in answer["by_edition"]]
    assert ("share", 2022, 7.11) in editions


def test_windows_and_published_figures_have_their_years(answer):
    first = next(row for row in answer["nearest_windows"] if row["part"] == "rank")
    assert (first["years"], first["computed"], first["share"]) == (
        [2011, 2015],
        2.0,
        pytest.approx(7.88, abs=0.005),
    )
    published = next(row for row in answer["published"] if row["years"] == [2011, 2015])
    assert (published["published"], published["rank"], published["edition"]) == (8.0, 2, 2021)
    assert published["url"].startswith("https://")


def test_the_words_of_the_sentence_have_their_places(answer):
    for one in [*answer["understood"], *answer["verdicts"]["share"]["words"]]:
        assert SENTENCE[one["start"] : one["end"]] == one["text"]


def test_programs_get_ordinary_spaces(answer):
    assert "\N{NO-BREAK SPACE}" not in json.dumps(answer, ensure_ascii=False)


def test_a_verdict_is_cited_with_its_source_and_as_ours():
    words = verdict_citation(check(SENTENCE), link="https://example.org/check")
    assert words.startswith("Claim checked: 'Belarus was the second-largest")
    assert "Verdict by Arms Transfer Explorer: Rank (second-largest): not supported." in words
    assert "https://doi.org/10.55163/SAFC1241 (edition 2026, data generated 18 May 2026" in words
    assert words.endswith("View: https://example.org/check")
