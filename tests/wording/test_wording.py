import pandas as pd
import pytest
from builders import c2_file, c2_row, release

from armstransfers import read, shares, shipped_releases, solidity, wording
from armstransfers.analysis.question import Question
from armstransfers.core.measure import Measure
from armstransfers.wording.views import pair_headline

AZERBAIJAN = Question("recipient", "Azerbaijan")


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_headline_names_the_three_largest_with_window_and_denominator():
    table = shares(shipped_releases()[0], recipient="Azerbaijan", years=(2011, 2020))
    assert plain(wording.headline(table, AZERBAIJAN, (2011, 2020))) == (
        "Russia supplied 59.3 % of Azerbaijan's imports of major arms in 2011-2020, "
        "Israel 25.5 %, Belarus 7.0 %."
    )


def test_the_headline_of_a_supplier_speaks_of_what_was_received():
    data = release({("United States", "Belarus", 2010): 5})
    table = shares(data, supplier="Belarus", years=2010)
    assert plain(wording.headline(table, Question("supplier", "Belarus"), (2010, 2010))) == (
        "The United States received 100.0 % of Belarus's exports of major arms in 2010."
    )


def test_unknown_is_named_where_it_matters():
    data = release({("Georgia", "Israel", 2010): 60, ("Georgia", "unknown supplier(s)", 2010): 40})
    table = shares(data, recipient="Georgia", years=2010)
    words = plain(wording.headline(table, Question("recipient", "Georgia"), (2010, 2010)))
    assert words.endswith(
        "Israel supplied 60.0 % of Georgia's imports of major arms in 2010, unknown suppliers 40.0 %."
    )


def test_an_empty_window_is_said():
    assert wording.headline(pd.DataFrame(), AZERBAIJAN, (1995, 1996)) == (
        "No deliveries are recorded in Azerbaijan's imports of major arms in 1995-1996."
    )


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0.0 %"), (0.04, "under 0.1 %"), (0.05, "0.1 %"), (59.73, "59.7 %")]
)
def test_a_small_share_is_not_nothing(share, words):
    assert plain(wording.per_cent(share)) == words


@pytest.mark.parametrize(
    ("change", "words"), [(1.26, "+1.3"), (-0.04, "0.0"), (-2, "\N{MINUS SIGN}2.0"), (0, "0.0")]
)
def test_a_change_has_its_sign(change, words):
    assert wording.points(change) == words


def test_a_window_across_1991_says_that_the_soviet_union_is_another():
    asked = Question("supplier", "Russia")
    data = release({("India", "Russia", 2010): 1})
    assert any("Soviet Union" in s for s in wording.breaks(data, asked, ["India"], (1985, 1995)))
    assert wording.breaks(data, asked, ["India"], (1992, 1995)) == []


def test_the_last_year_of_an_edition_is_said_to_be_revised():
    data = release({("India", "Russia", 2010): 1})
    asked = Question("recipient", "India")
    assert any("revises" in s for s in wording.breaks(data, asked, [], (2016, 2020)))


@pytest.mark.parametrize(
    ("recipient", "years", "error"),
    [
        ("India", (2023, 2023), "0.6"),
        ("India", (2021, 2022), "0.6"),
        ("India", (2021, 2025), ""),
        ("India", (2021, 2021), ""),
        ("Mali", (2024, 2024), "0.3"),
        ("Mali", (2021, 2025), ""),
        ("Togo", (2021, 2023), "0.16"),
        ("Botswana", (2021, 2025), "0.7"),
        ("unknown recipient(s)", (2021, 2025), "0.25"),
        ("Azerbaijan", (2021, 2024), ""),
    ],
)
def test_what_the_downloads_of_an_extract_do_not_settle_is_said(recipient, years, error):
    newest, older, _ = shipped_releases()
    said = wording.breaks(newest, Question("recipient", recipient), [], years)
    off = [one for one in said if "may be off by up to" in one]
    assert bool(off) == bool(error)
    assert all(f"up to {error} million TIV" in one for one in off)
    assert not any(
        "off by" in one
        for one in wording.breaks(older, Question("recipient", recipient), [], years)
    )


@pytest.mark.parametrize(
    ("name", "possessive"),
    [("Turkiye", "Türkiye's"), ("United States", "the United States'"), ("Belarus", "Belarus's")],
)
def test_names_take_their_article(name, possessive):
    assert wording.possessive(name) == possessive


def test_a_part_that_is_not_stated_of_the_whole_is_a_least_value():
    rows = (c2_row(1, value=90, year_estimated="Yes"), c2_row(2, value=10, year_estimated=""))
    data = read(c2_file(*rows).encode())
    solid = solidity(data, recipient="Georgia", years=2004)
    asked = Question("recipient", "Georgia")
    said = plain(" ".join(wording.what_stands_behind(solid, data, asked)))
    assert "at least 90 % with a delivery year that SIPRI estimated" in said
    assert "SIPRI leaves these marks blank for up to 10.0 % of it" in said


def test_at_least_nothing_is_left_out():
    rows = (c2_row(1, value=0.2, number_estimated="Yes"), c2_row(2, value=99, number_estimated=""))
    data = read(c2_file(*rows).encode())
    solid = solidity(data, recipient="Georgia", years=2004)
    said = wording.what_stands_behind(solid, data, Question("recipient", "Georgia"))
    assert solid.number_estimated is not None
    assert not any("At least" in one or "at least" in one for one in map(plain, said))


@pytest.mark.parametrize(("then", "said"), [((1984, 1998), True), ((1992, 2000), False)])
def test_russias_change_against_soviet_years_says_what_it_leaves_out(then, said):
    columns = ["partner", "share_then"]
    change = pd.DataFrame([("Russia", 20.0), ("Soviet Union", 50.0)], columns=columns)
    words = wording.soviet_change(change, then).replace("\N{NO-BREAK SPACE}", " ")
    assert words == ("Russia's leaves out the Soviet Union, which had 50.0 % then." if said else "")
    assert wording.soviet_change(change[change["partner"] == "Russia"], then) == ""


LICENCES = Measure(
    "Value of licences granted", "GBP", "licence granted", 1, goods="licensed military goods"
)


def test_what_was_licensed_was_not_supplied():
    data = release(
        {("India", "United Kingdom", 2010): 60, ("Oman", "United Kingdom", 2010): 40},
        measure=LICENCES,
    )
    asked = Question("supplier", "United Kingdom", LICENCES)
    table = shares(data, supplier="United Kingdom", years=2010)
    assert plain(wording.headline(table, asked, (2010, 2010))) == (
        "India accounted for 60.0 % of the United Kingdom's exports of licensed military goods in 2010, "
        "Oman 40.0 %."
    )
    assert (
        wording.asking(asked) == "The United Kingdom's exports of licensed military goods: to whom?"
    )
    found = {asked: table[table["partner"] == "India"]}
    assert plain(pair_headline(found, "United Kingdom", "India", (2010, 2010))) == (
        "India accounted for 60.0 % of the United Kingdom's exports of licensed military goods in 2010."
    )


@pytest.mark.parametrize(
    ("basis", "received"),
    [("delivery", True), ("customs, reconciled", True), ("licence granted", False), ("allocation", False)],
)  # fmt: skip
def test_what_is_promised_has_not_arrived(basis, received):
    assert Measure("Value", "EUR", basis, 1).is_received is received
