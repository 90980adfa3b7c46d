"""The ranking beside the chart, as a table of HTML that screen readers can read."""

from __future__ import annotations

from html import escape

import pandas as pd

from armstransfers import entities, wording
from armstransfers.analysis.leading import UNKNOWN
from armstransfers.charts.palette import Look, looks

MOST_ROWS = 10


def ranking_html(
    table: pd.DataFrame,
    before: pd.DataFrame | None,
    *,
    noun: str,
    caption: str,
    exact: bool,
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
    exact : bool
        Whether the values are exact; else the rounding bands are shown.
    coloured : list of str
        Partners that the chart shows; they have its colours.
    dark : bool
        Whether the page is dark.
    """
    drawn = looks(coloured)
    points = {} if before is None else dict(zip(before["partner"], before["points"], strict=True))
    named = table[table["rank"].notna()]
    shown = pd.concat([named.head(MOST_ROWS), table[table["rank"].isna()]])
    ties = named["rank"].duplicated(keep=False)
    rows = "".join(
        _row(
            row,
            tied=bool(ties.get(row.Index, False)),
            points=points.get(row.partner),
            look=drawn.get(UNKNOWN if row.kind == "unknown" else row.partner),
            exact=exact,
            dark=dark,
        )
        for row in shown.itertuples()
    )
    rest = len(named) - MOST_ROWS
    more = f"<small>{rest} more in the full table.</small>" if rest > 0 else ""
    band = "" if exact else '<th scope="col" class="number">rounding band</th>'
    change = "" if before is None else '<th scope="col" class="number">points</th>'
    return (
        f'<table class="at-table"><caption>{escape(caption)}{more}</caption><thead><tr>'
        f'<th scope="col" class="number">rank</th><th scope="col">{escape(noun)}</th>'
        f'<th scope="col" class="number">share</th>{band}{change}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(
    row: object, *, tied: bool, points: float | None, look: Look | None, exact: bool, dark: bool
) -> str:
    partner, share = row.partner, row.share  # type: ignore[attr-defined]  # a named tuple of pandas
    share_cell = "&lt; 0.5 TIV" if share != share else wording.per_cent(share)
    band = ""
    if not exact:
        low, high = row.share_low, row.share_high  # type: ignore[attr-defined]
        band = f'<td class="number">{low:.2f} to {high:.2f}</td>'
    change = ""
    if points is not None:
        change = f'<td class="number">{wording.points(points)}</td>'
    return (
        f'<tr><td class="number">{_rank(row, tied)}</td>'
        f"<td>{_swatch(look, dark)}{escape(entities.display_name(partner))}</td>"
        f'<td class="number">{share_cell}</td>{band}{change}</tr>'
    )


def _rank(row: object, tied: bool) -> str:
    rank, low, high = row.rank, row.rank_low, row.rank_high  # type: ignore[attr-defined]
    if rank is pd.NA:
        return "&ndash;"
    shown = f"{rank}{'=' if tied else ''}"
    return shown if low == high else f"{shown}<small>{low} to {high}</small>"


def _swatch(look: Look | None, dark: bool) -> str:
    if look is None:
        return '<span class="at-swatch"></span>'
    colour = look.colour(dark)
    fill = (
        f"repeating-linear-gradient(135deg,{colour} 0 1px,transparent 1px 4px)"
        if look.hatch
        else colour
    )
    return f'<span class="at-swatch" style="background:{fill};border-color:{colour}"></span>'
