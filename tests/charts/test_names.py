"""Names at lines: apart from each other, and inside the picture."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import plotly
import pytest
from playwright.sync_api import sync_playwright
from plotly.utils import PlotlyJSONEncoder

from armstransfers import chart
from armstransfers.charts.lettering import face
from armstransfers.charts.names import spread

RECIPIENTS = [
    "India", "Saudi Arabia", "Ukraine", "Azerbaijan", "Georgia", "Algeria", "Egypt", "Poland",
    "Japan", "Pakistan", "Qatar", "United States",
]  # fmt: skip
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
WIDTHS = {
    False: (600, 900),
    True: (340, 372),
}  # pixels of a figure, on a wide page and on a narrow one


@pytest.mark.parametrize(
    ("wanted", "moved"),
    [([10, 50], [10, 50]), ([10, 11], [10, 15]), ([99, 98], [100, 95]), ([0, 0, 0], [0, 5, 10])],
)
def test_labels_move_apart_and_no_further(wanted, moved):
    assert spread(wanted, 5, 0, 100) == moved


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("narrow", [False, True])
def test_no_name_covers_another_or_is_cut(register, tmp_path, narrow):
    """By the boxes that a browser draws, in the font of the page."""
    charts = {
        name: chart(register, recipient=name, years=(2014, 2023), narrow=narrow)
        for name in RECIPIENTS
    }
    wrong = []
    with ThreadPoolExecutor(1) as alone:  # where no browser of another test has its loop
        drawn = alone.submit(drawn_boxes, charts, WIDTHS[narrow], tmp_path).result()
    for (name, width), boxes in drawn.items():
        height = charts[name].drawn["layout"]["height"]
        wrong += [(name, width, box) for box in boxes if not inside(box, width, height)]
        wrong += [(name, width, *pair) for pair in combinations(boxes, 2) if cover(*pair)]
    assert wrong == []


def inside(box, width, height):
    return (
        box["x"] >= -1
        and box["y"] >= -1
        and box["right"] <= width + 1
        and box["bottom"] <= height + 1
    )


def cover(one, other):
    return (
        min(one["right"], other["right"]) - max(one["x"], other["x"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["y"], other["y"]) > 3  # of their leading
    )


def drawn_boxes(charts, widths, folder):
    """Return the boxes of everything written, by chart and width."""
    script = plotly.__path__[0] + "/package_data/plotly.min.js"
    figures = [(name, width, chart.drawn) for name, chart in charts.items() for width in widths]
    page = folder / "page.html"
    page.write_text(
        f"<style>{face()} body {{ margin: 0 }}</style><script src='file://{script}'></script>"
        f"<script>const figures = {json.dumps(figures, cls=PlotlyJSONEncoder)};</script>",
        "utf-8",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(page.as_uri())
        found = tab.evaluate(
            """async () => {
                for (const weight of [400, 700]) await document.fonts.load(`${weight} 13px "Source Sans"`);
                const boxes = [];
                for (const [name, width, figure] of figures) {
                    const place = document.body.appendChild(document.createElement("div"));
                    await Plotly.newPlot(place, figure.data, { ...figure.layout, width });
                    const corner = place.getBoundingClientRect();
                    const own = [...place.querySelectorAll(".annotation-text, .xtick text, .ytick text")];
                    boxes.push([name, width, own.map((text) => {
                        const box = text.getBoundingClientRect();
                        return {
                            text: text.textContent, x: box.x - corner.x, y: box.y - corner.y,
                            right: box.right - corner.x, bottom: box.bottom - corner.y,
                        };
                    })]);
                    place.remove();
                }
                return boxes;
            }"""
        )
        browser.close()
    return {(name, width): boxes for name, width, boxes in found}
