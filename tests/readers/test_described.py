import re
from datetime import date

import pytest
from builders import xlsx

from armstransfers import shares
from armstransfers.core.errors import ReadError, Refused
from armstransfers.readers import read, read_all
from armstransfers.readers.description_toml import from_toml, to_toml
from armstransfers.readers.sources import named

LICENCES = """title = "Licences of a made-up ministry"
edition = 2017
downloaded = 2017-05-01

[columns]
recipient = "Destination"
supplier = "Origin"
year = "Year"
value = "Licences"

[measure]
name = "Value of licences"
unit = "million euro"
basis = "licence"
goods = "military goods"
additive = true

[covers]
recipients = "all"
suppliers = ["Germany"]
years = [2015, 2016]
"""
LONG = """Origin,Destination,Year,Licences
Germany,India,2015,1234.5
Germany,India,2016,10
Germany,TUR,2016,30.5
Germany,Poland,2016,
"""
WIDE = """A title above

Origin;Destination;2015;2016
Germany;India;1234.5;10
Germany;Türkiye;;30.5
Germany;Poland;;
"""


def described(table, toml=LICENCES, *changes):
    for old, new in changes:
        assert old in toml
        toml = toml.replace(old, new)
    content = table.encode() if isinstance(table, str) else table
    return read(named("licences.csv", content), description=from_toml(toml, "licences.toml"))


def without_year(toml):
    return toml.replace('year = "Year"\nvalue = "Licences"\n', "")


def test_a_long_table_gives_shares_in_its_own_measure():
    release = described(LONG)
    table = shares(release, supplier="Germany", years=(2015, 2016))
    assert list(table["partner"]) == ["India", "Turkiye"]
    assert table["share"][0] == pytest.approx(100 * 1244.5 / 1275)
    assert (release.edition, release.generated) == (2017, date(2017, 5, 1))
    assert release.measure.unit == "million euro"
    assert not release.measure.is_tiv


def test_a_wide_table_with_semicolons_and_a_workbook_hold_the_same_as_the_long_one():
    toml = without_year(LICENCES)
    rows = [line.split(";") for line in WIDE.splitlines()]
    assert described(LONG).id == described(WIDE, toml).id == described(xlsx(rows), toml).id


def test_marks_in_numbers_are_read_as_they_are_described():
    table = "Origin;Destination;Year;Licences\nGermany;India;2015;1.234,50\nGermany;India;2016;7\n"
    marks = ('value = "Licences"', 'value = "Licences"\ndecimal = ","\nthousands = "."')
    assert list(described(table, LICENCES, marks).transfers["value"]) == [1234.5, 7]
    with pytest.raises(ReadError, match=r"line 2, column 'Licences': '1\.234,50' is not a number"):
        described(table)


def test_a_blank_is_no_record_and_a_nought_is_one():
    table = "Origin,Destination,Year,Licences\nGermany,India,2015,0\nGermany,Poland,2015,\n"
    assert list(described(table).transfers["recipient"]) == ["India"]


def test_rows_are_chosen_and_totals_are_left_out_by_name():
    table = (
        "Flow,Origin,Destination,Year,Licences\nExport,Germany,India,2015,1\n"
        "Import,Germany,India,2015,9\nExport,Germany,World,2015,1\n"
    )
    only = ('value = "Licences"', 'value = "Licences"\nonly = { Flow = "Export" }')
    with pytest.raises(ReadError, match="line 4: 'World' looks like a total"):
        described(table, LICENCES, only)
    both = (only[0], only[1] + '\nleave_out = ["World"]')
    release = described(table, LICENCES, both)
    assert release.transfers["value"].tolist() == [1]
    assert [(s.line, s.reason) for s in release.report.skipped] == [
        (4, "the row of World is left out")
    ]


def test_several_rows_of_one_pair_and_year_are_added_only_where_that_is_said():
    table = LONG + "Germany,India,2016,5\n"
    with pytest.raises(
        ReadError, match="line 6: Germany to India in 2016 stands here and on line 3"
    ):
        described(table)
    add = ('value = "Licences"', 'value = "Licences"\nadd_rows = true')
    assert described(table, LICENCES, add).transfers["value"].sum() == 1280


