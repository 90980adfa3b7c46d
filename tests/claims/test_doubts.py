"""What is asked about a sentence instead of being judged, and what a person's answer does."""

import pytest

from armstransfers import BadRequest, Claim, check, read_claim
from armstransfers.claims import mending


def asked(sentence):
    """The questions about what a sentence states."""
    parts = read_claim(sentence, latest=2024).parts
    return [doubt.question for part in parts if not part.implied for doubt in part.doubts]


def parts(sentence):
    return read_claim(sentence, latest=2024).parts


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Russia got 46% of Peru's orders filled and 46% of its arms in 2011-15, as against 11% during the five years before.", "'filled' a delivery"),
        ("Rabat took in more foreign weapons in 2021 than over the four preceding years put together.", "four"),
        ("Kenya was the largest buyer, said the EU, with 7% of Italy's arms exports in 2018.", "EU"),
        ("In 2012-16 and 2017-21 respectively, 63% and 47% of Algeria's weapons came from Moscow.", "respectively"),
        ("Russia's arms sales rose 214% from 2019 to 2020.", "against which years"),
        ("Armenia's arms imports have risen fivefold since 2015.", "since 2015"),
        ("Russia supplied 94% of Armenia's arms, but that fell to 35% after the 2020 war.", "date something else"),
        ("Brasil compró a Suecia el 37 % de sus armas entre 2018 y 2022.", "Spanish"),
        ("EU members got 54% of their imported arms in 2020-24 from the United States.", "members"),
        ("Jordan imported more arms from Russia in 2013-17 than from France and Italy combined.", "added up"),
        ("China's imports shrank in 2020-24 and it dropped out of the top ten importers.", "lose it"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked(sentence, about):
    assert any(about in question for question in asked(sentence)), asked(sentence)


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Italy met 31% of Serbia's arms imports in 2014-18, a little way behind Turkey on 37%.", [
            "share, Italy to Serbia, of imports, 2014-2018, 31%",
            "share, Turkiye to Serbia, of imports, 2014-2018, 37%",
            "comparison, Italy to Serbia, of imports, 2014-2018, after Turkiye",
        ]),
        ("France bought 16% fewer arms in 2018-'22 than in 2013-'17.", [
            "change, France, of imports, 2018-2022, against 2013-2017, 16%",
        ]),
        ("Russia supplied 60% of Azerbaijan's arms in 2011-15 and a quarter in the newest five-year window.", [
            "share, Russia to Azerbaijan, of imports, 2011-2015, 60%",
            "share, Russia to Azerbaijan, of imports, no years, a quarter",
        ]),
        ("Arms imports by Canada grew 62% in 2017-21 from the 2012-16 level, with Japan up 152%.", [
            "change, Canada, of imports, 2017-2021, against 2012-2016, 62%",
            "change, Japan, of imports, 2017-2021, against 2012-2016, 152%",
        ]),
        ("Nearly a third of the arms Kyiv exported in 2011-15 was headed for Beijing.", [
            "share, Ukraine to China, of exports, 2011-2015, Nearly a third",
        ]),
        ("Imports of arms by Uganda grew fourfold between 2004-08 and 2009-13.", [
            "change, Uganda, of imports, 2009-2013, against 2004-2008, fourfold",
        ]),
        ("Azerbaijan ranks 34th among the world's importers in 2020-24 while Armenia is 28th.", [
            "rank, Azerbaijan, of world, 2020-2024, 34th",
            "rank, Armenia, of world, 2020-2024, 28th",
        ]),
    ],
)  # fmt: skip
def test_what_is_said_in_an_uncommon_way_is_read(sentence, read):
    assert [part.describe() for part in parts(sentence)] == read
    assert asked(sentence) == []


@pytest.mark.parametrize(
    ("on", "years"), [("2024-03-11", (2019, 2023)), ("2024-03-10", (2018, 2022)), ("2025-06-01", (2020, 2024))]
)  # fmt: skip
def test_the_past_five_years_are_sipris_own_of_the_day_of_the_text(on, years):
    reading = read_claim(
        "Over the past five years, Russia supplied two-thirds of Azerbaijan's arms.",
        latest=2025,
        published=on,
    )
    assert reading.parts[0].years == years


def test_last_year_and_two_years_ago_are_years_of_the_calendar():
    sentence = "Two years ago Russia supplied two-thirds of Azerbaijan's arms, last year a half."
    two, last = read_claim(sentence, latest=2025, published="2022-06-14").parts
    assert (two.years, last.years) == ((2020, 2020), (2021, 2021))


