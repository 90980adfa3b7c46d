from datetime import date

import pytest

from armstransfers.core.errors import ReadError
from armstransfers.reference.own_events import MOST_EVENTS, read_events
from armstransfers.reference.shipped import shipped_path


def test_events_are_read_with_days_title_and_whom_they_concern():
    (event,) = read_events(
        b"title,date_from,date_to,entities\n"
        b'"Four days, then a truce",2016-04-02,2016-04-05,Aserbaidschan; ARM\n'
    )
    assert event.title == "Four days, then a truce"
    assert (event.first_day, event.last_day) == (date(2016, 4, 2), date(2016, 4, 5))
    assert event.entities == ("Azerbaijan", "Armenia")


def test_a_day_and_a_title_are_enough():
    (event,) = read_events(b"date_from,title\n2016-04-02,Fighting\n\n")
    assert (event.last_day, event.entities) == (None, ())


def test_a_file_that_a_spreadsheet_saved_is_read():
    content = '\ufeffdate_from;title\r\n2016-04-02;"Schüsse; Ende"\r\n'.encode()
    assert read_events(content)[0].title == "Schüsse; Ende"


def test_the_events_that_ship_can_be_read_as_ones_own():
    assert len(read_events(shipped_path("events.csv"))) == 53


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "(bytes): the file is empty"),
        (b"date_from,title\n", "there is no event"),
        (b"title\nWar\n", "line 1, column 'date_from': the column is missing"),
        (b"date_from\n2016-04-02\n", "column 'title': the column is missing"),
        (
            b"date_from,title,date_too\n2016-04-02,War,2016-04-03\n",
            "line 1, column 'date_too': the column is not known",
        ),
        (
            b"date_from,title,title\n2016-04-02,War,War\n",
            "column 'title': the column appears twice",
        ),
        (
            b"date_from,title\n2016-04-02,War\n2.4.2016,Truce\n",
            "line 3, column 'date_from': '2.4.2016' is not a day; write it as 2020-09-27.",
        ),
        (b"date_from,title\n2016-02-30,War\n", "'2016-02-30' is not a day"),
        (b"date_from,title\n2016,War\n", "'2016' is not a day"),
        (
            b"date_from,date_to,title\n2016-04-02,2016-04-01,War\n",
            "line 2, column 'date_to': the event ends before it begins",
        ),
        (b"date_from,title\n2016-04-02,\n", "line 2, column 'title': the cell is empty"),
        (b"date_from,title\n2016-04-02," + 121 * b"x" + b"\n", "shorten it"),
        (b"date_from,title\n2016-04-02,War, truce\n", "line 2: the line has 3 cells"),
        (
            b"date_from,title,entities\n2016-04-02,War,Azerbejan\n",
            "line 2, column 'entities': unknown country or organisation 'Azerbejan'; did you mean",
        ),
        (b'date_from,title\n2016-04-02,"War\n', "line 2: a quotation mark is not closed"),
        ("date_from,title\n2016-04-02,Schüsse\n".encode("cp1252"), "line 2: the text is not UTF-8"),
        (
            b"date_from,title\n" + (MOST_EVENTS + 1) * b"2016-04-02,War\n",
            "more than the 1,000 that fit",
        ),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(ReadError) as caught:
        read_events(content)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(ReadError, match=r"^mine\.csv: the file cannot be opened"):
        read_events(tmp_path / "mine.csv")
