"""Files and folders as other programs leave them: every engine reads them alike, or none does."""

import decimal
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import armstransfers as at
from armstransfers import ReadError

DESCRIPTION = """\
title = "Made up"
edition = 2021
[covers]
recipients = "all"
suppliers = "all"
years = [2011, 2020]
"""
ROWS = {
    "recipient": ["Georgia"] * 3,
    "supplier": ["Israel", "France", "Italy"],
    "year": [2012, 2015, 2016],
    "value": [30.0, 10.0, 10.0],
}
ONCE = {"Israel": 30.0, "France": 10.0, "Italy": 10.0}
SPAIN = {"supplier": ["Spain"] * 3}
THRICE = [decimal.Decimal("30.0")] * 3


def write(path, **changed):
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(ROWS | changed), path)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "description.toml").write_text(DESCRIPTION)
    return tmp_path


def values(folder, engine):
    table = at.shares(at.open(folder, engine=engine), recipient="Georgia", years=(2011, 2020))
    return table.set_index("partner")["value"].to_dict()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"value": [30, 10, 10]}, {"value": [0.4] * 3} | SPAIN, ONCE | {"Spain": 1.2}),
        ({}, {"year": pa.array(ROWS["year"], pa.int16())} | SPAIN, ONCE | {"Spain": 50.0}),
        ({}, {"value": pa.array([0.1] * 3, pa.float32())} | SPAIN, ONCE | {"Spain": 0.3}),
        (
            {"value": pa.array(THRICE, pa.decimal128(4, 1))},
            {"value": [0.25] * 3} | SPAIN,
            {"Israel": 30.0, "France": 30.0, "Italy": 30.0, "Spain": 0.75},
        ),
        ({"note": ["a"] * 3}, {"supplier": pa.array(["Spain"] * 3).dictionary_encode()}, ONCE | {"Spain": 50.0}),
        ({}, {"supplier": pa.array(["Spain"] * 3, pa.large_string())}, ONCE | {"Spain": 50.0}),
    ],
)  # fmt: skip
def test_each_file_is_read_as_its_own_columns_say(folder, engine, first, second, expected):
    write(folder / "a.parquet", **first)
    write(folder / "b.parquet", **second)
    assert values(folder, engine) == pytest.approx(expected)


@pytest.mark.parametrize(
    "value",
    [
        pa.array([30, 10, 10], pa.uint8()),
        pa.array([decimal.Decimal(v) for v in (30, 10, 10)], pa.decimal128(38, 18)),
        pa.array([30, 10, 10], pa.float32()),
    ],
)
def test_numbers_of_any_kind_are_the_same_numbers(folder, engine, value):
    write(folder / "a.parquet", value=value)
    assert values(folder, engine) == ONCE


@pytest.mark.parametrize("name", ["a*.parquet", "[ab].parquet", "{a,b}.parquet", "?.PARQUET"])
def test_a_name_of_a_file_is_no_pattern(folder, engine, name):
    write(folder / name)
    write(folder / "ab.parquet", **SPAIN)
    assert values(folder, engine) == ONCE | {"Spain": 50.0}


@pytest.mark.parametrize("inside", ["year=1999", "supplier=Spain", "x.parquet", 'it\'s "so"'])
def test_a_name_of_a_folder_says_nothing_of_its_rows(folder, engine, inside):
    write(folder / inside / "part-0.parquet")
    assert values(folder, engine) == ONCE