def test_a_day_that_is_none_is_refused():
    with pytest.raises(BadRequest, match="2024-03-11"):
        read_claim("Russia supplied half of India's arms last year.", published="March 2024")


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia supplied 60% of Azerbaijan's arms in 2011-20, after it had delivered S-400 systems elsewhere.",
        "A study issued in March 2019 puts Myanmar's reliance on Chinese arms at 61% over 2014-18.",
        "Over 2016-18 Thailand bought 41% more arms than during the three preceding years.",
        "Russia provided 94 and 60 per cent of the arms imported by Armenia and Azerbaijan respectively in 2011-20.",
        "Belarus, a member of the CSTO, delivered 7 % of the weapons that Azerbaijan imported in 2011-20.",
    ],
)  # fmt: skip
def test_what_is_plain_is_not(sentence):
    assert asked(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The US accounted for 30 percent of Israel's arms imports by dollar value in 2019-23.", "money"),
        ("The US accounted for 30 percent of Israel's arms imports by value in 2019-23.", "money"),
        ("Germany accounted for 30 percent of Israel's arms imports by number of orders in 2019-23.", "orders"),
        ("Germany approved 30 percent of Israel's arms imports in 2019-23.", "approvals"),
        ("Licences for Israel made up 30 percent of German arms exports in 2023.", "approvals"),
        ("Germany supplied arms worth 326 million euros to Israel in 2023.", "money"),
        ("Russia supplied 70 percent of India's tanks in 2019-23.", "tanks"),
        ("Nearly 70 percent of Azerbaijan's arsenal was Israeli in 2023.", "in service"),
        ("The US gave 43 percent of all military aid to Ukraine in 2022-24.", "money"),
    ],
)  # fmt: skip
def test_another_measure_gets_no_verdict(sentence, why):
    (verdict,) = check(sentence).stated
    assert verdict.verdict == "different measure"
    assert why in verdict.decided_by.reason


def test_a_sum_of_money_in_an_aside_leaves_a_share_alone():
    sentence = "With contracts worth $5.2 billion in hand, Paris provided 17 % of Greece's arms in 2018-22."
    (share,) = [part for part in parts(sentence) if part.kind == "share"]
    assert share.sure
    assert not share.measure


def test_one_kind_of_weapon_before_an_and_leaves_a_share_alone():
    (share,) = parts("Serbia bought Chinese drones and 57% of its arms from China in 2020-24.")
    assert not share.measure


def test_a_number_of_weapons_is_no_part_of_a_share():
    share, number = parts(
        "France delivered 24 Rafale aircraft and supplied 39% of Egypt's arms in 2014-18."
    )
    assert share.sure
    assert not share.measure
    assert "aircraft" in number.measure


def test_an_unsure_part_has_its_value_and_no_verdict():
    (one,) = check("Azerbaijan got 35 % of its arms from Russia in 2015-19, unlike Georgia.").stated
    assert one.verdict == "needs your reading"
    assert {finding.verdict for finding in one.by_edition} == {"needs your reading"}
    assert one.decided_by.computed.value == pytest.approx(28.53, abs=0.005)
    assert one.nearest == ()


def test_a_question_offers_the_other_readings():
    (share,) = parts("Of Belarus's arms trade in 2017-21, Serbia represented 14%.")
    (doubt,) = share.doubts
    assert [other.describe() for other in doubt.alternatives] == [
        "share, Belarus to Serbia, of exports, 2017-2021, 14%"
    ]


def test_what_a_person_confirmed_is_judged():
    reading = read_claim("Azerbaijan got 35 % of its arms from Russia in 2015-19, unlike Georgia.")
    (one,) = check(reading.confirmed()).stated
    assert one.verdict == "not supported"


def test_years_that_a_person_gave_answer_a_question_about_years():
    reading = read_claim("Since 2011 Russia has supplied 58 percent of Azerbaijan's arms.")
    assert not reading.parts[0].sure
    assert reading.mended(years=(2011, 2020)).parts[0].sure
    assert not reading.mended(recipient=("Armenia",)).parts[0].sure


def test_pieces_that_a_person_typed_are_never_asked():
    one = check(Claim("Belarus", "Azerbaijan", (2011, 2020), share=60))["share"]
    assert one.verdict == "not supported"


def test_an_answer_stands_in_the_line_of_its_part_and_leaves_the_others():
    reading = read_claim(
        "Azerbaijan got 31 % of its arms from Russia and 60 % from Israel in 2015-19, unlike Georgia."
    )
    stated = [part for part in reading.parts if not part.implied]
    lines = mending.answered(stated, 1, stated[1])
    first, second = mending.parts_of(mending.rows_from(lines), stated)
    assert (first.sure, second.sure) == (False, True)
    assert second.confirmed
    assert second.words == stated[1].words


def test_another_reading_is_sure_once_it_is_chosen():
    (share,) = parts("Of Belarus's arms trade in 2017-21, Serbia represented 14%.")
    (other,) = share.doubts[0].alternatives
    lines = mending.answered([share], 0, other)
    (chosen,) = mending.parts_of(mending.rows_from(lines), [share])
    assert chosen.sure
    assert chosen.of == "exports"
