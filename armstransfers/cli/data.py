"""The commands that take data in and list what is there: ``import`` and ``releases``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console

from armstransfers import confined
from armstransfers.analysis import question as q
from armstransfers.analysis.joined import Joined, what_joining_changes
from armstransfers.cli.answers import CodesOption, parse_codes
from armstransfers.cli.printing import (
    Format,
    FormatOption,
    print_csv,
    print_json,
    print_line,
    print_table,
    write_file,
)
from armstransfers.core.errors import BadRequest, ReadError, UnreadableLines
from armstransfers.export import safe
from armstransfers.export.provenance import source_line
from armstransfers.export.report import as_dict, as_lines
from armstransfers.export.tables import as_csv
from armstransfers.library import catalogue, store
from armstransfers.model.release import Release
from armstransfers.readers import Reading, confirmed, covers_of
from armstransfers.readers.sources import LARGEST_FILE
from armstransfers.reference.codes import with_codes
from armstransfers.wording import counted, joining
from armstransfers.wording.set_aside import unreadable

releases = typer.Typer(help="The releases at hand: kept on this computer, and shipped.")


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help=f"Exports, folders or zip archives; a file has up to {LARGEST_FILE // 2**20} MB."
        ),
    ],
    description: Annotated[
        Path | None,
        typer.Option(help="TOML file that says what the files do not: columns, measure, coverage."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--as", help="Source of a table whose form is known: baci, uk-licences, kiel, ..."
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Report only; keep nothing.")] = False,
    set_aside: Annotated[
        bool,
        typer.Option(
            "--set-aside",
            help="Leave out single lines that cannot be read, and say so beside figures.",
        ),
    ] = False,
    covers: Annotated[
        str | None,
        typer.Option(
            help="What files without their first lines hold completely: all, "
            "recipients=Georgia,Armenia or suppliers=Belarus."
        ),
    ] = None,
    edition: Annotated[
        int | None,
        typer.Option(help="Edition of files whose totals do not tell it; with --covers."),
    ] = None,
    join: Annotated[
        str | None,
        typer.Option(
            help="Id of the release to which rows of unknown coverage belong; what changes is shown."
        ),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """Read exports of SIPRI's database, or a table of another source, and keep them here."""
    with Console(stderr=True).status("Reading and checking the files"):
        reading = _read(files, description, source, set_aside=set_aside)
        found, joined = reading.releases, None
        if covers is not None or edition is not None:
            found = _confirmed(found, covers, edition)
        if join is not None:
            found, joined = _joined(found, join)
        if not check:
            found = tuple(map(catalogue.keep, found))
    print_reports(found, "would be kept as" if check else "kept as", format, joined)
    for one in found:
        for other in catalogue.rivals(one):
            print_line(f"armstransfers: {_beside(one, other)}", file=sys.stderr)


def _read(
    files: list[Path], description: Path | None, source: str | None, *, set_aside: bool
) -> Reading:
    """Return what files hold; where only lines cannot be read, the refusal says what leads on."""
    try:
        return confined.read_all(
            files, description=description, source_key=source, set_aside=set_aside
        )
    except UnreadableLines as error:
        it = "it" if len(error.lines) == 1 else "them"
        raise ReadError(
            f"{error} {unreadable(error.lines, error.measure)}: correct {it}, or read the rest without "
            f"{it} by --set-aside."
        ) from error


def _beside(one: Release, other: Release) -> str:
    """Return what to know of two releases that cover the same and differ."""
    totals = [
        f"{release.transfers['value'].sum():,.{release.measure.decimals}f} {release.measure.unit} in "
        f"{release.id}"
        for release in (one, other)
    ]
    return (
        f"{other.id} is kept too, covers {one.coverage.common(other.coverage).blocks[0].describe()} as "
        f"well, and differs: {' and '.join(totals)}. Remove the wrong one by 'armstransfers releases "
        "remove', or name the right one by --release."
    )


def _confirmed(
    found: Sequence[Release], covers: str | None, edition: int | None
) -> tuple[Release, ...]:
    """Return the releases, those of unknown coverage as complete for what was said."""
    if covers is None:
        raise BadRequest("--edition needs --covers beside it, as --covers all.")
    if not any(one.is_excerpt for one in found):
        raise BadRequest("the files tell what they are complete for; import them without --covers.")
    said = covers_of(covers)
    return tuple(confirmed(one, said, edition=edition) if one.is_excerpt else one for one in found)


def _joined(found: Sequence[Release], to: str) -> tuple[tuple[Release, ...], Joined]:
    """Return the releases, the excerpts among them joined to the one named, and what changes."""
    before = after = catalogue.choose(release=to)
    for one in found:
        if one.is_excerpt:
            after = catalogue.join(after, one)
    if after is before:
        raise BadRequest(
            "the files say what they are complete for, and need nobody to say where they belong; "
            "import them without --join."
        )
    others = (one for one in found if not one.is_excerpt)
    return (after, *others), what_joining_changes(before, after)


