"""The ranking beside the chart, as a table of HTML that screen readers can read."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis.leading import OTHER, UNKNOWN
from armstransfers.charts.palette import Look, looks
from armstransfers.reference import entities

MOST_ROWS = 10


def ranking_html(
    table: pd.DataFrame,
    before: pd.DataFrame | None,
    *,
    noun: str,
    caption: str,
    banded: bool,
    coloured: list[str],
    dark: bool,
) -> str:
    """Return the ranking as HTML.

    Parameters
    ----------
    table : pandas.DataFrame
        Shares, as `armstransfers.shares` returns them.
    before : pandas.DataFrame or None
        Change against the window before, as `armstransfers.change` returns it; None where the
        release does not hold that window.
    noun, caption : str
        What the partners are, and what the table shows.
    banded : bool
        Whether the values are rounded, and their rounding bands shown.
    coloured : list of str
        Partners that the chart shows; they have its colours.
    dark : bool
        Whether the page is dark.
    """
    drawn = looks([*coloured, OTHER, UNKNOWN])
    points = {} if before is None else dict(zip(before["partner"], before["points"], strict=True))
    named = table[table["rank"].notna()]
    tied = set(named.loc[named["rank"].duplicated(keep=False), "partner"])
    shown = pd.concat([named.head(MOST_ROWS), table[table["rank"].isna()]])
    rows = ""
    for row in shown.to_dict("records"):
        partner = row["partner"]
        look = drawn.get(UNKNOWN if row["kind"] == "unknown" else partner, drawn[OTHER])
        cells = [
            _number(_rank(row, partner in tied)),
            f'<td class="name">{_swatch(look, dark)}{escape(entities.display_name(partner))}</td>',
            _number(_share(row)),
        ]
        if banded:
            cells.append(_number(f"{row['share_low']:.2f} to {row['share_high']:.2f}"))
        if before is not None:
            change = points[partner]
            cells.append(_number("&ndash;" if pd.isna(change) else wording.points(change)))
        rows += f"<tr>{''.join(cells)}</tr>"
    rest = len(named) - MOST_ROWS
    more = f"<small>{rest} more in the full table.</small>" if rest > 0 else ""
    heads = [
        "share",
        *(["rounding band"] if banded else []),
        *([] if before is None else ["points"]),
    ]
    return (
        f'<table class="at-table"><caption>{escape(caption)}{more}</caption><thead><tr>'
        f'<th scope="col" class="number">rank</th><th scope="col">{escape(noun)}</th>'
        + "".join(f'<th scope="col" class="number">{head}</th>' for head in heads)
        + f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _number(cell: str) -> str:
    return f'<td class="number">{cell}</td>'


def _share(row: dict[Hashable, Any]) -> str:
    # where a table prints nothing but noughts, the total is a nought too
    return "&ndash;" if pd.isna(row["share"]) else wording.per_cent(row["share"])


def _rank(row: dict[Hashable, Any], tied: bool) -> str:
    if pd.isna(row["rank"]):
        return "&ndash;"
    shown = f"{row['rank']}{'=' if tied else ''}"
    low, high = row["rank_low"], row["rank_high"]
    return shown if low == high else f"{shown}<small>{low} to {high}</small>"


def _swatch(look: Look, dark: bool) -> str:
    colour = look.colour(dark)
    fill = (
        f"repeating-linear-gradient(135deg,{colour} 0 1px,transparent 1px 4px)"
        if look.hatch
        else colour
    )
    return f'<span class="at-swatch" style="background:{fill};border-color:{colour}"></span>'
