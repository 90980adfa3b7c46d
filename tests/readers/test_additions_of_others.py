"""What people add to tables of other sources: read as it is meant, or refused with what leads on."""

import pytest

from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.sources import named


def described(rows, columns, measure="Value"):
    said = f"""title = "Licences"
[columns]
{columns}
[measure]
name = "{measure}"
unit = "EUR"
basis = "licence"
goods = "arms"
additive = true
"""
    return read_all(
        named("licences.csv", rows.encode()), description=from_toml(said, "said.toml")
    ).releases[0]


LONG = 'recipient = "Destination"\nfixed = { supplier = "Germany" }\nyear = "Year"\nvalue = "Value"'


def by_year(release):
    return {
        (r, y): v
        for r, y, v in release.transfers[["recipient", "year", "value"]]
        .astype({"recipient": str})
        .to_numpy()
    }


def test_quarters_count_in_their_year_and_the_last_may_be_unfinished():
    rows = "Destination,Year,Value\nEgypt,2014Q1,20\nEgypt,2014 Q3,5\nIndia,Q4 2013,4\n"
    covers = '[covers]\nrecipients = "all"\nsuppliers = ["Germany"]\nyears = "found"'
    found = described(rows, f"{LONG}\nadd_rows = true")
    assert by_year(found) == {("Egypt", 2014): 25, ("India", 2013): 4}
    assert found.report.unfinished is None or found.report.unfinished == 2014
    said = f'title = "L"\n[columns]\n{LONG}\nadd_rows = true\n[measure]\nname = "V"\nunit = "EUR"\nbasis = "licence"\ngoods = "arms"\nadditive = true\n{covers}'
    whole = read_all(named("l.csv", rows.encode()), description=from_toml(said, "l.toml")).releases[
        0
    ]
    assert whole.coverage.years == (2013, 2013)


@pytest.mark.parametrize("written", ["2011/12", "2011-12", "FY2011", "FY 2011/12", "2011-2015"])
def test_fiscal_and_several_years_are_refused_with_what_to_write(written):
    with pytest.raises(ReadError, match="write the one year in which it counts"):
        described(f"Destination,Year,Value\nEgypt,{written},20\nIndia,{written},20\n", LONG)


def test_a_fiscal_year_that_heads_a_column_is_refused_with_what_to_write():
    wide = 'recipient = "Country"\nfixed = { supplier = "Germany" }'
    with pytest.raises(ReadError, match="'FY2019' names a fiscal year"):
        described("Country,FY2019,FY2020\nEgypt,1,2\n", wide)
    found = described("Country,X2019,2020 [YR2020]\nEgypt,1,2\n", wide)
    assert by_year(found) == {("Egypt", 2019): 1, ("Egypt", 2020): 2}


def test_thousands_that_nobody_told_of_are_named():
    with pytest.raises(ReadError, match="say thousands = ','"):
        described('Destination,Year,Value\nEgypt,2014,"1,234,567"\n', LONG)


FLOWS = "Destination,Year,Flow,Value\nEgypt,2014,Import,20\nEgypt,2014,Export,5\n"


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [("Flow", "Import", "Export"), ("Direction", "M", "X"), ("Unit", "kg", "EUR"), ("Indicator", "a", "b")],
)  # fmt: skip
def test_rows_of_several_kinds_are_never_mixed(column, one, other):
    rows = f"Destination,Year,{column},Value\nEgypt,2014,{one},20\nEgypt,2014,{other},5\nIndia,2014,{one},1\n"
    with pytest.raises(ReadError, match=f"the column '{column}' has rows of several kinds"):
        described(rows, f"{LONG}\nadd_rows = true")
    found = described(rows, f'{LONG}\nonly = {{ {column} = "{one}" }}')
    assert by_year(found) == {("Egypt", 2014): 20, ("India", 2014): 1}


def test_the_rule_below_a_header_is_no_row():
    table = "| Destination | Year | Value |\n|---|---|---|\n| Egypt | 2014 | 12.5 |\n"
    assert by_year(described(table, LONG)) == {("Egypt", 2014): 12.5}


def test_totals_of_the_world_bank_databank_are_recognised():
    rows = (
        '"Series Name","Series Code","Country Name","Country Code","2012 [YR2012]","2013 [YR2013]"\n'
        '"Arms imports (SIPRI trend indicator values)","MS.MIL.MPRT.KD","Azerbaijan","AZE","61000000",".."\n'
        '"Arms imports (SIPRI trend indicator values)","MS.MIL.MPRT.KD","World","WLD","161000000","5"\n'
        '"Data from database: World Development Indicators"\n"Last Updated: 07/01/2026"\n'
    )
    found = read(rows.encode())
    assert found.origin.known_as == "world-bank"
    assert found.margins[["entity", "year", "value"]].to_numpy().tolist() == [
        ["Azerbaijan", 2012, 61e6]
    ]


def test_a_refusal_names_the_columns_and_leads_on():
    with pytest.raises(
        ReadError, match="but 'iso3_importer', 'iso3_exporter', 'year', 'tiv'"
    ) as caught:
        read(b"iso3_importer,iso3_exporter,year,tiv\nAZE,ISR,2012,61.4\n")
    assert "A table of another source" in str(caught.value)
