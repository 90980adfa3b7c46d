"""Rows join a release only where it is known what they cover; nothing of a release changes else."""

import time

import pytest
from builders import a1_file, b3_file, b3_row, c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers.analysis.joined import what_joining_changes
from armstransfers.core.errors import BadRequest, ReadError
from armstransfers.library import catalogue, store
from armstransfers.readers import read, read_all
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.sources import named

ROWS = (c2_row(1, "Russia", value=10), c2_row(2, "Israel", value=30))
WHOLE = c2_file(*ROWS)
NEW = c2_file(c2_row(9, "Iran", value=500))


def lost(text):
    """The file without the line that says what it was asked for."""
    return text[text.index("\n") + 1 :]


def reworded(text):
    return text.replace("Deals with deliveries", "Deals, with deliveries")


def translated(text):
    return text.replace("Transfers of major conventional arms", "Transfers d'armes majeures")


def total(release):
    return float(release.transfers["value"].sum())


@pytest.mark.parametrize("title", [lost, reworded, translated])
@pytest.mark.parametrize(
    ("whole", "excerpt"),
    [
        (WHOLE, NEW),
        (WHOLE, c2_file(ROWS[0])),  # of the same download
        (WHOLE, NEW.replace("3 May 2021", "9 May 2021")),  # of another day
        (c1_file(c1_row(value=10)), c1_file(c1_row(supplier="Iran", value=500))),
        (c1_file(c1_row(value=10)), c1_file(c1_row(value=10))),
    ],
)
def test_rows_without_a_known_coverage_are_a_release_of_their_own(whole, excerpt, title):
    alone = read(whole.encode())
    both = read_all([whole.encode(), title(excerpt).encode()]).releases
    assert [one.is_excerpt for one in both] == [False, True]
    assert both[0].id == alone.id
    assert "no shares can be taken" in both[1].describe_content()
    for order in (both, both[::-1]):
        for one in order:
            catalogue.keep(one)
        assert set(store.kept()) == {one.id for one in both}


def test_an_old_register_without_its_title_joins_none():
    whole = b3_file(b3_row(1))
    excerpt = b3_file(b3_row(2)).replace("for buyer", "of buyer")
    assert len(read_all([whole.encode(), excerpt.encode()]).releases) == 2


def test_two_excerpts_do_not_join_each_other():
    one, other = lost(WHOLE), lost(NEW)
    kept = [catalogue.keep(read(text.encode())).id for text in (one, other)]
    assert sorted(kept) == store.kept()


def test_a_described_table_that_covers_nothing_joins_none():
    toml = (
        'title = "X"\nedition = 2021\n[columns]\nrecipient = "r"\nsupplier = "s"\nyear = "y"\n'
        'value = "v"\n[measure]\nname = "n"\nunit = "u"\nbasis = "b"\ngoods = "g"\nadditive = true\n'
    )
    covers = '[covers]\nrecipients = "all"\nsuppliers = "all"\nyears = [2000, 2020]\n'
    whole = read(b"r,s,y,v\nGeorgia,France,2012,5\n", description=from_toml(toml + covers, "a"))
    excerpt = read(b"r,s,y,v\nGeorgia,Iran,2012,50\n", description=from_toml(toml, "b"))
    assert {catalogue.keep(one).id for one in (whole, excerpt)} == set(store.kept())


def test_an_excerpt_is_joined_where_that_is_asked_and_what_changes_is_told():
    whole, excerpt = read(WHOLE.encode()), read(lost(NEW).encode())
    catalogue.keep(whole)
    after = catalogue.join(whole, excerpt)
    found = what_joining_changes(whole, after)
    assert (found.rows, found.total_before, found.total_after) == (1, 40, 540)
    (row,) = found.changes.to_dict("records")
    assert (row["supplier"], row["value_before"], row["value_after"]) == ("Iran", 0, 500)
    assert (row["share_before"], round(row["share_after"], 2)) == (0, 92.59)
    assert after.coverage == whole.coverage
    catalogue.keep(after)
    assert set(store.kept()) == {whole.id, after.id}  # nothing of the kept one is lost
    assert catalogue.choose(edition=2021).id == after.id


def test_rows_that_are_there_already_change_nothing_when_they_are_joined():
    for text in (WHOLE, c1_file(c1_row(value=10), c1_row(value=10))):
        whole, excerpt = read(text.encode()), read(lost(text).encode())
        assert catalogue.join(whole, excerpt).id == whole.id


def test_a_row_that_has_another_value_in_the_release_is_not_joined():
    doubled = c2_file(c2_row(1, "Russia", value=20, units="8"))
    with pytest.raises(ReadError, match="deal 1 in 2004 stands here and on line"):
        catalogue.join(read(WHOLE.encode()), read(lost(doubled).encode()))


