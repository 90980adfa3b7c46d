"""The commands that look wider: ``windows``, ``dependence`` and ``world``."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import pandas as pd
import typer

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.dependence import dependence as compute_dependence
from armstransfers.analysis.exact import may_concern
from armstransfers.analysis.window_map import window_map
from armstransfers.analysis.world import world as compute_world
from armstransfers.cli.answers import (
    AsOfOption,
    CodesOption,
    EditionOption,
    ExactOption,
    ReleaseOption,
    estimated_column,
    how_exact_a_table_is,
    parse_codes,
    parse_years,
    whom,
)
from armstransfers.cli.asking import answered, groups_of, head, of_whom, print_foot, with_why
from armstransfers.cli.printing import (
    Format,
    FormatOption,
    NoResult,
    print_json,
    print_line,
    print_table,
    print_text,
)
from armstransfers.core.coverage import Side
from armstransfers.core.measure import FEW_TIV
from armstransfers.core.report import SetAside
from armstransfers.export.provenance import (
    how_exact,
    provenance_of_dependence,
    provenance_of_view,
    provenance_of_world,
    share_formula,
)
from armstransfers.export.tables import to_csv, to_rows
from armstransfers.library.catalogue import Choice
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.wording import who_counts

MOST_ROWS = 25  # that a terminal shows of the world; CSV and JSON have all
_SHOWN_LENGTH = 5  # years; a terminal shows windows of this length alone


class Flow(StrEnum):
    """What a share is a part of."""

    imports = "imports"
    exports = "exports"


FlowOption = Annotated[Flow, typer.Option("--of", help="What the share is a part of.")]
YearsOption = Annotated[str, typer.Option(help="Window: 2011-2020, or one year.")]


def windows(
    recipient: Annotated[str, typer.Option(help="The recipient; as for shares.")],
    supplier: Annotated[str, typer.Option(help="The supplier; as for shares.")],
    of: FlowOption = Flow.imports,
    length: Annotated[
        int | None, typer.Option(min=1, help="Only windows of so many years.")
    ] = None,
    rank: Annotated[int | None, typer.Option(min=1, help="Only windows with this rank.")] = None,
    years: Annotated[str | None, typer.Option(help="Years that windows lie in.")] = None,
    edition: EditionOption = None,
    release: ReleaseOption = None,
    exact: ExactOption = False,
    as_of: AsOfOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Share and rank of one supplier at one recipient in every window."""
    span = parse_years(years) if years is not None else None
    pair = whom(recipient, as_of) or "", whom(supplier, as_of) or ""

    def ask(one: Release) -> pd.DataFrame:
        return window_map(
            one, recipient=pair[0], supplier=pair[1], of=of.value, years=span, exact=exact
        )

    choice, table = answered(ask, how_exact_a_table_is, edition, release)
    chosen = choice.release
    last = int(table["last_year"].max()) if len(table) else 0
    buyers = q.question(chosen, recipient=pair[0], supplier=None).until(last)
    sellers = q.question(chosen, recipient=None, supplier=pair[1]).until(last)
    title = f"{sellers.entity} to {buyers.entity}, share of {of.value}"
    if length is not None:
        table = table[table["last_year"] - table["first_year"] == length - 1]
    if rank is not None:
        table = table[table["rank"] == rank]
    if table.empty:
        which = f" of {length} years" if length else ""
        place = f" in which the rank is {rank}" if rank else ""
        raise NoResult(f"there is no window{which}{place}: {title}.")
    asked = buyers if of is Flow.imports else sellers
    own = {"recipient": buyers.entity, "supplier": sellers.entity, "of": of.value}
    own |= groups_of(buyers, sellers)
    every = int(table["first_year"].min()), int(table["last_year"].max())
    missing = may_concern(chosen, asked, every)
    if format is not Format.table:
        question = f"{title}, every window"
        above = provenance_of_view(
            chosen,
            question=question,
            window="",
            group=who_counts(buyers, sellers),
            formula=share_formula(wording.denominator(asked)),
            exactness=how_exact(how_exact_a_table_is(table), chosen.measure),
            missing=missing,
        )
        _print(format, choice, table, own, above, missing)
        return
    shown = table
    if length is None and rank is None:
        shown = table[table["last_year"] - table["first_year"] == _SHOWN_LENGTH - 1]
    columns = _share_columns(shown, chosen)
    columns["rank"] = ["-" if place is pd.NA else str(place) for place in shown["rank"]]
    firsts = zip(shown["first_year"], shown["last_year"], strict=True)
    print_table(pd.DataFrame({"window": [q.words(span) for span in firsts], **columns}), title)
    _print_more(len(table) - len(shown), "window")
    _print_foot(choice, table, missing, who_counts(buyers, sellers))


