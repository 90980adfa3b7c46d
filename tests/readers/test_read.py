import zipfile

import pytest
from builders import a1_file, c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all
from armstransfers.readers.sources import named

HTML = b"<!DOCTYPE html>\n<html><head><title></title></head></html>"


@pytest.mark.parametrize("content", [b"", b"  \n\n"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(ReadError, match="the file is empty"):
        read(content)


def test_an_html_answer_means_no_data():
    with pytest.raises(ReadError, match="answers so when it has no data"):
        read(HTML)


@pytest.mark.parametrize(
    "content", [b"a,b,c\n1,2,3\n", b"\x00\x01\x02\xff", b"Recipient,Value\nGeorgia,5\n"]
)
def test_other_columns_are_refused(content):
    with pytest.raises(ReadError, match="the columns are not those of"):
        read(content)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            c2_file(c2_row())
            .replace("SIPRI AT Database ID", "SIPRI ID")
            .replace("TIV delivery", "X"),
            5,
        ),
        (c1_file(c1_row()).replace("Recipient,Supplier", "Recipient,Suppl"), 3),
        (a1_file("Georgia", {"Israel": ["3", "4"]}).replace(",Total\n", ",Totl\n", 1), None),
        (a1_file("Georgia", {"Israel": ["3", "4", "5"]}).replace(",Total\n", ",Totl\n", 1), 6),
    ],
)
def test_a_damaged_header_is_named_where_a_line_looks_like_one(text, line):
    with pytest.raises(ReadError, match="restore the names of its columns") as caught:
        read(text.encode())
    assert caught.value.line == line


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"nothing\.csv: no such file"):
        read(tmp_path / "nothing.csv")


def test_two_files_of_one_edition_become_one_release():
    early = c2_file(c2_row(1, year=1989), c2_row(2, year=1988), years=("1950", "1989"))
    late = c2_file(c2_row(1, year=2001), c2_row(3, year=1999), years=("1990", "2020"))
    release = read([early.encode(), late.encode()])
    assert len(release.transfers) == 4
    assert release.transfers["deal"].nunique() == 3
    assert release.coverage.years_of("recipient", "Georgia") == list(range(1950, 2021))


def test_the_same_file_twice_counts_once():
    content = c2_file(c2_row(1), c2_row(2)).encode()
    once, twice = read(content), read([content, content])
    assert twice.transfers["value"].sum() == once.transfers["value"].sum()
    assert twice.report.doubled == 2
    assert twice.id == once.id


def test_two_downloads_of_one_selection_are_never_added_up():
    """What was taken back in between would count beside what was put in its place."""
    deals = c1_file(c1_row(value=10))
    later = c1_file(c1_row(value=11)).replace("3 May 2021", "4 June 2021")
    with pytest.raises(ReadError, match="both cover all suppliers with all recipients, 2000-2020"):
        read([named("may.csv", deals.encode()), named("june.csv", later.encode())])
    with pytest.raises(ReadError, match="both cover"):
        read([named("same.csv", deals.encode()), named("same.csv", later.encode())])
    rows = (c2_row(1, value=10), c2_row(2, value=5))
    whole, less = (
        c2_file(*rows).encode(),
        c2_file(rows[0], generated="4 June 2021 1:00:00 PM").encode(),
    )
    with pytest.raises(ReadError, match=r"may\.csv, line 7: may\.csv and june\.csv both cover"):
        read([named("may.csv", whole), named("june.csv", less)])


def test_registers_by_deal_of_windows_that_follow_each_other_are_added_up():
    early = c1_file(c1_row(years="2003"), years=("2000", "2005"))
    late = c1_file(c1_row(years="2008"), years=("2006", "2010"))
    release = read([early.encode(), late.encode()])
    assert release.transfers["value"].sum() == 25
    assert release.coverage.exactness_of("recipient", "Georgia", (2000, 2010)) == "exact"


def test_files_of_two_editions_are_two_releases():
    files = [
        c2_file(c2_row(), generated="3 May 2020 1:00:00 PM").encode(),
        c2_file(c2_row(), generated="3 May 2021 1:00:00 PM").encode(),
    ]
    assert [r.edition for r in read_all(files).releases] == [2021, 2020]
    with pytest.raises(ReadError, match="belong to 2 releases"):
        read(files)


def test_another_family_of_the_same_edition_is_a_check_and_not_more_data():
    register = c2_file(c2_row(1, value=12.25), c2_row(2, year=2005, value=3))
    values = c3_file("Recipient", {"Georgia": ["12", "3"]}, "Total world import", first_year=2004)
    alone, checked = read(register.encode()), read([register.encode(), values.encode()])
    assert checked.transfers["value"].sum() == alone.transfers["value"].sum() == 15.25
    against = {c.against: c for c in checked.report.checks}
    printed = against["the printed imports of each recipient"]
    assert (printed.cells, printed.outside_rounding, printed.largest_difference) == (2, 0, 0.25)


