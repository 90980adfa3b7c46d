"""English sentences: the parts that are read, the words they come from, and what is said of the rest."""

from pathlib import Path

import pytest

from armstransfers import BadRequest, read_claim

LINES = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()


def examples():
    """Each sentence of the list with its parts."""
    found = {}
    for line in LINES:
        if line.startswith("> "):
            parts = found.setdefault(line[2:], [])
        elif line.startswith("  ") and line.strip() != "-":
            parts.append(line.strip())
    return found


def described(part):
    refused = " [different measure]" if part.measure else " [cannot be told]" if part.needs else ""
    asked = " [asked]" if part.doubts and not part.implied else ""  # what is implied always is
    told = part.describe()
    if bool(part.supplier) != bool(part.recipient):  # of whom alone it is stated, and on which side
        name = " + ".join(part.supplier or part.recipient)
        route = f"{name} to all" if part.supplier else f"all to {name}"
        told = told.replace(f", {name}, ", f", {route}, ", 1)
    return told + refused + asked


def parts(sentence):
    return [part.describe() for part in read_claim(sentence, latest=2024).parts]


def test_there_are_many_sentences_of_many_styles():
    assert len(examples()) > 400


@pytest.mark.parametrize(("sentence", "expected"), examples().items(), ids=range(len(examples())))
def test_a_sentence_is_understood_part_by_part(sentence, expected):
    if not expected:
        with pytest.raises(BadRequest, match="no claim is understood"):
            read_claim(sentence, latest=2024)
        return
    assert [described(part) for part in read_claim(sentence, latest=2024).parts] == expected


def test_every_part_says_from_which_words_it_was_read():
    sentence = "In 2016–20 Israel supplied 69\u00a0% of Azerbaijan’s arms."
    (share,) = read_claim(sentence, latest=2024).parts
    assert {piece.text for piece in share.words} == {
        "In 2016–20",
        "Israel",
        "69\u00a0%",
        "Azerbaijan",
    }
    for piece in share.words:
        assert sentence[piece.start : piece.end] == piece.text


def test_names_are_understood_in_their_roles():
    reading = read_claim("Ankara sold Baku more arms than Minsk in 2020.", latest=2024)
    roles = {one.words.text: (one.what, one.value) for one in reading.understood}
    assert roles["Ankara"] == ("supplier", "Turkiye")
    assert roles["Baku"] == ("recipient", "Azerbaijan")
    assert roles["Minsk"] == ("compared with", "Belarus")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Over the past decade, Russia supplied two-thirds of Azerbaijan's arms.", "does not say which years; 2015-2024 would be"),
        ("Russia is Armenia's largest supplier.", "names no years"),
        ("Since 2011 Russia supplied 58 % of Azerbaijan's arms.", "has no end; read as 2011-2024"),
        ("Azerbaijan's arms imports rose 15 % in 2014-18.", "against 2009-2013, the window of the same length just before"),
        ("Belarus was Azerbaijan's second-largest supplier, with 7 % of its imports in 2011-20.", "may not be meant for 'second-largest'"),
        ("Belarus was Azerbaijan's second-largest supplier in 2011-20 (7 %).", "does not say of what '7 %' is a share"),
        ("Azerbaijan imported 8 times more weapons than Armenia in 2011-2020.", "8 times as much, not as 9 times"),
        ("Russia's share of Azerbaijan's imports fell by 40 % between 2011-15 and 2016-20.", "read as percentage points"),
        ("Russia and Israel supplied 86 % of Azerbaijan's arms in 2011-20.", "share of Russia and Israel together"),
        ("Belarus was a major supplier of Azerbaijan in 2011-20, with 7 % of its arms.", "names no rank, so it is not judged"),
        ("In 2011-20 Russia supplied 60 % of Azerbaijan's arms. Israel supplied 26 %.", "those of the sentence before"),
        ("Azerbaijan's imports in 2016-20 were 2.5 % higher than those of Armenia.", "1.025 times as much"),
        ("Israel supplied 69 % and others 10 % of Azerbaijan's arms in 2016-20.", "'10 %' is of others, who are not named"),
    ],
)  # fmt: skip
def test_what_could_be_read_otherwise_is_said(sentence, said):
    assert said in " ".join(read_claim(sentence, latest=2024).ambiguities)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Russia, and Freedonia too, supplied 60 % of Azerbaijan's arms in 2011-20.", "Freedonia"),
        ("Korean firms supplied 42 % of Poland's arms in 2020-24.", "Korean"),
        ("Israel delivered 90 % of Azerbaijan's drones in 2016-20.", "drones"),
        ("Russia gleefully bamboozled with 60 % of Azerbaijan's imports in 2011-20.", "bamboozled"),
    ],
)
def test_what_is_not_understood_is_listed(sentence, words):
    reading = read_claim(sentence, latest=2024)
    assert words in " ".join(piece.text for piece in reading.not_understood)