def test_hidden_files_and_links_are_passed_over_and_said(folder, engine):
    write(folder / "a.parquet")
    write(folder / ".b.parquet", **SPAIN)
    write(folder / "_temporary" / "0" / "c.parquet", **SPAIN)
    (folder / "d.parquet").symlink_to("a.parquet")
    (folder / "round").symlink_to(".")
    assert values(folder, engine) == ONCE
    passed_over = {one.file: one.reason for one in at.open(folder, engine=engine).report.skipped}
    assert set(passed_over) == {".b.parquet", "_temporary/0/c.parquet", "d.parquet", "round"}
    assert "links are not followed" in passed_over["d.parquet"]
    assert "hidden" in passed_over[".b.parquet"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"value": [30.0, float("nan"), 10.0]}, "'value': 1 cell is blank"),
        ({"value": [30.0, float("inf"), 10.0]}, "'value': a value is infinite"),
        ({"value": [30.0, float("-inf"), 10.0]}, "'value': a value is infinite"),
        ({"value": [30.0, -1.0, 10.0]}, "'value': a value is negative"),
        ({"value": [1e308, 1e308, 10.0]}, "'value': 1e\\+308 is too large"),
        ({"value": [1e-300, 1.0, 10.0]}, "'value': a value is finer than 0.01"),
        ({"value": pa.array([2**63, 1, 5], pa.uint64())}, "'value': 9.22337e\\+18 is too large"),
        ({"value": pa.array([2e5] * 3, pa.float32())}, "'value': 200000 is too large.*as float"),
        ({"value": ["1", "2", "3"]}, "'value': it holds string, and must hold numbers"),
        ({"value": [True, False, True]}, "'value': it holds bool"),
        ({"year": pa.array([2012, 2**64 - 1, 2016], pa.uint64())}, "'year': 18446744073709551615 is not a year"),
        ({"year": pa.array([12, 15, 16], pa.int8())}, "'year': 12 is not a year"),
        ({"year": [2012.0, 2015.5, 2016.0]}, "'year': it holds double"),
        ({"year": np.array(["2012", "2015", "2016"], "datetime64[us]")}, r"'year': it holds timestamp"),
        ({"supplier": [b"Israel", b"\xff", b"I"]}, "'supplier': it holds binary"),
        ({"supplier": [{"a": "x"}] * 3}, "'supplier': it holds struct"),
        ({"supplier": pa.nulls(3)}, "'supplier': it holds null"),
        ({"supplier": ["Israel", " ", "Italy"]}, "'supplier': a name is empty"),
        ({"supplier": ["Israel", "F" * 5_000, "Italy"]}, "'supplier': a name has 5,000 characters"),
        ({"status": [1, 2, 3]}, "'status': it holds int64"),
        ({"year_estimated": ["Yes", "No", "Yes"]}, "'year_estimated': it holds string"),
        ({"Value": [1.0] * 3}, "two columns are called 'value', capitals aside"),
    ],
)  # fmt: skip
def test_what_is_not_exact_is_refused_with_its_file_and_column(folder, engine, changed, sentence):
    write(folder / "a.parquet")
    write(folder / "b.parquet", **changed)
    with pytest.raises(ReadError, match=rf"^b\.parquet.*{sentence}.*\.$"):
        at.open(folder, engine=engine)


def test_a_status_that_is_none_is_refused(folder, engine):
    write(folder / "a.parquet", status=["New", "new", None])
    with pytest.raises(ReadError, match="'status': 'new' is no status"):
        at.open(folder, engine=engine)


def test_what_is_left_empty_of_a_row_is_not_stated(folder, engine):
    write(
        folder / "a.parquet",
        year_estimated=[True, None, False],
        status=["New", None, "Second hand"],
    )
    sums = at.open(folder, engine=engine).transfers.set_index("supplier")
    for part, expected in {
        "value_year_estimated": {"Israel": 30.0, "Italy": 0.0},
        "value_second_hand": {"Israel": 0.0, "Italy": 10.0},
    }.items():
        assert sums[part].dropna().to_dict() == expected


def test_what_some_files_say_of_a_row_and_others_do_not_is_refused(folder, engine):
    write(folder / "a.parquet", status=["New"] * 3)
    write(folder / "b.parquet", **SPAIN)
    with pytest.raises(ReadError, match=r"b\.parquet, column 'status': it is in a\.parquet"):
        at.open(folder, engine=engine)


