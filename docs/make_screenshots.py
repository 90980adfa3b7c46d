"""Take the pictures of the documentation: ``make screenshots``.

They show the extract, as the tutorial meets it, in a window of 1280 x 800 on a light page. Chromium
is Debian's; where it is called otherwise, name it in the variable CHROMIUM.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from armstransfers.library.store import HOME_VARIABLE

IMAGES = Path(__file__).parent / "images"
WINDOW = {"width": 1280, "height": 800}
CLAIM = (
    "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for about "
    "7.1 % of its arms imports between 2011 and 2020."
)
PATHS = {
    "start": "/",
    "suppliers": "/suppliers",
    "pair": "/pair?map=rank+is&rank=2",
    "check": f"/check?sentence={CLAIM.replace(' ', '+').replace('%', '%25')}",
}
"""The pictures, and the paths of what they show."""
_MOST_BYTES = 150_000
_COLOURS = 192  # enough for a page of few colours, in half the bytes
_PATIENCE = 60.0  # seconds for the explorer to start


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with explorer() as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, color_scheme="light")  # type: ignore[arg-type]  # a dict will do
        for name, path in PATHS.items():
            page.goto(address + path)
            shoot(page, IMAGES / f"{name}.png")
        browser.close()


def shoot(page: Page, picture: Path) -> None:
    """Take a picture when a view is drawn."""
    page.locator(".at-headline").first.wait_for()
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    page.wait_for_timeout(1500)  # charts fade in
    drawn = Image.open(io.BytesIO(page.screenshot()))
    drawn.convert("RGB").quantize(_COLOURS).save(picture, optimize=True)
    size = picture.stat().st_size
    print(f"docs/images/{picture.name}: {size / 1000:.0f} kB")
    if size > _MOST_BYTES:
        sys.exit("The picture is larger than a repository should keep.")


@contextmanager
def explorer() -> Iterator[str]:
    """Start the explorer with nothing imported, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from armstransfers.cli import main; main()", "app"]
    with TemporaryDirectory() as empty:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=os.environ | {HOME_VARIABLE: empty},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until = time.monotonic() + _PATIENCE
            while time.monotonic() < until and process.poll() is None:
                with suppress(OSError), urllib.request.urlopen(f"{address}/healthz"):  # noqa: S310  # our own address
                    break
                time.sleep(0.25)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    main()
