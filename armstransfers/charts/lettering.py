"""How wide words are in the font of the page, so that nothing written covers anything else."""

from __future__ import annotations

import base64
import html
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

FAMILY = '"Source Sans", sans-serif'
"""The page's font, as browsers know it."""

_AT = 100  # pixels: the size at which letters are measured
_WEIGHTS = {False: 400, True: 700}
_TAG = re.compile(r"<[^>]*>")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the pixels that a text takes in one line, tags left out.

    Parameters
    ----------
    text : str
        As Plotly reads it: with tags, and with names for signs.
    size : float
        Size of its letters, in pixels.
    bold : bool, optional
        Whether it is bold.
    """
    return _measured(text, bold) * size / _AT


def wrapped(words: str, pixels: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that fit into some pixels; what is written ``<br>`` stays a break."""
    lines = []
    for part in words.split("<br>"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, bold=bold) > pixels:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def balanced(words: str, pixels: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text in as few lines as fit, all of them about as long: no word is left alone."""
    lines = wrapped(words, pixels, size, bold=bold)
    low, high = pixels / len(lines) / 2, pixels
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrapped(words, middle, size, bold=bold)) > len(lines):
            low = middle
        else:
            high = middle
    return wrapped(words, high, size, bold=bold)


@lru_cache(maxsize=8192)
def _measured(text: str, bold: bool) -> float:
    return float(_font(bold).getlength(html.unescape(_TAG.sub("", text))))


def font_file() -> Path | None:
    """Return the file of the page's font, which Streamlit brings; None where there is none."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        return None
    media = Path(found.origin).parent / "static" / "static" / "media"
    return next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)


@cache
def face() -> str:
    """Return a rule of CSS that brings the page's font along; empty where there is none."""
    file = font_file()
    if file is None:
        return ""
    font = base64.b64encode(file.read_bytes()).decode("ascii")
    return (
        "@font-face{font-family:'Source Sans';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{font}) format('woff2')}}"
    )


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    file = font_file()
    if file is None:
        return ImageFont.load_default(_AT)
    font = ImageFont.truetype(str(file), _AT)
    font.set_variation_by_axes([_WEIGHTS[bold]])
    return font
