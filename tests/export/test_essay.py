import pytest
from builders import release

from armstransfers import Refused, shipped_releases
from armstransfers.core.coverage import Block
from armstransfers.core.measure import Measure
from armstransfers.export.essay import change_paragraph, pair_paragraph, partners_paragraph

NEWEST, MIDDLE, OLDEST = shipped_releases()
SOURCE = (
    "Source: SIPRI Arms Transfers Database, edition 2021 (downloaded 3 May 2021). "
    "Calculation: Arms Transfer Explorer."
)


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def sentences(words):
    return plain(words).replace(". ", ".\n").splitlines()


def test_a_paragraph_says_who_what_part_of_what_how_exact_and_by_whom():
    words = plain(partners_paragraph(OLDEST, recipient="Azerbaijan", years=(2011, 2020)))
    assert words == (
        "Russia supplied 60.0 % of Azerbaijan's imports of major arms in 2011-2020, "
        "Israel 26.6 % and Belarus 7.1 %. "
        "Azerbaijan's imports came to 3,277 million TIV. "
        # 4 of 3,277
        "Unknown suppliers delivered 0.1 % of it, which stays in the whole. "
        "TIV counts the volume of deliveries of major arms. It is not money. "
        # 1967 lies between 1962.5 and 1971.5, the others between 1294 and 1330
        "The source rounds to 1 million TIV, which leaves Russia's share between 59.57 and 60.48 %. "
        "Source: SIPRI Arms Transfers Database, edition 2022 (downloaded 22 April 2022). "
        "Calculation: Arms Transfer Explorer."
    )


def test_the_estimates_behind_a_whole_are_said_by_volume():
    words = sentences(partners_paragraph(MIDDLE, recipient="Azerbaijan", years=(2011, 2020)))
    assert "Azerbaijan's imports came to 3,351.18 million TIV in 144 delivery records." in words
    assert (
        "SIPRI estimated the delivery year of 18 % and the number delivered of 71 % of this volume."
    ) in words
    assert "Of it, 13 % was made under licence in Azerbaijan and 8 % was second hand." in words


def test_the_recipients_of_a_supplier_have_articles_and_what_unknown_leaves_open():
    data = release(
        {
            ("United States", "Netherlands", 2010): 30,
            ("Gambia", "Netherlands", 2010): 10,
            ("unknown recipient(s)", "Netherlands", 2010): 25,
        }
    )
    words = sentences(partners_paragraph(data, supplier="Netherlands", years=2010))
    assert words[:3] == [
        "The United States received 46.2 % of the Netherlands' exports of major arms in 2010, "
        "the Gambia 15.4 % and unknown recipients 38.5 %.",
        "The Netherlands' exports came to 65.00 million TIV.",
        "Unknown recipients received 38.5 % of it, which stays in the whole.",
    ]
    assert any("the Gambia could rank between 1 and" in sentence for sentence in words)


def test_a_small_whole_is_called_small():
    words = partners_paragraph(
        release({("Georgia", "Spain", 2010): 5}), recipient="Georgia", years=2010
    )
    assert "The whole is only 5.00 million TIV" in words


def test_an_equal_split_is_called_an_estimate():
    data = release(
        {("Georgia", "Spain", 2010): 50}, blocks=(Block(2000, 2020, exactness="estimated"),)
    )
    words = partners_paragraph(data, recipient="Georgia", years=2010)
    assert "The values are estimated, equal split: " in words


def test_a_window_without_deliveries_is_a_short_paragraph():
    data = release({("Georgia", "Spain", 2010): 50})
    assert partners_paragraph(data, recipient="Georgia", years=2011) == (
        f"No deliveries are recorded in Georgia's imports of major arms in 2011. {SOURCE}"
    )


PAIR = release(
    {
        ("Georgia", "Israel", 2010): 60,
        ("Georgia", "Spain", 2010): 30,
        ("Georgia", "France", 2010): 30,
        ("India", "Spain", 2010): 90,
    }
)


