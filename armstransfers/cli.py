"""The command line: ``armstransfers COMMAND``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from armstransfers import catalogue, entities, readers, store
from armstransfers.analysis import question as q
from armstransfers.analysis import share_series
from armstransfers.analysis import shares as compute_shares
from armstransfers.errors import (
    ArmsTransfersError,
    BadRequest,
    Refused,
)
from armstransfers.export.provenance import exactness, provenance, source_line
from armstransfers.export.tables import rounded, to_csv, to_rows
from armstransfers.fields import FIELDS
from armstransfers.release import Block, Release, Window

NO_RESULT, BAD_INPUT, STOPPED = 1, 2, 130  # exit codes

PIPE_WIDTH = 160  # characters of a line that goes to a file or a pipe

app = typer.Typer(
    name="armstransfers",
    help="Explore public arms-transfer statistics.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How a result is printed."""

    table = "table"
    csv = "csv"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
RecipientOption = Annotated[
    str | None, typer.Option("--recipient", help="Whose suppliers; any spelling or code.")
]
SupplierOption = Annotated[
    str | None, typer.Option("--supplier", help="Whose recipients; any spelling or code.")
]
EditionOption = Annotated[
    int | None, typer.Option("--edition", help="Edition of the database; the newest unless told.")
]
ReleaseOption = Annotated[
    str | None, typer.Option("--release", help="Id of a release, as `releases` lists them.")
]


def main() -> None:
    """Run the command line; an error becomes one line on stderr and an exit code."""
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        _fail(error.format_message(), BAD_INPUT)
    except (typer.Abort, KeyboardInterrupt):
        _fail("stopped.", STOPPED)
    except (Refused, _Nothing) as error:
        _fail(str(error), NO_RESULT)
    except ArmsTransfersError as error:
        _fail(str(error), BAD_INPUT)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
    else:
        sys.exit(code or 0)


class _Nothing(Exception):
    """The question is sound and nothing was delivered."""


def _fail(sentence: str, code: int) -> None:
    line = " ".join(sentence.split())
    print(f"armstransfers: {line}", file=sys.stderr)
    sys.exit(code)


@app.command()
def shares(
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    years: Annotated[str, typer.Option(help="Window: 2011-2020, or one year.")] = "",
    edition: EditionOption = None,
    release: ReleaseOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Shares of a recipient's suppliers, or of a supplier's recipients, in a window."""
    chosen = catalogue.choose(edition=edition, release=release)
    asked = _question(chosen, recipient, supplier)
    window = parse_years(years) if years else _latest_five(chosen, asked)
    table = _answer(compute_shares, chosen, asked, years=window)
    if table.empty:
        raise _Nothing(f"no deliveries are recorded in {asked.denominator}, {q.words(window)}.")
    if format is Format.csv:
        _print(to_csv(table, chosen.measure, provenance(chosen, asked, window)))
    elif format is Format.json:
        total = float(table["total"].iloc[0])
        head = {"years": list(window), "unit": chosen.measure.unit, "total": total}
        head["exactness"] = chosen.coverage.exactness_of(asked.side, asked.entity, window)
        rows = to_rows(table.drop(columns=["total"]), chosen.measure)
        _print_json({**_identity(chosen), asked.side: asked.entity, **head, "rows": rows})
    else:
        _print_shares(table, chosen, asked, window)


@app.command()
def series(
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    window: Annotated[int, typer.Option(help="Years in a window: 1, 3, 5 or 10.")] = 5,
    years: Annotated[str, typer.Option(help="Years in which windows end: 2011-2020.")] = "",
    edition: EditionOption = None,
    release: ReleaseOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Shares over time, in trailing windows."""
    chosen = catalogue.choose(edition=edition, release=release)
    asked = _question(chosen, recipient, supplier)
    visible = parse_years(years) if years else None
    table = _answer(share_series, chosen, asked, window=window, years=visible)
    if table.empty:
        raise _Nothing(f"no window of {window} years is filled for {asked.denominator}.")
    ends = int(table["last_year"].min()), int(table["last_year"].max())
    if format is Format.csv:
        _print(to_csv(table, chosen.measure, provenance(chosen, asked, ends, window=window)))
    elif format is Format.json:
        head = {"window": window, "years": list(ends), "unit": chosen.measure.unit}
        rows = to_rows(table, chosen.measure)
        _print_json({**_identity(chosen), asked.side: asked.entity, **head, "rows": rows})
    else:
        wide = table.pivot(index="last_year", columns="partner", values="share")
        order = table.groupby("partner")["value"].sum().sort_values(ascending=False).index[:8]
        view = wide[list(order)].reset_index()
        title = f"Share (%) of {asked.denominator}, {window}-year windows by last year"
        _print_table(view, title, number="{:.1f}", blank="-")
        print(source_line(chosen))


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Exports, folders or zip archives.")],
    check: Annotated[bool, typer.Option("--check", help="Report only; keep nothing.")] = False,
    format: FormatOption = Format.table,
) -> None:
    """Read exports of SIPRI's database, check them, and keep them on this computer."""
    console = Console(stderr=True)
    with console.status("Reading and checking the files"):
        reading = readers.read_all(list(files))
        if not check:
            for one in reading.releases:
                store.keep(one)
    reports = [_import_report(one) for one in reading.releases]
    if format is Format.json:
        _print_json({"releases": reports})
    elif format is Format.csv:
        flat = pd.DataFrame(reports)[_IMPORT_COLUMNS]
        flat["years"] = [q.words(years) if years else "" for years in flat["years"]]
        _print(flat.to_csv(index=False, lineterminator="\n"))
    else:
        for one, report in zip(reading.releases, reports, strict=True):
            _print_import(one, report, kept=not check)


