import pytest

from armstransfers import Claim, check
from armstransfers.claims import derivation, tables
from armstransfers.core.fields import FIELDS

SENTENCE = (
    "Belarus was Azerbaijan's second-largest arms supplier after Israel in 2011-20, with about 7.1 %, "
    "and Azerbaijan's imports rose 15 % in 2014-18."
)


@pytest.fixture(scope="module")
def verdicts():
    return check(SENTENCE)


@pytest.mark.parametrize("table", [tables.edition_table, tables.near_table, tables.published_table])
def test_every_column_is_in_the_dictionary_of_fields(table, verdicts):
    found = table(verdicts)
    assert len(found)
    assert set(found.columns) <= FIELDS.keys()


def test_the_cells_of_a_share_add_up_to_its_numerator_and_denominator(verdicts):
    share = verdicts["share"]
    cells = derivation.cells(share)
    assert list(cells.columns) == list(derivation.COLUMNS)
    own = cells[cells["counts_in"] == "both"]
    assert set(own["supplier"]) == {"Belarus"}
    assert own["value"].sum() == pytest.approx(239.32)
    assert cells["value"].sum() == pytest.approx(3403.63)
    assert derivation.formula(share.decided_by) == "100 x 239.32 / 3,403.63 = 7.03 %"


def test_numerator_and_denominator_are_told_year_by_year(verdicts):
    yearly = derivation.by_year(verdicts["share"]).set_index("year")
    assert list(yearly.index) == list(range(2011, 2021))
    assert yearly.loc[2011].tolist() == [50.64, 568.69]
    assert yearly.loc[2020, "numerator"] == 0


def test_a_change_is_derived_from_two_windows(verdicts):
    yearly = derivation.by_year(verdicts["change"]).set_index("year")
    assert list(yearly.index) == list(range(2009, 2019))
    assert yearly.loc[2009:2013, "numerator"].sum() == 0
    assert yearly.loc[2014:2018, "denominator"].sum() == 0
    numerator, denominator = yearly["numerator"].sum(), yearly["denominator"].sum()
    assert f"{100 * (numerator / denominator - 1):+.2f} %" in derivation.formula(
        verdicts["change"].decided_by
    )


def test_a_ratio_is_derived_from_two_countries():
    ratio = check(Claim(recipient="Azerbaijan", years="2011-2020", times=8.2, than="Armenia"))[
        "ratio"
    ]
    cells = derivation.cells(ratio)
    assert cells.groupby("recipient")["counts_in"].unique().map(list).to_dict() == {
        "Armenia": ["denominator"],
        "Azerbaijan": ["numerator"],
    }
    assert cells[cells["recipient"] == "Azerbaijan"]["value"].sum() == pytest.approx(3403.63)


def test_what_cannot_be_told_has_no_cells():
    share = check("The United States accounted for 43 % of global arms exports in 2020-24.")[
        "share"
    ]
    assert derivation.cells(share).empty
    assert derivation.formula(share.decided_by) == ""


def test_the_edition_that_decides_is_marked(verdicts):
    table = tables.edition_table(verdicts)
    decides = table[table["decides"]]
    assert set(decides["part"]) == {one.key for one in verdicts.each}
    assert set(decides["edition"]) == {2026}
