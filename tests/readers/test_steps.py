"""To which step volumes were rounded: told by their units, or by their decimals."""

import pandas as pd
import pytest
from builders import C2_HEADER, c1_file, c1_row, c2_file, c2_row
from customs import COUNTS_LICENCES

import armstransfers as at
from armstransfers import shares
from armstransfers.core.errors import ReadError
from armstransfers.library import catalogue
from armstransfers.readers import read

FEW = "Recipient,Supplier,Delivery year,TIV delivery values"
DESCRIBED = (
    """
title = "Made up"
[columns]
recipient = "to"
supplier = "from"
year = "year"
value = "licences"
"""
    + COUNTS_LICENCES
    + """\
[covers]
recipients = "all"
suppliers = "all"
years = "found"
"""
)


def few(*values, years=("2000", "2020")):
    """A register of four columns: what Georgia received from two suppliers."""
    suppliers = ("Russia", "Israel")
    rows = (f"Georgia,{suppliers[n % 2]},{2001 + n},{value}" for n, value in enumerate(values))
    return c2_file(*rows, header=FEW, years=years)


def exactness(release):
    return [block.exactness for block in release.coverage.blocks]


def test_whole_numbers_without_units_were_rounded_and_shares_have_a_band():
    release = read(few("7", "3").encode())
    assert release.measure.precision == 1
    assert exactness(release) == ["rounded"]
    assert "no decimals" in str(release.report.skipped)
    found = shares(release, recipient="Georgia", years=(2001, 2002)).iloc[0]
    # 6.5 of 10 to 7.5 of 10
    assert (found["share_low"], found["share"], found["share_high"]) == (65, 70, 75)


@pytest.mark.parametrize("values", [("7.25", "3"), ("0.5", "3")])
def test_one_volume_with_decimals_tells_that_none_was_rounded(values):
    release = read(few(*values).encode())
    assert (release.measure.precision, exactness(release)) == (0.01, ["exact"])
    assert "decimals" not in str(release.report.skipped)


def test_units_bear_out_that_volumes_are_whole_numbers():
    release = read(c2_file(c2_row(1, value="12"), c2_row(2, year=2005, value="8")).encode())
    assert (release.measure.precision, exactness(release)) == (0.01, ["exact"])


def test_units_that_are_left_blank_bear_nothing_out():
    header = C2_HEADER.replace("TIV deal unit", "What somebody noted")
    release = read(c2_file(c2_row(1, value="12"), header=header).encode())
    assert (release.measure.precision, exactness(release)) == (1, ["rounded"])


@pytest.mark.parametrize(("kept", "precision"), [(True, 0.01), (False, 1)])
def test_a_register_by_deal_is_judged_alike(kept, precision):
    text = c1_file(c1_row(value="12"))
    assert read(text.encode()).measure.precision == 0.01
    text = text if kept else text.replace("SIPRI TIV per unit", "What somebody noted")
    release = read(text.encode())
    assert release.measure.precision == precision
    assert exactness(release) == ["exact" if kept else "rounded"]


def test_one_decimal_is_rounding_only_where_it_is_no_chance():
    year = [str(n % 10) + ".5" for n in range(100)]
    rows = [f"Georgia,Russia,2001,{value}" for value in year]
    header = FEW + ",Designation"
    text = c2_file(*(f"{row},BX-{n}" for n, row in enumerate(rows)), header=header)
    assert read(text.encode()).measure.precision == 0.1
    text = c2_file(*(f"{row},BX-{n}" for n, row in enumerate(rows[:50])), header=header)
    assert read(text.encode()).measure.precision == 0.01


def test_rounded_volumes_never_pass_for_exact_beside_others():
    rounded, exact = few("7", "3"), few("7.25", "3.5", years=("1990", "1999"))
    exact = exact.replace(",2001,", ",1991,").replace(",2002,", ",1992,")
    with pytest.raises(ReadError, match=r"rounded to 1 million TIV in one of them, and to 0.01"):
        read([rounded.encode(), exact.encode()])
    kept = [catalogue.keep(read(text.encode())) for text in (rounded, exact)]
    assert [one.measure.precision for one in kept] == [1, 0.01]
    assert not catalogue.rivals(kept[0])


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_file_rounded_comes_second_and_is_told(order):
    exact = catalogue.keep(read(few("7.25", "3.5").encode()))
    rounded = catalogue.keep(read(few("7", "4").encode()))
    assert [one.id for one in catalogue.rivals(rounded)] == [exact.id]
    both = [exact, rounded][::order]
    assert [one.id for one in catalogue.best_first(both)] == [exact.id, rounded.id]


@pytest.mark.parametrize("order", [1, -1])
def test_tables_of_other_sources_are_joined_to_the_finest_of_their_decimals(tmp_path, order):
    described = tmp_path / "description.toml"
    described.write_text(DESCRIBED)
    tables = [
        f"to,from,year,licences\nGeorgia,Israel,{y},{v}\n" for y, v in ((2001, 3), (2002, 4.25))
    ]
    paths = [tmp_path / f"{n}.csv" for n in range(2)]
    for path, table in zip(paths, tables[::order], strict=True):
        path.write_text(table)
    release = read(paths, description=described)
    assert release.measure.precision == 0.01
    assert shares(release, recipient="Georgia", years=(2001, 2002))["value"].to_list() == [7.25]


@pytest.mark.parametrize(("values", "precision"), [([7.0, 3.0], 1), ([7.25, 3.0], 0.01)])
def test_parquet_with_the_columns_of_the_register_is_judged_alike(tmp_path, values, precision):
    frame = pd.DataFrame(
        {"recipient": "Georgia", "supplier": ["Russia", "Israel"], "year": 2001, "value": values}
    )
    frame.to_parquet(tmp_path / "rows.parquet")
    covers = '[covers]\nrecipients = "all"\nsuppliers = "all"\nyears = [2000, 2020]\n'
    (tmp_path / "description.toml").write_text(f"edition = 2021\n{covers}")
    release = at.open(tmp_path, engine="pandas")
    assert release.measure.precision == precision
    assert exactness(release) == ["rounded" if precision == 1 else "exact"]
