import pandas as pd
import pytest
from builders import release

from armstransfers.analysis.volumes import Volumes
from armstransfers.claims import Claim
from armstransfers.claims.judge import judge
from armstransfers.claims.part import Part
from armstransfers.claims.phrases import read
from armstransfers.core.coverage import Block
from armstransfers.model.release import Release

CELLS = {
    ("Georgia", "Russia", 2001): 60.0,
    ("Georgia", "Israel", 2001): 20.0,
    ("Georgia", "Israel", 2002): 6.0,
    ("Georgia", "Poland", 2002): 14.0,
    ("Armenia", "Russia", 2001): 50.0,
    ("Armenia", "unknown supplier(s)", 2001): 150.0,
}
YEARS = (2001, 2002)


def verdicts(claim, one=None):
    volumes = Volumes(one or release(CELLS))
    return [judge(part, volumes).verdict for part in claim.parts]


def finding(claim, one=None):
    (found,) = (judge(part, Volumes(one or release(CELLS))) for part in claim.parts)
    return found


def test_a_share_is_the_part_of_all_imports():
    found = finding(Claim("Israel", "Georgia", YEARS, share=26))
    assert found.verdict == "supported"
    assert (found.computed.value, found.numerator.value, found.denominator.value) == (26, 26, 100)


def test_unknown_suppliers_count_in_the_denominator_and_have_no_rank():
    assert verdicts(Claim("Russia", "Armenia", 2001, share=25, rank=1)) == ["supported"] * 2


def test_equal_volumes_share_a_rank():
    tied = release(
        {("Georgia", s, 2001): v for s, v in (("Russia", 5.0), ("Israel", 5.0), ("Poland", 1.0))}
    )
    assert verdicts(Claim("Israel", "Georgia", 2001, rank=1), tied) == ["supported"]
    assert verdicts(Claim("Poland", "Georgia", 2001, rank=3), tied) == ["supported"]
    assert verdicts(Claim("Poland", "Georgia", 2001, rank=2), tied) == ["not supported"]


def test_a_supplier_without_a_delivery_has_a_share_of_nothing_and_no_rank():
    found = [
        judge(part, Volumes(release(CELLS)))
        for part in Claim("China", "Georgia", YEARS, share=5, rank=4).parts
    ]
    assert [one.verdict for one in found] == ["not supported", "not supported"]
    assert found[0].computed.value == 0
    assert found[1].computed is None


def test_second_after_israel_leaves_nobody_else_above():
    poland = {"supplier": "Poland", "recipient": "Georgia", "years": YEARS}
    assert verdicts(Claim(**poland, rank=2, after="Israel")) == ["not supported", "not supported"]
    assert verdicts(Claim(**poland, rank=3, after="Israel")) == ["supported", "supported"]
    assert verdicts(Claim(**poland, rank=3, after="Russia + Israel")) == ["supported", "supported"]
    assert verdicts(Claim(**poland, after="Israel")) == ["supported"]
    assert verdicts(Claim(**poland, ahead_of="Israel")) == ["not supported"]


def test_several_suppliers_are_added_up():
    assert verdicts(Claim("Russia + Israel", "Georgia", YEARS, share=86)) == ["supported"]


def test_a_ranking_is_of_the_largest_in_their_order():
    def ranking(*names, way="after"):
        part = Part("ranking", names, ("Georgia",), YEARS, way=way)
        return judge(part, Volumes(release(CELLS))).verdict

    assert ranking("Russia", "Israel") == "supported"
    assert ranking("Israel", "Russia") == "not supported"
    assert ranking("Israel", "Russia", way="") == "supported"  # in no order
    assert ranking("Russia", "Poland") == "not supported"


def test_ratios_are_of_volumes_on_the_same_side():
    assert verdicts(Claim(recipient="Armenia", years=YEARS, times=2, than="Georgia")) == [
        "supported"
    ]
    assert verdicts(Claim("Russia", "Georgia", YEARS, times="2.3", than="Israel")) == ["supported"]
    exports = Claim("Russia", "Georgia", YEARS, of="exports", times="1.2", than="Armenia")
    assert verdicts(exports) == ["supported"]


