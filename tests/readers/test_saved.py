"""A table is the same table in whatever kind of file it comes back."""

import gzip
import io
import json

import pandas as pd
import pytest
from builders import c2_file, c2_row
from resaving import TABLE_WAYS, WAYS, archive, open_document

from armstransfers import confined
from armstransfers.confined import Toml, Upload
from armstransfers.core.errors import ReadError
from armstransfers.readers import read, unfolding
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.saved import cell
from armstransfers.readers.sources import LARGEST_FILE, named

REGISTER = c2_file(c2_row(1, value="12.25"), c2_row(22, "Turkey", "Ruritania", 2011, "140"))
BARE = REGISTER[REGISTER.index("SIPRI AT") :]
LICENCES = """title = "Licences of a made-up ministry"
[columns]
recipient = "Destination"
supplier = "Origin"
year = "Year"
value = "Licences"
[measure]
name = "Value of licences"
unit = "euro"
basis = "licence"
goods = "military goods"
additive = true
"""
TABLE = "Origin,Destination,Year,Licences\nGermany,India,2015,1234.1\nGermany,Poland,2015,\n"
TABLE += "Germany,Côte d'Ivoire,2016,0.123456789012345\nGermany,Turkey,2016,7\n"


@pytest.mark.parametrize("way", TABLE_WAYS)
def test_a_register_from_a_program_for_statistics_is_the_register_without_its_first_lines(way):
    plain, again = read(BARE.encode()), read(named("x", TABLE_WAYS[way](BARE)))
    assert len(again.transfers) == 2
    assert again.id == plain.id


@pytest.mark.parametrize("way", [*TABLE_WAYS, *(way for way in WAYS if way != "cp1252")])
def test_a_described_table_is_the_same_in_every_kind_of_file(way):
    ways = WAYS | TABLE_WAYS
    told = from_toml(LICENCES, "d")
    plain = read(named("x", TABLE.encode()), description=told)
    again = read(named("x", ways[way](TABLE)), description=told)
    assert again.transfers["value"].tolist() == [1234.1, 0.123456789012345, 7]
    assert again.id == plain.id


@pytest.mark.parametrize("way", TABLE_WAYS)
def test_a_worker_reads_them_too(way):
    (release,) = confined.read_all(
        [Upload("x", TABLE_WAYS[way](TABLE))], description=Toml(LICENCES, "d")
    ).releases
    assert release.id == read(TABLE.encode(), description=from_toml(LICENCES, "d")).id


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1, "0.1"),
        (1e22, "10000000000000000000000"),
        (2011.0, "2011"),
        (float("nan"), ""),
        (None, ""),
        (True, "Yes"),
        (pd.Timestamp("2014-03-31"), "2014-03-31"),
        (pd.NaT, ""),
        (pd.NA, ""),
        ("two\nlines", "two lines"),
    ],
)
def test_a_value_is_written_as_it_is(value, written):
    assert cell(value) == written


def test_a_number_of_few_bits_has_the_digits_that_it_was_given():
    table = pd.DataFrame({"value": pd.Series([0.1, 7.7], dtype="float32")})
    described = LICENCES.replace('Licences"\n[m', 'value"\n[m')
    table = table.assign(Origin="Germany", Destination=["India", "Poland"], Year=2015)
    for written in (table.to_parquet(), _stata(table)):
        release = read(named("x", written), description=from_toml(described, "d"))
        assert release.transfers["value"].tolist() == [0.1, 7.7]


def _stata(table):
    content = io.BytesIO()
    table.to_stata(content, write_index=False)
    return content.getvalue()


def test_numbers_in_json_are_those_that_stand_there():
    text = '{"data": [{"Origin": "Germany", "Destination": "India", "Year": 2015, "Licences": %s}]}'
    told = from_toml(LICENCES, "d")
    for written in ("0.1", '"0.1"', "1e-1"):
        release = read(named("x", (text % written).encode()), description=told)
        assert release.transfers["value"].tolist() == [0.1]


@pytest.mark.parametrize("kind", ["Parquet", "Stata"])
def test_a_damaged_file_is_refused(kind):
    content = TABLE_WAYS[kind](TABLE)
    with pytest.raises(ReadError, match=r"damaged or of an unusual kind|no table|not in the table"):
        read(named("x", content[: len(content) // 2]), description=from_toml(LICENCES, "d"))


def test_a_text_that_all_rows_share_does_not_fill_all_memory():
    words = pd.Categorical(["x" * 10_000] * 20_000)
    content = pd.DataFrame({"Origin": words}).to_parquet()
    assert len(content) < 100_000
    with pytest.raises(ReadError, match=r"more than .* characters; split it by years"):
        read(named("x", content), description=from_toml(LICENCES, "d"))


def test_what_gzip_has_packed_is_not_larger_than_a_file_may_be():
    with pytest.raises(ReadError, match="more than 50 MB when unpacked"):
        read(named("x.csv.gz", gzip.compress(b"\0" * (LARGEST_FILE + 1))))
    with pytest.raises(ReadError, match="the archive is damaged"):
        read(named("x.csv.gz", gzip.compress(b"a,b\n" * 99)[:-9]))


def test_a_cell_that_is_repeated_to_the_last_corner_is_counted_before_it_is_unfolded():
    one = open_document("a,b\n")
    cells = '<table:table-cell office:value-type="string">'
    assert unfolding.size([("content.xml", _content(one))]).cells == 2
    many = _content(one).replace(
        cells.encode(),
        cells.replace("cell ", 'cell table:number-columns-repeated="9999" ').encode(),
    )
    many = many.replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="9999">'
    )
    with pytest.raises(ReadError, match="reaches over more than 5,000,000 cells"):
        read(named("x.ods", archive({"mimetype": "x", "content.xml": many.decode()})))


def _content(workbook):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        return packed.read("content.xml")


def test_json_that_holds_no_records_is_refused():
    for found in ({"a": {"b": 1}}, [1, 2], [[1], [2]], []):
        with pytest.raises(ReadError, match=r"JSON|the columns are not those"):
            read(named("x.json", json.dumps(found).encode()))