def test_a_deal_that_is_between_others_in_the_release_is_not_joined():
    other = c2_file(c2_row(1, "Iran", year=2006, value=20))
    with pytest.raises(ReadError, match="deal 1 is Iran to Georgia here, and Russia to Georgia on"):
        catalogue.join(read(WHOLE.encode()), read(lost(other).encode()))


def test_only_an_excerpt_is_joined_and_only_to_what_is_known_to_be_complete():
    whole, excerpt = read(WHOLE.encode()), read(lost(NEW).encode())
    with pytest.raises(BadRequest, match="says what it is complete for"):
        catalogue.join(whole, whole)
    with pytest.raises(BadRequest, match="nobody knows what"):
        catalogue.join(excerpt, excerpt)
    with pytest.raises(ReadError, match=r"is of format C2, and .* of format C1"):
        catalogue.join(whole, read(lost(c1_file(c1_row())).encode()))
    older = read(lost(NEW.replace("3 May 2021", "3 May 2020")).encode())
    with pytest.raises(ReadError, match=r"is of edition 2021, and .* of edition 2020"):
        catalogue.join(whole, older)


def test_a_register_by_deal_that_was_saved_again_counts_once():
    """The site gives its deals no numbers; the second of two equal deals is a deal, too."""
    text = c1_file(c1_row(value=10), c1_row(value=10), c1_row(supplier="Israel", value=3))
    again = text.replace(",10\n", ",10.00\n").replace(",3\n", ",3.0\n")
    once, twice = read(text.encode()), read([text.encode(), again.encode()])
    assert total(once) == 23
    assert twice.id == once.id
    for one in (once, read(again.encode())):
        catalogue.keep(one)
    assert store.kept() == [once.id]


def test_files_of_known_coverage_join_and_say_what_they_are_joined_from():
    early = c2_file(c2_row(1, year=1989), years=("1950", "1989"))
    late = c2_file(c2_row(3, year=1999), years=("1990", "2020"))
    first = catalogue.keep(read(early.encode()))
    joined = catalogue.keep(read(late.encode()))
    assert store.kept() == [joined.id]
    assert first.id in joined.origin.joined
    assert store.load(joined.id).origin.joined == joined.origin.joined
    with pytest.raises(Exception, match=rf"was joined with others; {joined.id} holds its rows"):
        catalogue.choose(release=first.id)


def test_a_deal_of_two_downloads_has_the_same_partners_in_both():
    early = c2_file(c2_row(1, "Russia", year=1989), years=("1950", "1989"))
    late = c2_file(c2_row(1, "Iran", year=1999), years=("1990", "2020"))
    files = named("a.csv", early.encode()), named("b.csv", late.encode())
    with pytest.raises(ReadError, match=r"b\.csv, line 6: deal 1 is Iran to Georgia here"):
        read(files)


def test_totals_of_which_one_table_lacks_a_line_are_not_mixed():
    """A country that one download lists and another does not was added or taken back meanwhile."""
    one = c3_file("Recipient", {"Georgia": ["3", "5"], "Sudan": ["1", ""]}, "Total world import")
    less = c3_file("Recipient", {"Georgia": ["3", "5"]}, "Total world import")
    with pytest.raises(ReadError, match="only one has Sudan in 2000"):
        read([one.encode(), less.encode()])
    kept = {catalogue.keep(read(text.encode())).id for text in (one, less)}
    assert len(kept) == len(store.kept()) == 2
    exports = c3_file("Exports by", {"China": ["3", ""]}, "Total world export")
    assert len(read([one.encode(), exports.encode()]).margins) == 4


def test_a_table_of_each_recipient_and_of_each_supplier_agree_where_they_cross():
    to_georgia = a1_file("Georgia", {"Russia": ["4", "2"], "Israel": ["1", ""]})
    from_russia = a1_file("Russia", {"Georgia": ["4", "2"], "Armenia": ["7", "1"]}, way="from")
    release = read([to_georgia.encode(), from_russia.encode()])
    assert release.transfers["value"].sum() == 15
    other = a1_file("Russia", {"Georgia": ["4", "3"], "Armenia": ["7", "1"]}, way="from")
    with pytest.raises(ReadError, match="Russia to Georgia in 2001"):
        read([to_georgia.encode(), other.encode()])


def test_many_tables_cost_in_proportion_to_their_number():
    def seconds(number):
        names = [f"Land {i}" for i in range(number)]
        files = [
            file
            for name in names
            for file in (
                a1_file(name, {"Russia": ["4"]}).encode(),
                a1_file(name, {"Armenia": ["4"]}, way="from").encode(),
            )
        ]
        before = time.process_time()
        assert len(read(files).transfers) == 2 * number
        return time.process_time() - before

    seconds(5)
    assert seconds(48) < 8 * seconds(12) + 0.5  # 4 times is linear, 16 quadratic
