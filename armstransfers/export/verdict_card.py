"""The verdict on a claim as a picture to post: 1200 x 630 pixels as PNG, or as SVG.

It is a Plotly figure without axes, so that a page's own camera saves it; `export.image.to_image`
does without a page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.charts.page import Page
from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.judge import (
    CANNOT_BE_TOLD,
    DIFFERENT_MEASURE,
    NEEDS_READING,
    NOT_SUPPORTED,
    REVISED,
    SUPPORTED,
    WITHIN_ROUNDING,
)
from armstransfers.claims.right import correct
from armstransfers.export.image import FONTS
from armstransfers.export.printed import MARKS
from armstransfers.export.provenance import source_line
from armstransfers.wording import counted

WIDTH, HEIGHT = 600, 315  # a file has two pixels for each
_EDGE = 24
_SIZES = (17.0, 15.0, 13.0, 11.0, 9.5)  # of the claim: the largest in which it leaves room
_MOST_OF_CLAIM, _MOST_BESIDE_MANY = 0.42, 0.3  # of the height
_MANY = 4  # parts
_ROWS = (14.0, 12.5, 11.0, 9.5)  # sizes of parts: the largest in which all have room
_SMALL, _FOOT = 11.0, 8.0
_COLUMNS = ((0, 190), (202, 165), (379, 173))  # place and width of part, verdict and value
_GAP, _GAP_SHARE = 6, 0.45  # pixels; of the size of a part
_LINE = 1.3  # height of a line, of the size, as Plotly sets it
_RULE = "#D1D9E0"
_COLOURS = {
    SUPPORTED: "#116329",
    WITHIN_ROUNDING: "#116329",
    REVISED: "#7A4A00",
    NOT_SUPPORTED: "#A40E26",
    CANNOT_BE_TOLD: "#4B535D",
    DIFFERENT_MEASURE: "#4B535D",
    NEEDS_READING: "#4B535D",
}
_MUTED = "#4B535D"
# width of letters, of the size: as in the widest of the usual fonts
_WIDE, _CAPITAL, _USUAL, _NARROW, _WHOLE = 0.98, 0.76, 0.61, 0.38, 1.05
_BOLD = 1.15


@dataclass
class _Sheet:
    """A picture that is written from above, and what is left of its height."""

    figure: go.Figure
    left: float
    top: float = _EDGE

    def write(
        self, lines: list[str], size: float, *, x: float = 0.0, y: float | None = None,
        colour: str = "", bold: bool = False,
    ) -> None:  # fmt: skip
        """Write lines at a place, without moving on."""
        text = "<br>".join(escape(line, quote=False) for line in lines)
        self.figure.add_annotation(
            text=f"<b>{text}</b>" if bold else text,
            x=0, y=1, xshift=_EDGE + x, yshift=-(self.top if y is None else y),
            xref="paper", yref="paper", xanchor="left", yanchor="top", align="left",
            showarrow=False, borderpad=0, font={"size": size, "color": colour or Page().text},
        )  # fmt: skip

    def rule(self) -> None:
        """Draw a line across."""
        y = 1 - self.top / HEIGHT
        self.figure.add_shape(
            type="line", xref="paper", yref="paper", x0=_EDGE / WIDTH, x1=1 - _EDGE / WIDTH, y0=y, y1=y,
            line={"width": 0.75, "color": _RULE},
        )  # fmt: skip

    def move(self, height: float) -> None:
        """Go down."""
        self.top += height
        self.left -= height


def card(verdicts: Verdicts) -> go.Figure:
    """Return the verdict on a claim as a picture that carries its edition and its source.

    Every part has its verdict in words and with a mark, not by its colour alone. Long texts are
    wrapped and set smaller; parts for which there is no room are counted.

    Parameters
    ----------
    verdicts : Verdicts
        What was found of the claim.
    """
    figure = go.Figure()
    figure.update_layout(
        width=WIDTH, height=HEIGHT, margin={"t": 0, "b": 0, "l": 0, "r": 0, "pad": 0},
        xaxis={"visible": False}, yaxis={"visible": False}, showlegend=False,
        paper_bgcolor=Page().background, plot_bgcolor=Page().background,
        font={"family": FONTS, "color": Page().text},
    )  # fmt: skip
    whole = WIDTH - 2 * _EDGE
    releases = {one.decided_by.release.id: one.decided_by.release for one in verdicts.each}
    foot = wrapped(" ".join(map(source_line, releases.values())), whole, _FOOT)
    sheet = _Sheet(figure, HEIGHT - 2 * _EDGE - _height(foot, _FOOT) - _GAP)
    sheet.write(["A claim, checked"], _SMALL, colour=_MUTED)
    sheet.move(_height([""], _SMALL) + _GAP)
    claim, size = _claim(verdicts, whole)
    sheet.write(claim, size, bold=True)
    sheet.move(_height(claim, size) + _GAP)
    if _rows(sheet, verdicts):
        _right(sheet, verdicts, whole)
    sheet.write(foot, _FOOT, y=HEIGHT - _EDGE - _height(foot, _FOOT), colour=_MUTED)
    return figure


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return lines of a text that fit into a width, in pixels, in any usual font.

    A word that is wider than the line is parted.

    Examples
    --------
    >>> wrapped("Belarus was the second-largest supplier", 110, 10)
    ['Belarus was the', 'second-largest', 'supplier']
    """
    room = width / (size * (_BOLD if bold else 1.0))
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if _width(joined) <= room:
            line = joined
            continue
        lines += [line] if line else []
        while _width(word) > room:
            most = next(n for n in range(len(word), 0, -1) if n == 1 or _width(word[:n]) <= room)
            lines.append(word[:most])
            word = word[most:]
        line = word
    return [*lines, line] if line else lines


