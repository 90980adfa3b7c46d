"""A short pandas script that derives the number of a headline anew, without this program.

Each function returns the text of a script. It says at its top what it carries and how to get the
transfers of the release as CSV, prints the number, and fails if it is not the headline's. Names
stand in it as quoted constants, so that none is ever taken for code.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.change import change
from armstransfers.analysis.filters import Filter
from armstransfers.analysis.groups import AsOf, grouped_shares, grouping
from armstransfers.analysis.rows import rows_of
from armstransfers.analysis.series import share_series
from armstransfers.analysis.shares import shares
from armstransfers.analysis.world import world
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.export import script_lines as lines
from armstransfers.export.provenance import (
    provenance,
    provenance_of_change,
    provenance_of_groups,
    provenance_of_pair,
    provenance_of_world,
)
from armstransfers.model.release import Release

_ALL = Filter()


def partner_script(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
    partner: str | None = None,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for one partner's share in a window, and its rank.

    It serves the headline of a view, and a claim about a share.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier, years
        As for `armstransfers.shares`.
    partner : str, optional
        The partner, as the release names it; the largest by default.
    chosen : Filter, optional
        The filter that left this release of another; the script repeats it.

    Raises
    ------
    Refused
        As for `armstransfers.shares`, and if nothing was delivered.
    BadRequest
        Also if the release was filtered and `chosen` is not its filter.
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    table = shares(release, **asked.keyword, years=years)
    _require_some(table, asked, years)
    partner = partner or str(table["partner"][0])
    return lines.assembled(
        release,
        chosen,
        provenance(release, asked, years),
        _names(asked, partner) | _years(years) | _unknown(table["partner"], table["kind"]),
        lines.of_party(lines.OF_PARTNER, asked),
        {"share": _share(table, partner)},
    )


def series_script(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    partner: str,
    year: int,
    window: int = 5,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for one partner's trailing shares up to a year; the last is the number.

    Parameters
    ----------
    release, recipient, supplier, partner, chosen
        As for `partner_script`.
    year : int
        Last year of the window.
    window : {5, 1, 3, 10}
        Years in a window.

    Raises
    ------
    Refused, BadRequest
        As for `partner_script`.
    """
    asked = q.question(release, recipient=recipient, supplier=supplier).until(year)
    span = (year - window + 1, year)
    q.require_covered(release, asked, span)
    table = share_series(release, **asked.keyword, window=window, years=(year, year))
    _require_some(table, asked, span)
    first = year
    while first - 1 in asked.covered(release):
        first -= 1
    return lines.assembled(
        release,
        chosen,
        provenance(release, asked, (year, year), table["exactness"].iloc[-1], window=window),
        _names(asked, partner) | _years((first, year)) | {"WINDOW": window},
        lines.of_party(lines.OF_SERIES, asked),
        {"share": _share(table, partner)},
    )


