"""What a person says that rows cover, where their first lines were cut off."""

import pytest
from builders import c2_file, c2_row

from armstransfers import BadRequest, UnknownEntity, read, shares
from armstransfers.library.catalogue import keep
from armstransfers.readers.covers import ALL, Covers, confirmed, covers_of


def excerpt():
    rows = [c2_row(1, "Russia", "Georgia", 2004, 30), c2_row(2, "France", "Georgia", 2006, 10)]
    text = c2_file(*rows)
    return read(text[text.index("SIPRI AT") :].encode())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("all", ALL),
        (" ALL ", ALL),
        ("recipients=Georgia, armenia", Covers(recipients=frozenset({"Georgia", "Armenia"}))),
        ("suppliers=BLR", Covers(suppliers=frozenset({"Belarus"}))),
    ],
)
def test_it_is_said_in_a_word_or_by_a_side(written, meant):
    assert covers_of(written) == meant


@pytest.mark.parametrize(
    "written", ["", "everything", "recipients=", "recipients", "years=2004", "=x"]
)
def test_anything_else_is_refused_with_the_ways_to_say_it(written):
    with pytest.raises(BadRequest, match="write all, recipients="):
        covers_of(written)


def test_a_name_that_nobody_has_is_refused():
    with pytest.raises(UnknownEntity):
        covers_of("recipients=Georgiana Land")


def test_rows_that_were_confirmed_give_shares():
    release = confirmed(excerpt(), covers_of("recipients=Georgia"), edition=2021)
    table = shares(release, recipient="Georgia", years=(2004, 2006))
    assert table["share"].tolist() == [75, 25]  # 30 and 10 of 40
    assert release.coverage.years == (2004, 2006)


def test_rows_that_were_confirmed_join_others_as_if_they_had_said_it_themselves():
    other = read(c2_file(c2_row(3, "China", "Georgia", 2008, 5), years=("2007", "2008")).encode())
    keep(other)
    joined = keep(confirmed(excerpt(), covers_of("recipients=Georgia"), edition=other.edition))
    assert joined.transfers["value"].sum() == 45
    assert joined.coverage.years == (2004, 2008)


def test_an_edition_that_nothing_tells_must_be_said():
    with pytest.raises(BadRequest, match="say it, as --edition 2007"):
        confirmed(excerpt(), ALL)


@pytest.mark.parametrize(
    ("covers", "edition", "why"),
    [
        (ALL, 2006, "edition 2006 ends with 2005"),
        (Covers(recipients=frozenset({"India"})), 2021, "no deliveries with India as recipient"),
        (Covers(suppliers=frozenset({"India"})), 2021, "no deliveries with India as supplier"),
    ],
)
def test_what_the_rows_contradict_is_refused(covers, edition, why):
    with pytest.raises(BadRequest, match=why):
        confirmed(excerpt(), covers, edition=edition)


def test_a_file_that_says_itself_what_it_covers_needs_nobody_to_say_it():
    with pytest.raises(BadRequest, match="says itself"):
        confirmed(read(c2_file(c2_row()).encode()), ALL)


UK = "licence_group,date,rating,count,value,country,refused\n"


def some_licences():
    rows = "1,2013-12-05,ML10,1,60,Italy,0\n1,2014-03-05,ML10,1,40,France,0\n"
    return read((UK + rows).encode())


def test_a_part_of_another_source_is_confirmed_without_an_edition():
    found = confirmed(some_licences(), covers_of("suppliers=UK"))
    assert (found.edition, found.coverage.years) == (None, (2013, 2013))  # 2014 ends in March
    assert shares(found, supplier="United Kingdom", years=2013)["share"].tolist() == [100]


def test_a_part_of_another_source_is_never_all_of_it():
    with pytest.raises(BadRequest, match="it is a part of its source, so it does not hold all"):
        confirmed(some_licences(), ALL)


def test_rows_of_names_that_are_nobodys_are_never_confirmed():
    rows = "recipient,supplier,year,tiv\nKOS,TUR,2012,5\nAZE,ISR,2012,61.4\nSVK,SVN,2013,4\n"
    with pytest.raises(BadRequest, match="too many of its names are nobody's"):
        confirmed(read(rows.encode()), ALL, edition=2014)
