import pytest

from armstransfers.claims.phrases import read
from armstransfers.core.errors import BadRequest

SHARES = {
    # words: (fits, does not fit)
    "7.1": ((7.05, 7.11, 7.149), (7.04, 7.16, 6.96)),
    "7.10 %": ((7.1, 7.104), (7.09, 7.11)),
    "7,1 %": ((7.11,), (6.96,)),
    "8 %": ((7.5, 8.0, 8.5), (7.4, 8.6)),
    "about 7.1 %": ((6.75, 6.96, 7.45), (6.7, 7.5)),
    "about 7 %": ((6.0, 8.0), (5.9, 8.1)),
    "about 60 %": ((57.0, 63.0), (56.9, 63.1)),
    "roughly 0.3 per cent": ((0.2, 0.4), (0.19, 0.41)),
    "almost two-thirds": ((60.02, 66.6), (59.73, 66.67, 67.0)),
    "nearly all": ((90.0, 93.7, 99.9), (89.9, 100.0)),
    "all": ((99.5, 100.0), (99.4,)),
    "more than half": ((50.1, 100.0), (50.0, 49.9)),
    "less than a fifth": ((0.0, 19.9), (20.0, 20.5)),
    "at least 60 %": ((60.0, 99.0), (59.9,)),
    "up to 3 %": ((0.0, 3.0), (3.1,)),
    "just over 60 %": ((60.1, 66.0), (60.0, 67.0)),
    "two-thirds": ((63.4, 66.67, 70.0), (63.2, 70.1)),
    "a quarter": ((24.0, 26.2), (23.7, 26.3)),
    "one in five": ((19.0, 21.0), (18.9, 21.1)),
    "half": ((47.5, 52.5), (47.4, 52.6)),
    "the bulk": ((50.1,), (50.0,)),
    "the vast majority": ((75.0, 98.0), (74.9,)),
    "60-70 %": ((59.5, 65.0, 70.5), (59.4, 70.6)),
    "between 60 and 70 per cent": ((60.0, 70.0), (59.0, 71.0)),
    "seventy-one percent": ((71.4,), (70.4,)),
}


@pytest.mark.parametrize(("words", "values"), SHARES.items(), ids=str)
def test_a_stated_share_stands_for_the_values_of_its_rule(words, values):
    stated = read("share", words)
    fits, fails = values
    assert [value for value in fits if not stated.fits(value)] == []
    assert [value for value in fails if stated.fits(value)] == []


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("rank", "2", 2),
        ("rank", "second-largest", 2),
        ("rank", "4th", 4),
        ("rank", "No. 3", 3),
        ("rank", "biggest", 1),
        ("rank", "among the top three", 3),
        ("ratio", "8.2 times", 8.2),
        ("ratio", "twice", 2),
        ("ratio", "fivefold", 5),
        ("ratio", "half as much", 0.5),
        ("ratio", "2.5 % more", 1.025),
        ("ratio", "20 % less", 0.8),
        ("change", "+15 %", 15),
        ("change", "249", 249),
        ("change", "fell by 47 %", -47),
        ("change", "-47", -47),
        ("change", "doubled", 100),
        ("change", "halved", -50),
        ("points", "fell by 20 percentage points", -20),
        ("volume", "3,351 million TIV", 3351),
        ("volume", "3.4 billion TIV", 3400),
        ("money", "$1.6 billion", 1600),
    ],
)
def test_a_phrase_states_its_number(kind, words, value):
    assert read(kind, words).value == pytest.approx(value)


def test_almost_a_hundredfold_is_a_ninetyfold_and_more():
    stated = read("change", "almost 100-fold")
    assert stated.fits(9627.3)  # 97.27 times as much
    assert not stated.fits(8800)
    assert not stated.fits(9900)


def test_a_fall_is_mirrored():
    stated = read("change", "fell by almost 50 %")
    assert stated.fits(-47)
    assert not stated.fits(-44)
    assert not stated.fits(-51)
    assert not stated.fits(47)


def test_among_the_top_three_is_any_of_three_ranks():
    stated = read("rank", "among the top three")
    assert [rank for rank in range(1, 6) if stated.fits(rank)] == [1, 2, 3]


def test_within_rounding_is_an_overlap_of_two_bands():
    stated = read("share", "6.6 %")
    assert not stated.fits(6.45)
    assert stated.overlaps(6.25, 6.65)
    assert not stated.overlaps(6.32, 6.32)


def test_a_rule_is_said_with_its_ends():
    assert read("share", "about 7 %").rule == (
        "6 to 8 % ('about' is within one unit of its last digit or 5 %, whichever is more)"
    )
    assert read("share", "7.1").rule == "7.05 to 7.15 % (what rounds to it)"


def test_without_its_about_a_number_stands_for_itself():
    exact = read("share", "about 7.1 %").exactly()
    assert (exact.words, exact.fits(7.11), exact.fits(6.96)) == ("7.1", True, False)
    assert read("share", "7.1 %").exactly() is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("share", "much"),
        ("share", "170 %"),
        ("rank", "big"),
        ("change", "somewhat"),
        ("ratio", "bigger"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(kind, words):
    with pytest.raises(BadRequest, match=r"write it as|beyond the whole"):
        read(kind, words)