def test_stocks_and_percentages_are_never_summed():
    stock = ("additive = true", "additive = false")
    release = described(LONG, LICENCES, stock)
    with pytest.raises(Refused, match="cannot be added over years or partners"):
        shares(release, supplier="Germany", years=(2015, 2016))
    add = ('value = "Licences"', 'value = "Licences"\nadd_rows = true')
    with pytest.raises(ReadError, match="never added up"):
        described(LONG + "Germany,India,2016,5\n", LICENCES, stock, add)


def test_values_that_the_source_rounds_have_a_band():
    release = described(LONG, LICENCES, ("additive", "precision = 1\nadditive"))
    table = shares(release, supplier="Germany", years=2016)
    assert table["share_low"][0] < table["share"][0] < table["share_high"][0]


def test_without_a_word_on_what_it_covers_no_share_is_taken():
    release = described(LONG, LICENCES[: LICENCES.index("[covers]")])
    with pytest.raises(Refused, match="no share"):
        shares(release, supplier="Germany", years=2016)


def test_two_measures_are_never_put_together():
    other = LICENCES.replace("Value of licences", "Value of exports")
    one = read_all(named("a.csv", LONG.encode()), description=from_toml(LICENCES, "a")).releases
    two = read_all(named("a.csv", LONG.encode()), description=from_toml(other, "b")).releases
    assert one[0].id != two[0].id
    from armstransfers.library import catalogue

    kept = [catalogue.keep(one[0]).id, catalogue.keep(two[0]).id]
    assert set(kept) <= {release.id for release in catalogue.releases()}
    assert catalogue.choose().measure.is_tiv