def pair_script(
    release: Release,
    *,
    recipient: str,
    supplier: str,
    years: Window | int,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for a pair: the part of the recipient's imports, and of the exports.

    A part of a whole that the release does not hold, or that is empty, is left out.

    Parameters
    ----------
    release, years, chosen
        As for `partner_script`.
    recipient, supplier : str
        The pair, in any spelling.

    Raises
    ------
    Refused
        If neither can be derived.
    UnknownEntity, BadRequest
        As for `partner_script`.
    """
    years = q.window(years)
    buyer = q.question(release, recipient=recipient, supplier=None)
    seller = q.question(release, recipient=None, supplier=supplier)
    body, expected, refusal = lines.OF_PAIR, {}, None
    for name, asked, partner in (
        ("dependence", buyer, seller.entity),
        ("exposure", seller, buyer.entity),
    ):
        try:
            table = shares(release, **asked.keyword, years=years)
            _require_some(table, asked, years)
        except Refused as reason:
            refusal = refusal or reason
            continue
        body += lines.OF_IMPORTS if asked is buyer else lines.OF_EXPORTS
        expected[name] = _share(table, partner)
    if refusal and not expected:
        raise refusal
    return lines.assembled(
        release,
        chosen,
        provenance_of_pair(release, buyer, seller, years),
        _names(buyer, seller.entity) | _years(years),
        body,
        expected,
    )


def change_script(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    then: Window | int,
    now: Window | int,
    partner: str | None = None,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for the change of one partner's share between two windows, in points.

    Parameters
    ----------
    release, recipient, supplier, partner, chosen
        As for `partner_script`.
    then, now : (int, int) or int
        As for `armstransfers.change`.

    Raises
    ------
    Refused, BadRequest
        As for `armstransfers.change`, and as for `partner_script`.
    """
    then, now = q.two_windows(then, now)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    table = change(release, **asked.keyword, then=then, now=now)
    _require_some(table, asked, then, "share_then")
    _require_some(table, asked, now, "share_now")
    partner = partner or str(table["partner"][0])
    was, has = (_share(table, partner, column) for column in ("share_then", "share_now"))
    return lines.assembled(
        release,
        chosen,
        provenance_of_change(release, [asked], then, now),
        _names(asked, partner) | {"THEN": then, "NOW": now},
        lines.of_party(lines.OF_CHANGE, asked),
        {"then": was, "now": has, "points": has - was},
    )


def group_script(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
    by: str,
    as_of: AsOf = "then",
    group: str | None = None,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for one group's share in a window.

    It lists who counts in which year, of those with a delivery.

    Parameters
    ----------
    release, recipient, supplier, years, chosen
        As for `partner_script`.
    by, as_of
        As for `armstransfers.analysis.groups.grouped_shares`.
    group : str, optional
        The group; the largest by default.

    Raises
    ------
    Refused, BadRequest
        As for `armstransfers.analysis.groups.grouped_shares`, and as for `partner_script`.
    """
    years, system = q.window(years), grouping(by, as_of)
    asked = q.question(release, recipient=recipient, supplier=supplier).until(years[1])
    table = grouped_shares(release, **asked.keyword, years=years, by=by, as_of=as_of)
    _require_some(table, asked, years)
    group = group or str(table["partner"][0])
    rows = rows_of(release, asked, years)
    counted: dict[int, list[str]] = {year: [] for year in range(years[0], years[1] + 1)}
    for name, year in sorted({*zip(rows[asked.across].astype("str"), rows["year"], strict=True)}):
        if system.group(name, year) == group:
            counted[int(year)].append(name)
    return lines.assembled(
        release,
        chosen,
        provenance_of_groups(release, asked, years, system, table["exactness"][0]),
        {asked.side.upper(): lines.party(asked), "COUNTED": counted, "GROUP": group},
        lines.of_party(lines.OF_GROUP, asked),
        {"share": _share(table, group)},
    )


def world_script(
    release: Release,
    *,
    side: Side = "supplier",
    years: Window | int,
    entity: str | None = None,
    chosen: Filter = _ALL,
) -> str:
    """Return a script for one supplier's share of the world's exports, or a recipient's of imports.

    Parameters
    ----------
    release, years, chosen
        As for `partner_script`.
    side : {"supplier", "recipient"}, optional
        Exporters or importers.
    entity : str, optional
        The supplier or recipient, as the release names it; the largest by default.

    Raises
    ------
    Refused
        If the transfers of the release are not all the world's, or nothing was delivered.
    BadRequest
        As for `partner_script`.
    """
    years = q.window(years)
    flow = q.Question(side, "").flow
    q.require_world(release, flow, years, release.coverage.years_of_the_world)
    table = world(release, side=side, years=years).rename(columns={"entity": "partner"})
    if table.empty:
        raise Refused(f"no deliveries are recorded in {q.words(years)}, so there is no share.")
    entity = entity or str(table["partner"][0])
    return lines.assembled(
        release,
        chosen,
        provenance_of_world(release, side, years, table["exactness"][0]),
        {side.upper(): entity} | _years(years) | _unknown(table["partner"], table["kind"]),
        lines.in_words(lines.OF_WORLD, "recipient" if side == "supplier" else "supplier"),
        {"share": _share(table, entity)},
    )


def _names(asked: q.Question, partner: str) -> dict[str, Any]:
    return {asked.side.upper(): lines.party(asked), asked.across.upper(): partner}


def _years(years: Window) -> dict[str, Any]:
    return {"FIRST": years[0], "LAST": years[1]}


def _unknown(partners: pd.Series, kinds: pd.Series) -> dict[str, Any]:
    return {"UNKNOWN": partners[kinds == "unknown"].tolist()}


def _share(table: pd.DataFrame, partner: str, column: str = "share") -> float:
    """Return the share of a partner; 0 of one that delivered or received nothing."""
    return float(table.loc[table["partner"] == partner, column].sum())


def _require_some(
    table: pd.DataFrame, asked: q.Question, years: Window, column: str = "share"
) -> None:
    if table[column].isna().all():
        raise Refused(
            f"no deliveries are recorded in {wording.denominator(asked)} in {q.words(years)}, so "
            "there is no share."
        )
