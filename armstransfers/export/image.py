"""Charts as pictures that say by themselves what they show, of what, and on which terms."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Literal

import plotly.graph_objects as go

from armstransfers.charts.lettering import FAMILY, balanced
from armstransfers.charts.page import Page
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.heading import Heading
from armstransfers.export.inside import described, lettered_page

ImageFormat = Literal["png", "svg"]

WIDTH = 960  # pixels
_SCALE: dict[ImageFormat, int] = {"png": 2, "svg": 1}  # pixels of a file for each of the chart's
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_TITLE_SIZE, _SUBTITLE_SIZE, _SOURCE_SIZE = 21, 14, 12
_LINE_HEIGHT = 1.3  # of the size, as Plotly sets its lines
_EDGE = 18  # pixels between text and the edge of the picture
_GAP = 10  # pixels between text and chart
_USUAL_HEIGHT = 450  # Plotly's own
_USUAL_MARGIN = {"t": 100, "b": 80, "l": 80, "r": 80}  # and its margins


def captioned(
    figure: go.Figure,
    heading: Heading,
    *,
    width: int = WIDTH,
    height: int = 0,
    dark: bool = False,
) -> go.Figure:
    """Return a figure with its finding above and its source below, all inside the picture.

    The chart keeps its height, and the texts add to it. They are wrapped to the width.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The chart; it stays as it is. Its margins must hold its own labels.
    heading : Heading
        Finding, what is measured, source.
    width : int, optional
        Width of the picture, in pixels.
    height : int, optional
        Least height of the picture, in pixels.
    dark : bool, optional
        Whether the chart was drawn for a dark page.
    """
    page = Page(dark)
    title, subtitle, source = (
        _wrapped(words, width, size, bold=size == _TITLE_SIZE)
        for words, size in (
            (heading.title, _TITLE_SIZE),
            (heading.subtitle, _SUBTITLE_SIZE),
            (heading.source, _SOURCE_SIZE),
        )
    )
    own = {
        side: usual if figure.layout.margin[side] is None else figure.layout.margin[side]
        for side, usual in _USUAL_MARGIN.items()
    }
    below_title = _lines(subtitle, _SUBTITLE_SIZE) + _GAP
    above = _EDGE + _lines(title, _TITLE_SIZE) + 4 + below_title
    below = _GAP + _lines(source, _SOURCE_SIZE) + _EDGE
    picture = go.Figure(figure)
    picture.update_layout(
        title=None,
        width=width,
        height=max(height, (figure.layout.height or _USUAL_HEIGHT) + above + below),
        margin={
            "t": own["t"] + above,
            "b": own["b"] + below,
            "l": own["l"] + _EDGE,
            "r": own["r"] + _EDGE,
        },
        paper_bgcolor=page.background,
        font={"family": FAMILY, "color": page.text},
    )
    text = {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": -own["l"], "align": "left",
        "yref": "paper", "showarrow": False, "borderpad": 0,
    }  # fmt: skip
    for lines, y, shift, size, colour in (
        (title, 1, own["t"] + below_title + 4, _TITLE_SIZE, page.text),
        (subtitle, 1, own["t"] + _GAP, _SUBTITLE_SIZE, page.muted),
        (source, 0, -own["b"] - _GAP, _SOURCE_SIZE, page.muted),
    ):
        words = "<br>".join(lines)
        picture.add_annotation(
            text=f"<b>{words}</b>" if size == _TITLE_SIZE else words, y=y,
            yanchor="bottom" if y else "top", yshift=shift,
            font={"size": size, "color": colour, "family": FAMILY}, **text,
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


def to_image(
    figure: go.Figure, format: ImageFormat, metadata: Mapping[str, str] | None = None
) -> bytes:
    """Return a figure as PNG or SVG, made without a page, by a Chrome or Chromium.

    The page's font is inside, so that it looks the same on every computer.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The chart, as `captioned` returns it.
    format : {"png", "svg"}
        Kind of picture.
    metadata : mapping of str to str, optional
        What the file says of itself where nobody looks: as `armstransfers.export.provenance` makes
        it.

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
        made = kaleido.calc_fig_sync(
            figure, opts=options, kopts={"page_generator": lettered_page()}
        )
    except (errors.ChromeNotFoundError, errors.BrowserFailedError, TimeoutError) as error:
        raise ArmsTransfersError(
            "pictures need a Chrome or Chromium, and none could be started: install one, or name "
            "it in the variable BROWSER_PATH, or save the chart from its page in the explorer."
        ) from error
    return described(bytes(made), format, metadata or {})


def _wrapped(words: str, width: int, size: int, *, bold: bool) -> list[str]:
    """Return lines that fit into the width, with nothing that Plotly would take for a tag."""
    return balanced(escape(words, quote=False), width - 2 * _EDGE, size, bold=bold)


def _lines(lines: Sequence[str], size: int) -> int:
    """Return the pixels that lines need."""
    return round(len(lines) * size * _LINE_HEIGHT)
