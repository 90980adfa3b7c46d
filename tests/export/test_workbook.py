import io
import re
import zipfile

import pandas as pd
import pytest
from builders import release
from python_calamine import CalamineWorkbook

from armstransfers import share_series, shares, shipped_releases
from armstransfers.core.fields import FIELDS
from armstransfers.core.measure import Measure, tiv
from armstransfers.export.workbook import to_xlsx

NEWEST, _, OLDEST = shipped_releases()
PROVENANCE = {"Question": "Who supplies Azerbaijan?", "Terms": "Ask."}


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def cells(content, name):
    head, *rows = sheets(content)[name]
    return [dict(zip(head, row, strict=True)) for row in rows]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


@pytest.fixture(scope="module")
def of_azerbaijan():
    table = shares(NEWEST, recipient="Azerbaijan", years=(2011, 2020))
    return to_xlsx({"2011-2020": table}, NEWEST.measure, PROVENANCE)


def test_the_figures_of_a_share_stand_in_their_cells(of_azerbaijan):
    rows = cells(of_azerbaijan, "2011-2020")
    belarus = next(row for row in rows if row["partner"] == "Belarus")
    assert (belarus["share"], belarus["rank"], belarus["total"]) == (7.03, 3, 3403.63)
    assert sum(row["value"] for row in rows) == pytest.approx(3403.63)
    assert sum(row["share"] for row in rows) == pytest.approx(100, abs=0.05)


def test_every_cell_is_read_back_with_its_type(of_azerbaijan):
    table = shares(NEWEST, recipient="Azerbaijan", years=(2011, 2020))
    rows = cells(of_azerbaijan, "2011-2020")
    assert list(rows[0]) == list(table.columns)
    for row, original in zip(rows, table.to_dict("records"), strict=True):
        for name, value in original.items():
            if pd.isna(value):
                assert row[name] == "", name
            elif FIELDS[name].type == "text":
                assert row[name] == value
            else:
                assert isinstance(row[name], float), name
                assert row[name] == pytest.approx(value, abs=0.005)


def test_the_first_sheet_says_where_it_comes_from_and_what_columns_mean(of_azerbaijan):
    assert list(sheets(of_azerbaijan)) == ["About", "2011-2020"]
    about = dict(sheets(of_azerbaijan)["About"])
    assert PROVENANCE.items() <= about.items()
    assert about["share"] == "Part of the denominator, 0-100. Unit: %."
    assert about["value"].endswith("Unit: million TIV.")


def test_names_that_look_like_formulas_stay_names():
    names = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "12", "TRUE")
    data = release({("Georgia", name, 2010): 5 + i for i, name in enumerate(names)})
    content = to_xlsx(
        {"2010": shares(data, recipient="Georgia", years=2010)}, data.measure, {"Question": "=2"}
    )
    found = cells(content, "2010")
    assert {row["partner"] for row in found} == set(names)
    assert sheets(content)["About"][0] == ["Question", "=2"]
    assert "<f>" not in "".join(parts(content).values())
    assert "hyperlink" not in parts(content)["xl/worksheets/sheet2.xml"]


def formats(content):
    """The number formats of a workbook; those that every program knows have a number alone."""
    styles = parts(content)["xl/styles.xml"]
    known = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
    used = set(re.findall(r'<xf numFmtId="(\d+)"', styles)) & known.keys()
    return {known[number] for number in used} | set(re.findall(r'formatCode="([^"]*)"', styles))


def test_volumes_show_the_decimals_of_their_measure_and_shares_two(of_azerbaijan):
    assert formats(of_azerbaijan) == {"0.00", "#,##0.00", "0"}
    table = shares(OLDEST, recipient="Azerbaijan", years=(2011, 2020))
    assert formats(to_xlsx({"a": table}, OLDEST.measure, {})) == {"0.00", "#,##0", "0"}
    thousandths = Measure("Value", "million EUR", "delivery", 0.001)
    assert "#,##0.000" in formats(to_xlsx({"a": table}, thousandths, {}))


def test_the_head_stays_in_sight_and_explains_itself(of_azerbaijan):
    inside = parts(of_azerbaijan)
    assert 'state="frozen"' in inside["xl/worksheets/sheet2.xml"]
    (notes,) = (text for name, text in inside.items() if name.startswith("xl/comments"))
    assert "Part of the denominator, 0-100. Unit: %." in notes


def test_the_unit_is_that_of_the_measure():
    data = release({("Georgia", "Spain", 2010): 5}, measure=Measure("Value", "million EUR", "x", 1))
    content = to_xlsx({"a": shares(data, recipient="Georgia", years=2010)}, data.measure, {})
    assert dict(sheets(content)["About"])["value"].endswith("Unit: million EUR.")


def test_a_gap_is_blank_and_a_zero_is_zero():
    data = release({("Georgia", "Israel", 2004): 5, ("Georgia", "Spain", 2006): 5})
    series = share_series(data, recipient="Georgia", window=1, years=(2004, 2006))
    rows = cells(to_xlsx({"a": series}, data.measure, {}), "a")
    israel = {row["last_year"]: row["share"] for row in rows if row["partner"] == "Israel"}
    assert israel == {2004: 100, 2005: "", 2006: 0}


def test_the_same_tables_make_the_same_bytes(of_azerbaijan):
    table = shares(NEWEST, recipient="Azerbaijan", years=(2011, 2020))
    assert to_xlsx({"2011-2020": table}, NEWEST.measure, PROVENANCE) == of_azerbaijan


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["Hezbollah (Lebanon)*"], ["Hezbollah (Lebanon)"]),
        (["a" * 40, "A" * 40], ["a" * 31, "A" * 29 + " 2"]),
        (["about", "History", ""], ["about 2", "History 2", "Table"]),
        (["2011/15: [x]?", "'quoted'"], ["2011 15 x", "quoted"]),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_take(wanted, given):
    table = pd.DataFrame({"partner": ["Spain"]})
    content = to_xlsx(dict.fromkeys(wanted, table), tiv(1), {})
    assert list(sheets(content))[1:] == given


def test_a_table_without_rows_is_a_head():
    empty = pd.DataFrame({"partner": [], "share": []})
    assert sheets(to_xlsx({"a": empty}, tiv(1), {}))["a"] == [["partner", "share"]]
