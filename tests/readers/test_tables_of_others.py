"""Tables as ministries, banks and universities write them, with what they say and leave out."""

import pytest

from armstransfers import shares
from armstransfers.analysis.world import world
from armstransfers.core.errors import ReadError, Refused
from armstransfers.readers import read
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.sources import named

LICENCES = """title = "Licences of a made-up ministry"
[columns]
recipient = "country"
fixed = { supplier = "Germany" }
year = "year"
value = "value"
add_rows = true
[measure]
name = "Value of licences"
unit = "euro"
basis = "licence"
goods = "military goods"
additive = true
[covers]
recipients = "all"
suppliers = ["Germany"]
years = [2014, 2014]
"""


def described(table, *changes, toml=LICENCES):
    for old, new in changes:
        assert old in toml
        toml = toml.replace(old, new)
    return read(named("table.csv", table.encode()), description=from_toml(toml, "table.toml"))


def of(rows):
    return "country,year,value\n" + "".join(f"{row}\n" for row in rows)


def values(release):
    rows = release.transfers
    return {str(who): value for who, value in zip(rows["recipient"], rows["value"], strict=True)}


def test_three_spellings_of_south_korea_are_one_recipient():
    rows = ['"Korea, Republic of",2014,5', '"Korea, Rep.",2014,1', "Rep. of Korea,2014,2"]
    assert values(described(of(rows))) == {"South Korea": 8}


def test_codes_that_no_one_scheme_explains_are_asked_about():
    rows = ["kor,2014,738", "kos,2014,4", "lib,2014,10", "slo,2014,6", "chi,2014,3"]
    with pytest.raises(ReadError, match=r"column 'country': no one scheme has all .* say which"):
        described(of(rows))


def test_codes_are_read_in_the_scheme_that_alone_explains_all():
    assert values(described(of(["842,2014,1", "410,2014,2"]))) == {
        "United States": 1,
        "South Korea": 2,
    }
    assert values(described(of(["ROK,2014,1", "SLO,2014,2"]))) == {
        "South Korea": 1,
        "Slovakia": 2,
    }


def test_a_scheme_that_is_said_is_kept_to_and_names_that_it_lacks_are_given():
    scheme = ("add_rows", 'scheme = "iso3"\nadd_rows')
    given = ("[measure]", '[names]\nkos = "Kosovo"\n[measure]')
    assert values(described(of(["kor,2014,738", "kos,2014,4"]), scheme, given)) == {
        "South Korea": 738,
        "Kosovo": 4,
    }
    assert "kos" in described(of(["kor,2014,738", "kos,2014,4"]), scheme).report.unknown_names


def test_abbreviations_are_names_and_codes_of_iso_may_stand_beside_them():
    found = values(described(of(["USA,2014,1", "UK,2014,2", "FRA,2014,3"])))
    assert found == {"United States": 1, "United Kingdom": 2, "France": 3}


def test_a_code_that_was_passed_on_means_its_holder_of_that_year():
    cow = ("add_rows", 'scheme = "cow"\nadd_rows')
    both = described(of(["365,1980,1", "365,2014,2"]), cow, ("[2014, 2014]", "[1980, 2014]"))
    assert values(both) == {"Soviet Union": 1, "Russia": 2}


@pytest.mark.parametrize("name", ["OECD members", "IDA & IBRD total", "South Asia", "Euro area"])
def test_regions_and_income_groups_are_no_recipients(name):
    rows = ["India,2014,60", "Germany,2014,40", f"{name},2014,60"]
    with pytest.raises(ReadError, match=f"line 4: '{name}' looks like a total of several"):
        described(of(rows))
    left_out = described(of(rows), ("add_rows", 'leave_out = "aggregates"\nadd_rows'))
    assert values(left_out) == {"India": 60, "Germany": 40}
    (note,) = left_out.report.skipped
    assert note.reason == f"the row of {name} is left out"
    own = described(
        of(rows), ("[measure]", f'[names]\n"{name}" = "unknown recipient(s)"\n[measure]')
    )
    assert values(own)["unknown recipient(s)"] == 60


@pytest.mark.parametrize(
    "day", ["2014-03-31", "31/03/2014", "03/31/2014", "2014-03-31 00:00:00", "31.3.2014", "2014.0"]
)
def test_a_day_counts_in_its_year(day):
    release = described(of([f"Italy,{day},4540", "Italy,2014-01-02,10"]))
    assert (values(release), release.transfers["year"].tolist()) == ({"Italy": 4550}, [2014])


@pytest.mark.parametrize(
    "written", ["$1451000", "1451000 €", "£ 1451000", "1451000 EUR", "US$1451000", "1451000"]
)
def test_a_sign_of_a_currency_is_no_part_of_a_number(written):
    assert values(described(of([f"Italy,2014,{written}"]))) == {"Italy": 1_451_000}


@pytest.mark.parametrize("written", ["$", "$-5", "5$5", "EUR", "1 x"])
def test_a_sign_of_a_currency_makes_no_number(written):
    with pytest.raises(ReadError, match="line 2, column 'value'"):
        described(of([f"Italy,2014,{written}"]))


@pytest.mark.parametrize("written", ["..", "-", "n/a", "NA", "", ":"])
def test_what_stands_for_nothing_is_no_record_and_no_nought(written):
    release = described(of(["Italy,2014,3", f"France,2014,{written}"]))
    assert values(release) == {"Italy": 3}
    (note,) = release.report.skipped
    assert (note.line, note.reason) == (3, "1 row has no value, which is no record and not 0")