def dependence(
    supplier: Annotated[str, typer.Option(help="The supplier; as for shares.")],
    years: YearsOption,
    at_least: Annotated[
        float, typer.Option(min=0, help="Least imports of a recipient, in million TIV.")
    ] = FEW_TIV,
    threshold: Annotated[float, typer.Option(min=0, max=100, help="Least share, in %.")] = 0.0,
    edition: EditionOption = None,
    release: ReleaseOption = None,
    exact: ExactOption = False,
    as_of: AsOfOption = None,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Dependence on one supplier: its share of each recipient's imports."""
    span, seller = parse_years(years), whom(supplier, as_of) or ""

    def ask(one: Release) -> pd.DataFrame:
        return compute_dependence(
            one, supplier=seller, years=span, at_least=at_least, threshold=threshold, exact=exact
        )

    choice, table = answered(ask, how_exact_a_table_is, edition, release)
    chosen = choice.release
    asked = q.question(chosen, recipient=None, supplier=seller).until(span[1])
    title = (
        f"Share of {wording.called(asked.entity)} in each recipient's imports of major arms, "
        f"{q.words(span)}"
    )
    least = f"at least {at_least:g} {chosen.measure.unit}" + (
        f" and a share of at least {threshold:g} %" if threshold else ""
    )
    if table.empty:
        raise NoResult(f"there is no recipient with {least}: {title}.")
    own = {
        **of_whom(asked), "years": list(span), "at_least": at_least, "threshold": threshold
    }  # fmt: skip
    missing = may_concern(chosen, None, span)
    if format is not Format.table:
        how = how_exact_a_table_is(table)
        above = provenance_of_dependence(
            chosen,
            asked.entity,
            span,
            how,
            group=who_counts(asked),
            filters=[f"recipients of {least}"],
        )
        _print(format, choice, table, own, above, missing, parse_codes(codes))
        return
    columns = {"recipient": [entities.display_name(name) for name in table["recipient"]]}
    columns |= _share_columns(table, chosen)
    columns["rank"] = ["-" if place is pd.NA else str(place) for place in table["rank"]]
    print_table(pd.DataFrame(columns), title)
    print_line(f"Recipients with {least}: {len(table)}.")
    _print_foot(choice, table, missing, who_counts(asked))


def world(
    years: YearsOption,
    of: FlowOption = Flow.exports,
    then: Annotated[
        str | None, typer.Option(help="Earlier window to compare with; by default the one before.")
    ] = None,
    edition: EditionOption = None,
    release: ReleaseOption = None,
    exact: ExactOption = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Only this country, region or bloc; as for shares. Repeat it."),
    ] = None,
    as_of: AsOfOption = None,
    codes: CodesOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Largest exporters, or importers, of the world."""
    span, before = parse_years(years), parse_years(then) if then is not None else None
    side: Side = "supplier" if of is Flow.exports else "recipient"
    parties = [whom(name, as_of) or "" for name in only or ()]

    def ask(one: Release) -> pd.DataFrame:
        return compute_world(one, side=side, years=span, then=before, parties=parties, exact=exact)

    choice, table = answered(ask, how_exact_a_table_is, edition, release)
    chosen = choice.release
    if table.empty:
        raise NoResult(f"no {of.value} are recorded in {q.words(span)}.")
    question = f"The world's {of.value} of major arms, {q.words(span)}"
    compared = before or q.before(span)
    own = {"of": of.value, "years": list(span), "then": list(compared)}
    asked = [q.question(chosen, **_one_side(side, one)).until(span[1]) for one in parties]
    own |= groups_of(*asked)
    held = compared if table["share_then"].notna().any() else None
    missing = may_concern(chosen, None, span, *([held] if held else []))
    if format is not Format.table:
        how = how_exact_a_table_is(table)
        above = provenance_of_world(chosen, side, span, how, then=held, group=who_counts(*asked))
        _print(format, choice, table, own, above, missing, parse_codes(codes))
        return
    top = table.head(MOST_ROWS)
    columns = {
        "rank": ["-" if place is pd.NA else str(place) for place in top["rank"]],
        side: [entities.display_name(name) for name in top["entity"]],
        **_share_columns(top, chosen),
    }
    if held:
        columns[f"{q.words(compared)} %"] = [f"{share:.2f}" for share in top["share_then"]]
        columns["change %"] = ["-" if c != c else f"{c:.1f}" for c in top["change"]]
    print_table(pd.DataFrame(columns), question)
    _print_more(len(table) - len(top), side)
    _print_foot(choice, table, missing, who_counts(*asked))


def _share_columns(table: pd.DataFrame, chosen: Release) -> dict[str, list[str]]:
    decimals = chosen.measure.decimals
    columns = {
        "million TIV": [f"{value:,.{decimals}f}" for value in table["value"]],
        "of": [f"{total:,.{decimals}f}" for total in table["total"]],
        "share %": ["-" if share != share else f"{share:.2f}" for share in table["share"]],
    }
    if (table["exactness"] == "rounded").any():
        bands = zip(table["share_low"], table["share_high"], strict=True)
        columns["band"] = ["-" if low != low else f"{low:.2f}-{high:.2f}" for low, high in bands]
    return columns | estimated_column(table)


def _print(
    format: Format,
    choice: Choice,
    table: pd.DataFrame,
    own: dict[str, Any],
    above: dict[str, str],
    missing: Sequence[SetAside],
    codes: Sequence[str] = (),
) -> None:
    """Print a table for programs, with all that it must carry."""
    measure = choice.release.measure
    if format is Format.csv:
        print_text(to_csv(table, measure, with_why(above, choice), codes))
    else:
        own = {**own, "unit": measure.unit}
        rows = to_rows(table, measure, codes)
        print_json({**head(choice, own, how_exact_a_table_is(table), missing), "rows": rows})


def _print_foot(
    choice: Choice, table: pd.DataFrame, missing: Sequence[SetAside], group: str = ""
) -> None:
    exactness = how_exact(how_exact_a_table_is(table), choice.release.measure)
    print_line(f"{wording.capital(exactness)}.")
    print_foot(choice, missing, group)


def _one_side(side: Side, whom: q.Whom) -> dict[str, q.Whom | None]:
    return {"recipient": None, "supplier": None, side: whom}


def _print_more(more: int, noun: str) -> None:
    if more:
        print_line(f"{wording.counted(more, noun)} more: --format csv or json has all.")
