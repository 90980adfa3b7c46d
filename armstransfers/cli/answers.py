"""The commands that answer questions: ``shares`` and ``series``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any

import pandas as pd
import typer

from armstransfers import catalogue, entities, wording
from armstransfers.analysis import question as q
from armstransfers.analysis import share_series
from armstransfers.analysis import shares as compute_shares
from armstransfers.analysis.exact import may_concern
from armstransfers.cli.asking import head, print_foot
from armstransfers.cli.printing import (
    Format,
    FormatOption,
    NoResult,
    print_json,
    print_line,
    print_table,
    print_text,
)
from armstransfers.codes import SCHEMES, require_scheme
from armstransfers.coverage import Window
from armstransfers.errors import BadRequest, Refused
from armstransfers.export.provenance import exactness, provenance
from armstransfers.export.tables import rounded, to_csv, to_rows
from armstransfers.release import Release

MOST_COLUMNS = 8  # partners that a series shows in a terminal; CSV and JSON have all

RecipientOption = Annotated[
    str | None, typer.Option("--recipient", help="Whose suppliers; any spelling or code.")
]
SupplierOption = Annotated[
    str | None, typer.Option("--supplier", help="Whose recipients; any spelling or code.")
]
WindowOption = Annotated[
    str | None, typer.Option(help="Window: 2011-2020, or one year; by default the latest five.")
]
EditionOption = Annotated[
    int | None,
    typer.Option("--edition", help="Edition of the database; by default the newest that answers."),
]
ReleaseOption = Annotated[
    str | None, typer.Option("--release", help="Id of a release, as `releases` lists them.")
]

ExactOption = Annotated[
    bool,
    typer.Option(
        "--exact", help="Refuse what is only estimated, or may lack a line that was set aside."
    ),
]

CodesOption = Annotated[
    str,
    typer.Option(
        "--codes",
        help="Codes beside names in CSV and JSON, as iso3,cow,gw: " + ", ".join(SCHEMES) + ".",
    ),
]


def shares(
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    years: WindowOption = None,
    edition: EditionOption = None,
    release: ReleaseOption = None,
    exact: ExactOption = False,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Shares of a recipient's suppliers, or of a supplier's recipients, in a window."""
    window = parse_years(years) if years is not None else None
    schemes = parse_codes(codes)
    chosen, asked = choose(recipient, supplier, window, edition, release)
    window = window or latest_five(chosen, asked)
    with Alternatives(asked, window, chosen):
        table = compute_shares(chosen, **asked.keyword, years=window, exact=exact)
    if table.empty:
        of_whom = wording.denominator(asked)
        raise NoResult(f"no deliveries are recorded in {of_whom}, {q.words(window)}.")
    if format is Format.csv:
        print_text(to_csv(table, chosen.measure, provenance(chosen, asked, window), schemes))
    elif format is Format.json:
        total = float(table["total"].iloc[0])
        rows = to_rows(table.drop(columns=["total"]), chosen.measure, schemes)
        head = {"years": list(window), "unit": chosen.measure.unit, "total": total}
        print_json({**_head(chosen, asked, window, head), "rows": rows})
    else:
        _print_shares(table, chosen, asked, window)