@app.command()
def releases(format: FormatOption = Format.table) -> None:
    """List the releases at hand: kept on this computer, and shipped."""
    kept = set(store.kept())
    rows = [_release_row(one, one.id in kept) for one in catalogue.releases()]
    if format is Format.json:
        _print_json(rows)
        return
    columns = ["release", "edition", "generated", "format", "years", "exactness", "place", "holds"]
    table = pd.DataFrame(rows)[columns]
    table["years"] = [q.words(years) if years else "" for years in table["years"]]
    table["edition"] = [str(edition or "unknown") for edition in table["edition"]]
    if format is Format.csv:
        _print(table.to_csv(index=False, lineterminator="\n"))
    else:
        _print_table(table, "Releases, best first")


@app.command()
def entity(
    name: Annotated[str, typer.Argument(help="A name in any spelling or language, or a code.")],
    format: FormatOption = Format.table,
) -> None:
    """Which country, organisation or group a name means."""
    found = entities.find(name)
    row = {
        "entity": found.name,
        "display_name": found.display_name,
        "kind": found.kind,
        "iso3": found.iso3,
        "iso2": found.iso2,
        "region": found.region,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "predecessors": list(found.predecessors),
        "successors": list(found.successors),
        "note": found.note,
    }
    if format is Format.json:
        _print_json(row)
        return
    flat = {k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()}
    if format is Format.csv:
        _print(pd.DataFrame([flat]).to_csv(index=False, lineterminator="\n"))
    else:
        lines = [(key.replace("_", " "), value) for key, value in flat.items() if value]
        _print_table(pd.DataFrame(lines, columns=["", found.display_name]), None)


@app.command()
def fields(format: FormatOption = Format.table) -> None:
    """Every column: its type, unit and meaning."""
    table = pd.DataFrame([vars(field) for field in FIELDS.values()])
    if format is Format.json:
        _print_json(table.to_dict("records"))
    elif format is Format.csv:
        _print(table.to_csv(index=False, lineterminator="\n"))
    else:
        _print_table(table[["name", "table", "type", "unit", "meaning"]], "Fields")


