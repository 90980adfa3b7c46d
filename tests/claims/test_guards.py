"""Guards: what a sentence cannot well mean is asked, and a person's own pieces never are."""

import pytest

from armstransfers import check, read_claim
from armstransfers.claims.frames.text import Words
from armstransfers.claims.guards import far_off, guarded
from armstransfers.claims.part import Part
from armstransfers.claims.phrases import read

WORDS = (Words(0, 1, "x"),)


def share(supplier, stated, recipient="Azerbaijan", words=WORDS):
    return Part(
        "share",
        (supplier,),
        (recipient,),
        (2011, 2020),
        "imports",
        read("share", stated),
        words=words,
    )


def questions(*parts):
    return [doubt.question for part in guarded(parts) for doubt in part.doubts]


def test_nobody_supplies_himself():
    (question,) = questions(share("Azerbaijan", "7 %"))
    assert "supplier and as recipient" in question


def test_shares_of_one_whole_do_not_add_up_to_more_than_it():
    found = guarded([share("Russia", "70 %"), share("Israel", "40 %")])
    assert [part.sure for part in found] == [False, False]


def test_rounding_may_lift_a_sum_above_the_whole():
    assert questions(share("Russia", "60 %"), share("Israel", "33 %"), share("Italy", "8 %")) == []


def test_shares_of_two_wholes_are_not_added_up():
    assert questions(share("Russia", "70 %"), share("Israel", "40 %", "Georgia")) == []


def test_one_thing_has_one_figure():
    found = questions(share("Russia", "60 %"), share("Russia", "26 %"))
    assert len(found) == 2
    assert "both read of Russia to Azerbaijan in 2011-2020" in found[0]


def test_a_majority_of_60_per_cent_is_one_figure():
    assert questions(share("Russia", "more than half"), share("Russia", "60 %")) == []


def test_what_was_typed_is_never_asked():
    assert questions(share("Azerbaijan", "7 %", words=()), share("Russia", "99 %", words=())) == []


@pytest.mark.parametrize(
    ("stated", "value", "far"),
    [("20 %", 6.7, False), ("20 %", 6.6, True), ("20 %", 60.0, False), ("20 %", 60.1, True), ("20 %", 0.0, True)],
)  # fmt: skip
def test_a_share_is_far_off_beyond_a_factor_of_three(stated, value, far):
    assert bool(far_off(share("Russia", stated), value, 9)) == far


def test_a_fall_that_was_a_rise_is_far_off():
    part = Part(
        "change",
        (),
        ("Azerbaijan",),
        (2010, 2014),
        stated=read("change", "fell by 20 %"),
        words=WORDS,
    )
    assert far_off(part, 20.0, 0)


def test_a_rank_is_far_off_only_beyond_the_number_of_partners():
    part = Part(
        "rank",
        ("Russia",),
        ("Azerbaijan",),
        (2011, 2020),
        stated=read("rank", "seventh"),
        words=WORDS,
    )
    assert far_off(part, 1.0, 6)
    assert not far_off(part, 1.0, 7)


def test_a_figure_far_off_is_shown_and_asked():
    reading = read_claim("Belarus supplied 30 % of Azerbaijan's arms in 2011-20.")
    one = check(reading)["share"]
    assert one.verdict == "needs your reading"
    assert one.decided_by.computed.value == pytest.approx(7.03, abs=0.005)
    assert check(reading.confirmed())["share"].verdict == "not supported"


def test_windows_of_unequal_length_are_no_doubt():
    (change,) = read_claim(
        "Azerbaijan's arms imports rose 10 % in 2016-20 compared with 2014-15.", latest=2024
    ).parts
    assert change.sure


def test_a_figure_that_an_older_edition_bears_out_is_not_asked():
    one = check("Belarus accounted for 7.1% of Azerbaijan's arms imports between 2011 and 2020.")
    assert one["share"].verdict == "as published, revised since"
