"""A map of equal tiles, one a state: small states can be seen, and no border is drawn."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import pandas as pd

from armstransfers import wording
from armstransfers.charts import grid, labels, tints
from armstransfers.charts.chart import Chart
from armstransfers.charts.drawing import Drawing
from armstransfers.charts.grid import Cell
from armstransfers.charts.page import Page
from armstransfers.core.measure import Measure
from armstransfers.reference import entities
from armstransfers.reference.shipped import shipped_path

Place = tuple[int, int]

_SCALES = {"share": tints.OF_THE_WORLD, "dependence": tints.DEPENDENCE}
_TILE = 34  # pixels
_NARROW_TILE = 29
_GAP = 1.3  # tiles between two parts of the map on a narrow page, with the name of the part
_PARTS = {
    "Americas": ("Americas",),
    "Europe, Middle East, Africa": ("Europe", "Middle East", "Africa"),
    "Asia and Oceania": ("Asia and Oceania",),
}
_SAID = 5  # leading states in the words for the map
_NAMED_OFF_THE_MAP = 3


def tile_map(
    table: pd.DataFrame,
    *,
    value: Literal["share", "dependence"],
    title: str,
    measure: Measure,
    blank: str = "no deliveries",
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return a map of tiles, coloured by classes of a share.

    Parameters
    ----------
    table : pandas.DataFrame
        ``entity`` or ``recipient``, ``kind`` and ``share``, and ``value`` and ``total`` where they
        are known: as `world`, `dependence` and `published_traders` return them.
    value : {"share", "dependence"}
        What the share is: a part of the world's imports or exports, or the part of a recipient's
        imports that came from one supplier. The classes differ.
    title : str
        What the map shows, of whom and when.
    measure : Measure
        What was counted.
    blank : str, optional
        What a state without a row stands for.
    dark, narrow : bool, optional
        How the page is. On a narrow one the parts of the world stand below each other.
    """
    page = Page(dark, narrow)
    classes = _SCALES[value]
    rows = table.rename(columns={"recipient": "entity"}).dropna(subset="share")
    by_name = {row["entity"]: row for row in rows.to_dict("records")}
    places, parts = _laid_out(narrow)
    drawing = Drawing(
        grid.drawn(
            [
                _tile(name, place, by_name.get(name), classes, measure, blank, dark)
                for name, place in places.items()
            ],
            page,
            size=9 if narrow else 11,
        )
    )
    entries = [*zip(tints.colours(dark), classes.words, strict=True), (None, blank)]
    below = grid.wrapped(_off_the_map(rows), page)
    above = grid.wrapped(title, page)
    key = grid.room_for_key(entries, page)
    grid.write_key(drawing, entries, page)
    grid.write(drawing, above, page, below=False, away=key + 4)
    grid.write(drawing, below, page, below=True, away=8)
    for words, top in parts.items():
        drawing.write(
            text=words, x=-0.46, y=top - 0.6, xanchor="left", yanchor="bottom", showarrow=False,
            font=page.font(),
        )  # fmt: skip
    columns = max(x for x, _ in places.values()) + 1
    height = max(y for _, y in places.values()) + 1
    axes = grid.grid(page, columns, height)
    axes["xaxis"] |= {"constrain": "domain"}
    axes["yaxis"] |= {"scaleanchor": "x", "constrain": "domain", "constraintoward": "top"}
    if narrow:
        axes["yaxis"]["range"][1] = -0.5 - _GAP / 2
        height += _GAP / 2
    margin = {
        "l": 4,
        "r": 4,
        "t": 8 + key + grid.room_for(above, page),
        "b": 16 + grid.room_for(below, page),
    }
    inner = round(height * (_NARROW_TILE if narrow else _TILE))
    page.frame(drawing, height=inner + margin["t"] + margin["b"], margin=margin, **axes)
    return Chart(drawing.pieces(), _in_words(rows, title, blank), table)


@cache
def tiles() -> dict[str, Place]:
    """Return column and row of each state's tile, from the north-west."""
    with shipped_path("tiles.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["entity"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(lines)
        }


def _laid_out(narrow: bool) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Return where the tiles stand, and the top of each named part of the world."""
    if not narrow:
        return {name: (float(x), float(y)) for name, (x, y) in tiles().items()}, {}
    known = entities.entities()
    places: dict[str, tuple[float, float]] = {}
    tops: dict[str, float] = {}
    top = 0.0
    for words, regions in _PARTS.items():
        part = {name: at for name, at in tiles().items() if known[name].region in regions}
        left, first = min(x for x, _ in part.values()), min(y for _, y in part.values())
        places |= {name: (x - left, y - first + top) for name, (x, y) in part.items()}
        tops[words] = top
        top += max(y for _, y in part.values()) - first + 1 + _GAP
    return places, tops


def _tile(
    name: str,
    place: tuple[float, float],
    row: Mapping[Any, Any] | None,
    classes: tints.Scale,
    measure: Measure,
    blank: str,
    dark: bool,
) -> Cell:
    shown = labels.short_name(name)
    code = entities.entities()[name].iso3
    if row is None:
        return Cell(*place, code, f"<b>{shown}</b><br>{blank}", name, None)
    said = f"<b>{shown}</b> {labels.share_of(row)}"
    if "value" in row:
        volume = f",.{measure.decimals}f"
        said += f"<br>{row['value']:{volume}} of {row['total']:{volume}} {measure.unit}"
    return Cell(*place, code, said, name, classes.colour(row["share"], dark=dark))


def _off_the_map(rows: pd.DataFrame) -> str:
    """Return a sentence that names and counts who has a share and no tile."""
    off = rows[~rows["entity"].isin(tiles().keys()) & (rows["share"] > 0)]
    off = off.sort_values("share", ascending=False, kind="stable")
    unknown = off["kind"] == "unknown"
    known, named = off[~unknown], off[~unknown].head(_NAMED_OFF_THE_MAP)
    told = [_named(named)] if len(known) else []
    if len(known) > len(named):
        others = wording.counted(len(known) - len(named), "other")
        told[0] += f" and {others} (together {labels.per_cent(known['share'][len(named) :].sum())})"
    if unknown.any():
        told.append(f"unknown {labels.per_cent(off.loc[unknown, 'share'].sum())}")
    if not told:
        return "Everyone with a share is on the map."
    return f"Not on the map: {'; '.join(told)}."


def _named(rows: pd.DataFrame) -> str:
    return ", ".join(
        f"{labels.short_name(row['entity'])} {labels.share_of(row)}"
        for row in rows.to_dict("records")
    )


def _in_words(rows: pd.DataFrame, title: str, blank: str) -> str:
    on = rows[rows["entity"].isin(tiles().keys())]
    on = on.sort_values("share", ascending=False, kind="stable")
    empty = len(tiles()) - len(on)
    told = f"Largest: {_named(on.head(_SAID))}. " if len(on) else ""
    return (
        f"{title}. A map of {len(tiles())} tiles, one a state, the stronger coloured the larger "
        f"the share. {told}Empty tiles: {empty}, {blank}. "
        f"{_off_the_map(rows)}"
    )
