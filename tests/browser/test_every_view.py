"""Every view: it opens by its own path, holds the rules of access, and fits a phone."""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

expect.set_options(timeout=20_000)

SENTENCE = "Russia+supplied+60+percent+of+Azerbaijan%27s+arms+imports+in+2011-2020."
VIEWS = {
    "": "See who supplies whom with major arms, and check what is said about it",
    "suppliers": "Who supplies Azerbaijan?",
    "recipients": "Whom does Belarus supply?",
    "suppliers?recipient=India&years=2011-2020": "Who supplies India?",
    "pair": "What does Belarus supply to Azerbaijan?",
    "pair?recipient=India&supplier=Russia": "What does Russia supply to India?",
    "compare": "Compare recipients",
    "world": "The world's largest exporters",
    f"check?sentence={SENTENCE}": "Check a claim",
    "editions": "What did SIPRI revise?",
    "published": "Figures that SIPRI published",
    "data": "Your data",
    "method": "Method",
}
PICTURES = os.environ.get("ARMSTRANSFERS_PICTURES")
"""A folder for a picture of every view, to be looked at."""

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}


CUT_LABELS = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap(plot => {
  const edge = plot.getBoundingClientRect();
  return [...plot.querySelectorAll("svg text")].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < edge.left - 1 || box.right > edge.right + 1);
  }).map(text => text.textContent);
})"""
"""Text in charts that the edge of its chart cuts."""


def settled(page):
    """Wait until the page shows all that it has, and nothing fades in any more."""
    page.locator("[data-testid=stSidebar] a", has_text="Method").wait_for(state="attached")
    for _ in range(100):
        page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
        page.wait_for_timeout(250)
        if page.evaluate(
            "document.querySelector('.stApp').dataset.testScriptState == 'notRunning'"
            " && !document.querySelector('.stSkeleton')"
            " && document.getAnimations().every(one => one.playState != 'running')"
        ):
            return
    pytest.fail("the page did not come to rest")


def cut_labels(page):
    """Text that the edge of its chart cuts, once the charts have taken the page's width."""
    for _ in range(20):
        found = page.evaluate(CUT_LABELS)
        if not found:
            break
        page.wait_for_timeout(250)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "title"), VIEWS.items(), ids=[p.split("&")[0][:30] or "start" for p in VIEWS]
)
def test_a_view_breaks_no_rule_of_access_and_fits_wide_and_narrow_pages(
    guarded, explorer, path, title, theme
):
    page = guarded
    page.emulate_media(color_scheme=theme)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        if width == 1280:
            page.goto(f"{explorer}/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settled(page)
        if PICTURES:
            name = f"{path.split('&')[0].replace('?', '_')[:30] or 'start'}_{theme}_{width}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
        assert page.locator(".stException").count() == 0
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert cut_labels(page) == []
        found = Axe().run(page, options=RULES)["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
