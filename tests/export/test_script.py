import ast
import csv
import re
import runpy
import subprocess
import sys

import pandas as pd
import pytest
from builders import c2_file, c2_row, release

from armstransfers import Refused, read, shipped_releases
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.analysis.question import Question
from armstransfers.core.errors import BadRequest
from armstransfers.export.provenance import provenance
from armstransfers.export.script import (
    change_script,
    group_script,
    pair_script,
    partner_script,
    series_script,
    world_script,
)
from armstransfers.export.script_lines import assembled
from armstransfers.reference.shipped import shipped_path

NEWEST, _, OLDEST = shipped_releases()
AZERBAIJAN = {"recipient": "Azerbaijan"}
FILES = {year: f"tiv_extract_edition-{year}.csv" for year in (2026, 2022)}


@pytest.fixture
def derive(tmp_path, monkeypatch, capsys):
    """Run a script; return the shares that it prints, in per cent, and all that it prints.

    It reads the file that ships or, if `exported`, what `releases export` would write. With
    `alone` it runs as its reader would run it.
    """

    def run(script, data, *, exported=False, alone=False):
        path, file = tmp_path / "script.py", shipped_path(FILES.get(data.edition, ""))
        path.write_text(script, encoding="utf-8")
        if exported:
            file = tmp_path / "transfers.csv"
            data.transfers.to_csv(file, index=False, lineterminator="\n")
        if alone:
            command = [sys.executable, "-I", str(path), str(file)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            assert done.stderr == ""
            words = done.stdout
        else:
            monkeypatch.setattr(sys, "argv", [str(path), str(file)])
            runpy.run_path(str(path))
            words = capsys.readouterr().out
        return [float(number) for number in re.findall(r"(\d+\.\d\d) %", words)], words

    return run


def volumes(edition, first, last, *, side="recipient", name="Azerbaijan"):
    """Volumes of one country's partners, counted line by line from the file that ships."""
    other = "supplier" if side == "recipient" else "recipient"
    found = {}
    with shipped_path(FILES[edition]).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row[side] == name and first <= int(row["year"]) <= last:
                found[row[other]] = found.get(row[other], 0) + float(row["tiv_million"])
    return found


def test_the_golden_share_of_belarus_is_derived_from_the_file_that_ships(derive):
    script = partner_script(NEWEST, **AZERBAIJAN, years=(2011, 2020), partner="Belarus")
    shares, words = derive(script, NEWEST, alone=True)
    assert shares == [7.03]
    assert "rank 3" in words
    assert "of 3403.63 million TIV" in words


def test_the_golden_share_of_an_older_edition_is_derived_from_exported_transfers(derive):
    script = partner_script(OLDEST, **AZERBAIJAN, years=(2011, 2020), partner="Belarus")
    assert derive(script, OLDEST, exported=True)[0] == [7.11]


def test_names_of_the_time_are_brought_up_to_date(derive):
    script = partner_script(OLDEST, **AZERBAIJAN, years=(2011, 2020), partner="Turkiye")
    assert derive(script, OLDEST)[0] == [2.93]


def test_a_suppliers_recipients_are_derived(derive):
    of_belarus = volumes(2026, 2011, 2020, side="supplier", name="Belarus")
    largest = max(of_belarus, key=of_belarus.get)
    shares, words = derive(partner_script(NEWEST, supplier="Belarus", years=(2011, 2020)), NEWEST)
    assert shares == [round(100 * of_belarus[largest] / sum(of_belarus.values()), 2)]
    assert words.startswith(f"{largest}: ")


def test_a_claim_about_a_supplier_that_delivered_nothing_is_derived_as_0(derive):
    script = partner_script(OLDEST, **AZERBAIJAN, years=(2011, 2020), partner="France")
    shares, words = derive(script, OLDEST, alone=True)
    assert shares == [0.0]
    assert "rank none" in words


def test_a_point_of_a_series_is_derived(derive):
    script = series_script(NEWEST, **AZERBAIJAN, partner="Turkiye", window=5, year=2024)
    shares, words = derive(script, NEWEST, alone=True)
    assert shares == [pytest.approx(36.95, abs=0.005)]
    assert re.search(r"^2020 ", words, re.MULTILINE)


def test_a_point_of_a_partner_without_deliveries_is_0(derive):
    script = series_script(OLDEST, **AZERBAIJAN, partner="France", year=2020)
    assert derive(script, OLDEST)[0] == [0.0]


def test_both_shares_of_a_pair_are_derived(derive):
    pair = {"recipient": "Azerbaijan", "supplier": "Belarus"}
    script = pair_script(NEWEST, **pair, years=(2011, 2020))
    exports = volumes(2026, 2011, 2020, side="supplier", name="Belarus")
    exposure = 100 * exports["Azerbaijan"] / sum(exports.values())
    assert derive(script, NEWEST, alone=True)[0] == [7.03, round(exposure, 2)]


def test_a_share_of_exports_that_the_release_does_not_hold_is_left_out(derive):
    pair = {"recipient": "Azerbaijan", "supplier": "Israel"}
    script = pair_script(OLDEST, **pair, years=(2011, 2020))
    assert derive(script, OLDEST)[0] == [26.61]
    assert "exposure" not in script
    with pytest.raises(Refused, match="all suppliers of Algeria"):
        pair_script(OLDEST, recipient="Algeria", supplier="Israel", years=(2011, 2020))


def test_the_change_between_two_windows_is_derived(derive):
    windows = {"then": (2011, 2015), "now": (2016, 2020)}
    script = change_script(OLDEST, **AZERBAIJAN, **windows, partner="Israel")
    (then, now), words = derive(script, OLDEST, alone=True)
    before = volumes(2022, 2011, 2015)
    assert then == round(100 * before["Israel"] / sum(before.values()), 2)
    assert now == pytest.approx(69.5, abs=0.05)
    points = float(re.search(r"([+-][\d.]+) percentage points", words)[1])
    assert points == pytest.approx(now - then, abs=0.011)


def test_the_share_of_a_bloc_is_derived(derive):
    nato = {"by": "NATO", "as_of": "then", "group": "NATO"}
    script = group_script(OLDEST, **AZERBAIJAN, years=(2011, 2020), **nato)
    # by hand: Turkiye 96, Slovakia 24, Spain 13, Czechia 9, United States 4 of 3,277
    assert derive(script, OLDEST, alone=True)[0] == [round(100 * 146 / 3277, 2)]


def test_a_share_of_the_worlds_exports_is_derived(derive):
    data = release(
        {
            ("Georgia", "Israel", 2010): 6,
            ("India", "Israel", 2011): 3,
            ("India", "France", 2011): 2,
            ("India", "unknown supplier(s)", 2011): 1,
        }
    )
    script = world_script(data, side="supplier", years=(2010, 2011))
    assert derive(script, data, exported=True, alone=True)[0] == [75.0]
    with pytest.raises(Refused, match="does not hold all of the world's exports"):
        world_script(NEWEST, side="supplier", years=(2011, 2020))


def test_the_licensed_part_of_yearly_sums_is_derived(derive):
    table = pd.read_csv(shipped_path(FILES[2026]))
    rows = table[(table["recipient"] == "India") & table["year"].between(2021, 2025)]
    rows = rows[rows["tiv_local_production"].notna()]  # a blank is not known, and in neither part
    licensed = rows.groupby("supplier")["tiv_local_production"].sum()
    others = rows.groupby("supplier")["tiv_million"].sum() - licensed
    for only, volume in ((True, licensed), (False, others)):
        chosen = Filter(local_production=only)
        part = filtered(NEWEST, chosen)
        script = partner_script(part, recipient="India", years=(2021, 2025), chosen=chosen)
        assert derive(script, NEWEST)[0] == [round(100 * volume.max() / volume.sum(), 2)]
        assert f"# Filter: {chosen.words}" in script


def test_a_filter_of_deliveries_is_repeated(derive, tmp_path):
    register = tmp_path / "trade-register.csv"
    register.write_text(
        c2_file(
            c2_row(1, "Israel", value=30),
            c2_row(2, "Spain", value=10),
            c2_row(3, "Spain", value=90, status="Second hand"),
            c2_row(4, "Spain", value=90, year_estimated="Yes"),
        )
    )
    whole = read(register)
    chosen = Filter(("Armoured vehicles",), status="new", year_estimated=False)
    part = filtered(whole, chosen)
    script = partner_script(part, recipient="Georgia", years=(2004, 2004), chosen=chosen)
    assert derive(script, whole, exported=True)[0] == [75.0]
    assert f"releases export {whole.id} transfers.csv" in script


def test_a_filter_that_is_not_named_is_asked_for():
    part = filtered(NEWEST, Filter(local_production=True))
    with pytest.raises(BadRequest, match="only made under licence"):
        partner_script(part, recipient="India", years=(2021, 2025))


def test_another_file_than_the_releases_fails_and_says_so(derive):
    script = partner_script(NEWEST, **AZERBAIJAN, years=(2011, 2020), partner="Belarus")
    with pytest.raises(AssertionError, match=r"says 7.03, this file gives 7.11: is it sipri-2026-"):
        derive(script, OLDEST)


def test_a_name_is_never_code(derive):
    name = 'coding: utf-7\n"""; raise SystemExit(7) #\'\\'
    data = release({("Georgia", name, 2010): 3, ("Georgia", "Spain", 2010): 1})
    script = partner_script(data, recipient="Georgia", years=2010)
    shares, words = derive(script, data, exported=True)
    assert shares == [75.0]
    assert name in words
    named = provenance(data, Question("recipient", name), (2010, 2010))
    lines = assembled(data, Filter(), named, {}, "", {}).splitlines()
    assert all(line.startswith("#") for line in lines[: lines.index("import sys") - 1])
    assert not any("coding" in line for line in lines[:2])


@pytest.mark.parametrize(
    "script",
    [
        partner_script(NEWEST, **AZERBAIJAN, years=(2011, 2020)),
        change_script(NEWEST, **AZERBAIJAN, then=(2010, 2014), now=(2020, 2024)),
    ],
    ids=["shares", "change"],
)
def test_a_script_needs_pandas_alone_and_carries_its_provenance(script):
    imports = [n for n in ast.walk(ast.parse(script)) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import sys", "import pandas as pd"]
    comments = "\n".join(line for line in script.splitlines() if line.startswith("#"))
    for words in (
        "# Question: Who supplies Azerbaijan?",
        "# Window: 20",
        f"# Release: {NEWEST.id}",
        "# Calculation: Arms Transfer Explorer; ",
        "# Exactness: unrounded",
        "# Terms: SIPRI's terms",
        f"#   armstransfers releases export {NEWEST.id} transfers.csv",
        "# or take data/tiv_extract_edition-2026.csv of the project instead.",
    ):
        assert words in comments


def test_where_nothing_was_delivered_there_is_no_script():
    with pytest.raises(Refused, match="no deliveries are recorded in Azerbaijan's imports"):
        partner_script(NEWEST, **AZERBAIJAN, years=(2021, 2021))
