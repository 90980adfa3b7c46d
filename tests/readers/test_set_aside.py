"""Single lines that cannot be read: named with what is legible, and left out by consent alone."""

import pytest
from builders import c1_file, c1_row, c2_file, c2_row
from set_aside import NO_RECIPIENT, NO_VOLUME, NO_YEAR, SOUND, TORN, first_line, register

from armstransfers import confined, read, read_all
from armstransfers.confined import Upload
from armstransfers.core.errors import ReadError, UnreadableLines
from armstransfers.core.report import SetAside
from armstransfers.library import catalogue, store
from armstransfers.readers.description_toml import from_toml


def lines_of(*files):
    with pytest.raises(UnreadableLines) as caught:
        read_all([file.encode() for file in files])
    return caught.value.lines


def legible(line):
    return line.supplier, line.recipient, line.years, line.value


@pytest.mark.parametrize(
    ("torn", "parties"),
    [
        (NO_YEAR, ("Israel", "Georgia", None, 30)),
        (NO_RECIPIENT, ("Israel", "", (2006, 2006), 7)),
        (NO_VOLUME, ("Israel", "Armenia", (2007, 2007), None)),
        (TORN, ("", "", None, None)),
        # the number of units cannot be read, and so says nothing against the volume
        (NO_RECIPIENT.replace(",,", ",Georgia,").replace(",4,", ",4?,"), ("Israel", "Georgia", (2006, 2006), 7)),
    ],
    ids=["year", "recipient", "volume", "torn", "units"],
)  # fmt: skip
def test_a_line_is_named_with_what_is_legible_of_it(torn, parties):
    (line,) = lines_of(register(torn))
    assert (line.line, line.written, legible(line)) == (first_line(), torn, parties)


def test_a_line_whose_cells_stand_in_other_places_tells_nothing():
    deal, supplier, recipient, *rest = c2_row(201, "Israel", value=30).split(",")
    (moved,) = lines_of(register(",".join([supplier, recipient, deal, *rest])))
    assert legible(moved)[:2] == ("", "")  # a number of a deal is nobody's name
    (shifted,) = lines_of(register(",".join([deal, supplier, recipient, "", *rest[:-1]])))
    assert legible(shifted) == ("", "", None, None)


def test_the_lines_of_all_files_are_named_before_anyone_consents():
    other = c2_file(c2_row(1), NO_VOLUME, years=("1990", "1999"))
    other = c2_file(*SOUND, NO_VOLUME, generated="3 May 2022 9:14:21 AM")
    assert [line.written for line in lines_of(register(NO_YEAR, TORN), other)] == [
        NO_YEAR,
        TORN,
        NO_VOLUME,
    ]


def test_a_deal_with_a_year_that_nobody_can_read_is_set_aside():
    sound = [c1_row(value=str(i)) for i in range(1, 40)]
    text = c1_file(*sound, c1_row("Armenia", years="2oo4", value="8"))
    (line,) = lines_of(text)
    assert legible(line) == ("Russia", "Armenia", None, 8)
    release = read(text.encode(), set_aside=True)
    assert (len(release.deals), release.report.set_aside) == (39, (line,))


def test_the_rest_is_read_by_consent_and_keeps_the_lines():
    with pytest.raises(ReadError, match=f"line {first_line()}, column 'Delivery year'"):
        read(register(NO_YEAR).encode())
    release = read(register(NO_YEAR).encode(), set_aside=True)
    assert release.transfers["value"].sum() == 1000
    assert [line.written for line in release.report.set_aside] == [NO_YEAR]


def test_without_a_line_by_consent_is_not_the_same_as_without_it():
    whole, torn = read(register().encode()), read(register(NO_YEAR).encode(), set_aside=True)
    assert whole.id != torn.id
    assert torn.transfers.astype(str).equals(whole.transfers.astype(str))


def test_the_mended_file_is_preferred_to_the_one_without_its_lines():
    torn = read(register(NO_YEAR).encode(), set_aside=True)
    mended = read(register(NO_YEAR.replace("20144", "2014")).encode())
    for order in ((torn, mended), (mended, torn)):
        assert catalogue.best_first(order) == [mended, torn]