def test_a_copy_of_a_file_is_not_counted_again(folder, engine):
    write(folder / "a.parquet")
    shutil.copy(folder / "a.parquet", folder / "a (1).parquet")
    with pytest.raises(ReadError, match=r"copy of a.*would count twice"):
        at.open(folder, engine=engine)


@pytest.mark.parametrize("log", ["_delta_log", ".hoodie"])
def test_a_table_some_of_whose_files_no_longer_count_is_refused(folder, engine, log):
    write(folder / "a.parquet")
    (folder / log).mkdir()
    with pytest.raises(ReadError, match="whose files do not all count"):
        at.open(folder, engine=engine)


def test_rows_that_are_left_out_may_hold_anything(folder, engine):
    columns = "\n".join(f'{name} = "{name}"' for name in ROWS)
    measure = 'name = "V"\nunit = "euro"\nbasis = "import"\ngoods = "arms"\nadditive = true'
    chosen = 'only = {flow = "1"}\nleave_out = ["World"]'
    (folder / "description.toml").write_text(
        DESCRIPTION.replace(
            "[covers]", f"[columns]\n{columns}\n{chosen}\n[measure]\n{measure}\n[covers]"
        )
    )
    write(
        folder / "a.parquet",
        supplier=["Israel", "France", "World"],
        flow=pa.array([1, None, 1]),
        value=[30.0, -1.0, float("nan")],
    )
    assert values(folder, engine) == {"Israel": 30.0}


def test_no_row_that_counts_is_no_table(folder, engine):
    pd.DataFrame(ROWS)[:0].astype({"recipient": "str"}).to_parquet(folder / "a.parquet")
    with pytest.raises(ReadError, match="no row counts"):
        at.open(folder, engine=engine)


def test_a_value_beyond_what_its_file_says_is_refused(folder, engine):
    # engines skip rows by what a file says of them; one bit of 700 makes it 11,200
    rows = {
        "recipient": ["Georgia"] * 2000,
        "supplier": ["Israel", "France"] * 1000,
        "year": [2012] * 2000,
    }
    table = pa.table(rows | {"value": np.arange(2000.0)})
    pq.write_table(table, folder / "a.parquet", compression="none", use_dictionary=False)
    content = bytearray((folder / "a.parquet").read_bytes())
    content[content.index(np.float64(700).tobytes()) + 6] ^= 0x40
    (folder / "a.parquet").write_bytes(content)
    with pytest.raises(ReadError, match="the least and the greatest is not so"):
        at.open(folder, engine=engine)


def test_a_page_that_fails_its_checksum_is_refused(folder, engine):
    table = pa.table(ROWS | {"value": [30.0, 20.0, 10.0]})
    options = {"compression": "none", "use_dictionary": False, "write_page_checksum": True}
    pq.write_table(table, folder / "a.parquet", **options)
    content = bytearray((folder / "a.parquet").read_bytes())
    content[content.index(np.float64(20).tobytes()) + 5] ^= 1  # stays between 10 and 30
    (folder / "a.parquet").write_bytes(content)
    with pytest.raises(ReadError, match="the file is damaged"):
        at.open(folder, engine=engine)


@pytest.mark.parametrize("change", ["written", "gone"])
def test_files_that_change_under_an_open_release_are_noticed(folder, engine, change):
    write(folder / "a.parquet")
    release = at.open(folder, engine=engine)
    if change == "written":
        write(folder / "a.parquet", value=[3.0, 1.0, 1.0])
    else:
        (folder / "a.parquet").unlink()
    with pytest.raises(ReadError, match=r"changed since they were opened|no such file"):
        at.shares(release, recipient="Georgia", years=(2011, 2020))


def test_a_file_that_lost_one_end_of_its_values_is_read_by_its_rows(engine, folder):
    """Whoever skips rows by the other end alone, which nobody held against them, would find none."""
    path = folder / "a.parquet"
    write(path)
    before, said, behind = path.read_bytes().rpartition(b"(\x07Georgia")
    assert said
    path.write_bytes(before + b"(\x00Georgia" + behind)
    assert values(folder, engine) == ONCE
