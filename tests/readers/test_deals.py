"""Deals without shares: formats B1 and B2, and the regional table C4."""

import pytest

from armstransfers import shares
from armstransfers.core.errors import ReadError, Refused
from armstransfers.readers import read

B1 = r"""{\rtf1\mac
Transfers of made-up weapons\par
{\b Information generated:\b0  18 February 2021\par }
\tab recipient (R)\tab ordered\tab designation\tab description\tab of order\tab delivery\tab delivered\tab Comments\par
{\b Belarus}\par{\b R:} Georgia\tab (2)\tab BX-7\tab SAM system\tab 2012\tab 2013-2014\tab 2\tab Second-hand\par{\b     } \tab\tab 5\tab BX-8\tab SAM system\tab (2015)\tab 2016\tab (5)\tab \par{\b     } Sudan\tab 1\tab BX-9\tab AA gun\tab 2010\tab \tab \tab \par
{\b Israel}\par{\b R:} India\tab 9\tab BX-1\tab AA gun\tab 2011\tab 2012\tab 9\tab \par}"""

B2 = (
    "tidn,buyercod,sellercod,odat,odai,onum,onai,ldat,term,desig2,wcat,desc,coprod,nrdel,nrdelai,"
    "delyears,buyer,seller,status,tivunit,tivorder,tivdel\n"
    "1,GRG,ISR,2015,X,11,X,0,N/A,BX-7,EN,Diesel engine,L,7,X,2016,Georgia,Israel,N,0.02,22,0.14\n"
)

C4 = """Volume of exports of made-up arms by region broken down by suppliers 2000-2002
Data generated: 13 Apr 2021 8:20:07 AM

,,2000,2001,2002,2000-2002,% of regional total
Africa,Regional total,7,3,,10,100%
,Israel,5,,,5,50%
,Turkey,2,3,,5,50%
North Africa,Regional total,2,,,2,100%
,Turkey,2,,,2,100%
"""


def test_a_document_lists_deals_grouped_by_supplier():
    release = read(B1.encode())
    rows = release.deals[["supplier", "recipient", "designation", "ordered", "units"]]
    assert rows.astype("object").where(rows.notna(), None).to_numpy().tolist() == [
        ["Belarus", "Georgia", "BX-7", 2, 2],
        ["Belarus", "Georgia", "BX-8", 5, 5],
        ["Belarus", "Sudan", "BX-9", 1, None],
        ["Israel", "India", "BX-1", 9, 9],
    ]
    assert release.deals["order_year_estimated"].tolist() == [False, True, False, False]
    assert release.generated.isoformat() == "2021-02-18"


@pytest.mark.parametrize("content", [B1, B2])
def test_deals_without_coverage_make_no_shares(content):
    with pytest.raises(Refused):
        shares(read(content.encode()), recipient="Georgia", years=2016)


def test_another_document_is_refused():
    with pytest.raises(ReadError, match="no register grouped by supplier"):
        read(rb"{\rtf1 A letter.\par}")


def test_a_register_of_22_columns_lists_deals():
    deal = read(B2.encode()).deals.iloc[0]
    assert (deal["recipient"], deal["supplier"], deal["ordered"]) == ("Georgia", "Israel", 11)
    assert deal["order_year_estimated"]
    with pytest.raises(ReadError, match="line 2, column 'nrdel': 'x' is not a whole number"):
        read(B2.replace(",7,X,2016", ",x,X,2016").encode())


def test_groups_overlap_and_stay_apart():
    margins = read(C4.encode()).margins
    turkiye = margins.query("entity == 'Turkiye' and year == 2000")
    assert dict(zip(turkiye["group"], turkiye["value"], strict=True)) == {
        "Africa": 2,
        "North Africa": 2,
    }
    assert margins.query("side == 'recipient' and entity == 'Africa'")["value"].sum() == 10


def test_a_group_is_held_against_its_total():
    with pytest.raises(
        ReadError, match=r"the suppliers of Africa in 2000 add up to 7 and .* is 17"
    ):
        read(C4.replace("total,7,3,,10", "total,17,3,,20").encode())


def test_a_regional_table_is_read_as_strictly_as_the_others():
    for wrong, reason in (
        (C4.replace(",2001,", ",2OO1,"), "'2OO1' is not a year"),
        (C4.replace(",Israel,5", ",,5"), "the supplier is not named"),
        (C4.replace(",Israel,5,,,5,50%", ",Israel,5,,,5,50%,9"), "more cells than the header"),
        (C4.replace(",Israel,5,,,5", ",Israel,4,,,5"), "line 6: the years add up to 4 and"),
        (C4.replace(",Israel,5", "Asia,Israel,5"), "line 6: the region or the supplier"),
        (C4.replace("Africa,Regional total,7", ",Regional total,7", 1), "line 5: the region"),
        (C4.replace(",Israel,5,,,5", ",Turkiye,5,,,5"), "line 7: Turkiye appears twice.* line 6"),
        (C4.replace("North Africa", "Africa"), "line 8: Africa appears twice, first on line 5"),
        (C4.replace(",Israel,", ',"Isra\nel",'), "line 6: a quotation mark opens here"),
        (
            C4.replace("13 Apr", "31 Apr"),
            "line 2: '31 Apr 2021 8:20:07 AM' is not a day that has been",
        ),
    ):
        with pytest.raises(ReadError, match=reason):
            read(wrong.encode())


def test_a_regional_table_without_its_title_is_refused():
    with pytest.raises(ReadError, match="nobody can tell what the lines are"):
        read(C4.replace("broken down by suppliers", "").encode())