def test_a_line_end_in_quotation_marks_belongs_to_the_name():
    release = described(
        'country,year,value\n"Timor-Leste\n",2014,5\nTogo,2014,x\n'.replace("x", "6")
    )
    assert values(release) == {"Timor-Leste": 5, "Togo": 6}
    with pytest.raises(ReadError, match="line 4, column 'value': 'x'"):
        described('country,year,value\n"Timor-Leste\n",2014,5\nTogo,2014,x\n')
    with pytest.raises(ReadError, match="line 2: a quotation mark opens here"):
        described('country,year,value\n"Timor-Leste,2014,5\nTogo,2014,6\n')


HEADERLESS = """title = "EU exports"
[columns]
supplier = 3
recipient = 5
year = 1
only = { 10 = "b" }
value = 11
[measure]
name = "Value of licences"
unit = "euro"
basis = "licence"
goods = "military goods"
additive = true
"""


def test_columns_of_a_table_without_a_header_are_named_by_their_numbers():
    table = (
        "2014; 0; AT; Austria; DZ; Algeria; AFN; North Africa; ML 4; b; 445148;\n"
        "2014; 0; AT; Austria; DZ; Algeria; AFN; North Africa; ML 4; a; 4;\n"
    )
    release = described(table, toml=HEADERLESS)
    assert values(release) == {"Algeria": 445_148}
    assert release.names("supplier") == ["Austria"]
    with pytest.raises(ReadError, match="no table of 11 columns or more"):
        described("2014;AT;DZ\n", toml=HEADERLESS)


TOTALS = """title = "Importer totals"
[columns]
recipient = "Recipient"
year = "Year"
value = "Import"
totals_of = "recipient"
[measure]
name = "Volume"
unit = "units"
basis = "delivery"
goods = "major arms"
additive = true
"""
OF_INDIA = "Recipient,Year,Import\nIndia,1950,140\nIndia,1951,270\n"


def test_totals_without_a_partner_are_kept_beside_transfers_and_have_no_shares():
    release = described(OF_INDIA, toml=TOTALS)
    assert len(release.transfers) == 0
    assert release.margins["value"].tolist() == [140, 270]
    assert set(release.margins["entity"]) == {"India"}
    with pytest.raises(Refused, match="no share"):
        shares(release, recipient="India", years=(1950, 1951))
    with pytest.raises(Refused, match="does not hold all of the world's imports"):
        world(release, side="recipient", years=1950)
    with pytest.raises(ReadError, match="totals without partners, say totals_of"):
        described(OF_INDIA, ('totals_of = "recipient"\n', ""), toml=TOTALS)
    with pytest.raises(ReadError, match="India in 1950 stands here and on line 2"):
        described(OF_INDIA + "India,1950,9\n", toml=TOTALS)
    whole = '[covers]\nrecipients = "all"\nsuppliers = "all"\nyears = [1950, 1951]\n'
    with pytest.raises(ReadError, match=r"names no partners.* leave \[covers\] out"):
        described(OF_INDIA, toml=TOTALS + whole)


def test_a_table_of_many_unknown_names_gives_no_shares():
    rows = [f"{name},2014,1" for name in ("Italy", "France", "Nowhere", "Erewhon", "Lilliput")]
    assert len(shares(described(of(rows)), supplier="Germany", years=2014)) == 5
    rows += ["Brobdingnag,2014,1"]
    release = described(of(rows))
    assert "4 of 7 names are of nobody that is known" in release.report.skipped[0].reason
    with pytest.raises(Refused, match="no share"):
        shares(release, supplier="Germany", years=2014)
    given = "".join(f'{name} = "unknown recipient(s)"\n' for name in ("Nowhere", "Erewhon"))
    release = described(of(rows), ("[measure]", f"[names]\n{given}[measure]"))
    assert len(shares(release, supplier="Germany", years=2014)) == 5


def test_the_years_that_a_table_holds_are_covered_as_far_as_they_are_whole():
    found = ("[2014, 2014]", '"found"')
    rows = ["Italy,2013-01-03,1", "Italy,2014-12-30,1"]
    assert described(of(rows), found).coverage.years == (2013, 2014)
    release = described(of([*rows, "Italy,2015-03-31,1"]), found)
    assert release.coverage.years == (2013, 2014)
    assert release.report.skipped[0].reason == (
        "2015 ends in March, so shares are taken of the years before it alone"
    )
    assert described(of(["Italy,2013-01-01,1", "Italy,2014-01-01,1"]), found).coverage.years == (
        2013,
        2014,
    )


def test_rows_of_one_reporter_are_not_complete_for_all():
    with pytest.raises(
        ReadError, match=r"covers\.suppliers is all, and every row has the supplier"
    ):
        described(of(["Italy,2014,1"]), ('["Germany"]', '"all"'))


def test_a_cell_that_names_several_parties_is_of_nobody_alone():
    several = ("add_rows", 'several = "+"\nadd_rows')
    assert values(described(of(["Italy + France,2014,3", "Italy,2014,1"]), several)) == {
        "Italy": 1,
        "unknown recipient(s)": 3,
    }


def test_lines_that_cannot_be_read_are_set_aside_where_the_description_says_so():
    aside = ("add_rows", "set_aside = true\nadd_rows")
    release = described(of(["Italy,2014,1", "France,20x4,2", "Spain,2014,3"]), aside)
    assert values(release) == {"Italy": 1, "Spain": 3}
    (line,) = release.report.set_aside
    assert (line.line, line.written) == (3, "France, 20x4, 2")