@app.command("app")
def run_app(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the explorer in a web browser."""
    from armstransfers.web import server  # Streamlit takes a second to import

    print(f"Arms Transfer Explorer: http://{address}:{port}  (stop with Ctrl+C)", flush=True)
    server.run(address=address, port=port)


def parse_years(text: str) -> Window:
    """Return the window that ``2011-2020`` or ``2015`` means.

    Raises
    ------
    BadRequest
        If it is neither, or ends before it begins.
    """
    first, dash, last = (part.strip() for part in text.replace("\N{EN DASH}", "-").partition("-"))
    pieces = (first, last) if dash else (first, first)
    if not all(piece.isdigit() and len(piece) == 4 for piece in pieces):
        raise BadRequest(f"{text!r} is not a window; write it as 2011-2020, or one year as 2015.")
    return q.window((int(pieces[0]), int(pieces[1])))


def _question(chosen: Release, recipient: str | None, supplier: str | None) -> q.Question:
    return q.question(chosen, recipient=recipient, supplier=supplier)


def _latest_five(chosen: Release, asked: q.Question) -> Window:
    covered = chosen.coverage.years_of(asked.side, asked.entity)
    last = covered[-1] if covered else (chosen.last_year or 0)
    return last - 4, last


def _answer(
    compute: Callable[..., pd.DataFrame], chosen: Release, asked: q.Question, **options: Any
) -> pd.DataFrame:
    """Compute, and where the release is refused name another one that would do."""
    try:
        return compute(chosen, **{asked.side: asked.entity}, **options)
    except Refused as refusal:
        years = options.get("years")
        others = catalogue.that_cover(asked.side, asked.entity, years) if years else []
        if not others:
            raise
        best = others[0]
        raise Refused(f"{refusal} Or use a release at hand: --release {best.id}.") from None


def _identity(chosen: Release) -> dict[str, Any]:
    day = chosen.generated
    return {
        "release": chosen.id,
        "edition": chosen.edition,
        "generated": day.isoformat() if day else None,
    }


def _release_row(one: Release, kept: bool) -> dict[str, Any]:
    blocks = [_block_row(block) for block in one.coverage.blocks]
    return {
        **_identity(one),
        "source": one.origin.title,
        "format": one.origin.format,
        "years": list(one.coverage.years) if one.coverage.years else None,
        "coverage": {"whole": one.coverage.is_whole, "blocks": blocks},
        "exactness": "; ".join(sorted({block.exactness for block in one.coverage.blocks})),
        "holds": one.origin.extract or ("everything" if one.coverage.is_whole else "a part"),
        "place": "this computer" if kept else "shipped",
    }


def _block_row(block: Block) -> dict[str, Any]:
    return {
        "recipients": sorted(block.recipients) if block.recipients is not None else "all",
        "suppliers": sorted(block.suppliers) if block.suppliers is not None else "all",
        "years": [block.first_year, block.last_year],
        "exactness": block.exactness,
    }


_IMPORT_COLUMNS = ["release", "recognised", "edition", "generated", "rows", "years", "total"]


def _import_report(one: Release) -> dict[str, Any]:
    identity = _identity(one)
    years = one.transfers["year"]
    return {
        "release": identity["release"],
        "recognised": one.origin.format,
        "edition": identity["edition"],
        "generated": identity["generated"],
        "rows": len(one.transfers),
        "years": [int(years.min()), int(years.max())] if len(years) else None,
        "total": round(float(one.transfers["value"].sum()), one.measure.decimals),
        "recipients": len(one.names("recipient")),
        "suppliers": len(one.names("supplier")),
        "margins": len(one.margins),
        "files": len(one.origin.files),
        "doubled": one.report.doubled,
        "unknown_names": [
            {"name": name, "suggestions": list(close)}
            for name, close in one.report.unknown_names.items()
        ],
        "renamed": one.report.renamed,
        "checks": [vars(check) for check in one.report.checks],
        "skipped": [vars(skipped) for skipped in one.report.skipped],
    }


def _print_import(one: Release, report: dict[str, Any], *, kept: bool) -> None:
    print(f"{one.describe_origin()}, format {one.origin.format}")
    print(f"  {'kept as' if kept else 'would be kept as'} {one.id}, {report['files']} files")
    if report["rows"]:
        print(
            f"  {report['rows']:,} rows, {q.words(tuple(report['years']))}, "
            f"{report['suppliers']} suppliers, {report['recipients']} recipients, "
            f"{report['total']:,} {one.measure.unit}"
        )
    if report["margins"]:
        print(f"  {report['margins']:,} totals without the other side, kept as checks")
    if not one.coverage.blocks and report["rows"]:
        print("  what it covers is unknown, so shares are refused: its first lines were cut off")
    checks = one.report.checks
    if checks:
        cells, outside = (
            sum(check.cells for check in checks),
            sum(check.outside_rounding for check in checks),
        )
        print(f"  {cells:,} printed totals compared, {outside} differ by more than rounding")
    if one.report.doubled:
        print(f"  {one.report.doubled:,} records stood there more than once and count once")
    for name, close in one.report.unknown_names.items():
        hint = f" (did you mean {', '.join(close)}?)" if close else ""
        print(f"  unknown name, kept as it is: {name}{hint}")
    for skipped in one.report.skipped:
        print(f"  left out: {skipped.file}, {skipped.reason}")


def _print_shares(table: pd.DataFrame, chosen: Release, asked: q.Question, years: Window) -> None:
    view = rounded(table, chosen.measure)
    exact = chosen.coverage.exactness_of(asked.side, asked.entity, years) == "exact"
    unit = chosen.measure.unit
    columns = {
        asked.across: [entities.display_name(partner) for partner in view["partner"]],
        unit: [f"{value:,.{chosen.measure.decimals}f}" for value in view["value"]],
        "share %": [f"{share:.2f}" for share in view["share"]],
    }
    if not exact:
        bands = zip(view["share_low"], view["share_high"], strict=True)
        columns["band"] = [f"{low:.2f}-{high:.2f}" for low, high in bands]
    rank_columns = (view["rank"], view["rank_low"], view["rank_high"])
    columns["rank"] = [_rank(*ranks) for ranks in zip(*rank_columns, strict=True)]
    title = f"{asked.denominator}, {q.words(years)}"
    _print_table(pd.DataFrame(columns), title)
    total = f"{table['total'].iloc[0]:,.{chosen.measure.decimals}f} {unit}"
    print(f"Total {total}, {exactness(chosen, asked, years)}.")
    if chosen.origin.extract:
        print(f"An extract: {chosen.origin.extract}.")
    print(source_line(chosen))


def _rank(rank: Any, low: Any, high: Any) -> str:
    if rank is pd.NA:
        return "-"
    return str(rank) if low == high else f"{rank} ({low}-{high})"


def _print(text: str) -> None:
    sys.stdout.write(text)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _print_table(
    table: pd.DataFrame, title: str | None, *, number: str = "{:g}", blank: str = ""
) -> None:
    """Print a table; its last column folds where the terminal is narrow, the others never."""
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    grid = Table(box=None, pad_edge=False)
    last = table.columns[-1]
    for name in table:
        right = _is_numeric(table[name])
        grid.add_column(
            str(name),
            justify="right" if right else "left",
            no_wrap=name != last,
            overflow="fold",
        )
    for row in table.itertuples(index=False):
        grid.add_row(*(_cell(value, number, blank) for value in row))
    if title:
        print(title)
    console.print(grid)


def _is_numeric(column: pd.Series) -> bool:
    return all(re.fullmatch(r"[\d.,()-]*( \(\d+-\d+\))?", str(v)) for v in column.fillna("-"))


def _cell(value: Any, number: str, blank: str) -> str:
    if value is None or value is pd.NA or value != value:
        return blank
    return number.format(value) if isinstance(value, float) else str(value)
