"""The commands that verify: ``revisions`` and ``published``."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import pandas as pd
import typer

from armstransfers.analysis import published as figures
from armstransfers.analysis import question as q
from armstransfers.analysis.revisions import Revisions
from armstransfers.analysis.revisions import revisions as compute_revisions
from armstransfers.cli.answers import RecipientOption, ReleaseOption, SupplierOption, parse_years
from armstransfers.cli.printing import (
    Format,
    FormatOption,
    NoResult,
    print_json,
    print_line,
    print_table,
    print_text,
)
from armstransfers.core.errors import Refused
from armstransfers.core.measure import tiv
from armstransfers.core.origin import SIPRI_TERMS
from armstransfers.export.provenance import provenance_of_view, source_line
from armstransfers.export.tables import to_csv, to_rows
from armstransfers.library import catalogue
from armstransfers.model.citing import PROGRAM, citation
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.wording import editions as wording

MOST_ROWS = 10  # that a terminal shows of each list of revisions; CSV and JSON have all
_MOST_FIGURES = 60  # that a terminal shows; CSV and JSON have all
_SOURCE = "SIPRI's fact sheets, yearbooks and press releases; each figure names its own"


class List(StrEnum):
    """A list of revisions."""

    cells = "cells"
    shares = "shares"
    totals = "totals"
    renames = "renames"


_LISTED = {
    List.cells: "yearly volumes that were added, removed or revised",
    List.shares: "shares of five years that moved, and ranks that flipped",
    List.totals: "totals by year",
    List.renames: "spellings of only one of two editions",
}


def revisions(
    older: Annotated[int | None, typer.Option("--from", help="Older edition.")] = None,
    newer: Annotated[int | None, typer.Option("--to", help="Newer edition.")] = None,
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    list: Annotated[List, typer.Option("--list", help="Which list a CSV holds.")] = List.cells,
    format: FormatOption = Format.table,
) -> None:
    """Revisions from one edition to another; by default of the two newest at hand."""
    old, new = _two_editions(older, newer)
    found = compute_revisions(old, new, recipient=recipient, supplier=supplier)
    tables = {name.value: getattr(found, name.value) for name in List}
    if format is Format.csv:
        above = provenance_of_view(
            new,
            question=f"{_LISTED[list]}, against {old.describe_origin()}, release {old.reference}",
            window=q.words(found.years) if found.years else "",
            formula="newer less older edition; differences that rounding explains are left out",
            exactness="each edition to its own precision",
        )
        print_text(to_csv(tables[list.value], new.measure, above))
    elif format is Format.json:
        whole = {name: to_rows(table, new.measure) for name, table in tables.items()}
        counts = {what: found.count(what) for what in ("added", "removed", "revised")}
        print_json(
            {
                "from": _edition(old),
                "to": _edition(new),
                "years": [*found.years] if found.years else None,
                "unit": new.measure.unit,
                "compared": found.compared,
                "counts": counts,
                **whole,
                "terms": new.origin.terms,
            }
        )
    else:
        _print_revisions(found, old, new)


def published(
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    years: Annotated[str | None, typer.Option(help="Only figures on this window.")] = None,
    edition: Annotated[int | None, typer.Option(help="Only figures of this edition.")] = None,
    recompute: Annotated[
        bool, typer.Option("--recompute", help="Set each beside what the data at hand say.")
    ] = False,
    release: ReleaseOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Figures that SIPRI published, each with its source; --recompute checks them."""
    window = parse_years(years) if years is not None else None
    table = figures.published(recipient=recipient, supplier=supplier, years=window, edition=edition)
    if table.empty:
        raise NoResult("there is no published figure of this kind in the list.")
    if recompute:
        chosen = catalogue.choose(release=release) if release is not None else None
        table = figures.recomputed(table, catalogue.releases(), release=chosen)
    if format is Format.csv:
        print_text(to_csv(table, tiv(0.01), _above(table, recompute)))
    elif format is Format.json:
        counts = {"counts": figures.counts(table)} if recompute else {}
        rows = to_rows(table, tiv(0.01))
        print_json({"source": _SOURCE, **counts, "rows": rows, "terms": SIPRI_TERMS})
    else:
        _print_published(table, recompute)


