import io
import re
import shutil
import sys
from html import unescape

import plotly.graph_objects as go
import pytest
from PIL import Image

from armstransfers.charts import lettering
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.file_name import file_name
from armstransfers.export.heading import Heading
from armstransfers.export.image import WIDTH, captioned, download_config, to_image

HEADING = Heading(
    "Russia supplied 59.7% of Azerbaijan's imports of major arms in 2011\N{EN DASH}2020",
    "Deliveries of major arms by volume (TIV, not money)",
    "Source: SIPRI Arms Transfers Database, March 2025 edition.",
)
PROVENANCE = {
    "Question": "Who supplies Azerbaijan?",
    "Release": "sipri-2025-2cb7e9d0",
    "Terms": "less than 10 per cent of a published data set.",
}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


def figure():
    figure = go.Figure(go.Scatter(x=[2011, 2020], y=[60, 40]))
    return figure.update_layout(margin={"t": 20, "b": 30, "l": 44, "r": 60})


def draw(heading=HEADING, **options):
    return captioned(figure(), heading, **options)


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_finding_measure_and_source_stand_around_the_chart_in_room_of_their_own():
    picture = draw()
    title, subtitle, source = picture.layout.annotations
    assert title.text == f"<b>{HEADING.title}</b>"
    assert (subtitle.text, source.text) == (HEADING.subtitle, HEADING.source)
    margin = picture.layout.margin
    # above the margin that the chart has itself, and below it
    assert title.yshift > subtitle.yshift >= 20
    assert source.yshift <= -30
    # 21, 14 and 12 pixels a line
    assert margin.t >= 20 + 21 + 14
    assert margin.b >= 30 + 12


def test_the_chart_itself_stays_as_it_was():
    chart = figure()
    before = chart.to_json()
    captioned(chart, HEADING)
    assert chart.to_json() == before


@pytest.mark.parametrize("width", [380, 960])
def test_texts_are_wrapped_to_the_width(width):
    words = " ".join(["major arms in 2011-2020"] * 20)
    for text, size in zip(
        texts(draw(Heading(words, words, words), width=width)), (21, 14, 12), strict=True
    ):
        bold = text.startswith("<b>")
        lines = re.sub("</?b>", "", text).split("<br>")
        assert " ".join(lines) == words
        pixels = [lettering.width(line, size, bold=bold) for line in lines]
        assert max(pixels) < width
        assert min(pixels) > max(pixels) / 2  # no word is left alone


def test_the_chart_keeps_its_height_and_the_texts_add_to_it():
    chart = figure().update_layout(height=470)
    for width in (960, 380):
        picture = captioned(chart, HEADING, width=width)
        margin = picture.layout.margin
        assert picture.layout.height - margin.t - margin.b == 470 - 20 - 30
    assert captioned(chart, HEADING, height=900).layout.height == 900


def test_a_name_is_no_tag():
    assert texts(draw(Heading("<b>& <a href='x'>", "1 < 2 & 3", ""))) == [
        "<b>&lt;b&gt;&amp; &lt;a href='x'&gt;</b>",
        "1 &lt; 2 &amp; 3",
        "",
    ]


def test_a_picture_has_a_ground_and_the_font_of_the_page():
    for dark, ground, colour in ((False, "#FFFFFF", "#1B1F27"), (True, "#0E1117", "#F2F4F8")):
        layout = draw(dark=dark).layout
        assert layout.paper_bgcolor == ground
        assert layout.annotations[0].font.color == colour
        assert layout.font.family == lettering.FAMILY


def test_a_chart_with_margins_of_plotlys_own_is_captioned_too():
    picture = captioned(go.Figure(), HEADING)
    assert picture.layout.margin.l > 80
    assert picture.layout.margin.b > 80


@pytest.mark.parametrize(("format", "scale"), [("png", 2), ("svg", 1)])
def test_the_menu_is_one_button_that_saves_the_picture(format, scale):
    picture = draw(width=800, height=700)
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
@pytest.mark.parametrize("format", ["svg", "png"])
def test_a_picture_holds_the_font_and_says_where_its_numbers_come_from(format):
    made = to_image(draw(), format, PROVENANCE)
    if format == "png":
        with Image.open(io.BytesIO(made)) as image:
            assert image.text == PROVENANCE
            assert image.size == (2 * WIDTH, 2 * draw().layout.height)
        return
    svg = made.decode("utf-8")
    words = " ".join(unescape(re.sub("<[^>]+>", " ", svg)).split())
    for said in (HEADING.title, HEADING.subtitle, HEADING.source, *PROVENANCE.values()):
        assert said in words
    assert "@font-face{font-family:'Source Sans'" in svg


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
