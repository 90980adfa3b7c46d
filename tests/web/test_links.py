from urllib.parse import parse_qs, urlsplit

import pytest
from builders import release

from armstransfers import shipped_releases
from armstransfers.core.coverage import Block
from armstransfers.library import store
from armstransfers.web import at_hand, links, params


def test_a_link_in_its_usual_form_stays_as_it_is():
    query = {"recipient": ["Georgia"], "years": ["2000", "2004"], "window": ["3"]}
    settled = links.settle(query)
    assert (settled.query, settled.complaints) == (query, ())


@pytest.mark.parametrize(
    ("raw", "usual"),
    [
        ({"recipient": ["TUR"]}, {"recipient": ["Türkiye"]}),
        ({"supplier": ["Weißrussland"]}, {"supplier": ["Belarus"]}),
        ({"years": ["2000-2004"]}, {"years": ["2000", "2004"]}),
        ({"years": ["2000-04"]}, {"years": ["2000", "2004"]}),
        ({"years": ["2003"]}, {"years": ["2003", "2003"]}),
    ],
)
def test_what_can_be_understood_is_put_into_its_usual_form(raw, usual):
    settled = links.settle(raw)
    assert (settled.query, settled.complaints) == (usual, ())


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ({"recipient": ["Azerbejan"]}, "did you mean Azerbaijan"),
        ({"recipient": ["unknown supplier(s)"]}, "no country"),
        ({"years": ["1066", "2004"]}, "the data hold 2000-2025"),
        ({"years": ["2004", "2000"]}, "the data hold"),
        ({"years": ["x"]}, "2011-2020"),
        ({"window": ["7"]}, "windows have this many years: 1, 3, 5 or 10"),
        ({"bars": ["pie"]}, "Volume or 100 %"),
        ({"colour": ["red"]}, "not known here"),
        ({"release": ["sipri-1999-00000000"]}, "is not on this computer; Automatic is shown"),
        ({"v": ["99"]}, "newer version"),
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(raw, complaint):
    settled = links.settle(raw)
    assert len(settled.complaints) == 1
    assert complaint in settled.complaints[0]
    assert settled.query == {}


@pytest.mark.parametrize("version", [{"v": ["1"]}, {}])
def test_a_link_of_an_older_version_opens_the_same_view(version):
    settled = links.settle({"bars": ["TIV"], **version})
    assert (settled.query, settled.complaints) == ({"bars": ["Volume"]}, ())
    assert set(links.MIGRATIONS) == set(range(1, links.LINK_VERSION))


@pytest.mark.parametrize("edition", [2022, 2025])
def test_links_with_the_labels_of_earlier_versions_open_the_same_release(edition):
    settled = links.settle({"edition": [f"{edition} extract"]})
    assert settled == links.Settled({"edition": [f"{edition}, extract"]}, ())


def test_a_link_without_a_release_leaves_it_to_the_question():
    for raw in ({}, {"edition": ["Automatic"]}):
        assert links.settle(raw) == links.Settled({}, ())


def test_labels_say_in_words_what_each_release_is():
    def label(edition, **options):
        one = release({("Georgia", "Israel", 2015): 30}, edition=edition, **options)
        store.keep(one)
        return at_hand.label_of(one)

    part = Block(2000, 2020, frozenset({"Georgia"}))
    assert label(2031) == "2031, complete"
    assert label(2032, blocks=(part,)) == "2032, part"
    by_deal = Block(2000, 2020, grain="window")
    assert label(2033, blocks=(by_deal,)) == "2033, by deal (years estimated)"
    assert at_hand.label_of(shipped_releases()[0]).endswith(", extract")


def test_a_release_that_is_gone_is_replaced_by_one_of_its_edition():
    settled = links.settle({"release": ["sipri-2022-deadbeef"]})
    assert settled.query == {"edition": ["2022, extract"]}
    assert "2022, extract is shown instead" in settled.complaints[0]


def test_a_copied_link_pins_the_release_and_holds_defaults_too():
    release = shipped_releases()[-1]
    values = {
        "recipient": ["Türkiye"],
        "years": ["2011", "2020"],
        "window": ["5"],
        "bars": ["Volume"],
    }
    address = links.link("http://127.0.0.1:8501/?x=1", "recipients", values, release)
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("127.0.0.1:8501", "/recipients")
    query = parse_qs(parts.query)
    assert query == values | {"release": [release.id], "v": [str(links.LINK_VERSION)]}
    settled = links.settle(query)
    assert settled.complaints == ()
    assert settled.query == values | {"edition": ["2022, extract"]}


def test_those_that_a_release_can_answer_for_come_first_among_the_choices():
    names = params.choices(shipped_releases()[1:2], "recipient")
    assert names[:4] == ["Armenia", "Azerbaijan", "Belarus", "Georgia"]
    assert "Algeria" in names[4:]
    assert "Unknown supplier" not in names


def test_years_keep_within_the_release():
    assert params.years_within((1990, 2000), (1995, 2024)) == (1995, 2000)
    assert params.years_within((1950, 1960), (1995, 2024)) == (1995, 2024)
