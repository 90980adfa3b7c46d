"""Charts as pictures that say by themselves what they show, of what, and on which terms."""

from __future__ import annotations

import logging
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Literal

import plotly.graph_objects as go

from armstransfers.charts.page import Page
from armstransfers.errors import ArmsTransfersError

ImageFormat = Literal["png", "svg"]

WIDTH = 960  # pixels
_SCALE: dict[ImageFormat, int] = {"png": 2, "svg": 1}  # pixels of a file for each of the chart's
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_TITLE_SIZE, _LINE_SIZE = 16, 10
# width of a letter, of the size: as in the widest of the usual fonts; bold in the title
_TITLE_LETTER, _LETTER = 0.66, 0.59
_LINE_HEIGHT = 1.3  # of the size, as Plotly sets its lines
_EDGE = 14  # pixels between text and the edge of the picture
_GAP = 8  # pixels between text and chart
_USUAL_HEIGHT = 450  # Plotly's own
_USUAL_MARGIN = {"t": 100, "b": 80, "l": 80, "r": 80}  # and its margins
_ON_ONE_LINE = (
    ("Question", "Window", "Filter"),
    ("Source", "Release", "Extract"),
    ("Calculation",),
    ("Unit", "Exactness"),
    ("Missing",),
    ("Terms",),
)


def caption(provenance: Mapping[str, str]) -> list[str]:
    """Return the lines below a picture: window, filter, source, release, calculation, terms.

    Parameters
    ----------
    provenance : mapping of str to str
        As `armstransfers.export.provenance` makes it.
    """
    lines = [
        [_sentence(f"{name}: {provenance[name]}") for name in names if name in provenance]
        for names in _ON_ONE_LINE
    ]
    return [" ".join(parts) for parts in lines if parts]


def captioned(
    figure: go.Figure,
    *,
    title: str,
    lines: Sequence[str],
    width: int = WIDTH,
    height: int = 0,
    dark: bool = False,
) -> go.Figure:
    """Return a figure with a title above and lines below, all inside the picture.

    The chart keeps its height, and the texts add to it. They are wrapped to the width, in fonts
    that every system has.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The chart; it stays as it is. Its margins must hold its own labels.
    title : str
        What it shows.
    lines : sequence of str
        What it must carry: the key of the chart, if it has one, and what `caption` returns.
    width : int, optional
        Width of the picture, in pixels.
    height : int, optional
        Least height of the picture, in pixels.
    dark : bool, optional
        Whether the chart was drawn for a dark page.
    """
    page = Page(dark)
    above = _wrapped([title], width, _TITLE_LETTER * _TITLE_SIZE)
    below = _wrapped(lines, width, _LETTER * _LINE_SIZE)
    own = {
        side: usual if figure.layout.margin[side] is None else figure.layout.margin[side]
        for side, usual in _USUAL_MARGIN.items()
    }
    room_above, room_below = _height(above, _TITLE_SIZE), _height(below, _LINE_SIZE)
    needed = (figure.layout.height or _USUAL_HEIGHT) + room_above + room_below
    picture = go.Figure(figure)
    picture.update_layout(
        title=None,
        width=width,
        height=max(height, needed),
        # names at the right end were given the width of a page's font, and this one may be wider
        margin={
            "t": own["t"] + room_above,
            "b": own["b"] + room_below,
            "l": own["l"],
            "r": own["r"] + _EDGE,
        },
        paper_bgcolor=page.background,
        font={"family": FONTS, "color": page.text},
    )
    text = {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": _EDGE - own["l"], "align": "left",
        "yref": "paper", "showarrow": False, "borderpad": 0,
    }  # fmt: skip
    picture.add_annotation(
        text=f"<b>{'<br>'.join(above)}</b>", y=1, yanchor="bottom", yshift=own["t"] + _GAP,
        font={"size": _TITLE_SIZE, "color": page.text, "family": FONTS}, **text,
    )  # fmt: skip
    picture.add_annotation(
        text="<br>".join(below), y=0, yanchor="top", yshift=-own["b"] - _GAP,
        font={"size": _LINE_SIZE, "color": page.text, "family": FONTS}, **text,
    )  # fmt: skip
    return picture


def download_config(picture: go.Figure, name: str, format: ImageFormat = "png") -> dict[str, Any]:
    """Return the ``config`` of a picture whose menu is one button: save it as PNG or SVG.

    The browser makes the file by itself, in the size of the picture, however it is shown.

    Parameters
    ----------
    picture : plotly.graph_objects.Figure
        The chart, as `captioned` returns it.
    name : str
        Name of the file, without its ending.
    format : {"png", "svg"}, optional
        Kind of file.
    """
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "toImageButtonOptions": {
            "format": format,
            "filename": name,
            "width": picture.layout.width,
            "height": picture.layout.height,
            "scale": _SCALE[format],
        },
    }


def to_image(figure: go.Figure, format: ImageFormat) -> bytes:
    """Return a figure as PNG or SVG, made without a page, by a Chrome or Chromium.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The chart, as `captioned` returns it.
    format : {"png", "svg"}
        Kind of picture.

    Raises
    ------
    ArmsTransfersError
        If Kaleido, or a browser for it, is not on this computer.
    """
    try:
        import kaleido  # an extra
        from kaleido import errors
    except ImportError as error:
        raise ArmsTransfersError(
            "pictures need Kaleido: run pip install 'armstransfers[images]', or save the chart from "
            "its page in the explorer."
        ) from error
    # what goes wrong is said below; the rest is talk between Kaleido and its browser
    for name in ("choreographer", "kaleido"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    options = {"format": format, "scale": _SCALE[format]}
    try:
        # without mathjax=False Kaleido would load a program for formulas from a foreign host
        made = kaleido.calc_fig_sync(figure, opts=options, kopts={"mathjax": False})
    except (errors.ChromeNotFoundError, errors.BrowserFailedError, TimeoutError) as error:
        raise ArmsTransfersError(
            "pictures need a Chrome or Chromium, and none could be started: install one, or name "
            "it in the variable BROWSER_PATH, or save the chart from its page in the explorer."
        ) from error
    return bytes(made)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _wrapped(texts: Sequence[str], width: int, letter: float) -> list[str]:
    """Return lines that fit into the width, with nothing that Plotly would take for a tag."""
    letters = int((width - 2 * _EDGE) / letter)
    lines = [
        line for text in texts for line in textwrap.wrap(text, letters, break_on_hyphens=False)
    ]
    return [escape(line, quote=False) for line in lines]


def _height(lines: Sequence[str], size: int) -> int:
    """Return the pixels that lines need, with a gap to the chart and one to the edge."""
    return round(len(lines) * size * _LINE_HEIGHT) + _GAP + _EDGE