def test_changes_are_of_volume_and_points_of_shares():
    claim = Claim(recipient="Georgia", years=2002, base=2001, change="-75 %")
    assert verdicts(claim) == ["supported"]
    claim = Claim("Israel", "Georgia", 2002, base=2001, points=5)
    assert verdicts(claim) == ["supported"]  # from 25 to 30 %
    assert verdicts(Claim("Israel", "Georgia", 2002, base=2001, change="+5 %")) == ["not supported"]


def test_no_ratio_to_nothing():
    found = finding(Claim(recipient="Georgia", years=2001, base=2000, change="+5 %"))
    assert found.verdict == "cannot be told from this data"
    assert "nothing was delivered" in found.reason.lower()


def test_no_share_of_nothing():
    found = finding(Claim("Russia", "Georgia", 2010, share=5))
    assert found.verdict == "cannot be told from this data"
    assert "No deliveries are recorded in 2010" in found.reason


def test_a_volume_is_in_million_tiv():
    assert verdicts(Claim(recipient="Georgia", years=YEARS, volume=100)) == ["supported"]
    assert verdicts(Claim("Israel", "Georgia", YEARS, volume="about 25")) == ["supported"]


def test_tables_of_whole_numbers_leave_a_band():
    rounded = release(CELLS, exactness="rounded")
    assert verdicts(Claim("Israel", "Georgia", YEARS, share="26.4 %"), rounded) == [
        "within rounding"
    ]
    assert verdicts(Claim("Israel", "Georgia", YEARS, share="28 %"), rounded) == ["not supported"]
    close = release(
        {("Georgia", "Russia", 2001): 6.0, ("Georgia", "Israel", 2001): 4.0}, exactness="rounded"
    )
    assert verdicts(Claim("Israel", "Georgia", 2001, rank=1), close) == ["not supported"]
    tie = release(
        {
            ("Georgia", "Russia", 2001): 4.0,
            ("Georgia", "Israel", 2001): 4.0,
            ("Georgia", "Poland", 2001): 4.0,
        },
        exactness="rounded",
    )
    assert verdicts(Claim("Israel", "Georgia", 2001, rank=3), tie) == ["within rounding"]


def test_a_denominator_that_is_not_covered_cannot_be_told():
    part = release(CELLS, blocks=(Block(2001, 2002, recipients=frozenset({"Georgia"})),))
    assert verdicts(Claim("Russia", "Georgia", YEARS, share=60), part) == ["supported"]
    found = finding(Claim("Russia", "Georgia", YEARS, of="exports", share=60), part)
    assert found.verdict == "cannot be told from this data"
    assert "does not hold all recipients of Russia" in found.reason


def test_a_pair_is_told_from_either_side():
    exports = release(CELLS, blocks=(Block(2001, 2002, suppliers=frozenset({"Russia"})),))
    assert verdicts(Claim("Russia", "Georgia", YEARS, volume=60), exports) == ["supported"]


def test_an_estimate_is_no_ground_for_a_verdict():
    by_deal = release(CELLS, blocks=(Block(2000, 2010, exactness="exact", grain="window"),))
    assert finding(Claim("Russia", "Georgia", YEARS, share=60), by_deal).verdict.startswith(
        "cannot"
    )
    assert verdicts(Claim("Russia", "Georgia", (2000, 2010), share=60), by_deal) == ["supported"]


def test_shares_of_the_world_need_the_whole_world():
    assert (
        verdicts(Claim("Russia", years=YEARS, of="world", share="36.7", rank=1))
        == ["supported"] * 2
    )
    assert (
        verdicts(Claim(recipient="Armenia", years=YEARS, of="world", share="66.7", rank=1))
        == ["supported"] * 2
    )
    part = release(CELLS, blocks=(Block(2001, 2002, recipients=frozenset({"Georgia"})),))
    found = finding(Claim("Russia", years=YEARS, of="world", share=36.7), part)
    assert "all of the world's exports, so no share of them in 2001-2002" in found.reason


def test_totals_of_all_exporters_are_enough_for_a_share_of_the_world():
    totals = pd.DataFrame(
        [("supplier", "Russia", "", 2001, 30.0), ("supplier", "Israel", "", 2001, 10.0)],
        columns=["side", "entity", "group", "year", "value"],
    )
    base = release({}, blocks=())
    one = Release(
        base.transfers,
        origin=base.origin,
        measure=base.measure,
        coverage=base.coverage,
        margins=totals,
    )
    assert verdicts(Claim("Russia", years=2001, of="world", share=75), one) == ["supported"]
    assert finding(
        Claim(recipient="Russia", years=2001, of="world", share=75), one
    ).verdict.startswith("cannot")


