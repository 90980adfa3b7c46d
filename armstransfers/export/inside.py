"""What is inside a picture besides what is seen: the page's font, and where the numbers come from."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from armstransfers.charts.lettering import face

_HERE = Path(__file__).parent


def lettered_page() -> Any:
    """Return the page on which Kaleido draws, with the page's font in it and in what it draws."""
    from kaleido import PageGenerator  # an extra

    # without mathjax=False Kaleido would load a program for formulas from a foreign host
    page = PageGenerator(mathjax=False)
    if face():
        script = (_HERE / "lettered.js").read_text("utf-8")
        page.footer = f"<style id=lettering>{face()}</style><script>{script}</script>{page.footer}"
    return page


def described(picture: bytes, format: str, metadata: Mapping[str, str]) -> bytes:
    """Return a PNG or SVG that says of itself where its numbers come from."""
    if not metadata:
        return picture
    if format == "svg":
        words = "; ".join(f"{name}: {value}" for name, value in metadata.items())
        head, end, rest = picture.decode("utf-8").partition(">")
        return f"{head}{end}<metadata>{escape(words)}</metadata>{rest}".encode()
    from PIL import Image, PngImagePlugin

    said = PngImagePlugin.PngInfo()
    for name, value in metadata.items():
        said.add_itxt(name, value)
    with Image.open(io.BytesIO(picture)) as image:
        written = io.BytesIO()
        image.save(written, "PNG", pnginfo=said, optimize=True)
    return written.getvalue()
