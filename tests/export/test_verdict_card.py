"""The picture of a verdict: everything it must carry, and nothing beyond its edges."""

import shutil
import struct

import pytest
from builders import release

from armstransfers import Claim, check
from armstransfers.claims.judge import VERDICTS
from armstransfers.export.image import to_image
from armstransfers.export.printed import MARKS
from armstransfers.export.verdict_card import HEIGHT, WIDTH, card, wrapped

HEART = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1% of its arms imports between 2011 and 2020."
)
NINE = (
    "In 2011-20 Russia (59.3 %), Israel (25.5 %), Belarus (7.1 %), Turkey (2.9 %) and Ukraine (1.0 %) "
    "were the five largest suppliers of Azerbaijan, whose imports were 8.2 times those of Armenia; "
    "Armenia imported 94 % of its arms from Russia."
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
LEAST_LETTER = 0.3  # of the size, as wide as an i


def texts(figure):
    return [one.text.replace("<br>", " ") for one in figure.layout.annotations]


def ends(annotation):
    """Left, right and lower end of a text, in pixels; the right one at the very least."""
    size, lines = annotation.font.size, annotation.text.split("<br>")
    left, top = annotation.xshift, -annotation.yshift
    longest = max(map(len, lines))
    return left, left + longest * LEAST_LETTER * size, top, top + len(lines) * 1.3 * size


@pytest.mark.parametrize(
    "claim",
    [HEART, NINE, f"{'x' * 900} Russia supplied 60 % of Azerbaijan's arms in 2011-20.",
     f"{'Indeed, ' * 300} Russia supplied 60 % of Azerbaijan's arms in 2011-20.",
     Claim("Belarus", "Azerbaijan", "2011-2020", share=7.1, rank=2)],
    ids=["three parts", "many parts", "one long word", "long", "no sentence"],
)  # fmt: skip
def test_no_text_leaves_the_picture_or_stands_on_another(claim):
    figure = card(check(claim))
    placed = [ends(one) for one in figure.layout.annotations]
    assert all(left >= 0 and right <= WIDTH for left, right, _, _ in placed)
    assert all(top >= 0 and bottom <= HEIGHT for _, _, top, bottom in placed)
    for left, _, top, bottom in placed:
        same_column = [one for one in placed if one[0] == left and one[2] > top]
        assert all(bottom <= below[2] + 0.5 for below in same_column)


def test_it_carries_claim_verdicts_values_edition_and_source():
    shown = texts(card(check(HEART)))
    assert f"<b>\N{LEFT DOUBLE QUOTATION MARK}{HEART}\N{RIGHT DOUBLE QUOTATION MARK}</b>" in shown
    assert "Share (about 7.1%)" in shown
    assert "<b>= supported</b>" in shown
    assert "7.03\N{NO-BREAK SPACE}%, edition 2026".replace("\N{NO-BREAK SPACE}", " ") in [
        text.replace("\N{NO-BREAK SPACE}", " ") for text in shown
    ]
    assert shown[-1] == (
        "Source: SIPRI Arms Transfers Database, edition 2026 (downloaded 18 May 2026). "
        "Calculation: Arms Transfer Explorer."
    )


def test_every_verdict_has_a_mark_of_its_own():
    assert set(MARKS) == set(VERDICTS)
    assert len(set(MARKS.values())) == len(MARKS)


def test_parts_for_which_there_is_no_room_are_counted():
    verdicts = check(NINE)
    shown = texts(card(verdicts))
    rows = sum(text.startswith(tuple(f"<b>{mark} " for mark in MARKS.values())) for text in shown)
    assert 3 <= rows < len(verdicts.each)
    assert f"and {len(verdicts.each) - rows} more parts" in shown


def test_parts_on_several_countries_name_them():
    shown = texts(card(check(NINE)))
    assert any("59.3" in text and text.endswith(", Russia to Azerbaijan") for text in shown)


def test_what_is_right_stands_below_where_something_is_wrong():
    shown = texts(card(check(Claim("Belarus", "Azerbaijan", "2011-2020", rank=2))))
    assert "Belarus to Azerbaijan, 2011-2020" in shown[1]
    assert any(text.startswith("What is right: Belarus") for text in shown)
    right = texts(card(check(Claim("Belarus", "Azerbaijan", "2011-2020", rank=3))))
    assert not any("What is right" in text for text in right)


def test_what_cannot_be_told_has_no_value():
    one = release({("Georgia", "Russia", 2001): 5.0}, edition=2021)
    figure = card(check("Russia supplied 60 % of Algeria's arms in 2001.", [one]))
    assert "<b>— cannot be told from this data</b>" in texts(figure)


def test_a_tag_in_a_claim_is_text():
    (claim,) = [
        text
        for text in texts(
            card(check("<i>Russia</i> supplied 59 % of Azerbaijan's arms in 2011-20."))
        )
        if "supplied" in text
    ]
    assert "&lt;i&gt;Russia&lt;/i&gt;" in claim


@pytest.mark.parametrize("text", ["W" * 200, "\N{CJK UNIFIED IDEOGRAPH-4E00}" * 90, "", "a b"])
def test_wrapping_loses_no_letter(text):
    lines = wrapped(text, 110, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 12 for line in lines if "W" in line)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_the_png_has_the_size_that_pages_ask_for(monkeypatch):
    pytest.importorskip("kaleido")
    monkeypatch.setenv("BROWSER_PATH", CHROMIUM)
    png = to_image(card(check(HEART)), "png")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