def beside_totals(*totals, **options):
    """A register of Georgia's imports to hundredths, beside a table of exporters in whole numbers."""
    one = release(CELLS, blocks=(Block(2001, 2002, recipients=frozenset({"Georgia"})),), **options)
    rows = [("supplier", name, "", year, value) for name, year, value in totals]
    margins = pd.DataFrame(rows, columns=["side", "entity", "group", "year", "value"])
    return Release(
        one.transfers,
        origin=one.origin,
        measure=one.measure,
        coverage=one.coverage,
        margins=margins,
    )


def test_totals_in_whole_numbers_have_their_band_beside_a_register_to_hundredths():
    # 80 of 130; by hand 79.5 / (79.5 + 50.5) = 61.15 % to 80.5 / (80.5 + 49.5) = 61.92 %
    one = beside_totals(("Russia", 2001, 80.0), ("Israel", 2001, 50.0))
    found = finding(Claim("Russia", years=2001, of="world", share=61.9), one)
    assert found.verdict == "within rounding"
    assert (found.computed.low, found.computed.high) == pytest.approx((61.1538, 61.9231))
    assert found.exactness == "rounded"
    assert verdicts(Claim("Russia", years=2001, of="world", share=61.5), one) == ["supported"]


def test_a_pair_as_a_share_of_the_world_has_the_band_of_the_world():
    # Russia delivered 40 to Georgia in 2001; the world's 130 stands for 129 to 131
    one = beside_totals(("Russia", 2001, 80.0), ("Israel", 2001, 50.0))
    part = Part(
        "share", ("Russia",), ("Georgia",), (2001, 2001), of="world", stated=read("share", "31 %")
    )
    own = CELLS["Georgia", "Russia", 2001]
    computed = judge(part, Volumes(one)).computed
    assert (computed.low, computed.high) == pytest.approx((100 * own / 131, 100 * own / 129))


def test_a_register_by_deal_holds_the_world_and_only_estimates_it():
    by_deal = release(CELLS, blocks=(Block(2000, 2010, exactness="exact", grain="window"),))
    found = finding(Claim("Russia", years=YEARS, of="world", share=36.7), by_deal)
    assert found.verdict == "cannot be told from this data"
    assert "only estimated" in found.reason
    assert "does not hold" not in found.reason
    whole = Claim("Russia", years=(2000, 2010), of="world", share="36.7")
    assert verdicts(whole, by_deal) == ["supported"]


def test_what_is_denied_is_the_other_way_round():
    part = Part(
        "rank", ("Russia",), ("Georgia",), YEARS, stated=read("rank", "largest"), denied=True
    )
    assert judge(part, Volumes(release(CELLS))).verdict == "not supported"


def test_regions_and_money_cannot_be_told():
    region = Part("share", ("Europe",), ("Georgia",), YEARS, stated=read("share", "5 %"))
    assert "Europe is a region" in judge(region, Volumes(release(CELLS))).reason
    money = Part("money", needs="TIV is not money.")
    assert judge(money, Volumes(release(CELLS))).verdict == "cannot be told from this data"


def test_a_claim_without_years_says_what_it_lacks():
    part = Part("share", ("Russia",), ("Georgia",), None, stated=read("share", "60 %"))
    assert judge(part, Volumes(release(CELLS))).reason == "The claim names no years."


@pytest.mark.parametrize("of", ["imports", "exports"])
def test_every_share_is_that_of_the_shares_function(of):
    from armstransfers import shares

    one = release(CELLS, exactness="rounded")
    side, entity = ("recipient", "Georgia") if of == "imports" else ("supplier", "Russia")
    table = shares(one, **{side: entity}, years=YEARS)
    for row in table[table["rank"].notna()].itertuples():
        pair = (row.partner, entity) if of == "imports" else (entity, row.partner)
        share, rank = (
            judge(part, Volumes(one)).computed
            for part in Claim(*pair, YEARS, of=of, share=1, rank=1).parts
        )
        assert (share.value, share.low, share.high) == pytest.approx(
            (row.share, row.share_low, row.share_high)
        )
        assert (rank.value, rank.low, rank.high) == (row.rank, row.rank_low, row.rank_high)
