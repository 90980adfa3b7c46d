"""The commands that answer questions: ``shares`` and ``series``."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import pandas as pd
import typer

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis import share_series
from armstransfers.analysis import shares as compute_shares
from armstransfers.analysis.exact import may_concern, require_exact
from armstransfers.analysis.question import Whom
from armstransfers.claims.claim import window as window_in
from armstransfers.cli.asking import answered, head, of_whom, print_foot, with_why
from armstransfers.cli.printing import (
    Format,
    FormatOption,
    NoResult,
    print_json,
    print_line,
    print_table,
    print_text,
)
from armstransfers.core.coverage import Exactness, Window, least_exact
from armstransfers.export.provenance import how_exact, provenance
from armstransfers.export.tables import rounded, to_csv, to_rows
from armstransfers.library.catalogue import Choice
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.reference.codes import SCHEMES, require_scheme
from armstransfers.reference.parties import group, named

MOST_COLUMNS = 8  # partners that a series shows in a terminal; CSV and JSON have all

RecipientOption = Annotated[
    str | None,
    typer.Option(
        "--recipient",
        help="Whose suppliers; any spelling or code, a region, a bloc, or countries joined by +.",
    ),
]
SupplierOption = Annotated[
    str | None,
    typer.Option(
        "--supplier",
        help="Whose recipients; any spelling or code, a region, a bloc, or countries joined by +.",
    ),
]
WindowOption = Annotated[
    str | None, typer.Option(help="Window: 2011-2020, or one year; by default the latest five.")
]
EditionOption = Annotated[
    int | None,
    typer.Option(
        "--edition", help="Edition of the database; by default the newest that need not estimate."
    ),
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

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="By when a bloc's members count: 'then' (each delivery's year), 'now', or the end of a "
        "year; by default the end of the window.",
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
    as_of: AsOfOption = None,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Shares of a recipient's suppliers, or of a supplier's recipients, in a window."""
    schemes = parse_codes(codes)
    buyer, seller = whom(recipient, as_of), whom(supplier, as_of)
    choice, answer = choose(buyer, seller, years, edition, release, exact=exact)
    chosen, asked, window = choice.release, answer.asked, answer.years
    table = compute_shares(chosen, **asked.keyword, years=window)
    if table.empty:
        whole = wording.denominator(asked)
        raise NoResult(f"no deliveries are recorded in {whole}, {q.words(window)}.")
    if format is Format.csv:
        above = with_why(provenance(chosen, asked, window), choice)
        print_text(to_csv(table, chosen.measure, above, schemes))
    elif format is Format.json:
        total = float(table["total"].iloc[0])
        rows = to_rows(table.drop(columns=["total"]), chosen.measure, schemes)
        own = {"years": list(window), "unit": chosen.measure.unit, "total": total}
        missing = may_concern(chosen, asked, window)
        above = head(choice, of_whom(asked) | own, answer.exactness, missing)
        print_json({**above, "rows": rows})
    else:
        _print_shares(table, choice, answer)


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
    as_of: AsOfOption = None,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Shares over time, in trailing windows."""
    visible = parse_years(years) if years is not None else None
    schemes = parse_codes(codes)
    buyer, seller = whom(recipient, as_of), whom(supplier, as_of)

    def ask(one: Release) -> pd.DataFrame:
        asked = q.question(one, recipient=buyer, supplier=seller)
        return share_series(one, **asked.keyword, window=window, years=visible, exact=exact)

    choice, table = answered(ask, how_exact_a_table_is, edition, release)
    chosen = choice.release
    asked = q.question(chosen, recipient=buyer, supplier=seller)
    if table.empty:
        whole = wording.denominator(asked)
        raise NoResult(f"no window of {window} years is filled for {whole}.")
    ends = int(table["last_year"].min()), int(table["last_year"].max())
    asked = asked.until(ends[1])
    if format is Format.csv:
        above = provenance(chosen, asked, ends, how_exact_a_table_is(table), window=window)
        print_text(to_csv(table, chosen.measure, with_why(above, choice), schemes))
    elif format is Format.json:
        own = {"window": window, "years": list(ends), "unit": chosen.measure.unit}
        rows = to_rows(table, chosen.measure, schemes)
        missing = may_concern(chosen, asked, q.of_trailing(ends, window))
        above = head(choice, of_whom(asked) | own, how_exact_a_table_is(table), missing)
        print_json({**above, "rows": rows})
    else:
        _print_series(table, choice, asked, window)


def parse_codes(text: str) -> list[str]:
    """Return the schemes of codes that ``iso3,cow`` names.

    Raises
    ------
    BadRequest
        If one of them does not exist.
    """
    return [require_scheme(name.strip()) for name in text.split(",") if name.strip()]


def parse_years(text: str) -> Window:
    """Return the window that ``2011-2020``, ``2011-20`` or ``2015`` means.

    Raises
    ------
    BadRequest
        If it is none, or ends before it begins.
    """
    years = window_in(text or "nothing")
    assert years is not None
    return years


def whom(name: str | None, as_of: str | None) -> Whom | None:
    """Return whom an option names; a bloc with its members as ``--as-of`` has them.

    Raises
    ------
    BadRequest
        If ``--as-of`` is neither ``then``, ``now`` nor a year.
    """
    found = named(name) if name and as_of else None
    if as_of is None or found is None:
        return name
    if as_of in ("then", "now"):
        return group(found, "then" if as_of == "then" else "now")
    return group(found, parse_years(as_of)[1])


class Asked(NamedTuple):
    """A question about one country's partners, as a release can answer it."""

    asked: q.Question
    years: Window
    exactness: Exactness


