import re
import shutil
import sys

import plotly.graph_objects as go
import pytest

from armstransfers.errors import ArmsTransfersError
from armstransfers.export.file_name import file_name
from armstransfers.export.image import caption, captioned, download_config, to_image

TITLE = "Russia supplied 59.7\N{NO-BREAK SPACE}% of Azerbaijan's imports of major arms in 2011-2020"
PROVENANCE = {
    "Question": "Who supplies Azerbaijan?",
    "Window": "2011-2020",
    "Filter": "only aircraft",
    "Source": "SIPRI Arms Transfers Database, edition 2025 (downloaded 12 February 2026)",
    "Release": "sipri-2025-2cb7e9d0",
    "Calculation": "Arms Transfer Explorer; share = 100 x value / total",
    "Unit": "million TIV",
    "Exactness": "unrounded, to 0.01 million TIV",
    "Cite": "Stockholm International Peace Research Institute",
    "Terms": "less than 10 per cent of a published data set.",
}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


def chart():
    figure = go.Figure(go.Scatter(x=[2011, 2020], y=[60, 40]))
    return figure.update_layout(margin={"t": 20, "b": 30, "l": 44, "r": 60})


def draw(title=TITLE, lines=(), **options):
    return captioned(chart(), title=title, lines=lines, **options)


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_the_caption_has_window_filter_source_release_calculation_and_terms():
    assert caption(PROVENANCE) == [
        "Question: Who supplies Azerbaijan? Window: 2011-2020. Filter: only aircraft.",
        "Source: SIPRI Arms Transfers Database, edition 2025 (downloaded 12 February 2026). "
        "Release: sipri-2025-2cb7e9d0.",
        "Calculation: Arms Transfer Explorer; share = 100 x value / total.",
        "Unit: million TIV. Exactness: unrounded, to 0.01 million TIV.",
        "Terms: less than 10 per cent of a published data set.",
    ]


def test_title_and_lines_take_room_of_their_own():
    picture = draw(lines=["one", "two"])
    above, below = picture.layout.annotations
    assert above.text == f"<b>{TITLE}</b>"
    assert below.text == "one<br>two"
    margin = picture.layout.margin
    # above the margin that the chart has itself, and below it
    assert above.yshift >= 20
    assert below.yshift <= -30
    # 16 and 10 pixels a line
    assert margin.t >= 20 + 16
    assert margin.b >= 30 + 2 * 10


def test_the_chart_itself_stays_as_it_was():
    figure = chart()
    before = figure.to_json()
    captioned(figure, title=TITLE, lines=["one"])
    assert figure.to_json() == before


@pytest.mark.parametrize("width", [380, 960])
def test_texts_are_wrapped_to_the_width(width):
    words = " ".join(["major arms in 2011-2020"] * 20)
    title, line = texts(draw(title=words, lines=[words], width=width))
    for text, size in ((title, 16), (line, 10)):
        lines = re.sub("</?b>", "", text).split("<br>")
        assert " ".join(lines) == words
        # a letter of a usual font is about half as wide as it is high
        assert max(map(len, lines)) * size * 0.55 < width


def test_the_chart_keeps_its_height_and_the_texts_add_to_it():
    figure = chart().update_layout(height=470)
    for width, lines in ((960, ["one"]), (380, ["terms " * 300])):
        picture = captioned(figure, title=TITLE, lines=lines, width=width)
        margin = picture.layout.margin
        assert picture.layout.height - margin.t - margin.b == 470 - 20 - 30
    assert captioned(figure, title=TITLE, lines=["one"], height=900).layout.height == 900


def test_a_name_is_no_tag():
    assert texts(draw(title="<b>& <a href='x'>", lines=["1 < 2 & 3"])) == [
        "<b>&lt;b&gt;&amp; &lt;a href='x'&gt;</b>",
        "1 &lt; 2 &amp; 3",
    ]


def test_a_picture_has_a_ground_and_system_fonts():
    for dark, ground, colour in ((False, "#FFFFFF", "#1B1F27"), (True, "#0E1117", "#F2F4F8")):
        layout = draw(lines=["one"], dark=dark).layout
        assert layout.paper_bgcolor == ground
        assert {a.font.color for a in layout.annotations} == {colour}
        assert layout.font.family.startswith("system-ui")


def test_a_chart_with_margins_of_plotlys_own_is_captioned_too():
    picture = captioned(go.Figure(), title="t", lines=["l"])
    assert picture.layout.margin.l == 80
    assert picture.layout.margin.b > 80


@pytest.mark.parametrize(("format", "scale"), [("png", 2), ("svg", 1)])
def test_the_menu_is_one_button_that_saves_the_picture(format, scale):
    picture = draw(lines=["one"], width=800, height=700)
    config = download_config(picture, "suppliers_Azerbaijan", format)
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["toImageButtonOptions"] == {
        "format": format,
        "filename": "suppliers_Azerbaijan",
        "width": 800,
        "height": 700,
        "scale": scale,
    }


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_an_svg_holds_title_source_calculation_and_terms_as_text():
    svg = to_image(draw(lines=caption(PROVENANCE)), "svg").decode("utf-8")
    words = " ".join(re.sub("<[^>]+>", " ", svg).replace("\N{NO-BREAK SPACE}", " ").split())
    assert TITLE.replace("\N{NO-BREAK SPACE}", " ") in words
    for line in caption(PROVENANCE):
        assert line in words
    assert "system-ui" in svg


def test_without_kaleido_a_picture_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "kaleido", None)
    with pytest.raises(ArmsTransfersError, match=r"pip install 'armstransfers\[images\]'"):
        to_image(go.Figure(), "png")


def test_without_a_browser_a_picture_says_what_to_install(monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "/no/such/browser")
    with pytest.raises(ArmsTransfersError, match="install one, or name it in the variable BROWSER"):
        to_image(go.Figure(), "png")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("suppliers", "Viet Nam", "2011-2020"), "suppliers_Viet-Nam_2011-2020.csv"),
        (("a/../b", "", "=c"), "a-b_c.csv"),
        (("*",), "table.csv"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(parts, name):
    assert file_name("csv", *parts) == name