def test_a_register_that_does_not_add_up_to_the_printed_imports_is_refused():
    register = c2_file(c2_row(1, value=12.25))
    values = c3_file("Recipient", {"Georgia": ["13", ""]}, "Total world import", first_year=2004)
    with pytest.raises(ReadError, match=r"in 1 of 1 cells, as for Georgia in 2004: 12.25 and 13"):
        read([register.encode(), values.encode()])


def test_two_files_of_margins_that_contradict_each_other_are_refused():
    one, other = (
        c3_file("Recipient", {"Georgia": [cell, "5"]}, "Total world import") for cell in "34"
    )
    with pytest.raises(ReadError, match="another total for Georgia in 2000: 3 and 4"):
        read([one.encode(), other.encode()])


def test_another_family_that_holds_more_countries_is_a_release_of_its_own():
    register = c2_file(c2_row(recipient="Georgia"), recipients="Georgia")
    table = a1_file("Sudan", {"Israel": ["3", "4"]})
    formats = [r.origin.format for r in read_all([register.encode(), table.encode()]).releases]
    assert formats == ["C2", "A1"]


def test_values_of_one_country_prove_nothing_of_others():
    register = c2_file(c2_row(value=12), recipients="Georgia")
    values = c3_file("Recipient", {"Georgia": ["12", ""]}, "Total world import", first_year=2004)
    release = read([register.encode(), values.encode()])
    assert release.coverage.entities("supplier") == frozenset()


def test_an_import_and_an_export_table_count_their_common_cell_once():
    imports = a1_file("Georgia", {"Belarus": ["5", "1"], "Israel": ["2", ""]})
    exports = a1_file("Belarus", {"Georgia": ["5", "1"], "Sudan": ["4", "4"]}, way="from")
    release = read([imports.encode(), exports.encode()])
    assert release.transfers["value"].sum() == 16
    assert release.coverage.years_of("recipient", "Georgia") == [2000, 2001]
    assert release.coverage.years_of("supplier", "Belarus") == [2000, 2001]


def test_tables_that_contradict_each_other_are_refused():
    imports = a1_file("Georgia", {"Belarus": ["5", "1"]})
    exports = a1_file("Belarus", {"Georgia": ["5", "2"]}, way="from")
    with pytest.raises(ReadError, match="Belarus to Georgia in 2001 stands here and on line"):
        read([imports.encode(), exports.encode()])


def test_a_set_of_tables_is_known_to_be_whole_where_the_printed_totals_prove_it():
    georgia = a1_file("Georgia", {"Belarus": ["5", "1"]})
    sudan = a1_file("Sudan", {"Belarus": ["2", ""]})
    total = a1_file("all", {"Georgia": ["5", "1"], "Sudan": ["2", ""]})
    lacking = read([georgia.encode(), total.encode()])
    whole = read([georgia.encode(), sudan.encode(), total.encode()])
    assert lacking.coverage.years_of("supplier", "Belarus") == []
    assert whole.coverage.years_of("supplier", "Belarus") == [2000, 2001]


def test_an_archive_is_read_whole_and_its_html_answers_are_reported(tmp_path):
    path = tmp_path / "tables.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/georgia.csv", a1_file("Georgia", {"Israel": ["3", "4"]}))
        archive.writestr("a/sudan.csv", a1_file("Sudan", {"China": ["1", "1"]}))
        archive.writestr("a/nobody.csv", HTML)
        archive.writestr("__MACOSX/a/._georgia.csv", b"\x00")
    reading = read_all(path)
    assert len(reading.releases) == 1
    assert reading.releases[0].names("recipient") == ["Georgia", "Sudan"]
    assert [s.file for s in reading.skipped] == ["nobody.csv"]


def test_a_folder_is_read_like_its_files(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.csv").write_text(a1_file("Georgia", {"Israel": ["3", "4"]}))
    (tmp_path / "b.csv").write_text(a1_file("Sudan", {"China": ["1", "1"]}))
    assert read(tmp_path).names("supplier") == ["China", "Israel"]


def test_one_bad_file_among_good_ones_and_nothing_is_read(tmp_path):
    good, bad = c2_file(c2_row(1)), c2_file(c2_row(2, value="x"))
    with pytest.raises(ReadError, match=r"second\.csv, line 6"):
        read_all([named("first.csv", good.encode()), named("second.csv", bad.encode())])


def test_values_that_count_different_things_are_never_put_together():
    from builders import release

    from armstransfers.core.measure import Measure
    from armstransfers.readers.combine import rejoined

    volume = release({("Georgia", "Israel", 2010): 5})
    money = release(
        {("Georgia", "Israel", 2011): 5},
        measure=Measure("Value of licences", "million euros", "licence", 0.01),
    )
    with pytest.raises(
        ReadError, match=r"million TIV, by delivery\) and Value of licences \(million"
    ):
        rejoined([volume, money])
