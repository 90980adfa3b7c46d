"""What stands around a picture, so that it can be read alone."""

from builders import c2_file, c2_row, release

from armstransfers import read, shares
from armstransfers.analysis.question import Question
from armstransfers.export.heading import as_printed, heading, of_partners

GEORGIA = Question("recipient", "Georgia")


def around(cells, years=(2016, 2020), **options):
    data = release({("Georgia", s, 2018): v for s, v in cells.items()}, **options)
    return of_partners(data, GEORGIA, years, shares(data, recipient="Georgia", years=years))


def test_a_title_is_the_finding_and_the_source_one_line():
    found = around({"Israel": 300, "Spain": 100}, edition=2021)
    assert found.title == (
        "Israel supplied 75.0% of Georgia's imports of major arms in 2016\N{EN DASH}2020, Spain 25.0%"
    )
    assert found.source == (
        "Source: SIPRI Arms Transfers Database, March 2021 edition. Calculation: Arms Transfer Explorer."
    )


def test_a_subtitle_says_what_is_measured_how_much_and_by_which_edition():
    assert around({"Israel": 300, "Spain": 100}, edition=2021).subtitle == (
        "Deliveries of major arms by volume (TIV, not money) \N{MIDDLE DOT} 400 million TIV in "
        "2016\N{EN DASH}2020 \N{MIDDLE DOT} SIPRI, March 2021 edition"
    )


def test_a_small_total_is_said():
    assert "only 7.5 million TIV in 2016\N{EN DASH}2020: a single delivery would change" in (
        around({"Israel": 7.5}).subtitle
    )


def test_unknown_and_estimated_are_in_the_title():
    found = around({"Israel": 300, "unknown supplier(s)": 100}, exactness="estimated")
    assert "unknown suppliers 25.0%" in found.title
    assert "estimated" in found.title


def test_one_delivery_that_is_more_than_a_third_is_named():
    data = read(c2_file(c2_row(1), c2_row(2)).encode())
    (name,) = data.transfers["recipient"].unique()
    year = int(data.transfers["year"].iloc[0])
    asked = Question("recipient", str(name))
    table = shares(data, recipient=str(name), years=year)
    assert "one delivery (" in of_partners(data, asked, (year, year), table).subtitle


def test_an_edition_that_nobody_knows_is_said():
    data = release({("Georgia", "Israel", 2018): 3}, edition=None)
    assert "edition unknown" in heading(data, "A finding").subtitle


def test_shares_and_windows_are_printed_as_papers_do():
    assert (
        as_printed("7.0\N{NO-BREAK SPACE}% in 2011-2020, 5 %") == "7.0% in 2011\N{EN DASH}2020, 5%"
    )
