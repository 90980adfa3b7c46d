import pytest
from builders import c3_file

from armstransfers.core.coverage import Block
from armstransfers.core.errors import ReadError
from armstransfers.readers import read


def read_text(text):
    return read(text.encode())


def test_the_last_line_names_the_recipient_whose_suppliers_are_listed():
    text = c3_file(
        "Supplier", {"Germany": ["4", "0 "], "Italy": ["", "6"]}, "Total exports to Israel"
    )
    release = read_text(text)
    assert set(release.transfers["recipient"]) == {"Israel"}
    israel = frozenset({"Israel"})
    assert release.coverage.blocks == (Block(2000, 2001, recipients=israel, exactness="rounded"),)
    small = release.transfers.query("supplier == 'Germany' and year == 2001")
    assert list(small["value"]) == [0.0]


@pytest.mark.parametrize(
    ("head", "last", "side"),
    [
        ("Recipient", "Total world import", "recipient"),
        ("Exports by", "Total world export", "supplier"),
    ],
)
def test_a_table_without_a_second_side_becomes_margins_never_transfers(head, last, side):
    release = read_text(c3_file(head, {"India": ["4", "5"], "China": ["1", ""]}, last))
    assert release.transfers.empty
    assert len(release.margins) == 3
    assert set(release.margins["side"]) == {side}


def test_a_year_that_is_not_published_yet_is_not_covered():
    text = c3_file(
        "Supplier",
        {"Germany": ["4", "5", ""]},
        "Total exports to Israel",
        first_year=2019,
        generated="13 Oct 2021 1:00:00 PM",
    )
    assert read_text(text).coverage.years_of("recipient", "Israel") == [2019, 2020]


@pytest.mark.parametrize(
    ("last", "edition"), [("Total exports to Israel", None), ("Total world export", 2020)]
)
def test_in_march_the_world_without_deliveries_of_the_year_before_tells_the_old_edition(
    last, edition
):
    head = "Supplier" if edition is None else "Exports by"
    text = c3_file(
        head, {"Germany": ["4", ""]}, last, first_year=2019, generated="15 Mar 2021 1:00:00 PM"
    )
    assert read_text(text).edition == edition


def test_without_a_date_the_last_year_with_a_value_is_the_last_covered():
    text = c3_file("Supplier", {"Germany": ["4", "5", ""]}, "Total exports to Israel")
    release = read_text(text.replace("Data generated", "Data"))
    assert release.edition is None
    assert release.coverage.years_of("recipient", "Israel") == [2000, 2001]


def test_a_line_without_a_country_is_refused():
    text = c3_file("Recipient", {"India": ["4", "5"], "X": ["1", ""]}, "Total world import")
    with pytest.raises(ReadError, match="the country is not named"):
        read_text(text.replace("\nX,", "\n,"))


def test_a_table_of_suppliers_without_the_recipients_name_is_refused():
    with pytest.raises(ReadError, match="does not tell whose"):
        read_text(c3_file("Supplier", {"Germany": ["4", "5"]}, "Total world export"))


def test_the_last_line_names_the_supplier_whose_recipients_are_listed():
    text = c3_file("Recipient", {"Georgia": ["4"], "Sudan": ["1"]}, "Total exports from Israel")
    release = read_text(text)
    assert release.names("recipient") == ["Georgia", "Sudan"]
    israel = frozenset({"Israel"})
    assert release.coverage.blocks == (Block(2000, 2000, suppliers=israel, exactness="rounded"),)


CATEGORIES = {"Aircraft": ["4", "5"], "Ships": ["", "1"]}


@pytest.mark.parametrize(
    ("last", "title", "side", "entity"),
    [
        ("Total exports to Israel", "", "recipient", "Israel"),
        ("Total exports from Turkey", "", "supplier", "Turkiye"),
        ("Total", " to Israel", "recipient", "Israel"),
        ("Total", " from Turkey to All countries", "supplier", "Turkiye"),
        ("Total world import", "", "recipient", ""),
        ("Total world export", "", "supplier", ""),
    ],
)
def test_a_table_of_weapon_categories_holds_margins_by_group(last, title, side, entity):
    text = c3_file("", CATEGORIES, last)
    release = read_text(text.replace("made-up arms", f"made-up arms{title}"))
    assert release.transfers.empty
    assert release.coverage.blocks == ()
    assert release.margins.to_numpy().tolist() == [
        [side, entity, "Aircraft", 2000, 4],
        [side, entity, "Aircraft", 2001, 5],
        [side, entity, "Ships", 2001, 1],
    ]


@pytest.mark.parametrize("title", ["", " from Turkey to Israel"])
def test_a_table_of_weapon_categories_that_does_not_say_whose_is_refused(title):
    text = c3_file("", CATEGORIES, "Total").replace("made-up arms", f"made-up arms{title}")
    with pytest.raises(ReadError, match=r"line 9: .*does not tell whose"):
        read_text(text)


@pytest.mark.parametrize("head", ["Recipient", "Exports by", "Supplier"])
def test_a_table_of_countries_whose_first_column_lost_its_name_is_refused(head):
    for name in ("India", "Ruritania"):
        text = c3_file(head, {name: ["4", "5"]}, "Total world import")
        with pytest.raises(ReadError, match=f"line 7: {name} is no weapon category"):
            read_text(text.replace(f"\n{head},", "\n,"))


def test_a_weapon_category_that_is_new_is_kept_and_listed():
    release = read_text(c3_file("", {"Aircraft": ["4"], "Shipps": ["5"]}, "Total world import"))
    assert release.margins["value"].sum() == 9
    assert release.report.unknown_names == {"Shipps": ("Ships",)}


def test_the_years_are_held_against_the_name_of_their_sum():
    text = c3_file("Recipient", {"India": ["4", "5"]}, "Total world import")
    for wrong in (
        text.replace(",2000,2001,", ",2010,2011,"),
        text.replace("2000-2001", "2000-2009"),
    ):
        with pytest.raises(ReadError, match=r"line 6, column .* and their sum is called 2000-20"):
            read_text(wrong)