def print_reports(
    found: Sequence[Release], verb: str, format: Format, joined: Joined | None = None
) -> None:
    """Print what was found while releases were read, and what joining rows changed."""
    reports = [as_dict(one) for one in found]
    if format is Format.json:
        asked = {"joined": joined.as_dict()} if joined else {}
        print_json({"releases": reports, **asked})
    elif format is Format.csv:
        flat = pd.DataFrame(reports)[_IMPORT_COLUMNS]
        flat["years"] = [q.words(years) if years else "" for years in flat["years"]]
        print_csv(flat)
    else:
        for one in found:
            print_line(f"{one.describe_origin()}, format {one.origin.format}")
            for line in (f"{verb} {one.id}", *as_lines(one)):
                print_line(f"  {line}")
        if joined:
            _print_changes(joined)


def _print_changes(joined: Joined) -> None:
    print_line(f"\n{joining.what_changed(joined)}")
    if len(joined.changes):
        print_table(joining.table(joined).head(_MOST_CHANGES), None)
    if len(joined.changes) > _MOST_CHANGES:
        print_line(f"{len(joined.changes) - _MOST_CHANGES:,} more: --format json has all.")


@releases.callback(invoke_without_command=True)
def list_releases(context: typer.Context, format: FormatOption = Format.table) -> None:
    """List the releases at hand, best first."""
    if context.invoked_subcommand:
        return
    for name in store.damaged():
        print_line(
            f"armstransfers: the release {name} is damaged and left out; import its files again, or "
            f"run 'armstransfers releases remove {name}'.",
            file=sys.stderr,
        )
    kept = set(store.kept())
    rows = [_release_row(one, one.id in kept) for one in catalogue.releases()]
    if format is Format.json:
        print_json(rows)
        return
    columns = ["release", "edition", "generated", "format", "years", "exactness", "place", "holds"]
    table = pd.DataFrame(rows)[columns]
    table["years"] = [q.words(years) if years else "" for years in table["years"]]
    table["edition"] = [str(edition or "unknown") for edition in table["edition"]]
    if format is Format.csv:
        print_csv(table)
    else:
        print_table(table, None)


@releases.command("show")
def show_release(
    release: Annotated[str, typer.Argument(help="Id of a release at hand.")],
    format: FormatOption = Format.table,
) -> None:
    """Show the report on a release: what it holds, and what was found while it was read."""
    one = catalogue.choose(release=release)
    if format is Format.json:
        print_json(as_dict(one))
        return
    if format is Format.csv:
        print_csv(pd.DataFrame([as_dict(one)])[_IMPORT_COLUMNS])
        return
    print_line(f"{one.describe_origin()}, format {one.origin.format}")
    for line in (one.id, *as_lines(one)):
        print_line(f"  {line}")
    for file in one.origin.files:
        print_line(f"  {file.name}  sha256 {file.sha256}")


@releases.command("export")
def export_release(
    release: Annotated[str, typer.Argument(help="Id of a release at hand.")],
    path: Annotated[Path, typer.Argument(help="File to write, ending in .csv or .parquet.")],
    codes: CodesOption = "",
) -> None:
    """Write the transfers of a release into a file, for other programs."""
    one = catalogue.choose(release=release)
    transfers, changed = with_codes(one.transfers, parse_codes(codes)), False
    if path.suffix == ".parquet":
        write_file(path, transfers.to_parquet(index=False))
    elif path.suffix == ".csv":
        rows, changed = as_csv(transfers)
        write_file(path, rows)
    else:
        raise BadRequest(f"{path.name} ends in neither .csv nor .parquet.")
    print_line(f"Wrote {counted(len(transfers), 'row')} of {one.id} to {path}.")
    if changed:
        print_line(f"In it, {safe.NOTE}")
    print_line(f"{source_line(one)} {one.origin.terms}")


@releases.command("remove")
def remove_release(
    release: Annotated[str, typer.Argument(help="Id of a release kept on this computer.")],
) -> None:
    """Remove a release from this computer; its files can be imported again."""
    store.remove(release)
    print_line(f"Removed {release}.")


_MOST_CHANGES = 20
_IMPORT_COLUMNS = ["release", "recognised", "edition", "generated", "rows", "years", "total"]


def _identity(one: Release) -> dict[str, Any]:
    day = one.generated
    return {
        "release": one.id,
        "edition": one.edition,
        "generated": day.isoformat() if day else None,
    }


def _release_row(one: Release, kept: bool) -> dict[str, Any]:
    blocks = [
        {
            "recipients": "all" if block.recipients is None else sorted(block.recipients),
            "suppliers": "all" if block.suppliers is None else sorted(block.suppliers),
            "years": [block.first_year, block.last_year],
            "exactness": block.exactness,
            "by_year": "estimated" if block.grain == "window" else block.exactness,
        }
        for block in one.coverage.blocks
    ]
    return {
        **_identity(one),
        "source": one.origin.title,
        "format": one.origin.format,
        "years": list(one.coverage.years) if one.coverage.years else None,
        "coverage": {"whole": one.is_complete, "blocks": blocks},
        "exactness": _exactness(one),
        "place": "this computer" if kept else "shipped",
        "holds": one.describe_content(),
    }


def _exactness(one: Release) -> str:
    """Return how exact the values of single years are, in a word for each block."""
    found = {"estimated" if b.grain == "window" else b.exactness for b in one.coverage.blocks}
    return "; ".join(sorted(found))
