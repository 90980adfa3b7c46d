import pandas as pd
import pytest
from builders import release

from armstransfers import ReadError
from armstransfers.claims import table_of_claims
from armstransfers.claims.batch import check_file


def judged(text, **more):
    return check_file(text.encode(), **more)


def test_a_file_of_sentences_is_judged_row_by_row():
    found = judged(
        "id,claim\n"
        '1,"Belarus supplied 7 % of Azerbaijan\'s arms in 2011-20."\n'
        '2,"Belarus was its second-largest supplier in 2011-20."\n'
    )
    table = found.table()
    assert table["id"].tolist() == ["1", "2"]
    assert table["verdict"].tolist() == ["supported", "cannot be told from this data"]
    assert table["edition_2022"][0] == "supported: 7.11 % (rounding band 6.97 to 7.25 %)"
    assert "names no recipient" in table["reason"][1]


def test_a_file_of_structured_claims_may_hold_any_statement():
    table = judged(
        "supplier,recipient,years,of,share,rank,times,than,change,base\n"
        "Belarus,Azerbaijan,2011-2020,,about 7.1 %,3,,,,\n"
        ",Azerbaijan,2011-2020,,,,7.7,Armenia,,\n"
        ",Azerbaijan,2014-2018,,,,,,+16 %,2009-2013\n"
        "Belarus,Vietnam,2014-2018,exports,37,,,,,\n"
    ).table()
    assert table["part"].tolist() == ["share", "rank", "ratio", "change", "share"]
    assert set(table["verdict"]) == {"supported"}


def test_a_row_that_cannot_be_read_says_why_and_the_others_are_judged():
    table = judged(
        "supplier,recipient,start,end,share\n"
        "Belaru,Azerbaijan,2011,2020,7\n"
        "Belarus,Azerbaijan,2020,2011,7\n"
        "Belarus,Azerbaijan,2011,2020,much\n"
        "Belarus,Azerbaijan,2011,2020,7\n"
    ).table()
    assert table["verdict"].tolist() == ["", "", "", "supported"]
    assert "did you mean Belarus?" in table["problem"][0]
    assert "2020-2011" in table["problem"][1]
    assert "not understood as a share" in table["problem"][2]


def test_a_sentence_is_mended_by_the_cells_beside_it():
    table = judged(
        'text,years\n"Over the past decade Belarus supplied 7 % of Azerbaijan\'s arms.",2011-2020\n'
    ).table()
    assert table["verdict"].tolist() == ["supported"]


def test_semicolons_and_a_byte_order_mark_are_read():
    content = "\ufeffSupplier;Recipient;Years;Share\nBelarus;Azerbaijan;2011–2020;7,0\n".encode()
    assert check_file(content).table()["verdict"].tolist() == ["supported"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2\n", "no column holds claims"),
        (b"", "no table of comma-separated values"),
        (b'claim\n"an open quote\n', "no table of comma-separated values"),
    ],
)
def test_a_file_that_is_no_table_of_claims_is_refused(content, reason):
    with pytest.raises(ReadError, match=reason):
        check_file(content)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"claims\.csv: no such file"):
        check_file(tmp_path / "claims.csv")


def test_the_releases_that_are_given_are_asked():
    one = release({("Georgia", "Russia", 2001): 5.0}, edition=2021)
    table = judged(
        "supplier,recipient,years,share\nRussia,Georgia,2001,100\n", releases=[one]
    ).table()
    assert table["edition_2021"].tolist() == ["supported: 100.00 %"]


def test_columns_of_the_file_are_passed_on_as_they_are():
    table = judged(
        "desk,claim\n=1+1,Belarus supplied 7 % of Azerbaijan's arms in 2011-20.\n"
    ).table()
    assert isinstance(table, pd.DataFrame)
    assert table["desk"].tolist() == ["=1+1"]


def test_what_is_read_is_documented():
    for column in table_of_claims.COLUMNS:
        assert f"``{column}``" in check_file.__doc__ or column in (
            "end",
            "kind",
            "stated",
            "ahead_of",
        )


def test_a_column_called_as_one_of_the_report_is_kept_beside_it():
    table = judged(
        "sentence,verdict\nBelarus supplied 7 % of Azerbaijan's arms in 2011-20.,true\n"
    ).table()
    assert table["sentence (claim)"].tolist() == [
        "Belarus supplied 7 % of Azerbaijan's arms in 2011-20."
    ]
    assert table["verdict (claim)"].tolist() == ["true"]
    assert table["verdict"].tolist() == ["supported"]
