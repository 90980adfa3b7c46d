"""Claims with known answers: real sentences, and others made with figures counted by plain pandas."""

import csv
from pathlib import Path

import counted
import pytest

from armstransfers import check, read_claim
from armstransfers.claims.batch import check_file

HERE = Path(__file__).parent
CANNOT = "cannot be told"


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# wrong on purpose, by more than a factor of three or in its direction: asked before it is judged
FAR_OFF = {"k24", "k68", "k72", "k77"}

REAL, KNOWN = rows("claims.csv"), rows("known_claims.csv")
SHIPPED = [row for row in REAL + KNOWN if row["data"] != "whole"]
WHOLE = [row for row in REAL + KNOWN if row["data"] == "whole"]


def verdict_of(text):
    """The verdict at the beginning of a cell such as ``supported: 7.11 [6.97-7.25]``."""
    return text.partition(":")[0].strip()


def agrees(verdict, expected):
    if expected.startswith(CANNOT):
        return verdict.startswith(CANNOT)
    return verdict == expected


@pytest.fixture(scope="module")
def judged():
    """Each row of both tables, judged as a table of structured claims by what ships."""
    return judged_by(None)


@pytest.fixture(scope="module")
def judged_by_the_whole(register_2025):
    return judged_by([register_2025])


def judged_by(releases):
    found = {}
    for name in ("claims.csv", "known_claims.csv"):
        batch = check_file(HERE / name, releases)
        found |= {row.cells["id"]: row for row in batch.rows}
    return found


def test_there_are_enough_of_them():
    assert len(REAL) == 28
    assert len(KNOWN) >= 60
    assert {row["expected"] for row in KNOWN} >= {
        "supported",
        "as published, revised since",
        "not supported",
    }


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: row["id"])
def test_each_edition_says_of_a_part_what_it_should(row, judged):
    (one,) = judged[row["id"]].each
    by_edition = {finding.edition: finding.verdict for finding in one.by_edition}
    for edition in (2022, 2025, 2026):
        expected = verdict_of(row[f"expected_edition_{edition}"])
        assert agrees(by_edition[edition], expected), edition


@pytest.mark.parametrize("row", WHOLE, ids=lambda row: row["id"])
def test_what_no_extract_holds_the_whole_of_edition_2025_says(row, judged, judged_by_the_whole):
    (one,) = judged[row["id"]].each
    assert all(not finding.told for finding in one.by_edition)
    (one,) = judged_by_the_whole[row["id"]].each
    assert agrees(one.by_edition[0].verdict, verdict_of(row["expected_edition_2025"]))
    assert one.verdict == row.get("expected", one.verdict)


@pytest.mark.parametrize(
    "row", [row for row in SHIPPED if "expected" in row], ids=lambda row: row["id"]
)
def test_the_verdict_is_the_expected_one(row, judged):
    assert judged[row["id"]].each[0].verdict == row["expected"]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row["id"])
def test_a_sentence_is_judged_as_its_structured_claim_is(row, request):
    whole = row["data"] == "whole"
    releases = [request.getfixturevalue("register_2025")] if whole else None
    reading = read_claim(row["claim"])
    one = check(reading, releases)[row["key"]]
    assert (one.part.supplier, one.part.recipient) == (
        (row["supplier"],) if row["supplier"] else (),
        (row["recipient"],),
    )
    assert one.part.years == (int(row["start"]), int(row["end"]))
    if row["id"] in FAR_OFF:
        assert one.verdict == "needs your reading"
        one = check(reading.confirmed(), releases)[row["key"]]
    assert one.verdict == row["expected"]


@pytest.mark.parametrize(
    "row",
    [row for row in SHIPPED if row["id"][0] == "k" and row["kind"].startswith(("share", "rank"))],
    ids=lambda row: row["id"],
)
def test_the_value_is_the_one_that_plain_pandas_counts(row, judged):
    years = int(row["start"]), int(row["end"])
    side = "supplier" if row["kind"] in ("share_exports", "rank_recipient") else "recipient"
    across = "recipient" if side == "supplier" else "supplier"
    told = 0
    for finding in judged[row["id"]].each[0].by_edition:
        if not finding.told:
            continue
        told += 1
        asked = (finding.edition, row[side], row[across], years, side)
        if row["kind"].startswith("share"):
            assert finding.computed.value == pytest.approx(counted.share(*asked), abs=1e-9)
        elif finding.computed is not None:
            assert finding.computed.value == counted.rank(*asked)
        else:
            assert row[across] not in counted.sums(finding.edition, row[side], years, side)
    assert told


def test_the_band_of_a_rounded_edition_is_the_worst_case():
    oldest = check("Belarus supplied 7.1 % of Azerbaijan's arms in 2011-2020.")["share"].by_edition[
        -1
    ]
    expected = counted.band(2022, "Azerbaijan", "Belarus", (2011, 2020))
    assert (oldest.computed.low, oldest.computed.high) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("text", sorted({row["claim"] for row in REAL}))
def test_every_real_sentence_is_read_or_says_why_not(text):
    reading = read_claim(text)
    assert reading.parts
    french = text.startswith("Les importations")
    assert french or all(
        part.years is not None and (part.supplier or part.recipient) for part in reading.parts
    )
    assert not french or all("in French" in part.doubts[0].question for part in reading.parts)


@pytest.mark.parametrize(
    "row",
    [row for row in REAL if row["kind"].startswith(("share", "rank", "change"))],
    ids=lambda row: row["id"],
)
def test_a_real_sentence_holds_the_part_of_its_row(row):
    kind = row["kind"].partition("_")[0]
    wanted = (
        (row["supplier"],) if row["supplier"] else (),
        (row["recipient"],),
        (int(row["start"]), int(row["end"])),
    )
    parts = [
        (part.supplier, part.recipient, part.years)
        for part in read_claim(row["claim"]).parts
        if part.kind == kind
    ]
    if row["id"] == "1c":  # "after Israel" is a comparison of Belarus with Israel
        (comparison,) = (p for p in read_claim(row["claim"]).parts if p.kind == "comparison")
        assert (comparison.others, comparison.way) == (("Israel",), "after")
    else:
        assert wanted in parts
