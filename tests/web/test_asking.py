"""What the box of the start page understands: a country, a pair, or a sentence to check."""

import time

import pytest

from armstransfers.web.asking import understand

LATEST = (2021, 2025)


def going(text):
    there = understand(text, LATEST).going
    return there and (there.view, {name: " ".join(said) for name, said in there.query.items()})


def meant(text):
    found = understand(text, LATEST)
    assert found.going is None
    return [one.words for one in found.meant]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Saudi Arabia", "Saudi Arabia"),
        ("  saudi arabia ", "Saudi Arabia"),
        ("Türkei", "Türkiye"),
        ("TUR", "Türkiye"),
        ("Bosnia and Herzegovina", "Bosnia and Herzegovina"),
        ("Guinea-Bissau", "Guinea-Bissau"),
        ("Who supplies Saudi Arabia?", "Saudi Arabia"),
        ("Who arms Ukraine", "Ukraine"),
        ("Netherlands' imports", "Netherlands"),
        ("Poland’s arms imports", "Poland"),  # noqa: RUF001  # as people paste it
        ("suppliers of India", "India"),
        ("Who sells weapons to Yemen?", "Yemen"),
        ("Which countries supply Ukraine", "Ukraine"),
        ("Top suppliers of Qatar", "Qatar"),
        ("qatar arms suppliers", "Qatar"),
        ("Europe", "Europe"),
        ("NATO", "NATO members"),
        ("Suppliers of sub-Saharan Africa", "Sub-Saharan Africa"),
    ],
)
def test_a_country_asks_for_its_suppliers_in_the_latest_years(text, recipient):
    assert going(text) == ("suppliers", {"recipient": recipient, "years": "2021 2025"})


@pytest.mark.parametrize(
    "text",
    [
        "Whom does China supply?",
        "China's exports",
        "arms exports of China",
        "Who does China sell to?",
        "What does China export?",
        "China's biggest customers",
    ],
)
def test_exports_ask_for_the_recipients(text):
    assert going(text) == ("recipients", {"supplier": "China", "years": "2021 2025"})


@pytest.mark.parametrize(
    "text",
    [
        "France to India",
        "from France to India",
        "France -> India",
        "France→India",
        "France – India",  # noqa: RUF001  # as people paste it
        "India from France",
        "India <- France",
        "arms exports from France to India",
        "What does France supply to India?",
        "Does France arm India?",
        "Frankreich -> IND",
        "French Republic arms to India",
        "France's exports to India",
        "India's arms from France",
        "Does France sell arms to India?",
    ],
)
def test_a_pair_is_asked_for_in_many_ways(text):
    expected = {"supplier": "France", "recipient": "India", "years": "2021 2025"}
    assert going(text) == ("pair", expected)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Azerbaijan 2011-2020", "2011 2020"),
        ("Azerbaijan, 2011–20", "2011 2020"),  # noqa: RUF001  # as people write it
        ("Azerbaijan (2016 - 2020)", "2016 2020"),
        ("Azerbaijan in 2018", "2018 2018"),
    ],
)
def test_years_at_the_end_are_the_window(text, years):
    assert going(text) == ("suppliers", {"recipient": "Azerbaijan", "years": years})


@pytest.mark.parametrize(
    "sentence",
    [
        "Belarus supplied 7.1 % of Azerbaijan's arms imports in 2011-2020.",
        "Belarus was Azerbaijan's second-largest arms supplier between 2011 and 2020",
        "Ukraine was the largest importer in 2021-2025.",
    ],
)
def test_a_sentence_that_can_be_checked_is_checked_word_by_word(sentence):
    assert going(sentence) == ("check", {"sentence": sentence})


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Saudi Arabai", "Who supplies Saudi Arabia?"),
        ("Azerbejan", "Who supplies Azerbaijan?"),
        ("Who supplies Ukrane?", "Who supplies Ukraine?"),
        ("Frnace to India", "What does France supply to India?"),
        ("Belarus -> Azerbejan", "What does Belarus supply to Azerbaijan?"),
        ("weapons for Ukraine", "Who supplies Ukraine?"),
        ("Russia sells weapons to India", "What does Russia supply to India?"),
        ("Korea", "Who supplies North Korea?"),
        ("Iran vs Saudi Arabia", "Compare Iran and Saudi Arabia"),
        ("India, Pakistan and China", "Compare India, Pakistan and China"),
    ],
)
def test_a_slip_is_asked_about_and_never_guessed(text, first):
    asked = meant(text)
    assert asked[0] == first
    assert len(asked) <= 3


@pytest.mark.parametrize("text", ["", "xyz", "hello there", "unknown supplier", "->", "2011-2020"])
def test_what_names_no_country_and_claims_nothing_is_not_understood(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 5000, "to " * 1600, "a" * 5000, "Korea from " * 450]
)
def test_long_nonsense_is_answered_soon(text):
    began = time.process_time()
    understand(text[:5000], LATEST)
    assert time.process_time() - began < 2