def _two_editions(older: int | None, newer: int | None) -> tuple[Release, Release]:
    comparable = (one.edition for one in catalogue.releases() if one.can_be_compared)
    editions = sorted({edition for edition in comparable if edition is not None})
    if older is None or newer is None:
        others = [e for e in editions if e not in (older, newer)]
        if len(others) + (older is not None) + (newer is not None) < 2:
            raise Refused("there is only one edition at hand; import another to compare with.")
        newer = newer if newer is not None else others.pop()
        older = older if older is not None else others.pop()
    return catalogue.choose(edition=older), catalogue.choose(edition=newer)


def _edition(one: Release) -> dict[str, Any]:
    return {
        "release": one.id,
        "edition": one.edition,
        "generated": one.generated.isoformat() if one.generated else None,
        "extract": one.origin.extract or None,
        "cite": citation(one),
    }


def _print_revisions(found: Revisions, old: Release, new: Release) -> None:
    assert old.edition is not None
    assert new.edition is not None
    print_line(wording.what_was_revised(found, old.edition, new.edition))
    unit = new.measure.unit
    if len(found.cells):
        view = found.cells.head(MOST_ROWS)
        columns = {
            "recipient": view["recipient"].map(entities.display_name),
            "supplier": view["supplier"].map(entities.display_name),
            "year": view["year"].astype("str"),
            str(old.edition): [_number(value) for value in view["value_old"]],
            str(new.edition): [_number(value) for value in view["value_new"]],
            "difference": [f"{value:,.2f}" for value in view["difference"]],
        }
        print_table(pd.DataFrame(columns), f"Largest differences, in {unit}")
    print_line(wording.what_moved(found))
    if len(found.latest):
        view = found.latest.head(MOST_ROWS)
        ranks = zip(view["rank_old"], view["rank_new"], strict=True)
        columns = {
            "whole": [
                f"{'imports' if side == 'recipient' else 'exports'} of {entities.display_name(name)}"
                for side, name in zip(view["side"], view["entity"], strict=True)
            ],
            "partner": view["partner"].map(entities.display_name),
            f"{old.edition} %": [f"{share:.2f}" for share in view["share_old"]],
            f"{new.edition} %": [f"{share:.2f}" for share in view["share_new"]],
            "rank": [f"{_place(before)} -> {_place(after)}" for before, after in ranks],
        }
        print_table(pd.DataFrame(columns), None)
    if len(found.renames):
        names = zip(found.renames["spelled"], found.renames["entity"], strict=True)
        print_line(f"Names that differ: {', '.join(f'{old} is {new}' for old, new in names)}.")
    for one in (old, new):
        print_line(source_line(one))


def _number(value: float) -> str:
    return "-" if value != value else f"{value:,.2f}"


def _place(rank: Any) -> str:
    return "-" if rank is pd.NA else str(rank)


def _above(table: pd.DataFrame, recompute: bool) -> dict[str, str]:
    lines = {"Question": "figures that SIPRI published", "Source": _SOURCE}
    if recompute:
        used = [release for release in table["release"].unique() if release]
        lines["Releases"] = ", ".join(used) or "none holds any of them"
        lines["Calculation"] = f"{PROGRAM}; computed = 100 x part / whole, or change in per cent"
    return lines | {"Terms": SIPRI_TERMS}


def _print_published(table: pd.DataFrame, recompute: bool) -> None:
    if recompute:
        unexplained = table["outcome"] == figures.UNEXPLAINED
        own = int((unexplained & table["own_edition_at_hand"]).sum())
        print_line(wording.outcomes_in_words(figures.counts(table), own))
    shown = table.head(_MOST_FIGURES)
    rows: Sequence[Any] = [*shown.itertuples()]
    columns = {
        "figure": [wording.figure_in_words(row) for row in rows],
        "printed %": [wording.printed_in_words(row) for row in rows],
        "edition": [str(row.edition) for row in rows],
    }
    if recompute:
        columns["computed"] = [
            "-" if row.computed != row.computed else f"{row.computed:.2f}" for row in rows
        ]
        columns["from"] = [
            "-" if row.release_edition is pd.NA else str(row.release_edition) for row in rows
        ]
        columns["outcome"] = [str(row.outcome) for row in rows]
    columns["read"] = ["in SIPRI's words" if row.in_own_words else "second hand" for row in rows]
    columns["sources"] = [
        f"{row.sources}, {row.agreement}: {row.all_values}"
        if row.agreement == "conflict"
        else str(row.sources)
        for row in rows
    ]
    print_table(pd.DataFrame(columns), None)
    if len(table) > len(shown):
        print_line(
            f"{len(table) - len(shown):,} figures more: --format csv or json has all, with sources."
        )