def test_a_name_that_a_comparison_is_judged_by_is_understood():
    reading = read_claim("Russia far outstripped Belarus as supplier of Azerbaijan in 2011-20.")
    assert reading.not_understood == ()
    assert {one.value for one in reading.understood} >= {"Russia", "Belarus", "Azerbaijan"}


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Israel delivered 90 % of Azerbaijan's drones in 2016-20.", "drones"),
        ("Russia accounted for 60 % of Azerbaijan's oil imports in 2011-20.", "oil"),
        ("Russia accounted for 60 % of Azerbaijan's arms orders in 2011-20.", "orders"),
        ("Israel ordered 60 % of its arms from the US in 2015-19.", "orders, approvals or plans"),
        ("If we exclude Russia, Israel supplied 64 % of Azerbaijan's arms in 2011-20.", "leaves something out"),
        ("Armenia got just 6 % of its weapons from countries other than Russia in 2011-20.", "all but one"),
        ("Azerbaijan paid Russia $4 billion for arms in 2011-20.", "TIV counts the volume"),
        ("Poland was the second-largest European arms importer in 2020-24.", "one region (Europe)"),
        ("Russia was India's main supplier in each five-year period since 1964.", "every one of several windows"),
        ("For the first time since 1960-64, less than half of India's arms in 2019-23 came from Russia.", "every window since"),
    ],
)  # fmt: skip
def test_what_no_release_tells_is_read_and_says_so(sentence, why):
    parts = read_claim(sentence, latest=2024).parts
    assert why in " ".join(part.measure or part.needs for part in parts)


def test_a_dash_a_space_and_a_quote_of_any_kind_are_read():
    plain = parts("Belarus supplied 7 % of Azerbaijan's arms in 2011-20.")
    fancy = parts("Belarus supplied 7\u202f% of Azerbaijan\u2019s arms in 2011\u201320.")
    assert [part.replace("\u202f", " ") for part in fancy] == plain


def test_the_name_of_the_source_names_no_country():
    (share,) = read_claim(
        "According to the Stockholm International Peace Research Institute (SIPRI), London-based "
        "analysts say Russia supplied 60 % of Azerbaijan's arms in 2011-20.",
        latest=2024,
    ).parts
    assert (share.supplier, share.recipient, share.of) == (("Russia",), ("Azerbaijan",), "imports")


def test_a_date_is_no_window():
    (share,) = read_claim(
        "In March 2021 SIPRI said that Israel supplied 69 % of Azerbaijan's arms in 2016-20 (SIPRI 2021).",
        latest=2024,
    ).parts
    assert share.years == (2016, 2020)


def test_a_reading_is_mended_by_hand():
    reading = read_claim("Over the past decade, Minsk supplied 7 % of Baku's arms.", latest=2024)
    mended = reading.mended(years=(2011, 2020))
    assert mended.parts[0].years == (2011, 2020)
    assert reading.parts[0].years is None
    assert mended.parts[0].supplier == ("Belarus",)


def test_a_sentence_in_another_language_is_not_guessed():
    with pytest.raises(BadRequest):
        read_claim(
            "Rusia suministró el sesenta por ciento de las armas de Azerbaiyán.", latest=2024
        )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in the 2010s", (2010, 2019)),
        ("in the five years to 2020", (2016, 2020)),
        ("in the decade to 2020", (2011, 2020)),
        ("in 2011/12", (2011, 2012)),
        ("from 2011 to 2020", (2011, 2020)),
        ("in 1998-02", (1998, 2002)),
        ("in the decade before 2021", (2011, 2020)),
        ("in 2016 and 2017", (2016, 2017)),
        ("between January 2011 and December 2020", (2011, 2020)),
        ("in the five-year period 2016–20", (2016, 2020)),
        ("in 2018", (2018, 2018)),
    ],
)
def test_years_in_many_forms(text, years):
    (share,) = read_claim(f"Russia supplied 60 % of Azerbaijan's arms {text}.", latest=2024).parts
    assert share.years == years


def test_adjectives_peoples_and_capitals_stand_for_their_states():
    from armstransfers.claims.english.names import find_names

    named = {
        one.name for one in find_names("Emirati, Azeris, Kyiv, American, U.S., Dutch, DRC, Houthi")
    }
    assert named == {
        "UAE", "Azerbaijan", "Ukraine", "United States", "Netherlands", "DR Congo", "Houthi rebels (Yemen)*",
    }  # fmt: skip


def test_every_state_has_an_adjective_and_no_word_two_meanings():
    import csv

    from armstransfers.reference import entities
    from armstransfers.reference.shipped import shipped_path

    with shipped_path("demonyms.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    states = {one.name for one in entities.entities().values() if one.kind == "state"}
    described = {row["entity"] for row in rows if row["kind"] == "adjective"}
    assert states - described == {"Congo", "DR Congo"}  # "Congolese" means either
    keys = [entities.name_key(row["word"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(entities.spellings())
