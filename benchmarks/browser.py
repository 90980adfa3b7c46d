"""What a viewer feels in a browser: the first chart, and the redraw after a change."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence

from figure import Figure, interleaved, median
from ground import Ground, Served
from playwright.sync_api import Browser, Page, sync_playwright
from ready import Asked, lay_ready

OURS, BARE, MADE = "explorer", "bare", "made"
YEARS = (2011, 2020)
COUNTRIES = (
    "Azerbaijan", "Armenia", "India", "Poland", "Georgia", "Egypt", "Algeria", "Japan", "Norway",
    "Brazil", "Chile",
)  # fmt: skip
_THERE_AND_BACK = ("Left",) * 3 + ("Right",) * 6 + ("Left",) * 3
_DRAWN = ".js-plotly-plot .point"
_PATIENCE = 60_000  # milliseconds

# the time at which the browser shows the new figure, from the key that asks for it: it looks
# before each frame it paints
_WATCH = """() => {
    const chart = () => document.querySelector('.js-plotly-plot');
    const was = chart().data, began = performance.now();
    window.benchDrawn = null;
    const look = () => {
        const now = chart();
        if (now && now.data !== was && now.querySelector('.point'))
            window.benchDrawn = performance.now() - began;
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


def start(ground: Ground) -> Iterator[Figure]:
    """Measure process start to first chart, and the page opened by a next viewer."""
    lay_ready([("Azerbaijan", YEARS, "any")], ground.folder, view="start")
    with _chromium() as browser:
        cold = interleaved(
            lambda: _from_start(ground, browser, OURS),
            lambda: _from_start(ground, browser, BARE),
            repeats=5,
        )
        yield _against("process start to first chart, cold", cold, 1.15)
        with ground.serving(OURS) as ours, ground.serving(BARE) as bare:
            ours.wait()
            bare.wait()
            tabs = browser.new_context(bypass_csp=True), browser.new_context(bypass_csp=True)
            urls = ours.url, bare.url
            warm = interleaved(
                *(
                    lambda tab=tab, url=url: _opened(tab.new_page(), url)
                    for tab, url in zip(tabs, urls, strict=True)
                ),
                repeats=7,
            )
        yield _against("page opened to first chart, warm", warm, 1.15)


def redraw(ground: Ground) -> Iterator[Figure]:
    """Measure changes of country, window and edition, and the bytes that they send."""
    edition, other = str(ground.release.edition), "2025 extract"
    windows = [(2011, 2020 + i) for i in range(-3, 4)]
    asked: list[Asked] = [(name, YEARS, edition) for name in COUNTRIES]
    asked += [("Azerbaijan", years, edition) for years in windows]
    asked += [("Azerbaijan", YEARS, other)]
    lay_ready(list(dict.fromkeys(asked)), ground.folder)
    with (
        _chromium() as browser,
        ground.serving(OURS) as ours,
        ground.serving(BARE) as bare,
        ground.serving(MADE) as made,
    ):
        pages = [_Watched(browser, ours, f"/suppliers?edition={edition}")]
        pages += [_Watched(browser, yardstick, "/") for yardstick in (bare, made)]
        for what, changes in (
            ("country, never asked before", [("Recipient", name) for name in COUNTRIES[1:]]),
            ("country, asked before", [("Recipient", name) for name in COUNTRIES[-2::-1]]),
            ("window", [("Years", f"Arrow{way}") for way in _THERE_AND_BACK]),
            ("edition, never asked before", [("Edition", other)]),
            ("edition, asked before", [("Edition", edition), ("Edition", other)] * 4),
        ):
            # the first change of a kind fills what is computed once, except where that is the point
            skip = 0 if "never" in what else 1
            felt: list[list[float]] = [[] for _ in pages]
            sent: list[list[float]] = [[] for _ in pages]
            for i, (label, value) in enumerate(changes):
                for page, times, sizes in zip(pages, felt, sent, strict=True):
                    milliseconds, size = page.change(label, value)
                    if i >= skip:
                        times.append(milliseconds)
                        sizes.append(size)
            yield _against(f"change of {what}", felt[:2], 1.2, "ms")
            if "never" in what:
                yield _against(f"change of {what}, figure made", felt[::2], 1.2, "ms")
            yield _against(f"bytes of a change of {what}", sent[:2], 1.2, "bytes")


class _Watched:
    """A page whose redraws are timed, and whose WebSocket is weighed."""

    def __init__(self, browser: Browser, served: Served, path: str) -> None:
        served.wait()
        self.bytes = 0
        self.page = browser.new_context(
            viewport={"width": 1280, "height": 900}, bypass_csp=True
        ).new_page()
        self.page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: self._count(frame)),
        )
        _opened(self.page, served.url + path, keep=True)
        self._settle()

    def change(self, label: str, value: str) -> tuple[float, int]:
        """Set a control; return milliseconds until the figure is new, and bytes received."""
        if value.startswith("Arrow"):
            thumb = self.page.get_by_role("slider", name=label).last
            thumb.focus()
            key = value
        else:
            box = self.page.get_by_role("combobox", name=label).first
            box.click()
            box.fill(value)
            self.page.get_by_role("option", name=value, exact=True).first.wait_for()
            key = "Enter"
        before = self.bytes
        self.page.evaluate(_WATCH)
        self.page.keyboard.press(key)
        self.page.wait_for_function("window.benchDrawn !== null", timeout=_PATIENCE)
        drawn: float = self.page.evaluate("window.benchDrawn")
        self._settle()
        return drawn, self.bytes - before

    def _settle(self) -> None:
        self.page.wait_for_function(
            "document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"
        )
        self.page.wait_for_timeout(500)

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    found = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _from_start(ground: Ground, browser: Browser, kind: str) -> float:
    context = browser.new_context(bypass_csp=True)
    began = time.perf_counter()
    with ground.serving(kind) as served:
        served.wait()
        _opened(context.new_page(), served.url)
        seconds = time.perf_counter() - began
    context.close()
    return seconds


def _opened(page: Page, url: str, *, keep: bool = False) -> float:
    began = time.perf_counter()
    page.goto(url)
    page.locator(_DRAWN).first.wait_for(state="attached", timeout=_PATIENCE)
    seconds = time.perf_counter() - began
    if not keep:
        page.close()
    return seconds


def _against(name: str, found: Sequence[Sequence[float]], limit: float, unit: str = "s") -> Figure:
    ours, bare = found
    return Figure(name, median(ours), unit, median(bare), limit)
