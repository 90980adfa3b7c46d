"""What a chart is about: its years, and who speaks in it."""

import pandas as pd
import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.leading import folded, framed, leading


def series(cells):
    data = release({("Georgia", s, y): v for (s, y), v in cells.items()})
    return tuple(share_series(data, recipient="Georgia", window=w) for w in (1, 5))


def test_leaders_are_those_of_the_window_not_of_all_history():
    yearly, trailing = series(
        {("Ukraine", 2002): 900, ("Israel", 2015): 90, ("Spain", 2016): 40, ("China", 2017): 30}
    )
    assert leading(yearly, trailing, (2011, 2020)) == ["Israel", "Spain", "China"]
    assert leading(yearly, trailing, (2001, 2005)) == ["Ukraine", "Spain", "China"]


def test_who_leads_the_newest_window_comes_before_the_fourth_of_the_one_asked_for():
    cells = {
        (s, 2010): v
        for s, v in zip(["Israel", "Spain", "China", "Italy"], (90, 40, 30, 20), strict=True)
    }
    yearly, trailing = series(cells | {("Chile", 2020): 50})
    order = ["Israel", "Spain", "China", "Chile", "Italy"]
    assert leading(yearly, trailing, (2006, 2010)) == order
    assert leading(yearly, trailing, (2006, 2010), most=2) == ["Israel", "Chile"]


def test_nobody_with_under_a_tenth_of_the_newest_window_is_there_for_that_alone():
    yearly, trailing = series({("Israel", 2010): 60, ("Israel", 2020): 95, ("Chile", 2020): 5})
    assert leading(yearly, trailing, (2006, 2010)) == ["Israel"]


def test_unknown_never_leads():
    yearly, trailing = series({("unknown supplier(s)", 2020): 95, ("Chile", 2020): 5})
    assert leading(yearly, trailing, (2016, 2020)) == ["Chile"]


def test_partners_that_are_not_shown_become_other_and_unknown_stays():
    _, trailing = series(
        {("Israel", 2010): 40, ("Spain", 2010): 10, ("unknown supplier(s)", 2010): 50}
    )
    found = folded(trailing[trailing["last_year"] == 2012], ["Israel"])
    assert list(found["partner"]) == ["Israel", "Other", "Unknown"]
    assert found["share"].tolist() == [40, 10, 50]
    assert found["value"].sum() == 100


EVERY_YEAR = {("Israel", year): 5 for year in range(2001, 2021)}


@pytest.mark.parametrize(
    ("cells", "covered", "marked", "frame"),
    [
        (EVERY_YEAR, (2000, 2020), (2016, 2020), (2001, 2020)),
        ({("Israel", 2013): 5}, (2000, 2020), (2016, 2020), (2013, 2020)),
        ({("Israel", 2018): 5}, (2000, 2020), (2010, 2012), (2010, 2020)),
        ({("Israel", 2003): 5}, (2000, 2020), (2001, 2003), (2001, 2004)),
    ],
    ids=[
        "from the first delivery",
        "not before it",
        "but from the window on",
        "to the end of a state",
    ],
)
def test_the_frame_follows_the_window(cells, covered, marked, frame):
    assert framed(series(cells)[0], covered, marked) == frame


def test_the_frame_holds_two_windows_before_and_25_years_at_least():
    yearly = pd.DataFrame({"last_year": range(1950, 2024), "total": 5.0})
    assert framed(yearly, (1950, 2023), (2019, 2023)) == (1999, 2023)
    assert framed(yearly, (1950, 2023), (2004, 2023)) == (1964, 2023)
    assert framed(yearly, (1950, 2023), (1970, 1974)) == (1960, 2023)
    assert framed(yearly, (1950, 2023), (2019, 2023), everything=True) == (1950, 2023)