def test_a_pair_has_two_shares_each_with_its_place():
    words = sentences(pair_paragraph(PAIR, recipient="Georgia", supplier="Spain", years=2010))
    assert words[:2] == [
        "Spain supplied 25.0 % of Georgia's imports of major arms in 2010 and was its "
        "second-largest supplier that year, level with France.",
        "Georgia received 25.0 % of Spain's exports of major arms in 2010 and was its "
        "second-largest recipient that year.",
    ]
    assert words.count("It is not money.") == 1
    assert "Spain's exports came to 120.00 million TIV." in words


def test_a_place_that_rounding_leaves_open_is_said():
    data = release(
        {("Georgia", "Spain", 2010): 30, ("Georgia", "France", 2010): 31}, exactness="rounded"
    )
    words = pair_paragraph(data, recipient="Georgia", supplier="Spain", years=2010)
    assert "second-largest supplier that year (rounding allows rank 1 to 2)." in words


def test_a_place_far_down_is_a_number():
    cells = {("Georgia", f"Supplier {i}", 2010): 100 - i for i in range(10)}
    data = release(cells | {("Georgia", "Spain", 2010): 10})
    words = pair_paragraph(data, recipient="Georgia", supplier="Spain", years=2010)
    assert "was number 11 of its suppliers that year." in words


def test_a_pair_without_deliveries_is_said():
    words = sentences(pair_paragraph(PAIR, recipient="India", supplier="Israel", years=2010))
    assert words[:2] == [
        "Israel supplied nothing of India's imports of major arms in 2010.",
        "India received nothing of Israel's exports of major arms in 2010.",
    ]


def test_a_whole_that_the_release_does_not_hold_is_left_out_and_said():
    pair = {"recipient": "Azerbaijan", "supplier": "Israel", "years": (2011, 2020)}
    words = sentences(pair_paragraph(OLDEST, **pair))
    assert words[0].endswith("and was its second-largest supplier in those years.")
    assert words[1] == (
        "What part of Israel's exports of major arms went to Azerbaijan cannot be told from this "
        "release."
    )
    with pytest.raises(Refused, match="all suppliers of Algeria"):
        pair_paragraph(OLDEST, recipient="Algeria", supplier="Israel", years=(2011, 2020))


MOVED = release(
    {
        ("Georgia", "Israel", 2005): 75,
        ("Georgia", "Spain", 2005): 25,
        ("Georgia", "Israel", 2015): 20,
        ("Georgia", "Spain", 2015): 20,
        ("Georgia", "China", 2015): 10,
    }
)


def test_a_comparison_gives_shares_points_and_the_change_of_the_whole():
    words = plain(change_paragraph(MOVED, recipient="Georgia", then=2005, now=2015))
    assert words == (
        "Between 2005 and 2015, Israel's share of Georgia's imports of major arms fell from 75.0 % "
        "to 40.0 % (-35.0 percentage points), Spain's rose from 25.0 % to 40.0 % (+15.0 points) "
        "and China's rose from nothing to 20.0 % (+20.0 points). "
        "Georgia's imports of major arms fell by 50 % in volume, from 100.00 to 50.00 million TIV. "
        "TIV counts the volume of deliveries of major arms. It is not money. "
        f"The values are unrounded, to 0.01 million TIV. {SOURCE}"
    )


def test_where_nothing_was_delivered_before_there_is_no_change():
    words = plain(change_paragraph(MOVED, recipient="Georgia", then=2001, now=2015))
    assert words.startswith(
        "No deliveries are recorded in Georgia's imports of major arms in 2001."
    )
    assert "Israel supplied 40.0 %" in words


def test_another_measure_is_not_called_tiv():
    measure = Measure("Export licences", "million EUR", "licence", 0.01, goods="military goods")
    data = release({("Georgia", "Spain", 2010): 50}, measure=measure)
    words = partners_paragraph(data, recipient="Georgia", years=2010)
    assert (
        "Spain accounted for 100.0\N{NO-BREAK SPACE}% of Georgia's imports of military goods"
        in words
    )
    assert "Export licences counts military goods by year of licence. It is not TIV." in words
    assert "million TIV" not in words
