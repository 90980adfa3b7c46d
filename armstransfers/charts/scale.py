"""Shades from little to much, read by lightness alone, and the text that stands on them."""

from __future__ import annotations

_LIGHT = ("#E3EEFF", "#B5D3FA", "#7DB1EC", "#4A8FD6", "#1F62AB", "#0C2F66")
_DARK = ("#1B2B52", "#22508F", "#2F74BE", "#5C9FE3", "#9CC8F5", "#E8F2FF")
_INK, _CHALK = "#1B1F27", "#FFFFFF"


def shades(dark: bool) -> tuple[str, ...]:
    """Return six shades from little to much: darker on a light page, lighter on a dark one."""
    return _DARK if dark else _LIGHT


def few_shade(dark: bool) -> str:
    """Return the grey of what stands for a small whole."""
    return "#4A4A4A" if dark else "#C4C4C4"


def colour_scale(dark: bool) -> list[tuple[float, str]]:
    """Return the shades as a continuous scale."""
    found = shades(dark)
    return [(n / (len(found) - 1), colour) for n, colour in enumerate(found)]


def steps(colours: list[str]) -> list[tuple[float, str]]:
    """Return colours as a scale of steps of equal width."""
    ends = [(n / len(colours), (n + 1) / len(colours)) for n in range(len(colours))]
    return [(end, colour) for pair, colour in zip(ends, colours, strict=True) for end in pair]


def text_on(colour: str) -> str:
    """Return the colour of text that stands out most from a colour."""
    light = luminance(colour)
    dark_ink = (light + 0.05) / (luminance(_INK) + 0.05)
    return _INK if dark_ink >= (luminance(_CHALK) + 0.05) / (light + 0.05) else _CHALK


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0-1 (WCAG 2.2)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