def _rows(sheet: _Sheet, verdicts: Verdicts) -> bool:
    """Write as many parts as there is room for, what is only implied last, and count the others."""
    each = sorted(verdicts.each, key=lambda one: one.part.implied)
    for size in _ROWS:
        gap = _GAP_SHARE * size
        cells = [_cells(one, size, each) for one in each]
        heights = [max(_height(lines, size) for lines in row) + 2 * gap for row in cells]
        if sum(heights) <= sheet.left:
            break
    more = _height([""], size) + gap
    shown = len(cells)
    while shown and sum(heights[:shown]) + (more if shown < len(cells) else 0) > sheet.left:
        shown -= 1
    for one, row, height in zip(each[:shown], cells, heights, strict=False):
        sheet.rule()
        sheet.move(gap)
        colours = ("", _COLOURS[one.verdict], "")
        for (x, _), lines, colour in zip(_COLUMNS, row, colours, strict=True):
            sheet.write(lines, size, x=x, colour=colour, bold=bool(colour))
        sheet.move(height - gap)
    if shown < len(cells):
        sheet.rule()
        sheet.move(gap)
        left_out = counted(len(cells) - shown, "part")
        sheet.write([f"and {left_out.replace(' ', ' more ', 1)}"], size, colour=_MUTED)
    return shown == len(cells)


def _right(sheet: _Sheet, verdicts: Verdicts, width: float) -> None:
    """Write what would be right, where something is not and there is room."""
    right = correct(verdicts)
    wrong = any(one.verdict in (NOT_SUPPORTED, REVISED) for one in verdicts.each)
    lines = wrapped(f"What is right: {right}", width, _SMALL)
    if right and wrong and _height(lines, _SMALL) + 2 * _GAP <= sheet.left:
        sheet.rule()
        sheet.move(_GAP)
        sheet.write(lines, _SMALL)


def _cells(one: Verdict, size: float, each: Sequence[Verdict]) -> tuple[list[str], ...]:
    """Return the lines of a part, its verdict and its value.

    Countries and years stand with a part where they are not the same in all.
    """
    name = wording.capital(say.name_of(one)) + (" (implied)" if one.part.implied else "")
    told = [about for about in (_route, _years) if len({about(other) for other in each}) > 1]
    if one.part.kind != "ranking":
        name = ", ".join([name, *filter(None, (about(one) for about in told))])
    finding = one.decided_by
    value = f"{say.value_words(finding)}, {say.edition_words(finding)}" if finding.told else ""
    texts = (name, f"{MARKS[one.verdict]} {one.verdict}", value)
    return tuple(
        wrapped(text, width, size, bold=place == 1) or [""]
        for place, (text, (_, width)) in enumerate(zip(texts, _COLUMNS, strict=True))
    )


def _route(one: Verdict) -> str:
    """Return who and whom: ``Belarus to Azerbaijan``."""
    sides = (one.part.supplier, one.part.recipient)
    route = " to ".join(" and ".join(map(wording.called, names)) for names in sides if names)
    return route or "world"


def _years(one: Verdict) -> str:
    return q.words(one.part.years) if one.part.years else ""


def _about(one: Verdict) -> str:
    return wording.capital(", ".join(filter(None, (_route(one), _years(one)))))


def _claim(verdicts: Verdicts, width: float) -> tuple[list[str], float]:
    """Return the lines of a claim and their size; one that is longer than a page ends with dots."""
    text = verdicts.text.strip()
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
    words = quoted if text else _about(verdicts.each[0])
    many = len(verdicts.each) > _MANY
    room = (_MOST_BESIDE_MANY if many else _MOST_OF_CLAIM) * HEIGHT
    for size in _SIZES:
        lines = wrapped(words, width, size, bold=True)
        if _height(lines, size) <= room:
            return lines, size
    most = int(room / (size * _LINE))
    return [
        *lines[: most - 1],
        wrapped(lines[most - 1] + " \N{HORIZONTAL ELLIPSIS}", 2 * width, size)[0],
    ], size


def _height(lines: list[str], size: float) -> float:
    return len(lines) * size * _LINE


def _width(text: str) -> float:
    """Return the width of a text, of its size."""
    return sum(map(_letter, text))


def _letter(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return _WHOLE
    if char in "mwMW@%\N{HORIZONTAL ELLIPSIS}\N{EM DASH}":
        return _WIDE
    if char in " ijlIt.,;:'!|()[]-/fr":
        return _NARROW
    return _CAPITAL if char.isupper() or not char.isascii() else _USUAL