def choose(
    recipient: Whom | None,
    supplier: Whom | None,
    years: str | None,
    edition: int | None,
    release: str | None,
    *,
    exact: bool = False,
    partner: Whom | None = None,
) -> tuple[Choice, Asked]:
    """Return the release that answers, the question, its window and how exact the answer is.

    Without `years` the window is the latest five of the release. Where a recipient's supplier is
    named as its `partner`, all that the one received or all that the other delivered will do.
    """
    window = parse_years(years) if years is not None else None

    def ask(one: Release) -> Asked:
        asked = q.question(one, recipient=recipient, supplier=supplier)
        span = window or _latest_five(one, asked)
        asked = asked.until(span[1])
        q.require_additive(one.measure)
        wholes = [asked]
        if partner is not None:
            wholes.append(q.question(one, recipient=None, supplier=partner))
        held = [whole for whole in wholes if q.covers(one, whole, span)]
        if not held:
            q.require_covered(one, asked, span)
        if exact:
            require_exact(one, asked, span)
        found = (each.exactness(one, span) for each in held)
        return Asked(asked, span, least_exact(found))

    return answered(ask, lambda found: found.exactness, edition, release)


def how_exact_a_table_is(table: pd.DataFrame) -> Exactness:
    """Return the least exact of the rows of a table."""
    return least_exact(set(table["exactness"]))


def _latest_five(chosen: Release, asked: q.Question) -> Window:
    """Return the last five years that a release can answer for, or as many as it holds."""
    covered = asked.covered(chosen)
    last = covered[-1] if covered else (chosen.last_year or 0)
    return max(last - 4, covered[0] if covered else last - 4), last


def _print_shares(table: pd.DataFrame, choice: Choice, answer: Asked) -> None:
    chosen, (asked, years, how) = choice.release, answer
    view = rounded(table, chosen.measure)
    unit = chosen.measure.unit
    columns = {
        asked.across: [entities.display_name(partner) for partner in view["partner"]],
        unit: [f"{value:,.{chosen.measure.decimals}f}" for value in view["value"]],
        "share %": [f"{share:.2f}" for share in view["share"]],
    }
    if how == "rounded":
        bands = zip(view["share_low"], view["share_high"], strict=True)
        columns["band"] = [f"{low:.2f}-{high:.2f}" for low, high in bands]
    rank_columns = (view["rank"], view["rank_low"], view["rank_high"])
    columns["rank"] = [_rank(*ranks) for ranks in zip(*rank_columns, strict=True)]
    columns |= estimated_column(view)
    print_table(
        pd.DataFrame(columns), wording.capital(f"{wording.denominator(asked)}, {q.words(years)}")
    )
    total = f"{table['total'].iloc[0]:,.{chosen.measure.decimals}f} {unit}"
    print_line(f"Total {total}, {how_exact(how, chosen.measure)}.")
    print_foot(choice, may_concern(chosen, asked, years), wording.who_counts(asked, table=table))


def _print_series(table: pd.DataFrame, choice: Choice, asked: q.Question, window: int) -> None:
    ends = int(table["last_year"].min()), int(table["last_year"].max())
    chosen, how = choice.release, how_exact_a_table_is(table)
    wide = table.pivot(index="last_year", columns="partner", values="share")
    order = table.groupby("partner")["value"].sum().sort_values(ascending=False).index
    view = wide[list(order[:MOST_COLUMNS])].rename(columns=entities.display_name)
    view["total"] = [
        f"{total:,.{chosen.measure.decimals}f}"
        for total in table.drop_duplicates("last_year").set_index("last_year")["total"][view.index]
    ]
    of_whom = wording.capital(wording.denominator(asked))
    title = f"{of_whom}: share in %, {window}-year windows by last year"
    by_window = table.drop_duplicates("last_year").set_index("last_year").loc[view.index]
    view = view.assign(**estimated_column(by_window))
    print_table(view.reset_index(), title, number="{:.1f}", blank="-")
    print_line(f"Total in {chosen.measure.unit}, {how_exact(how, chosen.measure)}.")
    if len(order) > MOST_COLUMNS:
        more = wording.counted(len(order) - MOST_COLUMNS, asked.across)
        print_line(f"{more} more: --format csv or json has all.")
    missing = may_concern(chosen, asked, q.of_trailing(ends, window))
    print_foot(choice, missing, wording.who_counts(asked))


def estimated_column(table: pd.DataFrame) -> dict[str, list[str]]:
    """Return a column that marks what is estimated; none where nothing is."""
    marks = ["estimated" if how == "estimated" else "" for how in table["exactness"]]
    return {"exactness": marks} if any(marks) else {}


def _rank(rank: Any, low: Any, high: Any) -> str:
    if rank is pd.NA:
        return "-"
    return str(rank) if low == high else f"{rank} ({low}-{high})"
