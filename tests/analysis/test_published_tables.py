import pytest

from armstransfers.analysis.published_tables import COLUMNS, PUBLISHED_WINDOW, published_traders
from armstransfers.reference.entities import entities


@pytest.mark.parametrize(("side", "length"), [("supplier", 25), ("recipient", 40)])
def test_the_published_tables_have_sipris_length_and_order(side, length):
    table = published_traders(side=side)
    assert list(table.columns) == list(COLUMNS)
    assert list(table["rank"]) == list(range(1, length + 1))
    assert table["share"].is_monotonic_decreasing


def test_the_leading_exporters_of_2021_25_are_as_sipri_printed_them():
    table = published_traders().head(3)
    assert list(zip(table["entity"], table["share"], strict=True)) == [
        ("United States", 42), ("France", 9.8), ("Russia", 6.8),
    ]  # fmt: skip
    assert PUBLISHED_WINDOW == (2021, 2025)


def test_groups_of_countries_are_no_traders():
    for side in ("supplier", "recipient"):
        names = set(published_traders(side=side)["entity"])
        assert names <= entities().keys()
        assert not names & {"Europe", "Europe combined"}


def test_every_published_row_names_its_edition_and_source():
    table = published_traders(side="recipient")
    assert set(table["edition"]) == {2026}
    assert table["source_url"].str.startswith("https://www.sipri.org/").all()
    assert table["source_title"].str.contains("Trends in International Arms Transfers, 2025").all()
