"""Shades from little to much, read by lightness alone, and the text that stands on them."""

from __future__ import annotations

_LIGHT = ("#E3EEFF", "#B5D3FA", "#7DB1EC", "#4A8FD6", "#1F62AB", "#0C2F66")
_DARK = ("#1B2B52", "#22508F", "#2F74BE", "#5C9FE3", "#9CC8F5", "#E8F2FF")


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