def test_a_worker_and_the_store_pass_the_lines_on():
    upload = Upload("register.csv", register(NO_YEAR, NO_RECIPIENT).encode())
    with pytest.raises(UnreadableLines) as caught:
        confined.read_all([upload])
    (release,) = confined.read_all([upload], set_aside=True).releases
    confined.close()
    assert release.report.set_aside == caught.value.lines
    assert all(isinstance(line, SetAside) for line in caught.value.lines)
    store.keep(release)
    assert store.load(release.id).report == release.report


LICENCES = "Destination,Year,Value\n" + "Italy,2014,10\n" * 40
DESCRIBED = """title = "Licences"
[columns]
recipient = "Destination"
fixed = { supplier = "Germany" }
year = "Year"
value = "Value"
add_rows = true
[measure]
name = "Value of licences"
unit = "million euro"
basis = "licence"
goods = "military goods"
additive = true
[covers]
recipients = "all"
suppliers = ["Germany"]
years = [2013, 2015]
"""


def of_licences(*torn, **how):
    rows = (LICENCES + "".join(f"{line}\n" for line in torn)).encode()
    return read(rows, description=from_toml(DESCRIBED, "licences.toml"), **how)


@pytest.mark.parametrize(
    ("torn", "column", "parties"),
    [
        ("France,20x4,7", "Year", ("Germany", "France", None, 7)),
        ("France,2014,7o", "Value", ("Germany", "France", (2014, 2014), None)),
        (",2014,7", "Destination", ("Germany", "", (2014, 2014), 7)),
        ("Ruritania,20x4,7", "Year", ("", "", None, None)),  # nobody: its cells may have moved
        ("20x4,France,7o", "Year", ("", "", None, None)),
        ("France,2014", "", ("", "", None, None)),
    ],
)  # fmt: skip
def test_lines_of_a_table_of_another_source_are_named_as_those_of_a_register(torn, column, parties):
    with pytest.raises(UnreadableLines) as caught:
        of_licences(torn)
    (line,) = caught.value.lines
    assert (line.line, line.column, legible(line)) == (42, column, parties)
    assert caught.value.measure.unit == "million euro"
    release = of_licences(torn, set_aside=True)
    assert release.report.set_aside == (line,)
    assert release.transfers["value"].sum() == 400
    assert release.id != of_licences().id


def test_a_line_of_a_wide_table_is_left_out_with_all_its_years():
    described = DESCRIBED.replace('year = "Year"\nvalue = "Value"\n', "")
    rows = "Destination,2013,2014,2015\n" + "Italy,1,2,3\n" * 30 + "France,4,x,6\n"
    told = from_toml(described, "licences.toml")
    with pytest.raises(UnreadableLines) as caught:
        read(rows.encode(), description=told)
    (line,) = caught.value.lines
    assert (line.column, legible(line)) == ("2014", ("Germany", "France", (2013, 2015), None))
    release = read(rows.encode(), description=told, set_aside=True)
    assert set(release.names("recipient")) == {"Italy"}


def test_a_sum_of_countries_is_never_set_aside():
    for set_aside in (False, True):
        with pytest.raises(ReadError, match="'World' looks like a total") as caught:
            of_licences("World,2014,400", set_aside=set_aside)
        assert not isinstance(caught.value, UnreadableLines)


def test_a_volume_is_named_where_all_files_have_one_measure():
    uk = (
        "licence_group,date,rating,count,value,country,refused\n"
        + "1,2014-01-05,ML10,1,60,Italy,0\n" * 30
        + "1,2o14,ML10,1,30,France,0\n"
    )
    with pytest.raises(UnreadableLines) as caught:
        read_all([register(NO_YEAR).encode(), uk.encode()])
    assert [line.value for line in caught.value.lines] == [30, None]


def test_where_more_than_a_few_cannot_be_read_the_file_is_another():
    with pytest.raises(ReadError, match="'20144' is not a year") as caught:
        read(register(*[NO_YEAR] * 20).encode())
    assert not isinstance(caught.value, UnreadableLines)