@pytest.mark.parametrize(
    "change", [("million euro", "million TIV"), ("Value of licences", "Trend-indicator value")]
)
def test_tiv_in_a_table_of_somebody_else_is_quoted_and_no_edition(change):
    release = described(LONG, LICENCES, change)
    assert release.measure.name == "TIV, quoted elsewhere"
    assert not release.measure.is_tiv
    assert "no edition of SIPRI's" in release.measure.meaning


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("title =", "titel ="), "the key title must be a text"),
        (("additive = true", 'additive = "yes"'), "measure.additive must be true or false"),
        (("[2015, 2016]", "[2016, 2015]"), "covers.years must be the first and the last year"),
        (('["Germany"]', '["Germani"]'), "did you mean Germany"),
        (("edition = 2017", "edition = 2017\nyear = 3"), "the key year is not known"),
        (("[measure]", "[measure"), "not TOML"),
        (('value = "Licences"\n', ""), "columns.value must be there"),
        (("2017-05-01", '"2017-05-01"'), "downloaded must be a day without quotation marks"),
    ],
)
def test_what_is_wrong_in_a_description_is_said(change, says):
    with pytest.raises(ReadError, match=says):
        described(LONG, LICENCES, change)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            "Origin,Destination,Year\nGermany,India,2015\n",
            "the column 'Licences' is not in the tab",
        ),
        (LONG.replace("2016,10", "2016a,10"), "line 3, column 'Year': '2016a' is not a year"),
        (LONG.replace("30.5", "-30.5"), "line 4, column 'Licences': -30.5 is negative"),
        (LONG.replace("TUR", ""), "line 4, column 'Destination': the recipient is not named"),
        (LONG.replace(",10", ",10,3"), "line 3: the line has 5 cells"),
        (LONG.split("\n", 1)[0] + "\n", "no row holds a value"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(table, says):
    with pytest.raises(ReadError, match=says):
        described(table)


@pytest.mark.parametrize("cell", ["1.234", "30.5", "-1.5"])
def test_a_point_is_no_decimal_mark_where_the_comma_is_one(cell):
    comma = LICENCES.replace('value = "Licences"', 'value = "Licences"\ndecimal = ","')
    says = f"line 4, column 'Licences': '{cell}' is not a number with a comma as its decimal mark"
    with pytest.raises(ReadError, match=re.escape(says)):
        described(LONG.replace("1234.5", "1234").replace("30.5", cell), comma)


def test_a_name_that_nobody_has_is_kept_and_reported():
    release = described(LONG.replace("TUR", "Ruritania"))
    assert "Ruritania" in release.report.unknown_names
    assert release.transfers["value"].sum() == 1275


def test_a_description_written_as_toml_is_read_back():
    form = {
        "title": 'A "quoted" title',
        "edition": 2017,
        "downloaded": date(2017, 5, 1),
        "columns": {"recipient": "To", "supplier": "From", "leave_out": ["Welt"]},
        "measure": {
            "name": "N", "unit": "u", "basis": "order", "goods": "g", "additive": False,
        },
    }  # fmt: skip
    found = from_toml(to_toml(form), "the form")
    assert (found.title, found.downloaded) == ('A "quoted" title', date(2017, 5, 1))
    assert found.columns.leave_out == ("Welt",)
    assert found.counted.additive is False


@pytest.mark.parametrize("cells", [("1.234", "500"), ("1.234", "12.345"), ("999.000", "1")])
def test_a_mark_before_three_digits_is_asked_where_nothing_tells_what_it_separates(cells):
    table = "Origin,Destination,Year,Licences\n" + "".join(
        f"Germany,India,{2015 + i},{cell}\n" for i, cell in enumerate(cells)
    )
    with pytest.raises(ReadError, match=r"line 2, column 'Licences': .* may be .* say decimal ="):
        described(table)
    said = ('value = "Licences"', 'value = "Licences"\ndecimal = "."')
    assert list(described(table, LICENCES, said).transfers["value"]) == list(map(float, cells))


@pytest.mark.parametrize("other", ["30.5", "0.234", "1234.567"])
def test_another_number_tells_that_a_mark_separates_decimals(other):
    table = (
        f"Origin,Destination,Year,Licences\nGermany,India,2015,1.234\nGermany,India,2016,{other}\n"
    )
    assert list(described(table).transfers["value"]) == [1.234, float(other)]


@pytest.mark.parametrize("step", ["inf", "nan", "1e300", "1e-300", "0", "-1", "9" * 40])
def test_values_are_rounded_to_a_step_that_is_a_number(step):
    with pytest.raises(ReadError, match=r"measure\.precision must be a number above 0"):
        described(LONG, LICENCES, ("additive", f"precision = {step}\nadditive"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Licences of a", r"Licences\u001b[2J of a"),
        ("Licences of a", r"Licences\nRight: of a"),
        ("million euro", r"million\u009b31m euro"),
        ('["Germany"]', r'["Ger\u202emany"]'),
        ('"Destination"', r'"Destination\u0007"'),
    ],
)
def test_a_description_has_no_orders_for_a_terminal(old, new):
    with pytest.raises(ReadError, match="without line ends and other signs") as refusal:
        described(LONG, LICENCES, (old, new))
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("importer,2010,2011 (prov),2012*", r"'2011 \(prov\)' begins with a year and says more"),
        ("importer,2010,2011,2012*", r"'2012\*' begins with a year and says more"),
        ("importer,2010,2012,2013", "2010 to 2013 without 2011"),
    ],
)
def test_a_wide_table_loses_no_year_without_a_word(header, reason):
    description = (
        'title = "t"\n[columns]\nrecipient = "importer"\nfixed = { supplier = "Germany" }\n'
        '[measure]\nname = "n"\nunit = "u"\nbasis = "licence"\ngoods = "g"\nadditive = true\n'
    )
    with pytest.raises(ReadError, match=reason):
        read(f"{header}\nSudan,1,2,3\n".encode(), description=from_toml(description, "t.toml"))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("9007199254740992", "1"), "9.0072e+15 is too large to be exact to 1"),  # 2 to the 53rd
        (("1e99", "1"), "1e+99 is too large to be exact to 1"),
        (("900000000000000.5", "0.0001"), "9e+14 is too large to be exact to 0.0001"),
        (("3", "1e-12"), "1e-12 is finer than 1e-09"),
    ],
)
def test_values_that_a_sum_would_change_are_refused(values, told):
    table = "Origin,Destination,Year,Licences\n" + "".join(
        f"Germany,{name},2015,{value}\n"
        for name, value in zip(("India", "Poland"), values, strict=True)
    )
    with pytest.raises(ReadError, match=re.escape(told)) as error:
        described(table)
    assert error.value.line in (2, 3)


def test_a_step_that_is_told_lets_values_be_larger():
    table = "Origin,Destination,Year,Licences\nGermany,India,2015,9007199254740992\n"
    release = described(table, LICENCES, ("additive = true", "additive = true\nprecision = 1000"))
    assert release.transfers["value"].to_list() == [2.0**53]