def series(
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    window: Annotated[int, typer.Option(help="Years in a window: 1, 3, 5 or 10.")] = 5,
    years: Annotated[
        str | None, typer.Option(help="Years in which windows end: 2011-2020; by default all.")
    ] = None,
    edition: EditionOption = None,
    release: ReleaseOption = None,
    exact: ExactOption = False,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Shares over time, in trailing windows."""
    visible = parse_years(years) if years is not None else None
    schemes = parse_codes(codes)
    chosen, asked = choose(recipient, supplier, visible, edition, release)
    with Alternatives(asked, visible, chosen):
        table = share_series(chosen, **asked.keyword, window=window, years=visible, exact=exact)
    if table.empty:
        of_whom = wording.denominator(asked)
        raise NoResult(f"no window of {window} years is filled for {of_whom}.")
    ends = int(table["last_year"].min()), int(table["last_year"].max())
    if format is Format.csv:
        above = provenance(chosen, asked, ends, window=window)
        print_text(to_csv(table, chosen.measure, above, schemes))
    elif format is Format.json:
        head = {"window": window, "years": list(ends), "unit": chosen.measure.unit}
        rows = to_rows(table, chosen.measure, schemes)
        span = q.of_trailing(ends, window)
        print_json({**_head(chosen, asked, ends, head, span), "rows": rows})
    else:
        _print_series(table, chosen, asked, window, ends)


def parse_codes(text: str) -> list[str]:
    """Return the schemes of codes that ``iso3,cow`` names.

    Raises
    ------
    BadRequest
        If one of them does not exist.
    """
    return [require_scheme(name.strip()) for name in text.split(",") if name.strip()]


def parse_years(text: str) -> Window:
    """Return the window that ``2011-2020`` or ``2015`` means.

    Raises
    ------
    BadRequest
        If it is neither, or ends before it begins.
    """
    first, dash, last = (part.strip() for part in text.replace("\N{EN DASH}", "-").partition("-"))
    pieces = (first, last) if dash else (first, first)
    if not all(re.fullmatch("(19|20)[0-9]{2}", piece) for piece in pieces):
        raise BadRequest(
            f"{text[:40]!r} is not a window; write it as 2011-2020, or one year as 2015."
        )
    return q.window((int(pieces[0]), int(pieces[1])))


def choose(
    recipient: str | None,
    supplier: str | None,
    years: Window | None,
    edition: int | None,
    release: str | None,
) -> tuple[Release, q.Question]:
    """Return the release that was asked for, or the newest that can answer, and the question."""
    chosen = catalogue.choose(edition=edition, release=release)
    asked = q.question(chosen, recipient=recipient, supplier=supplier)
    if release is None:
        able = catalogue.that_cover(asked.side, asked.entity, years)
        chosen = next((one for one in able if edition in (None, one.edition)), chosen)
    return chosen, replace(asked, measure=chosen.measure)


class Alternatives:
    """Adds to a refusal the names of releases at hand that would do."""

    def __init__(self, asked: q.Question, years: Window | None, chosen: Release) -> None:
        self.asked, self.years, self.chosen = asked, years, chosen

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if not isinstance(error, Refused):
            return
        able = catalogue.that_cover(self.asked.side, self.asked.entity, self.years)
        others = [one.id for one in able if one is not self.chosen]
        if others and self.chosen.measure.is_tiv:
            raise Refused(f"{error} At hand that can: --release {others[0]}.") from None


def latest_five(chosen: Release, asked: q.Question) -> Window:
    """Return the last five years that a release can answer for, or as many as it holds."""
    covered = chosen.coverage.years_of(asked.side, asked.entity)
    last = covered[-1] if covered else (chosen.last_year or 0)
    return max(last - 4, covered[0] if covered else last - 4), last


def _head(
    chosen: Release,
    asked: q.Question,
    years: Window,
    own: dict[str, Any],
    span: Window | None = None,
) -> dict[str, Any]:
    how = chosen.coverage.exactness_of(asked.side, asked.entity, years)
    return head(chosen, asked.keyword | own, how, may_concern(chosen, asked, span or years))


def _print_shares(table: pd.DataFrame, chosen: Release, asked: q.Question, years: Window) -> None:
    view = rounded(table, chosen.measure)
    banded = chosen.coverage.exactness_of(asked.side, asked.entity, years) == "rounded"
    unit = chosen.measure.unit
    columns = {
        asked.across: [entities.display_name(partner) for partner in view["partner"]],
        unit: [f"{value:,.{chosen.measure.decimals}f}" for value in view["value"]],
        "share %": [f"{share:.2f}" for share in view["share"]],
    }
    if banded:
        bands = zip(view["share_low"], view["share_high"], strict=True)
        columns["band"] = [f"{low:.2f}-{high:.2f}" for low, high in bands]
    rank_columns = (view["rank"], view["rank_low"], view["rank_high"])
    columns["rank"] = [_rank(*ranks) for ranks in zip(*rank_columns, strict=True)]
    print_table(
        pd.DataFrame(columns), wording.capital(f"{wording.denominator(asked)}, {q.words(years)}")
    )
    total = f"{table['total'].iloc[0]:,.{chosen.measure.decimals}f} {unit}"
    print_line(f"Total {total}, {exactness(chosen, asked, years)}.")
    print_foot(chosen, may_concern(chosen, asked, years))


def _print_series(
    table: pd.DataFrame, chosen: Release, asked: q.Question, window: int, ends: Window
) -> None:
    wide = table.pivot(index="last_year", columns="partner", values="share")
    order = table.groupby("partner")["value"].sum().sort_values(ascending=False).index
    view = wide[list(order[:MOST_COLUMNS])].rename(columns=entities.display_name)
    view["total"] = [
        f"{total:,.{chosen.measure.decimals}f}"
        for total in table.drop_duplicates("last_year").set_index("last_year")["total"][view.index]
    ]
    of_whom = wording.capital(wording.denominator(asked))
    title = f"{of_whom}: share in %, {window}-year windows by last year"
    print_table(view.reset_index(), title, number="{:.1f}", blank="-")
    print_line(f"Total in {chosen.measure.unit}, {exactness(chosen, asked, ends)}.")
    if len(order) > MOST_COLUMNS:
        more = wording.counted(len(order) - MOST_COLUMNS, asked.across)
        print_line(f"{more} more: --format csv or json has all.")
    print_foot(chosen, may_concern(chosen, asked, q.of_trailing(ends, window)))


def _rank(rank: Any, low: Any, high: Any) -> str:
    if rank is pd.NA:
        return "-"
    return str(rank) if low == high else f"{rank} ({low}-{high})"
